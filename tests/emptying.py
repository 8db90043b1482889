"""The database emptied between tests by deleting the few rows there are: truncating some eighty tables takes longer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

KEPT = {"django_content_type", "auth_permission"}  # made by migrations, changed by nobody


def sql_flush(_operations: Any, _style: Any, tables: Sequence[str], **_: Any) -> list[str]:
    """What empties `tables`, for a backend’s `sql_flush`; without triggers, since history keeps what is deleted."""
    filled = [connection.ops.quote_name(one) for one in holding_rows([one for one in tables if one not in KEPT])]
    if not filled:
        return []
    return [
        "SET LOCAL session_replication_role = replica",
        *(f"DELETE FROM {table}" for table in filled),
        "SET LOCAL session_replication_role = origin",
    ]


def holding_rows(tables: Sequence[str]) -> list[str]:
    asked = " UNION ALL ".join(
        f"SELECT %s WHERE EXISTS (SELECT FROM {connection.ops.quote_name(table)})" for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, list(tables))
        return [table for (table,) in cursor.fetchall()]


def made_anew(*tables: str) -> None:
    """Empty tables within a test, and those that point at them: no page of rows that are gone moves a plan."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, tables))} CASCADE")
