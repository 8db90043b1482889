"""What the templates of the pages for readers write: addresses that keep the reader's view, days, names, numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.models import Annotation, Event, Figure, Mention, Office, Organization, Participation, Release
from archive.presentation import wording
from archive.presentation.counting import exact
from archive.presentation.countries import country_name
from archive.presentation.dates import in_words
from archive.presentation.marks import anchor_of
from archive.reading import addresses
from archive.reading.newest import FEW

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


@register.simple_tag(takes_context=True)
def country_address(context: dict[str, Any], code: str) -> str:
    """The address of a country's page."""
    kept: str = context["visible"].keep(addresses.country_address(code))
    return kept


@register.simple_tag(takes_context=True)
def cite_file(context: dict[str, Any], record: Model, name: str) -> str:
    """The address of a file that cites an annotation."""
    kept: str = context["visible"].keep(f"{addresses.address(record)}{name}")
    return kept


@register.simple_tag
def supplied(record: Any, field: str) -> SafeString | str:
    """Says that an editor supplied a field that the text lacks, and by what reference; nothing otherwise."""
    if field not in (record.supplied or {}):
        return ""
    return format_html(' <span class="standing supplied">{} {}</span>', _("supplied:"), record.supplied[field])


@register.filter
def published(release: Release) -> SafeString | str:
    """The day of a release, said to be supplied where no text gives it; that it is undated where nobody knows it."""
    if release.published_on is None:
        return _("undated")
    if "published_on" not in (release.supplied or {}):
        return day(release.published_on)
    return format_html(
        '{} <span class="standing supplied" title="{}">{}</span>',
        day(release.published_on),
        release.supplied["published_on"],
        _("supplied"),
    )


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
def quantity(figure: Figure) -> str:
    """A figure's number with its qualifier, and what it counts: in the text's words, else by its unit."""
    return wording.counted(figure) or figure.exact


@register.filter
def amount(figure: Figure) -> str:
    """The same without what it counts."""
    return wording.amount(figure) or figure.exact


@register.filter
def taker(one: Participation) -> str:
    """Who took part: a person, an organisation, or a country by its name."""
    who = one.person or one.organization
    return who.name if who else country_name(one.country_code or "")


@register.filter
def named(mention: Mention) -> str:
    """The name of what a mention names."""
    return country_name(mention.country_code) if mention.country_code else str(mention.target)


@register.filter
def anchor(annotation: Annotation) -> str:
    """The fragment of an annotation's place on its release's page."""
    return anchor_of(annotation)


@register.filter
def kind_of_record(record: Model) -> str:
    """The kind of a record, such as subject."""
    return str(record._meta.model_name)


@register.filter
def short(organization: Organization) -> str:
    """An organisation by its acronym, or its name where it has none."""
    return wording.short(organization)


@register.filter
def few(count: int) -> str:
    """A number that was counted to a limit."""
    return f"{exact(FEW)}+" if count > FEW else exact(count)


@register.filter
def place(event: Event) -> str:
    """Where an event took place, as written."""
    return ", ".join(filter(None, [event.city, event.country]))


@register.filter
def is_web(address: str) -> bool:
    """Whether an address from outside may be made a link."""
    return address.startswith(("https://", "http://"))


@register.filter
def place_and_date(event: Event) -> str:
    """Where and when an event took place, as far as texts tell."""
    return " · ".join(filter(None, [place(event), in_words(event.date)]))


@register.filter
def edtf(value: str | None) -> str:
    """A date such as 2019-04-09/2019-04-11 in words."""
    return in_words(value)


@register.filter
def count(value: int) -> str:
    """A whole number, its thousands parted."""
    return exact(value)


@register.filter
def in_quotation_marks(words: str) -> str:
    """French quotation marks, which texts are quoted in whatever the language of the page."""
    return f"«\u202f{words}\u202f»"
