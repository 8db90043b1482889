"""What came of it: answers by kind, how long they took, and the memory of the server's processes."""

from __future__ import annotations

import statistics
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import psutil

from tests.load.people import Asked

FAILED = (0, *range(500, 600))
GROWTH, SLACK = 1.10, 15  # that memory may grow by from the second quarter to the last, and megabytes besides


class Memory(threading.Thread):
    """Looks every few seconds at what a process and its children hold of their own, in megabytes."""

    def __init__(self, process: int, every: float = 5) -> None:
        super().__init__(daemon=True)
        self.process, self.every, self.held, self.over = (
            psutil.Process(process),
            every,
            list[float](),
            threading.Event(),
        )

    def run(self) -> None:
        while not self.over.wait(self.every):
            family = [self.process, *self.process.children(recursive=True)]
            self.held.append(sum(one.memory_full_info().uss for one in family) / 1e6)

    def quarters(self) -> tuple[float, float]:
        """The means of the second and of the last quarter of the time."""
        part = max(1, len(self.held) // 4)
        return statistics.mean(self.held[part : 2 * part]), statistics.mean(self.held[-part:])

    def is_flat(self) -> bool:
        before, after = self.quarters()
        return after <= before * GROWTH + SLACK


def rank(seconds: Sequence[float], share: float) -> float:
    """The time within which this share was answered."""
    found = sorted(seconds)
    return found[min(len(found) - 1, int(share * len(found)))]


def table(asked: Iterable[Asked], minutes: float) -> list[str]:
    """A line a kind."""
    by_kind: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_kind[one.kind].append(one)
        by_kind["all"].append(one)
    lines = [f"{'kind':10} {'requests':>8} {'a second':>8} {'p50':>7} {'p99':>7} {'most':>7}  statuses"]
    for kind, found in sorted(by_kind.items(), key=lambda pair: pair[0] == "all"):
        times = [one.seconds for one in found]
        counted = sorted(Counter(one.status for one in found).items())
        statuses = ", ".join(f"{status}: {count}" for status, count in counted)
        rate = len(found) / minutes / 60
        told = (
            f"{kind:10} {len(found):8} {rate:8.1f} {rank(times, 0.5):7.3f} {rank(times, 0.99):7.3f} {max(times):7.3f}"
        )
        lines.append(f"{told}  {statuses}")
    return lines


def failures(asked: Iterable[Asked]) -> list[Asked]:
    """Those that were not answered, or with an error of the server."""
    return [one for one in asked if one.status in FAILED]


def now() -> float:
    return time.monotonic()
