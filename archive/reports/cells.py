"""The cells of a report's table: words, numbers and where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from archive.presentation.dates import in_words
from archive.presentation.wording import number
from archive.reading.visible import Visible
from archive.reports.catalogue import Report
from archive.reports.rows import Row
from archive.reports.wording import HEADINGS, INFERRED, LEADS, SIGNS, WORDED, value_in_words

NOTHING = "–"
PLAIN = {"year", "first_year", "last_year", "ordinal"}  # numbers whose thousands are not parted
SHORTENED = 240  # characters


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in it, where it leads, whether it is a number, and whether it is inferred."""

    words: str
    address: str = ""
    is_number: bool = False
    is_inferred: bool = False


def headings(report: Report) -> list[str]:
    return [capfirst(str(HEADINGS[column])) for column in report.columns]


def cells(report: Report, row: Row, visible: Visible) -> list[Cell]:
    """A row of the table; links keep what the reader sees."""
    return [cell(column, row, visible) for column in report.columns]


def cell(column: str, row: Row, visible: Visible) -> Cell:
    if column == "signs":
        return Cell(" · ".join(str(words) for name, words in SIGNS.items() if row[name]) or NOTHING)
    value = row[column]
    leads = row.get(LEADS.get(column, f"{column}_address")) or ""
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    words = words_of(column, value)
    is_inferred = bool(value is not None and row.get(INFERRED.get(column, "")))
    address = visible.keep(leads) if leads and (value is not None or column in LEADS or column == "release") else ""
    return Cell(words, address, is_number, is_inferred)


def words_of(column: str, value: Any) -> str:
    """A value as a reader takes it."""
    if value is None or value == "":
        return {"name": _("not named"), "release": _("without title"), "title": _("without title")}.get(column, NOTHING)
    if column == "date":
        return in_words(value)
    if isinstance(value, date | datetime):
        return date_format(value, "F Y" if column == "month" else "DATE_FORMAT")
    if isinstance(value, int | float | Decimal):
        return str(value) if column in PLAIN else number(value if isinstance(value, Decimal) else Decimal(str(value)))
    return value_in_words(value) if column in WORDED else Truncator(str(value)).chars(SHORTENED)
