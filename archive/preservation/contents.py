"""What a database holds, table by table, so that two databases can be compared row by row."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection
from psycopg import sql

# A row's text depends on these.
TEXT_SETTINGS = "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; \
SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'"
TABLES = """
    SELECT n.nspname, c.relname, array_agg(a.attname ORDER BY a.attnum)
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    GROUP BY 1, 2 ORDER BY 1, 2
"""


class Table(NamedTuple):
    """How many rows a table has, and a sum of their hashes, which does not depend on their order."""

    rows: int
    digest: str


def contents() -> dict[str, Table]:
    """Every table by schema and name. To be called in a transaction; reads each table once.

    Generated columns are left out: a newer PostgreSQL may unaccent or stem a word otherwise.
    """
    with connection.cursor() as cursor:
        cursor.execute(TEXT_SETTINGS)
        cursor.execute(TABLES)
        tables = cursor.fetchall()
        return {f"{schema}.{name}": table(cursor, schema, name, columns) for schema, name, columns in tables}


def table(cursor: Any, schema: str, name: str, columns: list[str]) -> Table:
    """Count and sum up one table."""
    statement = sql.SQL(
        "SELECT count(*), coalesce(sum(('x' || left(md5(ROW({})::text), 15))::bit(60)::bigint), 0)::text FROM {}"
    )
    columns_ = sql.SQL(", ").join(map(sql.Identifier, columns))
    cursor.execute(statement.format(columns_, sql.Identifier(schema, name)))
    return Table(*cursor.fetchone())
