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
    condition, values = asked.where()
    query = sql.SQL("SELECT * FROM {view} {where} ORDER BY {order} LIMIT %s OFFSET %s").format(
        view=asked.view, where=condition, order=sql.SQL(asked.report.order)
    )
    rows = dictionaries(query, [*values, PAGE, (number - 1) * PAGE])
    count = capped(asked, *asked.where())
    left_out = capped(asked, *asked.where(only_undated=True)) if asked.leaves_undated_out else 0
    return Page(rows, number, count, left_out)


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
