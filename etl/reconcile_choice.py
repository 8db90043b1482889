"""Of several persons of one name, the one whose confirmed offices or organisations fit what the release says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from etl.finds import Find, Finds
from etl.named import Named
from etl.reconcile_holders import Entity
from etl.reconcile_names import Names

OFFICE, ORGANIZATION = 2, 1  # what a shared office, a shared organisation weighs


def choose(known: Names, batch: Sequence[tuple[int, Finds]]) -> None:
    """Settle on one of several holders of a person's name, where exactly one fits best."""
    several = {
        (scope, one): known.candidates(scope, one)
        for scope, finds in batch
        for one in finds.named
        if one.table == "person" and len(known.candidates(scope, one)) > 1
    }
    if not several:
        return
    held = known.authority.held
    said = {(scope, one): offices_said(known, scope, finds) for scope, finds in batch for one in finds.named}
    for (scope, one), holders in several.items():
        if chosen := fitting(holders, held, said[scope, one].get(one, [])):
            known.chosen[scope, one] = chosen


def offices_said(known: Names, scope: int, finds: Finds) -> dict[Named, list[Entity]]:
    """Which offices the release gives whom."""
    said: defaultdict[Named, list[Entity]] = defaultdict(list)
    pairs = [
        *((find, "person", "office") for find in finds.finds["tenure"]),
        *((find, "speaker", "role") for find in finds.finds["quote"]),
    ]
    for find, who, what in pairs:
        person, office = named(find, who), named(find, what)
        if person and office and (entity := known.resolve(scope, office)):
            said[person].append(entity)
    return said


def named(find: Find, field: str) -> Named | None:
    value = find.values[field]
    return value if isinstance(value, Named) else None


def fitting(
    holders: Sequence[Entity], held: dict[int, set[tuple[int, int | None]]], said: Sequence[Entity]
) -> Entity | None:
    """The one holder who fits better than every other, or None."""
    offices = {office.id for office in said}
    bodies = {office.columns["organization"] for office in said} - {None}
    scored = sorted(
        (
            max(
                (
                    OFFICE * (office in offices) + ORGANIZATION * (body in bodies)
                    for office, body in held.get(one.id, ())
                ),
                default=0,
            ),
            number,
        )
        for number, one in enumerate(holders)
    )
    (second, _), (best, number) = scored[-2:]
    return holders[number] if best > second else None
