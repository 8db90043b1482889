"""How long the pages for readers take: of each kind, that of the record of which most was read."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.test import Client

from archive.reading.addresses import address_of, list_address
from tests.bench.measurement import Measurement
from tests.bench.pages import milliseconds

PAGE_MS = 300
# Kind → the column by which readings point at the records of which most was read.
MOST_READ = {
    "release": ("mention", "release_id"),
    "person": ("quote", "speaker_id"),
    "organization": ("mention", "organization_id"),
    "office": ("tenure", "office_id"),
    "event": ("mention", "event_id"),
    "programme": ("mention", "programme_id"),
    "indicator": ("figure", "indicator_id"),
    "subject": ("mention", "subject_id"),
    "quote": ("figure", "quote_id"),
}
LISTS = ("release", "person", "organization", "office", "event", "programme", "indicator", "subject")


def reading_pages() -> Iterator[Measurement]:
    """The slowest page for readers: front page, lists, and the fullest page of each kind."""
    client = Client(headers={"accept-language": "fr"}, SERVER_NAME="localhost")
    paths = ["/", *map(list_address, LISTS), *fullest()]
    taken = {path: milliseconds(client, path) for path in paths}
    slowest = max(taken, key=lambda path: taken[path])
    yield Measurement(
        "reading_page", taken[slowest], "ms", f"{PAGE_MS} ms; {slowest} is the slowest", taken[slowest] / PAGE_MS, "≤ 1"
    )


def fullest() -> Iterator[str]:
    """The page of the record that most readings point at, of each kind of which there is one."""
    with connection.cursor() as cursor:
        for kind, (table, column) in MOST_READ.items():
            cursor.execute(
                f"SELECT {column} FROM archive_{table} WHERE {column} IS NOT NULL AND review <> 'rejected' "
                f"GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
            )
            if (found := cursor.fetchone()) is not None:
                yield address_of(kind, found[0])
