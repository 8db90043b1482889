"""The log of what was written (`ChangeLog`): in the order of transactions, and no further than it is settled."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction

# Of the transactions that are open, those of other databases do not matter; one that has ended since still counts.
END = """
    WITH open AS (
        SELECT one.xid FROM pg_snapshot_xip(pg_current_snapshot()) AS one (xid)
        WHERE NOT EXISTS (
            SELECT FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid
            WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted
                AND l.transactionid = one.xid::xid AND a.datname <> current_database()
        )
        ORDER BY 1 LIMIT 1
    )
    SELECT archive_identity(), pg_current_wal_insert_lsn() > pg_current_wal_flush_lsn(), last.*
    FROM (SELECT 1) AS one LEFT JOIN LATERAL (
        SELECT origin, xid, id, cardinality(ids) FROM changelog
        WHERE xid < (SELECT coalesce((SELECT xid FROM open), pg_snapshot_xmax(pg_current_snapshot()))::text::bigint)
            OR origin IS DISTINCT FROM (SELECT id FROM changelog_origin WHERE identity = archive_identity())
        ORDER BY origin DESC, xid DESC, id DESC LIMIT 1
    ) AS last ON true
"""
ENTRIES = """
    SELECT l.origin, l.xid, l.id, e.place, l.kind, l.act, l.at, e.id
    FROM changelog AS l CROSS JOIN LATERAL unnest(l.ids) WITH ORDINALITY AS e (id, place)
    WHERE (l.origin, l.xid, l.id) BETWEEN (%(origin)s, %(xid)s, %(row)s) AND (%(to_origin)s, %(to_xid)s, %(to_row)s)
        AND ((l.origin, l.xid, l.id) > (%(origin)s, %(xid)s, %(row)s) OR e.place > %(place)s)
        AND (%(kinds)s::text[] IS NULL OR l.kind = ANY (%(kinds)s))
    ORDER BY l.origin, l.xid, l.id, e.place LIMIT %(most)s
"""


class Place(NamedTuple):
    """A place in the log: a row by its order, and how many of its ids come before."""

    origin: int
    xid: int
    row: int
    place: int


class Entry(NamedTuple):
    """One record that was written: what was done to it, and when its transaction began."""

    place: Place
    kind: str
    act: str
    at: datetime
    id: int


class End(NamedTuple):
    """How far the log is settled. `identity` tells this archive from one that was restored from its backup."""

    identity: str
    place: Place


BEGINNING = Place(0, 0, 0, 0)


def end() -> End:
    """The last place before which nothing can come any more, all of it on the disk."""
    with connection.cursor() as cursor:
        cursor.execute(END)
        identity, is_behind, *place = cursor.fetchone()
    if is_behind:
        flush()
    return End(hashlib.sha256(identity.encode()).hexdigest()[:12], Place(*place) if place[0] else BEGINNING)


def flush() -> None:
    """Wait until whatever has been committed is on the disk: the loader's commits do not."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = on")
        cursor.execute("SELECT pg_logical_emit_message(true, 'archive', '')")


def entries(after: Place, until: Place, kinds: Collection[str], most: int) -> list[Entry]:
    """What stands after one place and not after the other; of some kinds, or of all if none is named."""
    asked = {
        **after._asdict(),
        **{f"to_{name}": value for name, value in until._asdict().items()},
        "kinds": list(kinds) or None,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES, asked)
        return [Entry(Place(*row[:4]), *row[4:]) for row in cursor.fetchall()]
