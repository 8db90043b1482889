"""Two files, one release: what editors said of either stays, and undoing is exact."""

from __future__ import annotations

from typing import Any

import pytest

from archive.curation.actor import acting_as
from archive.curation.merging.addresses import survivor_of
from archive.curation.merging.merging import merge
from archive.curation.merging.undoing import undo_merge
from archive.models import Figure, Mention, Quote, Release, Source
from tests.admin.builders import QUOTED, TEXT, a_full_release, place
from tests.curation.history.builders import everything

pytestmark = pytest.mark.django_db
BEFORE = "Communiqué de presse n° 7\n"


def two(text: str = TEXT) -> tuple[Release, Release]:
    """A release and another file of it; the text of the second can be another."""
    survivor, loser = a_full_release(), a_full_release()
    if text != TEXT:
        with acting_as("machine"):
            for name in ("quotes", "figures", "tenures", "participations", "mentions"):
                getattr(survivor, name).all().delete()
            Release.objects.filter(pk=survivor.pk).update(text=text, parsed={})
            survivor.refresh_from_db()
    return survivor, loser


def but_for_merges() -> dict[str, Any]:
    return {**everything(), "Merge": None}


def test_the_sources_are_joined_and_what_nobody_decided_of_the_loser_goes_and_comes_back() -> None:
    survivor, loser = two()
    before = but_for_merges()
    one = merge(survivor, loser, {}, None)
    assert set(Source.objects.values_list("release", flat=True)) == {survivor.pk}
    assert (Release.objects.count(), Quote.objects.count(), survivor_of(Release, loser.pk)) == (1, 1, survivor.pk)
    undo_merge(one, None)
    assert but_for_merges() == before


def test_what_an_editor_decided_of_the_loser_stands_in_the_survivors_text() -> None:
    survivor, loser = two(BEFORE + TEXT)
    quote = loser.quotes.get()
    Quote.objects.filter(pk=quote.pk).update(review="confirmed")
    before = but_for_merges()
    one = merge(survivor, loser, {}, None)
    moved = Quote.objects.get()
    assert (moved.pk, moved.release_id, moved.review) == (quote.pk, survivor.pk, "confirmed")
    assert (BEFORE + TEXT)[moved.start : moved.end] == QUOTED
    undo_merge(one, None)
    assert but_for_merges() == before


def test_an_editors_word_takes_the_place_of_what_the_parser_found_there() -> None:
    survivor, loser = two()
    Quote.objects.filter(release=loser).update(review="rejected")
    Figure.objects.filter(quote__release=survivor).update(quote=None)
    before = but_for_merges()
    one = merge(survivor, loser, {}, None)
    assert list(Quote.objects.values_list("release", "review")) == [(survivor.pk, "rejected")]
    undo_merge(one, None)
    assert but_for_merges() == before


def test_what_cannot_be_placed_stays_unplaced_and_flagged() -> None:
    survivor, loser = two("Un tout autre texte, sans ces mots.")
    Mention.objects.filter(release=loser).update(review="confirmed")
    before = but_for_merges()
    one = merge(survivor, loser, {}, None)
    kept = Mention.objects.filter(release=survivor)
    assert kept.exists()
    assert {(each.start, tuple(each.flags)) for each in kept} == {(None, ("unplaced",))}
    undo_merge(one, None)
    assert but_for_merges() == before


def test_a_record_that_a_decided_one_points_at_moves_with_it() -> None:
    survivor, loser = two(BEFORE + TEXT)
    figure = loser.figures.get(quote__isnull=False)
    Figure.objects.filter(pk=figure.pk).update(review="confirmed")
    before = but_for_merges()
    one = merge(survivor, loser, {}, None)
    figure.refresh_from_db()
    assert (figure.release_id, figure.quote.release_id) == (survivor.pk, survivor.pk)
    undo_merge(one, None)
    assert but_for_merges() == before


def test_what_an_editor_made_after_the_merge_stays_with_the_survivor() -> None:
    survivor, loser = two()
    one = merge(survivor, loser, {}, None)
    words = "gardes-côtes"
    new = Mention.objects.create(**place(survivor, words), rule="editor", country_code="FR")
    done = undo_merge(one, None)
    assert done.stays == {"mention.release_id": [new.pk]}
    assert Mention.objects.get(pk=new.pk).release_id == survivor.pk


def test_a_decided_title_of_the_loser_wins_over_one_that_nobody_decided() -> None:
    survivor, loser = two()
    Release.objects.filter(pk=loser.pk).update(title="Titre relu")
    merge(survivor, Release.objects.get(pk=loser.pk), {}, None)
    survivor.refresh_from_db()
    assert (survivor.title, survivor.decided) == ("Titre relu", ["title"])
