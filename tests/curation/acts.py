"""What machines and people do to an archive, at random: each act gives the records that a person touched by it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db import connection
from tablib import Dataset

from archive.admin.resources import resource_for
from archive.curation.decidable import ANNOTATIONS, ENTITIES, GROUPS, SPAN
from archive.curation.history.changes import change
from archive.curation.history.images import history_of
from archive.curation.history.run_undoing import undo_run
from archive.curation.history.undoing import NotUndoneError, undo
from archive.curation.making import make
from archive.curation.merging.merging import NotMergedError, merge
from archive.curation.merging.relations import relations
from archive.curation.merging.undoing import undo_merge
from archive.curation.reviewing import Seen, confirm, edit, erase, put_back, reject
from archive.models import Merge, Person, Run
from archive.models.mention import TARGETS
from etl.document import Given
from etl.outdated import every_release
from etl.parse.values import ParsedRelease
from etl.reparse import reparse
from tests.curation.decisions import Record, broken, decisions
from tests.etl.archive import store
from tests.etl.builders import TEXT, full, nothing, quote
from tests.etl.newer import BEFORE, SAID

DOCUMENTS = 3
AFTER = "\nLes recherches continuent au large, où trois navires croisent depuis lundi."
TOGETHER = {*SPAN, *TARGETS, "speaker", "basis", "upper", "part_of"}
Act = Callable[[random.Random], set[Record]]


def parsed(draw: random.Random) -> ParsedRelease:
    """What some version of the parser may say of some version of a document."""
    text = BEFORE * draw.randrange(3) + TEXT + AFTER * draw.randrange(2)
    said = full(text)
    if draw.random() < 0.1:
        return nothing(draw.choice((text, "Tout autre chose, vraiment, et rien de ce qui était là.")))
    speaker = draw.choice(("Anne Martin", "Paul Roux", None))
    words = draw.choice((SAID, SAID.removeprefix("Plus de "), "La piraterie"))
    kind, role = draw.choice(("direct", "fragment")), draw.choice(("présidente", None))
    quotes = (quote(text, words, speaker, kind=kind, role=role),)
    value, event = draw.choice((120.0, 121.0)), draw.choice((0, None))
    figures = tuple(replace(one, value=value, quote=None, event=event) for one in said.figures)
    return replace(
        said,
        quotes=draw.choice((quotes, ())),
        figures=figures * draw.randrange(2),
        title=draw.choice((said.title, "Un autre titre")),
        published_on=draw.choice(("2015-11-05", "2015-11-06", None)),
        spans={},
        subjects=said.subjects * draw.randrange(2),
    )


def ingest(draw: random.Random) -> set[Record]:
    """A document comes, for the first time or again, and some version of the parser reads it."""
    number = draw.randrange(DOCUMENTS)
    store(parsed(draw), name=f"{number}.txt", given=Given(identifier=str(number)))
    return set()


def ingest_several(draw: random.Random) -> set[Record]:
    """Several documents come in one batch."""
    for _ in range(2):
        ingest(draw)
    return set()


def some(draw: random.Random, kinds: Iterable[str]) -> Any:
    """Some record of one of the kinds; None where there is none."""
    found = [one for kind in kinds for one in apps.get_model("archive", kind)._default_manager.order_by("id")]
    return draw.choice(found) if found else None


def record_of(row: Any) -> Record:
    return (str(row._meta.model_name), row.pk)


def judge(draw: random.Random) -> set[Record]:
    """Somebody confirms, rejects, puts back or erases an annotation."""
    row = some(draw, ANNOTATIONS)
    if row is None:
        return set()
    draw.choice((confirm, reject, put_back, erase))(Seen.of(row))
    return {record_of(row)}


def value_for(draw: random.Random, row: Any, field: str) -> Any:
    """A value that a person may give a field."""
    column = row._meta.get_field(field)
    if column.is_relation:
        others = list(column.related_model._default_manager.exclude(pk=row.pk).order_by("id"))
        if column.related_model._meta.model_name in ANNOTATIONS:
            others = [one for one in others if one.release_id == row.release_id]
        return draw.choice([*others, None] if column.null else others) if others else getattr(row, field)
    if column.choices:
        return draw.choice([value for value, _name in column.choices])
    return {
        "published_on": "2016-02-29", "date": "2016", "period": "2015/2016", "value": 7, "upper": None, "ordinal": 3,
        "aliases": ["Un alias"], "identifiers": {"wikidata": "Q1"}, "country_code": "FR", "language": "fr",
    }.get(field, draw.choice(("Une valeur", "Une autre valeur")))  # fmt: skip


def editable(kind: str) -> list[str]:
    """Fields that can be set one by one."""
    return [name for group in GROUPS[kind] for name in group if name not in TOGETHER]


def edit_one(draw: random.Random) -> set[Record]:
    """Somebody sets a field of an annotation or of a release."""
    row = some(draw, (*ANNOTATIONS, "release"))
    fields = [] if row is None else editable(row._meta.model_name)
    if not fields:
        return set()
    field = draw.choice(fields)
    edit(Seen.of(row), {field: value_for(draw, row, field)})
    return {record_of(row)}


def name_speaker(draw: random.Random) -> set[Record]:
    """Somebody says who spoke, or that nobody can tell."""
    row = some(draw, ("quote",))
    if row is None:
        return set()
    edit(Seen.of(row), {"speaker": value_for(draw, row, "speaker"), "organization": None})
    return {record_of(row)}


def edit_entity(draw: random.Random) -> set[Record]:
    """Somebody renames an entity, or gives it another value, by the admin's form."""
    row = some(draw, ENTITIES)
    if row is None:
        return set()
    field = draw.choice(editable(row._meta.model_name))
    setattr(row, field, value_for(draw, row, field))
    row.save()
    return {record_of(row)}


def by_sql(draw: random.Random) -> set[Record]:
    """Somebody writes SQL."""
    row = some(draw, ("quote", "release", "person"))
    if row is None:
        return set()
    table = row._meta.model_name
    column = {"quote": "attribution", "release": "title", "person": "name"}[table]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE archive_{table} SET {column} = %s WHERE id = %s", ["par SQL", row.pk])
    return {record_of(row)}


def make_one(draw: random.Random) -> set[Record]:
    """Somebody quotes words that the parser did not."""
    release = some(draw, ("release",))
    if release is None:
        return set()
    start = draw.randrange(len(release.text) - 20)
    person = Person.objects.order_by("id").first()
    values = {"text": "Ce qui fut dit", "kind": "fragment", "speaker": person, "organization": None}
    return {record_of(make(release, "quote", start, start + 20, values))}


def by_spreadsheet(draw: random.Random) -> set[Record]:
    """Somebody exports quotes, changes a column, and imports the file; what is stale is refused."""
    resource = resource_for(apps.get_model("archive", "quote"))()
    table = resource.export()
    if not len(table):
        return set()
    rows = [dict(zip(table.headers, row, strict=True)) for row in table]
    chosen = draw.randrange(len(rows))
    rows[chosen]["attribution"] = "du tableur"
    meanwhile = judge(draw) if draw.random() < 0.3 else set()
    before, chosen_row = decisions(), ("quote", int(rows[chosen]["id"]))
    changed = Dataset(*([row[name] for name in table.headers] for row in rows), headers=table.headers)
    result = resource_for(apps.get_model("archive", "quote"))().import_data(changed, rollback_on_validation_errors=True)
    if result.has_errors() or result.has_validation_errors():
        return meanwhile
    assert broken(before, {chosen_row}) == [], "what was done meanwhile is undone by an older spreadsheet"
    return {chosen_row, *meanwhile}


def delete_release(draw: random.Random) -> set[Record]:
    """Somebody deletes a whole release, and all that was read from it."""
    row = some(draw, ("release",)) if draw.random() < 0.3 else None
    if row is None:
        return set()
    gone = {("release", row.pk)}
    for kind in ANNOTATIONS:
        gone |= {
            (kind, pk)
            for pk in apps.get_model("archive", kind)._default_manager.filter(release=row).values_list("pk", flat=True)
        }
    row.delete()
    return gone


def undo_one(draw: random.Random) -> set[Record]:
    """Somebody takes a change back, whoever made it."""
    model = apps.get_model("archive", draw.choice([*ANNOTATIONS, "release", "person"]))
    events = list(history_of(model).objects.order_by("-pgh_id").values_list("pgh_id", flat=True)[:5])
    one = change(model, draw.choice(events)) if events else None
    if one is None:
        return set()
    touched = {(str(model._meta.model_name), one.record)} | pointing_at(model, one.record)
    try:
        undo(one, user=None, reason="tried at random")
    except NotUndoneError:
        return set()
    return touched | pointing_at(model, one.record)


def pointing_at(model: Any, pk: int) -> set[Record]:
    """The records that point at one: deleting it empties or deletes them, bringing it back restores them."""
    return {
        record_of(row)
        for relation in model._meta.related_objects
        if relation.related_model._meta.model_name in GROUPS
        for row in relation.related_model._default_manager.filter(**{relation.field.attname: pk})
    }


def related(model: Any, pk: int) -> set[Record]:
    """The records that have a relation to one."""
    return {
        (str(one.model._meta.model_name), row)
        for one in relations(model)
        for row in one.pointing_at(pk).values_list("pk", flat=True)
    }


def merge_two(draw: random.Random) -> set[Record]:
    """Somebody makes two records one."""
    survivor = some(draw, ENTITIES)
    others = [] if survivor is None else list(type(survivor)._default_manager.exclude(pk=survivor.pk).order_by("id"))
    if not others:
        return set()
    loser = draw.choice(others)
    touched = {record_of(survivor), record_of(loser)} | related(type(loser), loser.pk)
    with suppress(NotMergedError):
        merge(survivor, loser, {}, user=None)
    return touched


def unmerge(draw: random.Random) -> set[Record]:
    """Somebody makes them two again."""
    merges = list(Merge.objects.filter(undone_at=None).order_by("id"))
    if not merges:
        return set()
    one = draw.choice(merges)
    model: Any = one.content_type.model_class()
    touched = {(str(model._meta.model_name), one.survivor_id)} | related(model, one.survivor_id)
    with suppress(NotMergedError):
        undo_merge(one, user=None)
    return touched


def reread(draw: random.Random) -> set[Record]:
    """The stored texts are read again, by the real parser and with what editors taught."""
    with connection.cursor() as cursor:
        chosen = every_release(cursor)
    reparse(draw.sample(chosen, draw.randint(0, len(chosen))))
    return set()


def unrun(draw: random.Random) -> set[Record]:
    """Somebody takes back what a run did, but for what people decided."""
    run = Run.objects.order_by("-id").first()
    if run is not None and draw.random() < 0.3:
        with suppress(NotUndoneError):
            undo_run(run.pk, user=None)
    return set()


MACHINES: tuple[Act, ...] = (ingest, ingest, ingest_several, reread)
PEOPLE: tuple[Act, ...] = (
    judge,
    judge,
    edit_one,
    edit_one,
    edit_entity,
    name_speaker,
    by_sql,
    make_one,
    by_spreadsheet,
    delete_release,
    undo_one,
    undo_one,
    merge_two,
    unmerge,
    unrun,
)
