"""The French of the interface: complete, compiled, and chosen by the browser."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import reverse
from django.utils.translation.template import templatize

from tests.admin.builders import a_full_release

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "archive" / "locale" / "fr" / "LC_MESSAGES"
KEYWORDS: dict[str, Any] = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "_lazy")) | {
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}


def in_french() -> dict[str, Any]:
    with (CATALOGUE / "django.po").open("rb") as file:
        return {first(message.id): message for message in read_po(file, locale="fr") if message.id}


def first(message: Any) -> str:
    return message[0] if isinstance(message, (list, tuple)) else message


def both(string: Any) -> list[str]:
    return [string] if isinstance(string, str) else list(string)


def placeholders(string: Any) -> set[str]:
    return set(re.findall(r"%(?:\(\w+\))?[sd]", "".join(string)))


def said_to_users() -> set[str]:
    """Every message of the code and the templates."""
    sources = [path.read_text() for folder in ("archive", "etl") for path in (ROOT / folder).rglob("*.py")]
    sources += [templatize(path.read_text()) for path in (ROOT / "archive" / "templates").rglob("*.html")]
    found: set[str] = set()
    for source in sources:
        for _line, message, _comments, _context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            found.add(first(message))
    return {message for message in found if message}


def test_every_message_has_its_french() -> None:
    assert sorted(said_to_users() - in_french().keys()) == []


def test_the_catalogue_has_nothing_empty_and_nothing_doubtful() -> None:
    doubtful = [id_ for id_, message in in_french().items() if message.fuzzy or not first(message.string)]
    assert doubtful == []


def test_a_translation_has_the_placeholders_of_its_message() -> None:
    wrong = [id_ for id_, message in in_french().items() if placeholders(message.id) != placeholders(message.string)]
    assert wrong == []


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    with (CATALOGUE / "django.mo").open("rb") as file:
        compiled = {first(message.id): both(message.string) for message in read_mo(file) if message.id}
    assert compiled == {id_: both(message.string) for id_, message in in_french().items()}


@pytest.mark.parametrize(
    ("preferred", "title"), [("fr", "Fonds de communiqués de presse"), ("en", "Archive of press releases")]
)
def test_the_browser_chooses_the_language(page: Client, preferred: str, title: str) -> None:
    assert title in page.get(reverse("admin:index"), headers={"accept-language": preferred}).content.decode()


def test_a_releases_page_is_french_throughout(page: Client) -> None:
    release = a_full_release()
    html = page.get(
        reverse("admin:archive_release_change", args=[release.pk]), headers={"accept-language": "fr"}
    ).content.decode()
    assert "Légende" in html
    assert not re.search(r">\s*(Quotes|Figures|Persons|Tenures|Published on|Where it was read)\b", html)
