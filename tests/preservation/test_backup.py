"""Backups: whole or not at all, and restored to the last row. Real commands, some of which are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from archive.preservation.backup import DUMP, MANIFEST
from tests.operation.archives import CLONE, Archive, eventually, new_archive

EDITED = """
from archive.models import Person, Quote
person = Person.objects.order_by("id").first()
person.name = "Nom décidé"
person.save()
Quote.objects.order_by("id").first().delete()
"""


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    """The five seeds, with a name that a person decided and a quote that one deleted."""
    with new_archive() as made:
        made.manage("migrate", "-v0")
        made.manage("ingest", "seeds")
        made.manage("shell", "-c", EDITED)
        yield made


@pytest.fixture(scope="module")
def backup(archive: Archive) -> Path:
    file = archive.home.parent / "seeds.archive"
    archive.manage("backup", str(file))
    return file


def rows(archive: Archive) -> str:
    """All that the archive holds, each row as text, read by psql; that it was backed up is noted behind a backup."""
    named = "relname ~ '^(archive|auth|history)_' AND relname <> 'archive_backup' AND relkind = 'r' ORDER BY relname"
    tables = psql(
        archive, f"SELECT format('SELECT t::text FROM %I AS t ORDER BY 1', relname) FROM pg_class WHERE {named}"
    )
    return psql(archive, *tables.splitlines())


def psql(archive: Archive, *statements: str) -> str:
    return archive.manage("dbshell", "--", "-AtX", *(part for one in statements for part in ("-c", one)))


def test_a_backup_is_restored_row_by_row(archive: Archive, backup: Path) -> None:
    with new_archive() as other:
        told = other.manage("restore", str(backup))
        assert "each as the backup saw it" in told or "telles que la sauvegarde" in told
        assert rows(other) == rows(archive) != ""
        assert "Nom décidé" in rows(other)
        assert json.loads(other.manage("verify", "--json"))["wrong"] == []
        outcome = json.loads(other.manage("ingest", "seeds", "--json"))
        assert (outcome["unchanged"], outcome["rows_written"]) == (5, 0)


def test_a_backup_says_what_it_holds(archive: Archive, backup: Path) -> None:
    with zipfile.ZipFile(backup) as file:
        manifest = json.loads(file.read(MANIFEST))
        assert file.read(DUMP)[:5] == b"PGDMP"
    assert manifest["tables"]["public.archive_release"]["rows"] == 5
    assert not backup.with_name(f"{backup.name}.partial").exists()


@pytest.mark.parametrize("spoilt", ["a byte", "the end", "all", "none"])
def test_what_is_no_sound_backup_is_refused(archive: Archive, backup: Path, spoilt: str) -> None:
    whole = backup.read_bytes()
    middle = len(whole) // 2
    bytes_ = {
        "a byte": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "the end": whole[:middle],
        "all": b"Communiqu\xe9 de presse",
        "none": b"",
    }[spoilt]
    file = backup.with_name("spoilt.archive")
    file.write_bytes(bytes_)
    with new_archive() as other:
        done = other.run("manage.py", "restore", str(file))
        assert done.returncode == 1
        assert file.name in done.stderr
        assert "Traceback" not in done.stderr


def test_a_database_that_holds_anything_is_left_alone(archive: Archive, backup: Path) -> None:
    before = rows(archive)
    done = archive.run("manage.py", "restore", str(backup))
    assert done.returncode == 1
    assert "ARCHIVE_HOME" in done.stderr
    assert rows(archive) == before


def test_a_backup_into_a_full_or_missing_place_is_told(archive: Archive) -> None:
    done = archive.run("manage.py", "backup", "/dev/full/../no-such-folder/b.archive")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


def test_a_killed_backup_leaves_the_one_before(archive: Archive, backup: Path) -> None:
    before = backup.read_bytes()
    draft = backup.with_name(f"{backup.name}.partial")
    process = start(archive, "backup", str(backup))
    assert eventually(draft.exists, 60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert backup.read_bytes() == before
    archive.manage("backup", str(backup))
    assert not draft.exists()


def test_a_killed_restore_leaves_all_or_nothing(archive: Archive, backup: Path) -> None:
    with new_archive() as other:
        psql(other, "SELECT 1")
        process = start(other, "restore", str(backup))
        assert eventually(lambda: is_restoring(other), 60)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert eventually(lambda: not is_restoring(other), 60)
        tables = psql(other, "SELECT count(*) FROM pg_class WHERE relname ~ '^archive_'")
        if tables == "0\n":
            other.manage("restore", str(backup))
        assert rows(other) == rows(archive)


def is_restoring(archive: Archive) -> bool:
    """Whether pg_restore is connected."""
    try:
        with psycopg.connect(
            host=os.path.realpath(archive.layout.sockets), dbname="archive", user="archive"
        ) as connection:
            asked = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pg_restore'"
            return connection.execute(asked).fetchone() != (0,)
    except psycopg.OperationalError:
        return False


def start(archive: Archive, *command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "manage.py", *command], env=archive.environment(), cwd=CLONE)


def test_an_older_backup_does_not_bring_back_what_was_expunged(archive: Archive, backup: Path) -> None:
    """The list beside the backups is newer than the backup; without it, the restore says what to do."""
    with new_archive() as other:
        other.manage("restore", str(backup))
        told = psql(other, "SELECT name, sha256 FROM archive_source ORDER BY id LIMIT 1").strip()
        name, sha256 = told.split("|")
        other.manage("expunge", name, "--reason", "sur demande", "--yes")
        newer = other.home.parent / "newer.archive"
        assert "expunged.jsonl" in other.manage("backup", str(newer))
        older = newer.with_name("older.archive")
        older.write_bytes(backup.read_bytes())
        with new_archive() as restored:
            restored.manage("restore", str(older))
            assert psql(restored, "SELECT count(*) FROM archive_source") == "4\n"
            assert rows(restored).count(sha256) == 1  # on the list
            assert json.loads(restored.manage("verify", "--json"))["wrong"] == []
            done = restored.run("manage.py", "ingest", "seeds")
            assert (done.returncode, "sur demande" in done.stdout + done.stderr) == (1, True)
