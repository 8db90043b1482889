"""Jobs: what workers on any machine take from the queue, which stands in the archive's own database (procrastinate).

    manage.py procrastinate worker

A job names sources, whose bytes the database keeps: workers need no files. What went wrong with a document is kept with
its source (`failure`); a job that fails as a whole is tried again, later each time; that of a worker which died is
taken over by another. The parser is loaded by workers only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status

from archive.curation.history.context import because
from archive.curation.suggesting import Suggested, not_looked_at, suggest
from archive.models import Run, Source
from archive.reports.refreshing import is_outdated, refresh, refreshed

if TYPE_CHECKING:
    from etl.metadata import Metadata
    from etl.outdated import Sized
    from etl.reparse import Reread
    from etl.run import Outcome
    from etl.storing import Done, Listener

Written = TypeVar("Written", "Outcome", "Reread")

QUEUE = "archive"
OPEN = [Status.TODO.value, Status.DOING.value]
MOST_TRIES = 5
RETRY = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=3)  # after 3, 9, 27, … seconds
FEW = 20  # documents that a page can wait for
LOOKED_AT_ONCE = 2_000  # new records that are compared with the others at the end of an ingest: some seconds
REFRESH = "refresh_reports"
AFTER_DOCUMENTS = -1  # priority of a job; documents have 0
LONG = 5  # seconds that nobody is to wait for the sums of the reports
SILENT = 30  # seconds after which a worker without a sign of life is believed dead


@app.task(name="ingest", queue=QUEUE, retry=RETRY)
def ingest_sources(run: int, sources: list[int]) -> dict[str, int]:
    """Read and store documents that wait for a run; give the sums. Those that were read already are left out."""
    from etl.document import Document
    from etl.run import Ingest

    waiting = Source.objects.filter(pk__in=sources, waits_for=run).order_by("pk")
    failed: list[Done] = []
    one = Ingest(lambda done: failed.append(done) if done.state == "failed" else None, run=run, is_recorded=True)
    try:
        with because(program="worker"):
            one.take([Document(source.name, bytes(source.content), source.media_type) for source in waiting])
    except Exception as error:
        waiting.update(failure=repr(error))
        raise
    with transaction.atomic():
        for done in failed:
            waiting.filter(name=done.name).update(waits_for=None, failure=done.reason)
        is_last = settle(run, one.outcome)
    if is_last:
        defer_suggesting()
    return one.outcome.as_json()


def settle(run: int, outcome: Outcome) -> bool:
    """Add a job's sums to its run's, and note the end of the run if nothing waits for it any more; says whether."""
    one = Run.objects.select_for_update().get(pk=run)
    add(one, outcome.as_json())
    if not Source.objects.filter(waits_for=run).exists():
        one.finished_at = timezone.now()
        defer_once(REFRESH)
    one.save(update_fields=["counts", "finished_at"])
    return one.finished_at is not None


@app.task(name="suggest", queue=QUEUE, queueing_lock="suggest", lock="suggest", retry=RETRY)
def suggest_likenesses() -> int:
    """Look for records that may be one and the same among some that are new; give how many pairs were noted.

    The others are the next job's, so that documents that come meanwhile are read first.
    """
    done = suggest(most=LOOKED_AT_ONCE)
    if done.records >= LOOKED_AT_ONCE:
        defer_suggesting()
    return done.pairs


def look_for_likenesses(most: int = LOOKED_AT_ONCE) -> Suggested | None:
    """Look for records that may be one and the same among those that are new, unless they are more than `most`.

    Then it is left to a worker, and None is given.
    """
    new = not_looked_at(most)
    if new <= most:
        return suggest() if new else Suggested()
    defer_suggesting()
    return None


def defer_suggesting() -> None:
    """Have a worker look, if none is about to already."""
    defer_once("suggest")


def defer_once(task: str) -> None:
    """Have a worker do a task that takes no parameters, if none is about to already, once no document waits."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(task, queue=QUEUE, queueing_lock=task, lock=task, priority=AFTER_DOCUMENTS).defer()


@app.task(name=REFRESH, queue=QUEUE, queueing_lock=REFRESH, lock=REFRESH, retry=RETRY)
def refresh_reports() -> None:
    """Compute the sums behind the reports anew."""
    refresh()


@app.periodic(cron="*/10 * * * *")
@app.task(name="refresh_outdated", queue=QUEUE, queueing_lock="refresh_outdated")
def refresh_outdated(timestamp: int) -> None:  # noqa: ARG001 procrastinate's
    """The same, if the desk changed something since."""
    if is_outdated():
        refresh()


def refresh_after_run(*, somebody_waits: bool) -> None:
    """Have the reports hold what a run wrote: by a worker, or at once where there is none.

    In a large archive nobody waits for it before a page (`somebody_waits`): the reports say how old they are.
    """
    last = refreshed()
    if are_workers_there():
        defer_once(REFRESH)
    elif last and not (somebody_waits and last[1] > LONG):
        refresh()


def add(run: Run, sums: dict[str, int]) -> None:
    for name, number in sums.items():
        run.counts[name] = run.counts.get(name, 0) + number


@app.task(name="reparse", queue=QUEUE, retry=RETRY, pass_context=True)
def read_releases(context: JobContext, run: int, releases: list[int]) -> dict[str, int]:
    """Read stored releases again for a run; give the sums."""
    from etl.reparse import Reparse

    one = Reparse(lambda _done: None, run=run, is_recorded=True)
    with because(program="worker"):
        one.take(releases)
    with transaction.atomic():
        settle_reading(run, context.job.id or 0, len(releases), one.outcome.counts())
    return one.outcome.counts()


def settle_reading(run: int, job: int, releases: int, sums: dict[str, int]) -> None:
    """Add a job's sums to its run's, once: its worker may die at the next moment, and the job be done again.

    The last one notes the run's end. A run that changed nothing is none.
    """
    one = Run.objects.select_for_update().get(pk=run)
    counted = one.progress.get("counted", [])
    if job in counted:
        return
    add(one, sums)
    still_open = ProcrastinateJob.objects.filter(pk__in=counted, status__in=OPEN).values_list("pk", flat=True)
    one.progress = {"waiting": one.progress["waiting"] - releases, "counted": [*still_open, job]}
    if not one.progress["waiting"]:
        one.finished_at, one.progress = timezone.now(), {}
        if not one.counts["rows_written"]:
            one.delete()
            return
        defer_once(REFRESH)
        defer_suggesting()
    one.save(update_fields=["counts", "finished_at", "progress"])


@app.periodic(cron="* * * * *")
@app.task(name="take_over", queue=QUEUE, queueing_lock="take_over", pass_context=True)
async def take_over(context: JobContext, timestamp: int, silent: int = SILENT) -> None:  # noqa: ARG001 procrastinate's
    """Give the jobs of dead workers to others, unless they were tried too often: those have failed."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=silent):
        if job.attempts < MOST_TRIES:
            await jobs.retry_job(job=job)
        else:
            await jobs.finish_job(job=job, status=Status.FAILED, delete_job=False)


@app.periodic(cron="17 3 * * *")
@app.task(name="forget", queue=QUEUE, queueing_lock="forget", pass_context=True)
async def forget(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 procrastinate's
    """Remove what became of jobs that succeeded a week ago or longer."""
    await context.app.job_manager.delete_old_jobs(nb_hours=7 * 24)


def defer(run: int, sources: Sequence[int]) -> None:
    """Have a worker read these sources, if the transaction that is open is committed."""
    app.configure_task("ingest", queue=QUEUE).defer(run=run, sources=list(sources))


def defer_reading(run: int, releases: Sequence[int]) -> None:
    """Have a worker read these releases again, if the transaction that is open is committed."""
    app.configure_task("reparse", queue=QUEUE).defer(run=run, releases=list(releases))


def enqueue(
    paths: Iterable[str | Path],
    listen: Listener,
    started_by: int | None = None,
    metadata: Metadata | None = None,
) -> Outcome:
    """Keep the documents at `paths`, with what `metadata` gives, and have workers read them; `listen` hears of each."""
    from etl import queueing

    return queueing.enqueue(paths, defer, listen, started_by, metadata)


def enqueue_reading(chosen: Sequence[Sized], started_by: int | None = None) -> int:
    """Have workers read releases again; give the number of jobs."""
    from etl import queueing

    return queueing.enqueue_reading(chosen, defer_reading, started_by)


def ingest_or_enqueue(
    paths: Sequence[str | Path],
    listen: Listener,
    started_by: int | None = None,
    metadata: Metadata | None = None,
) -> Outcome:
    """Ingest a few documents at once; leave many to workers, if there are any."""
    from etl.read import count
    from etl.run import ingest

    if count(paths) > FEW and are_workers_there():
        return enqueue(paths, listen, started_by, metadata)
    return compared(ingest(paths, listen, started_by, metadata))


def compared(outcome: Written) -> Written:
    """The sums of what is over, with the rows of the likenesses that were looked for if it wrote anything."""
    if outcome.rows_written:
        noted = look_for_likenesses()
        outcome.rows_written += noted.rows if noted else 0
    return outcome


def are_workers_there() -> bool:
    """Whether a worker gave a sign of life lately."""
    since = timezone.now() - timedelta(seconds=SILENT)
    return bool(ProcrastinateWorker.objects.filter(last_heartbeat__gte=since).exists())


def try_again(job: ProcrastinateJob) -> bool:
    """Have a failed job done once more; says whether there was anything to do."""
    if job.status != Status.FAILED.value:
        return False
    app.job_manager.retry_job_by_id(job.pk, timezone.now(), job.priority, job.queue_name, job.lock)
    return True


def read_failed(sources: Iterable[Any], started_by: int | None) -> int:
    """Have documents read again that failed in a worker; give how many there are."""
    with transaction.atomic():
        failed = Source.objects.select_for_update().filter(pk__in=sources, waits_for=None).exclude(failure="")
        ids = list(failed.order_by("pk").values_list("pk", flat=True))
        if ids:
            from etl.parse import PARSER_VERSION

            run = Run.objects.create(kind=Run.Kind.INGEST, parser_version=PARSER_VERSION, started_by_id=started_by)
            Source.objects.filter(pk__in=ids).update(waits_for=run, failure="")
            defer(run.pk, ids)
    return len(ids)
