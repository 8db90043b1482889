"""Where a record that was merged is now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from archive.models import Merge


def merge_of(model: type[Model], pk: int) -> Merge | None:
    """The merge by which a record went, if it is still gone by it."""
    kind = ContentType.objects.get_for_model(model)
    return Merge.objects.filter(content_type=kind, loser_id=pk, undone_at=None).order_by("-pk").first()


def survivors_of(model: type[Model], pks: Collection[int]) -> dict[int, int]:
    """Id of each record that was merged → id of the one that it has become, through any number of merges."""
    if not pks:
        return {}
    merges = Merge.objects.filter(content_type=ContentType.objects.get_for_model(model), undone_at=None).order_by("pk")
    became: dict[int, int] = {}
    wanted = set(pks)
    while wanted:
        found = dict(merges.filter(loser_id__in=wanted).values_list("loser_id", "survivor_id"))
        became |= found
        wanted = set(found.values()) - became.keys()
    return {pk: last(became, pk) for pk in pks if pk in became}


def last(became: Mapping[int, int], pk: int) -> int:
    """Where the way from one record to the next ends."""
    seen: set[int] = set()
    while pk in became and pk not in seen:
        seen.add(pk)
        pk = became[pk]
    return pk


def survivor_of(model: type[Model], pk: int) -> int | None:
    """The id of the record that one has become; None if it was never merged."""
    return survivors_of(model, [pk]).get(pk)


def record_or_survivor(model: type[Model], pk: int) -> Any:
    """The record of this id, or the one that it has become; None if there is neither."""
    one = model._default_manager.filter(pk=pk).first()
    if one is None and (other := survivor_of(model, pk)) is not None:
        return model._default_manager.filter(pk=other).first()
    return one
