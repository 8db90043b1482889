"""Ingesting in several processes, some of which are killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from django.db import transaction

from archive.models import Release, Run, Source
from etl import run
from etl.document import Document
from etl.run import Done, ingest, ingest_documents
from etl.workers import Workers, WorkFailedError, spread
from tests.corpus import releases
from tests.etl.ingesting import corpus, expected, holdings, rows_written, start, sums, wait_for

SIZE = 300
database = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("corpus") / "c.jsonl", SIZE)


@dataclass
class Doubling:
    """Work that doubles numbers; 13 kills whoever takes it, 14 is an error."""

    heard: list[int] = field(default_factory=list)
    given_up: list[int] = field(default_factory=list)

    def take(self, batch: Sequence[int]) -> None:
        self.heard += self.work(batch)

    def prepare(self) -> None:
        self.prepared = os.getpid()

    def work(self, batch: Sequence[int]) -> list[int]:
        if 13 in batch:
            os.kill(os.getpid(), signal.SIGKILL)
        if 14 in batch:
            raise LookupError("fourteen")
        return [2 * number for number in batch]

    def hear(self, report: list[int]) -> None:
        self.heard += report

    def give_up(self, item: int) -> None:
        self.given_up.append(item)


def test_everything_is_done_once() -> None:
    one = Doubling()
    spread(one, [[n, n + 1000] for n in range(100, 160)], 3)
    assert sorted(one.heard) == sorted(2 * number for n in range(100, 160) for number in (n, n + 1000))


def test_one_batch_needs_no_worker() -> None:
    one = Doubling()
    spread(one, [[1, 2]], 3)
    assert (one.heard, hasattr(one, "prepared")) == ([2, 4], False)


def test_what_kills_its_workers_is_given_up_and_all_else_is_done() -> None:
    one = Doubling()
    spread(one, [[0], list(range(1, 14)), [20, 21]], 2)
    assert (sorted(one.heard), one.given_up) == ([*range(0, 26, 2), 40, 42], [13])


def test_an_error_in_a_worker_is_raised_with_where_it_was() -> None:
    with pytest.raises(WorkFailedError, match="fourteen"):
        spread(Doubling(), [[0], [14], [1]], 2)


def test_no_worker_is_left_behind() -> None:
    before = set(psutil.Process().children())
    spread(Doubling(), [[n] for n in range(1, 9)], 3)
    with pytest.raises(WorkFailedError):
        spread(Doubling(), [[0], [14], [1]], 2)
    assert set(psutil.Process().children()) <= before


@pytest.mark.django_db
def test_workers_are_not_started_within_a_transaction() -> None:
    with transaction.atomic(), pytest.raises(ValueError, match="transaction"):
        Workers(lambda batch: batch, print, 2)


@database
def test_several_processes_store_what_one_does(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = expected(lines)
    monkeypatch.setattr(run, "BATCH_DOCUMENTS", 25)
    done: list[Done] = []
    outcome = ingest([lines], done.append, processes=3)
    assert (outcome.new, outcome.failed, len({one.name for one in done})) == (SIZE, 0, SIZE)
    assert holdings() == one
    assert Run.objects.get().counts == outcome.as_json()
    assert ingest([lines], processes=3).as_json() | {"unchanged": 0} == dict.fromkeys(outcome.as_json(), 0) | {
        "documents": SIZE
    }


@database
def test_rows_are_counted_by_whoever_writes_them(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH_DOCUMENTS", 25)
    before = rows_written()
    outcome = ingest([lines], processes=3)
    assert rows_written() - before == outcome.rows_written


@database
def test_versions_of_a_document_in_several_batches_at_once_are_one_release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH_DOCUMENTS", 2)
    monkeypatch.setattr(run, "FIRST_DOCUMENTS", 1)
    texts = [one.text for one in releases(12)]
    versions = [
        Document(f"{number % 3}.txt", f"{texts[number % 3]}\nVersion {number}.".encode()) for number in range(30)
    ]
    outcome = ingest_documents(versions, processes=4)
    assert (outcome.new, outcome.changed) == (3, 27)
    assert (Release.objects.count(), Source.objects.count()) == (3, 30)


@database
def test_the_same_bytes_in_several_batches_at_once_are_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH_DOCUMENTS", 3)
    texts = [one.text.encode() for one in releases(4)]
    outcome = ingest_documents([Document(f"{n}.txt", texts[n % 4]) for n in range(60)], processes=4)
    assert (outcome.new, outcome.unchanged, outcome.failed) == (4, 56, 0)
    assert Source.objects.count() == 4


@database
def test_workers_that_are_killed_at_random_moments_lose_nothing(lines: Path) -> None:
    one = expected(lines)
    process = start(lines, "--json", "--processes", "2")
    killed = kill_some(process, 20)
    assert sums(process)["documents"] == SIZE
    assert holdings() == one
    assert killed >= 4


@database
def test_an_ingest_that_is_killed_is_gone_on_with_by_the_same_command(lines: Path) -> None:
    one = expected(lines)
    moments = random.Random(7)
    for _ in range(2):
        process = start(lines, "--json", "--processes", "2")
        wait_for_progress(process)
        time.sleep(moments.uniform(0, 1))
        family = workers(process)
        process.kill()
        process.communicate()
        psutil.wait_procs(family, timeout=10)
        assert not any(child.is_running() for child in family)
    assert sums(start(lines, "--json", "--processes", "2"))["documents"] == SIZE
    assert holdings() == one


@database
def test_ctrl_c_ends_the_workers_too(lines: Path) -> None:
    process = start(lines, "--processes", "2", start_new_session=True)
    wait_for(lambda: len(workers(process)) == 2)
    family = workers(process)
    os.killpg(process.pid, signal.SIGINT)
    _out, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "run the same command again" in " ".join(errors.decode().split())
    assert "Traceback" not in errors.decode()
    assert not any(child.is_running() for child in family)


def workers(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    try:
        return psutil.Process(process.pid).children()
    except psutil.NoSuchProcess:
        return []


def kill_some(process: subprocess.Popen[bytes], most: int) -> int:
    """Kill workers, each at a random moment after some progress, until all is done; give how many."""
    moments = random.Random(3)
    killed = 0
    while killed < most and wait_for_progress(process):
        time.sleep(moments.uniform(0, 0.3))
        if family := workers(process):
            moments.choice(family).kill()
            killed += 1
    return killed


def wait_for_progress(process: subprocess.Popen[bytes]) -> bool:
    """Wait until more is stored, or the process has ended; say whether it goes on."""
    before = Source.objects.count()
    wait_for(lambda: Source.objects.count() > before or process.poll() is not None)
    return process.poll() is None
