"""The handbook: there for everybody, in French and English, and true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from archive.roles import Role
from tests.admin.builders import a_release
from tests.admin.test_roles import client_of, user_in

TEMPLATES = Path(__file__).resolve().parents[2] / "archive" / "templates" / "archive" / "admin"


def handbook(client: Client, language: str) -> str:
    return client.get(reverse("admin:handbook"), headers={"accept-language": language}).content.decode()


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Manuel de la rédaction</h1>"), ("en", "Handbook for editors</h1>")]
)
def test_it_speaks_the_language_of_the_browser(page: Client, language: str, title: str) -> None:
    assert title in handbook(page, language)


def test_the_french_one_can_be_read_from_the_english_interface(page: Client) -> None:
    html = page.get(reverse("admin:handbook"), {"in": "fr"}).content.decode()
    assert '<article lang="fr">' in html


@pytest.mark.parametrize("role", [None, *Role])
def test_everybody_who_may_enter_may_read_it(role: Role | None, db: None) -> None:
    assert client_of(user_in(role)).get(reverse("admin:handbook")).status_code == 200


def test_every_screen_leads_to_it(page: Client) -> None:
    release = a_release()
    link = f'href="{reverse("admin:handbook")}"'
    screens = [
        reverse("admin:index"),
        reverse("admin:queue"),
        reverse("admin:archive_release_changelist"),
        reverse("admin:archive_release_change", args=[release.pk]),
        reverse("admin:archive_release_review", args=[release.pk]),
    ]
    assert [screen for screen in screens if link not in page.get(screen).content.decode()] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_key_it_names_is_one_of_the_review_screen(language: str) -> None:
    def keys(template: str) -> set[str]:
        return set(re.findall(r"<kbd>(.*?)</kbd>", (TEMPLATES / template).read_text()))

    known = keys("review/page.html") | {"⇧", "D"}
    assert {key for key in keys(f"handbook/{language}.html") if key not in known} == set()


def test_the_french_one_is_two_printed_pages_at_most() -> None:
    words = re.sub(r"<[^>]+>|{%[^%]+%}", " ", (TEMPLATES / "handbook" / "fr.html").read_text()).split()
    assert 900 < len(words) < 1500
