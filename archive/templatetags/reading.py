"""What the templates of the pages for readers write: addresses that keep the reader's view, days, names, numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.db.models import Model
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from archive.models import Event, Office, Release
from archive.presentation import wording
from archive.presentation.dates import in_words
from archive.reading import addresses

register = template.Library()


@register.simple_tag(takes_context=True)
def address(context: dict[str, Any], record: Model) -> str:
    """The address of a record's page, under which the reader goes on seeing the same."""
    kept: str = context["visible"].keep(addresses.address(record))
    return kept


@register.simple_tag(takes_context=True)
def list_address(context: dict[str, Any], kind: str) -> str:
    """The address of the list of a kind of record."""
    kept: str = context["visible"].keep(addresses.list_address(kind))
    return kept


@register.filter
def day(value: date | None) -> str | SafeString:
    """A day as a reader writes it; in French the first is «1er»."""
    if value is None:
        return ""
    if value.day == 1 and get_language() == "fr":
        return format_html("1<sup>er</sup> {}", date_format(value, "F Y"))
    return date_format(value, "j F Y")


@register.filter
def headline(release: Release) -> str:
    """A release's title, or what stands in its place, in brackets."""
    return str(release)


@register.filter
def dateline(release: Release) -> str:
    """Where a release was issued, as written."""
    return f"{release.city or ''}{f' ({release.country})' if release.country else ''}".strip()


@register.filter
def office(one: Office) -> str:
    """An office with its organisation's acronym, or its name where it has none."""
    return wording.office(one)


@register.filter
def place_and_date(event: Event) -> str:
    """Where and when an event took place, as far as texts tell."""
    place = ", ".join(filter(None, [event.city, event.country]))
    return " · ".join(filter(None, [place, in_words(event.date)]))


@register.filter
def edtf(value: str | None) -> str:
    """A date such as 2019-04-09/2019-04-11 in words."""
    return in_words(value)


@register.filter
def count(value: int) -> str:
    """A whole number, its thousands parted."""
    return number_format(value, force_grouping=True)


@register.filter
def in_quotation_marks(words: str) -> str:
    """French quotation marks, which texts are quoted in whatever the language of the page."""
    return f"«\u202f{words}\u202f»"
