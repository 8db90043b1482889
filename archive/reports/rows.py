"""The rows of a report, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg import sql

from archive.reports.asking import Asked

PAGE = 50
COUNTED_TO = 5_000
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows; `count` and `left_out` are at most one more than COUNTED_TO."""

    rows: list[Row]
    number: int
    count: int
    left_out: int

    @property
    def has_next(self) -> bool:
        return self.count > self.number * PAGE and self.number * PAGE < COUNTED_TO


def page(asked: Asked, number: int) -> Page:
    """The page `number`, from 1, of the rows; with how many undated ones the years leave out."""
    rows = some(asked, (number - 1) * PAGE)
    count = capped(asked, *asked.where())
    left_out = capped(asked, *asked.where(only_undated=True)) if asked.leaves_undated_out else 0
    return Page(rows, number, count, left_out)


def some(asked: Asked, offset: int) -> list[Row]:
    """The rows of a page that begins after `offset` others.

    Of years and the undated, which stand last, the years are asked for first: no index has both in one piece.
    """
    if not asked.has_undated_last:
        return ordered(asked, asked.where(), PAGE, offset)
    dated, undated = asked.without_undated().where(), asked.where(only_undated=True)
    rows = ordered(asked, dated, PAGE, offset)
    if len(rows) == PAGE:
        return rows
    passed = len(rows) + offset if rows else capped(asked, *dated)
    return rows + ordered(asked, undated, PAGE - len(rows), max(0, offset - passed))


def ordered(asked: Asked, where: tuple[sql.Composed, list[Any]], limit: int, offset: int) -> list[Row]:
    """Rows in the order of the report."""
    condition, values = where
    query = sql.SQL("SELECT * FROM {view} {where} ORDER BY {order} LIMIT %s OFFSET %s").format(
        view=asked.view, where=condition, order=sql.SQL(asked.report.order)
    )
    return dictionaries(query, [*values, limit, offset])


def capped(asked: Asked, condition: sql.Composed, values: Sequence[Any]) -> int:
    """How many rows, counted to COUNTED_TO."""
    query = sql.SQL("SELECT count(*) AS count FROM (SELECT FROM {view} {where} LIMIT %s) AS counted")
    (row,) = dictionaries(query.format(view=asked.view, where=condition), [*values, COUNTED_TO + 1])
    return int(row["count"])


def dictionaries(query: sql.Composed, values: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values))
        names = [one.name for one in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
