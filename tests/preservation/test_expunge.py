"""`manage.py expunge`: a document goes from every table, and cannot come back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from archive.curation.history.context import because
from archive.curation.merging.merging import merge
from archive.models import Expunged, Note, Person, Quote, Release, Run, Source
from archive.preservation.soundness import checks
from etl.document import Document
from etl.jobs import enqueue
from etl.run import Done, Outcome, ingest_documents
from tests.preservation.holding import GOING, STAYING, WORDS, everything, holding

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_jobs() -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def take(*documents: tuple[str, str], heard: list[Done] | None = None) -> Outcome:
    listen = heard.append if heard is not None else lambda _done: None
    return ingest_documents([Document(name, text.encode()) for name, text in documents], listen)


def said(*arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command("expunge", *arguments, stdout=out, **options)
    return out.getvalue()


def sha256(text: str = GOING) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def two() -> None:
    """A document that is to go, one that stays, and what editors did with both."""
    take(("virelangue.txt", GOING), ("phares.txt", STAYING))
    user = get_user_model().objects.create_superuser("ada")
    going = Release.objects.get(source__name="virelangue.txt")
    with because(user=user.pk, reason="lu"):
        going.title = "VIRELANGUE relie des ports"
        going.save()
        for quote in Quote.objects.filter(release=going):
            quote.text += " (péniches)"
            quote.review = "confirmed"
            quote.save()
        person = Person.objects.get(name="Zéphyrine Quatrelivres")
        person.gender = "f"
        person.save()
        kind = ContentType.objects.get_for_model(Quote)
        Note.objects.create(content_type=kind, object_id=quote.pk, release=going, text="Et VIRELANGUE ?", author=user)
        LogEntry.objects.create(
            user=user, content_type=kind, object_id=str(quote.pk), object_repr="« péniches »", action_flag=CHANGE
        )


def test_not_a_word_of_it_is_left_in_any_table(two: None) -> None:
    before = everything()
    assert {
        "public.archive_source",
        "public.history_quote",
        "public.archive_note",
        "public.django_admin_log",
    } <= holding(*WORDS)
    said(sha256(), reason="sur demande", is_sure=True)
    assert holding(*WORDS) == set()
    assert holding(sha256()) == {"public.archive_expunged"}
    assert before["public.archive_release"] != everything()["public.archive_release"] != ""


def test_what_other_documents_say_stays_as_if_it_had_never_been_there(two: None) -> None:
    said(sha256(), reason="sur demande", is_sure=True)
    left = {table: rows for table, rows in facts().items() if rows}
    assert [one.name for one in Person.objects.all()] == ["Aude Kermarrec"]
    empty()
    take(("phares.txt", STAYING))
    assert {table: rows for table, rows in facts().items() if rows} == left


def facts() -> dict[str, list[Any]]:
    """What is said, without ids, runs and versions."""
    from tests.etl.archive import MODELS

    told = {}
    for model in MODELS:
        name = model._meta.model_name
        if name in {"run", "expunged", "apitoken", "queued", "lookedat", "source", "changelog", "changeorigin"}:
            continue
        columns = [
            one.attname
            for one in model._meta.concrete_fields
            if not one.is_relation and one.attname not in {"id", "version", "object_id", "first_id", "second_id"}
        ]
        told[name] = sorted(map(str, model.objects.values_list(*columns)))
    return told


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE archive_source, archive_release, archive_person, archive_organization, archive_run CASCADE"
        )


def test_its_hash_its_reason_who_and_when_stay(two: None) -> None:
    said(sha256(), reason="sur demande", by="Ada", is_sure=True)
    left = Expunged.objects.get()
    assert (left.sha256, left.reason, left.expunged_by) == (sha256(), "sur demande", "Ada")
    assert json.loads(said("--list"))["sha256"] == sha256()
    assert verified() == {}


def verified() -> dict[str, int]:
    return {found.what: found.wrong for check in checks() if (found := check.run()).wrong}


def test_the_same_bytes_are_refused_with_a_sentence(two: None) -> None:
    said(sha256(), reason="sur demande", is_sure=True)
    heard: list[Done] = []
    outcome = take(("autre-nom.txt", GOING), ("neuf.txt", STAYING + "\nFin."), heard=heard)
    assert (outcome.failed, outcome.new + outcome.changed) == (1, 1)
    [refused] = [one.reason for one in heard if one.state == "failed"]
    assert refused.startswith("It was expunged on 2")
    assert refused.endswith("and is not taken in again: sur demande")


def test_workers_are_not_given_it_either(two: None, tmp_path: Path) -> None:
    said(sha256(), reason="sur demande", is_sure=True)
    (tmp_path / "x.txt").write_text(GOING, encoding="utf-8")
    outcome = enqueue([tmp_path / "x.txt"], lambda _done: None)
    assert (outcome.failed, outcome.new) == (1, 0)


def test_the_database_refuses_it_whoever_writes(two: None) -> None:
    said(sha256(), reason="sur demande", is_sure=True)
    with pytest.raises(IntegrityError, match="was expunged on"):
        Source.objects.create(name="x", content=GOING.encode(), sha256=sha256(), media_type="text/plain")


def test_what_a_superuser_brings_back_is_found_by_verify(two: None) -> None:
    said(sha256(), reason="sur demande", is_sure=True)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        Source.objects.create(name="x", content=GOING.encode(), sha256=sha256(), media_type="text/plain")
        cursor.execute("SET session_replication_role = origin")
    assert list(verified().values()) == [1]


def test_without_yes_nothing_goes_and_all_is_told(two: None) -> None:
    before = everything()
    told = said("virelangue.txt", reason="sur demande")
    assert everything() == before
    assert "Nothing was changed. Add --yes" in told
    assert "Zéphyrine Quatrelivres" in told
    assert "  Releases: 1" in told


def test_a_source_that_waits_or_failed_goes_too(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(GOING, encoding="utf-8")
    enqueue([tmp_path / "x.txt"], lambda _done: None)
    said("x.txt", reason="sur demande", is_sure=True)
    assert holding(*WORDS) == set()


def test_a_release_that_was_deleted_before_leaves_nothing_in_the_history(two: None) -> None:
    Release.objects.get(source__name="virelangue.txt").delete()
    assert "public.history_release" in holding("VIRELANGUE")
    said("virelangue.txt", reason="sur demande", is_sure=True)
    assert holding(*WORDS) == set()


OLDER = GOING.replace("412 péniches", "400 bateaux").replace("Zéphyrine Quatrelivres", "Mme Zéphyrine Duval")


def test_a_release_with_another_document_is_read_from_that() -> None:
    """The current version goes: the release is what the other document says, decisions on common words included."""
    take(("v.txt", OLDER))
    quote = Quote.objects.get(text__startswith="La Ligue compte")
    quote.review = "confirmed"
    quote.save()
    take(("v.txt", GOING))
    release = Release.objects.get()
    assert "412 péniches" in release.text
    told = said(sha256(), reason="sur demande", is_sure=True)
    release.refresh_from_db()
    assert release.text == OLDER
    assert release.source.sha256 == sha256(OLDER)
    assert f"read from another document: release {release.pk}" in told
    assert holding("péniches", "Quatrelivres") == set()
    assert Quote.objects.get(pk=quote.pk).review == "confirmed"
    assert verified() == {}


def test_an_older_version_goes_and_the_release_stays_as_it_is() -> None:
    take(("v.txt", GOING))
    gone = Quote.objects.get(text__contains="412")
    gone.review = "confirmed"
    gone.save()
    take(("v.txt", OLDER))
    said(sha256(), reason="sur demande", is_sure=True)
    assert holding("péniches", "Quatrelivres") == set()
    assert Release.objects.get().text == OLDER
    assert not Quote.objects.filter(pk=gone.pk).exists()
    assert verified() == {}


def test_whom_an_editor_made_stays_and_a_merge_forgets_what_the_document_said(two: None) -> None:
    made = Person.objects.create(name="Zéphyrine Q.", run=None)
    merge(made, Person.objects.get(name="Zéphyrine Quatrelivres"), {}, None)
    said(sha256(), reason="sur demande", is_sure=True)
    assert Person.objects.filter(pk=made.pk).exists()
    assert "archive_run" not in holding("Quatrelivres")
    assert Run.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("rien.txt",), "There is no source rien.txt"),
        (("999999",), "There is no source 999999"),
        (("virelangue.txt",), "Say why"),
    ],
)
def test_what_cannot_be_done_is_told(two: None, arguments: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        said(*arguments, **({} if sentence == "Say why" else {"reason": "x"}))


def test_the_second_time_says_that_it_is_gone(two: None) -> None:
    said(sha256(), reason="sur demande", is_sure=True)
    with pytest.raises(CommandError, match="already: sur demande"):
        said(sha256(), reason="encore", is_sure=True)


def test_a_list_of_another_archive_is_applied(two: None, tmp_path: Path) -> None:
    entry = {"sha256": sha256(), "reason": "ailleurs", "expunged_at": "2022-05-01T10:00:00+00:00", "expunged_by": "Ada"}
    other = {**entry, "sha256": "0" * 64}
    file = tmp_path / "expunged.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in (entry, other)))
    assert "1 document was here and is gone; the list has 2" in said("--apply", str(file))
    assert holding(*WORDS) == set()
    assert {one.sha256: f"{one.expunged_at:%Y-%m-%d}" for one in Expunged.objects.all()} == {
        sha256(): "2022-05-01",
        "0" * 64: "2022-05-01",
    }


def test_what_is_no_list_is_refused(two: None, tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text('{"sha256": "abc"}\n')
    with pytest.raises(CommandError, match="is no list of expunged documents"):
        said("--apply", str(file))
