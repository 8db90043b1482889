"""Looking for records that may be one and the same, among those that are new since the last time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, QuerySet

from archive.curation.actor import acting_as
from archive.curation.candidates import candidates
from archive.curation.decidable import ENTITIES
from archive.curation.history.context import because
from archive.curation.history.run_rows import BY_TABLE
from archive.curation.likenesses import Known, look
from archive.models import Likeness, LookedAt

PORTION = 500


@dataclass(frozen=True, slots=True)
class Suggested:
    """How many pairs were noted, how many rows were written in all, and how many records were looked at."""

    pairs: int = 0
    rows: int = 0
    records: int = 0

    def __add__(self, other: Suggested) -> Suggested:
        return Suggested(self.pairs + other.pairs, self.rows + other.rows, self.records + other.records)


def suggest(tables: Iterable[str] = ENTITIES, most: int | None = None) -> Suggested:
    """Note pairs that look alike of which one record is new. What editors said of a pair stays.

    Where more than `most` records are new, some are left for the next time.
    """
    done = Suggested()
    with because(program="suggest"):
        for table in tables:
            done += suggest_of(table, None if most is None else most - done.records)
    return done


def suggest_of(table: str, most: int | None) -> Suggested:
    """The same for one table, portion by portion; each is noted as looked at when its pairs are."""
    done = Suggested()
    while most is None or done.records < most:
        with acting_as("machine"):
            ids = list(new_ids(table).order_by("pk")[:PORTION])
            if not ids:
                break
            mark, made = LookedAt.objects.select_for_update().get_or_create(table=table)
            ids = [pk for pk in ids if pk > mark.up_to]  # unless somebody else has looked at them meanwhile
            if ids:
                pairs = note(table, ids)
                LookedAt.objects.filter(pk=mark.pk).update(up_to=ids[-1])
                done += Suggested(pairs, pairs + 1 + made, len(ids))
    return done


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
