"""The cells of a report's table: words, numbers and where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from archive.presentation.dates import in_words
from archive.presentation.wording import number
from archive.reading.visible import Visible
from archive.reports.asking import columns
from archive.reports.report import Report
from archive.reports.rows import Row
from archive.reports.wording import HEADINGS, INFERRED, LEADS, SIGNS, WORDED, value_in_words
from archive.templatetags.reading import day

NOTHING = "–"
PLAIN = {"year", "first_year", "last_year", "ordinal"}  # numbers whose thousands are not parted
SHORTENED = 240  # characters
NUMBERS = {"integer", "bigint", "numeric", "numeric(2,1)", "double precision"}
# What stands where there is nothing; names and titles lead on all the same.
NAMED = {
    "name": _("not named"),
    "release": _("without title"),
    "title": _("without title"),
    "first_title": _("without title"),
    "second_title": _("without title"),
}
UNDATED = dict.fromkeys(("date", "day", "week", "month", "year"), _("undated"))


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in it, where it leads, whether it is a number, and whether it is inferred."""

    words: str
    address: str = ""
    is_number: bool = False
    is_inferred: bool = False


def headings(report: Report) -> list[tuple[str, bool]]:
    """What each column is called, and whether it holds numbers."""
    return [(capfirst(str(HEADINGS[column])), is_number(report, column)) for column in report.columns]


def is_number(report: Report, column: str) -> bool:
    return columns(report).get(column) in NUMBERS


def cells(report: Report, row: Row, visible: Visible) -> list[Cell]:
    """A row of the table; links keep what the reader sees."""
    return [cell(report, column, row, visible) for column in report.columns]


def cell(report: Report, column: str, row: Row, visible: Visible) -> Cell:
    if column == "signs":
        return Cell(" · ".join(str(words) for name, words in SIGNS.items() if row[name]) or NOTHING)
    value = row[column]
    leads = row.get(LEADS.get(column, f"{column}_address")) or ""
    address = visible.keep(leads) if leads and (value is not None or column in NAMED) else ""
    is_inferred = bool(value is not None and row.get(INFERRED.get(column, "")))
    return Cell(words_of(column, value), address, is_number(report, column), is_inferred)


def words_of(column: str, value: Any) -> str:
    """A value as a reader takes it."""
    if value is None or value == "":
        return str(NAMED.get(column, UNDATED.get(column, NOTHING)))
    if column == "date":
        return in_words(value)
    if isinstance(value, date):
        return date_format(value, "F Y") if column == "month" else day(value)
    if isinstance(value, int | float | Decimal):
        return str(value) if column in PLAIN else number(value)
    return value_in_words(column, value) if column in WORDED else Truncator(str(value)).chars(SHORTENED)
