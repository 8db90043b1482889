"""A new document: which rows it becomes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from archive.models import (
    Event,
    Figure,
    Indicator,
    Mention,
    Office,
    Organization,
    Participation,
    Person,
    Programme,
    Quote,
    Release,
    Run,
    Source,
    Subject,
    Tenure,
)
from etl.document import Given
from etl.parse.values import Attribution, Participant, Speaker
from tests.etl.archive import counts, incoming, statistics, store
from tests.etl.builders import TEXT, at, event, figure, full, nothing, organization, person, quote, role

pytestmark = pytest.mark.django_db


def test_a_document_is_kept_as_received() -> None:
    one = incoming(full(), "dir/a.txt", Given(identifier="7", url="https://example.org/7"))
    store(one)
    source = Source.objects.get()
    assert (bytes(source.content), source.sha256, source.name) == (one.document.content, one.sha256, "dir/a.txt")
    assert (source.identifier, source.url, source.encoding, source.media_type) == (
        "7",
        "https://example.org/7",
        "utf-8",
        "text/plain",
    )
    assert source.release == Release.objects.get()


def test_a_release_has_its_text_and_fields() -> None:
    store(full())
    release = Release.objects.get()
    assert (release.text, release.title, str(release.published_on)) == (
        TEXT,
        "Une présidente pour l’archipel",
        "2015-11-05",
    )
    assert (release.city, release.country, release.country_code, release.language) == ("LYON", "France", "FR", "fr")
    assert (release.issuer.name, release.state, release.parser_version) == ("INTERPOL", "to_read", "test")
    assert release.source == Source.objects.get()


def test_a_release_says_where_its_fields_were_read() -> None:
    store(full())
    start, end = at(TEXT, "LYON (France)")
    assert Release.objects.get().parsed["spans"]["dateline"] == {"start": start, "end": end, "exact": "LYON (France)"}


def test_what_is_given_wins_over_what_was_read() -> None:
    store(
        full(),
        given=Given(title="Autre", issuer="FIDA", city="Berne", country="Suisse", language="fr-CH"),
        language="fr-CH",
    )
    release = Release.objects.get()
    assert (release.title, release.issuer.name, release.city, release.country_code) == ("Autre", "FIDA", "Berne", "CH")
    assert set(release.parsed["spans"]) == {"published_on"}


def test_a_quote_has_its_speaker_role_and_words() -> None:
    store(full())
    quote = Quote.objects.get()
    assert quote.exact == TEXT[quote.start : quote.end] == "Plus de 120 pêcheurs ont été secourus grâce à NEPTUNE"
    assert (quote.speaker.name, quote.organization, quote.basis, quote.attribution) == (
        "Anne Martin",
        None,
        "named",
        "Mme Martin",
    )
    assert (quote.role.name, quote.role.organization.name) == ("président", "FIDA")
    assert (quote.rule, quote.confidence, quote.review, quote.decided, quote.version) == (
        "test.quote",
        0.9,
        "pending",
        [],
        1,
    )


def test_what_the_parser_said_is_kept_with_its_selectors() -> None:
    store(full())
    said = Quote.objects.get().parsed
    start, end = at(TEXT, "Plus de 120 pêcheurs ont été secourus grâce à NEPTUNE")
    assert (said["start"], said["end"], said["exact"]) == (start, end, TEXT[start:end])
    assert (said["prefix"], said["suffix"]) == (TEXT[start - 32 : start], TEXT[end : end + 32])
    assert (said["speaker"], said["basis"], said["kind"]) == ({"name": "Anne Martin"}, "named", "direct")


def test_an_organization_can_speak() -> None:
    store(nothing(TEXT, quotes=(quote(TEXT, "La piraterie recule", Speaker("organization", "FIDA")),)))
    assert (Quote.objects.get().speaker, Quote.objects.get().organization.name) == (None, "FIDA")


def test_nobody_can_have_spoken() -> None:
    store(nothing(TEXT, quotes=(quote(TEXT, "La piraterie recule"),)))
    assert (Quote.objects.get().speaker, Quote.objects.get().organization, Quote.objects.get().basis) == (
        None,
        None,
        None,
    )


def test_a_figure_knows_its_quote_event_and_programme() -> None:
    store(full())
    figure = Figure.objects.get()
    assert (figure.value, figure.qualifier, figure.unit, figure.subject) == (
        120,
        "plus de",
        "pêcheur",
        "pêcheurs secourus",
    )
    assert (figure.quote, figure.event, figure.programme) == (
        Quote.objects.get(),
        Event.objects.get(),
        Programme.objects.get(),
    )


def test_a_figure_can_be_part_of_another() -> None:
    text = "On compte 120 navires, dont 12 ferries."
    store(nothing(text, figures=(figure(text, "120 navires", 120), figure(text, "dont 12 ferries", 12, part_of=0))))
    assert Figure.objects.get(value=12).part_of == Figure.objects.get(value=120)


def test_an_indicator_is_found_or_made_by_its_name() -> None:
    figures = (figure(TEXT, "Plus de 120 pêcheurs", 120, indicator="pêcheurs secourus", unit="pêcheur"),)
    store(nothing(TEXT, figures=figures), name="a.txt")
    store(nothing(f"{TEXT} Bis.", figures=figures), name="b.txt")
    assert Indicator.objects.get().figures.count() == 2


@pytest.mark.parametrize(
    ("value", "kept"),
    [(5.7e9, Decimal(5700000000)), (0.25, Decimal("0.25")), (1 / 3, Decimal("0.333333")), (None, None)],
)
def test_a_number_keeps_its_value(value: float | None, kept: Decimal | None) -> None:
    store(nothing(TEXT, figures=(figure(TEXT, "Plus de 120 pêcheurs", value),)))
    assert Figure.objects.get().value == kept


@pytest.mark.parametrize(
    "fields",
    [{"value": 1e30}, {"value": float("inf")}, {"value": 9.0, "upper": 3.0}, {"value": 1.0, "period": "2015-13"}],
)
def test_a_value_that_cannot_be_kept_does_not_lose_the_document(fields: dict[str, object]) -> None:
    assert store(nothing(TEXT, figures=(replace(figure(TEXT, "Plus de 120 pêcheurs", None), **fields),))).failed == 0
    assert Figure.objects.get().exact == "Plus de 120 pêcheurs"


def test_a_person_has_an_office() -> None:
    store(full())
    tenure = Tenure.objects.get()
    assert (tenure.person.name, tenure.office.name, tenure.office.organization.name) == (
        "Anne Martin",
        "président",
        "FIDA",
    )
    assert (tenure.exact, tenure.parsed["title"]) == ("présidente", "présidente")


def test_an_event_has_its_facts_and_takers() -> None:
    store(full())
    one = Event.objects.get()
    assert (one.name, one.kind, one.organization.name, one.ordinal) == (
        "Assemblée générale de la FIDA",
        "assembly",
        "FIDA",
        12,
    )
    assert (one.city, one.country, one.country_code, one.date, str(one.earliest)) == (
        "Lyon",
        "France",
        "FR",
        "2015",
        "2015-01-01",
    )
    part = Participation.objects.get()
    assert (part.event, part.person, part.part) == (one, Person.objects.get(), "opened")


def test_a_country_or_an_organization_can_take_part() -> None:
    text = "Le Rwanda et la FIDA ont reçu le sommet du lac."
    takers = tuple(
        Participant(*at(text, name), rule="r", confidence=1, name=name, part="hosted") for name in ("Rwanda", "FIDA")
    )
    store(
        nothing(
            text,
            events=(event(text, "sommet du lac", participants=takers),),
            organizations=(organization(text, "FIDA"),),
        )
    )
    assert [
        (one.country_code, one.organization and one.organization.name)
        for one in Participation.objects.order_by("start")
    ] == [
        ("RW", None),
        (None, "FIDA"),
    ]


def test_whatever_is_named_is_mentioned() -> None:
    store(full())
    mentioned = {(str(one.target), one.exact) for one in Mention.objects.all()}
    assert mentioned == {
        ("Anne Martin", "Anne Martin"),
        ("FIDA", "FIDA"),
        ("Assemblée générale de la FIDA", "12e session de l’Assemblée générale de la FIDA"),
        ("NEPTUNE", "NEPTUNE"),
        ("piraterie maritime", "piraterie"),
        ("RW", "Rwanda"),
    }
    assert (Person.objects.get().gender, Programme.objects.get().kind) == ("female", "network")
    assert {one.name for one in Subject.objects.all()} == {"piraterie maritime"}


def test_every_row_says_which_run_made_it() -> None:
    store(full())
    run = Run.objects.get()
    assert (run.kind, Quote.objects.get().run, Release.objects.get().run, Person.objects.get().run) == (
        "ingest",
        run,
        run,
        run,
    )


def test_the_rows_written_are_counted() -> None:
    before = statistics()
    outcome = store(incoming(full()), incoming(nothing("Rien. " + TEXT), "b.txt"))
    assert outcome.rows_written == statistics() - before
    # A place in the queue is written twice: with its release, and when that turns out to have something uncertain.
    assert outcome.rows_written == sum(counts().values()) + 1


def test_a_text_in_another_language_is_stored_unparsed() -> None:
    store(nothing("The chiefs met."), language="en")
    release = Release.objects.get()
    assert (release.text, release.language, release.parsed["spans"]) == ("The chiefs met.", "en", {})


def test_an_attribution_says_where_it_stands() -> None:
    attribution = Attribution(*at(TEXT, "Mme Martin"), text="Mme Martin")
    store(nothing(TEXT, quotes=(quote(TEXT, "La piraterie recule", attribution=attribution),)))
    start, end = at(TEXT, "Mme Martin")
    assert Quote.objects.get().parsed["attribution_span"] == {"start": start, "end": end}


def test_a_role_that_the_persons_do_not_have_is_an_office_without_organization() -> None:
    store(nothing(TEXT, quotes=(quote(TEXT, "La piraterie recule", "Anne Martin", role="Ministre de la Mer"),)))
    assert (Quote.objects.get().role.name, Quote.objects.get().role.organization) == ("ministre de la Mer", None)


def test_offices_are_one_over_gender_case_and_abbreviation() -> None:
    text = "Anne Martin, Secrétaire Générale. Paul Roux, secrétaire général. Luc Petit, SG."
    people = tuple(
        person(text, name, roles=(role(text, title, "FIDA"),))
        for name, title in (
            ("Anne Martin", "Secrétaire Générale"),
            ("Paul Roux", "secrétaire général"),
            ("Luc Petit", "SG"),
        )
    )
    store(nothing(text, persons=people))
    assert Office.objects.get().name == "secrétaire général"
    assert Organization.objects.filter(name="FIDA").count() == 1
