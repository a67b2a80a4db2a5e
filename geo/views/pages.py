"""Every page of the app; each is imported when it is first opened."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.navigation.page import StreamlitPage


def pages() -> list[StreamlitPage]:
    """List the pages in the order of the navigation."""
    return [
        st.Page(_day, title="Day", url_path="day", default=True),
        st.Page(_new, title="New day", url_path="new"),
        st.Page(_review, title="Review", url_path="review"),
        st.Page(_front, title="Front", url_path="front"),
    ]


def link(title: str, label: str, day: date) -> None:
    """Show a link to a page, opened on a day; where a page stands alone there is none."""
    with suppress(StreamlitAPIException):
        page = next(page for page in pages() if page.title == title)
        st.page_link(
            page, label=label, icon=":material/arrow_forward:", query_params={"day": day.isoformat()}
        )


def _day() -> None:
    from geo.views import day

    day.show()


def _new() -> None:
    from geo.views import new

    new.show()


def _review() -> None:
    from geo.views import review

    review.show()


def _front() -> None:
    from geo.views import front

    front.page()
