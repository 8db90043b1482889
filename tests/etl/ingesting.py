"""`manage.py ingest` as a process of its own on the tests' database, and what an archive holds after it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

from archive.models import Quote, Release
from etl.named import ENTITIES
from etl.run import ingest
from etl.tables import VALUES
from tests.corpus import releases

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import sys
import django
django.setup()
from django.db import connection
from django.core.management import call_command
from django.utils.translation import activate
from etl import run
activate("en")
connection.settings_dict["NAME"] = sys.argv[1]
run.BATCH_DOCUMENTS = int(sys.argv[2])
call_command("ingest", *sys.argv[3:])
"""


COUNTED = ("source", "release", "queued", *ENTITIES, *VALUES)


def corpus(path: Path, size: int) -> Path:
    """Made-up releases as JSON Lines, in a file at `path`."""
    with path.open("w", encoding="utf-8") as file:
        for made in releases(size):
            file.write(json.dumps({"identifier": made.name, "text": made.text}, ensure_ascii=False) + "\n")
    return path


def start(*arguments: str | Path, batch: int = 20, **options: Any) -> subprocess.Popen[bytes]:
    """Begin to ingest, in batches of `batch` documents."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", CODE, connection.settings_dict["NAME"], str(batch), *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen(command, env=environment, cwd=ROOT, **pipes)


def sums(process: subprocess.Popen[bytes]) -> dict[str, int]:
    """Wait for an `ingest --json` to end well; give its sums."""
    out, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()
    return dict(json.loads(out))


def holdings() -> tuple[object, ...]:
    """What the archive holds, without ids: documents, who says what, how often who is named; how much of each kind."""
    names = list(Release.objects.order_by("source__name").values_list("source__name", "title", "published_on"))
    quotes = sorted(map(str, Quote.objects.values_list("release__source__name", "start", "text", "speaker__name")))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.name, p.gender, count(m.id) FROM archive_person p "
            "LEFT JOIN archive_mention m ON m.person_id = p.id GROUP BY p.id ORDER BY 1, 2, 3"
        )
        persons = cursor.fetchall()
        cursor.execute(f"SELECT {', '.join(f'(SELECT count(*) FROM archive_{table})' for table in COUNTED)}")
        return names, quotes, persons, cursor.fetchone()


def wait_for(condition: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def rows_written() -> int:
    """Rows inserted, updated and deleted in the archive's tables since the database was made, by whom ever."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables WHERE relname LIKE 'archive%'"
        )
        return int(cursor.fetchone()[0])


@cache
def expected(path: Path) -> tuple[object, ...]:
    """What the archive holds once one process has taken in all of it; leaves an empty archive."""
    ingest([path])
    held = holdings()
    empty()
    return held


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE archive_source, archive_release, archive_person, archive_organization, archive_run CASCADE"
        )
