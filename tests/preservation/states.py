"""What an archive says, without the numbers of its rows: two that did the same in other portions are alike."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models

from archive.curation.decidable import ANNOTATIONS, ENTITIES
from archive.curation.history.images import history_of
from archive.curation.history.run_rows import BY_TABLE
from archive.models import REMEMBERED, Expunged, Queued

State = dict[str, list[str]]
# How far counting and looking went, and how often the machine improved a summary, depends on the portions.
LEFT_OUT = {"id", "version", "run", "received_at", "written_at", "noted_at", "merged_at", "content", "waits_for"}
LEFT_OUT |= {
    "object_id",
    "first_id",
    "second_id",
    "survivor_id",
    "loser_id",
    "moved",
    "undoing",
    "done_at",
    "in_hand_until",
}
BY_KIND = {
    "proposal": ["object_id"],
    "note": ["object_id"],
    "likeness": ["first_id", "second_id"],
    "merge": ["survivor_id"],
}
KINDS = (*ENTITIES, "source", "release", *ANNOTATIONS)


def state() -> State:
    """Everything that the archive says, table by table, and what it remembers of persons' changes."""
    names = {table: named(table) for table in ENTITIES}
    names["source"] = dict(BY_TABLE["source"].objects.values_list("pk", "sha256"))
    names["release"] = dict(BY_TABLE["release"].objects.values_list("pk", "source__sha256"))
    for table in ANNOTATIONS:
        rows = BY_TABLE[table].objects.values_list("pk", "release_id", "start", "exact")
        names[table] = {pk: f"{names['release'][release]}:{start}:{exact}" for pk, release, start, exact in rows}
    names["user"] = dict(get_user_model().objects.values_list("pk", "username"))
    names["contenttype"] = dict(ContentType.objects.values_list("pk", "model"))
    told = {table: rows_of(BY_TABLE[table], names) for table in (*KINDS, *BY_KIND)}
    told["expunged"] = sorted(map(str, Expunged.objects.values_list("sha256", "reason")))
    told["queued"] = sorted(
        f"{names['release'][one.pk]} {one.state} {one.least_certain}" for one in Queued.objects.all()
    )
    told["remembered"] = remembered()
    return told


def named(table: str) -> dict[int, str]:
    rows = BY_TABLE[table].objects.values_list("pk", "name", "aliases")
    return {pk: f"{name} {sorted(aliases)}" for pk, name, aliases in rows}


def rows_of(model: type[models.Model], names: dict[str, dict[int, str]]) -> list[str]:
    columns = [one for one in model._meta.concrete_fields if one.name not in LEFT_OUT]
    by_kind = BY_KIND.get(str(model._meta.model_name), [])
    told = []
    for row in model._default_manager.all():
        values = {one.name: value(row, one, names) for one in columns}
        kind = names["contenttype"][row.content_type_id] if by_kind else ""
        told.append(str({**values, **{one: names.get(kind, {}).get(getattr(row, one), "") for one in by_kind}}))
    return sorted(told)


def value(row: Any, one: Any, names: dict[str, dict[int, str]]) -> Any:
    found = getattr(row, one.attname)
    if one.is_relation:
        return names[one.related_model._meta.model_name][found] if found else None
    if one.name in {"parsed", "loser", "survivor_before"}:
        return plain(found)
    return found


def plain(told: Any) -> Any:
    """JSON without numbers of rows, in one order."""
    if isinstance(told, dict):
        ids = {"candidates", "id", "version", "run_id", "organization_id"}
        return {name: plain(told[name]) for name in sorted(told) if name not in ids}
    return [plain(one) for one in told] if isinstance(told, list) else told


def remembered() -> list[str]:
    """How often persons changed what: the machine's changes depend on the portions."""
    found = []
    for model in REMEMBERED:
        rows = history_of(model).objects.exclude(pgh_context__has_key="run").values_list("pgh_label", flat=True)
        found += [f"{model._meta.model_name} {label}" for label in rows]
    return sorted(found)
