"""Two workers of one job at a time each, beside one: documents of the same kind, into the same archive."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.db.models import Max, Min
from procrastinate.contrib.django.models import ProcrastinateEvent

from etl.jobs import enqueue
from tests.bench.ingesting import corpus
from tests.bench.measurement import Measurement

LEAST, MOST = 200, 2000  # documents that wait, each time


def workers_2_vs_1(folder: Path, size: int) -> Iterator[Measurement]:
    """How fast what waits is read, from the first job's beginning to the last one's end."""
    count = max(LEAST, min(MOST, size))
    alone = rate(corpus(folder, count, start=size), count, workers=1)
    both = rate(corpus(folder, count, start=size + count), count, workers=2)
    yield Measurement("workers_2_vs_1", both, "releases/s", f"{alone:,.0f} with one", both / alone, "≥ 1.5")


def rate(path: Path, count: int, workers: int) -> float:
    """Releases a second. Workers end when nothing waits any more."""
    enqueue([path], lambda _done: None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM procrastinate_events")
        (before,) = cursor.fetchone()
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
    running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(workers)]
    if any(one.wait() for one in running):
        raise SystemExit("A worker failed.")
    done = ProcrastinateEvent.objects.filter(pk__gt=before, job__task_name="ingest", type__in=("started", "succeeded"))
    moments = done.aggregate(first=Min("at"), last=Max("at"))
    return float(count / (moments["last"] - moments["first"]).total_seconds())
