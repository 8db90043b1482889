"""The forms a document may have besides plain text, a module each; libraries are loaded with the first of a form."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePosixPath
from typing import cast

from etl.document import DOCX, EMAIL, HTML, PDF, TEXT, Extract

SUFFIXES = {
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
    ".eml": EMAIL,
}
READERS = {HTML: "html", PDF: "pdf", DOCX: "docx", EMAIL: "mail"}
PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html)\b", re.I | re.S
)


def media_type_of(name: str, content: bytes) -> str:
    """Which form a document has, by its first bytes where they tell, else by its name."""
    if content.startswith(b"%PDF-"):
        return PDF
    by_name = SUFFIXES.get(PurePosixPath(name).suffix.lower(), TEXT)
    if by_name == TEXT and content.startswith(b"PK\x03\x04") and b"word/document.xml" in content:
        return DOCX
    if by_name == TEXT and PAGE.match(content[:2000]):
        return HTML
    return by_name


def extract(media_type: str, content: bytes) -> Extract:
    """The text of a document that is of one of the forms. Raises RefusedError with a sentence if it cannot be read."""
    return cast("Extract", import_module(f"etl.forms.{READERS[media_type]}").read(content))
