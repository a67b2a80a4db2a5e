"""Every row of the shipped data is read: the gazetteer's places and names, and the papers of every file."""

from __future__ import annotations

import csv
import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from shapely.geometry import Point

from geo.boundaries import admin1_at, country, country_at, region
from geo.gazetteer import NAME_TYPES, Gazetteer, PlaceRow
from geo.gazetteer.rows import KINDS, from_line
from geo.model import LonLat, Precision
from geo.paths import data_path
from geo.text import fold, romanise

FOLDER = data_path("gazetteer")
SETTLEMENTS = {"city", "town", "village"}
THEATRE = {"UA", "RU", "BY", "MD"}
AROUND = {"PL", "RO", "HU", "SK", "LT", "LV", "EE", "FI", "GE", "KZ", "TR", "BG"}
WIDE = {"sea", "region", "water", "direction"}
PAPERS = ("file", "origin", "version", "licence", "credit", "sha256", "made_by")


@cache
def places() -> tuple[PlaceRow, ...]:
    lines = (FOLDER / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(from_line(line) for line in lines)


@cache
def regions() -> dict[str, dict[str, str]]:
    with (FOLDER / "admin1.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


@cache
def papers() -> list[dict[str, str]]:
    return json.loads(data_path("sources.json").read_text(encoding="utf-8"))["files"]


def shipped() -> Iterator[Path]:
    for path in data_path().rglob("*"):
        parts = path.relative_to(data_path()).parts
        if path.is_file() and "__pycache__" not in parts and not any(part.startswith(".") for part in parts):
            yield path


def found(name: str, code: str) -> list:
    return [one for one in Gazetteer.open().lookup(name) if one.admin1_code == code]


# Papers


def test_every_file_has_a_row_and_every_row_a_file() -> None:
    """No file ships without papers, and no paper is left of a file that is gone."""
    own = {"sources.json", "README.md"}
    names = {path.relative_to(data_path()).as_posix() for path in shipped() if path.suffix != ".py"} - own
    assert {row["file"] for row in papers()} == names


def test_every_row_of_the_papers_is_complete() -> None:
    """Origin, version, licence, credit and maker stand in every row."""
    assert [row["file"] for row in papers() if not all(row.get(key, "").strip() for key in PAPERS)] == []


def test_every_hash_is_right() -> None:
    """The hash in the papers is that of the file."""
    wrong = [
        row["file"]
        for row in papers()
        if hashlib.sha256(data_path(*row["file"].split("/")).read_bytes()).hexdigest() != row["sha256"]
    ]
    assert wrong == []


def test_the_readme_shows_every_file() -> None:
    """The table in the data's README has the rows of sources.json."""
    page = data_path("README.md").read_text(encoding="utf-8")
    assert [row["file"] for row in papers() if f"| {row['file']} |" not in page] == []


def test_the_data_stays_small() -> None:
    """All of data/ takes 25 MB at most."""
    assert sum(path.stat().st_size for path in shipped()) <= 25_000_000


# Places


def test_place_ids_are_unique_and_sorted() -> None:
    """Each place has its own id, and the file is in their order."""
    ids = [place.place_id for place in places()]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)


def test_kinds_and_precisions_are_known() -> None:
    """Kind and precision of every row are words of the vocabulary."""
    assert {place.kind for place in places()} <= KINDS
    assert {place.precision for place in places()} <= set(Precision)


def test_names_are_normalised() -> None:
    """Display names are NFC, without stray spaces or control signs, and leave a key."""
    bad = [
        place.place_id
        for place in places()
        if place.name != unicodedata.normalize("NFC", " ".join(place.name.split())) or not fold(place.name)
    ]
    assert bad == []


def test_ukrainian_names_are_in_latin_letters() -> None:
    """No settlement of Ukraine is shown in Cyrillic."""
    bad = [place.name for place in places() if place.country == "UA" and place.name != romanise(place.name)]
    assert bad == []


def test_errors_are_told_and_fit_the_precision() -> None:
    """A point that calls itself a settlement is not off by more than a big city is wide."""
    assert all(place.error_km > 0 for place in places())
    loose = [
        place.place_id
        for place in places()
        if place.precision in {"exact", "settlement"} and place.error_km > 45
    ]
    assert loose == []


def test_points_lie_in_their_country() -> None:
    """Places in and around Ukraine and Russia lie in their country or within 15 km of its drawn border."""
    wrong = [
        place.place_id
        for place in places()
        if place.country in THEATRE | AROUND and place.kind not in WIDE | {"country"}
        if country_at(LonLat(place.lon, place.lat)) != place.country
        if country(place.country).distance(Point(place.lon, place.lat)) > 0.15
    ]
    assert len(wrong) <= 20, wrong  # islands that the drawn countries leave out


def test_settlements_of_ukraine_lie_in_their_oblast() -> None:
    """Every settlement lies in the oblast that its row names, or within 15 km of it: Slavutych is an enclave."""
    wrong = [
        (place.place_id, place.name)
        for place in places()
        if place.country == "UA" and place.kind in SETTLEMENTS and place.name != "Slavutych"
        if admin1_at(LonLat(place.lon, place.lat)) != place.admin1_code
        if region(place.admin1_code).distance(Point(place.lon, place.lat)) > 0.15
    ]
    assert len(wrong) <= 3, wrong


def test_crimea_is_in_ukraine() -> None:
    """Nothing inside Crimea or Sevastopol has another country."""
    inside = [p for p in places() if 44.5 < p.lat < 45.6 and 33.4 < p.lon < 35.9 and p.kind in SETTLEMENTS]
    assert len(inside) > 500
    assert {place.country for place in inside} == {"UA"}


def test_no_settlement_of_ukraine_stands_twice() -> None:
    """Sure points of one name in one oblast lie apart: the same village never rivals itself."""
    sure = [
        p for p in places() if p.country == "UA" and p.kind in SETTLEMENTS and p.precision == "settlement"
    ]
    groups: dict[tuple[str, str], list[PlaceRow]] = {}
    for place in sure:
        groups.setdefault((place.admin1_code, fold(place.name)), []).append(place)
    twice = [
        (one.place_id, other.place_id)
        for group in groups.values()
        for at, one in enumerate(group)
        for other in group[at + 1 :]
        if abs(one.lat - other.lat) < 0.02 and abs(one.lon - other.lon) < 0.03
    ]
    assert len(twice) <= 12, twice


# Names


def test_name_keys_are_folded_sorted_and_point_to_lines() -> None:
    """Every key is its own folding, in byte order, and leads to a place by a known kind of name."""
    starts, at = set(), 0
    for line in (FOLDER / "places.tsv").read_bytes().splitlines(keepends=True):
        starts.add(at)
        at += len(line)
    keys = []
    for line in (FOLDER / "names.tsv").read_text(encoding="utf-8").splitlines():
        key, _, owners = line.partition("\t")
        keys.append(key)
        for owner in owners.split("|"):
            offset, _, kind = owner.partition(":")
            assert int(offset) in starts
            assert kind in NAME_TYPES
    assert keys == sorted(keys, key=str.encode)
    assert [key for key in keys if fold(key) != key] == []


@pytest.mark.parametrize(
    ("name", "code", "kind"),
    [
        ("Bakhmut", "UA-14", "town"),
        ("Artemivsk", "UA-14", "town"),
        ("Артёмовск", "UA-14", "town"),
        ("Kostyantynivka", "UA-14", "town"),
        ("Konstantinovka", "UA-14", "town"),
        ("Dnipropetrovsk", "UA-12", "city"),
        ("Kirovohrad", "UA-35", "city"),
        ("Krasnoarmiisk", "UA-14", "town"),
        ("Gulyaypole", "UA-23", "town"),
        ("Lisichansk", "UA-09", "town"),
        ("Robotyne", "UA-23", "village"),
        ("Klishchiivka", "UA-14", "village"),
        ("Synkivka", "UA-63", "village"),
        ("Ternuvate", "UA-23", "village"),
        ("Polohy district", "UA-23", "adm2"),
        ("Nikopol community", "UA-12", "hromada"),
        ("Sumy region", "UA-59", "adm1"),
        ("Dniepropetrovsk region", "UA-12", "adm1"),
        ("Kiev oblast", "UA-32", "adm1"),
        ("Crimea", "UA-43", "adm1"),
        ("Kursk Oblast", "RU-KRS", "adm1"),
        ("Rylsk district", "RU-KRS", "adm2"),
        ("Zhecha", "RU-BRY", "locality"),
        ("Engels air base", "RU-SAR", "airfield"),
        ("Engels-2", "RU-SAR", "airfield"),
        ("Olenya", "RU-MUR", "airfield"),
        ("Belaya air base", "RU-IRK", "airfield"),
        ("Dyagilevo", "RU-RYA", "airfield"),
        ("Ivanovo Severny", "RU-IVA", "airfield"),
        ("Ukrainka air base", "RU-AMU", "airfield"),
        ("Shaykovka air base", "RU-KLU", "airfield"),
        ("Saky air base", "UA-43", "airfield"),
        ("Belbek", "UA-40", "airfield"),
        ("Morozovsk air base", "RU-ROS", "airfield"),
        ("Kerch Bridge", "UA-43", "bridge"),
        ("Ryazan refinery", "RU-RYA", "plant"),
        ("Zaporizhzhia NPP", "UA-23", "plant"),
        ("Ust-Luga port", "RU-LEN", "port"),
        ("Kremlin", "RU-MOW", "facility"),
        ("Çırağan Palace", "TR-34", "facility"),
        ("Dolmabahce palace", "TR-34", "facility"),
        ("Pokrovsk direction", "UA-14", "direction"),
    ],
)
def test_places_of_war_reports_are_found(name: str, code: str, kind: str) -> None:
    """Names that reports use lead to the place that they mean."""
    assert kind in {one.kind for one in found(name, code)}


@pytest.mark.parametrize(
    ("name", "country"),
    [("US", "US"), ("UK", "GB"), ("Turkey", "TR"), ("Türkiye", "TR"), ("Russia", "RU"), ("Україна", "UA")],
)
def test_countries_answer_to_their_short_names(name: str, country: str) -> None:
    """A country is found by the names that newspapers use."""
    assert country in {one.country for one in Gazetteer.open().lookup(name) if one.kind == "country"}


def test_former_names_are_marked_as_former() -> None:
    """An old name is kept, and says that it is old."""
    old = {
        "Artemivsk": "Bakhmut",
        "Dnipropetrovsk": "Dnipro",
        "Kirovohrad": "Kropyvnytskyi",
        "Торез": "Chystiakove",
    }
    for name, today in old.items():
        kinds = {match.type for match in Gazetteer.open().matches(name) if match.row.name == today}
        assert kinds == {"f"}, name


def test_what_occupiers_proclaim_is_no_place() -> None:
    """The gazetteer knows oblasts, not the "republics" in them."""
    names = (
        "Luhansk People's Republic",
        "Donetsk People's Republic",
        "LPR",
        "DPR",
        "Луганская народная республика",
    )
    assert [name for name in names if Gazetteer.open().lookup(name)] == []


# Regions


def test_ukraine_has_its_27_regions() -> None:
    """Every first-level region of Ukraine is there, Crimea and Sevastopol too."""
    count = Counter(row["country"] for row in regions().values())
    assert count["UA"] == 27
    assert count["RU"] == 83
    assert {"UA-43", "UA-40"} <= regions().keys()


def test_region_points_lie_inside_their_region() -> None:
    """The point that stands for a region is inside it."""
    wrong = []
    for code, row in regions().items():
        there = admin1_at(LonLat(float(row["lon"]), float(row["lat"])))
        if there not in {None, code} and row["country"] in {"UA", "RU", "BY"}:
            wrong.append((code, there))
    assert wrong == []


def test_every_place_names_a_known_region() -> None:
    """A region code in a place of the theatre is one of admin1.csv."""
    codes = {place.admin1_code for place in places() if place.country in {"UA", "RU", "BY"}} - {""}
    assert codes <= regions().keys()
