"""Accepting a proposal: its values are written to the record as the decision of whoever accepts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import DatabaseError, transaction
from django.db.models import DecimalField, Func, Model, Q, QuerySet, TextField, Value
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.admin.refusal import sentence
from archive.curation.accepting import Holder, UnresolvedError, only_holder
from archive.curation.decidable import ANNOTATIONS
from archive.models import Mention, Proposal, Release

NAMED_IN_RELEASES = ("person", "organization", "event", "programme")


class NotAcceptedError(Exception):
    """Raised with a sentence on why a proposal cannot be accepted as it is."""


def accept(proposal: Proposal, request: HttpRequest) -> None:
    """Write what is proposed and close the proposal, both or neither. Raises NotAcceptedError."""
    try:
        with transaction.atomic():
            waiting = Proposal.objects.select_for_update().filter(pk=proposal.pk, state=Proposal.State.WAITING).first()
            if waiting is None:
                raise NotAcceptedError(_("Somebody decided it meanwhile."))
            record = locked_record(waiting, request)
            type(record)._default_manager.filter(pk=record.pk).update(**columns(record, waiting.values))
            waiting.state, waiting.decided_at = Proposal.State.ACCEPTED, timezone.now()
            waiting.decided_by = request.user  # type: ignore[assignment]
            waiting.save()
            LogEntry.objects.log_actions(
                request.user.pk or 0, [record], CHANGE, f"proposal accepted: {', '.join(waiting.values)}"
            )
    except UnresolvedError as error:
        raise NotAcceptedError(
            _("“%(name)s” is nobody’s name in the archive: choose or add the record by hand.") % {"name": error.name}
            if not error.count
            else _("“%(name)s” could be %(count)d records: choose one by hand.")
            % {"name": error.name, "count": error.count}
        ) from error
    except DatabaseError as error:
        raise NotAcceptedError(sentence(error)) from error


def locked_record(proposal: Proposal, request: HttpRequest) -> Any:
    """The record that a proposal is for, if it is there and the person may change it."""
    model: Any = proposal.content_type.model_class()
    if not request.user.has_perm(f"archive.change_{proposal.content_type.model}"):
        raise NotAcceptedError(_("You may not change this record."))
    record = model.objects.select_for_update().filter(pk=proposal.object_id).first()
    if record is None:
        raise NotAcceptedError(_("The record is gone."))
    known = {field.name for field in model._meta.concrete_fields}
    if not proposal.values or not proposal.values.keys() <= known:
        raise NotAcceptedError(_("It would make a record of its own: add that by hand, then dismiss this."))
    return record


def columns(record: Any, values: dict[str, Any]) -> dict[str, Any]:
    """The proposed values as the record's columns take them. Raises UnresolvedError for a name that is not one's."""
    return {name: column_value(record, record._meta.get_field(name), value) for name, value in values.items()}


def column_value(record: Any, field: Any, value: Any) -> Any:
    if value is None:
        return None if field.null else ""
    if field.is_relation:
        return meant(record, field.related_model, value)
    return Decimal(str(value)) if isinstance(field, DecimalField) else value


def meant(record: Any, model: Any, said: Any) -> int:
    """The id of the `model` that is said: an annotation of the same release by its words, an entity by its names."""
    table = str(model._meta.model_name)
    if table in ANNOTATIONS:
        same = model.objects.filter(release=record.release, exact=said).exclude(pk=record.pk)
        return only_holder(table, {"name": said}, [Holder(pk) for pk in same.values_list("pk", flat=True)])
    near = set(named_in(getattr(record, "release", None), table)) if table in NAMED_IN_RELEASES else set()
    return only_holder(table, said, [holder(one, one.pk in near) for one in named(model, said)])


def named_in(release: Release | None, table: str) -> QuerySet[Mention, int | None]:
    """The ids of those whom a release names."""
    return Mention.objects.filter(release=release, **{f"{table}__isnull": False}).values_list(table, flat=True)


def named(model: Any, said: dict[str, Any]) -> list[Model]:
    """Those who hold the name; an office is its organisation's, an event may be."""
    found = model.objects.filter(keys__contains=[key(said["name"])])
    body = said.get("organization")
    if model._meta.model_name == "office":
        found = found.filter(organization__keys__contains=[key(body)]) if body else found.filter(organization=None)
    elif model._meta.model_name == "event" and body:
        found = found.filter(Q(organization=None) | Q(organization__keys__contains=[key(body)]))
    return list(found[:20])


def key(name: str) -> Func:
    """The name without case, accents and order of words, as the database has it."""
    return Func(Value(name), function="archive_key", output_field=TextField())


def holder(one: Any, is_near: bool) -> Holder:
    if one._meta.model_name != "event":
        return Holder(one.pk, is_near=is_near)
    year = str(one.earliest.year) if one.earliest else None
    return Holder(one.pk, one.kind, one.ordinal, year, is_near)
