"""Rows as they were, as they are: column → value, the columns that the history keeps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model

from archive.curation.decidable import GROUPS
from archive.models.history import SELDOM_CHANGED

Image = dict[str, Any]  # column → value; relations as ids
# Columns that mean something together only, beyond those that are decided together.
TOGETHER = {
    "release": (
        ("text", "parsed", "source_id"),
        ("state", "done_at", "done_by_id"),
        ("assigned_to_id", "in_hand_until"),
    )
}
# Kept by the database; never put back.
COUNTED = {"id", "version", "decided"}


def history_of(model: type[Model]) -> Any:
    """The model of what is remembered of `model`'s rows: `PersonBefore` of `Person`."""
    return apps.get_model("archive", f"{model._meta.object_name}Before")


def columns(model: type[Model]) -> list[str]:
    """The columns of `model` that are remembered."""
    kept = {field.name for field in history_of(model)._meta.fields}
    return [field.attname for field in model._meta.concrete_fields if field.name in kept]


def image(row: Any, model: type[Model]) -> Image:
    """The columns of a record, or of a row of its history."""
    return {column: getattr(row, column) for column in columns(model)}


def today(model: type[Model], ids: Iterable[int]) -> dict[int, Image]:
    """The rows as they are now, by id; those that are gone are left out."""
    wanted = columns(model)
    rows = model._default_manager.filter(pk__in=set(ids)).values(*wanted)
    return {row["id"]: row for row in rows}


def units(model: type[Model]) -> list[tuple[str, ...]]:
    """The columns of `model` in the portions that are put back whole."""
    table = str(model._meta.model_name)
    named = [tuple(column_of(model, one) for one in group) for group in GROUPS.get(table, ())]
    named += TOGETHER.get(table, ())
    single = set(columns(model)) - COUNTED - {column for unit in named for column in unit}
    return [*named, *((column,) for column in columns(model) if column in single)]


def column_of(model: type[Model], field: str) -> str:
    """The column of a field: `speaker` of quotes is kept in `speaker_id`."""
    return str(getattr(model._meta.get_field(field), "attname", field))


def decided_of(row: Image, model: type[Model], unit: Iterable[str]) -> frozenset[str]:
    """Which fields of the unit are decided."""
    names = {model._meta.get_field(column).name for column in unit}
    return frozenset(names & set(row.get("decided", ())))


def is_seldom(model: type[Model], column: str) -> bool:
    """Whether the history of an update keeps `column` only where it changed."""
    return column in SELDOM_CHANGED.get(str(model._meta.model_name), ())
