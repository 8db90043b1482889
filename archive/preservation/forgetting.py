"""What the history has of a document that goes: before-images with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from psycopg import sql

from archive.curation.actor import acting_as
from archive.curation.decidable import ANNOTATIONS, ENTITIES, PLACE
from archive.curation.history.images import history_of, today
from archive.curation.history.run_rows import BY_TABLE
from archive.models import Merge, Note, Release, Source

Row = dict[str, Any]
# Facts of a summary that are kept in columns of other names.
COLUMNS = {"place": PLACE, "organization": ("organization_id",)}


def forget_words(source: Source, releases: Iterable[int], gone: Mapping[str, set[int]]) -> int:
    """Take what the history has of a document, of the releases that it was a version of, and of `gone` (table → ids).

    Of entities that stay, what the document said of them is left out of their summaries, past ones too. Within the
    transaction that is open; gives the number of rows of the history that went.
    """
    found: list[QuerySet[Any]] = [
        history_of(Source).objects.filter(id=source.pk),
        history_of(Release).objects.filter(id__in=releases),
        *(history_of(BY_TABLE[table]).objects.filter(release__in=releases) for table in ANNOTATIONS),
        *(history_of(BY_TABLE[table]).objects.filter(id__in=ids) for table, ids in gone.items()),
        history_of(Note).objects.filter(release__in=gone["release"]),
    ]
    number = sum(rows._raw_delete(rows.db) or 0 for rows in found)
    for table in ENTITIES:
        scrub_summaries(BY_TABLE[table], source.sha256)
    scrub_merges(source.sha256)
    return number


def scrub_summaries(model: type[Model], sha256: str) -> None:
    """Take what the document said out of an entity's summary, now and in the history."""
    with acting_as("mover"):
        for pk, row in citing(model, "parsed", sha256):
            model._default_manager.filter(pk=pk).update(parsed=without(row, sha256, {})["parsed"])
    history = history_of(model)
    found = list(citing(history, "parsed", sha256))
    now = today(model, [row["id"] for _pk, row in found])
    for pk, row in found:
        clean = without(row, sha256, now.get(row["id"], {}))
        changed = {name: value for name, value in clean.items() if value != row[name]}
        history.objects.filter(pk=pk).update(**changed)


def scrub_merges(sha256: str) -> None:
    """The same for the rows that merges keep, in the history too."""
    for model in (Merge, history_of(Merge)):
        for column in ("loser", "survivor_before"):
            for pk, row in citing(model, column, sha256):
                clean = without(row[column], sha256, row["undoing"].get("after", {}))
                model._default_manager.filter(pk=pk).update(**{column: clean})
        for pk, row in citing(model, "undoing", sha256):
            after = without(row["undoing"].get("after", {}), sha256, {})
            model._default_manager.filter(pk=pk).update(undoing={**row["undoing"], "after": after})


def citing(model: type[Model], column: str, sha256: str) -> Iterator[tuple[int, Row]]:
    """Rows whose JSON in `column` names the document."""
    statement = sql.SQL("SELECT {} FROM {} WHERE {}::text LIKE %s").format(
        sql.Identifier(model._meta.pk.column), sql.Identifier(model._meta.db_table), sql.Identifier(column)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"%{sha256}%"])
        ids = [pk for (pk,) in cursor.fetchall()]
    for row in model._default_manager.filter(pk__in=ids).values():
        yield row[model._meta.pk.attname], row


def without(image: Row, sha256: str, now: Row) -> Row:
    """A row of an entity without what the document said of it; undecided columns that came from it are as they are now.

    The document is named in the rank of each fact of a summary, last but one (`archive.curation.summary`). Pure.
    """
    parsed = image.get("parsed") or {}
    ranks = parsed.get("ranks", {})
    said = {fact for fact, rank in ranks.items() if rank[-2] == sha256}
    if not said:
        return image
    summary = {fact: value for fact, value in parsed.items() if fact not in said}
    summary["ranks"] = {fact: rank for fact, rank in ranks.items() if fact not in said}
    columns = [column for fact in said for column in COLUMNS.get(fact, (fact,))]
    mine = {one for one in columns if one.removesuffix("_id") not in image["decided"]}
    return {**image, **{one: now[one] for one in mine & image.keys() & now.keys()}, "parsed": summary}
