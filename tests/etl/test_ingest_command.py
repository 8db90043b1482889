"""`manage.py ingest` as its users meet it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from rich.console import Console

from etl import run
from etl.listing import Listing
from etl.run import Done

FRENCH = (
    "Le préfet de la région a annoncé ce lundi que les équipes avaient retrouvé les trois navires au large de l’île {}."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents of our own."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(FRENCH.format(number))
    return tmp_path


@pytest.mark.django_db
def test_the_command_prints_one_object_and_nothing_else(folder: Path) -> None:
    out = io.StringIO()
    call_command("ingest", str(folder), as_json=True, stdout=out)
    first = json.loads(out.getvalue())
    assert {k: v for k, v in first.items() if k != "rows_written"} == {
        "documents": 3,
        "new": 3,
        "changed": 0,
        "unchanged": 0,
        "failed": 0,
    }
    assert list(first) == ["documents", "new", "changed", "unchanged", "failed", "rows_written"]


@pytest.mark.django_db
def test_the_command_ends_with_1_if_a_document_failed(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("ingest", str(tmp_path), as_json=True, stdout=io.StringIO())
    assert ended.value.code == 1


def listed(*done: Done, outcome: run.Outcome | None = None) -> tuple[str, str]:
    out, errors = io.StringIO(), io.StringIO()
    listing = Listing(Console(file=out, width=140), Console(file=errors, width=140))
    with listing.progress(len(done)) as listen:
        for one in done:
            listen(one)
    listing.print(outcome or run.Outcome(new=len(done)))
    return out.getvalue(), errors.getvalue()


def test_the_table_says_what_was_found_in_each_document() -> None:
    found = {"quotes": 4, "figures": 17, "persons": 2, "events": 1, "programmes": 6}
    out, _errors = listed(Done("a.txt", "new", "", 1, "Un [titre] /x", found))
    assert [cell.strip() for cell in out.splitlines()[2].split("│")] == [
        "a.txt",
        "Un [titre] /x",
        "4",
        "17",
        "2",
        "1",
        "6",
        "new",
    ]
    assert "1 documents: 1 new, 0 changed, 0 unchanged, 0 failed." in out


def test_what_failed_is_listed_by_name_and_reason_apart() -> None:
    out, errors = listed(Done("[bad].txt", "failed", "It is empty."), outcome=run.Outcome(failed=1))
    assert errors == "[bad].txt: It is empty.\n"
    assert "bad" not in out


def test_a_corpus_does_not_fill_the_terminal() -> None:
    out, _errors = listed(*(Done(f"{n}.txt", "new") for n in range(600)))
    assert "… and 100 more." in out


def test_an_interrupted_run_says_how_to_go_on() -> None:
    _out, errors = listed(outcome=run.Outcome(interrupted=True))
    assert "run the same command again" in errors
