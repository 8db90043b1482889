"""E-mail: its text, else its page; the subject as title; the day only where the text says none."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from etl.contract import parsed_document
from etl.document import EMAIL, Document, RefusedError, Text
from etl.finds import release_fields
from etl.text import canonical
from tests.etl import forms

UNDATED = f"{forms.TITLE}\n\n{forms.LEDE}\n\n{forms.QUOTES[0]}"


def read(content: bytes) -> Text:
    return canonical(Document("a.eml", content, EMAIL))


def refused(content: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        read(content)
    return str(caught.value)


def day(content: bytes) -> date | None:
    """The day that would be stored."""
    text, parsed = parsed_document(Document("a.eml", content, EMAIL))
    found: date | None = release_fields(text, parsed, "INTERPOL")["published_on"]
    return found


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Vingt navires", "Vingt navires"),
        ("Communiqué de presse : Vingt navires", "Vingt navires"),
        ("[Presse] Vingt navires", "Vingt navires"),
        ("Communiqué de presse", None),
    ],
)
def test_the_subject_is_the_title(subject: str, title: str | None) -> None:
    assert read(forms.mail(UNDATED, subject)).given.title == title


def test_the_subject_of_what_was_sent_on_only_stands_in_for_a_title() -> None:
    text = read(forms.mail(UNDATED, "TR: Fwd: Vingt navires"))
    assert (text.given.title, text.told.title) == (None, "Vingt navires")


def test_the_day_of_sending_stands_in_where_the_text_has_none() -> None:
    assert day(forms.mail(UNDATED)) == date(2019, 4, 9)


def test_the_day_in_the_text_goes_before_that_of_sending() -> None:
    assert day(forms.mail(sent="Fri, 12 Apr 2019 08:00:00 +0000")) == date(2019, 4, 9)


@pytest.mark.parametrize(
    ("subject", "sent"),
    [
        ("TR: Vingt navires", "Tue, 09 Apr 2019 18:30:00 +0200"),
        ("Vingt navires", "hier"),
        ("Vingt navires", "Thu, 01 Jan 1970 00:00:00 +0000"),
    ],
)
def test_no_day_is_made_up(subject: str, sent: str) -> None:
    assert day(forms.mail(UNDATED, subject, sent=sent)) is None


def test_the_text_goes_before_the_page() -> None:
    assert read(forms.mail("Le texte", html="<p>La page</p>")).content.strip() == "Le texte"


def test_lines_broken_for_the_way_are_whole_again() -> None:
    raw = b"Subject: a\nContent-Type: text/plain; charset=utf-8; format=flowed\n\nUn navire \nest \nparti.\n\nDeux.\n"
    assert read(raw).content == "Un navire est parti.\n\nDeux.\n"


def test_the_signature_is_left_out() -> None:
    assert read(forms.mail("Un navire est parti.\n-- \nAnne Martin\nPresse")).content.strip() == "Un navire est parti."


@pytest.mark.parametrize("declared", ["charset=iso-8859-1", "charset=unknown", "format=fixed"])
def test_a_wrong_charset_does_no_harm(declared: str) -> None:
    head = f"Subject: a\nContent-Type: text/plain; {declared}\nContent-Transfer-Encoding: 8bit\n\n"
    assert read(head.encode() + forms.LEDE.encode("windows-1252")).content == forms.LEDE


def test_an_e_mail_with_nothing_but_attachments_is_refused() -> None:
    message = EmailMessage()
    message["Subject"] = "Vingt navires"
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    assert "only attachments" in refused(message.as_bytes())


def test_an_e_mail_without_text_is_refused() -> None:
    assert refused(b"Subject: a\n\n \n") == "The e-mail has no text."


def test_an_e_mail_without_a_head_is_refused() -> None:
    assert refused(b"\nBonjour") == "It is no e-mail: it has no head."


def test_an_e_mail_with_too_many_parts_is_refused() -> None:
    parts = b"--x\nContent-Type: text/plain\n\na\n" * 600
    assert "more than 500 parts" in refused(
        b'Subject: a\nContent-Type: multipart/mixed; boundary="x"\n\n' + parts + b"--x--"
    )


def test_parts_within_parts_without_end_are_refused() -> None:
    nested = b"Subject: a\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (depth, depth) for depth in range(3_000)
    )
    assert refused(nested)
