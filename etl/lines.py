"""JSON Lines: one object a line, with a text and what is known of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from etl.document import JSON_LINE, Document, Extract, Given, Refusal, RefusedError

LINES = {".jsonl", ".ndjson"}
SURROGATE = re.compile("[\ud800-\udfff]")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
STRINGS = ("identifier", "url", "title", "issuer", "language", "city", "country")
LIMITS = {"url": 2000, "language": 10}
BOM = b"\xef\xbb\xbf"


def looks_like_lines(first: bytes) -> bool:
    """Whether the first line of a stream is an object with a text: then the stream is JSON Lines."""
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and ("text" in value or "html" in value)


def read_lines(name: str, stream: IO[bytes], first: bytes | None = None) -> Iterator[Document | Refusal]:
    """Yield a document for each line of `stream`, named `name#1`, `name#2`, …; blank lines count but hold nothing.

    `first` is the first line where it was read from the stream already. Memory holds one line, cut at the size limit.
    """
    limit = settings.ARCHIVE_MAX_DOCUMENT_BYTES
    number, found = 0, False
    line = stream.readline(limit + 1) if first is None else first
    line = line.removeprefix(BOM)
    while line:
        number += 1
        if len(line) > limit:
            found = True
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            reason = _("The line is longer than %(limit)s bytes (ARCHIVE_MAX_DOCUMENT_BYTES).") % {
                "limit": f"{limit:,}"
            }
            yield Refusal(f"{name}#{number}", reason)
        elif content := line.strip():
            found = True
            yield Document(f"{name}#{number}", content, JSON_LINE)
        line = stream.readline(limit + 1)
    if not found:
        yield Refusal(name, _("The file holds no lines."))


def read_line(content: bytes) -> Extract:
    """The text of a line and what came with it. Raises RefusedError for a line that is not as the archive wants it."""
    value = as_object(content)
    given = given_in(value)
    text, page = value.get("text"), value.get("html")
    if text is None and isinstance(page, str):
        from etl.forms.html import read_page

        extract = read_page(storable("html", page))
        return Extract(extract.content, given=given.over(extract.given), told=extract.told)
    if not isinstance(text, str):
        raise RefusedError(_("The line has no “text” or “html”, or one that is no string."))
    return Extract(storable("text", text), given=given)


def given_in(value: dict[str, Any]) -> Given:
    """What an object says beside its text. Raises RefusedError for a value that is not of its kind."""
    strings = {key: string(key, value.get(key)) for key in STRINGS}
    return Given(
        identifier=strings["identifier"] or "",
        url=strings["url"] or "",
        title=strings["title"],
        published_on=day(string("published_on", value.get("published_on"))),
        issuer=strings["issuer"],
        language=language(strings["language"]),
        city=strings["city"],
        country=strings["country"],
    )


def as_object(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except UnicodeDecodeError as error:
        raise RefusedError(_("The line is not in UTF-8.")) from error
    except (ValueError, RecursionError) as error:
        raise RefusedError(_("The line is no JSON: %(why)s.") % {"why": error}) from error
    if not isinstance(value, dict):
        raise RefusedError(_("The line is no JSON object."))
    return value


def string(key: str, value: object) -> str | None:
    if value is None:
        return None
    if key == "identifier" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise RefusedError(_("“%(key)s” is no string.") % {"key": key})
    if len(value) > LIMITS.get(key, 10_000):
        raise RefusedError(_("“%(key)s” is too long.") % {"key": key})
    return storable(key, value).strip() or None


def storable(key: str, value: str) -> str:
    """The value, unless no database can keep it: NUL characters and halves of surrogate pairs."""
    if "\0" in value:
        raise RefusedError(_("“%(key)s” has NUL characters.") % {"key": key})
    if SURROGATE.search(value):
        raise RefusedError(_("“%(key)s” has half a surrogate pair: its characters are broken.") % {"key": key})
    return value


def day(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        if len(value) != 10:
            raise ValueError
        return date.fromisoformat(value)
    except ValueError as error:
        raise RefusedError(
            _("“published_on” is “%(value)s”, which is no day: write YYYY-MM-DD.") % {"value": value}
        ) from error


def language(value: str | None) -> str | None:
    if value is None:
        return None
    primary, hyphen, rest = value.partition("-")
    tag = primary.lower() + hyphen + rest
    if not LANGUAGE.fullmatch(tag):
        raise RefusedError(_("“language” is “%(value)s”, which is no language tag such as fr.") % {"value": value})
    return tag
