"""The archive served by gunicorn, with real processes."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from archive.environment import APPLICATION
from tests.operation.archives import Archive, eventually, new_archive
from tests.operation.visitor import Visitor

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
        assert [archive.run("-m", "archive.health", asked, PORT=port).returncode for asked in ("live", "ready")] == [
            0,
            0,
        ]
        last = archive.run("-m", "archive.health", "ready", PORT=port, ARCHIVE_BACKUP_HOURS="1")
        assert last.returncode == 0  # what counts is how the server was started
    gone = archive.run("-m", "archive.health", PORT=port)
    assert gone.returncode == 1
    assert "does not answer" in gone.stderr
    assert "ask live or ready" in archive.run("-m", "archive.health", "well").stderr


def test_an_unready_server_says_why(archive: Archive) -> None:
    with archive.served(ARCHIVE_BACKUP_HOURS="1") as (visitor, _server):
        port = visitor.address.rpartition(":")[2]
        assert visitor.status("/health/ready") == 503
        unready = archive.run("-m", "archive.health", "ready", PORT=port)
        assert unready.returncode == 1
        assert "manage.py backup" in unready.stderr
        archive.manage("backup", str(archive.home.with_name("one.archive")), ARCHIVE_DATABASE_ROLE=APPLICATION)
        assert archive.run("-m", "archive.health", "ready", PORT=port).returncode == 0


def lines(archive: Archive) -> list[dict[str, Any]]:
    return [json.loads(line) for line in archive.log.read_text().splitlines()]


def test_the_log_is_json_with_the_id_of_each_request_and_no_secret(archive: Archive, password: str) -> None:
    token = archive.manage("apitoken", "admin", "--name", "log", "--scope", "read").split()[0]
    with archive.served(ARCHIVE_LOG="json", WORKERS="2") as (visitor, _server):
        visitor.log_in("admin", password)
        Visitor(visitor.address).try_to_log_in("admin", "a-wrong-password-of-hers")
        headers = {"X-Request-ID": "trace-0815", "Authorization": f"Bearer {token}"}
        assert visitor.headers("/api/v1/releases/?count=true", **headers)["X-Request-ID"] == "trace-0815"
        assert eventually(lambda: "trace-0815" in archive.log.read_text())
        [session] = [cookie.value for cookie in visitor.cookies if cookie.name == "sessionid"]
    [asked] = [line for line in lines(archive) if line.get("request_id") == "trace-0815"]
    assert (asked["logger"], asked["path"], asked["status"]) == ("gunicorn.access", "/api/v1/releases/", 200)
    answered = [line for line in lines(archive) if line["logger"] == "gunicorn.access"]
    assert all(re.fullmatch("[0-9a-f]{32}|trace-0815", line["request_id"]) for line in answered)
    said = archive.log.read_text()
    assert [line["message"] for line in lines(archive) if line["logger"] == "archive.logins"] == [
        "Somebody logged in: user 1 from 127.0.0.1.",
        "A login failed: from 127.0.0.1.",
    ]
    for secret in (password, "a-wrong-password-of-hers", token, session, "count=true"):
        assert secret not in said


def test_metrics_add_up_what_all_processes_answered(archive: Archive) -> None:
    with archive.served(WORKERS="2") as (visitor, _server):
        for _ in range(30):
            visitor.page("/persons/")
        told = visitor.page("/metrics")
    [count] = re.findall(r'^archive_requests_total{method="GET",route="/persons/",status="200"} (\S+)$', told, re.M)
    assert float(count) == 30
    assert 'archive_documents_total{outcome="new"} 5.0' in told


def test_pages_are_served_as_a_login_that_can_change_no_table(archive: Archive) -> None:
    with archive.served(WORKERS="1") as (visitor, _server):
        visitor.page("/persons/")
        with psycopg.connect(host=archive.layout.host, user="archive", dbname="archive") as owner:
            found = owner.execute("SELECT DISTINCT usename FROM pg_stat_activity WHERE usename <> 'archive'").fetchall()
    assert found == [(APPLICATION,)]


def test_a_request_under_way_is_answered_before_the_server_stops(archive: Archive) -> None:
    body = b"username=nobody&password=" + b"x" * 5000
    with archive.served() as (visitor, server):
        with socket.create_connection(visitor.place, timeout=20) as slow:
            slow.sendall(
                b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\n" + f"Content-Length: {len(body)}\r\n\r\n".encode()
            )
            slow.sendall(body[:100])
            time.sleep(0.5)
            server.terminate()
            time.sleep(0.5)
            slow.sendall(body[100:])
            answer = b"".join(iter(lambda: slow.recv(65536), b""))
        assert server.wait(20) == 0
    assert answer.startswith(b"HTTP/1.1 403 Forbidden")  # it had no token against forgery, and was told so
    assert b"X-Request-ID" in answer


SMUGGLED = {
    "two lengths": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "length and chunks": b"POST / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a space before the colon": b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length : 4\r\n\r\nabcd",
    "a long line": b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n"
    + b"".join(b"X-%d: 1\r\n" % n for n in range(99))
    + b"\r\n",
    "nonsense": b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
    "TRACE": b"TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
}


def test_contradictory_and_oversized_requests_are_refused(archive: Archive) -> None:
    with archive.served(ARCHIVE_LOG="json") as (visitor, _server):
        for name, sent in SMUGGLED.items():
            with socket.create_connection(visitor.place, timeout=20) as connection:
                connection.sendall(sent)
                answer = connection.recv(65536)
            assert re.match(rb"HTTP/1\.[01] 4\d\d ", answer), (name, answer)
        assert visitor.status("/") == 200
    assert lines(archive)
