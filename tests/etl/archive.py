"""The archive as tests of loading see it: documents of our own making in, plain values out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pghistory.models
from django.apps import apps
from django.db import connection

from etl.document import Document, Given, Text
from etl.finds import finds_of
from etl.incoming import Incoming
from etl.parse.values import ParsedRelease
from etl.run import Ingest, Outcome

MODELS = [
    model for model in apps.get_app_config("archive").get_models() if not issubclass(model, pghistory.models.Event)
]


def incoming(parsed: ParsedRelease, name: str = "a.txt", given: Given | None = None, language: str = "fr") -> Incoming:
    """A document whose parse is given."""
    document = Document(name, f"{name}\n{parsed.text}".encode())
    text = Text(parsed.text, "utf-8", language, given or Given())
    return Incoming(document, document.sha256, text, finds_of(text, parsed, "INTERPOL"), "test")


def store(*parsed: ParsedRelease | Incoming, **options: Any) -> Outcome:
    """Load parsed releases in one batch; give what became of them."""
    one = Ingest(lambda _done: None)
    waiting: list[Incoming] = [each if isinstance(each, Incoming) else incoming(each, **options) for each in parsed]
    while waiting:
        waiting = one.still_unknown(one.store_apart(waiting))
    return one.outcome


def store_each(parsed: Iterable[Incoming]) -> None:
    """Load each in a batch of its own."""
    for one in parsed:
        store(replace(one))


def counts() -> dict[str, int]:
    """Rows by table."""
    return {
        model._meta.model_name: model.objects.count()
        for model in MODELS
        if model._meta.db_table.startswith("archive")  # the log of changes says of each that it was written
    }


def statistics() -> int:
    """Rows inserted, updated and deleted in the archive's tables by this transaction so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) "
            "FROM pg_stat_xact_user_tables WHERE relname LIKE 'archive%%'"
        )
        return int(cursor.fetchone()[0])


def dated(parsed: ParsedRelease, day: date | str) -> ParsedRelease:
    return replace(parsed, published_on=str(day), spans={})
