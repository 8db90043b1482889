"""Stored texts read again: what is taken, what stays, what waits, what goes; and that it can be done at any time."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from archive.curation.actor import acting_as
from archive.models import Figure, Indicator, Mention, Person, Programme, Proposal, Quote, Release, Run, Source, Tenure
from etl.document import Document, Given
from etl.incoming import Incoming
from etl.outdated import every_release, these_releases
from etl.parse import PARSER_VERSION
from etl.reparse import Reread, reparse
from etl.run import ingest, ingest_documents
from tests.etl.archive import counts, incoming, store
from tests.etl.builders import figure, full, nothing, person, quote
from tests.etl.newer import waiting
from tests.etl.test_entities import snapshot

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).parents[2] / "seeds"
SAID = "Cette opération est un succès pour tous nos pays membres"
TEXT = (
    "Une opération contre la piraterie au large de Lomé\n\n"
    "LYON (France), 5 novembre 2015 – Une opération menée par l’agence Lagune a permis de secourir 120 pêcheurs dans "
    "les 14 pays membres de la région, ont annoncé les autorités.\n\n"
    f"« {SAID} », a déclaré Anne Martin, présidente de la Fédération des archipels.\n\n"
    "« Nous continuerons dans les prochains mois avec la même énergie », a ajouté le Secrétaire général d’INTERPOL.\n"
)


def read_again(*ids: int, **options: Any) -> Reread:
    """Read these releases again, or all."""
    with connection.cursor() as cursor:
        chosen = these_releases(cursor, ids) if ids else every_release(cursor)
    return reparse(chosen, **options)


def document(text: str = TEXT, name: str = "a.txt") -> Document:
    return Document(name, text.encode())


def older(**fields: Any) -> None:
    """The release as an older parser read it, that found nothing but `fields`."""
    store(incoming(nothing(TEXT, **fields)))


def everything() -> list[Any]:
    """Every row of the archive's tables but runs, and what is noted of when it was read."""
    return [snapshot(), counts(), sorted(Quote.objects.values_list("id", "version", "parsed")), waiting()]


# What it does


def test_what_is_as_it_would_be_read_today_is_not_written() -> None:
    ingest([SEEDS])
    before, runs = everything(), Run.objects.count()
    outcome = read_again()
    assert (outcome.unchanged, outcome.changed, outcome.rows_written) == (5, 0, 0)
    assert (everything(), Run.objects.count()) == (before, runs)


def test_what_an_older_parser_said_gives_way_to_what_todays_says() -> None:
    older(quotes=(quote(TEXT, "14 pays"),), persons=(person(TEXT, "Lagune"),))
    outcome = read_again()
    assert (outcome.changed, Person.objects.filter(name="Lagune").exists()) == (1, False)
    quotes = [(one.exact, str(one.speaker)) for one in Quote.objects.order_by("start")]
    assert quotes[0] == (SAID, "Anne Martin")
    release = Release.objects.get()
    assert (release.parser_version, str(release.published_on), release.text) == (PARSER_VERSION, "2015-11-05", TEXT)
    run = Run.objects.get(kind="reparse")
    assert (run.counts["rows_written"], run.finished_at is not None) == (outcome.rows_written, True)
    assert {one.run for one in Quote.objects.all()} == {run}


def test_the_second_time_nothing_is_written() -> None:
    older(quotes=(quote(TEXT, "14 pays"),))
    Quote.objects.update(kind="fragment")
    read_again()
    before = everything()
    assert (read_again().rows_written, everything()) == (0, before)


def test_a_new_version_of_the_parser_alone_is_noted() -> None:
    ingest_documents([document()])
    Release.objects.update(parser_version="1.older")
    outcome = read_again()
    assert (outcome.unchanged, outcome.tally["release", "read"], outcome.rows_written) == (1, 1, 3)
    assert Release.objects.get().parser_version == PARSER_VERSION


def test_the_document_stays_the_same() -> None:
    older()
    read_again()
    assert (Source.objects.count(), Release.objects.get().source) == (1, Source.objects.get())


# What editors decided


def test_what_was_decided_stays_and_what_is_new_waits() -> None:
    older(quotes=(quote(TEXT, SAID, kind="indirect"),))
    Quote.objects.update(kind="fragment")
    read_again()
    one = Quote.objects.get(exact=SAID)
    assert (one.kind, one.speaker.name, waiting()) == ("fragment", "Anne Martin", [("kind", {"kind": "direct"})])


def test_what_was_confirmed_and_is_no_longer_found_stays_and_says_so() -> None:
    older(figures=(figure(TEXT, "prochains", 3), figure(TEXT, "Lagune", 4)))
    Figure.objects.filter(value=3).update(review="confirmed")
    read_again()
    kept = Figure.objects.get(value=3)
    assert (kept.flags, kept.exact, Figure.objects.filter(value=4).exists()) == (
        ["no_longer_found"],
        "prochains",
        False,
    )


def test_what_was_rejected_stays_rejected_and_makes_nobody() -> None:
    ingest_documents([document()])
    Mention.objects.filter(person__name="Anne Martin").update(review="rejected")
    Tenure.objects.update(review="rejected")
    read_again()
    before = everything()
    assert read_again().rows_written == 0
    assert (everything(), {one.review for one in Mention.objects.filter(person__isnull=False)}) == (
        before,
        {"rejected"},
    )


def test_a_mention_that_an_editor_gave_to_another_makes_nobody() -> None:
    ingest_documents([document()])
    other = Person.objects.create(name="Luc Petit")
    for model, field in ((Mention, "person"), (Tenure, "person"), (Quote, "speaker")):
        model.objects.filter(**{f"{field}__name": "Anne Martin"}).update(**{field: other})  # type: ignore[attr-defined]
    Person.objects.filter(name="Anne Martin").delete()
    read_again()
    assert [one.name for one in Person.objects.all()] == ["Luc Petit"]
    assert (read_again().rows_written, waiting()) == (0, [])


def test_title_and_day_that_an_editor_gave_stay() -> None:
    older()
    Release.objects.update(title="Le titre", published_on="2015-11-06", supplied={"published_on": "note"})
    read_again()
    one = Release.objects.get()
    assert (one.title, str(one.published_on), one.city, one.supplied) == (
        "Le titre",
        "2015-11-06",
        "LYON",
        {"published_on": "note"},
    )
    assert [group for group, _values in waiting()] == ["published_on", "title"]


def test_what_came_with_the_document_still_wins_over_what_is_read() -> None:
    store(incoming(nothing(TEXT), given=Given(title="Titre donné", issuer="FIDA", city="Goma")))
    read_again()
    one = Release.objects.get()
    assert (one.title, one.issuer.name, one.city, str(one.published_on)) == (
        "Titre donné",
        "FIDA",
        "Goma",
        "2015-11-05",
    )


def test_what_came_with_a_document_counts_for_releases_from_before_it_was_kept() -> None:
    given = Given(title="Titre donné", issuer="FIDA", city="Goma")
    store(incoming(full(), given=given))
    with acting_as("machine"):
        Release.objects.update(parsed={k: v for k, v in Release.objects.get().parsed.items() if k != "given"})
    keep = import_module("archive.migrations.0010_given").KEEP
    with connection.cursor() as cursor:
        cursor.execute(keep)
    assert Given.from_json(Release.objects.get().parsed["given"]) == replace(given, language="fr")
    assert Release.objects.get().decided == []


@pytest.mark.parametrize(("language", "quotes"), [("fr", 2), ("en", 0)])
def test_a_text_is_parsed_if_an_editor_says_that_it_is_french(language: str, quotes: int) -> None:
    ingest_documents([document()])
    Release.objects.update(language="de")
    Release.objects.update(language=language)
    read_again()
    assert (Quote.objects.count(), Release.objects.get().language) == (quotes, language)


def test_a_part_that_an_editor_dismissed_does_not_wait_again() -> None:
    whole = TEXT[TEXT.index(SAID) : TEXT.index("énergie") + 7]
    older(quotes=(quote(TEXT, whole),))
    Quote.objects.update(review="confirmed")
    read_again()
    assert "beside" in [group for group, _values in waiting()]
    Proposal.objects.update(state="dismissed")
    assert (read_again().rows_written, waiting()) == (0, [])


# What editors taught


def test_what_editors_taught_is_known_when_a_text_is_read_again() -> None:
    ingest_documents([document()])
    martin = Person.objects.create(name="Anne Martin-Roux", aliases=["Anne Martin"])
    members = Indicator.objects.create(name="Pays de la région", aliases=["pays membres de la région", "pays membres"])
    lagoon = Programme.objects.create(name="agence Lagune")
    read_again()
    assert (Quote.objects.get(exact=SAID).speaker, Figure.objects.get(value=14).indicator) == (martin, members)
    assert Mention.objects.get(programme=lagoon).exact == "agence Lagune"
    assert not Person.objects.filter(name="Anne Martin").exists()
    assert read_again().rows_written == 0


def test_an_office_without_a_name_is_told_once_editors_confirmed_who_held_it() -> None:
    ingest_documents([document()])
    for day in ("4 mars 2015", "7 mai 2016"):
        text = (
            f"Une nomination\n\nLYON (France), {day} – Paul Roux, Secrétaire général d’INTERPOL, a été reçu à Lyon.\n"
        )
        ingest_documents([document(text, f"{day}.txt")])
    assert Quote.objects.filter(speaker__isnull=True).count() == 1
    Tenure.objects.filter(person__name="Paul Roux").update(review="confirmed")
    read_again()
    one = Quote.objects.get(basis="inferred")
    assert (one.speaker.name, one.confidence <= 0.5) == ("Paul Roux", True)
    Tenure.objects.update(review="rejected")
    read_again()
    assert not Quote.objects.filter(basis="inferred").exists()


def teach() -> None:
    """What an editor makes, before, between or after the ingests."""
    Programme.objects.create(name="agence Lagune")
    Indicator.objects.create(name="pays membres")


def test_ingests_and_decisions_in_any_order_end_alike_once_all_is_read_again() -> None:
    documents = [
        document(),
        document(TEXT.replace("Anne Martin", "ANNE MARTIN").replace("5 novembre", "4 novembre"), "b.txt"),
    ]
    ends = []
    for order, first in itertools.product(itertools.permutations(documents), (0, 1, 2)):
        with transaction.atomic():
            ingest_documents(order[:first])
            teach()
            ingest_documents(order[first:])
            Quote.objects.filter(exact=SAID).update(kind="fragment")
            Figure.objects.filter(value=120).update(review="rejected")
            read_again()
            figures = sorted((one.exact, str(one.indicator), one.review) for one in Figure.objects.all())
            ends.append([snapshot(), figures, sorted(Release.objects.values_list("authority_hash", flat=True))])
            transaction.set_rollback(True)
    assert all(one == ends[0] for one in ends)


# A rehearsal


def test_a_rehearsal_writes_nothing_and_tells_what_would_change() -> None:
    older(quotes=(quote(TEXT, SAID, kind="indirect"),), figures=(figure(TEXT, "Lagune", 4),))
    Quote.objects.update(kind="fragment")
    before, runs = everything(), Run.objects.count()
    outcome = read_again(is_rehearsal=True)
    assert (everything(), Run.objects.count(), outcome.rows_written) == (before, runs, 0)
    assert (outcome.changed, outcome.tally["figure", "gone"], outcome.tally["quote", "proposed"]) == (1, 1, 1)
    told = {(one.kind, one.what, one.words, one.field, one.before, one.after) for one in outcome.differences}
    assert ("figure", "gone", "Lagune", "", "", "") in told
    assert ("quote", "changed", SAID, "speaker", "–", "Anne Martin") in told
    assert ("quote", "proposed", SAID, "kind", "–", "direct") in told
    assert ("release", "changed", "Une opération contre la piraterie au large de Lomé", "city", "–", "LYON") in told
    again_ = read_again()
    assert again_.kinds() == outcome.kinds()


# Whenever it is cut short


def batch_of(number: int) -> Sequence[Incoming]:
    texts = [TEXT.replace("14 pays", f"{n + 20} pays") for n in range(number)]
    return [incoming(nothing(text), f"{n}.txt") for n, text in enumerate(texts)]


@pytest.mark.django_db(transaction=True)
def test_a_reparse_that_is_killed_goes_on_where_it_was() -> None:
    store(*batch_of(40))
    name = connection.settings_dict["NAME"]
    code = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        f"connection.settings_dict['NAME'] = {name!r}\n"
        "from etl import reparse\n"
        "reparse.BATCH_DOCUMENTS = 1\n"
        "from django.core.management import call_command\n"
        "call_command('reparse', '--all')\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "archive.settings", "PYTHONPATH": str(Path.cwd())}
    process = subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not Release.objects.filter(parser_version=PARSER_VERSION).exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    done = Release.objects.filter(parser_version=PARSER_VERSION).count()
    assert 0 < done < 40
    assert (read_again().changed, read_again().rows_written) == (40 - done, 0)
    ends = {(one.title, one.quotes.count(), one.figures.count(), one.mentions.count()) for one in Release.objects.all()}
    assert (len(ends), Person.objects.filter(name="Anne Martin").count()) == (1, 1)
    assert Run.objects.filter(kind="reparse").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_read_the_same_again_end_as_one_does() -> None:
    store(*batch_of(20))
    with connection.cursor() as cursor:
        chosen = every_release(cursor)
    outcomes: list[Reread] = []

    def work(order: list[tuple[int, int]]) -> None:
        try:
            outcomes.extend(reparse([one]) for one in order)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(order,)) for order in (chosen, chosen[::-1])]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert (sum(one.changed for one in outcomes), sum(one.unchanged for one in outcomes)) == (20, 20)
    assert (read_again().rows_written, Person.objects.filter(name="Anne Martin").count()) == (0, 1)
