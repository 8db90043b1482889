"""Real job workers on the tests' database."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from etl import jobs
from etl.run import Outcome
from tests.etl.ingesting import ROOT

WORKER = """
import sys
import django
django.setup()
from django.db import connection
from django.core.management import call_command
connection.settings_dict["NAME"] = sys.argv[1]
call_command("procrastinate", "worker", *sys.argv[2:])
"""


def enqueue(path: Path) -> Outcome:
    return jobs.enqueue([path], lambda _done: None)


def worker(*options: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", WORKER, connection.settings_dict["NAME"], *options]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.PIPE)


def work(*options: str) -> None:
    """Let a worker do what waits."""
    process = worker("--one-shot", *options)
    _out, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()


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
