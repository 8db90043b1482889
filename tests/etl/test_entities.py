"""Who is who across releases, and what becomes of an entity's values, whatever the order of ingests."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from archive.models import Event, Mention, Office, Organization, Person, Programme, Quote, Release, Tenure
from etl.document import Given
from etl.incoming import Incoming
from etl.parse.values import ParsedRelease, Speaker
from tests.etl.archive import dated, incoming, store, store_each
from tests.etl.builders import event, nothing, organization, person, programme, quote, role

pytestmark = pytest.mark.django_db


def naming(name: str, number: int = 0, **fields: Any) -> ParsedRelease:
    text = f"Le texte {number} nomme {name} et « dit-elle » s’arrête."
    return nothing(text, persons=(person(text, name, **fields),), quotes=(quote(text, "dit-elle", name),))


def releases(*parsed: ParsedRelease) -> list[Incoming]:
    return [incoming(one, f"{number}.txt") for number, one in enumerate(parsed)]


@pytest.mark.parametrize("other", ["Anne Martin", "ANNE MARTIN", "Martin Anne", "Ânne  Martin"])
def test_a_name_is_one_person_over_case_accents_and_order(other: str) -> None:
    store_each(releases(naming("Anne Martin"), naming(other, 1)))
    assert Person.objects.count() == 1


def test_another_name_is_another_person() -> None:
    store_each(releases(naming("Anne Martin"), naming("Anna Martin", 1)))
    assert Person.objects.count() == 2


def test_a_single_word_is_nobody_elsewhere() -> None:
    store_each(releases(naming("Martin"), naming("Martin", 1)))
    assert Person.objects.count() == 2


def test_two_releases_of_one_batch_name_one_person() -> None:
    store(*releases(naming("Anne Martin"), naming("Anne Martin", 1), naming("Martin", 2), naming("Martin", 3)))
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Anne Martin", "Martin", "Martin"]


def test_an_alias_that_an_editor_gave_is_known() -> None:
    store_each(releases(naming("Anne Martin")))
    Person.objects.update(aliases=["Anne Roux"])
    store_each(releases(naming("Anne Roux", 1)))
    assert (Person.objects.count(), Mention.objects.filter(person__name="Anne Martin").count()) == (1, 2)


def homonyms() -> tuple[Person, Person]:
    """Two people of one name: a minister, and a prefect at FIDA."""
    fida = Organization.objects.create(name="FIDA")
    anne, other = (Person.objects.create(name="Anne Martin") for _ in range(2))
    text = "Anne Martin, Anne Martin"
    store(nothing(text), name="homonyms.txt")
    for one, office in (
        (anne, Office.objects.create(name="ministre")),
        (other, Office.objects.create(name="préfet", organization=fida)),
    ):
        Tenure.objects.create(
            person=one,
            office=office,
            release=Release.objects.get(),
            start=0,
            end=11,
            exact="Anne Martin",
            rule="editor",
        )
    return anne, other


def test_of_two_homonyms_the_one_whose_office_fits() -> None:
    anne, _other = homonyms()
    text = "La ministre Anne Martin a dit « oui »."
    store(
        nothing(
            text,
            persons=(person(text, "Anne Martin", roles=(role(text, "ministre"),)),),
            quotes=(quote(text, "oui", "Anne Martin"),),
        )
    )
    assert Quote.objects.get().speaker == anne


def test_of_two_homonyms_the_one_whose_organization_fits() -> None:
    _anne, other = homonyms()
    text = "La trésorière de la FIDA, Anne Martin, a dit « oui »."
    parts = (role(text, "trésorière", "FIDA"),)
    store(
        nothing(text, persons=(person(text, "Anne Martin", roles=parts),), quotes=(quote(text, "oui", "Anne Martin"),))
    )
    assert Quote.objects.get().speaker == other


def test_of_two_homonyms_nobody_where_nothing_tells() -> None:
    anne, other = homonyms()
    store(naming("Anne Martin"))
    one = Quote.objects.get()
    assert (one.speaker, one.basis, one.flags) == (None, None, ["several_candidates"])
    assert one.parsed["speaker"] == {"name": "Anne Martin"}
    assert one.parsed["candidates"] == {"Anne Martin": [anne.pk, other.pk]}
    assert (Mention.objects.count(), one.release.flags) == (0, ["several_candidates"])


def meeting(number: int, **fields: Any) -> ParsedRelease:
    text = f"Le texte {number} annonce le Sommet du lac."
    return nothing(text, events=(event(text, "Sommet du lac", **fields),))


def test_an_event_is_one_by_organization_kind_and_ordinal() -> None:
    first = meeting(0, organization="FIDA", ordinal=3, name="Troisième sommet", date="2015")
    store_each(releases(first, meeting(1, organization="FIDA", ordinal=3, name="Sommet du lac Bleu", city="Goma")))
    one = Event.objects.get()
    assert (one.organization.name, one.ordinal, one.date, one.city) == ("FIDA", 3, "2015", "Goma")


def test_an_event_is_one_by_name_and_year() -> None:
    store_each(
        releases(
            meeting(0, date="2015-11"), meeting(1, date="2015-11-04/2015-11-06", kind="summit"), meeting(2, date="2016")
        )
    )
    assert sorted(Event.objects.values_list("date", flat=True)) == ["2015-11-04/2015-11-06", "2016"]


@pytest.mark.parametrize("fields", [{}, {"date": "XXXX-11-24"}, {"ordinal": 3}])
def test_an_event_with_neither_is_never_matched(fields: dict[str, Any]) -> None:
    store_each(releases(meeting(0, **fields), meeting(1, **fields)))
    assert Event.objects.count() == 2


def test_another_ordinal_is_another_event() -> None:
    store_each(releases(*(meeting(n, organization="FIDA", ordinal=n + 1, date="2015") for n in range(2))))
    assert Event.objects.count() == 2


def test_an_office_is_one_within_its_organization() -> None:
    def held(number: int, body: str | None) -> ParsedRelease:
        text = f"Texte {number} : la présidente Anne Martin."
        return nothing(text, persons=(person(text, "Anne Martin", roles=(role(text, "présidente", body),)),))

    store_each(releases(held(0, "FIDA"), held(1, "FIDA"), held(2, "ONU"), held(3, None)))
    assert sorted(str(one) for one in Office.objects.all()) == ["président", "président (FIDA)", "président (ONU)"]


def test_a_name_is_the_one_most_fully_written() -> None:
    store_each(
        releases(
            naming("JURGEN STOCK"), naming("Jurgen Stock", 1), naming("Jürgen Stock", 2), naming("Stock Jurgen", 3)
        )
    )
    assert Person.objects.get().name == "Jürgen Stock"


def test_of_two_genders_the_one_of_the_oldest_release() -> None:
    older, newer = (
        dated(naming("Anne Martin", n, gender=g), f"20{n + 10}-01-01") for n, g in ((0, "female"), (5, "male"))
    )
    store_each(releases(newer, older))
    assert Person.objects.get().gender == "female"


def test_what_an_editor_decided_of_an_entity_stays_and_the_rest_is_learned() -> None:
    store_each(releases(naming("JURGEN STOCK")))
    Person.objects.update(name="J. Stock", aliases=["JURGEN STOCK"])
    store_each(releases(naming("Jurgen Stock", 1, gender="male")))
    assert (Person.objects.get().name, Person.objects.get().gender) == ("J. Stock", "male")


def corpus() -> list[Incoming]:
    """Releases that say different things of the same people, bodies, programmes and events."""
    texts = [f"Texte {n} : Anne Martin, de la FIDA, à Goma, pour le Sommet du lac et NEPTUNE, Roux." for n in range(4)]
    facts: list[dict[str, Any]] = [
        {"gender": None, "kind": None, "date": "2015", "city": None, "day": "2015-11-05", "ordinal": None},
        {"gender": "male", "kind": "network", "date": "2015-11-04", "city": "Goma", "day": None, "ordinal": 4},
        {"gender": "female", "kind": "database", "date": "2015", "city": "Kivu", "day": "2014-01-01", "ordinal": 4},
        {"gender": "male", "kind": "network", "date": "2016-01", "city": "Goma", "day": "2014-01-01", "ordinal": None},
    ]
    names = ["Anne Martin", "ANNE MARTIN", "Anné Martin", "Martin Anne"]
    found = []
    for number, (text, said, name) in enumerate(zip(texts, facts, names, strict=True)):
        body = replace(organization(text, "FIDA"), acronym="FIDA" if number == 2 else None)
        summit = event(
            text, "Sommet du lac", organization="Fida", date=said["date"], city=said["city"], ordinal=said["ordinal"]
        )
        one = nothing(
            text,
            published_on=said["day"],
            persons=(
                person(text, "Anne Martin", name, said["gender"], (role(text, "Goma", "FIDA", "Présidente"),)),
                person(text, "Roux"),
            ),
            organizations=(body,),
            programmes=(programme(text, "NEPTUNE", said["kind"]),),
            events=(summit,),
            quotes=(quote(text, "pour", name), quote(text, "et", Speaker("organization", "Fida"))),
        )
        found.append(incoming(one, f"{number}.txt", Given(issuer="fida")))
    return found


def snapshot() -> list[Any]:
    """Everything but ids, versions and times."""
    kept = [
        (
            one.source.name,
            str(one.issuer),
            # Several may stand at one place: what tells them apart is their words and whom they mean.
            sorted((m.start, m.exact, str(m.target), repr(m.parsed)) for m in one.mentions.all()),
            sorted((q.start, q.exact, str(q.speaker), str(q.organization)) for q in one.quotes.all()),
            sorted((t.start, t.exact, str(t.person), str(t.office)) for t in one.tenures.all()),
        )
        for one in Release.objects.order_by("text")
    ]
    entities = [
        sorted(
            repr({k: v for k, v in values.items() if k not in ("id", "run_id", "version", "organization_id")})
            for values in model.objects.values()
        )
        for model in (Person, Organization, Office, Programme, Event)
    ]
    return [kept, entities]


def test_any_order_of_the_same_ingests_ends_alike() -> None:
    ends = []
    for order in itertools.permutations(range(4)):
        with transaction.atomic():
            batch = corpus()
            store_each(batch[number] for number in order)
            ends.append(snapshot())
            transaction.set_rollback(True)
    assert all(one == ends[0] for one in ends)


def test_one_batch_ends_as_many_do() -> None:
    ends = []
    for load in (store_each, lambda batch: store(*batch)):
        with transaction.atomic():
            load(corpus())
            ends.append(snapshot())
            transaction.set_rollback(True)
    assert ends[0] == ends[1]


def test_a_rejected_mention_says_nothing_once_its_entity_is_summarised_again() -> None:
    older, newer = (dated(naming("Anne Martin", n, gender=g), f"201{n}-01-01") for n, g in ((0, "male"), (1, "female")))
    store(older, name="a.txt", given=Given(identifier="a"))
    store(newer, name="b.txt")
    Mention.objects.filter(parsed__person__gender="male").update(review="rejected")
    store(naming("Anne Martin", 3), name="a.txt", given=Given(identifier="a"))
    assert Person.objects.get().gender == "female"


def forget() -> None:
    """A new version of the release of Anne Martin no longer names her."""
    store(nothing("Le texte nomme quelqu’un et « dit-elle » s’arrête."), given=Given(identifier="a"))


def test_an_entity_that_nothing_names_any_more_goes() -> None:
    store(naming("Anne Martin"), given=Given(identifier="a"))
    forget()
    assert (Release.objects.count(), Person.objects.count(), Mention.objects.count()) == (1, 0, 0)


def test_an_entity_that_an_editor_decided_stays() -> None:
    store(naming("Anne Martin"), given=Given(identifier="a"))
    Person.objects.update(gender="female")
    forget()
    assert Person.objects.count() == 1


def test_an_entity_that_another_release_names_stays_without_what_only_the_first_said() -> None:
    store(naming("Anne Martin", gender="female"), given=Given(identifier="a"))
    store(naming("ANNE MARTIN", 1), name="b.txt")
    forget()
    assert (Person.objects.get().name, Person.objects.get().gender) == ("ANNE MARTIN", None)
