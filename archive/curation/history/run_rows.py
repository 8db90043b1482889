"""The rows that a run made: which of them nobody needs any more, and why the others stay."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from archive.curation.decidable import ANNOTATIONS
from archive.curation.history.images import history_of
from archive.models import REMEMBERED, Note, Release
from archive.models.history import CHANGED

BY_TABLE: dict[str, Any] = {str(model._meta.model_name): model for model in REMEMBERED}
# Entities that others point at come last.
ENDS_FIRST = ("person", "programme", "subject", "event", "indicator", "office", "organization")
Staying = tuple[str, int, str]  # table, id, why


def find_going(run: int) -> tuple[dict[str, set[int]], list[Staying]]:
    """Releases and annotations that a run made and nobody decided, by table; and those that stay.

    What a record that stays points at stays too, and so on.
    """
    releases = free_releases(run)
    going = {"release": set(releases.values_list("pk", flat=True))}
    busy = Release.objects.filter(run=run).exclude(pk__in=releases)
    staying = listed("release", busy, _("An editor has worked on it, or another run has changed it since."))
    for table in ANNOTATIONS:
        made = BY_TABLE[table].objects.filter(run=run)
        undecided = made.filter(decided=[], review="pending")
        going[table] = set(undecided.values_list("pk", flat=True))
        staying += listed(table, made.exclude(pk__in=undecided), _("An editor has decided something of it."))
    while any(held := [needed(table, going) for table in ANNOTATIONS]):
        for table, ids in zip(ANNOTATIONS, held, strict=True):
            going[table] -= ids
            rows = BY_TABLE[table].objects.filter(pk__in=ids)
            staying += listed(table, rows, _("A record that stays points at it."))
    return going, staying


def free_releases(run: int) -> QuerySet[Release]:
    """Releases that the run made, that no editor has worked on and whose text is still the one that came."""
    free = Release.objects.filter(run=run, decided=[], state=Release.State.TO_READ, assigned_to=None)
    for table in ANNOTATIONS:
        own = BY_TABLE[table].objects.filter(release=OuterRef("pk"))
        free = free.exclude(Exists(own.filter(~Q(decided=[]) | ~Q(review="pending") | Q(rule="editor"))))
    free = free.exclude(Exists(Note.objects.filter(release=OuterRef("pk"))))
    texts = history_of(Release).objects.filter(id=OuterRef("pk"), text__isnull=False, pgh_label=CHANGED)
    first = free.annotate(first_text=Subquery(texts.order_by("pgh_id").values("text")[:1]))
    return first.filter(Q(first_text=None) | Q(first_text=F("text")))


def needed(table: str, going: dict[str, set[int]]) -> set[int]:
    """Those of the going rows of `table` that a row which stays points at."""
    found: set[int] = set()
    for relation in BY_TABLE[table]._meta.related_objects:
        other: Any = relation.related_model
        if other not in REMEMBERED:
            continue
        staying = other.objects.filter(**{f"{relation.field.name}__in": going[table]})
        staying = staying.exclude(pk__in=going.get(other._meta.model_name, ()))
        if any(one.name == "release" for one in other._meta.fields):
            staying = staying.exclude(release__in=going["release"])
        found |= set(staying.values_list(relation.field.attname, flat=True))
    return found


def not_pointed_at(entities: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the entities that no record points at."""
    for relation in entities.model._meta.related_objects:
        if relation.related_model in REMEMBERED:
            other: Any = relation.related_model
            entities = entities.exclude(Exists(other.objects.filter(**{relation.field.name: OuterRef("pk")})))
    return entities


def listed(table: str, rows: QuerySet[Any], why: str) -> list[Staying]:
    return [(table, pk, why) for pk in rows.order_by("pk").values_list("pk", flat=True)]
