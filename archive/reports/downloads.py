"""Whole reports as CSV, XLSX and JSON, row after row: memory does not grow with them."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from psycopg import sql

from archive.presentation.spreadsheets import escape_controls, escape_formula
from archive.reports.asking import Asked, columns

PORTION = 1_000
SHEET = 200_000  # rows: a workbook is made whole before any of it is sent
Rows = Iterator[tuple[Any, ...]]


class TooManyRowsError(ValueError):
    """A workbook that would be too large; its message says what to do."""


class Echo:
    """A file that gives back what is written."""

    def write(self, text: str) -> str:
        return text


def rows(asked: Asked) -> Rows:
    """All rows, by a cursor of the server."""
    condition, values = asked.where()
    query = sql.SQL("SELECT * FROM {view} {where} ORDER BY {order}").format(
        view=asked.view, where=condition, order=sql.SQL(asked.report.order)
    )
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(query, values)
        while portion := cursor.fetchmany(PORTION):
            yield from portion


def as_csv(asked: Asked) -> HttpResponseBase:
    """UTF-8 with a mark, by which spreadsheets know it."""
    writer = csv.writer(Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow(columns(asked.report))
        for row in rows(asked):
            yield writer.writerow([escape_formula(plain(value)) for value in row])

    return streamed(lines(), "text/csv; charset=utf-8")


def as_json(asked: Asked) -> HttpResponseBase:
    """A list of objects, an object a line."""
    names = list(columns(asked.report))

    def parts() -> Iterator[str]:
        before = "[\n"
        for row in rows(asked):
            yield before + json.dumps(dict(zip(names, map(plain, row), strict=True)), ensure_ascii=False)
            before = ",\n"
        yield "[]\n" if before == "[\n" else "\n]\n"

    return streamed(parts(), "application/json")


def as_xlsx(asked: Asked) -> HttpResponseBase:
    """A workbook of one sheet, written to a file first: a zip has its directory at its end."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(asked.report.name[:31])
    sheet.append(list(columns(asked.report)))
    for number, row in enumerate(rows(asked)):
        if number == SHEET:
            raise TooManyRowsError(
                _("A workbook holds at most %(count)d rows here: choose fewer, or take CSV or JSON.") % {"count": SHEET}
            )
        sheet.append([in_workbook(value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 the response closes it
    book.save(file)
    file.seek(0)
    return FileResponse(file, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def streamed(parts: Iterable[str], media_type: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(parts, content_type=media_type)


def plain(value: Any) -> Any:
    """A value as JSON and CSV write it: days as 2016-11-21, whole numbers without a fraction."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def in_workbook(value: Any) -> Any:
    """Days stay days; a workbook knows no time zones."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return value
    return escape_formula(escape_controls(plain(value)))


FORMS: dict[str, Callable[[Asked], HttpResponseBase]] = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}
