"""Entities summarised anew, where documents no longer say anything of them."""

from __future__ import annotations

from collections import Counter

from django.db import connection

from archive.curation.actor import acting_as
from etl.authority_reading import read_authority
from etl.changes import Changes, Tally
from etl.load import settle
from etl.named import ENTITIES
from etl.reconcile_names import Names


def summarise_again(run: int | None, entities: dict[str, set[int]], gone: set[str]) -> Tally:
    """Let entities (table → ids) be what the documents that stay say of them; those of `gone`, by hash, no longer do.

    Within the transaction that is open, for `run`, which is being undone; for none where a document is expunged.
    """
    tally: Tally = Counter()
    with acting_as("machine"), connection.cursor() as cursor:
        known = Names(cursor, read_authority(cursor))
        changes = Changes(stale=gone)
        changes.abandoned.update(entities)
        for table in ENTITIES:
            if entities.get(table):
                settle(cursor, table, changes, known, run, tally)
    return tally
