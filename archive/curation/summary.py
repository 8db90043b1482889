"""An entity's values as its mentions have them: the most specific, then of the oldest release, then of the lowest hash.

Folding candidates one by one, in any order and in any portions, ends alike: each field keeps the best ranked candidate.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

Rank = list[Any]
Candidate = tuple[str, Any, Rank]  # field, value, rank: lower is better
Summary = dict[str, Any]  # field → value, and "ranks": field → rank
UNDATED = "9999-12-31"


def candidates(said: dict[str, Any], published_on: str | None, sha256: str) -> list[Candidate]:
    """What one mention in one release says of an entity: its known fields, ranked."""
    known = ((field, value) for field, value in said.items() if value not in (None, "", [None, None, None]))
    return [
        (
            field,
            value,
            [*(-number for number in specificity(field, value)), published_on or UNDATED, sha256, str(value)],
        )
        for field, value in known
    ]


def bare(name: str) -> Candidate:
    """A name that a release uses without a mention of its own: it counts only where there is no mention."""
    return ("name", name, [1, 0, 0, UNDATED, "~", name])


def fold(summary: Summary, found: Iterable[Candidate]) -> Summary:
    """The summary with the candidates taken in; the one given is not changed."""
    values = dict(summary)
    ranks = dict(summary.get("ranks", {}))
    for field, value, rank in found:
        if field not in ranks or rank < ranks[field]:
            values[field], ranks[field] = value, rank
    return {**values, "ranks": ranks}


def specificity(field: str, value: Any) -> tuple[int, ...]:
    """How much a value tells, higher is more, compared from the left."""
    if field == "name":
        return name_specificity(value)
    if field == "date":
        return date_specificity(value)
    if field == "place":
        return (sum(part is not None for part in value),)
    if field == "kind":
        return (int(value != "other"),)
    return (0,)


@lru_cache(maxsize=10_000)
def name_specificity(name: str) -> tuple[int, int, int]:
    """Written as names are (not in capitals throughout), with its accents, long."""
    return (int(name != name.upper() or " " not in name), sum(not letter.isascii() for letter in name), len(name))


def date_specificity(edtf: str) -> tuple[int, int]:
    """A known year, then the finest unit, then both ends."""
    return (int("X" not in edtf), len(edtf))


def join(summary: Summary, other: Summary) -> Summary:
    """The summary of what both were made of: each field has the better ranked value."""
    ranks = other.get("ranks", {})
    return fold(summary, [(field, other[field], rank) for field, rank in ranks.items()])
