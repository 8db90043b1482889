"""How far workers are with what was left to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from archive.models import Run

# Documents or releases of each run whose jobs are not all done, and since when its workers are at it.
OPEN_RUNS = """
SELECT run, sum(size) FILTER (WHERE status = 'succeeded'), sum(size) FILTER (WHERE status IN ('todo', 'doing')),
    (SELECT clock_timestamp() - min(at) FROM procrastinate_events
     WHERE job_id = ANY (array_agg(job.id)) AND type = 'started')
FROM (
    SELECT id, status, (args ->> 'run')::bigint AS run,
        jsonb_array_length(coalesce(args -> 'sources', args -> 'releases')) AS size
    FROM procrastinate_jobs WHERE task_name IN ('ingest', 'reparse')
) AS job
GROUP BY run HAVING bool_or(status IN ('todo', 'doing')) ORDER BY run
"""


@dataclass(frozen=True, slots=True)
class Progress:
    """A run that workers have not finished: how much of it is read, how much waits, and how long that will take."""

    run: Run
    done: int
    waiting: int
    left: timedelta | None  # null as long as nothing is done that tells

    @property
    def whole(self) -> int:
        return self.done + self.waiting

    @property
    def minutes(self) -> int | None:
        """The time left, in minutes begun."""
        return None if self.left is None else int(self.left.total_seconds() // 60) + 1


def open_runs() -> list[Progress]:
    """The runs that workers are at, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN_RUNS)
        found = cursor.fetchall()
    runs = Run.objects.in_bulk([run for run, *_told in found])
    return [
        Progress(runs[run], done or 0, waiting, waiting * since / done if done and since else None)
        for run, done, waiting, since in found
        if run in runs
    ]
