"""Taking back a change: values, and what is decided, as they were before it, where nobody has changed them since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import Error, connection, transaction
from django.db.models import CASCADE, Model, ProtectedError
from django.utils.translation import gettext as _

from archive.curation.actor import acting_as
from archive.curation.history.changes import Change, change, changes_of_id, read
from archive.curation.history.context import because
from archive.curation.history.images import COUNTED, Image, columns, history_of, image
from archive.curation.history.reverting import reverted
from archive.models import REMEMBERED, Source
from archive.models.history import CHANGED, DELETED, MADE


class NotUndoneError(Exception):
    """Raised with a sentence on why a change cannot be taken back, or can no more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Columns that stay as they are, since this later change set them."""

    columns: tuple[str, ...]
    since: Change | None


@dataclass(slots=True)
class Undone:
    """What was put back: columns of a record; `kept` is what somebody has changed since."""

    change: Change
    columns: list[str] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    rows: int = 0


def undo(one: Change, user: int | None, reason: str = "") -> Undone:
    """Take a change back, in one transaction that is itself remembered and can be undone.

    Of an update, each group of fields goes back for itself; what somebody has changed since stays and is listed. What
    was deleted comes back with its id, a release with its annotations; what was made goes. Raises NotUndoneError.
    """
    current = change(one.model, one.event)
    if current is None:
        raise NotUndoneError(_("The history has no such change."))
    try:
        with because(user=user, reason=reason, undoes=one.event), transaction.atomic(), acting_as("undoer"):
            done = take_back(current)
            connection.check_constraints()
            return done
    except Error as error:
        raise NotUndoneError(refusal_of(error)) from error


def refusal_of(error: Error) -> str:
    """Why the database refused, in its words."""
    if isinstance(error, ProtectedError):
        return _("Other records point at it: take those back first.")
    diagnosis = getattr(error.__cause__, "diag", None)
    why = getattr(diagnosis, "message_detail", None) or getattr(diagnosis, "message_primary", None) or error
    return _("It cannot be taken back by itself, since other records have changed with it: %(why)s") % {"why": why}


def take_back(one: Change) -> Undone:
    """Take a change back within the transaction that is open, as undoer."""
    ways = {CHANGED: put_back, DELETED: bring_back, MADE: take_away}
    return ways[one.kind](one)


def put_back(one: Change) -> Undone:
    row = locked(one.model, one.record)
    if row is None:
        raise NotUndoneError(_("The record was deleted since: bring it back first."))
    result = reverted(row, one.model, [one])
    done = Undone(one, result.columns)
    done.kept = [Kept(unit, last_to_change(one, unit)) for _change, unit in result.kept]
    if result.row == row:
        raise NotUndoneError(nothing_left(done))
    done.rows = one.model._default_manager.filter(pk=one.record).update(**result.values)
    return done


def last_to_change(one: Change, unit: Sequence[str]) -> Change | None:
    """The last change of these columns after this one."""
    later = (other for other in changes_of_id(one.model, one.record) if other.event > one.event)
    return next((other for other in later if other.touches(unit)), None)


def nothing_left(done: Undone) -> str:
    if not done.kept:
        return _("Nothing of this change is left to take back.")
    return _("Everything of it was changed since; it stays as it is.")


def bring_back(one: Change) -> Undone:
    """Insert a deleted row as it was before it was deleted, a release with its annotations, and what pointed at it."""
    if one.before is None or one.model._default_manager.filter(pk=one.record).exists():
        raise NotUndoneError(_("The record is there."))
    if one.model is Source:
        raise NotUndoneError(_("The bytes of a document that was deleted are not kept: ingest it again."))
    done = Undone(one, columns=columns(one.model))
    done.rows = insert(one.model, [one.before])
    for relation in one.model._meta.related_objects:
        model: Any = relation.related_model
        if model in REMEMBERED:
            way = bring_along if relation.on_delete is CASCADE else point_again
            done.rows += way(one, model, relation.field.attname)
    return done


def insert(model: type[Model], rows: Iterable[Image]) -> int:
    return len(model._default_manager.bulk_create([model(**row) for row in rows]))


def before_emptied(events: Iterable[Any], model: type[Model]) -> list[Image]:
    """The deleted rows, given all their events of the transaction, as they were before Django emptied relations.

    A figure loses the quote that it stands in a moment before both are deleted.
    """
    rows: dict[int, Image] = {}
    settled: set[int] = set()
    for event in events:
        row = image(event, model)
        if event.id in rows and not (event.pgh_label == CHANGED and is_emptied(row, rows[event.id], model)):
            settled.add(event.id)
        if event.id not in settled:
            rows[event.id] = row
    return list(rows.values())


def is_emptied(before: Image, after: Image, model: type[Model]) -> bool:
    """Whether nothing but relations went between the two."""
    differing = {name for name in before.keys() - COUNTED if before[name] != after[name]}
    return all(after[name] is None and model._meta.get_field(name).is_relation for name in differing)


def bring_along(one: Change, model: type[Model], column: str) -> int:
    """Insert what was deleted with the record that it belongs to."""
    same = history_of(model).objects.filter(pgh_created_at=one.at, pgh_context_id=one.action)
    gone = same.filter(pgh_label=DELETED, **{column: one.record}).values("id")
    return insert(model, before_emptied(same.filter(id__in=gone).order_by("-pgh_id"), model))


def point_again(one: Change, model: type[Model], column: str) -> int:
    """Let those that pointed at the record do so again."""
    lost = history_of(model).objects.filter(
        pgh_label=CHANGED, pgh_created_at=one.at, pgh_context_id=one.action, **{column: one.record}
    )
    there = model._default_manager.filter(**{column: None}).values("pk")
    return sum(put_back(each).rows for each in read(model, lost.filter(id__in=there)))


def take_away(one: Change) -> Undone:
    """Delete what a person made, if nobody has changed it since and nothing points at it."""
    row = locked(one.model, one.record)
    if row is None or one.after is None:
        raise NotUndoneError(_("The record is gone."))
    since = [name for name in columns(one.model) if name != "version" and row[name] != one.after[name]]
    if since:
        raise NotUndoneError(_("Somebody has changed it since: take that back first."))
    rows, _kinds = one.model._default_manager.filter(pk=one.record).delete()
    return Undone(one, columns=one.changed, rows=rows)


def locked(model: type[Model], pk: int) -> Image | None:
    found: Any = model._default_manager.select_for_update(of=("self",)).filter(pk=pk)
    return next(iter(found.values(*columns(model))), None)
