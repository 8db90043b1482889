"""Archives on servers of other versions, held, copied and compared."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.operation.archives import CLONE, Archive, eventually

DEBIAN = Path("/usr/lib/postgresql/15/bin")
EDITED = """
from archive.models import Person, Quote
person = Person.objects.order_by("id").first()
person.name = "Nom décidé"
person.save()
Quote.objects.order_by("id").first().delete()
"""
HOLDING = "from django.db import connection as c; c.ensure_connection(); print(c.pg_version, flush=True); input()"
TABLES = """
    SELECT format('SELECT %L AS "table", ROW(%s)::text FROM %I.%I ORDER BY 2', n.nspname || '.' || c.relname,
        string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum), n.nspname, c.relname)
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
        AND c.relname <> 'changelog_origin'
    GROUP BY n.nspname, c.relname ORDER BY n.nspname, c.relname
"""


def rows(archive: Archive, **environ: str) -> str:
    """Every row of every table as text, but for what is computed: a newer PostgreSQL may stem a word otherwise.

    Each database notes itself in `changelog_origin`, so that is left out too.
    """
    return psql(archive, *psql(archive, TABLES, **environ).splitlines(), **environ)


def psql(archive: Archive, *statements: str, **environ: str) -> str:
    commands = (part for one in ("SET timezone = 'UTC'", *statements) for part in ("-c", one))
    return archive.manage("dbshell", "--", "-AtXq", *commands, **environ)


def make_seeds(archive: Archive, **environ: str) -> None:
    """The five seeds, with a name that a person decided and a quote that one deleted."""
    archive.manage("migrate", "-v0", **environ)
    archive.manage("ingest", "seeds", **environ)
    archive.manage("shell", "-c", EDITED, **environ)


@contextmanager
def copy_of(archive: Archive) -> Iterator[Archive]:
    """The same archive in another home; its server has stopped."""
    assert eventually(archive.is_quiet, 30)
    above = Path(tempfile.mkdtemp(prefix="operation-", dir="/tmp")).resolve()
    above.chmod(0o711)
    subprocess.run(["cp", "-a", archive.home, above / "home"], check=True)
    other = Archive(above / "home")
    shutil.rmtree(other.layout.sockets, ignore_errors=True)
    try:
        yield other
        assert eventually(other.is_quiet, 30), "a server was left running"
    finally:
        shutil.rmtree(above, ignore_errors=True)


@contextmanager
def held(archive: Archive, **environ: str) -> Iterator[int]:
    """A client that keeps the server running; gives the server's version."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", HOLDING]
    client = subprocess.Popen(
        command,
        env=archive.environment(**environ),
        cwd=CLONE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert client.stdin is not None
    assert client.stdout is not None
    try:
        yield int(client.stdout.readline())
    finally:
        client.stdin.close()
        client.wait(30)


def url(archive: Archive) -> str:
    """The address of the embedded server as that of any other."""
    return f"postgresql://archive@/archive?host={os.path.realpath(archive.layout.sockets)}"
