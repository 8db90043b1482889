"""A reader sees no rejected annotation, and only confirmed ones where these are asked for."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import RequestFactory

from archive.models import Quote, Release
from archive.reading.visible import Visible, with_parameters
from tests.admin.builders import a_quote

ALL, CONFIRMED = Visible(), Visible(confirmed=True)


@pytest.fixture
def quotes(db: None) -> dict[str, Quote]:
    made = {review: a_quote() for review in ("pending", "confirmed", "rejected")}
    for review, quote in made.items():
        Quote.objects.filter(pk=quote.pk).update(review=review)
        quote.refresh_from_db()
    return made


@pytest.mark.parametrize(("visible", "shown"), [(ALL, {"pending", "confirmed"}), (CONFIRMED, {"confirmed"})])
def test_what_is_seen(quotes: dict[str, Quote], visible: Visible, shown: set[str]) -> None:
    assert {quote.review for quote in visible.of(Quote.objects.all())} == shown
    assert {quote.review for quote in quotes.values() if visible.shows(quote)} == shown
    assert {one.quotes.get().review for one in Release.objects.filter(visible.where("quotes"))} == shown


@pytest.mark.parametrize("visible", [ALL, CONFIRMED])
def test_sql_says_the_same(quotes: dict[str, Quote], visible: Visible) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT q.id FROM archive_quote q WHERE {visible.sql('q')} ORDER BY q.id")
        found = [pk for (pk,) in cursor.fetchall()]
    assert found == sorted(visible.of(Quote.objects.all()).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("asked", "confirmed"), [("/", False), ("/?confirmed=1", True), ("/?confirmed=0", False), ("/?confirmed=x", False)]
)
def test_the_request_says_what_is_asked(asked: str, confirmed: bool) -> None:
    assert Visible.to(RequestFactory().get(asked)).confirmed is confirmed


def test_links_keep_what_was_asked() -> None:
    assert CONFIRMED.keep("/persons/3/?year=2019#quotes") == "/persons/3/?year=2019&confirmed=1#quotes"
    assert ALL.keep("/persons/3/?confirmed=1") == "/persons/3/"


def test_parameters_replace_those_of_the_same_name() -> None:
    assert with_parameters("/releases/?year=2019&page=3", page=None, year="2016") == "/releases/?year=2016"
