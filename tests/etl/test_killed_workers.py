"""Job workers that are killed with -9, each when it has written so much: as if none had been, every row once.

KILLS says how many; `make kills` kills twenty.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from django.db import connection

from tests.etl.ingesting import corpus, expected, holdings, wait_for
from tests.etl.working import enqueue, states, take_over, work, worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("an_empty_queue")]
KILLS = int(os.environ.get("KILLS", "3"))
BATCH = 15
PAGES = {"source": 4, "event": 2, "release": 5, "quote": 5, "figure": 6, "mention": 9}  # what a batch or two fill
PAGE = 8192


def written(table: str) -> int:
    """The bytes of a table, with those that no other transaction sees yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s)", [f"archive_{table}"])
        return int(cursor.fetchone()[0])


def is_done() -> bool:
    return set(states()) == {"succeeded"}


def test_workers_that_are_killed_leave_every_row_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = corpus(tmp_path / "c.jsonl", 30 * KILLS)
    one = expected(lines)
    monkeypatch.setattr("etl.run.BATCH_DOCUMENTS", BATCH)
    enqueue(lines)
    moments = random.Random(5)
    interrupted = 0
    for _ in range(KILLS):
        table = moments.choice(list(PAGES))
        enough = written(table) + PAGE * moments.randint(1, PAGES[table])
        process = worker()
        wait_for(lambda table=table, enough=enough: written(table) >= enough or is_done())
        process.kill()
        process.communicate()
        interrupted += "doing" in states()
        take_over()
        assert "doing" not in states()
    assert interrupted > KILLS // 2
    work()
    assert is_done()
    assert holdings() == one
