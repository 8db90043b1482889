"""Searching and reports, asked by programs."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.reports.catalogue import REPORTS
from tests.admin.builders import a_full_release
from tests.api.test_reading import got


def test_releases_are_found_by_their_words_with_the_matches_marked(program: Client) -> None:
    release = a_full_release()
    (hit,) = got(program, "search/?q=gardes-c%C3%B4tes")["results"]
    assert (hit["kind"], hit["id"], hit["self"]) == (
        "release",
        release.pk,
        f"http://testserver/api/v1/releases/{release.pk}/",
    )
    assert any(part["is_match"] for extract in hit["extracts"] for part in extract)


def test_quotes_are_found_and_counted(program: Client) -> None:
    quote = a_full_release().quotes.get()
    found = got(program, "search/?q=marins&kind=quotes")
    assert ([one["id"] for one in found["results"]], found["count"]) == ([quote.pk], {"number": 1, "is_capped": False})


@pytest.mark.parametrize(
    "address",
    [
        "search/?quest=x",
        "search/?kind=persons",
        "search/?page=0",
        "search/?until=",
        "search/?confirmed=2",
        "reports/claims/?confirmed=2",
        "reports/claims/?x=1",
    ],
)
def test_what_no_search_and_no_report_has_is_refused(address: str, program: Client) -> None:
    assert got(program, address, 400)["detail"]


def test_every_report_is_listed_and_read(program: Client) -> None:
    a_full_release()
    assert [one["name"] for one in got(program, "reports/")["results"]] == list(REPORTS)
    for name in REPORTS:
        found = got(program, f"reports/{name}/")
        assert all(set(row) == set(found["columns"]) for row in found["results"])


def test_a_report_that_there_is_not(program: Client) -> None:
    assert got(program, "reports/nothing/", 404)["detail"] == "There is no report “nothing”."
    assert got(program, "reports/claims/?page=x", 400)["errors"][0]["parameter"] == "page"
