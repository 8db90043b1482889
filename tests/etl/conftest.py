"""What tests of the ETL share."""

from __future__ import annotations

import pytest
from django.db import connection


@pytest.fixture
def an_empty_queue(transactional_db: None) -> None:
    """Django leaves the queue's tables alone between tests: they are not its own."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
