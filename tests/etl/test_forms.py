"""One release in every form: each is read to the same quotes."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from etl.contract import parsed_document
from etl.document import DOCX, EMAIL, HTML, JSON_LINE, PDF, TEXT, Document, Refusal, RefusedError
from etl.forms import media_type_of
from etl.read import read
from etl.text import canonical
from tests.etl import forms

FORMS = {
    "a.txt": forms.text(),
    "a.html": forms.page(),
    "a.docx": forms.word(),
    "a.pdf": forms.paper(),
    "a.eml": forms.mail(),
    "html.eml": forms.mail(html=forms.page().decode()),
}


def refused(name: str, content: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        canonical(Document(name, content, media_type_of(name, content)))
    return str(caught.value)


@pytest.mark.parametrize("name", FORMS)
def test_every_form_of_a_release_is_read_to_the_same_quotes(name: str) -> None:
    text, parsed = parsed_document(Document(name, FORMS[name], media_type_of(name, FORMS[name])))
    assert [quote.text for quote in parsed.quotes if quote.kind != "indirect"] == forms.SAID
    assert (parsed.title, parsed.published_on, text.language) == (forms.TITLE, "2019-04-09", "fr")


@pytest.mark.parametrize("name", FORMS)
def test_every_form_keeps_the_order_of_its_paragraphs(name: str) -> None:
    lines = canonical(Document(name, FORMS[name], media_type_of(name, FORMS[name]))).content.split("\n")
    assert [line for line in lines if line] == list(forms.PARAGRAPHS)


def test_a_line_of_json_lines_may_hold_html() -> None:
    line = json.dumps({"html": forms.page().decode(), "title": "Un autre titre"}).encode()
    text, parsed = parsed_document(Document("a.jsonl#1", line, JSON_LINE))
    assert [quote.text for quote in parsed.quotes if quote.kind != "indirect"] == forms.SAID
    assert text.given.title == parsed.title == "Un autre titre"


def test_a_zip_holds_any_of_them(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in FORMS.items():
            archive.writestr(name, content)
    items = list(read([tmp_path / "all.zip"]))
    assert {item.name: (item.media_type, item.content) for item in items if isinstance(item, Document)} == {
        f"all.zip!{name}": (media_type_of(name, content), content) for name, content in FORMS.items()
    }


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("stdin", forms.page(), HTML),
        ("stdin", forms.paper(), PDF),
        ("stdin", forms.word(), DOCX),
        ("page.HTM", b"Bonjour", HTML),
        ("mail.EML", b"Bonjour", EMAIL),
        ("a.txt", b"<p>html, d\xe9clar\xe9", TEXT),
        ("a.txt", b"Bonjour <!doctype html>", TEXT),
    ],
)
def test_the_form_is_told_by_the_first_bytes_or_else_by_the_name(name: str, content: bytes, media_type: str) -> None:
    assert media_type_of(name, content) == media_type


@pytest.mark.parametrize("form", ["html", "docx", "pdf", "eml"])
def test_broken_files_are_refused_with_a_sentence(form: str) -> None:
    whole = FORMS[f"a.{form}"]
    for broken in (b"", whole[:20], b"\x00\x01\x02\x03" * 50):
        assert refused(f"a.{form}", broken)


def test_a_text_in_another_language_is_not_parsed_whatever_its_form() -> None:
    english = "The coast guard said on Tuesday that its teams had found twenty ships and rescued the crews of them all."
    for name, content in (
        ("a.html", f"<html><body><p>{english}</p></body></html>".encode()),
        ("a.pdf", forms.pdf([[english]])),
    ):
        text, parsed = parsed_document(Document(name, content, media_type_of(name, content)))
        assert (text.language, parsed.quotes, len(parsed.warnings)) == ("en", (), 1)


def test_an_old_word_file_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    assert [item.reason for item in read([tmp_path]) if isinstance(item, Refusal)] == [
        "DOC is not read: save it as DOCX, PDF or text."
    ]
