"""`manage.py move-database`: from the embedded database to a server, row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.operation.archives import Archive, new_archive
from tests.preservation.servers import DEBIAN, held, make_seeds, psql, rows, url


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    with new_archive() as made:
        make_seeds(made)
        yield made


@pytest.fixture(scope="module")
def server() -> Iterator[Archive]:
    """An empty database of another server."""
    with new_archive() as made, held(made):
        yield made


def test_every_row_is_on_the_server_then(archive: Archive, server: Archive) -> None:
    before = rows(archive)
    told = archive.manage("move-database", url(server))
    assert f"export DATABASE_URL='{url(server)}'" in told
    assert rows(archive, DATABASE_URL=url(server)) == before == rows(archive)
    assert json.loads(archive.manage("verify", "--json", DATABASE_URL=url(server)))["wrong"] == []
    outcome = json.loads(archive.manage("ingest", "seeds", "--json", DATABASE_URL=url(server)))
    assert (outcome["unchanged"], outcome["rows_written"]) == (5, 0)
    assert not (archive.layout.root / "moving.archive").exists()
    again = archive.run("manage.py", "move-database", url(server))
    assert (again.returncode, str(url(server)) in again.stderr, "Traceback" in again.stderr) == (1, False, False)
    assert rows(archive, DATABASE_URL=url(server)) == before


@pytest.mark.parametrize(
    "target",
    ["postgresql://archive:geheim@/archive?host=/no/such/folder", "mysql://archive@/archive", "postgresql://archive@x"],
)
def test_a_server_that_cannot_be_had_is_told_without_the_password(archive: Archive, target: str) -> None:
    done = archive.run("manage.py", "move-database", target)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "geheim" not in done.stderr


def test_an_older_server_is_refused(archive: Archive) -> None:
    with new_archive() as old, held(old, EMBEDDED_PG_BIN=str(DEBIAN)):
        done = archive.run("manage.py", "move-database", url(old))
        assert (done.returncode, "15" in done.stderr) == (1, True)
        assert psql(old, "SELECT count(*) FROM pg_class WHERE relname ~ '^archive_'") == "0\n"


def test_an_archive_on_a_server_is_not_moved(archive: Archive, server: Archive) -> None:
    done = archive.run("manage.py", "move-database", url(server), DATABASE_URL=url(server))
    assert (done.returncode, "manage.py restore" in done.stderr) == (1, True)
