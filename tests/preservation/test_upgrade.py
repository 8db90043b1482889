"""`manage.py upgrade-database`, really from Debian's PostgreSQL 15 to the embedded 18, killed on the way.

KILLS says how often; `make kills` kills more.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.embedded.binaries import cluster_major
from archive.preservation.upgrading import BEING_MADE, size_of
from tests.operation.archives import CLONE, Archive, eventually, new_archive
from tests.preservation.servers import DEBIAN, copy_of, held, make_seeds, psql, rows

KILLS = 1 + int(os.environ.get("KILLS", "3")) // 10


@pytest.fixture(scope="module")
def fifteen() -> Iterator[Archive]:
    """The seeds on PostgreSQL 15, with a reader's login and a setting of one's own."""
    with new_archive() as made:
        make_seeds(made, EMBEDDED_PG_BIN=str(DEBIAN))
        made.manage("reader", "ana")
        psql(made, "ALTER SYSTEM SET work_mem = '17MB'")
        yield made


@pytest.fixture(scope="module")
def before(fifteen: Archive) -> str:
    return rows(fifteen)


@pytest.fixture
def archive(fifteen: Archive, before: str) -> Iterator[Archive]:
    with copy_of(fifteen) as copied:
        assert cluster_major(copied.layout.cluster) == 15
        yield copied


@pytest.fixture(scope="module")
def upgraded(fifteen: Archive, before: str) -> Iterator[Archive]:
    with copy_of(fifteen) as copied:
        told = copied.manage("upgrade-database")
        assert str(copied.layout.predecessor(15)) in told
        assert "work_mem = '17MB'" in told
        yield copied


def test_from_15_to_18_row_by_row(upgraded: Archive, before: str) -> None:
    assert cluster_major(upgraded.layout.cluster) == 18
    assert rows(upgraded) == before
    assert len(before.splitlines()) > 500
    assert json.loads(upgraded.manage("verify", "--json"))["wrong"] == []
    assert cluster_major(upgraded.layout.predecessor(15)) == 15
    assert not (upgraded.home / BEING_MADE).exists()
    roles = psql(upgraded, "SELECT count(*) FROM pg_roles WHERE rolname = 'ana'")
    assert roles == "1\n"
    outcome = json.loads(upgraded.manage("ingest", "seeds", "--json"))
    assert (outcome["unchanged"], outcome["rows_written"]) == (5, 0)


@pytest.mark.parametrize("step", ["whole and verified", "the old one under another name"])
def test_what_is_left_between_two_renames_is_finished_by_whatever_starts(
    upgraded: Archive, before: str, step: str
) -> None:
    assert eventually(upgraded.is_quiet, 30)
    upgraded.layout.cluster.rename(upgraded.layout.successor)
    if step == "whole and verified":
        upgraded.layout.predecessor(15).rename(upgraded.layout.cluster)
    assert psql(upgraded, "SHOW server_version_num").startswith("18")
    assert rows(upgraded) == before
    assert cluster_major(upgraded.layout.predecessor(15)) == 15
    assert not upgraded.layout.successor.exists()


def test_the_old_one_goes_when_it_is_told_to(upgraded: Archive, before: str) -> None:
    upgraded.manage("upgrade-database")  # there is nothing to do
    assert upgraded.layout.predecessors != []
    upgraded.manage("upgrade-database", "--remove-old")
    assert upgraded.layout.predecessors == []
    assert rows(upgraded) == before


def test_killed_at_any_moment_it_can_be_run_again(archive: Archive, before: str) -> None:
    """Each kill comes when so many bytes of the new cluster are written."""
    moments = random.Random(11)
    for _ in range(KILLS):
        enough = moments.randint(1, 60_000_000)
        kill_at(archive, enough)
        assert eventually(archive.is_quiet, 60)
        assert rows(archive) == before
    archive.manage("upgrade-database")
    assert cluster_major(archive.layout.cluster) == 18
    assert rows(archive) == before


def kill_at(archive: Archive, enough: int) -> None:
    command = [sys.executable, "manage.py", "upgrade-database"]
    process = subprocess.Popen(command, env=archive.environment(), cwd=CLONE, stdout=subprocess.DEVNULL)
    assert eventually(lambda: written(archive) >= enough or process.poll() is not None, 120)
    process.send_signal(signal.SIGKILL)
    process.wait()


def written(archive: Archive) -> int:
    try:
        return size_of(archive.home / BEING_MADE)
    except FileNotFoundError:  # a file went while it was looked at
        return 0


def test_it_is_refused_while_somebody_else_is_there(archive: Archive, before: str) -> None:
    with held(archive) as version:
        done = archive.run("manage.py", "upgrade-database")
        assert (done.returncode, "stop the archive's server" in done.stderr) == (1, True)
        assert version // 10000 == 15
    assert rows(archive) == before


def test_a_full_disk_leaves_the_old_database(archive: Archive, before: str, tmp_path: Path) -> None:
    """No file may grow beyond 300 kB: the dump does."""
    limited = "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)); \
sys.argv = ['manage.py', 'upgrade-database']; runpy.run_path('manage.py', run_name='__main__')"
    with_server = archive.run("-c", limited)
    assert with_server.returncode == 1
    assert "Traceback" not in with_server.stderr
    assert rows(archive) == before
    assert cluster_major(archive.layout.cluster) == 15


def test_an_archive_on_a_server_is_told_what_to_do_instead(archive: Archive) -> None:
    done = archive.run("manage.py", "upgrade-database", DATABASE_URL="postgresql://a@localhost/b")
    assert (done.returncode, "manage.py backup" in done.stderr) == (1, True)
