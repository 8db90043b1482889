"""What a batch is to change in the archive; nothing is written yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from etl.named import ENTITIES
from etl.tables import POINTS, column

Row = dict[str, Any]  # column → value
Tally = Counter[tuple[str, str]]  # (table, new | changed | gone | proposed | withdrawn | read) → rows written


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
    stamped: list[tuple[int, Row]] = field(default_factory=list)  # releases that were read, and by which parser

    def size(self) -> int:
        """How many rows are to change, those to be made aside."""
        return sum(len(rows) for one in (self.unplaced, self.updated, self.deleted) for rows in one.values())

    def drop_unused(self) -> set[tuple[str, int]]:
        """Leave out entities to be made that nothing would point at; give them as (table, id).

        Whoever only a find names that an editor rejected, or gave to another, is nobody.
        """
        gone: set[tuple[str, int]] = set()
        for table in reversed(ENTITIES):  # organisations last: offices and events point at them
            if self.new[table]:
                used = set(self.pointed_at(table))
                gone |= {(table, row["id"]) for row in self.new[table] if row["id"] not in used}
                self.new[table] = [row for row in self.new[table] if row["id"] in used]
        return gone

    def pointed_at(self, target: str) -> Iterator[int | None]:
        """Ids of the table `target` in what is to be written, and None where nothing is pointed at."""
        for table, fields in POINTS.items():
            for name in [column(table, one) for one, other in fields.items() if other == target]:
                yield from map(itemgetter(name), self.new[table])
                yield from (row[name] for _id, row in self.updated[table] if name in row)
