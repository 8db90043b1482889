"""Starting, sharing, stopping."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Callable
from itertools import chain

import pytest

from archive.embedded.binaries import PACKAGED, wheel
from tests.embedded.places import Place, eventually

PROGRAMS = [str(folder) for folder in chain([wheel()], sorted(PACKAGED.glob("*/bin"))) if folder]
STARTED = "SELECT pg_postmaster_start_time()::text"


@pytest.mark.parametrize("programs", PROGRAMS)
def test_the_first_query_starts_a_server_fit_for_the_archive(any_place: Place, programs: str) -> None:
    client = any_place.client(EMBEDDED_PG_BIN=programs)
    for extension in ("unaccent", "pg_trgm", "btree_gin"):
        client.sql(f"CREATE EXTENSION {extension}")
    assert client.sql("SELECT lower('ÉTÉ'), 'É' ~ '\\w', current_database(), current_user") == [
        ["été", True, "archive", "archive"]
    ]
    shown = client.sql("SELECT name, setting FROM pg_settings WHERE source <> 'default'")
    settings = dict(map(tuple, shown))
    assert settings["log_timezone"] == "UTC"
    assert settings["listen_addresses"] == ""
    assert settings["fsync"] == "off"
    assert client.sql("SHOW synchronous_commit") == [["on"]]
    assert stat.S_IMODE(any_place.layout.root.stat().st_mode) == 0o700
    assert str(any_place.layout.root) in client.complaints.read_text()


def test_the_second_client_shares_it_and_is_told_nothing(place: Place) -> None:
    first, second = place.client(), place.client()
    assert first.sql(STARTED) == second.sql(STARTED)
    first.leave()
    assert second.sql("SELECT 1") == [[1]]
    assert second.complaints.read_text() == ""


def test_six_processes_at_once_start_one_server(any_place: Place) -> None:
    clients = [any_place.client() for _ in range(6)]
    for client in clients:
        client.tell("sql", STARTED)
    assert len({client.process.stdout.readline() for client in clients}) == 1
    assert sum("A new database" in client.complaints.read_text() for client in clients) == 1


def test_the_last_one_out_stops_it_and_what_was_written_is_there_next_time(any_place: Place) -> None:
    client = any_place.client()
    client.sql("CREATE TABLE kept AS SELECT 7 AS seven")
    client.leave()
    assert eventually(any_place.is_quiet)
    assert not (any_place.layout.cluster / "postmaster.pid").exists()
    assert any_place.client().sql("SELECT seven FROM kept") == [[7]]


def test_a_client_killed_outright_counts_as_gone(place: Place) -> None:
    first, second = place.client(), place.client()
    assert first.sql(STARTED) == second.sql(STARTED)
    second.kill()
    assert first.sql("SELECT 1") == [[1]]
    first.kill()
    assert eventually(place.is_quiet)


def test_a_client_killed_while_the_server_starts_leaves_none_running(place: Place) -> None:
    client = place.client()
    client.tell("sql", "SELECT 1")
    assert eventually(lambda: bool(place.processes("embedded.keeper")))
    client.kill()
    assert eventually(place.is_quiet)


def test_a_forked_child_keeps_it_running_after_its_parent(place: Place) -> None:
    client = place.client()
    started = client.sql(STARTED)
    child = client.ask("fork")
    client.kill()
    other = place.client()
    assert other.sql(STARTED) == started
    other.leave()
    assert not eventually(place.is_quiet, 0.5)
    os.kill(child, signal.SIGKILL)
    assert eventually(place.is_quiet)


def test_it_outlives_its_starter_s_terminal(place: Place) -> None:
    starter = place.client()
    started = starter.sql(STARTED)
    other = place.client()
    other.sql("SELECT 1")
    os.killpg(starter.process.pid, signal.SIGINT)
    starter.process.wait()
    assert other.sql(STARTED) == started
    assert place.client().sql(STARTED) == started


@pytest.mark.parametrize("name", ["long-" + "x" * 120, "one, «œuvre»"])
def test_any_path_will_do(place_of: Callable[..., Place], name: str) -> None:
    place = place_of(name=f"{name}/home")
    assert place.client().sql(STARTED) == place.client().sql(STARTED)


def test_the_test_database_is_made_through_the_maintenance_database(place: Place) -> None:
    client = place.client()
    assert client.ask("create test database") == "test_archive"
    assert client.sql("SELECT current_database()") == [["archive"]]


def test_dbshell_opens_the_server_s_own_psql(place: Place) -> None:
    client = place.client()
    printed = client.ask_for_all("manage", "dbshell", "--", "-c", r"\echo :VERSION_NUM :SERVER_VERSION_NUM :USER")
    assert len(set(printed.split()[:2])) == 1
    assert printed.split()[2] == "archive"
    assert client.process.stdout.readline() == '{"rows": null}\n'
