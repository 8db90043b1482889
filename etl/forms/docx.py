"""DOCX: paragraphs and tables in the order of the document; of changes still open, what the author wants to stand."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from etl.document import Extract, RefusedError
from etl.packed import check_package

MAIN = "word/document.xml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
CELLS = " | "
BULLET = "• "
# Deleted, moved away, or said twice; what a paragraph looks like; text boxes, which follow their paragraph.
LEFT_OUT = {f"{WORD}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "txbxContent", "sdtPr")} | {FALLBACK}
CHARACTERS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "‑"}


def read(content: bytes) -> Extract:
    """The text of a DOCX, a paragraph a line, a row of a table a line. Raises RefusedError for what is none."""
    check_package(content, MAIN, "DOCX")
    import docx

    try:
        body = docx.Document(io.BytesIO(content)).element.body
        text = "\n".join(blocks(body)) if body is not None else ""
    except Exception as error:  # what a broken package raises comes from zip, XML and the library alike
        raise RefusedError(_("The DOCX is broken: %(why)s") % {"why": str(error)[:200] or repr(error)}) from error
    if not text.strip():
        raise RefusedError(_("The DOCX has no text."))
    if len(text) > settings.ARCHIVE_MAX_DOCUMENT_BYTES:
        raise RefusedError(_("The DOCX has too much text: more than ARCHIVE_MAX_DOCUMENT_BYTES."))
    return Extract(text)


def blocks(element: Any) -> Iterator[str]:
    """The lines below an element, whatever wraps them: content controls, changes, custom XML."""
    for child in element:
        if child.tag == f"{WORD}p":
            line = words(child)
            if line.strip():
                yield BULLET + line if is_item(child) and not line.startswith(("•", "-", "–", "«")) else line
            for box in child.iter(f"{WORD}txbxContent"):
                if not any(above.tag in {FALLBACK, f"{WORD}txbxContent"} for above in box.iterancestors()):
                    yield from blocks(box)
        elif child.tag == f"{WORD}tbl":
            yield from rows(child)
        elif child.tag not in LEFT_OUT:
            yield from blocks(child)


def is_item(paragraph: Any) -> bool:
    """Whether a paragraph is an item of a list, by its own numbering or by its style; headings may be numbered."""
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    name = "" if style is None else (style.get(f"{WORD}val") or "").lower()
    numbering = paragraph.find(f"{WORD}pPr/{WORD}numPr/{WORD}numId")
    numbered = numbering is not None and numbering.get(f"{WORD}val") != "0"
    return (numbered or name.startswith(("list", "puce"))) and not name.startswith(("heading", "titre", "title"))


def rows(table: Any) -> Iterator[str]:
    """A table, row by row; one with a single cell is a frame around paragraphs."""
    cells = own(table, "tc")
    if len(cells) == 1:
        yield from blocks(next(iter(cells)))
        return
    for row in own(table, "tr"):
        of_row = [cell for cell in row.iterfind(f".//{WORD}tc") if cell in cells]
        line = CELLS.join(" ".join(" ".join(blocks(cell)).split()) for cell in of_row)
        if line.strip(" |"):
            yield line


def own(table: Any, name: str) -> dict[Any, None]:
    """The rows or cells of a table, without those of tables within it."""
    return {one: None for one in table.iter(f"{WORD}{name}") if next(one.iterancestors(f"{WORD}tbl")) is table}


def words(paragraph: Any) -> str:
    """The characters of a paragraph, links and accepted changes included."""
    said: list[str] = []
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag in LEFT_OUT:
            continue
        if element.tag == f"{WORD}t":
            said.append(element.text or "")
        elif element.tag in CHARACTERS:
            said.append(CHARACTERS[element.tag])
        waiting.extend(reversed(element))
    return "".join(said)
