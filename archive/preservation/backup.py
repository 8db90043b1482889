"""One file with all that the archive knows: a zip of PostgreSQL's dump and a manifest that proves it.

    database.dump   pg_dump's custom format: originals, releases, annotations, decisions, history, users, jobs
    manifest.json   when, of which PostgreSQL, SHA-256 of the dump, rows and a digest of each table

Dump and manifest see the same snapshot, whatever is written meanwhile. The file gets its name when it is whole and on
the disk; a backup that was killed leaves `NAME.partial`, which the next one writes over.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from archive.models import Backup
from archive.preservation.contents import Table, contents
from archive.preservation.programs import Server, server

FORMAT = "archive backup 1"
DUMP, MANIFEST = "database.dump", "manifest.json"
PIECE = 1 << 20  # bytes
Told = Callable[[int], None]


class BackupError(Exception):
    """The file is no backup, or not a sound one; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds; `postgresql` as the server counts its version, `tables` by schema and name."""

    made_at: str
    postgresql: int
    sha256: str
    migrations: list[str]
    tables: dict[str, Table]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def to_json(self) -> str:
        tables = {name: table._asdict() for name, table in self.tables.items()}
        return json.dumps({"format": FORMAT, **asdict(self), "tables": tables}, indent=2)


def back_up(file: Path, told: Told = lambda _: None) -> Manifest:
    """Write a backup to `file`; `told` hears of every piece of the dump, in bytes.

    Raises ProgramError if PostgreSQL's programs fail, OSError if the disk does; `file` is then as it was before.
    """
    draft = file.with_name(f"{file.name}.partial")
    with draft.open("wb") as written:
        with zipfile.ZipFile(written, "w", allowZip64=True) as archive, snapshot() as seen:
            target = server()
            with archive.open(DUMP, "w", force_zip64=True) as dump:
                sha256 = dump_into(dump, target, seen, told)
            manifest = Manifest(now(), target.version, sha256, migrations(), contents())
            archive.writestr(MANIFEST, manifest.to_json())
        written.flush()
        os.fsync(written.fileno())
    draft.replace(file)
    return manifest


def note(file: Path, manifest: Manifest) -> None:
    """Keep in the archive that it was backed up: whoever looks after it asks how long ago that was.

    One that is not migrated yet has no place for it.
    """
    if Backup._meta.db_table not in connection.introspection.table_names():
        return
    Backup.objects.create(
        made_at=datetime.fromisoformat(manifest.made_at),
        name=file.name[-255:],
        size=file.stat().st_size,
        rows=manifest.rows,
        sha256=manifest.sha256,
    )


@contextmanager
def snapshot() -> Iterator[str]:
    """A transaction that sees one state of the database; gives the name by which pg_dump sees the same."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def dump_into(target: IO[bytes], of: Server, seen: str, told: Told) -> str:
    """Write pg_dump's output; give its SHA-256."""
    arguments = ["--format=custom", f"--snapshot={seen}", "--no-owner", "--no-privileges"]
    digest = hashlib.sha256()
    with of.running("pg_dump", arguments) as written:
        for piece in pieces(written):
            digest.update(piece)
            target.write(piece)
            told(len(piece))
    return digest.hexdigest()


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream, piece by piece."""
    while piece := stream.read(PIECE):
        yield piece


def migrations() -> list[str]:
    """The migrations that the database has, as app.name."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def read_manifest(file: Path) -> Manifest:
    """What the backup says that it holds. Raises BackupError if it is none."""
    try:
        with zipfile.ZipFile(file) as archive:
            told = json.loads(archive.read(MANIFEST))
    except FileNotFoundError:
        raise BackupError(_("There is no file %(file)s.") % {"file": file}) from None
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        told = _("%(file)s is no backup of an archive, or was cut short: take another one.")
        raise BackupError(told % {"file": file}) from None
    if told.pop("format", None) != FORMAT:
        newer = _("%(file)s was made by a newer version of the archive: restore it with that one.")
        raise BackupError(newer % {"file": file})
    tables = {name: Table(**table) for name, table in told.pop("tables").items()}
    return Manifest(**told, tables=tables)


def check(file: Path, manifest: Manifest, told: Told = lambda _: None) -> None:
    """Read the whole dump. Raises BackupError if it is not what was written."""
    if sha256_of_dump(file, told) != manifest.sha256:
        damaged = _("%(file)s is damaged: its dump does not have the SHA-256 that it had when it was made.")
        raise BackupError(damaged % {"file": file})


def sha256_of_dump(file: Path, told: Told) -> str | None:
    """The hash of the dump; None where it cannot be read to its end."""
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(file) as archive, archive.open(DUMP) as dump:
            for piece in pieces(dump):
                digest.update(piece)
                told(len(piece))
    except (zipfile.BadZipFile, KeyError, OSError):
        return None
    return digest.hexdigest()
