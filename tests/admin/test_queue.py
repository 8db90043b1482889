"""The page of the queue, and a release in an editor's hands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive.curation import queue
from archive.models import Figure, Quote, Release
from tests.admin.builders import TEXT, TITLE, a_full_release, a_quote, a_release, found

QUEUE = reverse("admin:queue")


@pytest.fixture
def bob(django_user_model: Any) -> Any:
    return django_user_model.objects.create_user("bob", is_staff=True)


def review(release: Release, part: str = "") -> str:
    return reverse("admin:archive_release_review", args=[release.pk]) + part


def act(page: Client, release: Release, asked: str, **headers: str) -> Any:
    return page.post(review(release, "act/"), {"act": asked}, headers=headers or {"accept": "application/json"})


def a_doubtful_release(confidence: float, title: str = TITLE) -> Release:
    release = a_release(title + TEXT[len(TITLE) :], title=title)
    found(Figure, release, "plus de 1 250", value=1250, confidence=confidence)
    return release


def test_the_least_certain_release_is_on_top(page: Client) -> None:
    a_doubtful_release(0.8, "Plus sûr")
    a_doubtful_release(0.2, "Moins sûr")
    html = page.get(QUEUE).content.decode()
    assert html.index("Moins sûr") < html.index("Plus sûr")
    assert "20\u202f%" in html


def test_the_queue_is_a_page_at_a_time(page: Client, settings: Any) -> None:
    for number in range(52):
        a_doubtful_release(0.1 + number / 100, f"Communiqué {number:02}")
    html = page.get(QUEUE).content.decode()
    assert "Communiqué 49" in html
    assert "Communiqué 50" not in html
    following = html.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    html = page.get(QUEUE + following).content.decode()
    assert "Communiqué 49" not in html
    assert "Communiqué 51" in html


def test_more_releases_need_no_more_queries(page: Client) -> None:
    a_full_release()
    page.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        page.get(QUEUE)
    for _ in range(4):
        a_full_release()
    with CaptureQueriesContext(connection) as many:
        page.get(QUEUE)
    assert len(many) == len(few)


@pytest.mark.parametrize("asked", [{"need": "speaker"}, {"kind": "quote"}, {"rule": "test.rule", "kind": "quote"}])
def test_filters_narrow_the_queue(page: Client, asked: dict[str, str]) -> None:
    a_quote(a_release("Avec : " + TEXT, title="Avec"))
    a_doubtful_release(0.2, "Sans")
    html = page.get(QUEUE, asked).content.decode()
    assert ">Avec</a>" in html
    assert ">Sans</a>" not in html


def test_nonsense_in_a_filter_is_said_and_left_out(page: Client) -> None:
    a_doubtful_release(0.2, "Tout")
    html = page.get(QUEUE, {"month": "mai", "need": "x", "after": "y"}).content.decode()
    assert "Write a month as 2015-11." in html
    assert ">Tout</a>" in html


def test_taking_the_next_leads_to_its_page(page: Client, administrator: Any) -> None:
    a_doubtful_release(0.8)
    release = a_doubtful_release(0.2)
    assert page.post(QUEUE, {"next": "yes"})["Location"] == review(release)
    release.refresh_from_db()
    assert (release.state, release.assigned_to) == ("in_hand", administrator)


def test_the_next_one_is_taken_under_the_filters_of_the_page(page: Client) -> None:
    a_doubtful_release(0.2)
    wanted = a_quote(a_release("Avec : " + TEXT)).release
    assert page.post(QUEUE + "?kind=quote", {"next": "yes"})["Location"] == review(wanted)


def test_where_nothing_is_free_the_queue_says_so(page: Client, bob: Any) -> None:
    queue.keep(a_doubtful_release(0.2).pk, bob)
    answer = page.post(QUEUE, {"next": "yes"}, follow=True)
    assert "Nothing that you could take waits here." in answer.content.decode()


def test_releases_are_assigned_together(page: Client, bob: Any) -> None:
    releases = [a_doubtful_release(0.2), a_doubtful_release(0.3)]
    page.post(QUEUE, {"assign": bob.pk, "release": [one.pk for one in releases]})
    assert set(Release.objects.values_list("assigned_to__username", flat=True)) == {"bob"}
    assert "for bob" in page.get(QUEUE).content.decode()


def test_an_editor_takes_but_does_not_assign(django_user_model: Any) -> None:
    from django.contrib.auth.models import Group

    editor = django_user_model.objects.create_user("eva", is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
    client = Client(headers={"accept-language": "en"})
    client.force_login(editor)
    release = a_doubtful_release(0.2)
    assert "Assign the chosen ones" not in client.get(QUEUE).content.decode()
    assert client.post(QUEUE, {"assign": editor.pk, "release": release.pk}).status_code == 403
    assert client.post(QUEUE, {"next": "yes"})["Location"] == review(release)


def test_the_first_act_takes_a_release_in_hand(page: Client, administrator: Any) -> None:
    quote = a_quote()
    act(page, quote.release, f"confirm quote-{quote.pk} 1")
    release = Release.objects.get()
    assert (release.state, release.assigned_to) == ("in_hand", administrator)


def test_looking_takes_nothing(page: Client) -> None:
    page.get(review(a_quote().release))
    assert Release.objects.get().state == "to_read"


def test_what_another_has_in_hand_can_be_looked_at_and_not_written(page: Client, bob: Any) -> None:
    quote = a_quote()
    queue.keep(quote.release_id, bob)
    html = page.get(review(quote.release)).content.decode()
    assert ", bob has this release in hand." in html
    assert 'data-does="confirm"' not in html
    answer = act(page, quote.release, f"confirm quote-{quote.pk} 1")
    assert answer.status_code == 423
    assert "bob has this release in hand" in answer.json()["said"]
    assert Quote.objects.get().review == "pending"


def test_done_asks_whether_the_rest_is_to_be_confirmed(page: Client) -> None:
    quote = a_quote()
    answer = act(page, quote.release, "done")
    assert (answer.status_code, answer.json()["rest"]) == (422, 1)
    without_script = act(page, quote.release, "done", accept="text/html")
    assert '<dialog id="rest" aria-labelledby="rest-title" open>' in without_script.content.decode()
    assert act(page, quote.release, "done rest").json()["leave"] == QUEUE
    assert (Release.objects.get().state, Quote.objects.get().review, Quote.objects.get().flags) == (
        "done",
        "confirmed",
        ["bulk"],
    )


def test_done_and_the_next_leads_to_the_next(page: Client, administrator: Any) -> None:
    first, second = a_release(), a_doubtful_release(0.5)
    assert act(page, first, "done next").json()["leave"] == review(second)
    assert act(page, second, "done rest next").json()["leave"] == QUEUE
    first.refresh_from_db()
    assert (first.state, first.done_by) == ("done", administrator)


def test_a_release_is_given_back_and_taken_up_again(page: Client) -> None:
    release = a_release()
    queue.take_next(page.get(QUEUE).wsgi_request.user)
    act(page, release, "give-back")
    assert Release.objects.get().state == "to_read"
    act(page, release, "done")
    assert "said on" in page.get(review(release)).content.decode()
    act(page, release, "reopen")
    assert Release.objects.get().state == "in_hand"


def test_a_lease_that_is_over_lets_the_next_one_in(page: Client, bob: Any) -> None:
    quote = a_quote()
    queue.keep(quote.release_id, bob)
    Release.objects.update(in_hand_until=timezone.now() - timedelta(minutes=1))
    assert act(page, quote.release, f"confirm quote-{quote.pk} 1").status_code == 200


def test_splitting_joining_and_editing_are_undone_whole(page: Client) -> None:
    release = a_release("« Un mot. Deux mots. 30 »")
    quote = a_quote(release, words="Un mot. Deux mots. 30", text="Un mot. Deux mots. 30")
    figure = found(Figure, release, "30", value=30, quote=quote)
    page.post(review(release, "act/"), {"act": f"split quote-{quote.pk} 1", "before": "Deux"})
    first, second = Quote.objects.order_by("start")
    figure.refresh_from_db()
    assert figure.quote == second
    act(page, release, f"join quote-{first.pk} {first.version} quote-{second.pk} {second.version}")
    assert Quote.objects.count() == 1
    act(page, release, "undo")
    assert Quote.objects.count() == 2
    answer = act(page, release, "undo").json()
    assert answer["gone"] == [f"quote-{second.pk}"]
    quote.refresh_from_db()
    figure.refresh_from_db()
    assert (quote.text, quote.decided, figure.quote) == ("Un mot. Deux mots. 30", [], quote)
    assert Release.objects.get().state == "in_hand"


def test_undoing_a_confirmation_gives_its_fields_back_to_the_machine(page: Client) -> None:
    quote = a_quote()
    act(page, quote.release, f"confirm quote-{quote.pk} 1")
    act(page, quote.release, "undo")
    quote.refresh_from_db()
    assert (quote.review, quote.decided) == ("pending", [])


def test_what_somebody_changed_since_is_not_undone(page: Client) -> None:
    quote = a_quote()
    act(page, quote.release, f"confirm quote-{quote.pk} 1")
    Quote.objects.update(review="rejected")
    answer = act(page, quote.release, "undo")
    assert answer.status_code == 422
    assert Quote.objects.get().review == "rejected"


@pytest.mark.parametrize("query", ["month=9999-12", "month=0000-01", "after=1,²"])
def test_the_edges_of_time_and_nonsense_are_answered(page: Client, query: str) -> None:
    assert page.get(f"{reverse('admin:queue')}?{query}").status_code == 200


def test_digits_that_are_no_number_assign_nothing(page: Client) -> None:
    for form in ({"assign": "²"}, {"assign": "", "release": "²"}):
        assert page.post(reverse("admin:queue"), form).status_code == 302
