"""The queue in the admin: what waits, what failed and why, and trying again."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from archive.models import Release, Run, Source
from etl import jobs
from etl.document import Document

JOBS = reverse("admin:procrastinate_procrastinatejob_changelist")
FRENCH = "Le préfet de la région a annoncé ce lundi que les équipes avaient retrouvé les navires au large de l’île {}."


def a_waiting_source(name: str, **values: object) -> Source:
    document = Document(name, name.encode())
    return Source.objects.create(
        name=name, sha256=document.sha256, content=document.content, media_type="text/plain", **values
    )


def a_failed_job(reason: str) -> ProcrastinateJob:
    source = a_waiting_source("a.txt", failure=reason)
    jobs.defer(Run.objects.create(kind="ingest", parser_version="1").pk, [source.pk])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    return ProcrastinateJob.objects.get()


def a_living_worker() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [timezone.now()])


def upload(page: Client, number: int, **more: SimpleUploadedFile) -> str:
    files = [SimpleUploadedFile(f"{n}.txt", FRENCH.format(n).encode()) for n in range(number)]
    return page.post(reverse("admin:ingest"), {"documents": files, **more}).content.decode()


def test_a_job_that_failed_says_why_and_is_tried_again(page: Client) -> None:
    job = a_failed_job("The PDF is broken.")
    shown = page.get(JOBS).content.decode()
    assert "a.txt: The PDF is broken." in shown
    page.post(JOBS, {"action": "try_again", "_selected_action": [job.pk]})
    job.refresh_from_db()
    assert job.status == "todo"


def test_jobs_are_found_by_their_state(page: Client) -> None:
    a_failed_job("No.")
    assert "a.txt" in page.get(f"{JOBS}?status=failed").content.decode()
    assert "a.txt" not in page.get(f"{JOBS}?status=todo").content.decode()


def test_the_queue_says_how_far_workers_are(page: Client) -> None:
    run = Run.objects.create(kind="reparse", parser_version="1")
    for releases in ([1, 2, 3], [4, 5]):
        jobs.defer_reading(run.pk, releases)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE args -> 'releases' @> '1'")
    shown = page.get(JOBS).content.decode()
    assert "3 of 5 documents read" in shown
    assert '<progress id="run-' in shown
    assert "1 minute left" in shown


def test_documents_that_failed_wait_again_when_asked_to(page: Client) -> None:
    one = a_waiting_source("a.txt", failure="No.")
    sources = reverse("admin:archive_source_changelist")
    assert "a.txt" in page.get(f"{sources}?failed=yes").content.decode()
    page.post(sources, {"action": "try_again", "_selected_action": [one.pk]})
    one.refresh_from_db()
    assert (one.failure, one.waits_for is not None, ProcrastinateJob.objects.count()) == ("", True, 1)


def test_the_front_page_counts_what_waits(page: Client) -> None:
    a_waiting_source("a.txt", waits_for=Run.objects.create(kind="ingest", parser_version="1"))
    assert "documents that wait for a worker" in page.get(reverse("admin:index")).content.decode()


def test_a_table_that_comes_with_many_uploads_waits_with_them(page: Client) -> None:
    a_living_worker()
    table = SimpleUploadedFile("known.csv", b"path,title\n3.txt,Un titre\n")
    shown = upload(page, 22, metadata=table)
    assert "It waits for a worker." in shown
    assert Source.objects.get(name="3.txt").given == {"title": "Un titre"}


@pytest.mark.parametrize(("number", "is_there", "stored"), [(2, True, 2), (22, True, 0), (22, False, 22)])
def test_many_uploads_are_left_to_workers_if_there_are_any(
    page: Client, number: int, is_there: bool, stored: int
) -> None:
    if is_there:
        a_living_worker()
    shown = upload(page, number)
    assert (Release.objects.count(), Source.objects.count()) == (stored, number)
    assert ("It waits for a worker." in shown) == (stored == 0)
