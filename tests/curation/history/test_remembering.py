"""What was there before a change is kept, whoever changes it, with who and why."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from archive.curation.actor import acting_as
from archive.curation.history.context import because
from archive.models import REMEMBERED, Curated, Person, Quote, Release, Run, Source
from tests.admin.builders import QUOTED, TEXT, a_quote, a_release, a_source, an_entity
from tests.etl.builders import full, nothing
from tests.etl.newer import BEFORE, again
from tests.models.builders import run_sql

pytestmark = pytest.mark.django_db


def past(model: type[Model], **conditions: Any) -> list[Any]:
    before: Any = apps.get_model("archive", f"{model.__name__}Before")
    return list(before.objects.filter(**conditions).order_by("pgh_id"))


def test_every_model_that_editors_curate_or_keep_is_remembered() -> None:
    curated = {one for one in apps.get_app_config("archive").get_models() if issubclass(one, Curated)}
    assert curated <= set(REMEMBERED)
    assert {one._meta.model_name for one in set(REMEMBERED) - curated} == {
        *("source", "proposal", "likeness", "merge", "note")
    }


def test_an_update_keeps_the_row_as_it_was() -> None:
    quote = a_quote()
    Quote.objects.update(text="autre chose")
    (before,) = past(Quote)
    assert (before.pgh_label, before.id, before.text) == ("changed", quote.pk, QUOTED)
    assert (before.decided, before.version) == ([], 1)


def test_what_is_written_again_unchanged_leaves_no_trace() -> None:
    a_quote().save()
    assert past(Quote) == []


def test_a_delete_keeps_the_row_as_it_was() -> None:
    quote = a_quote()
    pk = quote.pk
    quote.delete()
    (before,) = past(Quote)
    assert (before.pgh_label, before.id, before.exact) == ("deleted", pk, QUOTED)


def test_what_a_person_adds_is_noted_and_what_the_machine_adds_is_not() -> None:
    an_entity(Person, "Aude Kermarrec")
    Person.objects.create(name="Paul Roux")
    assert [(one.pgh_label, one.name) for one in past(Person)] == [("made", "Paul Roux")]


def test_the_bytes_of_a_source_are_kept_once() -> None:
    Source.objects.filter(pk=a_source().pk).update(name="b.txt")
    assert not hasattr(past(Source)[0], "content")


def test_a_text_is_kept_where_it_changes_only() -> None:
    release = a_release()
    Release.objects.filter(pk=release.pk).update(state="in_hand")
    with acting_as("machine"):
        Release.objects.filter(pk=release.pk).update(text=TEXT + "Fin.")
    release.delete()
    assert [one.text for one in past(Release)] == [None, TEXT, TEXT + "Fin."]


def test_a_bulk_update_keeps_every_row() -> None:
    for name in ("Anne", "Berthe", "Claire"):
        an_entity(Person, name)
    Person.objects.update(gender="female")
    assert [(one.name, one.gender) for one in past(Person)] == [("Anne", None), ("Berthe", None), ("Claire", None)]


def test_plain_sql_is_seen_and_has_no_cause() -> None:
    a_quote()
    run_sql("UPDATE archive_quote SET kind = 'fragment'")
    assert [(one.kind, one.pgh_context) for one in past(Quote)] == [("direct", None)]


def test_rows_that_a_person_copies_in_are_seen() -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(
            "COPY archive_person (name, parsed, decided, supplied, flags, version, aliases, identifiers) FROM STDIN"
        ) as stream,
    ):
        stream.write_row(["Anne Martin", "{}", [], "{}", [], 1, [], "{}"])
    assert [(one.pgh_label, one.name, one.pgh_context) for one in past(Person)] == [("made", "Anne Martin", None)]


def test_what_is_written_within_because_has_its_cause() -> None:
    quote = a_quote()
    with because(user=7, reason="relu"):
        Quote.objects.update(kind="fragment")
        with because(run=3):
            Quote.objects.update(kind="indirect")
        quote.delete()
    assert [one.pgh_context for one in past(Quote)] == [
        {"user": 7, "reason": "relu"},
        {"user": 7, "reason": "relu", "run": 3},
        {"user": 7, "reason": "relu"},
    ]
    assert len({one.pgh_context_id for one in past(Quote)}) == 1


def test_a_cause_ends_with_its_block() -> None:
    a_quote()
    with because(user=7), transaction.atomic():
        Quote.objects.update(kind="fragment")
    Quote.objects.update(kind="indirect")
    assert [one.pgh_context for one in past(Quote)] == [{"user": 7}, None]


def test_a_cause_outlives_what_was_rolled_back() -> None:
    a_quote()

    def fail() -> None:
        with transaction.atomic():
            Quote.objects.update(kind="fragment")
            raise ZeroDivisionError

    with because(user=7):
        with pytest.raises(ZeroDivisionError):
            fail()
        Quote.objects.update(kind="indirect")
    assert [one.pgh_context for one in past(Quote)] == [{"user": 7}]


@pytest.mark.django_db(transaction=True)
def test_a_cause_is_told_where_no_transaction_is_open() -> None:
    a_quote()
    with because(user=7):
        Quote.objects.update(kind="fragment")
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE archive_quote SET kind = %s", [["direct"], ["indirect"]])
    assert [(one.kind, one.pgh_context) for one in past(Quote)] == [
        ("direct", {"user": 7}),
        ("fragment", {"user": 7}),
        ("direct", {"user": 7}),
    ]


def test_a_request_says_who_and_where(page: Client, administrator: Any) -> None:
    quote = a_quote()
    page.post(reverse("admin:archive_quote_delete", args=[quote.pk]), {"post": "yes"})
    (before,) = past(Quote)
    assert before.pgh_context["user"] == administrator.pk
    assert before.pgh_context["address"] == f"/admin/archive/quote/{quote.pk}/delete/"


def test_the_loader_says_which_run() -> None:
    again(full())
    again(nothing(BEFORE + full().text))
    run = Run.objects.latest("pk").pk
    kept = {(one.pgh_label, one.pgh_context["run"]) for model in REMEMBERED for one in past(model)}
    assert kept == {("changed", run), ("deleted", run)}


def test_who_is_gone_is_still_named_by_id() -> None:
    user = get_user_model().objects.create(username="ada")
    Release.objects.filter(pk=a_release().pk).update(assigned_to=user)
    user.delete()
    assert past(Release)[-1].assigned_to_id is not None
