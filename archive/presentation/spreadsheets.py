"""Cells that a spreadsheet takes as they are: nothing in them is run."""

from __future__ import annotations

import re
from typing import Any

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
