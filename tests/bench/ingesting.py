"""How fast documents come in: beside COPY, beside themselves as the archive grows, and once they are known."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.db import connection

from tests.bench.copying import copy_again
from tests.bench.measurement import Measurement
from tests.corpus import releases

TENTHS = 10
MEGABYTE = 1_000_000
LOOK_EVERY = 2.0  # seconds: to look through all processes takes a share of what is measured


@dataclass(frozen=True, slots=True)
class Ingested:
    """A finished `manage.py ingest`: its sums, its seconds, when each tenth was in, and its largest memory in bytes."""

    sums: dict[str, int]
    seconds: float
    tenths: list[float]
    memory: int

    @property
    def rate(self) -> float:
        return self.sums["documents"] / self.seconds


def corpus(folder: Path, size: int, start: int = 0) -> Path:
    path = folder / f"corpus-{start}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for made in releases(size, start=start):
            file.write(json.dumps({"identifier": made.name, "text": made.text}, ensure_ascii=False) + "\n")
    return path


def ingest(path: Path, size: int, *options: str) -> Ingested:
    """Run the command as people do, and watch the archive fill."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "ingest", str(path), "--json", *options], stdout=subprocess.PIPE
    )
    tenths: list[float] = []
    memory = 0
    looked = begun - LOOK_EVERY
    while process.poll() is None:
        if time.perf_counter() - looked >= LOOK_EVERY:
            memory = max(memory, resident(process.pid))
            looked = time.perf_counter()
        while len(tenths) < TENTHS and releases_stored() >= size * (len(tenths) + 1) / TENTHS:
            tenths.append(time.perf_counter() - begun)
        time.sleep(0.05)
    seconds = time.perf_counter() - begun
    assert process.stdout is not None
    sums = json.loads(process.stdout.read())
    if process.returncode:
        raise SystemExit(f"The ingest failed: {sums}")
    return Ingested(sums, seconds, tenths, memory)


def resident(pid: int) -> int:
    """Bytes of memory that a process and those it started hold; what they share counts once each."""
    import psutil

    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        return max(one.memory_info().rss for one in family)
    except psutil.NoSuchProcess:
        return 0


def releases_stored() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM archive_release")
        return int(cursor.fetchone()[0])


def ingesting(folder: Path, size: int) -> Iterator[Measurement]:
    """First ingest, its growth and its memory; the same again; then COPY of the same rows."""
    path = corpus(folder, size)
    first = ingest(path, size)
    again = ingest(path, size)
    if again.sums["rows_written"]:
        raise SystemExit(f"Ingesting known documents wrote {again.sums['rows_written']} rows.")
    count, seconds = copy_again(folder)
    copied = count / seconds
    yield Measurement(
        "ingest_vs_copy", first.rate, "releases/s", f"{copied:,.0f} by COPY", first.rate / copied, "≥ 0.4"
    )
    early, late = growth(first.tenths)
    yield Measurement("ingest_growth", late, "s a tenth", f"{early:.3g} for the second tenth", early / late, "≥ 0.8")
    yield Measurement(
        "reingest_vs_ingest", again.rate, "releases/s", f"{first.rate:,.0f} at first", again.rate / first.rate, "≥ 10"
    )
    largest = first.memory / MEGABYTE
    yield Measurement("ingest_memory", largest, "MB", "300 MB", largest / 300, "≤ 1")


def growth(tenths: list[float]) -> tuple[float, float]:
    """Seconds that the second tenth and the last took."""
    steps = [later - sooner for sooner, later in pairwise(tenths)]
    return (steps[0], steps[-1]) if steps else (1.0, 1.0)


def statistics_of_tables() -> None:
    """What autovacuum would do by itself some time later."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
