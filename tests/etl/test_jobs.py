"""Documents that wait for workers: real ones, some of which are killed."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from archive.models import Release, Run, Source
from etl import jobs
from etl.run import Outcome, ingest
from tests.etl.ingesting import ROOT, corpus, expected, holdings

pytestmark = pytest.mark.django_db(transaction=True)
WORKER = """
import sys
import django
django.setup()
from django.db import connection
from django.core.management import call_command
connection.settings_dict["NAME"] = sys.argv[1]
call_command("procrastinate", "worker", *sys.argv[2:])
"""
SIZE = 90


@pytest.fixture(autouse=True)
def an_empty_queue(transactional_db: None) -> None:
    """Django leaves the queue's tables alone between tests: they are not its own."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("corpus") / "c.jsonl", SIZE)


def worker(*options: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", WORKER, connection.settings_dict["NAME"], *options]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.PIPE)


def work(*options: str) -> None:
    """Let a worker do what waits."""
    process = worker("--one-shot", *options)
    _out, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()


def enqueue(path: Path) -> Outcome:
    return jobs.enqueue([path], lambda _done: None)


def wait_for(condition: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def states() -> list[str]:
    return list(ProcrastinateJob.objects.filter(task_name="ingest").order_by("pk").values_list("status", flat=True))


def take_over() -> None:
    """What a worker does once a minute, as if no worker had given a sign of life."""

    async def now() -> None:
        with jobs.app.replace_connector(jobs.app.connector.get_worker_connector()) as app:
            async with app.open_async():
                for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=0):
                    await app.job_manager.retry_job(job=job)

    asyncio.run(now())


def test_documents_wait_with_their_bytes_until_a_worker_reads_them(lines: Path) -> None:
    one = expected(lines)
    outcome = enqueue(lines)
    assert (outcome.new, Source.objects.exclude(waits_for=None).count(), Release.objects.count()) == (SIZE, SIZE, 0)
    work()
    assert holdings() == one
    assert not Source.objects.exclude(waits_for=None).exists()
    run = Run.objects.get()
    assert (run.counts["new"], run.finished_at is not None, set(states())) == (SIZE, True, {"succeeded"})


def test_enqueuing_again_keeps_and_defers_nothing(lines: Path) -> None:
    enqueue(lines)
    deferred = len(states())
    again = enqueue(lines)
    assert (again.unchanged, again.rows_written, len(states())) == (SIZE, 0, deferred)


def test_what_waits_is_read_by_an_ingest_that_brings_it_again(lines: Path) -> None:
    one = expected(lines)
    enqueue(lines)
    assert ingest([lines]).new == SIZE
    assert holdings() == one
    work()
    assert holdings() == one


def test_a_document_that_no_worker_can_read_says_why_and_can_be_tried_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7 nothing")
    (tmp_path / "b.txt").write_text(
        "Le préfet de la région a annoncé ce lundi que les équipes ont retrouvé les navires."
    )
    enqueue(tmp_path)
    work()
    bad = Source.objects.get(name="a.txt")
    assert "PDF" in bad.failure
    assert (bad.waits_for, Release.objects.count(), Run.objects.get().counts["failed"]) == (None, 1, 1)
    assert jobs.read_failed([bad.pk], None) == 1
    bad.refresh_from_db()
    assert (bad.failure, bad.waits_for is not None) == ("", True)
    work()
    bad.refresh_from_db()
    assert "PDF" in bad.failure


def test_a_job_that_fails_is_tried_again_later_and_says_why(lines: Path) -> None:
    enqueue(lines)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE archive_release RENAME TO archive_release_gone")
    try:
        work()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE archive_release_gone RENAME TO archive_release")
    waiting = ProcrastinateJob.objects.filter(task_name="ingest")
    assert Source.objects.exclude(failure="").exists()
    assert {one.status for one in waiting} <= {"todo", "succeeded"}


def test_the_jobs_of_a_killed_worker_are_taken_over(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = expected(lines)
    monkeypatch.setattr("etl.run.BATCH_DOCUMENTS", 15)
    enqueue(lines)
    for _ in range(3):
        process = worker()
        wait_for(lambda: "doing" in states())
        time.sleep(0.3)
        process.kill()
        process.communicate()
        take_over()
        assert "doing" not in states()
    work()
    assert holdings() == one
    assert set(states()) == {"succeeded"}


def test_several_workers_share_the_jobs(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = expected(lines)
    monkeypatch.setattr("etl.run.BATCH_DOCUMENTS", 10)
    enqueue(lines)
    several = [worker("--one-shot") for _ in range(2)]
    for process in several:
        _out, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors.decode()
    assert holdings() == one
    assert ProcrastinateJob.objects.filter(task_name="ingest", status="succeeded").count() == len(states())


def test_the_command_says_what_waits(lines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("ingest", str(lines), "--enqueue", "--json")
    assert json.loads(capsys.readouterr().out)["new"] == SIZE


def test_workers_are_there_as_long_as_they_give_signs_of_life() -> None:
    assert not jobs.are_workers_there()
    process = worker()
    try:
        wait_for(jobs.are_workers_there)
    finally:
        process.terminate()
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert not jobs.are_workers_there()
