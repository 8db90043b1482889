"""Likenesses: looked for after an ingest and by a button, listed by names, parted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from archive.curation.history.images import history_of
from archive.models import Likeness, LookedAt, Person, Programme
from archive.roles import Role
from etl import jobs
from tests.admin.builders import a_likeness, an_entity
from tests.admin.test_history import member

LIST = reverse("admin:archive_likeness_changelist")
LOOK = reverse("admin:archive_likeness_look")


def twins() -> tuple[Programme, Programme]:
    return an_entity(Programme, "Réseau FARO"), an_entity(Programme, "réseau Faro")


def test_the_button_looks_at_what_is_new_and_says_how_much_there_is(page: Client) -> None:
    twins()
    assert "2 records came that were not compared with the others yet." in page.get(LIST).content.decode()
    assert "1 new pair looks alike." in page.post(LOOK, follow=True).content.decode()
    assert "not compared" not in page.get(LIST).content.decode()
    assert page.get(LOOK).status_code == 405


def test_only_who_may_merge_looks(django_user_model: Any) -> None:
    twins()
    editor = member(Role.EDITOR, django_user_model)
    assert "Look for more" not in editor.get(LIST).content.decode()
    assert editor.post(LOOK).status_code == 403
    assert not Likeness.objects.exists()


def test_a_pair_is_listed_by_its_names_and_its_reasons_are_in_the_reader_s_language(page: Client) -> None:
    twins()
    page.post(LOOK)
    shown = page.get(LIST, headers={"accept-language": "fr"}).content.decode()
    assert ">Réseau FARO</a>" in shown
    assert ">même nom<" in shown
    assert "the same name" not in shown


def test_the_list_needs_no_more_queries_for_more_pairs(page: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        a_likeness(an_entity(Person, f"Aude {number}"), an_entity(Person, f"Aude A. {number}"))
    page.get(LIST)
    with django_assert_max_num_queries(35):
        page.get(LIST)


def test_several_pairs_are_parted_at_once(page: Client, administrator: Any) -> None:
    pairs = [a_likeness(an_entity(Person, "Aude"), an_entity(Person, "Aude")) for _ in range(2)]
    chosen = {"action": "part", "_selected_action": [one.pk for one in pairs]}
    assert "2 pairs are remembered as not the same." in page.post(LIST, chosen, follow=True).content.decode()
    assert {(one.state, one.decided_by) for one in Likeness.objects.all()} == {("distinct", administrator)}


@pytest.mark.django_db
def test_an_ingest_looks_at_its_end_and_again_not_at_all(tmp_path: Path, capsys: Any) -> None:
    twins()
    (tmp_path / "a.txt").write_text("Le préfet a annoncé ce lundi que les équipes ont retrouvé les navires.")
    call_command("ingest", str(tmp_path), as_json=True)
    assert Likeness.objects.get().reason == "the same name"
    assert not history_of(Likeness).objects.exists()  # it was the machine's doing
    third = an_entity(Programme, "Réseau  FARO")
    call_command("ingest", str(tmp_path), as_json=True)  # nothing is new in it, so nothing is written
    assert LookedAt.objects.get(table="programme").up_to < third.pk


@pytest.mark.django_db
def test_much_that_is_new_is_left_to_a_worker_once() -> None:
    twins()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    assert jobs.look_for_likenesses(most=1) is None
    assert jobs.look_for_likenesses(most=1) is None
    assert list(ProcrastinateJob.objects.values_list("task_name", flat=True)) == ["suggest"]
    assert jobs.suggest_likenesses() == 1
    assert Likeness.objects.count() == 1


@pytest.mark.django_db
def test_a_worker_looks_at_some_and_leaves_the_others_until_no_document_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    twins()
    monkeypatch.setattr(jobs, "LOOKED_AT_ONCE", 1)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    assert jobs.suggest_likenesses() == 1
    left = ProcrastinateJob.objects.get()
    assert (left.task_name, left.priority) == ("suggest", jobs.AFTER_DOCUMENTS)
