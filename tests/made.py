"""Small events and days made for the tests of the map."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from geo import frame
from geo.model import Claim, Day, Event, Precision, Source

KHARKIV = Event(
    event_id="kharkiv",
    record_type="incident",
    category="missile_strike",
    attacker="Russia",
    status="claimed",
    precision=Precision.SETTLEMENT,
    lon=36.2304,
    lat=49.9935,
    place_text="Kharkiv",
    place_name="Kharkiv",
    place_id="geonames:706483",
    admin1="Kharkiv Oblast",
    admin1_code="UA-63",
    country="UA",
    radius_km=10.0,
    date_start="2025-06-02",
    date_end="2025-06-02",
    date_precision="day",
    killed_min=3,
    injured_min=5,
    injured_max=7,
    attributed_to="the mayor",
    claims=(
        Claim("the mayor", "Ukraine", "killed", 3, qualifier="at least", quote="at least three dead"),
        Claim("the army", "Russia", "killed", 0, quote="nobody was hurt"),
    ),
    quote="A missile fell in Kharkiv.",
    sources=(Source("Gazette", "https://example.org/a", "2025-06-02"),),
    summary="A missile falls in Kharkiv",
)


def at(event_id, lon, lat, name, **changes):
    """Kharkiv's event under another name and at another place."""
    facts = {"place_name": name, "place_text": name, "summary": f"Something happens in {name}", **changes}
    return replace(KHARKIV, event_id=event_id, lon=lon, lat=lat, **facts)


SUMY = at(
    "sumy", 33.9, 50.9, "Sumy Oblast", precision=Precision.REGION, admin1="Sumy Oblast", admin1_code="UA-59",
    radius_km=120.0, category="drone_strike",
)  # fmt: skip
BELAYA = at(
    "belaya", 103.575, 52.915, "Belaya air base", precision=Precision.EXACT, admin1="Irkutsk Oblast",
    admin1_code="RU-IRK", country="RU", attacker="Ukraine", category="drone_strike", radius_km=2.0,
)  # fmt: skip
TALKS = at(
    "talks", 28.9784, 41.0082, "Istanbul", admin1="Istanbul", admin1_code="TR-34", country="TR", attacker="unknown",
    category="diplomacy", status="confirmed", killed_min=None, injured_min=None, injured_max=None, claims=(),
)  # fmt: skip
KURSK = at(
    "kursk", 36.0, 51.7, "Kursk Oblast", precision=Precision.REGION, admin1="Kursk Oblast", admin1_code="RU-KRS",
    country="RU", attacker="Ukraine", category="air_defence", intercepted=57, radius_km=120.0, killed_min=None,
)  # fmt: skip
SECOND = at("second", 36.2304, 49.9935, "Kharkiv", category="shelling", status="disputed")
EVENTS = (KHARKIV, SECOND, SUMY, BELAYA, TALKS, KURSK)


def day(*events, **facts):
    """Make a day of the given events, of six different ones if none are given."""
    told = {"date": date(2025, 6, 2), "title": "A day", "as_of": datetime(2025, 6, 2, 22, 5, tzinfo=UTC)}
    return Day(**{**told, **facts}, events=frame.from_events(events or EVENTS))


def many(count):
    """Make a table of as many events, each with its own words, spread over the theatre."""
    categories = ("missile_strike", "drone_strike", "shelling", "air_strike", "ground_clash")
    events = []
    for number in range(count):
        lon, lat = 24 + (number * 0.61803398875 % 1) * 15, 46 + (number * 0.7548776662 % 1) * 6
        where, fourth = f"Place {number % 1500}", number % 4
        words = f"Report {number}: {where} came under fire at about {number % 24}:{number % 60:02}, officials said."
        events.append(
            at(
                f"{number:012x}", round(lon, 4), round(lat, 4), where,
                category=categories[number % 5], status=("reported", "claimed", "confirmed", "disputed")[fourth],
                attacker=("Russia", "Russia", "Russia", "Ukraine")[fourth], killed_min=number % 5 or None,
                precision=(Precision.EXACT, Precision.SETTLEMENT)[number % 2], quote=words, place_id=f"made:{number % 1500}",
                claims=(Claim(f"official {number % 40}", "Ukraine", "killed", number % 5, quote=words),),
                attributed_to=f"official {number % 40}", summary=f"Strike {number} on {where}",
            )
        )  # fmt: skip
    return events
