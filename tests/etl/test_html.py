"""HTML pages: the article, its title and its day; nothing else of the page."""

from __future__ import annotations

import socket
from datetime import date

import pytest

from etl.document import HTML, Document, RefusedError, Text
from etl.forms.html import MAX_ELEMENTS, read_page
from etl.forms.html_tags import most_attributes
from etl.text import canonical
from tests.etl import forms

SENTENCE = "La présidente de l’Agence a remercié les équipes de sauvetage qui ont tenu depuis trois semaines. "


def read(content: bytes) -> Text:
    return canonical(Document("a.html", content, HTML))


def lines(body: str) -> list[str]:
    """The lines of a fragment."""
    return read_page(body).content.split("\n")


def test_menus_footers_and_scripts_are_left_out() -> None:
    content = read(forms.page()).content
    assert not any(word in content for word in ("Accueil", "Mentions légales", "menu()"))


def test_plain_text_under_the_name_of_a_page_keeps_its_lines() -> None:
    assert read("Un titre\n\nÀ l’étranger, 3 < 4.\n".encode()).content == "Un titre\n\nÀ l’étranger, 3 < 4.\n"


def test_the_title_is_the_pages_without_the_name_of_its_site() -> None:
    assert read(forms.page(title=f"{forms.TITLE} | Agence du littoral")).given.title == forms.TITLE


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2019-04-10T08:00:00+02:00">',
        '<meta name="DC.date.issued" content="2019-04-10">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2019-04-10"}]}</script>',
    ],
)
def test_the_day_of_publication_in_the_pages_head_is_given(head: str) -> None:
    assert read(forms.page(head)).given.published_on == date(2019, 4, 10)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2021-01-01">',
        '<meta name="date" content="2019-02-30">',
        '<meta name="date" content="hier">',
        '<script type="application/ld+json">{"datePublished": 7, broken</script>',
    ],
)
def test_no_day_is_made_up(head: str) -> None:
    assert read(forms.page(head)).given.published_on is None


def test_the_items_of_a_list_and_the_rows_of_a_table_are_lines() -> None:
    body = (
        "<p>Trois mesures&nbsp;:</p><ul><li>douze ports ;</li><li><p>une enquête.</p></li></ul>"
        "<table><tr><th>Pays</th><th>Navires</th></tr><tr><td>Rwanda</td><td><p>12</p></td></tr></table>"
    )
    assert lines(body) == ["Trois mesures\xa0:", "• douze ports ;", "• une enquête.", "Pays | Navires", "Rwanda | 12"]
    content = read(forms.page(body=body)).content
    assert content.endswith("• douze ports ;\n• une enquête.\nPays | Navires\nRwanda | 12")


def test_marks_that_a_browser_puts_around_a_quotation_are_written() -> None:
    assert lines("<p>Elle a dit <q>Merci à <b>tous</b></q> et <q>Adieu</q>.</p>") == [
        "Elle a dit «\xa0Merci à tous\xa0» et «\xa0Adieu\xa0»."
    ]


def test_a_line_break_is_one_and_what_is_inline_is_none() -> None:
    assert lines("<p>Un <b>grand</b>\n  navire<br>a coulé<span>.</span></p>deux<!-- rien --> navires") == [
        "Un grand navire",
        "a coulé.",
        "deux navires",
    ]


@pytest.mark.parametrize("codec", ["utf-8", "windows-1252", "iso-8859-15", "utf-16"])
def test_a_page_is_read_in_the_encoding_it_is_in(codec: str) -> None:
    page = f'<html><head><meta charset="{codec}"></head><body><p>« Déjà l’été »</p></body></html>'
    page = page.replace("’", "'") if codec == "iso-8859-15" else page
    text = read(page.encode(codec))
    assert (text.content, text.encoding) == ("« Déjà l'été »" if codec == "iso-8859-15" else "« Déjà l’été »", codec)


def test_bytes_in_utf_8_are_read_so_whatever_the_page_says() -> None:
    assert read('<html><meta charset="iso-8859-1"><p>Déjà</p></html>'.encode()).content == "Déjà"


def test_an_entity_that_a_page_declares_is_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/passwd">]><html><p>Ici &a; &b;</p></html>'
    assert "boom" not in read(bomb.encode()).content
    assert "root:" not in read(bomb.encode()).content


def test_nothing_that_a_page_names_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    head = '<link rel="stylesheet" href="http://192.0.2.1/a.css"><base href="http://192.0.2.1/">'
    read(forms.page(head, '<iframe src="http://192.0.2.1/"></iframe><img src="http://192.0.2.1/a.png">'))


def test_what_looks_like_markup_in_a_text_stays_text() -> None:
    assert lines("<p>Le champ &lt;script&gt; est vide</p>") == ["Le champ <script> est vide"]


def test_a_short_page_is_read_whole() -> None:
    assert (
        read("<html><body><div>Le navire est rentré.</div></body></html>".encode()).content == "Le navire est rentré."
    )


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body><script>menu()</script></body></html>", "no text"),
        ("<html><body>" + "<p>a</p>" * MAX_ELEMENTS, "too large"),
        ("<html><body>" + "a" * 3_000_001, "too large"),
        ("<html><body>" + "<div>" * 5_000 + "a", "no text"),
    ],
)
def test_a_page_without_an_article_is_refused(page: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        read_page(page)


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("<p>x y z</p>", 0),
        ("<p a=\"1 2 3\" b='4 > 5' c>x</p><br/>", 3),
        ('<p a="<b c d e>" f>', 2),
        ("<p x' a b c d>", 5),
        ('<p a="never closed', 1),
        ("1 < 2 / 3 4 5", 0),
    ],
)
def test_attributes_are_counted_before_a_page_is_parsed(page: str, most: int) -> None:
    assert most_attributes(page, 500) == most


def test_a_page_with_thousands_of_attributes_is_refused_at_once() -> None:
    for attributes in (" a" * 50_000, "/a" * 50_000, "".join(f' a{n}="<"' for n in range(50_000))):
        with pytest.raises(RefusedError, match="more than 500 attributes"):
            canonical(Document("page.html", forms.page(body=f"<p{attributes}>x"), HTML))
