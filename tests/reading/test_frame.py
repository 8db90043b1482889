"""What every page for readers has: its language, its headers, its way to what is confirmed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.builders import a_full_release


def test_a_page_runs_no_script_and_takes_no_style_from_elsewhere(reader: Client) -> None:
    policy = reader.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_page_that_did_not_change_is_not_sent_again(reader: Client) -> None:
    first = reader.get("/")
    assert reader.get("/", headers={"if-none-match": first["ETag"]}).status_code == 304
    a_full_release()
    assert reader.get("/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_nothing_is_posted_to_a_page(reader: Client) -> None:
    assert reader.post("/").status_code == 405


@pytest.mark.parametrize(
    ("code", "said"), [("fr", "Fonds de communiqués de presse"), ("en", "Archive of press releases")]
)
def test_the_language_is_chosen_and_kept(reader: Client, code: str, said: str) -> None:
    answer = reader.get(f"/language/{code}/?next=/")
    assert answer["Location"] == "/"
    assert f'<html lang="{code}">' in reader.get("/").content.decode()
    assert said in reader.get("/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_choosing_a_language_leads_nowhere_else(reader: Client, elsewhere: str) -> None:
    assert reader.get("/language/fr/", {"next": elsewhere})["Location"] == "/"


def test_there_are_two_languages(reader: Client) -> None:
    assert reader.get("/language/de/").status_code == 404


def test_only_what_is_confirmed_is_one_click_away_and_stays(reader: Client) -> None:
    assert 'href="/?confirmed=1"' in reader.get("/").content.decode()
    html = reader.get("/?confirmed=1").content.decode()
    assert "Only what an editor confirmed is shown." in html
    assert 'href="/persons/?confirmed=1"' in html
    assert 'href="/"' in html


def test_a_missing_page_is_told_in_the_frame(reader: Client) -> None:
    answer = reader.get("/nothing/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_the_front_page_makes_as_many_queries_however_much_there_is(reader: Client) -> None:
    from django.db import connection

    a_full_release()
    with CaptureQueriesContext(
        connection,
    ) as few:
        reader.get("/")
    for _ in range(5):
        a_full_release()
    with CaptureQueriesContext(connection) as many:
        reader.get("/")
    assert len(many) == len(few)
