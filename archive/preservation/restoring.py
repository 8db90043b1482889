"""From a backup to a database that was empty: all of it, or nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from archive.preservation.backup import DUMP, BackupError, Manifest, Told, check, pieces, read_manifest
from archive.preservation.contents import contents
from archive.preservation.programs import Server, server

ANYTHING = """
    SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
"""


def restore(file: Path, told: Told = lambda _: None) -> Manifest:
    """Fill the empty database from `file`, and compare every table with what the backup saw.

    Raises BackupError if the file is none or damaged, the database not empty or older, or the outcome another;
    ProgramError if PostgreSQL's programs fail. Nothing is left behind then, or if it is killed.
    """
    manifest = read_manifest(file)
    check(file, manifest)
    target = server()
    refuse_unfit(target, manifest.postgresql // 10000)
    fill(file, target, told)
    compare(manifest)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return manifest


def refuse_unfit(target: Server, made_by: int) -> None:
    """Raise BackupError if the database holds anything, is not in UTF-8, or older than the version of the backup."""
    with connection.cursor() as cursor:
        cursor.execute(ANYTHING)
        (tables,) = cursor.fetchone()
        cursor.execute("SHOW server_encoding")
        (encoding,) = cursor.fetchone()
    if tables:
        raise BackupError(
            _(
                "The database is not empty (it has %(tables)s tables), and nothing was written over. "
                "Restore into a new one: set ARCHIVE_HOME to another folder, or DATABASE_URL to another database."
            )
            % {"tables": tables}
        )
    if encoding != "UTF8":
        told = _("The database is in %(encoding)s: make one in UTF-8 (CREATE DATABASE … ENCODING 'UTF8').")
        raise BackupError(told % {"encoding": encoding})
    if target.major < made_by:
        raise BackupError(
            _(
                "The backup was made by PostgreSQL %(made_by)s, this server is %(major)s: "
                "restore it into one of the same version or a newer one."
            )
            % {"made_by": made_by, "major": target.major}
        )


def fill(file: Path, target: Server, told: Told) -> None:
    """Hand the dump to pg_restore, in one transaction."""
    arguments = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    with (
        zipfile.ZipFile(file) as archive,
        archive.open(DUMP) as dump,
        target.running("pg_restore", arguments, fed=True) as wanted,
    ):
        for piece in pieces(dump):
            wanted.write(piece)
            told(len(piece))


def compare(manifest: Manifest) -> None:
    """Raise BackupError where a table is not what the backup saw."""
    with transaction.atomic():
        found = contents()
    differing = sorted(
        name for name in manifest.tables.keys() | found.keys() if found.get(name) != manifest.tables.get(name)
    )
    if differing:
        told = _("The restored database differs from the backup in: %(tables)s. Do not use it.")
        raise BackupError(told % {"tables": ", ".join(differing)})
