"""The queue of releases: the uncertain first, in hand of one editor for half an hour, done when nothing is missing."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from archive.curation import queue
from archive.curation.actor import acting_as
from archive.curation.queue import StillPendingError, TakenError
from archive.curation.queue_filters import Wanted, rules_in_use
from archive.curation.reviewing import Seen, confirm, edit, put_back, reject
from archive.models import Figure, Mention, Queued, Release
from tests.admin.builders import QUOTED, TEXT, a_likeness, a_note, a_proposal, a_quote, a_release, an_entity, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(django_user_model: Any) -> Any:
    return django_user_model.objects.create_user("ada")


@pytest.fixture
def bob(django_user_model: Any) -> Any:
    return django_user_model.objects.create_user("bob")


def a_doubtful_release(confidence: float, **fields: Any) -> Release:
    release = a_release(**fields)
    found(Figure, release, "42 pays", value=42, confidence=confidence)
    return release


def place_of(release: Release) -> float:
    return Queued.objects.get(pk=release.pk).least_certain


def end_lease(release: Release) -> None:
    Release.objects.filter(pk=release.pk).update(in_hand_until=timezone.now() - timedelta(seconds=1))


# The order


def test_a_release_waits_at_its_least_certain_pending_annotation() -> None:
    release = a_release()
    assert place_of(release) == 1
    sure = found(Figure, release, "42 pays", value=42, confidence=0.9)
    unsure = found(Mention, release, "France", country_code="FR", confidence=0.3)
    assert place_of(release) == 0.3
    confirm(Seen.of(unsure))
    assert place_of(release) == 0.9
    judged = reject(Seen.of(sure))
    assert place_of(release) == 1
    put_back(Seen.of(judged))
    assert place_of(release) == 0.9
    with acting_as("machine"):
        Figure.objects.update(confidence=0.5)
    assert place_of(release) == 0.5
    Figure.objects.all().delete()
    assert place_of(release) == 1


def test_an_annotation_that_moves_takes_its_doubt_along() -> None:
    release, other = a_doubtful_release(0.2), a_release()
    with acting_as("mover"):
        Figure.objects.update(release=other)
    assert (place_of(release), place_of(other)) == (1, 0.2)


def test_a_release_that_goes_leaves_the_queue() -> None:
    a_doubtful_release(0.2).delete()
    assert not Queued.objects.exists()


def test_judging_an_annotation_leaves_the_release_s_version_alone() -> None:
    release = a_doubtful_release(0.2)
    confirm(Seen.of(Figure.objects.get()))
    assert Release.objects.get(pk=release.pk).version == 1


@pytest.mark.django_db(transaction=True)
def test_the_order_is_right_after_two_have_judged_one_release_at_once() -> None:
    release = a_doubtful_release(0.2)
    found(Mention, release, "France", country_code="FR", confidence=0.3)
    seen = [Seen.of(Figure.objects.get()), Seen.of(Mention.objects.get())]
    in_threads(lambda number: confirm(seen[number]), 2)
    assert place_of(release) == 1


# Taking


def test_the_next_release_is_the_least_certain_one(ada: Any) -> None:
    a_doubtful_release(0.9)
    doubtful = a_doubtful_release(0.4)
    taken = queue.take_next(ada)
    assert taken == doubtful
    doubtful.refresh_from_db()
    assert (doubtful.state, doubtful.assigned_to) == ("in_hand", ada)
    assert timedelta(minutes=29) < doubtful.in_hand_until - timezone.now() <= timedelta(minutes=30)


def test_taking_a_release_is_no_change_of_its_content(ada: Any) -> None:
    release = a_doubtful_release(0.4)
    queue.take_next(ada)
    assert edit(Seen.of(release), {"title": "Un titre"}).decided == ["title"]


def test_what_one_has_in_hand_another_does_not_get(ada: Any, bob: Any) -> None:
    releases = [a_doubtful_release(0.4), a_doubtful_release(0.5)]
    assert [queue.take_next(ada), queue.take_next(bob), queue.take_next(ada)] == [*releases, None]


def test_a_lease_ends_by_itself(ada: Any, bob: Any) -> None:
    release = a_doubtful_release(0.4)
    queue.take_next(ada)
    end_lease(release)
    assert queue.take_next(bob) == release


def test_a_lease_is_renewed_by_what_the_editor_does(ada: Any) -> None:
    release = a_doubtful_release(0.4)
    queue.take_next(ada)
    Release.objects.update(in_hand_until=timezone.now() + timedelta(minutes=2))
    queue.keep(release.pk, ada)
    release.refresh_from_db()
    assert release.in_hand_until - timezone.now() > timedelta(minutes=29)


def test_a_lease_is_not_written_anew_with_every_key(ada: Any) -> None:
    release = a_doubtful_release(0.4)
    queue.keep(release.pk, ada)
    until = Release.objects.get(pk=release.pk).in_hand_until
    queue.keep(release.pk, ada)
    assert Release.objects.get(pk=release.pk).in_hand_until == until


def test_whoever_comes_second_is_told_who_has_it(ada: Any, bob: Any) -> None:
    release = a_doubtful_release(0.4)
    queue.keep(release.pk, ada)
    with pytest.raises(TakenError) as error:
        queue.keep(release.pk, bob)
    assert error.value.release.assigned_to == ada


def test_a_release_can_be_given_back(ada: Any, bob: Any) -> None:
    release = a_doubtful_release(0.4)
    queue.take_next(ada)
    queue.give_back(release.pk, bob)
    assert queue.take_next(bob) is None
    queue.give_back(release.pk, ada)
    assert queue.take_next(bob) == release


def test_what_is_assigned_to_a_colleague_is_left_to_them(ada: Any, bob: Any) -> None:
    release = a_doubtful_release(0.4)
    assert queue.assign([release.pk], bob) == 1
    assert queue.take_next(ada) is None
    assert queue.take_next(bob) == release


def test_what_is_done_or_in_hand_is_not_assigned(ada: Any, bob: Any) -> None:
    done, held, free = (a_doubtful_release(0.4) for _ in range(3))
    queue.finish(done.pk, ada, confirm_rest=True)
    queue.keep(held.pk, ada)
    assert queue.assign([done.pk, held.pk, free.pk], bob) == 1
    held.refresh_from_db()
    assert held.assigned_to == ada


@pytest.mark.django_db(transaction=True)
def test_eight_editors_who_ask_at_once_get_eight_releases(django_user_model: Any) -> None:
    editors = [django_user_model.objects.create_user(f"editor {number}") for number in range(8)]
    releases = {a_doubtful_release(0.1 * number).pk for number in range(1, 9)}
    taken = in_threads(lambda number: queue.take_next(editors[number]), 8)
    assert {release.pk for release in taken} == releases


def in_threads(act: Any, times: int) -> list[Any]:
    """Do it `times` times at once, each with a connection of its own."""
    all_at_once = threading.Barrier(times)
    outcomes: list[Any] = []

    def run(number: int) -> None:
        all_at_once.wait()
        try:
            outcomes.append(act(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


# Done


def test_done_says_who_and_when(ada: Any) -> None:
    release = a_release()
    queue.keep(release.pk, ada)
    done = queue.finish(release.pk, ada)
    assert (done.state, done.done_by, done.assigned_to, done.in_hand_until) == ("done", ada, None, None)
    assert done.done_at is not None
    assert Queued.objects.get().state == "done"
    assert queue.take_next(ada) is None


def test_who_said_first_that_it_is_done_stays(ada: Any, bob: Any) -> None:
    release = a_release()
    first = queue.finish(release.pk, ada)
    again = queue.finish(release.pk, bob)
    assert (again.done_by, again.done_at) == (ada, first.done_at)


def test_a_release_with_pending_annotations_is_not_done_unless_the_rest_is_confirmed(ada: Any) -> None:
    release = a_doubtful_release(0.4)
    with pytest.raises(StillPendingError) as error:
        queue.finish(release.pk, ada)
    assert error.value.count == 1
    assert Release.objects.get().state == "to_read"
    queue.finish(release.pk, ada, confirm_rest=True)
    figure = Figure.objects.get()
    assert (Release.objects.get().state, figure.review, figure.flags) == ("done", "confirmed", ["bulk"])


def test_nobody_ends_what_another_has_in_hand(ada: Any, bob: Any) -> None:
    release = a_release()
    queue.keep(release.pk, ada)
    with pytest.raises(TakenError):
        queue.finish(release.pk, bob)


def test_what_is_done_can_be_corrected_and_taken_up_again(ada: Any, bob: Any) -> None:
    release = a_release()
    queue.finish(release.pk, ada)
    queue.keep(release.pk, bob)
    assert Release.objects.get().state == "done"
    queue.reopen(release.pk, bob)
    release.refresh_from_db()
    assert (release.state, release.assigned_to, release.done_at, release.done_by) == ("in_hand", bob, None, None)


# Filters


def wanted(**asked: Any) -> list[int]:
    return list(queue.waiting_releases(Wanted(**asked)).values_list("pk", flat=True))


def test_without_a_filter_all_that_is_not_done_waits(ada: Any) -> None:
    low, high = a_doubtful_release(0.8), a_doubtful_release(0.3)
    queue.finish(a_release().pk, ada)
    assert wanted() == [high.pk, low.pk]


def test_a_rule_and_a_kind_are_wanted_as_long_as_they_are_pending() -> None:
    release = a_release()
    figure = found(Figure, release, "42 pays", value=42, rule="figure.money")
    a_quote(a_release())
    assert wanted(rule="figure.money") == wanted(kind="figure") == [release.pk]
    assert wanted(rule="figure.money", kind="quote") == []
    confirm(Seen.of(figure))
    assert wanted(rule="figure.money") == wanted(kind="figure") == []


@pytest.mark.parametrize(("month", "found"), [("2021-05", True), ("2021-06", False), ("2021-13", True), ("mai", True)])
def test_a_month_is_wanted_and_nonsense_is_no_month(month: str, found: bool) -> None:
    release = a_release(published_on="2021-05-31")
    assert wanted(month=month) == ([release.pk] if found else [])


def test_what_is_needed_is_wanted() -> None:
    unknown, proposed, lost, unplaced = (a_release(TEXT + str(number)) for number in range(4))
    a_quote(unknown)
    person = an_entity(Figure._meta.get_field("event").related_model, "Sommet", kind="summit")
    a_proposal(found(Mention, proposed, "FARO", event=person))
    found(Figure, lost, "42 pays", value=42, flags=["no_longer_found"])
    with acting_as("machine"):
        Figure.objects.create(release=unplaced, exact="absent", rule="x", value=1)
    assert wanted(need="speaker") == [unknown.pk]
    assert wanted(need="proposal") == [proposed.pk]
    assert wanted(need="no_longer_found") == [lost.pk]
    assert wanted(need="unplaced") == [unplaced.pk]
    a_likeness(lost, unplaced)
    assert sorted(wanted(need="version")) == [lost.pk, unplaced.pk]
    bea = User.objects.create_user("bea")
    a_note(lost, addressed_to=bea)
    a_note(unplaced, addressed_to=User.objects.create_user("cyr"))
    assert sorted(wanted(need="question")) == [lost.pk, unplaced.pk]
    assert wanted(need="question_to_me", asked=bea.pk) == [lost.pk]
    assert wanted(need="question_to_me") == []


def test_a_proposal_for_the_release_itself_counts() -> None:
    release = a_release()
    a_proposal(release, group="title", values={"title": "x"})
    assert wanted(need="proposal") == [release.pk]


def test_filters_go_together(ada: Any) -> None:
    mine = a_release(published_on="2021-05-12")
    a_quote(mine, words=QUOTED)
    a_release(published_on="2021-05-12")
    queue.assign([mine.pk], ada)
    assert wanted(month="2021-05", need="speaker", assigned_to=ada.pk) == [mine.pk]
    assert queue.take_next(ada, Wanted(need="proposal")) is None
    assert queue.take_next(ada, Wanted(need="speaker")) == mine


def test_the_rules_in_use_are_listed_by_kind() -> None:
    found(Figure, a_release(), "42 pays", value=42, rule="figure.money")
    assert rules_in_use() == [("figure", ["figure.money"])]


@pytest.mark.parametrize("rows", [1, 30])
def test_taking_the_next_needs_no_more_queries_for_more_releases(
    ada: Any, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        a_doubtful_release(0.5 + number / 100)
    with django_assert_max_num_queries(6):
        queue.take_next(ada)
