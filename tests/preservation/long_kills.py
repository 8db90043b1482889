"""What takes long: migrations and backups killed, the disk full, the database gone. `make kills` runs it.

KILLS says how often anything is killed in all, GONE how many seconds the database is gone.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction

from archive.preservation.contents import Table, contents
from archive.preservation.programs import server
from archive.preservation.taking import connected_to
from tests.operation.archives import CLONE, Archive, new_archive
from tests.preservation.acting import done, start
from tests.preservation.gates import OF_COMMANDS, Gate, address, clone, wait_for
from tests.preservation.servers import held, psql, url
from tests.preservation.test_killed import EACH, as_lines, kill_at, settings_of

GONE = float(os.environ.get("GONE", "30"))
BY_DOCUMENT = """
    SELECT s.sha256, r.title, r.published_on, r.text, (SELECT count(*) FROM archive_quote q WHERE q.release_id = r.id),
        (SELECT count(*) FROM archive_figure f WHERE f.release_id = r.id),
        (SELECT string_agg(m.exact || coalesce(p.name, ''), ' ' ORDER BY m.start, m.exact, p.name)
            FROM archive_mention m LEFT JOIN archive_person p ON p.id = m.person_id WHERE m.release_id = r.id)
    FROM archive_source s JOIN archive_release r ON r.id = s.release_id ORDER BY 1
"""


def schema(database: str) -> str:
    """The schema as pg_dump writes it, without what it draws at random."""
    with connected_to(settings_of(database)), server().running("pg_dump", ["--schema-only"]) as written:
        text = written.read().decode()
    return "\n".join(line for line in text.splitlines() if not line.startswith(("\\restrict", "\\unrestrict")))


def tables(database: str) -> dict[str, Table]:
    with connected_to(settings_of(database)), transaction.atomic():
        return contents()


def rows_by_table(database: str) -> dict[str, int]:
    return {name: table.rows for name, table in tables(database).items()}


@pytest.mark.django_db(transaction=True)
def test_migrations_that_were_killed_are_finished_by_the_same_command() -> None:
    """Each kill comes with the nth command that changes the schema."""
    act = ["command", "migrate", "--verbosity", "0"]
    name = f"{connection.settings_dict['NAME']}_migrated"
    with clone(name, "template0") as database:
        gate = Gate(database, OF_COMMANDS)
        done(start(database, *act))
        commands = gate.passed()
        gate.remove()
        expected = schema(database), rows_by_table(database)
    moments = random.Random(3)
    killed = 0
    with clone(name, "template0") as database:
        gate = Gate(database, OF_COMMANDS)
        for number in range(EACH):
            killed += kill_at(gate, moments.randint(1, max(2, commands // (number + 2))), database, act)
        done(start(database, *act))
        gate.remove()
        assert (schema(database), rows_by_table(database)) == expected
    print(f"migrate: {killed} kills of {EACH} met, of {commands} commands")
    assert killed > EACH // 2


@pytest.mark.django_db(transaction=True)
def test_backups_that_were_killed_leave_the_one_before(tmp_path: Path) -> None:
    """Each kill comes when so many bytes are written."""
    database = str(connection.settings_dict["NAME"])
    fill_with_noise()
    file, draft = tmp_path / "b.archive", tmp_path / "b.archive.partial"
    act = ["command", "backup", str(file)]
    done(start(database, *act))
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    moments = random.Random(5)
    killed = 0
    for _ in range(EACH):
        killed += kill_when_written(start(database, *act), draft, moments.randint(1, file.stat().st_size * 9 // 10))
        assert hashlib.sha256(file.read_bytes()).hexdigest() == before
    done(start(database, *act))
    with clone(f"{database}_restored", "template0") as restored:
        done(start(restored, "command", "restore", str(file)))
        assert tables(restored) == tables(database)
    print(f"backup: {killed} kills of {EACH} met, of {file.stat().st_size} bytes")
    assert killed > EACH // 2


def fill_with_noise() -> None:
    """Forty megabytes that cannot be made smaller."""
    with connection.cursor() as cursor:
        for number in range(40):
            noise = random.Random(number).randbytes(1_000_000)
            cursor.execute(
                "INSERT INTO archive_source (name, sha256, content, other_names, media_type, encoding, identifier, url)"
                " VALUES (%s, encode(sha256(%s), 'hex'), %s, '{}', 'text/plain', '', '', '')",
                [f"{number}.txt", noise, noise],
            )


def kill_when_written(process: subprocess.Popen[bytes], draft: Path, enough: int) -> bool:
    wait_for(lambda: process.poll() is not None or (draft.exists() and draft.stat().st_size >= enough))
    met = process.poll() is None
    os.killpg(process.pid, signal.SIGKILL) if met else None
    process.communicate()
    return met


def on_a_small_disk(folder: Path, size: str, *command: str, archive: Archive) -> subprocess.CompletedProcess[str]:
    """Run a command that sees a disk of `size` at `folder`, in a namespace of its own."""
    as_root = [] if os.geteuid() == 0 else ["-r"]
    script = f'mount -t tmpfs -o size={size} none {folder} && "$@"; code=$?; ls -A {folder}; exit $code'
    return subprocess.run(
        ["unshare", *as_root, "-m", "sh", "-c", script, "sh", sys.executable, "manage.py", *command],
        env=archive.environment(),
        cwd=CLONE,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_full_disk_leaves_nothing_that_bears_the_name_of_a_backup_or_an_export(tmp_path: Path) -> None:
    with new_archive() as archive, held(archive):
        archive.manage("migrate", "-v0")
        archive.manage("ingest", "seeds", str(as_lines(tmp_path / "c.jsonl", 0, 300)))
        disk = tmp_path / "disk"
        disk.mkdir()
        for command, told in (("backup", "No backup was made"), ("export", "Nothing was exported")):
            done = on_a_small_disk(disk, "200k", command, str(disk / "whole"), archive=archive)
            assert done.returncode == 1, command
            assert told in done.stderr or "aucune" in done.stderr.lower() or "rien" in done.stderr.lower()
            assert "Traceback" not in done.stderr
            assert "whole\n" not in done.stdout.splitlines(keepends=True)


def test_a_database_that_is_gone_for_a_while_is_waited_for(tmp_path: Path) -> None:
    corpus = str(as_lines(tmp_path / "c.jsonl", 0, 400))
    with new_archive() as undisturbed:
        undisturbed.manage("migrate", "-v0")
        undisturbed.manage("ingest", corpus, "--processes", "1")
        expected = psql(undisturbed, BY_DOCUMENT)
    with new_archive() as archive:
        with held(archive):
            archive.manage("migrate", "-v0")
            command = [sys.executable, "manage.py", "ingest", corpus, "--processes", "1", "--json"]
            environment = archive.environment(DATABASE_URL=url(archive))
            pipe = subprocess.PIPE
            process = subprocess.Popen(command, env=environment, cwd=CLONE, stdout=pipe, stderr=pipe)
            wait_for(lambda: count(archive) >= 20)
            os.kill(archive.postmaster(), signal.SIGINT)
            time.sleep(GONE)
            assert process.poll() is None
        with held(archive):
            out, errors = process.communicate(timeout=300)
            assert process.returncode == 0, errors.decode()
            outcome = json.loads(out)
            assert (outcome["failed"], outcome["new"] + outcome["unchanged"]) == (0, 400)
            assert psql(archive, BY_DOCUMENT) == expected


def count(archive: Archive) -> int:
    known = {**address("archive"), "host": os.path.realpath(archive.layout.sockets), "user": "archive"}
    with psycopg.connect(**known) as one:
        row = one.execute("SELECT count(*) FROM archive_source").fetchone()
    return int(row[0]) if row else 0
