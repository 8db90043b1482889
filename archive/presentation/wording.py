"""What a record says, in a few words: for links, lists and the labels of marks."""

from __future__ import annotations

from decimal import Decimal
from functools import singledispatch

from django.utils.text import Truncator

from archive.models import Figure, Mention, Office, Organization, Participation, Quote, Tenure


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


def quantity(figure: Figure) -> str:
    """Write a figure's number as a reader would: qualifier, value or range, unit."""
    bounds = "–".join(filter(None, map(number, (figure.value, figure.upper))))
    return " ".join(filter(None, [figure.qualifier, bounds, figure.unit]))


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
