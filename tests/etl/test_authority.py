"""What editors taught: whom names mean, what figures measure, what is named, who held an office on that day."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, transaction

from archive.curation.actor import acting_as
from archive.models import (
    Event,
    Figure,
    Indicator,
    Mention,
    Office,
    Organization,
    Person,
    Programme,
    Quote,
    Release,
    Run,
    Subject,
    Tenure,
)
from etl.authority import Authority
from etl.authority_reading import read_authority
from etl.document import Given
from etl.incoming import Incoming
from etl.parse.values import Attribution, ParsedRelease
from tests.etl.archive import incoming, store, store_each
from tests.etl.builders import at, event, figure, nothing, organization, person, programme, quote, role
from tests.etl.newer import BEFORE, again
from tests.etl.test_entities import naming, releases, snapshot

pytestmark = pytest.mark.django_db
SAID = "Cette opération est un succès"


def authority() -> Authority:
    with connection.cursor() as cursor:
        return read_authority(cursor)


def by_machine(make: Callable[[], Any]) -> Any:
    """Make a row as a run does."""
    run = Run.objects.create(kind="ingest", parser_version="test")
    with acting_as("machine"):
        made = make()
        type(made).objects.filter(pk=made.pk).update(run=run)
    return made


# What it holds


def test_what_only_a_machine_said_is_not_in_it() -> None:
    nobody = authority().hash
    store(naming("Anne Martin"))
    text = "La présidente de la FIDA, Anne Martin, parle."
    store(nothing(text, persons=(person(text, "Anne Martin", roles=(role(text, "présidente", "FIDA"),)),)))
    assert (authority(), authority().hash) == (Authority(), nobody)


def test_its_hash_is_kept_with_the_run_and_the_release() -> None:
    Person.objects.create(name="Anne Martin", aliases=["Anne Roux"])
    store(naming("Anne Roux"))
    assert (
        Run.objects.get().authority_hash == Release.objects.get().authority_hash == authority().hash != Authority().hash
    )


def test_its_hash_is_that_of_what_is_known_whatever_the_order() -> None:
    hashes = set()
    for order in itertools.permutations(["Anne Martin", "Paul Roux", "Luc Petit"]):
        with transaction.atomic():
            for name in order:
                Person.objects.create(name=name)
            hashes.add(authority().hash)
            transaction.set_rollback(True)
    assert len(hashes) == 1


def test_its_hash_changes_with_an_alias() -> None:
    one = Person.objects.create(name="Anne Martin")
    before = authority().hash
    one.aliases = ["Anne Roux"]
    one.save()
    assert authority().hash != before


# Whom names mean


def test_of_two_holders_of_a_name_the_one_whose_name_an_editor_decided() -> None:
    by_machine(lambda: Person.objects.create(name="Anne Roux"))
    decided = Person.objects.create(name="Anne Martin", aliases=["Anne Roux"])
    store(naming("Anne Roux"))
    assert (Mention.objects.get().person, Quote.objects.get().speaker) == (decided, decided)


def test_an_alias_of_an_organization_and_of_an_office_is_known_in_the_next_text() -> None:
    fida = Organization.objects.create(name="FIDA", aliases=["Fédération des archipels"])
    office = Office.objects.create(name="président", organization=fida, aliases=["chef de file"])
    text = "Le chef de file de la Fédération des archipels, Anne Martin, parle."
    parts = (role(text, "chef de file", "Fédération des archipels"),)
    store(nothing(text, persons=(person(text, "Anne Martin", roles=parts),)))
    assert Tenure.objects.get().office == office


def test_an_event_that_an_editor_gave_another_name_is_known_by_it_in_its_year_only() -> None:
    summit = Event.objects.create(name="Sommet du lac", kind="summit", ordinal=4, date="2015", aliases=["Sommet bleu"])
    Event.objects.filter(pk=summit.pk).update(organization=Organization.objects.create(name="FIDA"))
    text = "Le Sommet bleu a eu lieu."
    for number, date in enumerate(("2015-11", "2016", None)):
        store(nothing(text, events=(event(text, "Sommet bleu", date=date),)), name=f"{number}.txt")
    met = [one.event_id == summit.pk for one in Mention.objects.order_by("release__source__name")]
    assert met == [True, False, False]


def test_offices_tell_homonyms_apart_only_where_an_editor_confirmed_them() -> None:
    fida = Organization.objects.create(name="FIDA")
    one, _other = (Person.objects.create(name="Anne Martin") for _ in range(2))
    store(nothing("Anne Martin"), name="tenure.txt")
    office = Office.objects.create(name="ministre", organization=fida)
    place = {"release": Release.objects.get(), "start": 0, "end": 11, "exact": "Anne Martin", "rule": "test"}
    by_machine(lambda: Tenure.objects.create(person=one, office=office, **place))
    text = "La ministre de la FIDA, Anne Martin, a dit « oui »."
    spoken = nothing(
        text,
        persons=(person(text, "Anne Martin", roles=(role(text, "ministre", "FIDA"),)),),
        quotes=(quote(text, "oui", "Anne Martin"),),
    )
    store(spoken, name="a.txt")
    Tenure.objects.update(review="confirmed")
    store(spoken, name="b.txt")
    assert [one.speaker for one in Quote.objects.order_by("release__source__name")] == [None, one]


# What figures measure

COUNTED = "L’organisation compte 190 pays membres."


def counting(text: str = COUNTED, **fields: Any) -> ParsedRelease:
    return nothing(
        text, figures=(figure(text, "190 pays membres", 190, unit="pays membre", of="pays membres", **fields),)
    )


def test_a_figure_gets_the_indicator_that_has_its_words_for_an_alias() -> None:
    members = Indicator.objects.create(name="Membres de l’organisation", aliases=["Pays membre"], unit="pays membre")
    store(counting())
    one = Figure.objects.get()
    assert one.indicator == members
    assert one.parsed["indicator"] == {"name": "Pays membre"}
    assert one.parsed["taught"]["indicator"] == {"rule": "authority.indicator", "by": "Pays membre"}


@pytest.mark.parametrize("fields", [{"unit": "ville"}, {"unit": "pays membre", "organization": "ONU"}])
def test_a_figure_of_another_unit_or_organization_does_not(fields: dict[str, Any]) -> None:
    body = Organization.objects.create(name=fields.pop("organization")) if "organization" in fields else None
    Indicator.objects.create(name="Membres", aliases=["pays membres"], organization=body, **fields)
    store(counting())
    assert Figure.objects.get().indicator is None


def test_of_two_indicators_the_one_of_the_issuer() -> None:
    interpol, onu = (Organization.objects.create(name=name) for name in ("INTERPOL", "ONU"))
    for body in (onu, interpol, None):
        Indicator.objects.create(name="pays membres", organization=body)
    store(counting())
    assert Figure.objects.get().indicator.organization == interpol


def test_of_two_indicators_that_fit_alike_none() -> None:
    for _ in range(2):
        Indicator.objects.create(name="pays membres")
    store(counting())
    assert Figure.objects.get().indicator is None


def test_an_indicator_within_a_programme_is_told_by_it() -> None:
    Indicator.objects.create(name="pays membres")
    within = Indicator.objects.create(name="pays membres de NEPTUNE")
    text = f"{COUNTED} NEPTUNE aussi."
    store(replace(counting(text, programme=0), programmes=(programme(text, "NEPTUNE"),)))
    assert Figure.objects.get().indicator == within


def test_the_indicator_that_editors_taught_wins_over_the_parsers_own() -> None:
    own = Indicator.objects.create(name="Membres", aliases=["pays membres"])
    store(counting(indicator="pays membres d’INTERPOL"))
    assert (Figure.objects.get().indicator, Indicator.objects.count()) == (own, 1)


# What is named


def test_programmes_and_subjects_that_editors_made_are_found_in_texts() -> None:
    lagoon = Programme.objects.create(name="Lagune 2030", aliases=["Projet Lagune"])
    subject = Subject.objects.create(name="pêche illicite", aliases=["braconnage en mer"])
    text = "Le projet Lagune recule.\nBraconnage en Mer : le projet lagune et LAGUNE-2030 continuent."
    store(nothing(text))
    found = [(one.exact, one.target, one.rule) for one in Mention.objects.order_by("start")]
    assert found == [
        ("projet Lagune", lagoon, "authority.programme"),
        ("Braconnage en Mer", subject, "authority.subject"),
        ("projet lagune", lagoon, "authority.programme"),
        ("LAGUNE-2030", lagoon, "authority.programme"),
    ]


@pytest.mark.parametrize(
    "text", ["Une lagune.", "Les Lagunes.", "Le projet.\nLagune.", "Un projet. Lagune, dit-il.", "Anne Lagune parle."]
)
def test_what_is_not_the_name_is_not_found(text: str) -> None:
    Programme.objects.create(name="Lagune", aliases=["projet Lagune"])
    named = (person(text, "Anne Lagune"),) if "Anne" in text else ()
    store(nothing(text, persons=named))
    expected = 1 if "\n" in text or ". Lagune" in text else 0
    assert Mention.objects.filter(programme__isnull=False, exact="Lagune").count() == expected
    assert not Mention.objects.filter(exact__contains="projet").exists()


def test_a_longer_name_that_an_editor_gave_takes_the_place_of_a_shorter_one() -> None:
    mobile = Programme.objects.create(name="NEPTUNE Mobile")
    text = "Le réseau NEPTUNE Mobile et le réseau NEPTUNE."
    found = programme(text, "NEPTUNE")
    whole = replace(
        found, mentions=(*found.mentions, programme(text.replace("NEPTUNE", "xxxxxxx", 1), "NEPTUNE").mentions[0])
    )
    store(nothing(text, programmes=(whole,)))
    named = [(one.exact, str(one.programme)) for one in Mention.objects.order_by("start")]
    assert named == [("NEPTUNE Mobile", str(mobile)), ("NEPTUNE", "NEPTUNE")]


def test_a_mention_of_the_parser_is_not_doubled() -> None:
    own = Programme.objects.create(name="Lagune")
    text = "Le réseau Lagune."
    store(nothing(text, programmes=(programme(text, "réseau Lagune"),)))
    assert [(one.exact, one.programme == own) for one in Mention.objects.all()] == [("réseau Lagune", False)]


def test_a_name_that_two_programmes_have_is_not_found() -> None:
    for _ in range(2):
        Programme.objects.create(name="Lagune")
    store(nothing("Le réseau Lagune."))
    assert not Mention.objects.exists()


def test_a_name_that_was_rejected_stays_rejected() -> None:
    Programme.objects.create(name="Lagune")
    text = "Le réseau Lagune."
    again(nothing(text))
    Mention.objects.update(review="rejected")
    again(nothing(BEFORE + text))
    assert [one.review for one in Mention.objects.all()] == ["rejected"]


# Who held an office


def speech(
    title: str, body: str | None = None, day: str | None = "2016-03-01", speaker: str | None = None
) -> ParsedRelease:
    """A quote by the words of an office alone."""
    text = f"« {SAID} », a déclaré {title}."
    attribution = Attribution(*at(text, title), text=title)
    said = quote(text, SAID, speaker, attribution=attribution, role=title.split(" ", 1)[1])
    bodies = (organization(text, body),) if body else ()
    return nothing(text, quotes=(said,), organizations=bodies, published_on=day)


def in_office(name: str, title: str, body: str, *days: str | None, review: str = "confirmed") -> None:
    """A release a day that gives the office, confirmed by an editor."""
    for number, day in enumerate(days):
        text = f"{title} de {body}, {name}, parle ({number})."
        parts = (role(text, title, body),)
        one = nothing(text, persons=(person(text, name, roles=parts),), published_on=day)
        store(one, name=f"{name} {number}.txt")
    Tenure.objects.filter(person__name=name).update(review=review)


@pytest.mark.parametrize(
    ("title", "body"), [("la Présidente d’INTERPOL", "INTERPOL"), ("la Présidente", None), ("le président", None)]
)
def test_an_office_without_a_name_is_whoever_held_it_on_that_day(title: str, body: str | None) -> None:
    in_office("Anne Martin", "Présidente", "INTERPOL", "2015-11-05", "2017-01-01")
    store(speech(title, body))
    one = Quote.objects.get()
    assert (one.speaker.name, one.basis, str(one.role)) == ("Anne Martin", "inferred", "président (INTERPOL)")
    assert one.confidence <= 0.5
    assert one.parsed["taught"]["speaker"] == {"rule": "authority.office", "by": title, "day": "2016-03-01"}


@pytest.mark.parametrize(
    ("held", "day"),
    [
        (["2015-11-05", "2017-01-01"], None),  # no day
        (["2015-11-05", "2017-01-01"], "2017-01-02"),  # nobody says that she still held it
        (["2015-11-05", "2017-01-01"], "2015-11-04"),
        ([None, None], "2016-03-01"),
    ],
)
def test_nobody_is_inferred_on_a_day_without_evidence(held: list[str], day: str | None) -> None:
    in_office("Anne Martin", "Présidente", "INTERPOL", *held)
    store(speech("la Présidente", day=day))
    one = Quote.objects.get()
    assert (one.speaker, one.basis) == (None, None)


def test_nobody_is_inferred_where_two_held_it() -> None:
    in_office("Anne Martin", "Présidente", "INTERPOL", "2015-11-05", "2017-01-01")
    in_office("Paul Roux", "Président", "INTERPOL", "2016-02-01", "2018-01-01")
    store(speech("la Présidente"))
    assert Quote.objects.get().speaker is None


@pytest.mark.parametrize("review", ["pending", "rejected"])
def test_nobody_is_inferred_from_what_nobody_confirmed(review: str) -> None:
    in_office("Anne Martin", "Présidente", "INTERPOL", "2015-11-05", "2017-01-01", review=review)
    store(speech("la Présidente"))
    assert Quote.objects.get().speaker is None


def test_a_term_that_an_editor_supplied_is_evidence() -> None:
    in_office("Anne Martin", "Présidente", "INTERPOL", None)
    Tenure.objects.update(term="2012-11/2016-11")
    store(speech("la Présidente"))
    assert Quote.objects.get().speaker.name == "Anne Martin"


def test_the_office_of_another_organization_is_not_taken() -> None:
    in_office("Anne Martin", "Présidente", "FIDA", "2015-11-05", "2017-01-01")
    store(speech("la Présidente"), name="a.txt")
    store(speech("la Présidente d’INTERPOL", "INTERPOL"), name="b.txt")
    assert [one.speaker for one in Quote.objects.all()] == [None, None]


def test_an_office_that_the_text_gives_by_name_is_not_inferred() -> None:
    in_office("Anne Martin", "Présidente", "INTERPOL", "2015-11-05", "2017-01-01")
    one = speech("la Présidente")
    text = f"{one.text} Paul Roux, président d’INTERPOL, se tait."
    there = person(text, "Paul Roux", roles=(role(text, "président", "INTERPOL"),))
    store(replace(one, text=text, persons=(there,)))
    assert Quote.objects.get().speaker is None


def test_a_speaker_whom_the_text_names_stays() -> None:
    in_office("Anne Martin", "Présidente", "INTERPOL", "2015-11-05", "2017-01-01")
    one = speech("la Présidente", speaker="Paul Roux")
    text = f"{one.text} Paul Roux se tait."
    store(replace(one, text=text, persons=(person(text, "Paul Roux"),)))
    assert (Quote.objects.get().speaker.name, Quote.objects.get().basis) == ("Paul Roux", "named")


def test_the_day_that_an_editor_decided_counts() -> None:
    in_office("Anne Martin", "Présidente", "INTERPOL", "2015-11-05", "2017-01-01")
    one = speech("la Présidente", day=None)
    again(one)
    Release.objects.filter(pk=Quote.objects.get().release_id).update(published_on="2016-03-01")
    again(replace(one, text=f"{one.text} Fin."))
    assert Quote.objects.get().speaker.name == "Anne Martin"


def test_of_two_homonyms_the_one_who_held_the_office_is_inferred() -> None:
    in_office("Anne Martin", "Présidente", "INTERPOL", "2015-11-05", "2017-01-01")
    president = Person.objects.get()
    Person.objects.create(name="Anne Martin")
    store(speech("la Présidente"))
    assert Quote.objects.get().speaker == president


# Order


def corpus() -> list[Incoming]:
    lagoon = "Le projet Lagune compte 190 pays membres, dit Anne Roux."
    return [
        *releases(naming("Anne Martin"), naming("Anne Roux", 1)),
        incoming(speech("la Présidente"), "office.txt"),
        incoming(
            nothing(
                lagoon,
                persons=(person(lagoon, "Anne Roux"),),
                figures=(figure(lagoon, "190 pays membres", 190, of="pays membres", unit="pays membre"),),
            ),
            "lagoon.txt",
            Given(issuer="interpol"),
        ),
    ]


def test_what_editors_taught_makes_any_order_of_ingests_end_alike() -> None:
    in_office("Anne Martin", "Présidente", "INTERPOL", "2015-11-05", "2017-01-01")
    Person.objects.update(aliases=["Anne Roux"])
    Programme.objects.create(name="Lagune")
    Indicator.objects.create(name="pays membres")
    ends = []
    for order in itertools.permutations(range(4)):
        with transaction.atomic():
            batch = corpus()
            store_each(batch[number] for number in order)
            figures = [(str(one.indicator), one.parsed) for one in Figure.objects.all()]
            ends.append([snapshot(), figures, [one.authority_hash for one in Release.objects.order_by("text")]])
            transaction.set_rollback(True)
    assert all(one == ends[0] for one in ends)
    assert Person.objects.count() == 1
