"""What a record says, in a few words: for links, lists and the labels of marks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import singledispatch
from typing import Any

from django.db.models import DateField
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext

from archive.models import Figure, Mention, Office, Organization, Participation, Proposal, Quote, Tenure


@singledispatch
def summary(record: object) -> str:
    """Give a line on `record`; its relations have to be loaded, or cost a query each."""
    return str(record)


@summary.register
def _(quote: Quote) -> str:
    return Truncator(quote.text).chars(120)


@summary.register
def _(figure: Figure) -> str:
    return " ".join(filter(None, [quantity(figure), figure.subject])) or figure.exact


@summary.register
def _(tenure: Tenure) -> str:
    return f"{tenure.person} – {tenure.office}"


@summary.register
def _(participation: Participation) -> str:
    taker = participation.person or participation.organization or participation.country_code
    return f"{taker} – {participation.get_part_display()} – {participation.event}"


@summary.register
def _(mention: Mention) -> str:
    return f"{mention.exact} → {mention.target}"


def proposed(proposal: Proposal) -> list[tuple[str, str]]:
    """What is proposed, field by field: what the field is called, and the value as a reader takes it."""
    model: Any = proposal.content_type.model_class()
    columns = {column.name: column for column in model._meta.concrete_fields}
    return [field_in_words(columns.get(name), name, value) for name, value in proposal.values.items()]


def field_in_words(column: Any, name: str, value: Any) -> tuple[str, str]:
    """What a field is called and its value; `finds` are no field, but what stands beside the record."""
    if name == "finds":
        return gettext("Another record beside it"), " · ".join(str(find.get("exact", "")) for find in value)
    return (capfirst(str(column.verbose_name)), value_in_words(column, value)) if column else (name, str(value))


def value_in_words(column: Any, value: Any) -> str:
    """A value as the parser says it: entities by their names, choices and days in the reader's language."""
    if value in (None, "", []):
        return "–"
    if isinstance(value, dict):
        return str(value.get("name", value))
    if isinstance(column, DateField):
        return date_format(date.fromisoformat(value))
    return str(dict(column.flatchoices).get(value, value)) if column.choices else str(value)


def amount(figure: Figure) -> str:
    """Write a figure's number: qualifier, value or range, and a unit that is money or percent."""
    unit = figure.unit if figure.unit and (figure.unit == "%" or figure.unit.isupper()) else None
    return " ".join(filter(None, [figure.qualifier, bounds(figure), unit]))


def counted(figure: Figure) -> str:
    """The same with what is counted, in the text's words, or else its unit."""
    written = amount(figure)
    rest = figure.subject or (figure.unit if figure.unit and not written.endswith(figure.unit) else None)
    return " ".join(filter(None, [written, rest]))


def bounds(figure: Figure) -> str:
    """Write a figure's value, or both ends of its range."""
    return "–".join(filter(None, map(number, (figure.value, figure.upper))))


def quantity(figure: Figure) -> str:
    """Write a figure's number as a reader would: qualifier, value or range, unit."""
    return " ".join(filter(None, [figure.qualifier, bounds(figure), figure.unit]))


def office(one: Office) -> str:
    """An office with the acronym of its organisation, or the name of one that has none."""
    return f"{one.name} ({short(one.organization)})" if one.organization else one.name


def short(organization: Organization) -> str:
    """An organisation by its acronym, or by its name where it has none."""
    return organization.acronym or organization.name


def percent(share: float) -> str:
    """Write a share of 1, such as a confidence, in percent."""
    return f"{share:.0%}".replace("%", "\u202f%")


def number(value: float | Decimal | None) -> str:
    """Write a number as a reader would; nothing for none."""
    return "" if value is None else _grouped(plain_number(Decimal(str(value))))


def plain_number(value: Decimal) -> str:
    """Write `value` in digits, without an exponent and without trailing zeros."""
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _grouped(digits: str) -> str:
    """Part the thousands by narrow no-break spaces, as French does."""
    whole, _, fraction = digits.partition(".")
    sign, whole = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(whole):,}".replace(",", "\u202f")
    return f"{sign}{grouped}{',' + fraction if fraction else ''}"
