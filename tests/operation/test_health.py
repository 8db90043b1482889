"""What the archive says of its own health, and what of it makes it unready."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.models import Backup
from etl.jobs import REFRESH, defer_once
from tests.operation.archives import new_archive

LIVE, READY = "/health/live", "/health/ready"


def ready(expected: int) -> dict[str, Any]:
    answer = Client(headers={"accept-language": "en"}).get(READY)
    assert answer.status_code == expected, answer.content
    return answer.json()


def backed_up(hours_ago: float) -> None:
    made_at = timezone.now() - timedelta(hours=hours_ago)
    Backup.objects.create(made_at=made_at, name="one.archive", size=1, rows=1, sha256="0" * 64)


def a_job_that_waited(minutes: int) -> None:
    defer_once(REFRESH)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = now() - make_interval(mins => %s)", [minutes])


@pytest.mark.django_db
def test_a_living_server_asks_no_database() -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get(LIVE)
    assert (answer.status_code, answer.json(), len(asked)) == (200, {"live": True}, 0)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_fresh_archive_is_ready_and_says_how_it_is() -> None:
    told = ready(200)
    assert told["ready"] is True
    assert told["problems"] == {}
    assert told["checks"]["migrations"] == {"missing": []}
    assert told["checks"]["queue"] == {"waiting": 0, "oldest": 0, "failed": 0, "workers": 0}
    assert told["checks"]["backup"] == {"made_at": None}


@pytest.mark.django_db
def test_a_missing_migration_makes_it_unready() -> None:
    last = MigrationRecorder(connection).migration_qs.filter(app="archive").latest("pk")
    name = f"archive.{last.name}"
    last.delete()
    told = ready(503)
    assert told["checks"]["migrations"] == {"missing": [name]}
    assert told["problems"] == {"migrations": "The database lacks 1 migrations: run manage.py migrate."}


@pytest.mark.django_db
@pytest.mark.parametrize(("hours_ago", "status"), [(None, 503), (30, 503), (3, 200)])
def test_an_old_backup_or_none_makes_it_unready_where_one_is_asked_for(
    settings: Any, hours_ago: float | None, status: int
) -> None:
    settings.ARCHIVE_BACKUP_HOURS = 24
    backed_up(500)
    if hours_ago is not None:
        backed_up(hours_ago)
    told = ready(status)
    assert ("backup" in told["problems"]) is (status == 503)


@pytest.mark.django_db
@pytest.mark.parametrize(("limit", "status"), [(0, 200), (30, 200), (10, 503)])
def test_a_job_that_waits_too_long_makes_it_unready_where_a_limit_is_set(
    settings: Any, limit: int, status: int
) -> None:
    settings.ARCHIVE_QUEUE_MINUTES = limit
    a_job_that_waited(20)
    told = ready(status)
    assert told["checks"]["queue"]["waiting"] == 1
    assert 20 * 60 <= told["checks"]["queue"]["oldest"] < 21 * 60
    assert ("queue" in told["problems"]) is (status == 503)


@pytest.mark.django_db
def test_it_is_told_in_french_too(settings: Any) -> None:
    settings.ARCHIVE_BACKUP_HOURS = 24
    told = Client(headers={"accept-language": "fr"}).get(READY).json()
    assert told["problems"]["backup"].startswith("Aucune sauvegarde")


def test_without_its_database_it_lives_and_is_not_ready_and_tells_no_secret() -> None:
    ask = (
        "import django; django.setup(); from django.test import Client; c = Client(headers={'host': 'localhost'}); "
        f"print(c.get('{LIVE}').status_code, (r := c.get('{READY}')).status_code, r.content.decode())"
    )
    nowhere = "postgresql://marie:kept-to-itself-9Q@127.0.0.1:1/press"
    with new_archive() as archive:
        done = archive.run("-c", ask, DATABASE_URL=nowhere, DJANGO_SETTINGS_MODULE="archive.settings")
    assert done.stdout.startswith("200 503 {"), done.stderr
    assert '"database": "' in done.stdout
    assert not any(secret in done.stdout for secret in ("marie", "kept-to-itself", "127.0.0.1", "migrations"))


@pytest.mark.django_db
def test_others_are_told_what_is_wrong_and_not_how_much_there_is(settings: Any) -> None:
    settings.ARCHIVE_BACKUP_HOURS = 24
    told = Client().get(READY, REMOTE_ADDR="203.0.113.7").json()
    assert told.keys() == {"ready", "problems"}
    assert told["problems"].keys() == {"backup"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", [LIVE, READY])
def test_they_answer_where_reading_is_not_public_and_without_https(settings: Any, path: str) -> None:
    settings.ARCHIVE_PUBLIC_READ = False
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get(path).status_code == 200
    assert Client().post(path).status_code == 405
