"""Lists newest first: alike whether the few are sorted or the many are walked."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.models import Quote, Release
from archive.reading import newest as module
from archive.reading.addresses import address
from archive.reading.newest import ANNOTATIONS, RELEASES, newest, newest_releases, page_number, sorted_ids, walked
from tests.reading.builders import a_dated_release, a_speaker, said_by

pytestmark = pytest.mark.django_db
DAYS = ("2019-04-09", None, "2016-11-21", "2021-02-01", None, "2016-11-21")


@pytest.fixture
def quotes() -> list[Quote]:
    person, office, _body = a_speaker()
    return [said_by(person, office, day) for day in DAYS]


def test_the_latest_day_comes_first_and_what_has_none_last(quotes: list[Quote]) -> None:
    listed = newest(Quote.objects.all(), None, "/")
    assert [str(quote.release.published_on) for quote in listed.rows] == [
        "2021-02-01",
        "2019-04-09",
        "2016-11-21",
        "2016-11-21",
        "None",
        "None",
    ]


@pytest.mark.parametrize("offset", [0, 2, 5])
def test_sorting_and_walking_give_the_same(quotes: list[Quote], offset: int) -> None:
    rows = Quote.objects.all()
    assert sorted_ids(rows, offset, ANNOTATIONS) == walked(rows, offset, ANNOTATIONS)
    releases = Release.objects.all()
    assert sorted_ids(releases, offset, RELEASES) == walked(releases, offset, RELEASES)


def test_many_are_walked_and_their_number_is_open(quotes: list[Quote], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEW", 3)
    listed = newest(Quote.objects.all(), "1", "/")
    assert listed.is_more
    assert len(listed.rows) == len(DAYS)


def test_pages_follow_each_other(monkeypatch: pytest.MonkeyPatch, quotes: list[Quote]) -> None:
    monkeypatch.setattr(module, "SIZE", 4)
    first = newest(Quote.objects.all(), None, "/persons/1/?confirmed=1")
    assert (first.before, first.after) == ("", "/persons/1/?confirmed=1&page=2")
    second = newest(Quote.objects.all(), "2", "/persons/1/?page=2")
    assert (second.before, second.after, len(second.rows)) == ("/persons/1/", "", 2)


@pytest.mark.parametrize(
    ("asked", "given"),
    [(None, 1), ("", 1), ("0", 1), ("-1", 1), ("x", 1), ("²", 1), ("3", 3), ("9" * 30, 1), ("99", 5)],
)
def test_any_page_that_is_asked_for_is_one_that_there_is(asked: str | None, given: int) -> None:
    assert page_number(asked, 5) == given


def test_texts_are_left_out(quotes: list[Quote], django_assert_num_queries: Any) -> None:
    Release.objects.update(title=None)
    with django_assert_num_queries(3):
        assert all(
            str(release).startswith("[Anne Le Goff, présidente")
            for release in newest_releases(Release.objects.all(), None, "/").rows
        )


def test_releases_are_narrowed_by_year_and_those_without_a_day_are_told(reader: Client) -> None:
    for day in DAYS:
        a_dated_release(day)
    html = reader.get("/releases/?year=2016").content.decode()
    assert "2 releases, the newest first" in html
    assert "2 more without a day, in no year" in html
    assert "2 releases, the newest first" in reader.get("/releases/?undated=1").content.decode()


@pytest.mark.parametrize("asked", ["person=0", "person=x", "person=" + "9" * 25, "issuer=-1", "organization="])
def test_releases_of_nobody_are_not_found(reader: Client, asked: str) -> None:
    assert reader.get(f"/releases/?{asked}").status_code == 404


@pytest.mark.parametrize("year", ["0000", "9999", "x", "20190", "²019"])
def test_a_year_that_is_none_is_no_error(reader: Client, year: str) -> None:
    assert reader.get(f"/releases/?year={year}").status_code == 200
    assert reader.get(f"/events/?year={year}").status_code == 200


def test_what_somebody_said_is_narrowed_by_year_and_reported_words_have_a_list_of_their_own(reader: Client) -> None:
    person, office, _body = a_speaker()
    said_by(person, office, "2019-04-09", text="Allumés en 2019.")
    said_by(person, office, "2016-11-21", text="Allumés en 2016.")
    said_by(person, office, "2016-11-21", kind="indirect", text="qu’ils restaient allumés")
    page = reader.get(address(person)).content.decode()
    assert "Allumés en 2019." in page
    assert "qu’ils restaient allumés" not in page
    of_2016 = reader.get(address(person), {"year": "2016"}).content.decode()
    assert "Allumés en 2016." in of_2016
    assert "Allumés en 2019." not in of_2016
    reported = reader.get(address(person), {"said": "reported"}).content.decode()
    assert "qu’ils restaient allumés" in reported
    assert "Allumés en" not in reported
    assert "«\u202fqu’ils" not in reported
