"""Two workers of one job at a time each, beside one: documents of the same kind, into the same archive."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.db.models import Max, Min, QuerySet
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from etl.jobs import OPEN, enqueue
from tests.bench.ingesting import corpus
from tests.bench.measurement import Measurement

LEAST, MOST = 200, 2000  # documents that wait, each time


def workers_2_vs_1(folder: Path, size: int) -> Iterator[Measurement]:
    """How fast what waits is read, from the first job's beginning to the last one's end."""
    count = max(LEAST, min(MOST, size))
    alone = rate(corpus(folder, count, start=size), count, workers=1)
    both = rate(corpus(folder, count, start=size + count), count, workers=2)
    yield Measurement("workers_2_vs_1", both, "releases/s", f"{alone:,.0f} with one", both / alone, "≥ 1.5")


def open_jobs() -> QuerySet[ProcrastinateJob]:
    return ProcrastinateJob.objects.filter(task_name="ingest", status__in=OPEN)


def rate(path: Path, count: int, workers: int) -> float:
    """Releases a second."""
    enqueue([path], lambda _done: None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM procrastinate_events")
        (before,) = cursor.fetchone()
    command = [sys.executable, "manage.py", "procrastinate", "worker"]
    running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(workers)]
    while open_jobs().exists():
        if any(one.poll() is not None for one in running):
            raise SystemExit("A worker ended before the documents did.")
        time.sleep(0.2)
    for one in running:  # what they do after documents may take long
        one.terminate()
    for one in running:
        one.wait()
    done = ProcrastinateEvent.objects.filter(pk__gt=before, job__task_name="ingest", type__in=("started", "succeeded"))
    moments = done.aggregate(first=Min("at"), last=Max("at"))
    return float(count / (moments["last"] - moments["first"]).total_seconds())
