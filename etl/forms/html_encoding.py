"""The characters of an HTML page: what its bytes show goes before what its head says."""

from __future__ import annotations

import re

from etl.text import MARKS, decoded, marked

DECLARED = re.compile(rb"<meta[^>]{0,300}charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
KNOWN = re.compile(
    r"iso-8859-\d{1,2}|latin-?[19]|windows-125\d|cp125\d|us-ascii|ascii|koi8-[ru]|macintosh|shift_jis|euc-(?:jp|kr)"
    r"|gb2312|gbk|gb18030|big5"
)
# As browsers read them.
REALLY = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252", "us-ascii": "windows-1252"}


def decoded_page(content: bytes) -> tuple[str, str]:
    """The characters of a page and the name of their encoding. Raises RefusedError for what is no text."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return marked(content, encoding), encoding
    if b"\0" not in content and (declared := declared_in(content)) and not is_utf_8(content):
        try:
            return content.decode(declared), declared
        except (UnicodeDecodeError, LookupError):
            pass
    return decoded(content)


def is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def declared_in(content: bytes) -> str | None:
    """The encoding that the head of a page names, if it is one that pages were written in."""
    if not (match := DECLARED.search(content[:4096])):
        return None
    name = match[1].decode("ascii").lower()
    return REALLY.get(name, name) if KNOWN.fullmatch(name) else None
