"""What a row would be without some changes: what each found, wherever it is still as the change left it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Model

from archive.curation.history.changes import Change
from archive.curation.history.images import Image, decided_of, is_seldom, units


@dataclass(slots=True)
class Reverted:
    """`row` with the changes taken back; `columns` that were put back; `kept`, those that somebody changed since."""

    row: Image
    columns: list[str] = field(default_factory=list)
    kept: list[tuple[Change, tuple[str, ...]]] = field(default_factory=list)

    @property
    def values(self) -> Image:
        """What is to be written, `decided` included."""
        names = [*self.columns, *(["decided"] if "decided" in self.row else [])]
        return {name: self.row[name] for name in names}


def reverted(row: Image, model: type[Model], changes: Iterable[Change]) -> Reverted:
    """Take back updates of one row, given newest first."""
    result = Reverted(dict(row))
    for one in changes:
        for unit in units(model):
            if one.touches(unit):
                revert(result, one, unit)
    return result


def revert(result: Reverted, one: Change, unit: tuple[str, ...]) -> None:
    """Take back what a change did to columns that go together, or note that they were changed since."""
    before, after, row = one.before or {}, one.after or {}, result.row
    if not is_as_left(row, after, one.model, unit):
        result.kept.append((one, unit))
        return
    put_back = [name for name in unit if before[name] != after[name]]
    result.columns += [name for name in put_back if name not in result.columns]
    row.update({name: before[name] for name in put_back})
    if "decided" in row:
        decided = set(row["decided"]) - decided_of(row, one.model, unit)
        row["decided"] = sorted(decided | decided_of(before, one.model, unit))


def is_as_left(row: Image, after: Image, model: type[Model], unit: Sequence[str]) -> bool:
    """Whether values, and who decides them, are still as the change left them."""
    same = all(row[name] == after[name] or (after[name] is None and is_seldom(model, name)) for name in unit)
    return same and decided_of(row, model, unit) == decided_of(after, model, unit)
