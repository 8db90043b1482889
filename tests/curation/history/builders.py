"""The whole archive as plain values, and changes by different hands."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from archive.curation.history.changes import Change, changes_of
from archive.models import Curated

# But for what only grows.
GROWING = ("Before", "ChangeLog")
KEPT = [one for one in apps.get_app_config("archive").get_models() if not one.__name__.endswith(GROWING)]


def everything(*without: str) -> dict[str, dict[int, dict[str, Any]]]:
    """Every row of every table of the archive, but for versions, which only grow."""
    left_out = {"version", *without}
    return {
        model.__name__: {
            row[model._meta.pk.attname]: {column: value for column, value in row.items() if column not in left_out}
            for row in model._default_manager.values()
        }
        for model in KEPT
    }


def newest(record: Curated) -> Change:
    return changes_of(record)[0]
