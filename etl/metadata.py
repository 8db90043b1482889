"""`ingest --metadata`: a table of what is known of documents; what it gives wins over all that is read."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from etl.document import Document, Given, RefusedError, Text
from etl.metadata_columns import columns_of, value_of
from etl.packed import check_package
from etl.read import names
from etl.text import canonical, decoded

DELIMITERS = ",;\t"
WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: the number that a spreadsheet shows, which document it is of, what it gives."""

    number: int
    path: str
    url: str
    given: Given

    @property
    def label(self) -> str:
        return self.path or self.url

    def told(self, why: str) -> str:
        """A sentence on the row."""
        return _("Row %(number)s (%(label)s): %(why)s") % {"number": self.number, "label": self.label, "why": why}


@dataclass(frozen=True, slots=True)
class Marks:
    """What became of the rows that some documents asked for; see `Metadata`."""

    matched: set[int]
    bare: list[str]
    kept: list[str]


@dataclass(slots=True)
class Metadata:
    """The rows of a table, and which of them found their documents."""

    rows: list[Row]
    by_name: dict[str, Row] = field(default_factory=dict)
    by_path: dict[tuple[str, ...], Row] = field(default_factory=dict)
    by_url: dict[str, Row] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)
    matched: set[int] = field(default_factory=set)
    bare: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def bind(self, names: Iterable[tuple[str, str]]) -> None:
        """Find the rows of the documents that will come, each with its name and its full path.

        A row's path is the name, or the end of one full path only, whole folders at a time.
        """
        wanted = self.by_path = {parts(row.path): row for row in self.rows if row.path}
        self.by_url = {row.url: row for row in self.rows if row.url}
        near: defaultdict[int, list[str]] = defaultdict(list)
        rows = {row.number: row for row in self.rows}
        for name, full in names:
            if row := wanted.get(parts(name)):
                self.by_name[name] = row
            elif row := fitting(parts(full), wanted):
                near[row.number].append(name)
        taken = {row.number for row in self.by_name.values()}
        for number, found in near.items():
            if number in taken:
                continue
            if len(found) > 1:
                self.doubtful.add(number)
            else:
                self.by_name[found[0]] = rows[number]

    def row_of(self, name: str, text: Text | None = None) -> Row | None:
        """The row of a document, by its name, else by an address that came with it."""
        if row := self.by_name.get(name) or self.line(name):
            return row
        addresses = (text.given.url, text.told.url) if text else ()
        return next((self.by_url[one] for one in addresses if one in self.by_url), None)

    def line(self, name: str) -> Row | None:
        """Lines of JSON Lines have no names before they are read: `file.jsonl#7`."""
        if "#" not in name:
            return None
        return self.by_path.get(parts(name))

    def over(self, name: str, text: Text) -> Text:
        """The text with what the table gives for it."""
        row = self.row_of(name, text)
        if row is None:
            self.bare.append(name)
            return text
        self.matched.add(row.number)
        return replace(text, given=row.given.over(text.given), language=row.given.language or text.language)

    def kept_for(self, document: Document) -> Given:
        """What the table gives for a document that is to be read later. It is decoded if only its address can tell."""
        row = self.row_of(document.name)
        if row is None and self.by_url:
            with suppress(RefusedError):  # whoever reads it says so
                row = self.row_of(document.name, canonical(document))
        if row is None:
            self.bare.append(document.name)
            return Given()
        self.matched.add(row.number)
        return row.given

    def skip(self, name: str) -> None:
        """Note a document that the archive has already, which nothing is given to any more."""
        row = self.row_of(name)
        if row is None:
            self.bare.append(name)
        else:
            self.matched.add(row.number)
            self.kept.append(name)

    def taken(self) -> Marks:
        """What was noted since this was last asked."""
        marks = Marks(self.matched, self.bare, self.kept)
        self.matched, self.bare, self.kept = set(), [], []
        return marks

    def add(self, marks: Marks) -> None:
        """Note what a worker noted on a copy of this table."""
        self.matched |= marks.matched
        self.bare += marks.bare
        self.kept += marks.kept

    def unmatched(self) -> list[Row]:
        """Rows whose document did not come; one that came and was refused is told of elsewhere."""
        came = self.matched | {row.number for row in self.by_name.values()}
        return [row for row in self.rows if row.number not in came]

    def unused(self) -> tuple[list[str], list[str], list[str]]:
        """Sentences on rows without a document, documents without a row, and those that came before the table."""
        several, none = _("fits several documents: give the whole path."), _("has no document here.")
        bare, kept = _("has no row."), _("was in the archive already: its row was not used.")
        return (
            [row.told(several if row.number in self.doubtful else none) for row in self.unmatched()],
            [f"{name}: {bare}" for name in self.bare],
            [f"{name}: {kept}" for name in self.kept],
        )


def parts(path: str) -> tuple[str, ...]:
    """The folders and the name in a path; a zip counts as a folder."""
    plain = unicodedata.normalize("NFC", path).replace("\\", "/").replace("!", "/")
    return tuple(part for part in plain.split("/") if part not in {"", "."})


def fitting(own: tuple[str, ...], wanted: dict[tuple[str, ...], Row]) -> Row | None:
    """The row whose path is the longest end of a full path."""
    return next((wanted[own[start:]] for start in range(len(own)) if own[start:] in wanted), None)


def metadata_of(table: Path, paths: Iterable[str | Path]) -> Metadata:
    """The table in a file, bound to the documents at `paths`. Raises RefusedError as `read_metadata` does."""
    metadata = read_metadata(table)
    metadata.bind(names(paths))
    return metadata


def read_metadata(path: Path) -> Metadata:
    """The table in a CSV or XLSX file. Raises RefusedError with a sentence a row for what is nonsense."""
    try:
        if path.stat().st_size > settings.ARCHIVE_MAX_DOCUMENT_BYTES:
            raise RefusedError(_("It is longer than ARCHIVE_MAX_DOCUMENT_BYTES."))
        content = path.read_bytes()
    except OSError as error:
        raise RefusedError(_("It cannot be read: %(why)s.") % {"why": error.strerror or error}) from error
    table = workbook(content) if content.startswith(b"PK") or path.suffix.lower() == ".xlsx" else separated(content)
    return Metadata(rows_of(table))


def separated(content: bytes) -> list[list[Any]]:
    """The cells of a CSV, by commas, semicolons or tabs, whichever its first line has most of."""
    text, _encoding = decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)]
    except csv.Error as error:
        raise RefusedError(_("It is no CSV: %(why)s.") % {"why": error}) from error


def workbook(content: bytes) -> list[list[Any]]:
    """The cells of the first sheet of an XLSX."""
    check_package(content, WORKBOOK, "XLSX")
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    except Exception as error:  # a broken workbook breaks the library in any way there is
        raise RefusedError(_("It is no XLSX, or a broken one: %(why)s.") % {"why": str(error)[:200]}) from error


def rows_of(table: Sequence[Sequence[Any]]) -> list[Row]:
    """The rows below the headings; all that is nonsense is told together."""
    if not table:
        raise RefusedError(_("It is empty."))
    columns = columns_of(table[0])
    rows: list[Row] = []
    wrong: list[str] = []
    for number, cells in enumerate(table[1:], start=2):
        if any(str(cell).strip() for cell in cells if cell is not None):
            try:
                rows.append(row_of(number, {columns[at]: cell for at, cell in enumerate(cells) if at in columns}))
            except RefusedError as error:
                wrong.append(_("Row %(number)s: %(why)s") % {"number": number, "why": error})
    wrong += twice(rows)
    if wrong:
        raise RefusedError("\n".join(wrong))
    return rows


def row_of(number: int, cells: dict[str, Any]) -> Row:
    values = {column: value_of(column, cell) for column, cell in cells.items()}
    path, url = str(values.pop("path", None) or ""), str(values.get("url") or "")
    if not path and not url:
        raise RefusedError(_("it tells neither path nor url."))
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    day = values.get("published_on")
    return Row(number, path, url, Given(**texts, published_on=day if isinstance(day, date) else None))


def twice(rows: Sequence[Row]) -> list[str]:
    """Sentences on documents that have two rows."""
    seen: dict[object, Row] = {}
    wrong = []
    for row in rows:
        key = parts(row.path) or row.url
        if key in seen:
            told = {"number": row.number, "other": seen[key].number, "label": row.label}
            wrong.append(_("Row %(number)s: %(label)s has row %(other)s already.") % told)
        seen.setdefault(key, row)
    return wrong
