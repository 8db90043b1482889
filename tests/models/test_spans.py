"""`exact` is what stands at `text[start:end]`, whoever writes."""

from __future__ import annotations

import time

import pytest
from django.db import IntegrityError, transaction

from archive.curation.decidable import ANNOTATIONS
from archive.models import Mention, Quote, Release
from tests.models.builders import TEXT, annotation, release, run_sql

pytestmark = pytest.mark.django_db


def refused(statement: str, *parameters: object) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        run_sql(statement, *parameters)
    return str(caught.value)


@pytest.mark.parametrize("kind", ANNOTATIONS)
def test_words_that_do_not_stand_there_are_refused(kind: str) -> None:
    one = release()
    with pytest.raises(IntegrityError, match="says that characters 0 to 4"), transaction.atomic():
        annotation(kind, one, start=0, end=4, exact="Paul")


@pytest.mark.parametrize("kind", ANNOTATIONS)
def test_a_span_cannot_be_updated_to_something_untrue(kind: str) -> None:
    annotation(kind, release())
    assert "but they are" in refused(f'UPDATE archive_{kind} SET start = start + 1, "end" = "end" + 1')


@pytest.mark.parametrize("kind", ANNOTATIONS)
def test_a_text_cannot_change_under_a_span(kind: str) -> None:
    annotation(kind, release())
    assert f"{kind}" in refused("UPDATE archive_release SET text = 'x' || text")


@pytest.mark.parametrize("kind", ANNOTATIONS)
def test_a_text_can_change_once_its_annotations_are_unplaced(kind: str) -> None:
    annotation(kind, release())
    run_sql(f'UPDATE archive_{kind} SET start = NULL, "end" = NULL')
    assert run_sql("UPDATE archive_release SET text = 'x'") == 1


def test_a_text_can_change_where_no_span_is_touched() -> None:
    annotation("figure", release())
    assert run_sql("UPDATE archive_release SET text = text || ' Fin.'") == 1


def test_a_span_can_move_to_where_its_words_stand() -> None:
    annotation("quote", release("oui, non, oui"), "oui")
    run_sql('UPDATE archive_quote SET start = 10, "end" = 13')
    assert Quote.objects.get().start == 10


def test_offsets_count_code_points() -> None:
    annotation("quote", release(), "🐟 rude")
    assert Quote.objects.get().start == TEXT.index("🐟")


@pytest.mark.parametrize(
    "change",
    [
        "start = NULL",
        '"end" = NULL',
        '"end" = start',
        "exact = ''",
        'exact = \'12\', "end" = "end" - 1',
        "confidence = 1.1",
        "start = -1",
    ],
)
def test_half_a_place_no_words_and_impossible_values_are_refused(change: str) -> None:
    annotation("figure", release())
    refused(f"UPDATE archive_figure SET {change}")


def test_one_wrong_row_of_many_is_found() -> None:
    one = release()
    for _ in range(3):
        annotation("figure", one)
    last = annotation("figure", one).pk
    refused('UPDATE archive_figure SET start = start + (id = %s)::int, "end" = "end" + (id = %s)::int', last, last)


def test_a_releases_own_spans_are_held_to_its_text() -> None:
    span = {"title": {"start": 0, "end": 4, "exact": "Anne"}}
    one = release(parsed={"spans": span})
    assert "its title was read" in refused("UPDATE archive_release SET text = 'Paul'")
    with pytest.raises(IntegrityError), transaction.atomic():
        release(parsed={"spans": {"title": {"start": 0, "end": 4, "exact": "Paul"}}})
    assert Release.objects.get() == one


# Texts longer than a hundred thousand characters are checked in another way


def long() -> Release:
    return release("".join(f"Été {number:05}. " for number in range(20_000)))


@pytest.mark.parametrize("number", [0, 2_999, 3_000, 19_999])
def test_words_anywhere_in_a_long_text_are_found(number: int) -> None:
    one = long()
    annotation("quote", one, f"Été {number:05}")
    annotation("figure", one, "Été 00000")
    assert "but they are" in refused('UPDATE archive_quote SET start = start + 1, "end" = "end" + 1')


def test_words_longer_than_a_window_of_a_long_text_are_found() -> None:
    one = long()
    annotation("quote", one, one.text[40_000:190_000])
    annotation("figure", one, "Été 19999")
    assert "figure" in refused("UPDATE archive_release SET text = left(text, 190000) || 'x'")
    assert "quote" in refused("UPDATE archive_release SET text = left(text, 100000) || 'x' || substr(text, 100002)")


def test_ten_thousand_spans_of_a_long_text_are_checked_in_seconds() -> None:
    one = long()
    places = [(n * 11, n * 11 + 9) for n in range(10_000)]
    found = [
        Mention(release=one, start=start, end=end, exact=one.text[start:end], rule="r", country_code="FR")
        for start, end in places
    ]
    began = time.perf_counter()
    Mention.objects.bulk_create(found)
    assert time.perf_counter() - began < 30
