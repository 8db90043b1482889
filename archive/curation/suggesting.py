"""Looking for records that may be one and the same, among those that are new since the last time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Max, Q, QuerySet
from psycopg import sql

from archive.curation.actor import acting_as
from archive.curation.decidable import ENTITIES
from archive.curation.folding import folded_words
from archive.curation.history.context import because
from archive.curation.history.run_rows import BY_TABLE
from archive.curation.likenesses import Known, initials, look
from archive.models import Likeness, LookedAt

MOST_ALIKE = 20  # candidates a record, the most alike first
AT_LEAST_ALIKE = 0.3  # of trigrams, what the index looks for
PORTION = 500

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Suggested:
    """How many pairs were noted, and how many rows were written in all."""

    pairs: int = 0
    rows: int = 0

    def __add__(self, other: Suggested) -> Suggested:
        return Suggested(self.pairs + other.pairs, self.rows + other.rows)


def suggest(tables: Iterable[str] = ENTITIES) -> Suggested:
    """Note pairs that look alike of which one record is new. What editors said of a pair stays."""
    with because(program="suggest"):
        return sum((suggest_of(table) for table in tables), start=Suggested())


def suggest_of(table: str) -> Suggested:
    """The same for one table, portion by portion; each is noted as looked at when its pairs are."""
    done = Suggested()
    while True:
        with acting_as("machine"):
            ids = list(new_ids(table).order_by("pk")[:PORTION])
            if not ids:
                return done
            mark, made = LookedAt.objects.select_for_update().get_or_create(table=table)
            ids = [pk for pk in ids if pk > mark.up_to]  # unless somebody else has looked at them meanwhile
            if ids:
                pairs = note(table, ids)
                LookedAt.objects.filter(pk=mark.pk).update(up_to=ids[-1])
                done += Suggested(pairs, pairs + 1 + made)


def new_ids(table: str) -> QuerySet[Any]:
    """The ids of the records that nobody has looked at yet."""
    up_to = LookedAt.objects.filter(table=table).values_list("up_to", flat=True).first() or 0
    ids: QuerySet[Any] = BY_TABLE[table].objects.filter(pk__gt=up_to).values_list("pk", flat=True)
    return ids


def not_looked_at(most: int, tables: Iterable[str] = ENTITIES) -> int:
    """How many records are new; those beyond one more than `most` are not counted."""
    count = 0
    for table in tables:
        count += new_ids(table).order_by()[: most + 1 - count].count()
    return count


def note(table: str, ids: list[int]) -> int:
    """Note the pairs of these records with any others; give how many were not known."""
    pairs = candidates(table, ids)
    known = {one.id: one for one in read(table, {pk for pair in pairs for pk in pair})}
    kind = ContentType.objects.get_for_model(BY_TABLE[table])
    found = [
        Likeness(
            content_type=kind,
            first_id=first,
            second_id=second,
            score=round(seen.score, 3),
            reason="; ".join(seen.reasons)[:200],
        )
        for (first, second), similarity in sorted(pairs.items())
        if (seen := look(table, known[first], known[second], similarity))
    ]
    before = Likeness.objects.aggregate(last=Max("pk"))["last"] or 0
    Likeness.objects.bulk_create(found, ignore_conflicts=True)
    return Likeness.objects.filter(pk__gt=before, content_type=kind).count()


def candidates(table: str, ids: list[int]) -> dict[Pair, float]:
    """Pairs worth a look, the lower id first, with how alike their names are."""
    pairs = dict(by_trigrams(table, ids))
    others = {"organization": by_acronym, "event": by_time}
    for pair in others[table](ids) if table in others else ():
        pairs.setdefault(pair, 0.0)
    return pairs


def by_trigrams(table: str, ids: list[int]) -> Iterator[tuple[Pair, float]]:
    """By the index on names, at most MOST_ALIKE a record."""
    statement = sql.SQL(
        """
        SELECT least(n.id, o.id), greatest(n.id, o.id), max(o.alike)
        FROM {table} n CROSS JOIN LATERAL (
            SELECT id, similarity(upper(name), upper(n.name)) AS alike FROM {table}
            WHERE upper(name) %% upper(n.name) AND id <> n.id
            ORDER BY alike DESC, id LIMIT %s
        ) o
        WHERE n.id = ANY(%s) GROUP BY 1, 2
        """
    ).format(table=sql.Identifier(f"archive_{table}"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(AT_LEAST_ALIKE)])
        cursor.execute(statement, [MOST_ALIKE, ids])
        for first, second, alike in cursor.fetchall():
            yield (first, second), float(alike)


def by_acronym(ids: list[int]) -> Iterator[Pair]:
    """Organisations of which one's acronym, or initials, is the other's name."""
    model = BY_TABLE["organization"]
    called: defaultdict[str, set[int]] = defaultdict(set)  # a short form → those that have it
    for pk, name, aliases, acronym in model.objects.values_list("pk", "name", "aliases", "acronym").iterator():
        short = [one.casefold() for one in (name, *aliases) if len(folded_words(one)) == 1]
        for form in {acronym.casefold(), initials(name), *short} - {""}:
            called[form].add(pk)
    new = set(ids)
    for holders in called.values():
        if len(holders) <= MOST_ALIKE:
            yield from ((a, b) for a in holders for b in holders if a < b and new & {a, b})


def by_time(ids: list[int]) -> Iterator[Pair]:
    """Events of one kind whose dates overlap."""
    model = BY_TABLE["event"]
    for one in model.objects.filter(pk__in=ids, earliest__isnull=False):
        near = model.objects.filter(kind=one.kind, earliest__lte=one.latest, latest__gte=one.earliest)
        place = Q(city=one.city, city__isnull=False) | Q(organization=one.organization_id, organization__isnull=False)
        for other in near.filter(place).exclude(pk=one.pk).values_list("pk", flat=True)[:MOST_ALIKE]:
            yield min(one.pk, other), max(one.pk, other)


def read(table: str, ids: set[int]) -> list[Known]:
    """What is known of these records."""
    rows = BY_TABLE[table].objects.filter(pk__in=ids)
    held = offices_held(ids) if table == "person" else {}
    return [known(table, row, held.get(row.pk, set())) for row in rows]


def offices_held(persons: set[int]) -> dict[int, set[tuple[int, int | None]]]:
    tenures = BY_TABLE["tenure"].objects.filter(person__in=persons).exclude(review="rejected")
    held: defaultdict[int, set[tuple[int, int | None]]] = defaultdict(set)
    for person, office, body in tenures.values_list("person", "office", "office__organization"):
        held[person].add((office, body))
    return held


def known(table: str, row: Any, held: set[tuple[int, int | None]]) -> Known:
    body = getattr(row, "organization_id", None)
    bodies = {body} if table != "person" else {one for _office, one in held}
    return Known(
        id=row.pk,
        names=(row.name, *row.aliases),
        kind=str(getattr(row, "kind", "") or ""),
        acronym=getattr(row, "acronym", ""),
        offices=frozenset(office for office, _body in held),
        bodies=frozenset(one for one in bodies if one is not None),
        place=(getattr(row, "city", None) or "").casefold(),
        earliest=getattr(row, "earliest", None),
        latest=getattr(row, "latest", None),
    )
