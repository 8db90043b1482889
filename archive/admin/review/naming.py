"""Naming an entity: a field that takes a name as it is typed, and suggestions that tell homonyms apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.admin.search import with_name_like
from archive.curation.offices import office_title
from archive.curation.proposals import key, named_in
from archive.models import Event, Indicator, Office, Organization, Person, Programme, Release, Subject, Tenure

MODELS: dict[str, Any] = {
    str(model._meta.model_name): model for model in (Person, Organization, Office, Event, Programme, Indicator, Subject)
}
NEAR = ("person", "organization", "event", "programme", "subject")
SUGGESTED = 12
NEW = "new"


class NameInput(forms.Widget):
    """A line for a name, and the id of the record that was chosen for it."""

    template_name = "archive/admin/review/name_input.html"

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"] |= {"kind": self.kind, "text": value[0] if value else "", "id": value[1] if value else ""}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        return data.get(name, "").strip(), data.get(f"{name}_id", "")

    def data_of(self, name: str, value: tuple[str, str]) -> dict[str, str]:
        """What a browser would send for the value."""
        return {name: value[0], f"{name}_id": value[1]}


class NameField(forms.Field):
    """A record of `kind` by the name that is typed, `#id`, or `+ name` for a new one (given back unsaved)."""

    def __init__(self, kind: str, release: Release, **kwargs: Any) -> None:
        super().__init__(**{"widget": NameInput(kind), **kwargs})
        self.kind, self.release = kind, release
        self.model: Any = MODELS.get(kind)

    def prepare_value(self, value: Any) -> Any:
        """The name and the id of a record that is given by its id."""
        if isinstance(value, (tuple, list)):
            return value
        record = self.model.objects.filter(pk=value).first() if value and self.model else None
        return (str(record), str(record.pk)) if record else ("", "")

    def clean(self, value: Any) -> Any:
        typed, chosen = value or ("", "")
        if not typed:
            if self.required:
                raise ValidationError(_("Give a name."), code="required")
            return None
        if self.model is None:
            return country_code(typed)
        if chosen == NEW or typed.startswith("+"):
            return new_record(self.kind, typed.removeprefix("+").strip())
        number = typed.removeprefix("#") if typed.startswith("#") else chosen
        record = self.model.objects.filter(pk=number).first() if number.isdecimal() else None
        is_meant = record is not None and (typed.startswith("#") or str(record) == typed)
        return record if is_meant else self.holder(typed)

    def holder(self, typed: str) -> Any:
        """The one who has the name, or the one of them that the release names. Raises ValidationError."""
        found = list(self.model.objects.filter(keys__contains=[key(typed)])[: SUGGESTED + 1])
        if len(found) > 1 and self.kind in NEAR:
            near = set(named_in(self.release, self.kind))
            found = [one for one in found if one.pk in near] or found
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                _("Nobody and nothing has the name “%(name)s”. Write + before it to make a new record.")
                % {"name": typed}
            )
        shown = "; ".join(f"#{one.pk} {one}{' – ' + about if about else ''}" for one, about in told_apart(found))
        raise ValidationError(_("Several have this name: give one of them by its number. %(all)s") % {"all": shown})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return tuple(self.prepare_value(initial)) != tuple(data or ("", ""))


def country_code(typed: str) -> str:
    """A country by its code. Raises ValidationError."""
    if not re.fullmatch("[A-Za-z]{2}", typed):
        raise ValidationError(_("Write the country code as two capital letters, such as FR."))
    return typed.upper()


def new_record(kind: str, name: str) -> Any:
    """An entity that is not stored yet."""
    if not name:
        raise ValidationError(_("Give a name."), code="required")
    if kind == "office":
        return Office(name=office_title(name))
    return MODELS[kind](name=name, **({"kind": Event.Kind.OTHER} if kind == "event" else {}))


def names_view(request: HttpRequest, release: Release, kind: str) -> JsonResponse:
    """Suggest records of `kind` for what is typed (`q`); those that the release names if nothing is."""
    typed = request.GET.get("q", "").strip()
    found = list(suggestions(release, kind, typed))
    return JsonResponse(
        {
            "names": [{"id": one.pk, "name": str(one), "about": about} for one, about in told_apart(found)],
            "new": _("New: “%(name)s”") % {"name": typed} if typed else "",
        }
    )


def suggestions(release: Release, kind: str, typed: str) -> Iterable[Model]:
    """The records to choose from; those of the release come first."""
    model = MODELS[kind]
    rows: QuerySet[Any] = model.objects.all()
    if kind == "office":
        rows = rows.select_related("organization")
    near = list(named_in(release, kind)) if kind in NEAR else []
    if not typed:
        return rows.filter(pk__in=near)[:SUGGESTED] if near else rows.order_by("-pk")[:SUGGESTED]
    found = list(with_name_like(rows, typed).order_by("name", "pk")[: SUGGESTED * 4])
    return sorted(found, key=lambda one: (one.pk not in near, len(one.name)))[:SUGGESTED]


def told_apart(records: Sequence[Any]) -> list[tuple[Any, str]]:
    """Each record with what tells it from others of its name: a person's offices, an event's day and place."""
    if not records:
        return []
    if isinstance(records[0], Person):
        offices = offices_of(records)
        return [(one, " · ".join(offices[one.pk][:2])) for one in records]
    return [(one, about(one)) for one in records]


def offices_of(persons: Sequence[Person]) -> defaultdict[int, list[str]]:
    """The offices that releases say each person holds, in one query."""
    held: defaultdict[int, list[str]] = defaultdict(list)
    rows = Tenure.objects.filter(person__in=persons).exclude(review="rejected").select_related("office__organization")
    for tenure in rows.order_by("-release_id")[:200]:
        if (name := str(tenure.office)) not in held[tenure.person_id]:
            held[tenure.person_id].append(name)
    return held


def about(record: Any) -> str:
    """What else is known of an entity, on one line."""
    if isinstance(record, Event):
        day = date_format(record.earliest) if record.earliest else ""
        return ", ".join(filter(None, [day, record.city, record.country]))
    if isinstance(record, Organization):
        return record.acronym
    if isinstance(record, Programme):
        return record.kind
    return record.unit or "" if isinstance(record, Indicator) else ""
