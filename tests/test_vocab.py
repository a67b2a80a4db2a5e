"""The vocabulary: every file loads, every term points to terms that exist."""

from __future__ import annotations

import dataclasses

import pytest

from geo import vocab
from geo.errors import InputError
from geo.model import Precision

TABLES = [
    vocab.layers,
    vocab.categories,
    vocab.attackers,
    vocab.statuses,
    vocab.precisions,
    vocab.claims,
    vocab.record_types,
    vocab.date_precisions,
    vocab.countries,
    vocab.layouts,
]
ACLED = {
    "Battles": {
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    },
    "Explosions/Remote violence": {
        "Air/drone strike",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
    },
    "Strategic developments": {"Disrupted weapons use", "Other"},
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_term_has_its_name_and_a_label(table):
    """A term knows its own id and has a label in plain words."""
    assert table()
    for name, term in table().items():
        assert term.id == name
        assert term.label.strip()


def test_layers_are_all_used():
    """Each layer group has at least one category, and each category a known group."""
    assert {category.group for category in vocab.categories().values()} == set(vocab.layers())


@pytest.mark.parametrize("category", vocab.categories().values(), ids=lambda category: category.id)
def test_categories_map_to_acled(category):
    """The crosswalk of a category uses ACLED's own code list."""
    event, sub_event = category.acled
    assert {sub_event, *category.acled_by.values()} <= ACLED[event]
    assert set(category.acled_by) <= set(vocab.attackers())


def test_precisions_follow_the_model():
    """The precisions are those of the model, finest first, with growing radii."""
    assert list(vocab.precisions()) == [step.value for step in Precision]
    radii = [term.radius_km for term in vocab.precisions().values()]
    assert radii == sorted(radii)
    assert all(term.radius_km <= term.max_radius_km for term in vocab.precisions().values())


def test_record_types_count_incidents_only():
    """Only an incident is counted."""
    assert [name for name, term in vocab.record_types().items() if term.counted] == ["incident"]


def test_countries_are_the_iso_list():
    """The 249 codes of ISO 3166-1 are there, with boxes that hold together."""
    assert len(vocab.countries()) == 249
    for country in vocab.countries().values():
        assert len(country.id) == 2
        if country.box:
            west, south, east, north = country.box
            assert west < east
            assert south < north


def test_terms_cannot_be_changed():
    """A caller cannot change what the next caller reads."""
    with pytest.raises(TypeError):
        vocab.categories()["new"] = None
    with pytest.raises(dataclasses.FrozenInstanceError):
        vocab.categories()["other"].label = "x"


def test_read_terms_takes_a_new_category_without_code(tmp_path):
    """A table that an editor adds is read like the others."""
    path = tmp_path / "categories.toml"
    path.write_text(
        '[cyber]\nlabel = "Cyber attack"\ngroup = "other"\nacled = ["A", "B"]\n', encoding="utf-8"
    )
    assert vocab.read_terms(path, vocab.Category)["cyber"].acled == ("A", "B")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a\n", "no valid TOML"),
        ('[a]\nlabel = "x"\ncolour = "red"\n', "unknown key 'colour'"),
        ("[a]\n", "misses a key"),
        ('a = "x"\n', "no table"),
    ],
)
def test_read_terms_names_the_fault(tmp_path, text, words):
    """A fault in a vocabulary file is told with the file's name and the key."""
    path = tmp_path / "layers.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        vocab.read_terms(path, vocab.Layer)
