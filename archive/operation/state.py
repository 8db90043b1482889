"""How the archive's machinery is: connections, migrations, queue, runs, backups. Each by a statement or two."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from archive.models import Backup

SILENT = "30 seconds"  # after which a worker without a sign of life is believed dead
CONNECTIONS = """
    SELECT coalesce(state, 'other'), count(*) FROM pg_stat_activity
    WHERE datname = current_database() GROUP BY 1
"""
JOBS = "SELECT task_name, status::text, count(*) FROM procrastinate_jobs WHERE status <> 'succeeded' GROUP BY 1, 2"
OLDEST = """
    SELECT extract(epoch FROM now() - greatest(
        scheduled_at, (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id)
    ))::float8
    FROM procrastinate_jobs AS job
    WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()) ORDER BY id LIMIT 1
"""
WORKERS = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - %s::interval"
DOCUMENTS = """
    SELECT outcome, coalesce(sum((counts ->> outcome)::bigint), 0)::bigint
    FROM unnest(%s::text[]) AS outcome
    LEFT JOIN archive_run AS run ON run.kind = 'ingest' AND run.counts ? outcome GROUP BY 1
"""
OUTCOMES = ["new", "changed", "unchanged", "failed", "rows_written"]


class Queue(NamedTuple):
    """Jobs that wait, the seconds for which the oldest of them has been due, failed jobs, workers that are alive."""

    waiting: int
    oldest: float
    failed: int
    workers: int


class Connections(NamedTuple):
    """Connections to the archive's database by what they do, and how many the server allows in all."""

    by_state: dict[str, int]
    allowed: int


def missing_migrations() -> list[str]:
    """Those that the code has and the database has not, as app.name."""
    return sorted(
        ".".join(one) for one in known_migrations() - MigrationRecorder(connection).applied_migrations().keys()
    )


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    loader = MigrationLoader(None)
    replaced = {one for migration in loader.disk_migrations.values() for one in migration.replaces}
    return frozenset(loader.disk_migrations.keys() - replaced)


def connections() -> Connections:
    with connection.cursor() as cursor:
        cursor.execute(CONNECTIONS)
        by_state = dict(cursor.fetchall())
        cursor.execute("SELECT current_setting('max_connections')::int")
        return Connections(by_state, cursor.fetchone()[0])


def jobs() -> dict[tuple[str, str], int]:
    """How many there are by task and state, but for those that are done."""
    with connection.cursor() as cursor:
        cursor.execute(JOBS)
        return {(task, status): count for task, status, count in cursor.fetchall()}


def queue() -> Queue:
    by_state: dict[str, int] = {}
    for (_task, status), count in jobs().items():
        by_state[status] = by_state.get(status, 0) + count
    with connection.cursor() as cursor:
        cursor.execute(OLDEST)
        (oldest,) = cursor.fetchone() or (0.0,)
        cursor.execute(WORKERS, [SILENT])
        (workers,) = cursor.fetchone()
    return Queue(by_state.get("todo", 0), oldest, by_state.get("failed", 0), workers)


def documents() -> dict[str, int]:
    """What became of all documents that were ever ingested, and the rows that were written."""
    with connection.cursor() as cursor:
        cursor.execute(DOCUMENTS, [OUTCOMES])
        return dict(cursor.fetchall())


def last_backup() -> datetime | None:
    """As of when the newest backup is that was written whole."""
    return Backup.objects.order_by("-made_at").values_list("made_at", flat=True).first()
