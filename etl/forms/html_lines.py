"""The lines of marked-up text: a paragraph, heading, item of a list or row of a table each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "head", "ul", "ol", "dl", "list", "li", "item", "dt", "dd",
    "table", "thead", "tbody", "tr", "row", "blockquote", "section", "article", "main", "pre", "code", "body",
    "figure", "figcaption", "address", "br", "lb", "hr", "caption", "center", "fieldset", "details", "summary",
}  # fmt: skip
ITEMS = {"li", "item"}
CELLS = {"td", "th", "cell"}
ROWS = {"tr", "row"}
FRAME = {
    "nav", "header", "footer", "aside", "form", "script", "style", "noscript", "template", "head", "iframe", "svg",
    "button", "select", "textarea", "object", "math", "title",
}  # fmt: skip
BULLET = "• "
CELL_BREAK, ITEM_END = "\x1f", "\x1e"
BLANKS = re.compile(r"[ \t\n\r\f]+")


def lines_of(body: Any) -> Iterator[str]:
    """The text below an element, line by line, without the frame of a page. Spaces are as a browser shows them."""
    line: list[str] = []
    for piece in pieces(body):
        if piece == ITEM_END or (piece == "\n" and "".join(line).strip() != BULLET.strip()):
            yield from written(line)
            line = []
        elif piece == "\n":
            continue  # a paragraph within an item begins behind its bullet
        else:
            line.append(piece)
    yield from written(line)


def written(pieces_: list[str]) -> Iterator[str]:
    """One line, unless there is nothing in it; the cells of a row with bars between."""
    item = BULLET in pieces_
    cells = [spaced(cell) for cell in "".join(piece for piece in pieces_ if piece != BULLET).split(CELL_BREAK)]
    words = " | ".join(cell for cell in cells if cell) if len(cells) > 1 else cells[0]
    if words:
        yield BULLET + words if item and not words.startswith(("•", "-", "–", "«")) else words


def spaced(words: str) -> str:
    """Runs of blanks as one; no-break spaces stay."""
    return BLANKS.sub(" ", words).strip(" ")


def pieces(body: Any) -> Iterator[str]:
    """Characters, line breaks and marks, in the order of the text."""
    from lxml.etree import iterwalk

    frame = FRAME - {"head"} if body.find(".//item") is not None or body.get("rend") else FRAME
    depth_of_row = 0
    walk = iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag
        if event in {"comment", "pi"}:
            yield element.tail or ""
            continue
        if event == "start":
            if tag in frame and element is not body and not is_heading(element):
                walk.skip_subtree()
                continue
            depth_of_row += tag in ROWS
            yield from opened(tag, depth_of_row)
            yield element.text or ""
        else:
            skipped = tag in frame and element is not body and not is_heading(element)
            if not skipped:
                yield from closed(tag, depth_of_row)
                depth_of_row -= tag in ROWS
            if element is not body:
                yield element.tail or ""


def is_heading(element: Any) -> bool:
    """Whether a <head> is what trafilatura calls a heading."""
    return element.tag == "head" and element.get("rend") is not None


def opened(tag: str, in_rows: int) -> Iterator[str]:
    if tag in ROWS or (tag in BLOCKS and not in_rows):
        yield "\n"
    elif tag in BLOCKS:
        yield " "
    if tag in ITEMS and not in_rows:
        yield BULLET


def closed(tag: str, in_rows: int) -> Iterator[str]:
    if tag in CELLS:
        yield CELL_BREAK
    elif tag in ITEMS and not in_rows:
        yield ITEM_END
    elif tag in ROWS or (tag in BLOCKS and not in_rows):
        yield "\n"
    elif tag in BLOCKS:
        yield " "
