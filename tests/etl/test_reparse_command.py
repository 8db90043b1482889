"""`manage.py reparse`: which releases, what it prints, how it ends."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from archive.models import Proposal, Quote, Release, Run
from etl.parse import PARSER_VERSION
from etl.run import ingest_documents
from tests.etl.builders import figure, quote
from tests.etl.test_reparse import SAID, TEXT, document, older

pytestmark = pytest.mark.django_db
Captured = pytest.CaptureFixture[str]


def as_json(capsys: Captured, *arguments: str) -> dict[str, Any]:
    call_command("reparse", *arguments, "--json")
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_it_reads_what_another_parser_read(capsys: Captured) -> None:
    older()
    assert as_json(capsys)["changed"] == 1
    assert as_json(capsys) == {"releases": 0, "changed": 0, "unchanged": 0, "failed": 0, "rows_written": 0, "kinds": {}}


def test_it_reads_what_was_read_before_editors_taught(capsys: Captured) -> None:
    ingest_documents([document()])
    Release.objects.update(authority_hash="other")
    assert as_json(capsys, "--older-than", "today")["releases"] == 0
    assert as_json(capsys)["releases"] == 1
    assert as_json(capsys)["releases"] == 0


def test_it_reads_a_text_that_an_editor_says_is_french(capsys: Captured) -> None:
    ingest_documents([document("The chiefs of the agencies met in the city and spoke of it at length today.")])
    assert as_json(capsys, "--older-than", "today")["releases"] == 0
    Release.objects.update(language="fr")
    assert as_json(capsys, "--older-than", "today")["releases"] == 1


def test_a_version_is_older_than_one_that_the_archive_used_later(capsys: Captured) -> None:
    for number, version in enumerate(("1.first", "1.second")):
        Run.objects.create(kind="ingest", parser_version=version)
        ingest_documents([document(TEXT.replace("14 pays", f"1{number} pays"), f"{number}.txt")])
        Release.objects.filter(source__name=f"{number}.txt").update(parser_version=version)
    chosen = as_json(capsys, "--older-than", "1.second", "--dry-run")
    assert chosen["releases"] == 1
    assert as_json(capsys, "--older-than", "1.first", "--dry-run")["releases"] == 0
    assert as_json(capsys, "--older-than", PARSER_VERSION, "--dry-run")["releases"] == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["7"], "There is no release 7."),
        (["--older-than", "0.1"], "No run had the parser 0.1. Known, from the oldest: –"),
        (["7", "--all"], "Give numbers of releases, or --older-than, or --all"),
    ],
)
def test_nonsense_is_answered_with_a_sentence(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("reparse", *arguments)


def test_a_dry_run_prints_a_table_and_each_difference(capsys: Captured) -> None:
    older(quotes=(quote(TEXT, SAID, kind="indirect"),), figures=(figure(TEXT, "Lagune", 4),))
    Quote.objects.update(kind="fragment")
    release = Release.objects.get()
    call_command("reparse", str(release.pk), "--dry-run")
    said = capsys.readouterr().out
    rows = [[cell.strip() for cell in line.split("│")] for line in said.splitlines() if "│" in line]
    assert ["Quotes", "1", "1", "", "1"] in rows
    assert f"{release.pk} · figure «Lagune» gone" in said
    assert f"{release.pk} · quote «{SAID}» changed: speaker – → Anne Martin" in said
    assert "1 releases: 1 would change, 0 would not, 0 failed." in said
    assert (Release.objects.get().version, Proposal.objects.count()) == (release.version, 0)


def test_its_help_shows_examples(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        call_command("reparse", "--help")
    assert "python manage.py reparse 12 13 --dry-run" in capsys.readouterr().out
