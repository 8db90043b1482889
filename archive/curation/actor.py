"""Who writes: a person unless the transaction says otherwise. The database's triggers read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from django.db import connection, transaction

Actor = Literal["machine", "mover", "undoer"]


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Run a transaction as `actor`.

    The machine may not touch what is decided; the mover moves relations and decides nothing; the undoer puts values and
    `decided` back as they were. Ends with the transaction,
    or with the block if a transaction was open already.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('archive.actor', true), '')")
        (before,) = cursor.fetchone() or ("",)
        cursor.execute("SELECT set_config('archive.actor', %s, true)", [actor])
        yield
        cursor.execute("SELECT set_config('archive.actor', %s, true)", [before])
