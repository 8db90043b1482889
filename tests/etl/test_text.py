"""What `etl.text` makes of bytes: characters, encoding, language, or a sentence that refuses."""

from __future__ import annotations

import unicodedata

import pytest

from etl.document import Document, RefusedError
from etl.text import canonical

FRENCH = "Le préfet a déclaré : « L’été fut rude, et nos équipes ont tenu à Besançon pour les familles. »"


def content(raw: bytes) -> str:
    return canonical(Document("a.txt", raw)).content


def encoding(raw: bytes) -> str:
    return canonical(Document("a.txt", raw)).encoding


def refused(raw: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        canonical(Document("a.txt", raw))
    return str(caught.value)


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("windows-1252", "windows-1252"),
    ],
)
def test_an_encoding_is_read(codec: str, name: str) -> None:
    assert content(FRENCH.encode(codec)) == FRENCH
    assert encoding(FRENCH.encode(codec)) == name


def test_utf_16_is_read_in_either_order_of_bytes() -> None:
    assert content(b"\xfe\xff" + FRENCH.encode("utf-16-be")) == FRENCH
    assert content(b"\xff\xfe" + FRENCH.encode("utf-16-le")) == FRENCH


def test_latin_1_is_read() -> None:
    text = "Le préfet a déclaré à Besançon : « Merci »"
    assert (content(text.encode("latin-1")), encoding(text.encode("latin-1"))) == (text, "latin-1")


def test_a_word_in_capitals_before_a_closing_mark_does_not_make_windows_1252_look_like_utf_8() -> None:
    text = "Un « CAFÉ» à l’été déclaré"
    assert content(text.encode("windows-1252")) == text


def test_text_is_composed() -> None:
    assert content(unicodedata.normalize("NFD", FRENCH).encode()) == FRENCH


def test_every_line_end_becomes_a_line_feed() -> None:
    assert content("a\r\nb\rc\u2028d\u2029e\nf".encode()) == "a\nb\nc\nd\ne\nf"


def test_spaces_of_every_kind_stay() -> None:
    assert content("7\u00a0700 victimes\u202f: 3\u2009%".encode()) == "7\u00a0700 victimes\u202f: 3\u2009%"


@pytest.mark.parametrize("raw", [b"", b"  \n\t ", b"\xef\xbb\xbf", "\u00a0\n".encode()])
def test_an_empty_document_is_refused(raw: bytes) -> None:
    assert refused(raw) == "It is empty."


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7 text", b"PK\x03\x04aa", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"{\\rtf1 Bonjour}"]
)
def test_a_binary_form_is_refused_by_name(raw: bytes) -> None:
    assert refused(raw).startswith("It is binary (")


def test_nul_bytes_are_refused() -> None:
    assert "NUL bytes" in refused(b"Bon\0jour")
    assert "NUL bytes" in refused("Bon\0jour".encode("utf-16"))


def test_utf_16_without_a_mark_is_refused() -> None:
    assert "UTF-16 without a mark" in refused("Bonjour".encode("utf-16-le"))


def test_half_a_utf_16_character_is_refused() -> None:
    assert "broken beyond reading" in refused("Bonjour".encode("utf-16") + b"\x41")


def test_broken_utf_8_is_refused_rather_than_read_as_something_else() -> None:
    assert "broken beyond reading: byte 6 is no UTF-8" in refused(FRENCH.encode().replace("é".encode(), b"\xc3", 1))


def test_bytes_that_windows_1252_does_not_have_are_refused() -> None:
    assert "broken beyond reading" in refused(b"Le pr\xe9fet \x81 \x8d \x90")


@pytest.mark.parametrize("codec", ["koi8-r", "shift-jis", "iso-8859-7"])
def test_another_alphabet_in_an_encoding_that_cannot_be_told_is_refused(codec: str) -> None:
    text = {
        "koi8-r": "Полиция задержала двенадцать",
        "shift-jis": "警察は十二人を逮捕した",
        "iso-8859-7": "Η αστυνομία συνέλαβε",
    }[codec]
    assert "broken beyond reading" in refused(text.encode(codec))


def test_noise_is_refused() -> None:
    assert refused(bytes(range(1, 256)) * 4)


def test_control_characters_show_a_binary() -> None:
    assert "control characters" in refused(b"abc\x01\x02\x03\x04def")


def test_a_stray_form_feed_or_bell_is_no_reason_to_refuse() -> None:
    assert content(b"Page un\x0cPage deux\x07") == "Page un\x0cPage deux\x07"
