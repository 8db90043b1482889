"""The archive served by gunicorn, with real processes."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Iterator

import pytest

from tests.operation.archives import Archive, eventually, new_archive

LIST = "/admin/archive/release/"


PASSWORD = re.compile(r"^ +mot de passe +(\S+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def prepared() -> Iterator[tuple[Archive, str]]:
    """An archive with the seeds in it, ready to be served, and what was said meanwhile."""
    with new_archive() as archive:
        yield archive, archive.manage("prepare", "seeds")


@pytest.fixture(scope="module")
def archive(prepared: tuple[Archive, str]) -> Archive:
    return prepared[0]


@pytest.fixture(scope="module")
def password(prepared: tuple[Archive, str]) -> str:
    [password] = PASSWORD.findall(prepared[1])
    return password


def test_preparing_again_repeats_nothing_and_shows_no_password(archive: Archive) -> None:
    assert not PASSWORD.search(archive.manage("prepare", "seeds"))
    told = json.loads(archive.manage("ingest", "seeds", "--json"))
    assert (told["unchanged"], told["rows_written"]) == (5, 0)


def test_the_administrator_logs_in_and_sees_the_five_seeds(archive: Archive, password: str) -> None:
    with archive.served() as (visitor, _server):
        visitor.log_in("admin", password)
        assert "5 releases" in visitor.page(LIST)


def test_requests_succeed_again_within_seconds_after_the_postmaster_was_killed(archive: Archive, password: str) -> None:
    with archive.served() as (visitor, _server):
        visitor.log_in("admin", password)
        postmaster = archive.postmaster()
        os.kill(postmaster, signal.SIGKILL)
        killed = time.monotonic()
        assert eventually(lambda: visitor.status(LIST) == 200)
        assert time.monotonic() - killed < 10
        assert "5 releases" in visitor.page(LIST)
        assert {visitor.status(LIST) for _ in range(20)} == {200}
        assert archive.postmaster() != postmaster


def test_static_files_come_compressed_under_names_that_change_with_them(archive: Archive) -> None:
    with archive.served() as (visitor, _server):
        [style] = re.findall(r'href="(/static/admin/css/base\.\w{12}\.css)"', visitor.page("/admin/login/"))
        assert "body" in visitor.page(style)


def test_a_server_told_to_stop_ends_well_and_takes_the_database_with_it(archive: Archive) -> None:
    with archive.served() as (_visitor, server):
        server.terminate()
        assert server.wait(20) == 0
        assert eventually(archive.is_quiet)


def test_the_health_check_tells_an_answering_server_from_none(archive: Archive) -> None:
    with archive.served() as (visitor, _server):
        port = visitor.address.rpartition(":")[2]
        assert archive.run("-m", "archive.health", PORT=port).returncode == 0
    gone = archive.run("-m", "archive.health", PORT=port)
    assert gone.returncode == 1
    assert "does not answer" in gone.stderr
