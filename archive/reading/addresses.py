"""The permanent address of every record: nobody else writes such a path."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

# Kind of record → the first part of its address. They are for ever: a kind may be added, none changed.
PLACES = {
    "release": "releases",
    "person": "persons",
    "organization": "organizations",
    "office": "offices",
    "event": "events",
    "programme": "programmes",
    "indicator": "indicators",
    "subject": "subjects",
    "quote": "quotes",
    "figure": "figures",
    "tenure": "tenures",
    "participation": "participations",
    "mention": "mentions",
}
COUNTRIES = "countries"


def address(record: Model) -> str:
    """The path of a record's page: /quotes/12/."""
    return address_of(str(record._meta.model_name), record.pk)


def address_of(kind: str, pk: int) -> str:
    """The path of the page of a record of this kind (`quote`, `person`, …). Raises KeyError for what has no page."""
    return f"{list_address(kind)}{pk}/"


def list_address(kind: str) -> str:
    """The path of the list of a kind of record: /persons/."""
    return f"{home()}{PLACES[kind]}/"


def country_address(code: str) -> str:
    """The path of a country's page, by its ISO 3166-1 alpha-2: /countries/FR/."""
    return f"{home()}{COUNTRIES}/{code}/"


def home() -> str:
    """The path of the front page: / unless the archive is served below another path."""
    return reverse("reading:home")


def absolute(request: HttpRequest, path: str) -> str:
    """A path with the scheme and the name under which the reader reached the archive, for citations."""
    return request.build_absolute_uri(path)
