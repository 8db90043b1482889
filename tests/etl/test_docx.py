"""DOCX: paragraphs, lists, tables and accepted changes, in their order."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from etl.document import DOCX, Document, RefusedError
from etl.text import canonical
from tests.etl import forms


def lines(content: bytes) -> list[str]:
    return canonical(Document("a.docx", content, DOCX)).content.split("\n")


def refused(content: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        canonical(Document("a.docx", content, DOCX))
    return str(caught.value)


def packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_body(xml: str) -> bytes:
    """A DOCX with this in its body; `w:` is declared."""
    document = docx.Document()
    body = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")
    for number, element in enumerate(list(body)):
        document.element.body.insert(number, element)
    return forms.saved(document)


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_lists_and_tables_stand_where_they_were_written() -> None:
    document = docx.Document()
    document.add_heading(forms.TITLE, 1)
    for measure in forms.MEASURES:
        document.add_paragraph(measure, style="List Bullet")
    table = document.add_table(0, 2)
    for cells in forms.COUNTS:
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("La fin.")
    assert lines(forms.saved(document)) == [
        forms.TITLE,
        *(f"• {measure}" for measure in forms.MEASURES),
        "Pays | Navires",
        "Rwanda | 12",
        "Togo | 8",
        "La fin.",
    ]


def test_a_table_of_one_cell_is_a_frame_around_paragraphs() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Un"
    cell.add_paragraph("Deux")
    assert lines(forms.saved(document)) == ["Un", "Deux"]


def test_what_was_deleted_is_left_out_and_what_was_inserted_is_read() -> None:
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>douze</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="a">{run("vingt")}</w:ins>'
    assert lines(with_body(f"<w:p>{run('Il y a ')}{deleted}{inserted}{run(' navires')}</w:p>")) == [
        "Il y a vingt navires"
    ]


def test_a_content_control_is_read() -> None:
    assert lines(with_body(f"<w:sdt><w:sdtContent><w:p>{run('Un titre')}</w:p></w:sdtContent></w:sdt>")) == ["Un titre"]


def test_links_and_breaks_within_a_paragraph_are_read() -> None:
    link = f"<w:hyperlink w:anchor='a'>{run('ce lien')}</w:hyperlink>"
    under = f"<w:r><w:br/></w:r>{run('et sous')}<w:r><w:noBreakHyphen/></w:r>{run('marin')}"
    assert lines(with_body(f"<w:p>{run('Voir ')}{link}{under}</w:p>")) == ["Voir ce lien", "et sous‑marin"]


def test_a_docx_without_text_is_refused() -> None:
    assert refused(forms.word([])) == "The DOCX has no text."


def test_another_zip_is_refused() -> None:
    assert "has no word/document.xml" in refused(packed(a=b"Bonjour"))


def test_a_locked_or_old_file_is_refused() -> None:
    assert "locked with a password, or an old" in refused(b"\xd0\xcf\x11\xe0" + bytes(600))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "zip bomb" in refused(packed(**{"word/document.xml": b" " * 5_000_000}))


def test_too_much_xml_is_refused(settings: object) -> None:
    content = forms.word()
    settings.ARCHIVE_MAX_DOCUMENT_BYTES = 1_000
    assert "zip bomb" in refused(content)


def test_an_entity_that_a_docx_declares_is_not_expanded() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(forms.word(["MARK"]))) as old, zipfile.ZipFile(bomb, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                head, _end, rest = content.partition(b"?>")
                declared = b'?><!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "boom">]>'
                content = head + declared + rest.replace(b"MARK", b"Ici &a; &b;")
            new.writestr(name, content)
    content = canonical(Document("a.docx", bomb.getvalue(), DOCX)).content
    assert "root:" not in content
    assert "boom" not in content
