"""How fast one stream of COPY loads the rows that an ingest made: the limit of any loader."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from django.apps import apps
from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from archive.curation.actor import acting_as
from etl.named import ENTITIES
from etl.tables import VALUES

PORTION = 1000  # releases; the triggers that check spans join by statement, and larger portions cost them more
OF_RELEASES = ("source", "release", *VALUES)
Block = tuple[str, Path]  # a table, and a file of rows as COPY writes them


def columns(table: str) -> sql.Composed:
    """Every column that is not generated."""
    fields = apps.get_model("archive", table)._meta.concrete_fields
    kept = [one.column for one in fields if not isinstance(one, models.GeneratedField)]
    return sql.SQL(", ").join(map(sql.Identifier, kept))


def name(table: str) -> sql.Identifier:
    return sql.Identifier(f"archive_{table}")


def copy_again(folder: Path) -> tuple[int, float]:
    """Take all rows out to files in `folder`, empty the tables, and COPY the rows back, a portion a transaction.

    Gives the number of releases and the seconds that loading took.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), coalesce(max(id), 0) FROM archive_release")
        count, last = cursor.fetchone()
        firsts = range(0, last + 1, PORTION)
        portions = [[out(cursor, folder, table) for table in ("run", *ENTITIES)]]
        portions += [[out(cursor, folder, table, first) for table in OF_RELEASES] for first in firsts]
        everything = [*OF_RELEASES, *ENTITIES, "run"]
        cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(map(name, everything))))
    begun = time.perf_counter()
    for portion in portions:
        load(portion)
    return count, time.perf_counter() - begun


def out(cursor: CursorWrapper, folder: Path, table: str, first: int | None = None) -> Block:
    """Write the rows of a table, or of the releases from `first` on, to a file."""
    path = folder / f"{table}-{first}.copy"
    key = sql.Identifier("id" if table == "release" else "release_id")
    ends = (sql.Literal(first), sql.Literal((first or 0) + PORTION))
    within = sql.SQL("" if first is None else "WHERE {key} >= {} AND {key} < {}").format(*ends, key=key)
    query = sql.SQL("COPY (SELECT {} FROM {} {} ORDER BY id) TO STDOUT").format(columns(table), name(table), within)
    with path.open("wb") as file, cursor.copy(query) as stream:
        file.writelines(stream)
    return table, path


def load(portion: Sequence[Block]) -> None:
    with acting_as("machine"), connection.cursor() as cursor:
        for table, path in portion:
            with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(name(table), columns(table))) as stream:
                stream.write(path.read_bytes())
            path.unlink()
