"""Confirming many annotations from their list: a sample first, a reason, then the rest."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from archive.curation.history.changes import changes_of
from archive.curation.history.context import because
from archive.models import Figure, Release
from archive.roles import Role
from tests.admin.builders import a_release, found

LIST = reverse("admin:archive_figure_changelist")
BULK = reverse("admin:bulk", args=["figure"])


def figures(count: int, release: Release | None = None, **fields: Any) -> list[Figure]:
    release = release or a_release()
    return [found(Figure, release, "42 pays", value=number, **fields) for number in range(count)]


def asked(page: Client, chosen: list[Figure], filters: str = "", across: str = "0") -> str:
    """The address of the sample to which the action of the list leads."""
    action = {"action": "confirm_in_bulk", "_selected_action": [one.pk for one in chosen], "select_across": across}
    answer = page.post(f"{LIST}?{filters}", action, follow=True)
    return str(answer.redirect_chain[-1][0])


def test_a_sample_of_fifty_is_offered_first(page: Client) -> None:
    html = page.get(asked(page, figures(60)[:1], across="1")).content.decode()
    assert "60 records are pending." in html
    assert "Look at these 50 first: they were drawn at random." in html
    assert html.count('<mark class="mark mark-figure">') == 50


def test_the_sample_stays_the_same_while_it_is_looked_at(page: Client) -> None:
    where = asked(page, figures(60)[:1], across="1")
    shown = [re.findall(r'id="one-(\d+)"', page.get(where).content.decode()) for _ in range(2)]
    assert shown[0] == shown[1]


def test_each_of_the_sample_is_judged_by_itself(page: Client) -> None:
    one, other = figures(2)
    where = asked(page, [one, other])
    page.post(where, {"judge": f"reject {one.pk} 1"})
    page.post(where, {"judge": f"confirm {other.pk} 1"})
    assert list(Figure.objects.order_by("pk").values_list("review", "flags")) == [("rejected", []), ("confirmed", [])]


def test_one_that_somebody_changed_is_not_judged(page: Client) -> None:
    (one,) = figures(1)
    where = asked(page, [one])
    Figure.objects.update(value=7)
    answer = page.post(where, {"judge": f"confirm {one.pk} 1"}, follow=True)
    assert "look again" in answer.content.decode()
    assert Figure.objects.get().review == "pending"


def test_the_rest_is_confirmed_with_its_reason_and_flagged(page: Client) -> None:
    one, *_others = figures(3)
    where = asked(page, [one], across="1")
    page.post(where, {"judge": f"reject {one.pk} 1"})
    answer = page.post(where, {"reason": "Règle vérifiée"}, follow=True)
    assert "2 records confirmed in bulk." in answer.content.decode()
    assert list(Figure.objects.order_by("pk").values_list("review", "flags")) == [
        ("rejected", []),
        ("confirmed", ["bulk"]),
        ("confirmed", ["bulk"]),
    ]


def test_nothing_is_confirmed_without_a_reason(page: Client) -> None:
    answer = page.post(asked(page, figures(2)), {"reason": " "})
    assert answer.status_code == 422
    assert "Say why they can all be confirmed" in answer.content.decode()
    assert not Figure.objects.filter(review="confirmed").exists()


def test_the_filters_of_the_list_hold(page: Client) -> None:
    release = a_release()
    sure = figures(2, release, rule="figure.sure")
    figures(2, release, rule="figure.doubtful")
    where = asked(page, sure[:1], filters="rule=figure.sure", across="1")
    page.post(where, {"reason": "Règle vérifiée"})
    assert set(Figure.objects.filter(review="confirmed").values_list("rule", flat=True)) == {"figure.sure"}


def test_what_came_in_since_is_left_alone(page: Client) -> None:
    where = asked(page, figures(2)[:1], across="1")
    figures(1)
    page.post(where, {"reason": "Vu"})
    assert Figure.objects.filter(review="confirmed").count() == 2


@pytest.mark.parametrize("kind", ["person", "nonsense"])
def test_only_annotations_are_confirmed(page: Client, kind: str) -> None:
    assert page.get(reverse("admin:bulk", args=[kind])).status_code == 404


def test_whoever_may_not_change_figures_is_refused(django_user_model: Any) -> None:
    from django.contrib.auth.models import Permission

    reader = django_user_model.objects.create_user("lea", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_figure"))
    client = Client()
    client.force_login(reader)
    assert client.post(BULK, {"reason": "x"}).status_code == 403


def test_all_of_it_is_taken_back_from_the_history(page: Client) -> None:
    one, *_others = figures(3)
    page.post(asked(page, [one], across="1"), {"reason": "Règle vérifiée"})
    history = page.get(reverse("admin:archive_figure_history", args=[one.pk])).content.decode()
    (where,) = set(re.findall(r'href="(/admin/history/action/[0-9a-f-]+/)"', history))
    shown = page.get(where).content.decode()
    assert "Undo all of it" in shown
    assert "Règle vérifiée" in shown
    answer = page.post(where, {"reason": "Règle fausse"}, follow=True)
    assert "3 records were put back." in answer.content.decode()
    assert not Figure.objects.exclude(review="pending", flags=[]).exists()


def test_where_it_is_taken_back_is_said_when_it_is_done(page: Client) -> None:
    answer = page.post(asked(page, figures(2)), {"reason": "Règle vérifiée"}, follow=True)
    (where,) = re.findall(r'href="(/admin/history/action/[0-9a-f-]+/)"', answer.content.decode())
    assert page.get(where).status_code == 200


def test_readers_take_nothing_back(page: Client, client: Client, django_user_model: Any) -> None:
    page.post(asked(page, figures(2)), {"reason": "Règle vérifiée"})
    where = reverse("admin:action_changes", args=[changes_of(Figure.objects.all()[0])[0].action])
    reader = django_user_model.objects.create_user("noor", password="x", is_staff=True)
    reader.groups.add(Group.objects.get(name=Role.READER.value))
    client.force_login(reader)
    assert "Undo all of it" not in client.get(where).content.decode()
    assert client.post(where).status_code == 403
    assert Figure.objects.filter(review="confirmed").count() == 2


@pytest.mark.parametrize("query", ["ids=²", "until=²&sample=²", "until=9&sample=²"])
def test_digits_that_are_no_number_choose_nothing(page: Client, query: str) -> None:
    assert page.get(f"{BULK}?{query}", follow=True).status_code == 200
    assert page.post(f"{BULK}?{query}", {"judge": "confirm ² ²"}).status_code == 404


def test_a_reason_is_kept_without_what_the_database_cannot_keep(page: Client) -> None:
    page.post(asked(page, figures(1)), {"reason": "Règle\0 vérifiée"})
    assert changes_of(Figure.objects.get())[0].told("reason") == "Règle vérifiée"


def test_an_action_that_did_more_than_change_values_offers_no_undoing_of_all(page: Client) -> None:
    one, *_others = figures(2)
    with because(reason="ménage"):
        Figure.objects.filter(pk=one.pk).update(value=7)
        Figure.objects.exclude(pk=one.pk).delete()
    where = reverse("admin:action_changes", args=[changes_of(one)[0].action])
    assert "Undo all of it" not in page.get(where).content.decode()
    assert "one by one" in page.post(where, follow=True).content.decode()
