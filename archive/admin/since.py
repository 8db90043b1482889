"""What became of a record since somebody's spreadsheet was made from it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import ForeignKey, Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from archive.admin.cells import cell_of
from archive.models import Curated

NOT_TOLD = {"id", "version", "decided", "parsed", "run", "text"}
SHOWN = 200


def changed_since(record: Curated, seen: int) -> list[str]:
    """Sentences on what differs from the row's version `seen`, and who last changed it; none if it is not known."""
    history: Any = apps.get_model("archive", f"{record._meta.object_name}Before")
    events = history.objects.filter(id=record.pk, version__gte=seen).order_by("pgh_id")
    then = events.filter(version=seen).exclude(pgh_label="made").first()
    if then is None:
        return []
    kept = {field.name for field in history._meta.fields}
    fields = [field for field in record._meta.concrete_fields if field.name in kept - NOT_TOLD]
    told = [
        _("%(field)s: “%(seen)s” has become “%(now)s”.")
        % {"field": field.verbose_name, "seen": shown(then, field), "now": shown(record, field)}
        for field in fields
        if getattr(then, field.attname) != getattr(record, field.attname)
    ]
    return [*told, *last_change(record)]


def last_change(record: Model) -> list[str]:
    """A sentence on who last changed the row, and when; none if nobody did since it was made."""
    history: Any = apps.get_model("archive", f"{record._meta.object_name}Before")
    last = history.objects.filter(id=record.pk).exclude(pgh_label="made").order_by("pgh_id").last()
    return [] if last is None else [who_changed_it_last(last)]


def shown(row: Any, field: Any) -> str:
    """A value of a row, or of a row of its history, as its spreadsheet's cell would show it; a relation by its name."""
    value = getattr(row, field.attname)
    if isinstance(field, ForeignKey):
        related: type[Model] = field.related_model  # type: ignore[assignment]
        return str(related._default_manager.filter(pk=value).first() or "–")
    words = str(cell_of(field).render(value)).replace("\n", " · ")
    return (words if len(words) <= SHOWN else f"{words[:SHOWN]}…") or "–"


def who_changed_it_last(event: Any) -> str:
    cause = event.pgh_context or {}
    person = get_user_model()._default_manager.filter(pk=cause.get("user") or 0).first()
    name = str(person) if person else _("the ETL") if cause.get("run") else _("somebody outside the admin")
    at = date_format(localtime(event.pgh_created_at), "DATETIME_FORMAT")
    return _("Last changed by %(name)s, %(at)s.") % {"name": name, "at": at}
