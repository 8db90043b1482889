"""An entity's values out of what releases say of it, whatever the order they come in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from typing import Any

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from archive.curation.deciding import decide
from archive.curation.summary import Candidate, Summary, bare, candidates, fold
from etl.changes import Changes, Proposed
from etl.finds import Finds
from etl.named import Named
from etl.reconcile_holders import COLUMNS, Entity
from etl.reconcile_names import Names
from etl.tables import column, loaded, name, names, rows

EMPTY: dict[str, dict[str, Any]] = {
    "organization": {"acronym": ""},
    "programme": {"kind": ""},
    "indicator": {"unit": ""},
}
FACTS = ("name", "gender", "acronym", "kind", "organization", "ordinal", "date", "place")
# Entities whose mentions, and offices whose tenures, say something of them: table → (table of annotations, field).
SPOKEN = {
    "person": ("mention", "person"),
    "organization": ("mention", "organization"),
    "office": ("tenure", "office"),
    "programme": ("mention", "programme"),
    "event": ("mention", "event"),
    "subject": ("mention", "subject"),
}


def said_by(finds: Finds, sha256: str, silent: Set[int]) -> Iterator[tuple[Named, Iterable[Candidate]]]:
    """What one release says of each entity it names; `silent` finds, by id(), say nothing."""
    day = finds.parsed.get("published_on")
    spoken: set[int] = set()  # what was said at several places is one object
    for find in finds.all():
        for field, one in find.named:
            if SPOKEN.get(one.table) == (find.table, field) and id(find) not in silent:
                said = find.parsed[field]
                if id(said) not in spoken:
                    spoken.add(id(said))
                    yield one, facts(one.table, said, day, sha256)
    for one in finds.named:
        yield one, [bare(one.name)]
        if one.organization:
            yield Named("organization", one.organization), [bare(one.organization)]


def facts(table: str, said: dict[str, Any], day: str | None, sha256: str) -> list[Candidate]:
    """The candidates of one mention. An office's organisation tells it from others and is no fact about it."""
    told = {
        field: said[field] for field in FACTS if field in said and not (table == "office" and field == "organization")
    }
    return candidates(told, day, sha256)


def summarise(names_: Names, batch: Iterable[tuple[int, Finds, str]], silent: Set[int], changes: Changes) -> None:
    """Fold what the releases (scope, finds, hash) say into the entities they name; `changes` gets what differs."""
    found: defaultdict[int, list[Candidate]] = defaultdict(list)
    entities: dict[int, Entity] = {}
    for scope, finds, sha256 in batch:
        for one, said in said_by(finds, sha256, silent):
            if entity := names_.resolve(scope, one):
                entities[id(entity)] = entity
                found[id(entity)].extend(said)
    better: defaultdict[str, dict[int, list[Candidate]]] = defaultdict(dict)
    for number, entity in entities.items():
        if entity.created:
            entity.parsed = fold({}, found[number])
            changes.new[entity.table].append(row(names_, entity))
        elif fold(entity.parsed, found[number]) != entity.parsed:
            better[entity.table][entity.id] = found[number]
    for table in COLUMNS:
        if table in better:
            improve(names_, table, better[table], changes)


def improve(names_: Names, table: str, better: dict[int, list[Candidate]], changes: Changes) -> None:
    """Lock the rows, in order, and fold again into what they are by now."""
    for entity in locked(names_.cursor, table, sorted(better)):
        summary = fold(entity.parsed, better[entity.id])
        if summary != entity.parsed:
            rewrite(names_, entity, summary, changes)


def locked(cursor: CursorWrapper, table: str, ids: list[int]) -> Iterator[Entity]:
    records = rows(
        cursor,
        "SELECT id, keys, parsed, decided, {columns} FROM {table} WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE",
        [ids],
        table=name(table),
        columns=names(column(table, one) for one in COLUMNS[table]),
    )
    for id_, keys, parsed, decided, *columns in records:
        yield Entity(table, id_, keys, dict(zip(COLUMNS[table], columns, strict=True)), loaded(parsed), decided)


def rewrite(names_: Names, entity: Entity, summary: Summary, changes: Changes) -> None:
    """Let undecided fields take what the summary says; what differs from a decided one waits as a proposal."""
    table = entity.table
    before, now = fields(names_, table, entity.parsed), fields(names_, table, summary)
    now = {**{field: EMPTY.get(table, {}).get(field) for field in before}, **now}  # what nobody says any more is empty
    decision = decide(table, entity.columns, entity.decided, before, now)
    taken = {column(table, field): value for field, value in decision.take.items()}
    changes.updated[table].append((entity.id, {**taken, "parsed": summary}))
    changes.proposed += [
        Proposed(table, entity.id, group, said(summary, values)) for group, values in decision.propose.items()
    ]
    changes.proposed += [Proposed(table, entity.id, group, None) for group in decision.settled]


def said(summary: Summary, values: dict[str, Any]) -> dict[str, Any]:
    """A proposal in the parser's words: an organisation by its name."""
    body = summary.get("organization")
    return {field: {"name": body} if field == "organization" and body else value for field, value in values.items()}


def fields(names_: Names, table: str, summary: Summary) -> dict[str, Any]:
    """The summary as fields of the record: place spread out, organisation resolved, what nobody says left out."""
    known = {field: value for field, value in summary.items() if field in COLUMNS[table] and field != "organization"}
    if "place" in summary:
        known.update(zip(("city", "country", "country_code"), summary["place"], strict=True))
    if "organization" in summary and table == "event":
        body = Named("organization", summary["organization"])
        if body.name not in names_.keys:
            names_.learn([], [(-1, body)])
        if holder := names_.resolve(-1, body):
            known["organization"] = holder.id
    return known


def row(names_: Names, entity: Entity) -> dict[str, Any]:
    """The row of an entity to be made."""
    known = {
        **EMPTY.get(entity.table, {}),
        **{field: value for field, value in entity.columns.items() if value is not None},
    }
    known.update(fields(names_, entity.table, entity.parsed))
    columns = {column(entity.table, field): known.get(field) for field in COLUMNS[entity.table]}
    return {"id": entity.id, **columns, "aliases": [], "identifiers": {}, "parsed": entity.parsed}


def refresh(names_: Names, table: str, ids: Iterable[int], stale: set[str]) -> Changes:
    """Summarise anew the entities whose values came from documents (`stale`, by hash) that no longer say so."""
    changes = Changes()
    for entity in locked(names_.cursor, table, sorted(ids)):
        if table in SPOKEN and any(rank[-2] in stale for rank in entity.parsed.get("ranks", {}).values()):
            summary = fold({}, spoken_now(names_.cursor, entity))
            if summary["ranks"] and summary != entity.parsed:
                rewrite(names_, entity, summary, changes)
    return changes


def spoken_now(cursor: CursorWrapper, entity: Entity) -> list[Candidate]:
    annotations, field = SPOKEN[entity.table]
    spoken = rows(
        cursor,
        """
        SELECT DISTINCT a.parsed -> %s, r.parsed ->> 'published_on', s.sha256
        FROM {annotations} a JOIN archive_release r ON r.id = a.release_id JOIN archive_source s ON s.id = r.source_id
        WHERE a.{field} = %s AND a.review <> 'rejected' AND a.parsed ? %s
        """,
        [field, entity.id, field],
        annotations=name(annotations),
        field=sql.Identifier(f"{field}_id"),
    )
    return [one for said, day, sha256 in spoken for one in facts(entity.table, loaded(said), day, sha256)]
