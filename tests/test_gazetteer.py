"""The two sorted files: written, read, searched, and swapped for a fuller dump."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import gazetteer
from geo.errors import InputError, NotFoundError, ServiceError
from geo.gazetteer import Gazetteer, PlaceRow
from geo.gazetteer.geonames import entries, kind, name_type
from geo.gazetteer.rows import check, from_line, to_line
from geo.gazetteer.sphere import distance_km
from geo.text import fold

NAME = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    str.strip
)
ROW = st.builds(
    PlaceRow,
    place_id=st.integers(1, 10**6).map("geonames:{}".format),
    name=NAME,
    kind=st.sampled_from(["city", "village", "airfield", "adm2"]),
    country=st.sampled_from(["UA", "RU", ""]),
    admin1_code=st.sampled_from(["UA-63", "RU-KRS", ""]),
    admin2=st.sampled_from(["Izium", ""]),
    lon=st.floats(-180, 180).map(lambda value: round(value, 5)),
    lat=st.floats(-90, 90).map(lambda value: round(value, 5)),
    population=st.integers(0, 10**7),
    error_km=st.floats(0, 500).map(lambda value: round(value, 1)),
    precision=st.sampled_from(["exact", "settlement", "district"]),
    source=st.just("geonames"),
    names=st.lists(st.tuples(NAME, st.sampled_from("oturasf")), max_size=4).map(tuple),
)
ROWS = st.lists(ROW, min_size=1, max_size=12, unique_by=lambda row: row.place_id)


def place(place_id, name, **more):
    """Make a village in Kharkiv Oblast, unless it is said otherwise."""
    row = PlaceRow(place_id, name, "village", "UA", "UA-63", "", 37.0, 49.5, 0, 2.0, "settlement", "geonames")
    return row._replace(**more)


@pytest.fixture
def small(tmp_path):
    """Write a gazetteer of four places and one region."""
    gazetteer.write(
        [
            place("geonames:1", "Kharkiv", kind="city", lon=36.25, lat=49.98, population=1_400_000,
                  names=(("Харків", "u"), ("Харьков", "r"), ("Kharkov", "a"))),
            place("geonames:2", "Izium", kind="town", lon=37.28, lat=49.21, names=(("Ізюм", "u"),)),
            place("own:zh", "Zhecha", country="RU", admin1_code="RU-BRY", lon=32.9, lat=52.9, source="own"),
            place("postal:UA:1", "Izium", admin1_code="", lon=33.0, lat=48.0, source="postal"),
        ],
        tmp_path,
    )  # fmt: skip
    (tmp_path / "admin1.csv").write_text(
        "code,name,country,aliases,lon,lat,radius_km\nUA-63,Kharkiv Oblast,UA,Kharkiv|Харківська область,36.4,49.6,112\n",
        encoding="utf-8",
    )
    return Gazetteer.open(tmp_path)


@settings(max_examples=40)
@given(rows=ROWS)
def test_write_and_read_give_the_same_places(tmp_path_factory, rows):
    """Every place comes back as it was, in the order of the ids, and every name finds its place."""
    folder = tmp_path_factory.mktemp("gazetteer")
    gazetteer.write(rows, folder)
    opened = Gazetteer.open(folder)
    squeezed = [row._replace(name=" ".join(row.name.split()), names=()) for row in rows]
    assert list(opened.rows()) == sorted(squeezed, key=lambda row: row.place_id)
    for row in rows:
        for name in (row.name, *(name for name, _ in row.names)):
            if fold(name):
                assert row.place_id in [found.place_id for found in opened.lookup(name)]
                assert opened.starts(name)


@settings(max_examples=20)
@given(rows=ROWS, data=st.data())
def test_write_gives_the_same_bytes_in_any_order(tmp_path_factory, rows, data):
    """The order in which places are handed over leaves no trace."""
    one, two = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")
    gazetteer.write(rows, one)
    gazetteer.write(data.draw(st.permutations(rows)), two)
    for name in ("places.tsv", "names.tsv"):
        assert (one / name).read_bytes() == (two / name).read_bytes()


def test_write_refuses_faulty_and_double_rows(tmp_path):
    """All faults of a row are told at once, and an id may come once."""
    with pytest.raises(InputError, match=r"kind 'house'.*precision 'good'") as caught:
        gazetteer.write([place("a:1", "X", kind="house", precision="good", lat=95.0)], tmp_path)
    assert len(caught.value.faults) == 3
    with pytest.raises(InputError, match="comes twice"):
        gazetteer.write([place("a:1", "X"), place("a:1", "Y")], tmp_path)


@pytest.mark.parametrize(
    "bad", [{"lon": float("nan")}, {"error_km": -1.0}, {"place_id": " "}, {"names": (("X", "q"),)}]
)
def test_check_finds_each_fault(bad):
    """Positions, errors, ids and types of names are looked at."""
    assert check(place("a:1", "X")._replace(**bad))


@given(ROW)
def test_lines_of_places_have_an_inverse(row):
    """A place survives being written as a line."""
    squeezed = row._replace(name=" ".join(row.name.split()), names=())
    assert from_line(to_line(row)) == squeezed


def test_open_names_the_missing_file(tmp_path):
    """A folder without a gazetteer is told with the way to get one."""
    with pytest.raises(NotFoundError, match="make data"):
        Gazetteer.open(tmp_path / "nowhere")


def test_lookup_knows_every_spelling(small):
    """Case, script and accents do not matter, and the candidate carries its region's name."""
    for name in ("KHARKIV", "харьков", "Харкiв".replace("i", "і"), "Kharkov"):
        (found,) = small.lookup(name)
        assert (found.place_id, found.admin1, found.admin1_code) == ("geonames:1", "Kharkiv Oblast", "UA-63")
    assert [found.place_id for found in small.lookup("izium")] == ["geonames:2", "postal:UA:1"]
    assert small.lookup("") == small.lookup("nowhere") == ()


def test_starts_and_starting_look_at_beginnings(small):
    """A beginning of a name is known as one; the empty one is none."""
    assert small.starts("khar")
    assert not small.starts("kharx")
    assert not small.starts("")
    assert {match.row.name for match in small.starting("iz")} == {"Izium"}


def test_fuzzy_forgives_slips_of_the_pen(small):
    """Swapped, missing and doubled letters are forgiven, the likest name first."""
    for slip in ("Khrakiv", "Kharkv", "Khaarkiv", "hKarkiv"):
        assert small.fuzzy(slip)[0].row.name == "Kharkiv"
    assert small.fuzzy("Lviv") == ()


def test_nearest_sorts_by_distance(small):
    """The nearest place comes first, over the whole globe."""
    assert [found.name for found in small.nearest(36.3, 50.0, 2)] == ["Kharkiv", "Izium"]
    assert small.nearest(-170.0, -80.0)[0].place_id
    assert small.nearest(36.3, 50.0, 1, frozenset({"town"}))[0].name == "Izium"


def test_with_id_reads_one_block(small):
    """Places of one origin stand together."""
    assert [row.name for row in small.with_id("own:")] == ["Zhecha"]


def test_distance_km_is_right_at_known_points():
    """Kyiv to Kharkiv is about 411 km, and over the date line is near."""
    assert distance_km(30.5234, 50.4501, 36.2304, 49.9935) == pytest.approx(409, abs=4)
    assert distance_km(179.9, 0, -179.9, 0) == pytest.approx(22.2, abs=0.1)


def dump_line(geonameid, name, alternates, lat, lon, *code, people=0):
    """Write a line as a GeoNames country dump has it."""
    feature, admin1, *admin2 = code
    cells = [
        geonameid,
        name,
        name,
        alternates,
        lat,
        lon,
        *feature.split("."),
        "UA",
        "",
        admin1,
        *admin2,
        *[""] * (1 - len(admin2)),
    ]
    return "\t".join(map(str, [*cells, "", "", people, "", 100, "Europe/Kyiv", "2025-01-01"]))


DUMP = "\n".join(
    [
        dump_line(1, "Kharkiv", "Charkow,Харків", 49.98, 36.25, "P.PPLA", "07", "6300", people=1_433_886),
        dump_line(2, "Izyum", "Ізюм,Изюм", 49.21, 37.28, "P.PPL", "07", "6301", people=50_000),
        dump_line(3, "Izyums’kyy Rayon", "", 49.2, 37.1, "A.ADM2", "07", "6301"),
        dump_line(4, "Kamyanka", "Кам’янка,Каменка", 49.1, 37.2, "P.PPL", "07", "6301"),
        dump_line(5, "Gone", "", 49.0, 37.0, "P.PPLH", "07", "6301"),
        dump_line(6, "Chuhuiv Air Base", "", 49.84, 36.64, "S.AIRB", "07"),
    ]
)


def test_entries_reads_a_dump_and_names_the_faulty_line():
    """A dump's lines become entries; any other file is refused with the line."""
    assert [entry.name for entry in entries(DUMP.splitlines())][:2] == ["Kharkiv", "Izyum"]
    with pytest.raises(InputError, match="line 1: 2 columns instead of 19"):
        list(entries(["a\tb"]))


def test_kind_follows_feature_code_and_population():
    """The feature code gives the kind, the inhabitants the size of a settlement."""
    kinds = [kind(entry) for entry in entries(DUMP.splitlines())]
    assert kinds == ["city", "town", "adm2", "village", "", "airfield"]


def test_name_type_reads_the_letters():
    """Letters tell Ukrainian from Russian."""
    assert [name_type(name) for name in ("Київ", "Нікополь", "Крым", "Москва", "Odessa")] == [
        "u",
        "u",
        "r",
        "r",
        "a",
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_update_swaps_one_country_and_keeps_the_rest(small, tmp_path, packed):
    """GeoNames places of the country are replaced; other sources, types of names and regions stay."""
    source = tmp_path / ("UA.zip" if packed else "UA.txt")
    if packed:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("UA.txt", DUMP)
            archive.writestr("readme.txt", "about")
        source.write_bytes(data.getvalue())
    else:
        source.write_text(DUMP, encoding="utf-8")
    assert gazetteer.update(source, folder=tmp_path / "new", base=small.folder) == 7
    new = Gazetteer.open(tmp_path / "new")
    (village,) = new.lookup("Каменка")
    assert (village.name, village.admin1_code, village.admin2) == ("Kamianka", "UA-63", "Izyums’kyy Rayon")
    assert {match.type for match in new.matches("Kharkov")} == {"a"}
    assert new.lookup("Zhecha")
    assert not new.lookup("Gone")


def test_update_is_used_from_then_on(small, tmp_path):
    """Without a folder the user's own gazetteer is made, and opened before the one that ships."""
    source = tmp_path / "UA.txt"
    source.write_text(DUMP, encoding="utf-8")
    gazetteer.update(source, base=small.folder)
    assert Gazetteer.open().lookup("Chuhuiv Air Base")[0].kind == "airfield"


def test_update_explains_what_it_cannot_use(small, tmp_path):
    """A missing file, a broken zip, a table of something else and a dead address each get their own words."""
    broken = tmp_path / "UA.zip"
    broken.write_bytes(b"PK\x03\x04 no zip")
    table = tmp_path / "table.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    cases = [
        (tmp_path / "none.txt", NotFoundError, "no file"),
        (broken, InputError, "neither a zip"),
        (table, InputError, "no GeoNames"),
        (tmp_path, InputError, "cannot be read"),
        ("http://127.0.0.1:9/UA.zip", ServiceError, "could not be downloaded"),
    ]
    for source, error, words in cases:
        with pytest.raises(error, match=words):
            gazetteer.update(source, folder=tmp_path / "new", base=small.folder)
