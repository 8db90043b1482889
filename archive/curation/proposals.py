"""What the machine proposes for decided fields: accepted, its values are the decision of whoever accepts; or dismissed.

Which record a name means is the rule of `accepting`. Whether somebody may change the record is for the pages to ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import DecimalField, Func, Model, Q, QuerySet, TextField, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.curation.accepting import Holder, UnresolvedError, only_holder
from archive.curation.decidable import ANNOTATIONS
from archive.curation.history.context import because
from archive.models import Mention, Proposal, Release

NAMED_IN_RELEASES = ("person", "organization", "event", "programme")


class NotAcceptedError(Exception):
    """Raised with a sentence on why a proposal cannot be accepted as it is."""


def waiting_for(record: Model) -> QuerySet[Proposal]:
    """The proposals that wait for a record, oldest first."""
    kind = ContentType.objects.get_for_model(record)
    return Proposal.objects.filter(content_type=kind, object_id=record.pk, state=Proposal.State.WAITING).order_by("id")


def accept(proposal: Proposal, user: int | None) -> None:
    """Write what is proposed and close the proposal, both or neither.

    Raises NotAcceptedError, and DatabaseError where the database refuses the values.
    """
    try:
        with because(reason=_("proposal accepted")), transaction.atomic():
            waiting = Proposal.objects.select_for_update().filter(pk=proposal.pk, state=Proposal.State.WAITING).first()
            if waiting is None:
                raise NotAcceptedError(_("Somebody decided it meanwhile."))
            record = locked_record(waiting)
            type(record)._default_manager.filter(pk=record.pk).update(**columns(record, waiting.values))
            close([waiting.pk], Proposal.State.ACCEPTED, user)
    except UnresolvedError as error:
        raise NotAcceptedError(
            _("“%(name)s” is nobody’s name in the archive: choose or add the record by hand.") % {"name": error.name}
            if not error.count
            else _("“%(name)s” could be %(count)d records: choose one by hand.")
            % {"name": error.name, "count": error.count}
        ) from error


def dismiss(proposals: Iterable[int], user: int | None) -> int:
    """Say of the proposals with these ids that what was decided stays; give how many waited."""
    return close(proposals, Proposal.State.DISMISSED, user)


def close(proposals: Iterable[int], state: Proposal.State, user: int | None) -> int:
    waiting = Proposal.objects.filter(pk__in=list(proposals), state=Proposal.State.WAITING)
    return waiting.update(state=state, decided_by=user, decided_at=timezone.now())


def locked_record(proposal: Proposal) -> Any:
    """The record that a proposal is for, if it is there and has the fields."""
    model: Any = proposal.content_type.model_class()
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
