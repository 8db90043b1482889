"""The schemas `report` and `report_stored`, made from the files of `views/` and `stored/`.

They are no migration. PostgreSQL refuses to change a column that a view shows, so that views made by a migration would
stand in the way of every later one; and a file that a migration reads would no longer say what that migration did. So
whatever `migrate` is about to change, the views go before it and come back after it, and they come back too where a
file has changed. What is granted on the schema `report`, and by default on what is made in it, outlives that.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from archive.reading.addresses import PLACES, address_of, home
from archive.reading.frame import REPORTS

FOLDER = Path(__file__).parent
WORDS = "public.search_word"  # what mistyped words are compared with
SHOWN, STORED = "report", "report_stored"
FOLDERS = {SHOWN: "views", STORED: "stored"}
NAMED = re.compile(rf"\b({STORED}|{SHOWN})\.(\w+)")
BEGINNING = f"""
CREATE SCHEMA IF NOT EXISTS {SHOWN};
COMMENT ON SCHEMA {SHOWN} IS 'Reports for psql, Metabase and notebooks: a contract, in which everything has a comment.';
CREATE SCHEMA {STORED};
CREATE TABLE {STORED}.refreshed (began_at timestamptz NOT NULL, finished_at timestamptz NOT NULL);
INSERT INTO {STORED}.refreshed VALUES (clock_timestamp(), clock_timestamp());
"""


@cache
def files() -> dict[str, str]:
    """What is made, by name: report.claims → its SQL."""
    return {
        f"{schema}.{path.stem}": path.read_text(encoding="utf-8")
        for schema, folder in FOLDERS.items()
        for path in sorted((FOLDER / folder).glob("*.sql"))
    }


def in_order(found: dict[str, str]) -> list[str]:
    """Names, each after those that its SQL reads."""
    reads = {
        name: sorted({".".join(one) for one in NAMED.findall(sql)} & found.keys() - {name})
        for name, sql in found.items()
    }
    return list(TopologicalSorter(reads).static_order())


def functions() -> str:
    """`report.address(kind, id)` and `report.page(name, query)`: addresses as the pages have them."""
    cases = "\n".join(
        f"    WHEN '{kind}' THEN '{before}' || id || '{after}'"
        for kind in PLACES
        for before, after in [address_of(kind, 0).split("0")]
    )
    pages = home() + REPORTS
    return f"""
CREATE OR REPLACE FUNCTION {SHOWN}.address(kind text, id bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE kind
{cases}
    END
$$;
COMMENT ON FUNCTION {SHOWN}.address IS 'The path of a record''s page in the archive; null for no id.';
CREATE OR REPLACE FUNCTION {SHOWN}.page(name text, query text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT '{pages}' || name || '/' || coalesce('?' || nullif(query, ''), '')
$$;
COMMENT ON FUNCTION {SHOWN}.page IS 'The path of a report''s page in the archive.';
"""


def script() -> Iterator[str]:
    """All that is executed, in order."""
    found = files()
    yield BEGINNING
    yield functions()
    for name in in_order(found):
        yield found[name]
    yield refresh_function()


def stored() -> list[str]:
    """The materialised views, each after those that it reads."""
    found = files()
    return [name for name in in_order(found) if f"CREATE MATERIALIZED VIEW {name} " in found[name]]


def refresh_function() -> str:
    """`report_stored.refresh()`: only the owner may compute stored sums anew; others ask its function."""
    refreshed = "\n".join(f"    REFRESH MATERIALIZED VIEW CONCURRENTLY {name};" for name in [*stored(), WORDS])
    return f"""
CREATE FUNCTION {STORED}.refresh() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ BEGIN
{refreshed}
END $$;
COMMENT ON FUNCTION {STORED}.refresh IS 'Computes the sums and the list of words anew while others read the old ones.';
REVOKE EXECUTE ON FUNCTION {STORED}.refresh() FROM PUBLIC;
"""


def signature() -> str:
    """Changes with any of the files, and with where the pages are."""
    return hashlib.sha256("\n".join(script()).encode()).hexdigest()


def standing() -> str | None:
    """The signature of what stands in the database, if anything does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regnamespace(%s), 'pg_namespace')", [STORED])
        found: str | None = cursor.fetchone()[0]
    return found


def build() -> bool:
    """Make the views unless they are what the files say; says whether it made them."""
    wanted = signature()
    if standing() == wanted:
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        drop()
        for statements in script():
            cursor.execute(statements)
        cursor.execute(f"COMMENT ON SCHEMA {STORED} IS '{wanted}'")
    return True


def drop() -> None:
    """Take all views away; the schema `report` stays, with what was granted on it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {STORED} CASCADE")
        cursor.execute("SELECT format('%%I.%%I', schemaname, viewname) FROM pg_views WHERE schemaname = %s", [SHOWN])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP VIEW IF EXISTS {name} CASCADE")


def before_migrating(*, plan: list[Any], **_signal: object) -> None:
    """Make way for what the migrations change. Called before `migrate`."""
    if plan:
        drop()


def after_migrating(**_signal: object) -> None:
    """Make the views again, once all migrations of the archive are done. Called after `migrate` and `flush`."""
    if standing() != signature() and is_migrated():
        build()


def is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes("archive"))
