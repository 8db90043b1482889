"""CSV, XLSX and JSON, in which a name such as «=1+1» is no formula and comes back as it was."""

from __future__ import annotations

import re
from typing import Any

from import_export.formats import base_formats
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# What a spreadsheet would run, with the apostrophes that earlier exports put before it; plain numbers are harmless.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
ESCAPED = re.compile(r"'+[=+\-@\t\r]")
NUMBER = re.compile(r"[+\-]?\d+([.,]\d+)?\Z")
CONTROL_CODE = re.compile(r"_x([0-9A-F]{4})_")


def escape_formula(cell: Any) -> Any:
    """Put an apostrophe before what a spreadsheet would take for a formula.

    >>> escape_formula("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) and not NUMBER.match(cell) else cell


def unescape_formula(cell: Any) -> Any:
    """Undo `escape_formula`."""
    return cell[1:] if isinstance(cell, str) and ESCAPED.match(cell) else cell


def escape_controls(cell: Any) -> Any:
    """Write characters that XML cannot hold as Office does: a form feed is `_x000C_`."""
    if not isinstance(cell, str):
        return cell
    plain = CONTROL_CODE.sub(lambda code: f"_x005F_{code[0][1:]}", cell)
    return ILLEGAL_CHARACTERS_RE.sub(lambda control: f"_x{ord(control[0]):04X}_", plain)


def unescape_controls(cell: Any) -> Any:
    """Undo `escape_controls`."""
    return CONTROL_CODE.sub(lambda code: chr(int(code[1], 16)), cell) if isinstance(cell, str) else cell


class _Escaping:
    """Escapes what is exported and undoes it in what is imported; cells keep their types."""

    def escape(self, cell: Any) -> Any:
        return escape_formula(cell)

    def unescape(self, cell: Any) -> Any:
        return unescape_formula(cell)

    def _escape_formulae(self, dataset: Any) -> None:
        _replace(dataset, self.escape)

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Any:
        dataset = super().create_dataset(in_stream, **kwargs)  # type: ignore[misc]
        _replace(dataset, self.unescape)
        return dataset


class CSV(_Escaping, base_formats.CSV):  # type: ignore[misc]
    """Comma-separated, UTF-8."""


class XLSX(_Escaping, base_formats.XLSX):  # type: ignore[misc]
    """A workbook of one sheet."""

    def escape(self, cell: Any) -> Any:
        return escape_formula(escape_controls(cell))

    def unescape(self, cell: Any) -> Any:
        return unescape_controls(unescape_formula(cell))


class JSON(base_formats.JSON):  # type: ignore[misc]
    """A list of objects; nothing to escape."""

    def _escape_formulae(self, dataset: Any) -> None:
        """Leave the values alone: nothing runs them."""


FORMATS = [CSV, XLSX, JSON]


def _replace(dataset: Any, change: Any) -> None:
    for _ in range(len(dataset)):
        dataset.append([change(cell) for cell in dataset.lpop()])
