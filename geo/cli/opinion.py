"""The options of a second opinion: who is asked, and where."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from geo.errors import InputError

if TYPE_CHECKING:
    from geo.opinion import SecondOpinion

OpinionModel = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Second opinion: a model of --opinion-url, or an installed spaCy model.",
        show_default=False,
    ),
]
OpinionUrl = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="OpenAI-compatible address to ask; the report is sent there.",
        show_default=False,
    ),
]
OpinionKey = Annotated[
    str | None,
    typer.Option(
        metavar="VARIABLE", help="Environment variable that holds the service's key.", show_default=False
    ),
]


def second_opinion(model: str | None, url: str | None, key: str | None) -> SecondOpinion | None:
    """Make the second opinion that was asked for.

    Parameters
    ----------
    model : str or None
        Of the service at `url`, or an installed spaCy model; without one nobody is asked.
    url : str or None
        An OpenAI-compatible address.
    key : str or None
        The environment variable that holds the service's key.

    Raises
    ------
    InputError
        If the variable is not set, or the model is not installed.
    """
    if model is None:
        if url or key:
            raise typer.BadParameter("name the model too: --opinion-model NAME", param_hint="--opinion-model")
        return None
    from geo.opinion import Endpoint, SpacyNames

    if url is None:
        return SpacyNames(model)
    if key and not os.environ.get(key):
        raise InputError(f"the environment has no variable {key!r}; set it to the service's key")
    return Endpoint(url, model, os.environ[key] if key else None)
