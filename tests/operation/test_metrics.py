"""What Prometheus is told, and who else is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from archive.environment import strong
from archive.models import Backup, Run
from etl.jobs import REFRESH, defer_once
from tests.models.builders import release

pytestmark = pytest.mark.django_db
TOKEN = "c4Tq9wX2mB7vK1zL"


def metrics(**asked: Any) -> str:
    return Client().get("/metrics", **asked).content.decode()


def value(name: str, **asked: Any) -> float:
    [found] = re.findall(rf"^{re.escape(name)} (\S+)$", metrics(**asked), re.MULTILINE)
    return float(found)


def test_requests_are_counted_by_route_and_never_by_address() -> None:
    one = release("Un texte.")
    name = 'archive_requests_total{method="GET",route="/releases/<int:pk>/",status="200"}'
    Client().get(f"/releases/{one.pk}/?q=cherch%C3%A9")
    before = value(name)
    Client().get(f"/releases/{one.pk}/")
    assert value(name) == before + 1
    assert value('archive_request_seconds_count{route="/releases/<int:pk>/"}') >= before + 1
    assert "cherch" not in metrics()


def test_addresses_that_there_are_not_make_one_series() -> None:
    for number in range(5):
        Client().get(f"/nowhere-{number}")
        Client().generic(f"METHOD{number}", "/nowhere")
    told = metrics()
    assert 'route="none",status="404"' in told
    assert "nowhere" not in told
    assert "METHOD" not in told


def test_the_archive_tells_its_queue_its_runs_and_its_backup() -> None:
    defer_once(REFRESH)
    Run.objects.create(kind="ingest", parser_version="1", counts={"new": 5, "failed": 1, "rows_written": 70})
    Run.objects.create(kind="ingest", parser_version="1", counts={"new": 2, "unchanged": 3, "rows_written": 30})
    Run.objects.create(kind="reparse", parser_version="1", counts={"changed": 9, "rows_written": 90})
    made_at = timezone.now()
    Backup.objects.create(made_at=made_at, name="one.archive", size=1, rows=1, sha256="0" * 64)
    assert value("archive_database_up") == 1
    assert value('archive_database_connections{state="active"}') >= 1
    assert value("archive_database_connections_allowed") >= 20
    assert value(f'archive_jobs{{state="todo",task="{REFRESH}"}}') == 1
    assert value("archive_queue_length") == 1
    assert value('archive_documents_total{outcome="new"}') == 7
    assert value('archive_documents_total{outcome="changed"}') == 0
    assert value("archive_rows_written_total") == 100
    assert value("archive_backup_timestamp_seconds") == pytest.approx(made_at.timestamp())


@pytest.mark.parametrize(
    "asked",
    [
        {"REMOTE_ADDR": "203.0.113.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=203.0.113.7"},
        {"REMOTE_ADDR": ""},
    ],
)
@pytest.mark.parametrize("https", [False, True])
def test_others_are_told_nothing(settings: Any, asked: dict[str, str], https: bool) -> None:
    settings.HTTPS = https
    answer = Client().get("/metrics", **asked)
    assert answer.status_code == 403
    assert "archive_" not in answer.content.decode()


def test_whoever_has_the_token_is_told_from_anywhere(settings: Any) -> None:
    settings.ARCHIVE_METRICS_TOKEN = TOKEN
    elsewhere = {"REMOTE_ADDR": "203.0.113.7"}
    assert value("archive_database_up", **elsewhere, HTTP_AUTHORIZATION=f"Bearer {TOKEN}") == 1
    for wrong in ("Bearer ", f"Bearer {TOKEN}x", TOKEN, "Bearer é"):
        assert Client().get("/metrics", **elsewhere, HTTP_AUTHORIZATION=wrong).status_code == 403


def test_no_token_is_none_that_can_be_sent(settings: Any) -> None:
    settings.ARCHIVE_METRICS_TOKEN = ""
    answer = Client().get("/metrics", REMOTE_ADDR="203.0.113.7", HTTP_AUTHORIZATION="Bearer ")
    assert answer.status_code == 403


@pytest.mark.parametrize("weak", ["secret", "changeme", "a" * 40])
def test_a_token_that_can_be_guessed_is_refused(monkeypatch: pytest.MonkeyPatch, weak: str) -> None:
    monkeypatch.setenv("ARCHIVE_METRICS_TOKEN", weak)
    with pytest.raises(Exception, match="ARCHIVE_METRICS_TOKEN is weak"):
        strong("ARCHIVE_METRICS_TOKEN")
