"""Why a place was chosen, in plain words, and what a person should look at."""

from __future__ import annotations

from geo.gazetteer import NAME_TYPES, Gazetteer, Match
from geo.gazetteer.sphere import distance_km
from geo.geocode.find import SETTLEMENTS
from geo.geocode.rank import Ranked, is_coarse, is_unlike
from geo.geocode.scope import Scope
from geo.geocode.words import flags, limits
from geo.model import Candidate, Precision


def candidate(rank: Ranked, rivals: int, gazetteer: Gazetteer) -> Candidate:
    """Turn a ranked finding into a candidate with its reason; ``rivals`` is how many others bear the name."""
    finding = rank.finding
    row = finding.row
    if family := finding.seat_of:
        precision = Precision.SETTLEMENT if family.precision == Precision.EXACT else family.precision
        row = row._replace(precision=precision, error_km=max(family.radius_km, row.error_km))
    why = "; ".join(_reasons(rank, rivals, gazetteer))
    return gazetteer.candidate(Match(row, finding.type), why, score=-rank.cost)


def _reasons(rank: Ranked, rivals: int, gazetteer: Gazetteer) -> list[str]:
    return [
        reason
        for reason in (_by_name(rank), _by_kind(rank), *_by_scope(rank, gazetteer), _by_rivals(rivals))
        if reason
    ]


def _by_name(rank: Ranked) -> str:
    finding = rank.finding
    if finding.likeness < 100:
        return f"only a likeness of {finding.likeness:.0f} % to {finding.row.name}"
    if finding.cost and finding.spelt:
        return f"read as another spelling ({finding.spelt}) of {finding.row.name}"
    if finding.type == "f":
        return f"former name of {finding.row.name}"
    return NAME_TYPES[finding.type]


def _by_kind(rank: Ranked) -> str:
    if family := rank.finding.seat_of:
        return f"its namesake stands for the {family.name}, which the gazetteer does not have"
    if rank.finding.row.kind == "adm1":
        return "a region: the point is a safe one inside it"
    return "" if rank.finding.row.kind in SETTLEMENTS else rank.finding.row.kind


def _by_scope(rank: Ranked, gazetteer: Gazetteer) -> list[str]:
    region = gazetteer.regions.get(rank.finding.row.admin1_code)
    where = region.name if region else "another region"
    reasons = []
    if rank.in_region is not None:
        reasons.append(f"in {where}, as told" if rank.in_region else f"in {where}, outside the region told")
    if rank.in_district is not None:
        reasons.append("in the district told" if rank.in_district else "outside the district told")
    if rank.in_country is False:
        reasons.append("outside the country told")
    if rank.nearest_km is not None:
        reasons.append(f"{rank.nearest_km:.0f} km from a place of the same text")
    return reasons


def _by_rivals(rivals: int) -> str:
    return (
        f"{rivals} other place{'s' if rivals > 1 else ''} may bear the name"
        if rivals
        else "no other place of that name"
    )


def review(ranks: list[Ranked], scope: Scope) -> tuple[str, ...]:
    """List the flags for a person: what makes the first of the ranked findings unsure."""
    best = ranks[0]
    finding, row = best.finding, best.finding.row
    tests = {
        "ambiguous_place": is_ambiguous(ranks),
        "fuzzy_match": finding.likeness < 100,
        "other_spelling": finding.cost >= limits().flag_cost,
        "former_name": finding.type == "f",
        "other_name": is_unlike(finding),
        "outside_region": best.in_region is False,
        "outside_district": best.in_district is False,
        "outside_country": best.in_country is False,
        "far_from_context": _is_far(best),
        "seat_for_area": finding.seat_of is not None,
        "approximate_point": is_coarse(row),
        "context_not_read": scope.unread or bool(scope.districts and best.in_district is None),
    }
    return tuple(flag for flag, holds in tests.items() if holds)


def is_ambiguous(ranks: list[Ranked]) -> bool:
    """Tell whether another place is nearly as likely and lies elsewhere.

    A village without neighbours is told from its namesakes by a guess only, so more of them count.
    """
    lone = ranks[0].nearest_km is None and ranks[0].finding.row.population < flags().town_population
    limit = ranks[0].cost + (flags().lone_gap if lone else flags().ambiguous_gap)
    rivals = (rank for rank in ranks[1:] if rank.cost - (rank.doubt if _is_here(rank) else 0) < limit)
    return any(_apart_km(ranks[0], rank) > flags().ambiguous_km for rank in rivals)


def _is_here(rank: Ranked) -> bool:
    """Tell whether a place lies where the text is, so that even its former or loose name counts."""
    near = rank.nearest_km is not None and rank.nearest_km < flags().scope_km
    return bool(rank.in_region) or near


def _apart_km(a: Ranked, b: Ranked) -> float:
    return distance_km(a.finding.row.lon, a.finding.row.lat, b.finding.row.lon, b.finding.row.lat)


def _is_far(best: Ranked) -> bool:
    row = best.finding.row
    known = row.population >= flags().far_population or row.kind not in SETTLEMENTS
    return best.nearest_km is not None and best.nearest_km > flags().far_km and not known
