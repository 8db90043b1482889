"""Documents that were made to do harm: each by the name of the file that it comes as, made when it is wanted."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial

from tests.etl import forms
from tests.hostile.spoiling import zipped

Attack = tuple[str, Callable[[], bytes]]
CANARY = "http://127.0.0.1:9/fetched"
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>'
NAMED = f'<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY net SYSTEM "{CANARY}"><!ENTITY % p SYSTEM "{CANARY}">%p;'
OUTSIDE = f"<!DOCTYPE w [{NAMED}]>"
QUADRATIC = f'<!DOCTYPE w [<!ENTITY a "{"a" * 50_000}">]>'


def attacks() -> Iterator[Attack]:
    """All of them."""
    yield from in_packages()
    yield from in_zips()
    yield from in_pages()
    yield from in_mails()
    yield from in_lines()
    yield from in_papers()
    yield from in_texts()


def repacked(package: bytes, part: str, change: dict[bytes, bytes], head: str = "") -> bytes:
    """A package with words of a part exchanged, and a document type before its root."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    content = parts[part]
    for old, new in change.items():
        content = content.replace(old, new)
    at = content.index(b"?>") + 2 if b"?>" in content[:200] else 0
    parts[part] = content[:at] + head.encode() + content[at:]
    return zipped(parts)


def workbook() -> bytes:
    """A table of metadata."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["path", "title", "day"])
    book.active.append(["one.txt", "Vingt navires", "2019-04-09"])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def in_packages() -> Iterator[Attack]:
    word, day = forms.word(), forms.DAY.encode()
    for name, head, reference in (
        ("laughs", BOMB, b"&l9;"),
        ("outside", OUTSIDE, b"&file;&net;"),
        ("quadratic", QUADRATIC, b"&a;" * 20_000),
    ):
        yield f"{name}.docx", partial(repacked, word, "word/document.xml", {day: reference}, head)
        yield f"{name}.xlsx", partial(repacked, workbook(), SHEET, {b"Vingt navires": reference}, head)
        yield f"{name}-rels.docx", partial(repacked, word, "word/_rels/document.xml.rels", {}, head)
    remote = f'Target="{CANARY}" TargetMode="External"'.encode()
    yield "remote.docx", lambda: repacked(word, "word/_rels/document.xml.rels", {b'Target="styles.xml"': remote})
    yield (
        "deep.docx",
        lambda: repacked(word, "word/document.xml", {b"<w:body>": b"<w:body>" + b"<w:sdt><w:sdtContent>" * 5000}),
    )
    yield (
        "tables.docx",
        lambda: repacked(word, "word/document.xml", {b"<w:body>": b"<w:body>" + b"<w:tbl><w:tr><w:tc>" * 2000}),
    )
    yield "bomb.docx", lambda: zipped({"[Content_Types].xml": b"", "word/document.xml": b"<a>" + b" " * 60_000_000})
    yield "wide.xlsx", lambda: repacked(workbook(), SHEET, {b'r="A1"': b'r="XFD1048576"'})
    yield "rows.xlsx", lambda: zipped({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<a/>" * 300_000})


def in_zips() -> Iterator[Attack]:
    text = forms.text()
    for number, name in enumerate(
        ("../../escaped.txt", "/var/escaped.txt", "C:\\escaped.txt", "a/../../escaped.txt", "..\\escaped.txt")
    ):
        yield f"climbing-{number}.zip", partial(zipped, {name: text, "sound.txt": text + name.encode()})
    yield "bomb.zip", lambda: zipped({f"{number}.txt": b"a" * 15_000_000 for number in range(3)})
    yield "many.zip", lambda: zipped({f"{number}.txt": b"" for number in range(6_000)})
    yield "nested.zip", lambda: zipped({"inner.zip": zipped({"inner.txt": text})})
    yield "twice.zip", lambda: zipped({"a.txt": text}) + zipped({"b.txt": text})
    yield "link.zip", link
    yield "overlapping.zip", lambda: overlapping(text)
    yield "lying.zip", lying
    yield "names.zip", lambda: zipped({f"{'é' * 200}/{number}\x01\n\x7f.txt": text for number in range(3)})


def link() -> bytes:
    """A member that is a symbolic link to a file of the machine."""
    member = zipfile.ZipInfo("link.txt")
    member.external_attr = 0o120777 << 16
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr(member, "/etc/passwd")
    return written.getvalue()


def lying() -> bytes:
    """A directory that says that the member is ten bytes long."""
    written = bytearray(zipped({"lies.txt": b"a" * 2_000_000}))
    at = written.index(b"PK\x01\x02")
    written[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(written)


def overlapping(text: bytes) -> bytes:
    """A directory of twenty entries, each of which is the same member."""
    one = zipped({"x.txt": text * 50})
    start, directory = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    entries = b"".join(one[start:directory].replace(b"x.txt", b"%05d" % number) for number in range(20))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 20, 20, len(entries), start, 0)
    return one[:start] + entries + tail


def in_pages() -> Iterator[Attack]:
    fetched = (
        f'<base href="{CANARY}"><link rel="stylesheet" href="{CANARY}"><meta http-equiv="refresh" content="0;{CANARY}">'
    )
    shown = f'<img src="{CANARY}"><iframe src="{CANARY}"></iframe><object data="file:///etc/passwd"></object>'
    yield "fetching.html", lambda: forms.page(fetched, shown)
    yield "deep.html", lambda: forms.page(body="<div>" * 20_000)
    yield "wide.html", lambda: forms.page(body="<b>x</b>" * 200_000)
    yield "entities.html", lambda: (BOMB + forms.page().decode().replace(forms.DAY, "&l9;")).encode()
    yield "outside.xhtml", lambda: (OUTSIDE + forms.page().decode().replace(forms.DAY, "&file;")).encode()
    yield "attributes.html", lambda: forms.page(body=f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>x")
    yield "comment.html", lambda: forms.page(body="<!--" * 50_000)
    yield "charset.html", lambda: forms.page('<meta charset="utf-7">').replace(b"utf-8", b"nonsense")
    yield "long.html", lambda: forms.page(body="a" * 3_500_000)
    yield "quotations.html", lambda: forms.page(body="<q>" * 9_000)
    yield "selects.html", lambda: forms.page(body="<select><option>" * 8_000)


def in_mails() -> Iterator[Attack]:
    head = b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000))
    yield "nested.eml", lambda: head + nested
    yield (
        "parts.eml",
        lambda: head + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 20_000,
    )
    yield (
        "outside.eml",
        lambda: head + f'Content-Type: message/external-body; access-type=URL; URL="{CANARY}"\r\n\r\n\r\n'.encode(),
    )
    yield "head.eml", lambda: b"Subject: " + b"=?utf-8?q?" * 20_000 + b"\r\n\r\nx"
    yield "heads.eml", lambda: b"".join(b"X-%d: y\r\n" % n for n in range(50_000)) + b"\r\n" + forms.text()
    yield "charset.eml", lambda: head + b"Content-Type: text/plain; charset=rot13\r\n\r\n" + forms.text()
    yield (
        "codec.eml",
        lambda: head + b"Content-Type: text/plain; charset=zlib_codec\r\n\r\n" + zlib.compress(b"a" * 1_000_000),
    )
    yield "date.eml", lambda: head + b"Date: " + b"9" * 5000 + b"\r\n\r\n" + forms.text()
    yield "fetching.eml", lambda: forms.mail(html=forms.page(body=f'<img src="{CANARY}">').decode())
    yield "folded.eml", lambda: head + b"Subject:" + b"\r\n x" * 30_000 + b"\r\n\r\n" + forms.text()


def in_lines() -> Iterator[Attack]:
    text = forms.text().decode()
    lines = {
        "deep": '{"text": ' + "[" * 100_000,
        "deeper": '{"text": "x", "more": ' + '{"a":' * 100_000 + "1" + "}" * 100_001,
        "number": '{"text": "x", "identifier": ' + "9" * 100_000 + "}",
        "surrogate": '{"text": "\\ud800", "title": "\\udfff"}',
        "nul": json.dumps({"text": f"a\0{text}"}),
        "twice": '{"text": "a", "text": "b"}' * 50,
        "nan": '{"text": "x", "identifier": NaN, "url": Infinity}',
        "long": json.dumps({"text": text, "title": "t" * 1_000_000, "city": "c" * 9_999}),
        "day": json.dumps({"text": text, "published_on": "9999-99-99"}),
        "early": json.dumps({"text": text + "early", "published_on": "0001-01-01", "url": "javascript:alert(1)"}),
        "page": json.dumps({"html": "<p>" * 20_000 + text}),
        "kinds": json.dumps({"text": {"a": text}, "title": [1], "language": True}),
        "keys": json.dumps({"text": text, **{f"k{n}": n for n in range(100_000)}}),
        "empty": "\n" * 200_000,
    }
    for name, line in lines.items():
        yield f"{name}.jsonl", partial(line.encode, "utf-8", "surrogatepass")


def in_papers() -> Iterator[Attack]:
    paper = forms.paper()
    yield "cycle.pdf", lambda: paper.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    yield "parent.pdf", lambda: paper.replace(b"/Contents 5 0 R", b"/Contents 4 0 R")
    yield "xref.pdf", lambda: paper.replace(b"startxref\n", b"startxref\n0000")
    yield "previous.pdf", lambda: paper.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % paper.rindex(b"xref\n0"))
    yield "bomb.pdf", lambda: packed_twice(paper)
    yield (
        "acts.pdf",
        lambda: paper.replace(b"/Type /Catalog", f"/Type /Catalog /OpenAction << /S /URI /URI ({CANARY}) >>".encode()),
    )
    yield (
        "launches.pdf",
        lambda: paper.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /Launch /F (/bin/sh) >>"),
    )
    yield "nested.pdf", lambda: paper.replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * 20_000)
    yield "names.pdf", lambda: paper.replace(b"/Type /Catalog", b"/Type /Catalog " + b"/a 1 " * 100_000)
    yield "pages.pdf", lambda: forms.pdf(*([[["x"]]] * 400))
    yield "words.pdf", lambda: forms.pdf([["a " * 200_000]])
    yield (
        "encrypted.pdf",
        lambda: paper.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 9 /R 9 >>"),
    )


def packed_twice(paper: bytes) -> bytes:
    """A page whose drawing unpacks to a hundred megabytes."""
    packed = zlib.compress(zlib.compress(b"(a) Tj " * 15_000_000))
    bomb = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(packed), packed)
    start, finish = paper.index(b"5 0 obj\n") + 8, paper.index(b"\nendobj", paper.index(b"5 0 obj"))
    return paper[:start] + bomb + paper[finish:]


def in_texts() -> Iterator[Attack]:
    text = forms.text()
    yield "large.txt", lambda: "« ".encode() * 3_000_000
    yield "line.txt", lambda: b"a" * 19_000_000
    yield "lines.txt", lambda: b"a\n" * 3_000_000
    yield "too-large.txt", lambda: b"a" * 20_000_001
    yield "numbers.txt", lambda: b"1 000 " * 300_000
    yield "accents.txt", lambda: ("e" + "\u0301" * 500_000).encode()
    yield "utf32.txt", lambda: text.decode().encode("utf-32")
    yield "utf7.txt", lambda: text.decode().encode("utf-7")
    yield "directions.txt", lambda: ("\u202e" + text.decode()).encode()
    yield "page.txt", lambda: b"<html>" + text
    yield "script.txt", lambda: b"<script>alert(1)</script>\n" + text
    yield "nothing.txt", lambda: b""
    yield "spaces.txt", lambda: b" " * 1_000_000
    yield "formula.txt", lambda: b"=cmd|' /C calc'!A0\n" + text
