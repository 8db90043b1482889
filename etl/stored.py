"""Annotations as they stand in the archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.utils import CursorWrapper

from etl.changes import Changes
from etl.named import Named, from_json
from etl.tables import POINTS, VALUES, column, loaded, name, names, rows


@dataclass(slots=True)
class Row:
    """An annotation as it stands in the archive. `values`: field → value, relations as ids."""

    table: str
    id: int
    start: int | None
    end: int | None
    exact: str
    rule: str
    confidence: float
    review: str
    parsed: dict[str, Any]
    decided: list[str]
    flags: list[str]
    values: dict[str, Any]

    @property
    def kept(self) -> bool:
        """Whether a person has said something of it."""
        return bool(self.decided) or self.review != "pending"

    @property
    def sort(self) -> str:
        if self.table != "mention":
            return f"{self.table}:"
        said = self.parsed if any(self.parsed.get(one) for one in VALUES["mention"]) else self.values
        return f"mention:{next((one for one in VALUES['mention'] if said.get(one) is not None), '')}"


def read_rows(cursor: CursorWrapper, releases: Sequence[int]) -> dict[int, list[Row]]:
    """The annotations of these releases, by release."""
    found: dict[int, list[Row]] = {release: [] for release in releases}
    for table, fields in VALUES.items():
        records = rows(
            cursor,
            'SELECT release_id, id, start, "end", exact, rule, confidence, review, parsed, decided, flags, {columns} '
            "FROM {table} WHERE release_id = ANY(%s) ORDER BY id",
            [list(releases)],
            table=name(table),
            columns=names(column(table, one) for one in fields),
        )
        for release, id_, start, end, exact, rule, sure, review, parsed, decided, flags, *values in records:
            told = dict(zip(fields, values, strict=True))
            found[release].append(
                Row(table, id_, start, end, exact, rule, sure, review, loaded(parsed), decided, flags, told)
            )
    return found


def named_before(found: Iterable[Row]) -> list[Named]:
    """Everybody whom the parser named in these rows."""
    pairs = ((row, field) for row in found for field in POINTS[row.table])
    return [one for row, field in pairs if (one := from_json(POINTS[row.table][field], row.parsed.get(field)))]


def abandon(found: Iterable[Row], changes: Changes) -> None:
    """Whoever these rows point at may lose what was said of them."""
    for row in found:
        for one, table in POINTS[row.table].items():
            if table not in VALUES and row.values[one] is not None:
                changes.abandoned[table].add(row.values[one])
