"""Counting rows of tables that may be large: exactly up to a limit, then as PostgreSQL believes."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.formats import number_format

COUNTED_TO = 100_000
COUNTED = 1_000  # of what is shown beside other things


def estimated_rows(model: type[Model]) -> int:
    """How many rows PostgreSQL believes `model`'s table to have; 0 where it was never analysed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = %s::regclass", [model._meta.db_table]
        )
        return int(cursor.fetchone()[0])


def estimates(models: Collection[type[Model]]) -> dict[type[Model], int]:
    """`estimated_rows` of several models, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = ANY (%s::regclass[])",
            [[model._meta.db_table for model in models]],
        )
        found = dict(cursor.fetchall())
    return {model: int(found.get(model._meta.db_table, 0)) for model in models}


def capped_counts(queries: Sequence[QuerySet[Any]], most: int) -> list[int]:
    """How many rows each query has, no more than one above `most`: no row beyond that is read. One query for all."""
    parts: list[str] = []
    values: list[Any] = []
    for rows in queries:
        sql, params = rows.order_by().values("pk")[: most + 1].query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS part)")  # noqa: S608 Django's own SQL, its values apart
        values.extend(params)
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return list(cursor.fetchone())


def planned_rows(rows: QuerySet[Any]) -> int:
    """How many rows PostgreSQL expects a query to give, from what it knows of the columns: none is read."""
    plan: list[dict[str, Any]] = json.loads(rows.order_by().values("pk").explain(format="json"))
    return int(plan[0]["Plan"]["Plan Rows"])


class EstimatingPaginator(Paginator):  # type: ignore[type-arg]
    """Counts exactly up to a limit; of a longer list, PostgreSQL's estimate will do."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return super().count
        if not rows.query.where and (estimate := estimated_rows(rows.model)) > COUNTED_TO:
            return estimate
        counted = rows.order_by()[: COUNTED_TO + 1].count()
        return counted if counted <= COUNTED_TO else max(counted, planned_rows(rows))


def exact(count: int) -> str:
    """A whole number, its thousands parted."""
    return number_format(count, force_grouping=True)


def about(count: int) -> str:
    """The same, said to be an estimate."""
    return "≈\u202f" + exact(count)


def capped(count: int) -> str:
    """A count that went no further than one above COUNTED, as people read it."""
    return exact(count) if count <= COUNTED else f"{exact(COUNTED)}+"
