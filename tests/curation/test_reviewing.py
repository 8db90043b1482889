"""What an editor does with a record, and what becomes of it when somebody else was quicker."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection

from archive.curation.reviewing import GoneError, Seen, StaleError, confirm, edit, erase, put_back, reject, supply
from archive.models import Figure, Organization, Person, Quote
from tests.admin.builders import a_quote, a_release, an_entity, found

pytestmark = pytest.mark.django_db


def test_confirming_decides_all_fields() -> None:
    quote = confirm(Seen.of(a_quote()))
    assert quote.review == "confirmed"
    assert {"text", "speaker", "exact", "role"} <= set(quote.decided)
    assert quote.version == 2


def test_a_rejected_row_stays() -> None:
    assert reject(Seen.of(a_quote())).review == "rejected"
    assert Quote.objects.get().review == "rejected"


def test_what_was_judged_can_be_pending_again() -> None:
    assert put_back(Seen.of(confirm(Seen.of(a_quote())))).review == "pending"


@pytest.mark.parametrize("act", [confirm, reject, put_back, erase])
def test_nothing_is_written_over_what_somebody_else_changed(act: Any) -> None:
    seen = Seen.of(a_quote())
    Quote.objects.update(text="Autre chose")
    with pytest.raises(StaleError) as error:
        act(seen)
    assert (error.value.record.text, error.value.record.version) == ("Autre chose", 2)
    assert Quote.objects.get().review == "pending"


def test_whoever_comes_second_learns_what_came_between() -> None:
    quote = a_quote()
    Quote.objects.update(attribution="avant")
    quote.refresh_from_db()
    seen = Seen.of(quote)
    Quote.objects.update(text="Autre chose")
    with pytest.raises(StaleError) as error:
        confirm(seen)
    assert [one.changed for one in error.value.between] == [["text"]]


def test_a_row_that_is_gone_says_so() -> None:
    quote = a_quote()
    seen = Seen.of(quote)
    quote.delete()
    with pytest.raises(GoneError, match="no longer there"):
        confirm(seen)


def test_an_edit_decides_what_it_sets_and_no_more() -> None:
    quote = edit(Seen.of(a_quote()), {"text": "Nous avons secouru des marins"})
    assert quote.decided == ["text"]


def test_a_speaker_that_an_editor_gives_is_known_by_the_editor() -> None:
    person = an_entity(Person, "Aude Kermarrec")
    quote = edit(Seen.of(a_quote()), {"speaker": person})
    assert (quote.speaker, quote.basis) == (person, "editor")
    assert edit(Seen.of(quote), {"speaker": None}).basis is None


def test_the_words_follow_the_place() -> None:
    quote = a_quote()
    moved = edit(Seen.of(quote), {"start": quote.start + 3})
    assert moved.exact == quote.exact[3:]


def test_what_the_machine_keeps_is_not_edited() -> None:
    with pytest.raises(ValueError, match="does not decide rule"):
        edit(Seen.of(a_quote()), {"rule": "mine"})


def test_what_the_database_refuses_is_not_written() -> None:
    values = {"speaker": an_entity(Person, "A"), "organization": an_entity(Organization, "B")}
    with pytest.raises(IntegrityError):
        edit(Seen.of(a_quote()), values)


def test_a_release_s_own_fields_are_edited_alike() -> None:
    release = edit(Seen.of(a_release()), {"title": "Un titre"})
    assert (release.title, release.decided) == ("Un titre", ["title"])


def test_what_the_text_lacks_is_supplied_with_its_reference() -> None:
    release = supply(Seen.of(a_release()), {"published_on": "2021-05-12"}, " Ouest-Maritime, 13 mai 2021 ")
    assert release.supplied == {"published_on": "Ouest-Maritime, 13 mai 2021"}
    assert "published_on" in release.decided


def test_nothing_is_supplied_without_a_reference() -> None:
    with pytest.raises(ValueError, match="reference"):
        supply(Seen.of(a_release()), {"published_on": "2021-05-12"}, " ")


def test_an_edit_of_what_was_supplied_takes_its_reference_away() -> None:
    release = supply(Seen.of(a_release()), {"published_on": "2021-05-12", "city": "LORIENT"}, "note")
    assert edit(Seen.of(release), {"published_on": "2021-05-13"}).supplied == {"city": "note"}


def test_what_a_person_made_is_deleted() -> None:
    assert erase(Seen.of(a_quote(rule="editor"))) is None
    assert not Quote.objects.exists()


def test_what_the_parser_found_is_rejected_instead() -> None:
    left = erase(Seen.of(a_quote()))
    assert left is not None
    assert left.review == "rejected"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_and_reject_at_once_one_is_told() -> None:
    seen = Seen.of(found(Figure, a_release(), "42 pays", value=42))
    both = threading.Barrier(2)
    outcomes: list[str] = []

    def act(way: Any) -> None:
        both.wait()
        try:
            outcomes.append(way(seen).review)
        except StaleError as error:
            outcomes.append(f"stale: {error.record.review}")
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[way]) for way in (confirm, reject)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = Figure.objects.get().review
    assert sorted(outcomes) == sorted([kept, f"stale: {kept}"])
