"""A new version of a document: what was rejected, what splits and joins, twins."""

from __future__ import annotations

import pytest

from archive.models import Figure, Quote, Release, Tenure
from etl.parse.values import ParsedRelease
from tests.etl.builders import TEXT, figure, full, nothing, person, quote, role
from tests.etl.newer import BEFORE, SAID, again, waiting

pytestmark = pytest.mark.django_db


# What was rejected


def test_a_rejected_find_stays_rejected() -> None:
    again(full())
    Quote.objects.update(review="rejected")
    again(full(BEFORE + TEXT))
    assert [one.review for one in Quote.objects.all()] == ["rejected"]


def test_a_find_that_overlaps_a_rejected_one_a_little_is_new_and_flagged() -> None:
    again(full())
    Quote.objects.update(review="rejected")
    again(nothing(BEFORE + TEXT, quotes=(quote(BEFORE + TEXT, "Plus de 120 pêcheurs ont été secourus"),)))
    assert {(one.review, tuple(one.flags)) for one in Quote.objects.all()} == {
        ("rejected", ()),
        ("pending", ("like_rejected",)),
    }


def test_a_find_that_overlaps_a_rejected_one_almost_wholly_stays_rejected() -> None:
    again(full())
    Quote.objects.update(review="rejected")
    again(nothing(BEFORE + TEXT, quotes=(quote(BEFORE + TEXT, f"{SAID} »"),)))
    assert [one.review for one in Quote.objects.all()] == ["rejected"]


# What splits and joins


def test_of_a_split_quote_the_largest_part_keeps_the_row() -> None:
    again(full())
    kept = Quote.objects.get().pk
    parts = ("Plus de 120 pêcheurs ont été secourus", "grâce à NEPTUNE")
    again(nothing(BEFORE + TEXT, quotes=tuple(quote(BEFORE + TEXT, part) for part in parts)))
    assert {one.exact: one.pk == kept for one in Quote.objects.all()} == {parts[0]: True, parts[1]: False}


def test_what_was_split_off_a_decided_quote_waits_there() -> None:
    again(full())
    Quote.objects.update(review="confirmed")
    parts = ("Plus de 120 pêcheurs ont été secourus", "grâce à NEPTUNE")
    again(nothing(BEFORE + TEXT, quotes=tuple(quote(BEFORE + TEXT, part, "Anne Martin") for part in parts)))
    assert Quote.objects.get().exact == SAID
    (beside,) = [values["finds"] for group, values in waiting() if group == "beside"]
    assert [one["exact"] for one in beside] == ["grâce à NEPTUNE"]


def test_two_persons_in_one_office_keep_their_own_rows() -> None:
    text = "Les vice-présidents de la FIDA, Anne Martin et Paul Roux, sont élus à l’unanimité."

    def both(text: str) -> ParsedRelease:
        return nothing(
            text,
            persons=tuple(
                person(text, one, roles=(role(text, "vice-présidents"),)) for one in ("Anne Martin", "Paul Roux")
            ),
        )

    again(both(text))
    before = {(one.pk, one.person.name) for one in Tenure.objects.all()}
    Tenure.objects.filter(person__name="Anne Martin").update(review="confirmed")
    again(both(BEFORE + text))
    assert {(one.pk, one.person.name) for one in Tenure.objects.all()} == before
    assert waiting() == []


def test_twins_keep_their_surroundings() -> None:
    text = "Il y a 12 morts au nord, puis 12 blessés au sud."
    again(nothing(text, figures=(figure(text, "12", 12, unit="mort"), figure(text, "12", 12, nth=1, unit="blessé"))))
    Figure.objects.filter(unit="blessé").update(review="confirmed")
    shorter = "Puis, ce lundi, on a compté 12 blessés au sud."
    again(nothing(shorter, figures=(figure(shorter, "12", 12, unit="blessé"),)))
    one = Figure.objects.get()
    assert (one.unit, one.start, one.flags) == ("blessé", shorter.index("12"), [])


def test_a_text_that_is_no_longer_french_keeps_what_was_decided() -> None:
    again(full())
    Quote.objects.update(review="confirmed")
    again(nothing("The chiefs met."), language="en")
    assert (Quote.objects.count(), Figure.objects.count(), Release.objects.get().language) == (1, 0, "en")
