"""Ingest as a whole: real files, the real parser, real transactions."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from archive.models import Release, Run, Source
from etl import run
from etl.document import Document
from etl.run import Done, ingest, ingest_documents
from tests.etl.archive import counts, incoming, statistics, store
from tests.etl.builders import nothing

FRENCH = (
    "Le préfet de la région a annoncé ce lundi que les équipes avaient retrouvé les trois navires au large de l’île {}."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents of our own."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(FRENCH.format(number))
    return tmp_path


def heard(*paths: Path | str) -> dict[str, Done]:
    done: dict[str, Done] = {}
    ingest(paths, lambda one: done.update({one.name: one}))
    return done


@pytest.mark.django_db
def test_every_document_is_stored(folder: Path) -> None:
    outcome = ingest([folder])
    assert (outcome.documents, outcome.new, outcome.failed) == (3, 3, 0)
    assert sorted(Source.objects.values_list("name", flat=True)) == ["0.txt", "1.txt", "2.txt"]


@pytest.mark.django_db
def test_known_documents_are_skipped_without_a_trace(folder: Path) -> None:
    ingest([folder])
    before = counts()
    outcome = ingest([folder])
    assert (outcome.unchanged, outcome.rows_written) == (3, 0)
    assert counts() == before


@pytest.mark.django_db
def test_known_documents_are_not_parsed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([folder])
    monkeypatch.setattr(run, "parsed_text", None)
    assert ingest([folder]).unchanged == 3


@pytest.mark.django_db
def test_a_run_is_recorded_with_its_sums(folder: Path) -> None:
    outcome = ingest([folder])
    one = Run.objects.get()
    assert one.counts == outcome.as_json()
    assert one.finished_at is not None


@pytest.mark.django_db
def test_a_second_name_of_the_same_bytes_is_recorded_no_more(folder: Path) -> None:
    ingest([folder])
    (folder / "copy.txt").write_bytes((folder / "0.txt").read_bytes())
    outcome = ingest([folder])
    assert (outcome.unchanged, outcome.rows_written, Run.objects.count()) == (4, 1, 1)
    assert Source.objects.get(name="0.txt").other_names == ["copy.txt"]
    assert ingest([folder]).rows_written == 0


@pytest.mark.django_db
def test_the_same_bytes_twice_in_one_run_are_one_document(folder: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "0.txt").read_bytes())
    outcome = ingest([folder])
    assert (outcome.new, outcome.unchanged) == (3, 1)
    assert Source.objects.get(name="0.txt").other_names == ["copy.txt"]


@pytest.mark.django_db
def test_a_deleted_release_does_not_come_back(folder: Path) -> None:
    ingest([folder])
    Release.objects.get(source__name="0.txt")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("UPDATE archive_source SET release_id = NULL WHERE name = '0.txt'")
    assert ingest([folder]).unchanged == 3


@pytest.mark.django_db
def test_one_that_fails_is_named_and_the_others_are_stored(folder: Path) -> None:
    (folder / "1.txt").write_bytes(b"%PDF-1.7")
    done = heard(folder, folder / "none.txt")
    assert {name: one.state for name, one in done.items()} == {
        "0.txt": "new",
        "1.txt": "failed",
        "2.txt": "new",
        str(folder / "none.txt"): "failed",
    }
    assert "The PDF is broken" in done["1.txt"].reason


@pytest.mark.django_db
def test_one_that_the_parser_cannot_take_is_named_and_the_others_are_stored(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = run.parsed_text

    def broken(text):  # type: ignore[no-untyped-def]
        if "île 1" in text.content:
            raise RecursionError("too deep")
        return real(text)

    monkeypatch.setattr(run, "parsed_text", broken)
    done = heard(folder)
    assert [one.state for _name, one in sorted(done.items())] == ["new", "failed", "new"]
    assert "too deep" in done["1.txt"].reason


@pytest.mark.django_db
def test_one_that_the_database_refuses_is_named_and_the_others_are_stored() -> None:
    good, bad = nothing(FRENCH.format(1)), nothing(FRENCH.format(2), title="\0")
    outcome = store(incoming(good, "good.txt"), incoming(bad, "bad.txt"))
    assert (outcome.new, outcome.failed, Release.objects.count()) == (1, 1, 1)


@pytest.mark.django_db
def test_a_text_in_another_language_is_stored_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The chiefs of police met in Lyon this week to talk about crime and its many victims."
    )
    (done,) = heard(tmp_path).values()
    assert (done.state, done.reason) == ("new", "Not French but “en”: stored, not parsed.")
    assert (Release.objects.get().language, Release.objects.get().parser_version) == ("en", "")


@pytest.mark.django_db
def test_a_line_of_json_lines_is_stored_with_its_own_bytes(tmp_path: Path) -> None:
    line = json.dumps({"text": FRENCH.format(1), "title": "Trois navires", "published_on": "2015-11-05"})
    (tmp_path / "f.jsonl").write_text(f"{line}\n{{}}\n")
    outcome = ingest([tmp_path])
    assert (outcome.new, outcome.failed) == (1, 1)
    source = Source.objects.get()
    assert (source.name, bytes(source.content), source.media_type, source.encoding) == (
        "f.jsonl#1",
        line.encode(),
        "application/json",
        "",
    )
    assert (source.release.title, str(source.release.published_on)) == ("Trois navires", "2015-11-05")


@pytest.mark.django_db
def test_a_zip_is_stored_member_by_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x/0.txt", FRENCH.format(0))
    ingest([tmp_path / "a.zip"])
    assert Source.objects.get().name == "a.zip!x/0.txt"


@pytest.mark.django_db
def test_every_encoding_ends_as_the_same_text(tmp_path: Path) -> None:
    for codec in ("utf-8", "utf-16", "windows-1252"):
        (tmp_path / f"{codec}.txt").write_bytes(FRENCH.encode(codec))
    ingest([tmp_path])
    assert set(Release.objects.values_list("text", flat=True)) == {FRENCH}


@pytest.mark.django_db
def test_more_documents_than_fit_in_a_batch_are_all_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH_DOCUMENTS", 2)
    documents = [Document(f"{n}.txt", FRENCH.format(n).encode()) for n in range(5)]
    assert ingest_documents(documents).new == 5


@pytest.mark.django_db
def test_interrupting_keeps_what_was_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH_DOCUMENTS", 1)

    def stopped():  # type: ignore[no-untyped-def]
        yield Document("0.txt", FRENCH.format(0).encode())
        raise KeyboardInterrupt

    outcome = ingest_documents(stopped())
    assert (outcome.interrupted, outcome.new, Release.objects.count()) == (True, 1, 1)
    assert Run.objects.get().finished_at is None


@pytest.mark.django_db
def test_the_seeds_are_stored_and_storing_them_again_leaves_no_trace() -> None:
    before = statistics()
    first = ingest(["seeds"])
    assert (first.new, first.failed, first.rows_written) == (5, 0, statistics() - before)
    tables, written = counts(), statistics()
    assert ingest(["seeds"]).as_json() == {
        "documents": 5,
        "new": 0,
        "changed": 0,
        "unchanged": 5,
        "failed": 0,
        "rows_written": 0,
    }
    assert (counts(), statistics()) == (tables, written)
