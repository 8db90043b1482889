"""Worker processes: forks of this one, each on a connection of its own, that work on batches one at a time.

A worker that dies (out of memory, `kill -9`) takes nothing with it but its try: its batch is done again in halves, by
new workers, until what kills them stands alone. None outlives the process that started it, however that ends.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Generic, NoReturn, Protocol, Self, TypeVar

from django.db import connections

Item = TypeVar("Item")
Taken = TypeVar("Taken", contravariant=True)
Report = TypeVar("Report")
MOST_TRIES = 3  # of what killed its worker when it was alone
SELDOM = 100_000  # objects more than before
FORK = multiprocessing.get_context("fork")


class Work(Protocol[Taken, Report]):
    """What can be spread: `work` is done by workers, on copies of this as it was `prepare`d; the rest here."""

    def take(self, batch: Sequence[Taken]) -> None: ...
    def prepare(self) -> None: ...
    def work(self, batch: Sequence[Taken]) -> Report: ...
    def hear(self, report: Report) -> None: ...
    def give_up(self, item: Taken) -> None: ...


def spread(one: Work[Item, Report], batches: Iterable[Sequence[Item]], processes: int) -> None:
    """Do the first batch here and the others in as many worker processes; all of it here if that is one."""
    rest = iter(batches)
    for batch in rest if processes == 1 else islice(rest, 1):
        one.take(batch)
    second = next(rest, None)
    if second is None:
        return
    one.prepare()
    with Workers(one.work, one.give_up, processes) as workers:
        for batch in chain([second], rest):
            for report in workers.give(batch):
                one.hear(report)
        for report in workers.rest():
            one.hear(report)


class WorkFailedError(Exception):
    """Raised where work ended with an error in a worker; says where."""


@dataclass(frozen=True, slots=True)
class Portion(Generic[Item]):
    """What a worker does at one go, and how often it was tried."""

    items: Sequence[Item]
    tries: int = 0

    def again(self) -> list[Portion[Item]]:
        """What is to be tried now that its worker died; nothing if it was alone and tried often enough."""
        if len(self.items) > 1:
            half = len(self.items) // 2
            return [Portion(self.items[:half]), Portion(self.items[half:])]
        return [Portion(self.items, self.tries + 1)] if self.tries + 1 < MOST_TRIES else []


@dataclass(slots=True)
class Worker(Generic[Item]):
    """A process, our end of the pipe to it, and what it is busy with."""

    process: BaseProcess
    pipe: Connection
    portion: Portion[Item] | None = None


class Workers(Generic[Item, Report]):
    """`count` processes that do `work`. `give_up` hears of an item whose workers died each time."""

    def __init__(self, work: Callable[[Sequence[Item]], Report], give_up: Callable[[Item], None], count: int) -> None:
        if connections["default"].in_atomic_block:
            raise ValueError("Worker processes see nothing of a transaction that is open.")
        self.work, self.give_up, self.count = work, give_up, count
        self.workers: list[Worker[Item]] = []
        self.waiting: deque[Portion[Item]] = deque()
        self.their_life, self.our_life = os.pipe()  # we hold its writing end: it closes with us

    def __enter__(self) -> Self:
        self.workers = [self.start() for _ in range(self.count)]
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _at: TracebackType | None
    ) -> None:
        for one in self.workers:
            if error is None:
                with suppress(OSError):  # it died while it was idle
                    one.pipe.send(None)
            else:
                one.process.kill()
            one.process.join()
            one.pipe.close()
        os.close(self.our_life)
        os.close(self.their_life)

    def give(self, items: Sequence[Item]) -> Iterator[Report]:
        """Hand items to the next worker that is free; give the reports that came in meanwhile."""
        self.waiting.append(Portion(items))
        while self.waiting:
            while all(one.portion for one in self.workers):
                yield from self.collect()
            self.hand_out()

    def rest(self) -> Iterator[Report]:
        """Wait until everything is done; give the reports."""
        while self.waiting or any(one.portion for one in self.workers):
            self.hand_out()
            yield from self.collect()

    def hand_out(self) -> None:
        for one in self.workers:
            if self.waiting and one.portion is None:
                one.portion = self.waiting.popleft()
                try:
                    one.pipe.send(one.portion.items)
                except OSError:  # it died while it was idle, or of these: `collect` sees to it
                    continue

    def collect(self) -> Iterator[Report]:
        """Wait for a report, or for the death of a worker."""
        ready = wait([one.pipe for one in self.workers if one.portion])
        for number, one in enumerate(self.workers):
            if one.pipe in ready:
                try:
                    report = one.pipe.recv()
                except (EOFError, OSError):
                    self.bury(number)
                    continue
                one.portion = None
                if isinstance(report, WorkFailedError):
                    raise report
                yield report

    def bury(self, number: int) -> None:
        """Put another worker in a dead one's place, and what it was busy with back among what waits."""
        dead = self.workers[number]
        dead.process.join()
        dead.pipe.close()
        self.workers[number] = self.start()
        if dead.portion:
            again = dead.portion.again()
            self.waiting.extendleft(reversed(again))
            if not again:
                self.give_up(dead.portion.items[0])

    def start(self) -> Worker[Item]:
        ours, theirs = FORK.Pipe()
        process = FORK.Process(target=self.live, args=(ours, theirs), daemon=True)
        gc.freeze()  # what a collection does not touch, a fork does not copy
        process.start()
        gc.unfreeze()
        theirs.close()
        return Worker(process, ours)

    def live(self, ours: Connection, theirs: Connection) -> None:
        """What a worker does, from its first moment to its last."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole family; the parent decides
        collect_seldom()
        ours.close()
        os.close(self.our_life)
        threading.Thread(target=die_with, args=(self.their_life,), daemon=True).start()
        leave_connections()
        while (items := theirs.recv()) is not None:
            theirs.send(self.done(items))
        connections.close_all()

    def done(self, items: Sequence[Item]) -> Report | WorkFailedError:
        try:
            return self.work(items)
        except Exception:
            return WorkFailedError(traceback.format_exc())


def collect_seldom() -> None:
    """Leave what there is alone, and seldom look for cycles in what comes.

    A batch is freed without; looking through it again and again took an eighth of all time.
    """
    gc.freeze()
    gc.set_threshold(SELDOM)


def die_with(life: int) -> NoReturn:
    """End this process, whatever it is doing, when the other end of the pipe closes."""
    os.read(life, 1)
    os._exit(1)


def leave_connections() -> None:
    """Forget the parent's connections without a word to the server: they are still its own."""
    for one in connections.all(initialized_only=True):
        one.connection = None
        one.close_at = None


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
