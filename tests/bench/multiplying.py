"""An archive made larger by copies of what it holds, in SQL: a million releases without reading a million.

A copy has its own sources, releases, readings, persons and events. Bodies, offices, programmes, indicators and subjects
are the same in all of them, and so are the persons and events that were named first: those of whom most is read.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.apps import apps
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from etl.tables import VALUES, name

STREAMS = 2  # connections at a time
COPIED = ("person", "event", "source", "release", *VALUES, "queued")
OWN_BY_NAME = ("person", "event")
SHARED_SHARE = 100  # one person or event in so many, the first ones, is the same in every copy


def multiply(size: int) -> None:
    """Add copies of all releases until there are about `size`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM archive_release")
        (count,) = cursor.fetchone()
        shifts = {table: largest(cursor, table) for table in COPIED if table != "queued"}
    with ThreadPoolExecutor(STREAMS) as pool:
        list(pool.map(lambda number: copy(number, shifts), range(1, round(size / count))))
    with connection.cursor() as cursor:
        for table in shifts:
            cursor.execute(
                sql.SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), max(id)) FROM {}").format(
                    sql.Literal(f"archive_{table}"), name(table)
                )
            )


def largest(cursor: CursorWrapper, table: str) -> int:
    cursor.execute(sql.SQL("SELECT coalesce(max(id), 0) FROM {}").format(name(table)))
    return int(cursor.fetchone()[0])


def copy(number: int, shifts: dict[str, int]) -> None:
    """One copy of everything, without triggers and foreign keys: what it points at is copied with it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table in COPIED:
                cursor.execute(copying(table, number, shifts))
    finally:
        connection.close()


def copying(table: str, number: int, shifts: dict[str, int]) -> sql.Composed:
    model = apps.get_model("archive", table)
    fields = [one for one in model._meta.concrete_fields if not isinstance(one, models.GeneratedField)]
    wanted = sql.SQL(", ").join(value(table, field, number, shifts) for field in fields)
    columns = sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)
    first = "release_id" if table == "queued" else "id"
    return sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {} WHERE {} BETWEEN {} AND {} ORDER BY 1").format(
        name(table),
        columns,
        wanted,
        name(table),
        sql.Identifier(first),
        sql.Literal(shared(table, shifts) + 1),
        sql.Literal(shifts[identified_by(table)]),
    )


def identified_by(table: str) -> str:
    """Whose ids a table's rows have: a place in the queue has its release's."""
    return "release" if table == "queued" else table


def shared(table: str, shifts: dict[str, int]) -> int:
    """The largest id of a table's rows that are the same in every copy."""
    return shifts[table] // SHARED_SHARE if table in OWN_BY_NAME else 0


def value(table: str, field: models.Field[object, object], number: int, shifts: dict[str, int]) -> sql.Composable:
    column = sql.Identifier(field.column)
    if field.column == "sha256":
        return sql.SQL("encode(sha256(content || {}), 'hex')").format(mark(number))
    if field.column == "content":
        return sql.SQL("content || {}").format(mark(number))
    if field.column == "name" and table in OWN_BY_NAME:
        return sql.SQL("name || ' ' || {}").format(sql.Literal(str(number)))
    target = identified_by(table) if field.primary_key else points_at(field)
    if target not in shifts:
        return column
    moved = sql.SQL("{} + {}").format(column, sql.Literal(number * shifts[target]))
    return sql.SQL("CASE WHEN {} <= {} THEN {} ELSE {} END").format(
        column, sql.Literal(shared(target, shifts)), column, moved
    )


def mark(number: int) -> sql.Composable:
    """What is written below a copy's text, so that no two sources have the same bytes."""
    return sql.SQL("convert_to({}, 'UTF8')").format(sql.Literal(f"\n{number}\n"))


def points_at(field: models.Field[object, object]) -> str:
    related = field.related_model
    return str(related._meta.model_name) if field.is_relation and isinstance(related, type) else ""
