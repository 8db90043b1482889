"""What the pages of persons, organisations, offices, events, programmes, indicators, subjects and countries share."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from archive.models import Mention
from archive.reading.addresses import list_address
from archive.reading.jsonld import elsewhere
from archive.reading.newest import FEW, capped, newest_releases
from archive.reading.releases import naming
from archive.reading.visible import Visible, with_parameters

NAMING = 8


def head(entity: Any) -> dict[str, Any]:
    """Its other names and its identifiers elsewhere, linked where the register is known."""
    links = elsewhere(entity.identifiers)
    identifiers = entity.identifiers if isinstance(entity.identifiers, dict) else {}
    return {
        "entity": entity,
        "aliases": [one for one in entity.aliases if one != entity.name],
        "identifiers": [(name, str(value), links.get(name, "")) for name, value in identifiers.items() if value],
    }


def named_in(request: HttpRequest, kind: str, value: Any, visible: Visible) -> dict[str, Any]:
    """The newest releases that name it (`kind` is a relation of mentions, or country_code), and where all are."""
    mentions = visible.of(mentions_of(kind, value))
    listed = newest_releases(naming(Q(**{kind: value}), visible), None, request.get_full_path(), capped(mentions) > FEW)
    parameter = {"country" if kind == "country_code" else kind: str(getattr(value, "pk", value))}
    return {
        "naming": listed.rows[:NAMING],
        "naming_total": listed,
        "naming_address": visible.keep(with_parameters(list_address("release"), **parameter)),
    }


def mentions_of(kind: str, value: Any) -> Any:
    """All mentions of it."""
    return Mention.objects.filter(**{kind: value})
