"""Which document is a version of which release."""

from __future__ import annotations

import pytest

from archive.models import Likeness, Release, Source
from etl.document import Given
from tests.etl.archive import incoming, store
from tests.etl.builders import TEXT, full, nothing
from tests.etl.newer import BEFORE, again

pytestmark = pytest.mark.django_db


def test_the_same_identifier_is_the_same_release() -> None:
    again(full())
    assert again(nothing("Tout autre chose, vraiment."), name="other.txt").changed == 1
    assert (Release.objects.count(), Source.objects.count()) == (1, 2)
    assert {one.release for one in Source.objects.all()} == {Release.objects.get()}


def test_the_same_address_is_the_same_release() -> None:
    address = Given(url="https://example.org/1")
    store(full(), given=address)
    assert store(nothing("Tout autre chose, vraiment."), given=address, name="other.txt").changed == 1


def test_another_identifier_is_another_release_whatever_the_address_and_path() -> None:
    store(full(), given=Given(identifier="1", url="https://example.org/1"))
    assert store(full(TEXT + "!"), given=Given(identifier="2", url="https://example.org/1")).new == 1


def test_the_same_path_and_half_of_the_words_are_the_same_release() -> None:
    store(full())
    assert store(full(BEFORE + TEXT)).changed == 1


def test_another_path_is_another_release() -> None:
    store(full())
    assert store(full(BEFORE + TEXT), name="b.txt").new == 1


def test_the_same_path_with_other_words_is_another_release_and_nothing_is_suspected() -> None:
    store(full())
    assert store(nothing("Tout autre chose, vraiment, que personne n’a lu.")).new == 1
    assert (Release.objects.count(), Likeness.objects.count()) == (2, 0)


def test_the_same_path_with_some_of_the_words_is_a_possible_version() -> None:
    store(full())
    longer = TEXT + " " + " ".join(f"Phrase nouvelle numéro {n}." for n in range(40))
    assert store(nothing(longer)).new == 1
    one = Likeness.objects.get()
    first, second = Release.objects.order_by("pk")
    assert (one.first_id, one.second_id, one.state, one.reason) == (
        first.pk,
        second.pk,
        "suspected",
        "possible version",
    )
    assert 0.1 < one.score < 0.5


def test_two_versions_in_one_batch_follow_each_other() -> None:
    outcome = store(incoming(full()), incoming(full(BEFORE + TEXT)))
    assert (outcome.new, outcome.changed) == (1, 1)
    assert Release.objects.get().text == BEFORE + TEXT


def test_two_documents_of_one_batch_that_change_one_release_follow_each_other() -> None:
    store(full(), given=Given(identifier="7", url="https://example.org/7"))
    by_identifier = incoming(full(BEFORE + TEXT), "b.txt", Given(identifier="7"))
    by_address = incoming(full(BEFORE * 2 + TEXT), "c.txt", Given(url="https://example.org/7"))
    outcome = store(by_identifier, by_address)
    assert (outcome.changed, Release.objects.get().text) == (2, BEFORE * 2 + TEXT)
