"""Whole rows as JSON and back, exactly as the database has them."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection
from django.db.models import GeneratedField, Model
from psycopg import sql

from archive.curation.history.images import Image

JsonRow = dict[str, Any]


def stored_columns(model: type[Model]) -> list[str]:
    return [one.column for one in model._meta.concrete_fields if not isinstance(one, GeneratedField)]


def as_json(model: type[Model], pk: int) -> JsonRow:
    """The row as the database writes it, without what is computed."""
    with connection.cursor() as cursor:
        statement = sql.SQL("SELECT to_jsonb(t) FROM {} t WHERE id = %s")
        cursor.execute(statement.format(sql.Identifier(model._meta.db_table)), [pk])
        (row,) = cursor.fetchone() or ("{}",)
    whole = json.loads(row) if isinstance(row, str) else dict(row)
    return {column: whole[column] for column in stored_columns(model)}


def insert(model: type[Model], row: JsonRow) -> None:
    """Insert a row as it was, with its id; columns that came since have their defaults."""
    known = [column for column in stored_columns(model) if column in row]
    names = sql.SQL(", ").join(map(sql.Identifier, known))
    table = sql.Identifier(model._meta.db_table)
    statement = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM jsonb_populate_record(NULL::{}, %s::jsonb)")
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table, names, names, table), [json.dumps(row)])


def as_image(model: type[Model], row: JsonRow) -> Image:
    """The row as values of Python."""
    return {
        one.attname: one.to_python(row[one.column]) if not one.is_relation else row[one.column]
        for one in model._meta.concrete_fields
        if one.column in row
    }
