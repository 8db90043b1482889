"""A program that keeps a copy of the archive by its lists and its changes, and others that write meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from django.test import Client

from archive.api.resources import RESOURCES
from tests.api.test_reading import API, got

Rows = dict[tuple[str, int], Any]
NEW_PERSON = """
    INSERT INTO archive_person (name, aliases, identifiers, parsed, decided, supplied, flags, version)
    VALUES (%s, '{}', '{}', '{}', '{}', '{}', '{}', 1) RETURNING id
"""


class Copy:
    """What a program has of some kinds of record: it asks for the end of the log, reads the lists, then follows."""

    def __init__(self, client: Client, *kinds: str, limit: int = 100) -> None:
        self.client, self.kinds, self.limit = client, kinds or tuple(RESOURCES), limit
        self.rows: Rows = {}
        self.entries: list[Any] = []
        self.cursor = got(client, "changes/?after=now")["cursor"]

    def page(self) -> Any:
        """Read the next changes, and take them."""
        asked = f"changes/?limit={self.limit}&after={self.cursor}&kind={','.join(self.kinds)}"
        found = got(self.client, asked)
        for one in found["results"]:
            self.entries.append(one)
            if one["record"] is None:
                self.rows.pop((one["kind"], one["id"]), None)
            else:
                self.rows[one["kind"], one["id"]] = one["record"]
        self.cursor = found["cursor"]
        return found

    def take(self, page: list[Any]) -> list[int]:
        """Keep a page of the list of the one kind; give its ids."""
        self.rows |= {(self.kinds[0], one["id"]): one for one in page}
        return [one["id"] for one in page]

    def follow(self) -> Copy:
        """Read all changes that there are by now."""
        while self.page()["next"]:
            pass
        return self


def listed(client: Client, *kinds: str) -> Rows:
    """All rows of the lists, every field of each."""
    pages = ((kind, page) for kind in kinds or RESOURCES for page in pages_of(client, kind))
    return {(kind, one["id"]): one for kind, page in pages for one in page}


def pages_of(client: Client, kind: str, limit: int = 1000) -> Iterator[list[Any]]:
    """One pass over a list; a page is asked for when it is wanted."""
    fields = [name for name in RESOURCES[kind].names if name not in RESOURCES[kind].private]
    address = f"{RESOURCES[kind].place}/?limit={limit}&fields={','.join(fields)}"
    while address:
        found = got(client, address)
        yield found["results"]
        address = (found["next"] or "").partition(API)[2]


@contextmanager
def writers(number: int) -> Iterator[list[psycopg.Connection[Any]]]:
    """Connections of their own, each with a transaction of its own, which wait for nobody's lock."""
    parameters = connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}
    options = parameters.pop("options", "")
    parameters.pop("context", None)
    opened = [psycopg.connect(**parameters, options=f"{options} -c lock_timeout=2ms") for _ in range(number)]
    try:
        yield opened
    finally:
        for one in opened:
            one.close()


def a_person(writer: psycopg.Connection[Any], name: str) -> int:
    """A new person of a transaction that is open yet."""
    return int(writer.execute(NEW_PERSON, [name]).fetchone()[0])  # type: ignore[index]
