"""Whole results as streams, in constant memory: CSV and JSON Lines."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson
from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from archive.api.negotiation import Csv, JsonLines
from archive.api.shapes import Record, Shape
from archive.presentation.spreadsheets import escape_formula

AT_ONCE = 500  # rows that are fetched and sent together


def json_lines(shape: Shape, rows: QuerySet[Any]) -> StreamingHttpResponse:
    """A record a line."""
    lines = (orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE) for one in records(shape, rows))
    return streamed(joined(lines), JsonLines.media_type, f"{shape.resource.place}.jsonl")


def comma_separated(shape: Shape, rows: QuerySet[Any]) -> StreamingHttpResponse:
    """A record a row below the names of its fields; those of an expanded record are named `speaker.name`."""
    headings = list(columns(shape))
    echo = csv.writer(Echo())

    def lines() -> Iterator[bytes]:
        yield echo.writerow(headings)
        for record in records(shape, rows):
            flat = dict(flattened(record))
            yield echo.writerow([cell(flat.get(name)) for name in headings])

    return streamed(joined(lines()), f"{Csv.media_type}; charset=utf-8", f"{shape.resource.place}.csv")


def records(shape: Shape, rows: QuerySet[Any]) -> Iterator[Record]:
    return shape.records(shape.of(rows).iterator(AT_ONCE))


def streamed(blocks: Iterable[bytes], media_type: str, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(blocks, content_type=media_type, headers=headers)


def joined(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Many lines at once: each block is a step of the server's and of the compression's."""
    block: list[bytes] = []
    for line in lines:
        block.append(line)
        if len(block) == AT_ONCE:
            yield b"".join(block)
            block = []
    yield b"".join(block)


class Echo:
    """A file that gives back what is written."""

    def write(self, line: str) -> bytes:
        return line.encode()


def columns(shape: Shape, prefix: str = "") -> Iterator[str]:
    """The headings: of what is expanded, its fields in place of its id."""
    inner = dict(zip(shape.expanded, shape.inner, strict=True))
    for name in shape.names:
        if name in inner:
            yield from columns(inner[name], f"{prefix}{name}.")
        else:
            yield prefix + name


def flattened(record: Record, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        if isinstance(value, dict) and {"id", "self"} <= value.keys():
            yield from flattened(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def cell(value: Any) -> Any:
    """A value as spreadsheets take it: lists parted by « | », objects as JSON, no text that would be a formula."""
    if isinstance(value, list):
        value = " | ".join(map(str, value))
    elif isinstance(value, dict):
        value = orjson.dumps(value).decode() if value else ""
    return escape_formula(value)


FORMS: dict[str, Callable[[Shape, QuerySet[Any]], StreamingHttpResponse]] = {
    "jsonl": json_lines,
    "csv": comma_separated,
}
