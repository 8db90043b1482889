"""Two records side by side: what each says, and whose word would be kept. Pure but for reading the two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from archive.curation.decidable import GROUPS
from archive.curation.merging.relations import relations
from archive.models import Curated

Side = Literal["survivor", "loser"]
Choices = Mapping[str, Side]  # first field of a group → whose values are kept
JOINED = ("aliases", "identifiers")  # both records' are kept
EMPTY: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Comparison:
    """A group of fields of both records; `kept` is whose values are kept unless somebody chooses otherwise."""

    group: tuple[str, ...]
    survivor: tuple[Any, ...]
    loser: tuple[Any, ...]
    kept: Side

    @property
    def differs(self) -> bool:
        return self.survivor != self.loser


def groups(kind: str) -> list[tuple[str, ...]]:
    """The groups of fields of which one record's values are kept."""
    return [group for group in GROUPS[kind] if group[0] not in JOINED]


def compare(survivor: Curated, loser: Curated) -> list[Comparison]:
    """What both say, group by group."""
    return [comparison(survivor, loser, group) for group in groups(str(survivor._meta.model_name))]


def comparison(survivor: Any, loser: Any, group: tuple[str, ...]) -> Comparison:
    one, other = (tuple(getattr(record, name) for name in group) for record in (survivor, loser))
    return Comparison(group, one, other, kept_by_itself(survivor, loser, group, one, other))


def kept_by_itself(survivor: Any, loser: Any, group: tuple[str, ...], one: Any, other: Any) -> Side:
    """The survivor's values, unless it has none, or only the other's were decided."""
    if all(value in EMPTY for value in other):
        return "survivor"
    only_other_decided = bool(set(group) & set(loser.decided)) and not set(group) & set(survivor.decided)
    return "loser" if only_other_decided or all(value in EMPTY for value in one) else "survivor"


def counts(record: Curated) -> dict[str, int]:
    """How many rows point at a record, by relation."""
    counted = {one.name: one.pointing_at(record.pk).count() for one in relations(type(record))}
    return {name: count for name, count in counted.items() if count}
