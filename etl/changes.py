"""What a batch is to change in the archive; nothing is written yet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]  # column → value


@dataclass(frozen=True, slots=True)
class Proposed:
    """A value that waits for an editor: `values` as the parser said them, None to withdraw what waits."""

    table: str
    id: int
    group: str
    values: dict[str, Any] | None


@dataclass(slots=True)
class Changes:
    """Rows to copy, update and delete, by table; what to propose; what looks alike."""

    new: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    unplaced: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # off their place first
    updated: defaultdict[str, list[tuple[int, Row]]] = field(default_factory=lambda: defaultdict(list))
    deleted: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    proposed: list[Proposed] = field(default_factory=list)
    alike: list[tuple[int, int, float]] = field(default_factory=list)  # two releases, how alike
    abandoned: defaultdict[str, set[int]] = field(
        default_factory=lambda: defaultdict(set)
    )  # entities that lost a relation
    stale: set[str] = field(default_factory=set)  # hashes of documents whose words no longer count

    def __bool__(self) -> bool:
        return any((self.new, self.unplaced, self.updated, self.deleted, self.proposed, self.alike))
