"""Everything that points at a record, whether by a foreign key or by kind and id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Model, QuerySet

# Models that name records by kind and id, with the columns of the ids; a test holds that there are no others.
BY_KIND: dict[str, tuple[str, ...]] = {
    "proposal": ("object_id",),
    "note": ("object_id",),
    "likeness": ("first_id", "second_id"),
    "merge": ("survivor_id", "loser_id"),
}
# Moved as they are; likenesses are pairs, proposals wait one a group, and merges tell what was.
MOVED_BY_KIND = ("note",)


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows of `model` whose `column` holds the id of a record; `kind` is the record's, where only that tells."""

    model: type[Model]
    column: str
    kind: int | None = None

    @property
    def name(self) -> str:
        """As a merge remembers it: quote.speaker_id."""
        return f"{self.model._meta.model_name}.{self.column}"

    def pointing_at(self, pk: int) -> QuerySet[Any]:
        rows = self.model._default_manager.filter(**{self.column: pk})
        return rows if self.kind is None else rows.filter(content_type_id=self.kind)

    def last(self) -> int:
        """The highest id so far: rows above it came later."""
        return self.model._default_manager.aggregate(last=Max("pk"))["last"] or 0


def relations(model: type[Model]) -> list[Relation]:
    """Every relation that a merge of two records of `model` moves as it is."""
    kind = ContentType.objects.get_for_model(model).pk
    by_kind = [
        Relation(apps.get_model("archive", name), column, kind) for name in MOVED_BY_KIND for column in BY_KIND[name]
    ]
    return [*foreign_keys(model), *by_kind]


def foreign_keys(model: type[Model]) -> list[Relation]:
    """Every foreign key to `model`, but for those of the history, which tells what was."""
    found: Iterable[Any] = (one for one in model._meta.get_fields(include_hidden=True) if one.auto_created)
    keys = (one for one in found if not one.concrete and not one.many_to_many)
    return [
        Relation(one.related_model, one.field.attname)
        for one in keys
        if not issubclass(one.related_model, pghistory.models.Event)
    ]
