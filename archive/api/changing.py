"""Changing records: the fields of a body, checked as the admin checks its forms, then written by `archive.curation`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import DataError, IntegrityError, InternalError
from django.utils.translation import gettext as _
from rest_framework import serializers

from archive.api.preconditions import stale
from archive.api.problems import ProblemError, Told, nearest_of, unprocessable
from archive.api.resources import RESOURCES
from archive.curation.decidable import GROUPS
from archive.curation.refusal import sentence
from archive.curation.reviewing import GoneError, Seen, StaleError, edit, supply
from archive.curation.supplying import unsaid
from archive.models import Annotation

REFERENCE = "reference"


@cache
def change_of(kind: str) -> type[serializers.ModelSerializer[Any]]:
    """What a PATCH of a kind of record takes: the fields that editors decide, and a reference."""
    model = RESOURCES[kind].model
    names = [name for group in GROUPS[kind] for name in group if name != "exact"]
    told = "Where it is known from, if no text says it: an address or a note. It is kept with every field of the body."
    fields: dict[str, Any] = {REFERENCE: serializers.CharField(required=False, max_length=2000, help_text=told)}
    if "identifiers" in names:
        fields["identifiers"] = serializers.DictField(child=serializers.CharField(), required=False)
    meta = type("Meta", (), {"model": model, "fields": [*names, REFERENCE], "validators": []})
    return type(f"{model.__name__}Change", (serializers.ModelSerializer,), {"Meta": meta, **fields})


def change(seen: Seen, body: Any) -> Any:
    """Write the fields of a body to a record.

    Raises ProblemError: 404 or 412 for a record that is no longer as it was seen, 422 for what cannot be kept.
    """
    values = checked(seen.kind, body)
    reference = values.pop(REFERENCE, "")
    record = RESOURCES[seen.kind].model._default_manager.filter(pk=seen.id).first()
    if errors := wrong(record, seen.kind, values, reference):
        raise unprocessable(errors)
    return refusing(lambda: supply(seen, values, reference) if reference else edit(seen, values))


def refusing(act: Any) -> Any:
    """What an act of an editor gives; what it raises becomes a problem."""
    try:
        return act()
    except StaleError as error:
        raise stale(error) from error
    except GoneError as error:
        raise ProblemError(404, str(error)) from error
    except (IntegrityError, DataError, InternalError) as error:
        raise ProblemError(422, sentence(error)) from error


def checked(kind: str, body: Any) -> dict[str, Any]:
    """The values of a body. Raises ProblemError (422) with every field that is wrong."""
    if not isinstance(body, dict) or not body:
        raise unprocessable([{"field": "", "detail": _("Send an object with the fields to change.")}])
    serializer = change_of(kind)(data=body, partial=True)
    errors: list[Told] = [unknown(name, list(serializer.fields)) for name in body if name not in serializer.fields]
    if not is_valid(serializer):
        errors += [{"field": name, "detail": text(told)} for name, told in serializer.errors.items()]
    if errors:
        raise unprocessable(errors)
    return dict(serializer.validated_data)


def is_valid(serializer: serializers.ModelSerializer[Any]) -> bool:
    """Whether each field is what it has to be. Raises ProblemError (422) for a number that no integer can hold."""
    try:
        return serializer.is_valid()
    except OverflowError:  # 1e400, which the framework lets through to int()
        raise unprocessable([{"field": "", "detail": _("A number of the body is too large.")}]) from None


def text(told: Any) -> str:
    """The sentences of the framework's errors, however deep they stand."""
    if isinstance(told, Mapping):
        told = told.values()
    return str(told) if isinstance(told, str) else " ".join(text(one) for one in told)


def unknown(name: str, known: list[str]) -> Told:
    told = _("There is no field “%(name)s” that can be changed.") % {"name": name}
    nearest = nearest_of(name, known)
    return {"field": name, "detail": told, "nearest": nearest, "known": known}


def wrong(record: Any, kind: str, values: Mapping[str, Any], reference: str) -> list[Told]:
    """What the fields of a body cannot be, though each is what it has to be by itself."""
    errors: list[Told] = []
    if not reference:
        told = _("It is known from no text: give a reference (an address or a note).")
        errors += [{"field": name, "detail": told} for name in unsaid(kind, getattr(record, "text", ""), values)]
    if isinstance(record, Annotation):
        for name in {"quote", "part_of"} & values.keys():
            if values[name] and values[name].release_id != record.release_id:
                errors.append({"field": name, "detail": _("It stands in another release.")})
        if {"start", "end"} & values.keys() and not fits(record, values):
            told = _("Start and end do not lie in the text of the release.")
            errors.append({"field": "start" if "start" in values else "end", "detail": told})
    return errors


def fits(record: Any, values: Mapping[str, Any]) -> bool:
    """Whether the span lies in the text; that of what is unplaced does."""
    start, end = values.get("start", record.start), values.get("end", record.end)
    if start is None or end is None:
        return start is end
    return bool(0 <= start < end <= len(record.release.text))
