"""What the database refuses, whoever writes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from archive.models import (
    Entity,
    Event,
    Figure,
    Indicator,
    Likeness,
    Mention,
    Office,
    Organization,
    Participation,
    Person,
    Programme,
    Proposal,
    Quote,
    Release,
    Source,
    Subject,
)
from tests.models.builders import annotation, release, run_sql, source

pytestmark = pytest.mark.django_db


def refused(make: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


EDTF = [
    ("2019", "2019-01-01", "2019-12-31"),
    ("2019-02", "2019-02-01", "2019-02-28"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("2019-04-09", "2019-04-09", "2019-04-09"),
    ("2019-04-09/2019-04-11", "2019-04-09", "2019-04-11"),
    ("2019/2020", "2019-01-01", "2020-12-31"),
    ("2019-04/2019-05-02", "2019-04-01", "2019-05-02"),
    ("XXXX-11-24", "None", "None"),
    ("XXXX-02-29", "None", "None"),
    ("XXXX-11-24/XXXX-11-27", "None", "None"),
    ("XXXX-12-28/XXXX-01-03", "None", "None"),
]
NO_EDTF = [
    *(
        "",
        "19",
        "2019-13",
        "2019-00",
        "2019-02-30",
        "2019-4-9",
        "0000",
        "2019/",
        "/2019",
        "2019-04-11/2019-04-09",
        "XXXX",
    ),
    *(
        "XXXX-13-01",
        "XXXX-02-30",
        "XXXX-11",
        "2019/XXXX-11-24",
        "XXXX-11-24/2019",
        "2019/2020/2021",
        "le 9 avril",
    ),
    *("2019~", "2019-21", "-2019", "20190409", "2019-04-09 ", "2019-04-0９", "2019-04-09T10"),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest"), EDTF)
def test_edtf_has_its_first_and_last_day(edtf: str, earliest: str, latest: str) -> None:
    one = Event.objects.create(name="Sommet", kind="summit", date=edtf)
    one.refresh_from_db()
    assert (str(one.earliest), str(one.latest)) == (earliest, latest)


@pytest.mark.parametrize("edtf", NO_EDTF)
def test_what_is_no_edtf_is_refused(edtf: str) -> None:
    refused(lambda: Event.objects.create(name="Sommet", kind="summit", date=edtf))


def test_a_figures_period_is_edtf_too() -> None:
    one = release()
    assert annotation("figure", one, period="2022").earliest is not None
    refused(lambda: annotation("figure", one, period="2022-13"))


@pytest.mark.parametrize("edtf", [edtf for edtf, _earliest, _latest in EDTF] + NO_EDTF)
def test_the_loader_and_the_database_agree_on_edtf(edtf: str) -> None:
    from etl.edtf import edtf as kept

    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_is_edtf(%s)", [edtf])
        assert (kept(edtf) is not None) == cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KHOO Boon-Hui", "Boon Hui Khoo"),
        ("Jürgen Stock", "jurgen  STOCK"),
        ("Œuvre d’Élise", "oeuvre d'elise"),
        ("I-24/7", "i 24 7"),
    ],
)
def test_a_key_is_a_name_without_case_accents_marks_and_order(one: str, other: str) -> None:
    Person.objects.create(name=one)
    found = Person.objects.create(name="X", aliases=[other])
    found.refresh_from_db()
    assert Person.objects.get(name=one).keys[0] in found.keys


def test_a_name_of_marks_alone_is_its_own_key() -> None:
    one = Person.objects.create(name="¿?")
    one.refresh_from_db()
    assert len(one.keys) == 1


def test_keys_follow_name_and_aliases() -> None:
    one = Person.objects.create(name="Anne Martin")
    run_sql("UPDATE archive_person SET name = 'Anne Roux', aliases = '{Anne Martin,anne MARTIN}'")
    one.refresh_from_db()
    assert one.keys == ["anne martin", "anne roux"]


def test_homonyms_may_exist() -> None:
    Person.objects.create(name="Anne Martin")
    Person.objects.create(name="Anne Martin")
    assert Person.objects.count() == 2


def test_a_source_has_the_hash_of_its_bytes() -> None:
    refused(lambda: source(b"Bonjour", sha256="0" * 64))
    source(b"Bonjour")
    refused(lambda: run_sql("UPDATE archive_source SET content = 'x'"))


def test_the_same_bytes_are_kept_once() -> None:
    source(b"Bonjour")
    refused(lambda: source(b"Bonjour", name="b.txt"))


def test_a_source_says_when_it_came() -> None:
    one = source()
    one.refresh_from_db()
    assert abs(timezone.now() - one.received_at).total_seconds() < 60


def test_one_speaker_at_most() -> None:
    one = release()
    people = {"speaker": Person.objects.create(name="A B"), "organization": Organization.objects.create(name="FIDA")}
    refused(lambda: annotation("quote", one, **people))


def test_a_range_goes_up() -> None:
    one = release()
    assert annotation("figure", one, value=3, upper=3).pk
    refused(lambda: annotation("figure", one, value=3, upper=2))
    refused(lambda: annotation("figure", one, value=None, upper=2))


def test_no_figure_is_part_of_itself() -> None:
    annotation("figure", release())
    refused(lambda: run_sql("UPDATE archive_figure SET part_of_id = id"))


@pytest.mark.parametrize(
    "change", ["subject_id = NULL", "country_code = 'FR'", "subject_id = NULL, country_code = 'fr'"]
)
def test_a_mention_names_exactly_one(change: str) -> None:
    annotation("mention", release())
    refused(lambda: run_sql(f"UPDATE archive_mention SET {change}"))


def test_a_mention_knows_its_target() -> None:
    one = release()
    person = Person.objects.create(name="Anne Martin")
    assert [annotation("mention", one, person=person).target, annotation("mention", one, country_code="FR").target] == [
        person,
        "FR",
    ]
    assert Mention.objects.count() == 2


def test_a_participation_is_of_exactly_one() -> None:
    annotation("participation", release())
    refused(lambda: run_sql("UPDATE archive_participation SET country_code = NULL"))
    refused(lambda: Participation.objects.update(person=Person.objects.create(name="A B")))


@pytest.mark.parametrize("model", [Person, Organization, Office, Programme, Event, Indicator, Subject])
def test_nobody_has_an_empty_name(model: type[Entity]) -> None:
    model._default_manager.create(name="FIDA")
    refused(lambda: model._default_manager.update(name=""))


def test_the_country_of_a_participation_has_an_iso_code() -> None:
    annotation("participation", release())
    refused(lambda: run_sql("UPDATE archive_participation SET country_code = 'fr'"))


def test_the_term_of_a_tenure_is_edtf() -> None:
    annotation("tenure", release())
    refused(lambda: run_sql("UPDATE archive_tenure SET term = 'autumn'"))


@pytest.mark.parametrize(
    "fields", [{"text": ""}, {"country_code": "fr"}, {"state": "done"}, {"done_at": timezone.now()}]
)
def test_a_release_that_cannot_be_is_refused(fields: dict[str, Any]) -> None:
    refused(lambda: release(**fields))


def test_an_entity_that_something_points_at_is_protected() -> None:
    person = Person.objects.create(name="Anne Martin")
    annotation("mention", release(), person=person)
    with pytest.raises(ProtectedError):
        person.delete()
    refused(lambda: run_sql("DELETE FROM archive_person; SET CONSTRAINTS ALL IMMEDIATE"))


def test_a_release_takes_its_annotations_with_it_and_leaves_its_source() -> None:
    one = release()
    kept = one.source
    Source.objects.update(release=one)
    for kind in ("quote", "figure", "tenure", "participation", "mention"):
        annotation(kind, one)
    one.delete()
    assert (Quote.objects.count(), Figure.objects.count(), Release.objects.count()) == (0, 0, 0)
    kept.refresh_from_db()
    assert kept.release is None


def test_one_proposal_waits_a_group() -> None:
    from django.contrib.contenttypes.models import ContentType

    fields = {"content_type": ContentType.objects.get_for_model(Quote), "object_id": 1, "group": "kind", "values": {}}
    Proposal.objects.create(**fields, state="dismissed")
    Proposal.objects.create(**fields)
    refused(lambda: Proposal.objects.create(**fields))


def test_a_likeness_is_noted_once_with_the_lower_id_first() -> None:
    from django.contrib.contenttypes.models import ContentType

    kind = ContentType.objects.get_for_model(Release)
    Likeness.objects.create(content_type=kind, first_id=1, second_id=2, score=0.3)
    refused(lambda: Likeness.objects.create(content_type=kind, first_id=1, second_id=2, score=0.3))
    refused(lambda: Likeness.objects.create(content_type=kind, first_id=4, second_id=3, score=0.3))
    refused(lambda: Likeness.objects.create(content_type=kind, first_id=3, second_id=4, score=1.3))
