"""PDF: the text that its pages show, line by line, put together to paragraphs."""

from __future__ import annotations

import io
import logging
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from etl.document import Extract, RefusedError
from etl.forms.paragraphs import Line, paragraphs

MAX_PAGES = 300
MAX_STREAM_BYTES = 20_000_000  # of one page's drawing, unpacked
STREAM_LIMITS = (
    "zlib_maximum_output_length",
    "lzw_maximum_output_length",
    "run_length_maximum_output_length",
    "array_based_stream_maximum_output_length",
)
MAX_CHARACTERS = 5_000_000


def read(content: bytes) -> Extract:
    """The text of a PDF, a paragraph a line. Raises RefusedError for a scanned, locked or broken one."""
    from pypdf import apply_configuration
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    limits: dict[str, Any] = dict.fromkeys(STREAM_LIMITS, MAX_STREAM_BYTES)
    try:
        with apply_configuration(None, **limits):
            pages = pages_of(content)
    except RefusedError:
        raise
    except DependencyError as error:
        raise RefusedError(_("The PDF is locked in a way that cannot be read: save it without protection.")) from error
    except Exception as error:  # a broken PDF breaks the library in any way there is
        raise RefusedError(_("The PDF is broken: %(why)s") % {"why": str(error)[:200] or repr(error)}) from error
    text = "\n".join(paragraphs(pages))
    if not text.strip():
        raise RefusedError(_("The PDF has no text, only pictures: it was scanned. Give the text itself."))
    return Extract(text)


def pages_of(content: bytes) -> list[list[Line]]:
    """The lines of each page, in limits."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedError(_("The PDF is locked with a password."))
    if len(reader.pages) > MAX_PAGES:
        raise RefusedError(_("The PDF has more than %(limit)s pages.") % {"limit": MAX_PAGES})
    pages: list[list[Line]] = []
    characters = 0
    for page in reader.pages:
        pages.append(lines_of(page))
        characters += sum(len(line.words) for line in pages[-1])
        if characters > min(MAX_CHARACTERS, settings.ARCHIVE_MAX_DOCUMENT_BYTES):
            raise RefusedError(_("The PDF has too much text for a release."))
    return pages


def lines_of(page: Any) -> list[Line]:
    """The lines of a page with where they stand, in the order in which they were written."""
    lines: list[Line] = []
    said: list[str] = []
    place: tuple[float, float] | None = None

    def end() -> None:
        nonlocal place
        if words := "".join(said).strip(" \t\n"):
            lines.append(Line(words, *(place or (0.0, 0.0))))
        said.clear()
        place = None

    def hear(words: str, outer: list[float], inner: list[float], _font: object, size: float) -> None:
        nonlocal place
        for number, part in enumerate(words.split("\n")):
            if number:
                end()
            if part.strip() and place is None:
                height = abs(size * (inner[3] or inner[1]) * (outer[3] or outer[1]))
                place = (inner[4] * outer[1] + inner[5] * outer[3] + outer[5], height)
            said.append(part)

    page.extract_text(visitor_text=hear)
    end()
    return lines
