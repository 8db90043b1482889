"""The five seeds in the archive, and the reports over them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from archive.reports.refreshing import refresh
from etl.run import ingest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def seeds(db: None) -> None:
    ingest([SEEDS])


@pytest.fixture
def ask(db: None) -> Ask:
    """Rows of a query."""

    def rows(query: str, *values: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            return list(cursor.fetchall())

    return rows


@pytest.fixture
def fresh() -> Callable[[], bool]:
    """Computes the sums anew, as the end of a run does."""
    return refresh
