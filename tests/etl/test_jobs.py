"""Documents that wait for workers: real ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from archive.models import Quote, Release, Run, Source
from etl import jobs
from etl.run import ingest, metadata_of
from tests.etl.ingesting import corpus, expected, holdings, wait_for
from tests.etl.working import enqueue, states, work, worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("an_empty_queue")]
SIZE = 90
FRENCH = "Le préfet de la région a annoncé ce lundi que les équipes ont retrouvé les navires."


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("corpus") / "c.jsonl", SIZE)


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
    (tmp_path / "b.txt").write_text(FRENCH)
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


def test_workers_are_there_as_long_as_they_give_signs_of_life(lines: Path) -> None:
    assert not jobs.are_workers_there()
    enqueue(lines)
    process = worker()
    try:
        wait_for(lambda: "succeeded" in states())
        assert jobs.are_workers_there()
    finally:
        process.terminate()
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert not jobs.are_workers_there()


def test_releases_are_read_again_by_workers(lines: Path) -> None:
    ingest([lines])
    one = holdings()
    Quote.objects.all().delete()
    Release.objects.update(parser_version="0")
    call_command("reparse", "--enqueue")
    assert (Run.objects.latest("pk").progress["waiting"], Quote.objects.count()) == (SIZE, 0)
    work()
    run = Run.objects.latest("pk")
    assert holdings() == one
    assert (run.kind, run.counts["changed"] > 0, run.counts["releases"]) == ("reparse", True, SIZE)
    assert (run.finished_at is not None, run.progress) == (True, {})


def test_reading_again_what_is_known_leaves_no_run(lines: Path) -> None:
    ingest([lines])
    assert jobs.enqueue_reading([(pk, 1) for pk in Release.objects.values_list("pk", flat=True)]) == 2
    assert Run.objects.count() == 2
    work()
    assert Run.objects.get().kind == "ingest"


def test_a_job_that_is_done_again_is_counted_once() -> None:
    run = Run.objects.create(kind="reparse", parser_version="1", progress={"waiting": 30})
    sums = {"releases": 10, "rows_written": 4}
    for job in (1, 1, 2):
        with transaction.atomic():
            jobs.settle_reading(run.pk, job, 10, sums)
    run.refresh_from_db()
    assert (run.counts, run.progress["waiting"]) == ({"releases": 20, "rows_written": 8}, 10)


def test_what_a_table_gives_waits_with_the_documents(tmp_path: Path, lines: Path) -> None:
    documents, table = tmp_path / "documents", tmp_path / "known.csv"
    documents.mkdir()
    page = {
        "url": "https://example.org/2",
        "text": "Le préfet a annoncé ce lundi que les équipes ont retrouvé les navires.",
    }
    (documents / "a.txt").write_text(
        "Le préfet de la région a annoncé ce lundi que les équipes ont retrouvé un navire."
    )
    (documents / "b.jsonl").write_text(json.dumps(page))
    table.write_text("path,url,title\na.txt,,Un titre\n,https://example.org/2,Un autre\n")
    call_command("ingest", str(documents), "--enqueue", "--metadata", str(table))
    work()
    assert sorted(Release.objects.values_list("title", flat=True)) == ["Un autre", "Un titre"]
    assert not Source.objects.exclude(given={}).exists()


def test_what_a_table_gave_counts_for_whoever_reads_the_document(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text(FRENCH)
    (table := tmp_path / "known.csv").write_text("path,title\na.txt,Un titre\n")
    jobs.enqueue([document], lambda _done: None, metadata=metadata_of(table, [document]))
    assert ingest([document]).new == 1
    assert Release.objects.get().title == "Un titre"
