"""Where a record that was merged is now."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from archive.models import Merge


def merge_of(model: type[Model], pk: int) -> Merge | None:
    """The merge by which a record went, if it is still gone by it."""
    kind = ContentType.objects.get_for_model(model)
    return Merge.objects.filter(content_type=kind, loser_id=pk, undone_at=None).order_by("-pk").first()


def survivor_of(model: type[Model], pk: int) -> int | None:
    """The id of the record that one has become, through any number of merges; None if it was never merged."""
    found: int | None = None
    seen: set[int] = set()
    while pk not in seen and (merge := merge_of(model, pk)):
        seen.add(pk)
        found = pk = merge.survivor_id
    return found


def record_or_survivor(model: type[Model], pk: int) -> Any:
    """The record of this id, or the one that it has become; None if there is neither."""
    one = model._default_manager.filter(pk=pk).first()
    if one is None and (other := survivor_of(model, pk)) is not None:
        return model._default_manager.filter(pk=other).first()
    return one
