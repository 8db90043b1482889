"""From the bytes of a document to its canonical text, in which every later offset counts."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import replace

from django.utils.translation import gettext as _

from etl.document import JSON_LINE, TEXT, Document, Extract, Given, RefusedError, Text
from etl.forms import extract
from etl.language import language_of
from etl.lines import read_line
from etl.mojibake import repaired

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FORMS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "zip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "Office"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "ELF"),
)
LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
SINGLE_BYTE_CONTROLS = re.compile(rb"[\x80-\x9f]")
# What prose of Western Europe writes beyond ASCII.
WESTERN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜÝŸ«»‹›“”„‘’‚–—…•·°€£§©®™²³ªº½¼¾¿¡\xa0\xad´¨¸ŠšŽž"
)


def canonical(document: Document) -> Text:
    """The text of a document. Raises RefusedError with a sentence for what is no text."""
    read = extracted(document)
    content = normal(repaired(read.content))
    if not content.strip():
        raise RefusedError(_("It is empty."))
    if "\0" in content:
        raise RefusedError(_("It has NUL characters."))
    given, told = with_sound_title(document.given.over(read.given)), with_sound_title(read.told)
    return Text(content, read.encoding, given.language or language_of(content), given, told)


def extracted(document: Document) -> Extract:
    if document.media_type == JSON_LINE:
        return read_line(document.content)
    if document.media_type != TEXT:
        return extract(document.media_type, document.content)
    return Extract(*decoded(document.content))


def with_sound_title(given: Given) -> Given:
    """The same with its title repaired as the text is."""
    return replace(given, title=normal(repaired(given.title))) if given.title else given


def normal(content: str) -> str:
    """NFC, lines ended by line feeds; spaces of every kind stay as they are."""
    content = LINE_ENDS.sub("\n", content)
    return unicodedata.normalize("NFC", content)


def decoded(content: bytes) -> tuple[str, str]:
    """The characters, and the name of the encoding they were in. Raises RefusedError for what is no text."""
    if not content:
        raise RefusedError(_("It is empty."))
    for start, form in FORMS:
        if content.startswith(start):
            raise RefusedError(_("It is binary (%(form)s), no text.") % {"form": form})
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return marked(content, encoding), encoding
    if b"\0" in content:
        raise RefusedError(_("It has NUL bytes: it is binary, or UTF-16 without a mark."))
    try:
        return prose(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        return single_byte(content, error)


def marked(content: bytes, encoding: str) -> str:
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        raise broken(encoding, error.start) from error
    if "\0" in text:
        raise RefusedError(_("It has NUL bytes."))
    return prose(text)


def single_byte(content: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """Windows-1252, of which Latin-1 is the part without 80 to 9F; broken UTF-8 and noise are refused."""
    lenient = content.decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    if sum(not character.isascii() for character in lenient) - bad > bad:
        raise broken("utf-8", error.start) from error
    try:
        text = content.decode("windows-1252")
    except UnicodeDecodeError as unknown:
        raise broken("windows-1252", unknown.start) from unknown
    beyond = [character for character in text if not character.isascii()]
    if sum(character in WESTERN for character in beyond) < 0.9 * len(beyond) or len(beyond) > max(4, 0.4 * len(text)):
        raise broken("windows-1252", error.start) from error
    return prose(text), "windows-1252" if SINGLE_BYTE_CONTROLS.search(content) else "latin-1"


def prose(text: str) -> str:
    """The text, unless control characters show that it is none."""
    controls = len(CONTROLS.findall(text))
    if controls > 2 and controls > len(text) / 1000:
        raise RefusedError(_("It is binary, no text: it has %(count)s control characters.") % {"count": controls})
    return text


def broken(encoding: str, place: int) -> RefusedError:
    return RefusedError(
        _("Its bytes are broken beyond reading: byte %(place)s is no %(encoding)s.")
        % {"place": f"{place + 1:,}", "encoding": encoding.upper()}
    )
