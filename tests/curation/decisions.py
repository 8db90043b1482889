"""What people decided, read from the database as it stands; and whether it still holds after something happened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps

from archive.curation.decidable import ANNOTATIONS, ENTITIES, GROUPS

Record = tuple[str, int]
Decisions = dict[Record, dict[str, Any]]
PLACE = ("start", "end")


def decisions() -> Decisions:
    """Every record of which a person decided something, made or judged: its decided values, and its review."""
    return {(kind, row["id"]): held(kind, row) for kind in GROUPS for row in rows(kind) if is_decided(row)}


def rows(kind: str) -> Iterable[dict[str, Any]]:
    model = apps.get_model("archive", kind)
    columns = [one.name for one in model._meta.concrete_fields if one.name not in ("text", "keys") or kind == "quote"]
    return model._default_manager.values(*columns)


def is_decided(row: dict[str, Any]) -> bool:
    return bool(row["decided"]) or row.get("review") in ("confirmed", "rejected") or row.get("rule") == "editor"


def held(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """The values that no machine may change. A place moves with its words, so only the words count."""
    fields = {name for group in GROUPS[kind] for name in group if name in row["decided"] and name not in PLACE}
    kept = {name: row[name] for name in fields}
    return kept | ({"review": row["review"]} if row.get("review") in ("confirmed", "rejected") else {})


def broken(before: Decisions, touched: Iterable[Record] = ()) -> list[str]:
    """What people had decided, and is no longer so, of records that were not `touched` by a person since."""
    now = {kind: {row["id"]: row for row in rows(kind)} for kind in GROUPS}
    found = []
    for (kind, id_), values in before.items():
        row = now[kind].get(id_)
        if (kind, id_) in touched:
            continue
        if row is None:
            found.append(f"{kind} {id_} is gone: {values}")
        else:
            found += [
                f"{kind} {id_}: {name} was {value!r} and is {row[name]!r}"
                for name, value in values.items()
                if row[name] != value
            ]
    return found


def archive_without_ids() -> list[Any]:
    """All that the archive says, in an order and in words that do not depend on what came first."""
    names = {(kind, row["id"]): named(row) for kind in (*ENTITIES, *ANNOTATIONS, "release") for row in rows(kind)}
    said = []
    for kind in GROUPS:
        model = apps.get_model("archive", kind)
        relations = {one.name: one.related_model for one in model._meta.concrete_fields if one.is_relation}
        for row in rows(kind):
            told = {
                name: names.get((str(relations[name]._meta.model_name), value)) if name in relations else value
                for name, value in row.items()
                if name not in ("id", "run", "source", "version", "keys")
            }
            said.append((kind, sorted((name, repr(value)) for name, value in told.items())))
    return sorted(said)


def named(row: dict[str, Any]) -> str:
    """What a record is called without its id."""
    return repr([row.get(name) for name in ("name", "title", "exact", "start", "ordinal", "date")])
