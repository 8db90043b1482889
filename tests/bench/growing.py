"""How fast documents come into a large archive, beside how fast they came when it was small."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench.ingesting import corpus, ingest, statistics_of_tables
from tests.bench.measurement import Measurement
from tests.bench.multiplying import multiply

MOST = 5000  # documents, each time


def growing(folder: Path, size: int, read: int) -> Iterator[Measurement]:
    """Make the archive of `read` releases one of `size` by copies; where it is one already, nothing is measured."""
    if size <= read:
        return
    count = min(MOST, read)
    small = ingest(corpus(folder, count, start=read), count).rate
    multiply(size)
    statistics_of_tables()
    large = ingest(corpus(folder, count, start=size), count).rate
    yield Measurement("ingest_in_large", large, "releases/s", f"{small:,.0f} among {read:,}", large / small, "≥ 0.8")
