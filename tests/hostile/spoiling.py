"""Bytes that were a sound document, spoilt: anywhere, or within the parts of an Office package."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

TOKENS = [
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[31m", b"\r", b"\x80", b"\xc3", b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80", b"%PDF-1.7", b"PK\x03\x04", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;",
    b"<?xml version='1.0'?>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<script>", b"</p>", b"<table>" * 50,
    b"<q>" * 200, b"{" * 500, b"[" * 5000, b'"text":', b"\\ud800", b"1e999", b"-" * 300, b"obj", b"endobj",
    b"stream\n", b"endstream", b"/Kids [1 0 R 2 0 R]", b"/Length 99999999", b"<< " * 400, b"9" * 400,
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n", b"--x--", b"=?utf-8?q?=00?=", b"base64",
    b"../../", b"'; DROP TABLE x;--", b"=cmd|' /C calc'!A0", b"{{7*7}}", b"%s%n", b"${x}", "\u202e".encode(),
    "« ".encode() * 100, b"\n" * 3000, b" " * 9000,
]  # fmt: skip
Spoil = Callable[[bytes, random.Random], bytes]
LONGEST = 400_000


def flip(content: bytes, chance: random.Random) -> bytes:
    """Some bits turned over."""
    spoilt = bytearray(content)
    for _ in range(chance.randrange(1, 9)):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut(content: bytes, chance: random.Random) -> bytes:
    """A stretch left out."""
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:first] + content[last:]


def end(content: bytes, chance: random.Random) -> bytes:
    """The end left out, as a transfer that broke off."""
    return content[: chance.randrange(len(content) + 1)]


def double(content: bytes, chance: random.Random) -> bytes:
    """A stretch said again, several times."""
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:last] + content[first:last] * chance.randrange(1, 6) + content[last:]


def insert(content: bytes, chance: random.Random) -> bytes:
    """Something that means something to a reader of some form."""
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(TOKENS) + content[at:]


def noise(content: bytes, chance: random.Random) -> bytes:
    """A stretch of random bytes."""
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.randbytes(chance.randrange(1, 60)) + content[at:]


SPOILS: tuple[Spoil, ...] = (flip, cut, end, double, insert, insert, noise)


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """Spoilt in one to four ways; of a package, half of the time within a part, so that it still unpacks."""
    if content.startswith(b"PK") and chance.random() < 0.6:
        return spoilt_part(content, chance)
    for _ in range(chance.randrange(1, 5)):
        content = chance.choice(SPOILS)(content, chance)[:LONGEST]
    return content


def spoilt_part(content: bytes, chance: random.Random) -> bytes:
    """A zip with one of its parts spoilt."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(
        [name for name in parts if "document" in name or "sheet" in name or "shared" in name] or list(parts)
    )
    parts[name] = chance.choice(SPOILS)(parts[name], chance)[:LONGEST]
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these members."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()
