"""EDTF in words: «du 9 au 11 avril 2019», «novembre 2015», «24 novembre, année inconnue»."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SOME_LEAP_YEAR = "2000"


def in_words(edtf: str | None) -> str:
    """A date or an interval in one of the archive's five forms, in the language of the page; nothing for none."""
    if not edtf:
        return ""
    first, _slash, last = edtf.partition("/")
    if not last or first == last:
        return one_in_words(first)
    return interval(first, last)


def interval(first: str, last: str) -> str:
    """What two days share is said once: from 9 to 11 April 2019. Years and months are joined by a dash."""
    if not (len(first) == len(last) == len("YYYY-MM-DD")):
        return f"{one_in_words(first)}\u202f–\u202f{one_in_words(last)}"
    begun = one_in_words(first)
    if first[:4] == last[:4]:
        begun = day_number(first) if first[:7] == last[:7] else day_and_month(first)
    return _("from %(first)s to %(last)s") % {"first": begun, "last": one_in_words(last)}


def one_in_words(edtf: str) -> str:
    if edtf.startswith("XXXX"):
        return _("%(day)s, year unknown") % {"day": day_and_month(edtf)}
    if len(edtf) == len("YYYY"):
        return edtf
    if len(edtf) == len("YYYY-MM"):
        return date_format(as_day(f"{edtf}-01"), "F Y")
    return f"{day_and_month(edtf)} {edtf[:4]}"


def day_and_month(edtf: str) -> str:
    return f"{day_number(edtf)} {date_format(as_day(edtf), 'F')}"


def day_number(edtf: str) -> str:
    number = int(edtf[8:])
    return "1er" if number == 1 and get_language() == "fr" else str(number)


def as_day(edtf: str) -> date:
    return date.fromisoformat(edtf.replace("XXXX", SOME_LEAP_YEAR))


def day_in_words(day: date) -> str:
    """A day with its year: «1er mai 2021»."""
    return one_in_words(day.isoformat())
