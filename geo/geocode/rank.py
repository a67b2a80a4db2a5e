"""Which of several places is meant: costs that add up, each with its reason in words.

Scope decides first, then how the name was found, then nearness, and population last; the figures stand in
``data/vocab/toponyms_weights.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from geo.gazetteer import PlaceRow
from geo.geocode.find import SETTLEMENTS, Finding
from geo.geocode.scope import Scope
from geo.geocode.words import Family, flags, weights
from geo.geocode.zone import Zone, is_hand_placed
from geo.model import Precision
from geo.text import fold, is_cyrillic

_BY_KIND = {
    "adm1": "region_for_settlement",
    "region": "site_for_settlement",
    "adm2": "district_for_settlement",
    "hromada": "district_for_settlement",
    "direction": "direction_for_settlement",
    "country": "country_for_settlement",
}
_POPULATION_UNKNOWN = 1000


@dataclass(frozen=True, slots=True)
class Ranked:
    """A finding with its cost, and what speaks for and against it.

    ``doubt`` is the part of the cost that a former or loose name brought; a place may still be meant by it.
    """

    finding: Finding
    cost: float
    doubt: float
    nearest_km: float | None
    in_region: bool | None
    in_district: bool | None
    in_country: bool | None


def ranked(found: list[Finding], family: Family | None, scope: Scope, zone: Zone) -> list[Ranked]:
    """Sort findings, the likeliest first; equal costs keep the order of their ids."""
    current = any(_is_current(finding) and scope.holds(finding.row, flags().scope_km) for finding in found)
    owned = {finding.spelt for finding in found if finding.type == "o"}
    sites = {
        finding.spelt for finding in found if finding.type == "o" and finding.row.kind not in SETTLEMENTS
    }
    doubts = (_doubt(finding, current, finding.spelt in owned, finding.spelt in sites) for finding in found)
    ranks = [_rank(finding, family, scope, zone, doubt) for finding, doubt in zip(found, doubts, strict=True)]
    return sorted(ranks, key=lambda rank: (rank.cost, rank.finding.row.place_id))


def _is_current(finding: Finding) -> bool:
    return finding.type != "f" and finding.likeness == 100 and finding.cost < weights().former_name


def _rank(finding: Finding, family: Family | None, scope: Scope, zone: Zone, doubt: float) -> Ranked:
    row = finding.row
    told = scope.has_region_of(row), scope.has_district_of(row), scope.has_country_of(row)
    distances = scope.distances(row)
    cost = doubt + _name_cost(finding) + _kind_cost(row, family, finding)
    cost += _scope_cost(row, scope, zone, told) + _distance_cost(distances) - _population_credit(row)
    return Ranked(finding, round(cost, 3), doubt, min(distances, default=None), *told)


def _doubt(finding: Finding, demote_former: bool, owned: bool, usurped: bool) -> float:
    """Weigh how loosely a place bears the name.

    ``owned`` says that another has it as its official one, ``usurped`` that this other is no settlement.
    """
    if finding.type == "f":
        return float(weights().outside_region if demote_former else weights().former_name)
    if finding.type == "a":
        strange = weights().usurped_name if usurped else weights().unlike_name
        return float(strange if is_unlike(finding) else weights().other_name)
    return float(weights().second_bearer) if finding.type == "t" and owned else 0


def _name_cost(finding: Finding) -> float:
    cost = finding.cost + (0 if finding.likeness == 100 else weights().fuzzy + (100 - finding.likeness) / 5)
    return cost + (weights().short_form if finding.type == "s" else 0)


def is_unlike(finding: Finding) -> bool:
    """Tell whether an alternate name is another name, and not a spelling of the official one."""
    from rapidfuzz.distance import Levenshtein

    written = finding.spelt
    if finding.type != "a" or finding.row.kind not in SETTLEMENTS or not written or is_cyrillic(written):
        return False
    likeness = Levenshtein.normalized_similarity(written, fold(finding.row.name)) * 100
    return bool(likeness < flags().unlike_percent)


def is_coarse(row: PlaceRow) -> bool:
    """Tell whether a settlement's point is a rough estimate; a city is wide, not vague."""
    return row.kind in SETTLEMENTS and (
        (row.error_km >= flags().coarse_km and row.kind != "city")
        or row.precision not in (Precision.EXACT, Precision.SETTLEMENT)
    )


def _kind_cost(row: PlaceRow, family: Family | None, finding: Finding) -> float:
    if family is not None:
        fits = row.kind in family.kinds or finding.seat_of or family.own_name
        quarter = family.name == "district" and row.kind == "locality"
        return 0 if fits or quarter else weights().wrong_kind
    if row.kind in SETTLEMENTS:
        return 0
    return float(getattr(weights(), _BY_KIND.get(row.kind, "site_for_settlement")))


def _scope_cost(
    row: PlaceRow, scope: Scope, zone: Zone, told: tuple[bool | None, bool | None, bool | None]
) -> float:
    region, district, country = told
    cost = 0.0
    if scope.regions:
        cost += {True: 0, False: weights().outside_region, None: weights().region_unknown}[region]
    if scope.districts:
        cost += {True: 0, False: weights().outside_district, None: weights().district_unknown}[district]
    cost += weights().outside_country if country is False else 0
    cost += weights().beyond_theatre if row.country not in flags().theatre and not scope.countries else 0
    cost += weights().other_side if scope.side and row.country != scope.side else 0
    cost += weights().mentioned if row.admin1_code and row.admin1_code in scope.mentioned else 0
    cost += weights().coarse_point if is_coarse(row) else 0
    cost += weights().hand_placed if is_hand_placed(row) else 0
    return cost + (weights().front_zone if row.kind in SETTLEMENTS and zone.holds(row) else 0)


def _distance_cost(distances: list[float]) -> float:
    """Weigh the nearest place of the text, and those that are named beside it.

    ``distances`` come in the order of the text, the names that stand nearest to this one first.
    """
    if not distances:
        return 0
    floor = weights().distance_floor_km
    steps = [log10((floor + km) / floor) for km in distances]
    beside = steps[: weights().beside]
    share = weights().beside_share
    return float(weights().distance * ((1 - share) * min(steps) + share * sum(beside) / len(beside)))


def _population_credit(row: PlaceRow) -> float:
    people = (
        weights().region_people if row.kind == "adm1" else row.population if row.kind in SETTLEMENTS else 0
    )
    return float(weights().population * log10(max(people, _POPULATION_UNKNOWN)))
