"""PDF: lines become paragraphs; what has no text is refused."""

from __future__ import annotations

import io
import zlib

import pypdf
import pytest

from etl.document import PDF, Document, RefusedError
from etl.forms.paragraphs import Line, paragraphs
from etl.text import canonical
from tests.etl import forms

LONG = "Les équipes de sauvetage ont retrouvé vingt navires au large de la côte et secouru tous les marins à bord."


def lines(content: bytes) -> list[str]:
    return canonical(Document("a.pdf", content, PDF)).content.split("\n")


def refused(content: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        canonical(Document("a.pdf", content, PDF))
    return str(caught.value)


def set_apart(*words: str) -> list[str]:
    """What becomes of the lines of one page, 14 points apart."""
    return list(paragraphs([[Line(line, 700 - 14 * number, 11) for number, line in enumerate(words)]]))


def test_the_lines_of_a_paragraph_are_put_together() -> None:
    assert lines(forms.pdf([forms.wrapped(LONG, 40), forms.wrapped(LONG, 40)])) == [LONG, LONG]


def test_a_paragraph_may_go_on_overleaf() -> None:
    first, *rest = forms.wrapped(LONG, 60)
    assert lines(forms.pdf([["Un titre"], [first]], [rest, ["Fin."]])) == ["Un titre", LONG, "Fin."]


def test_numbers_of_pages_and_what_stands_on_all_of_them_are_left_out() -> None:
    pages = [[["Agence du littoral – Presse"], [f"Le navire {name} est rentré au port de Brest."], [f"{number}/3"]]
             for number, name in enumerate(("Alba", "Boréal", "Ciel"), start=1)]  # fmt: skip
    assert lines(forms.pdf(*pages)) == [
        f"Le navire {name} est rentré au port de Brest." for name in ("Alba", "Boréal", "Ciel")
    ]


@pytest.mark.parametrize(
    ("head", "tail", "whole"),
    [
        ("les équipes de sau-", "vetage sont rentrées", "les équipes de sauvetage sont rentrées"),
        ("les équipes du sous-", "marin sont rentrées", "les équipes du sous-marin sont rentrées"),
        ("la présidente a-t-", "elle dit", "la présidente a-t-elle dit"),
        ("la commune de Saint-", "Malo reste fermée", "la commune de Saint-Malo reste fermée"),
        ("la porte de l’", "Agence reste fermée", "la porte de l’Agence reste fermée"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_put_together(head: str, tail: str, whole: str) -> None:
    assert set_apart(head, tail) == [whole]


def test_a_short_line_ends_its_paragraph_and_an_item_begins_one() -> None:
    assert set_apart("Un titre", LONG, "• un port", "• deux ports") == ["Un titre", LONG, "• un port", "• deux ports"]


def test_ligatures_are_letters() -> None:
    assert set_apart("Les eﬀectifs oﬃciels ﬁlment") == ["Les effectifs officiels filment"]


def test_a_pdf_without_text_is_refused() -> None:
    assert "no text, only pictures" in refused(forms.pdf([]))


def test_a_locked_pdf_is_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(forms.paper()))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    assert refused(locked.getvalue()) == "The PDF is locked with a password."


def test_a_pdf_that_anybody_may_open_is_read_though_it_is_encrypted() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(forms.paper()))
    writer.encrypt("", "owner", algorithm="RC4-128")
    open_ = io.BytesIO()
    writer.write(open_)
    assert lines(open_.getvalue()) == list(forms.PARAGRAPHS)


def test_a_pdf_with_too_many_pages_is_refused() -> None:
    assert refused(forms.pdf(*[[["a"]]] * 301)) == "The PDF has more than 300 pages."


def test_a_page_that_unpacks_to_too_much_is_refused() -> None:
    drawing = zlib.compress(b"BT (a) Tj ET\n" * 4_000_000)
    plain = forms.pdf([["a"]])
    start, end = plain.index(b"5 0 obj"), plain.index(b"xref")
    bomb = b"5 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n" % (len(drawing), drawing)
    assert refused(plain[:start] + bomb + plain[end:])
