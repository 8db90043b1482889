"""`manage.py evaluate --archive`: what editors said of each rule's finds."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import call_command

from archive.models import Figure, Mention, Organization, Person, Quote, Release, Run
from etl.evaluation.decisions import Counts, decisions
from etl.parse.values import ParsedRelease, Speaker
from tests.etl.archive import store
from tests.etl.builders import event, figure, full, nothing, organization, person, quote, role

pytestmark = pytest.mark.django_db

TEXT = "FIDA : « 12 navires, 14 pays », selon Anne Martin, présidente, et Paul Roy, avant la 12e session, à Lyon."


def parsed(**fields: Any) -> ParsedRelease:
    return nothing(TEXT, **fields)


def counts(kind: str) -> Counts:
    (found,) = [one for one in decisions().kinds if one.kind == kind]
    return found.counts


def decide(record: Any, **fields: Any) -> None:
    """Set fields as an editor does."""
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()


def confirm(record: Any, **fields: Any) -> None:
    decide(record, review="confirmed", **fields)


def test_an_empty_archive_has_no_finds() -> None:
    assert (decisions().rules, decisions().kinds) == ([], [])


def test_finds_that_nobody_looked_at_are_pending() -> None:
    store(parsed(figures=(figure(TEXT, "14 pays", 14),)))
    assert counts("figure") == Counts(pending=1)
    assert counts("figure").precision is None


def test_everything_confirmed_as_it_was_found_is_right() -> None:
    store(full())
    for model in (Figure, Quote, Mention):
        for record in model.objects.all():
            confirm(record)
    for kind, found in (("figure", 1), ("quote", 1), ("mention", Mention.objects.count())):
        assert counts(kind) == Counts(confirmed=found)


def test_offices_and_parts_confirmed_as_they_were_found_are_right() -> None:
    store(full())
    release = Release.objects.get()
    confirm(release.tenures.get())
    confirm(release.participations.get())
    assert (counts("tenure"), counts("participation")) == (Counts(confirmed=1), Counts(confirmed=1))


@pytest.mark.parametrize(
    "fields", [{"value": 15}, {"upper": 20}, {"unit": "port"}, {"qualifier": "plus de"}, {"subject": "ports"}]
)
def test_a_decided_field_that_the_parser_has_otherwise_is_a_correction(fields: dict[str, Any]) -> None:
    store(parsed(figures=(figure(TEXT, "14 pays", 14, unit="pays"),)))
    decide(Figure.objects.get(), **fields)
    assert counts("figure") == Counts(corrected=1)


def test_a_figure_moved_to_other_words_is_a_correction() -> None:
    store(parsed(figures=(figure(TEXT, "14 pays", 14),)))
    start = TEXT.index("14")
    confirm(Figure.objects.get(), start=start, end=start + 2, exact="14")
    assert counts("figure") == Counts(corrected=1)


def test_another_speaker_is_a_correction() -> None:
    people = (person(TEXT, "Anne Martin"), person(TEXT, "Paul Roy"))
    store(parsed(persons=people, quotes=(quote(TEXT, "12 navires", "Anne Martin"),)))
    confirm(Quote.objects.get(), speaker=Person.objects.get(name="Paul Roy"), basis="editor")
    assert counts("quote") == Counts(corrected=1)


def test_a_speaker_taken_away_is_a_correction() -> None:
    bodies = (organization(TEXT, "FIDA"),)
    store(parsed(organizations=bodies, quotes=(quote(TEXT, "12 navires", Speaker("organization", "FIDA")),)))
    decide(Quote.objects.get(), organization=None, basis=None)
    assert counts("quote") == Counts(corrected=1)


def test_the_same_speaker_under_a_better_name_is_right() -> None:
    store(parsed(persons=(person(TEXT, "Anne Martin"),), quotes=(quote(TEXT, "12 navires", "Anne Martin"),)))
    decide(Person.objects.get(), name="Anne-Sophie Martin", aliases=["Anne Martin"])
    confirm(Quote.objects.get())
    assert counts("quote") == Counts(confirmed=1)


def test_an_event_is_the_same_by_its_ordinal() -> None:
    store(parsed(events=(event(TEXT, "12e session", ordinal=12, organization="FIDA"),)))
    mention = Mention.objects.get(event__isnull=False)
    decide(mention.event, name="Assemblée générale de la FIDA", aliases=[])
    confirm(mention)
    assert counts("mention") == Counts(confirmed=1)


def test_a_figure_in_another_quote_is_a_correction() -> None:
    said = (quote(TEXT, "12 navires"), quote(TEXT, "14 pays"))
    store(parsed(quotes=said, figures=(figure(TEXT, "14 pays", 14, quote=1), figure(TEXT, "12", 12, quote=0))))
    confirm(Figure.objects.get(value=12))
    confirm(Figure.objects.get(value=14), quote=Quote.objects.get(exact="12 navires"))
    assert counts("figure") == Counts(confirmed=1, corrected=1)


def test_an_office_of_somebody_else_is_a_correction() -> None:
    people = (person(TEXT, "Anne Martin", roles=(role(TEXT, "présidente"),)), person(TEXT, "Paul Roy"))
    store(parsed(persons=people))
    confirm(Release.objects.get().tenures.get(), person=Person.objects.get(name="Paul Roy"))
    assert counts("tenure") == Counts(corrected=1)


def test_precision_is_what_was_confirmed_of_what_was_looked_at() -> None:
    words = ("12 navires", "14 pays", "12e session", "Lyon")
    store(parsed(figures=tuple(figure(TEXT, one, number) for number, one in enumerate(words))))
    one, other, third, _fourth = Figure.objects.order_by("value")
    confirm(one)
    confirm(other, value=99)
    decide(third, review="rejected")
    (rule,) = [rule for rule in decisions().rules if rule.kind == "figure"]
    assert rule.counts == Counts(confirmed=1, corrected=1, rejected=1, pending=1)
    assert (rule.rule, rule.counts.found, rule.counts.precision) == ("test.figure", 4, 1 / 3)


def test_what_was_confirmed_in_bulk_stays_out() -> None:
    store(parsed(figures=(figure(TEXT, "14 pays", 14),)))
    confirm(Figure.objects.get(), flags=["bulk"])
    (kind,) = decisions().kinds
    assert kind.counts == Counts(bulk_confirmed=1)
    assert (kind.counts.precision, kind.recall) == (None, None)


def test_what_editors_added_was_missed() -> None:
    store(parsed(figures=(figure(TEXT, "14 pays", 14),)))
    confirm(Figure.objects.get())
    start = TEXT.index("12 navires")
    place = {"start": start, "end": start + 10, "exact": "12 navires"}
    Figure.objects.create(release=Release.objects.get(), rule="editor", value=12, **place)
    Figure.objects.create(release=Release.objects.get(), rule="editor", value=13, review="rejected", **place)
    (kind,) = decisions().kinds
    assert (kind.counts, kind.added, kind.recall) == (Counts(confirmed=1), 1, 0.5)
    assert [rule.rule for rule in decisions().rules] == ["test.figure"]


def test_a_rule_is_counted_by_the_version_of_the_parser() -> None:
    store(parsed(figures=(figure(TEXT, "14 pays", 14), figure(TEXT, "12 navires", 12))))
    older = Run.objects.create(kind="ingest", parser_version="0.1")
    Figure.objects.filter(value=12).update(run=older)
    assert [(rule.rule, rule.counts.found) for rule in decisions().rules] == [("test.figure", 1)] * 2
    assert "0.1" in {rule.parser_version for rule in decisions().rules}


def test_the_command_prints_one_object_or_tables() -> None:
    store(parsed(figures=(figure(TEXT, "14 pays", 14),)))
    confirm(Figure.objects.get())
    printed = io.StringIO()
    call_command("evaluate", archive=True, as_json=True, stdout=printed)
    found = json.loads(printed.getvalue())
    assert (found["rules"][0]["rule"], found["rules"][0]["precision"]) == ("test.figure", 1.0)
    assert found["kinds"] == [
        {
            "kind": "figure",
            "found": 1,
            "confirmed": 1,
            "corrected": 0,
            "rejected": 0,
            "pending": 0,
            "bulk_confirmed": 0,
            "precision": 1.0,
            "added": 0,
            "recall": 1.0,
        }
    ]


def test_the_tables_name_rules_and_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    store(parsed(figures=(figure(TEXT, "14 pays", 14),), organizations=(organization(TEXT, "FIDA"),)))
    confirm(Mention.objects.get(organization=Organization.objects.get(name="FIDA")))
    call_command("evaluate", archive=True)
    printed = capsys.readouterr().out
    assert "test.figure" in printed
    assert [line.split()[0] for line in printed.splitlines() if line.startswith("mention")] == ["mention", "mention"]
