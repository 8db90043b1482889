"""Who held an office: from the first to the last release that says so, and what an editor supplied."""

from __future__ import annotations

from datetime import date

import pytest

from archive.models import Event
from archive.reading import evidence as module
from archive.reading.evidence import Of, evidence, holders_at
from archive.reading.visible import Visible
from archive.reports.refreshing import refresh
from tests.admin.builders import an_entity
from tests.reading.builders import a_speaker, held_by, judged, said_by

pytestmark = pytest.mark.django_db
ALL, CONFIRMED = Visible(), Visible(confirmed=True)


def test_an_office_is_held_from_the_first_to_the_last_day_that_says_so() -> None:
    person, office, body = a_speaker()
    held_by(person, office, "2019-03-01")
    held_by(person, office, "2017-05-02")
    held_by(person, office, None)
    said_by(person, office, "2021-01-31")
    for of, pk in ((Of.PERSON, person.pk), (Of.OFFICE, office.pk), (Of.ORGANIZATION, body.pk)):
        (one,) = evidence(of, pk, ALL)
        assert (one.person, one.office) == (person, office)
        assert (one.first, one.last) == (date(2017, 5, 2), date(2021, 1, 31))
        assert (one.count, one.undated) == (4, 1)
        assert [release.published_on for release in one.releases] == [
            date(2017, 5, 2),
            date(2019, 3, 1),
            date(2021, 1, 31),
            None,
        ]


def test_a_release_that_says_so_twice_counts_once() -> None:
    person, office, _body = a_speaker()
    tenure = held_by(person, office, "2019-03-01")
    said_by(person, office, None, release=tenure.release)
    assert [one.count for one in evidence(Of.PERSON, person.pk, ALL)] == [1]


def test_a_speaker_inferred_from_the_office_is_no_evidence() -> None:
    person, office, _body = a_speaker()
    said_by(person, office, "2019-03-01", basis="inferred")
    assert evidence(Of.PERSON, person.pk, ALL) == []


def test_rejected_evidence_is_none_and_pending_evidence_is_not_confirmed() -> None:
    person, office, _body = a_speaker()
    judged(held_by(person, office, "2016-01-01"), "rejected")
    held_by(person, office, "2018-01-01")
    judged(held_by(person, office, "2020-01-01"), "confirmed")
    (one,) = evidence(Of.PERSON, person.pk, ALL)
    assert (one.first, one.last, one.is_confirmed) == (date(2018, 1, 1), date(2020, 1, 1), True)
    (one,) = evidence(Of.PERSON, person.pk, CONFIRMED)
    assert (one.first, one.count) == (date(2020, 1, 1), 1)


def test_a_term_that_an_editor_supplied_stands_beside_with_its_reference() -> None:
    person, office, _body = a_speaker()
    held_by(person, office, "2019-03-01", term="2016-11/2024-11", supplied={"term": "statuts, annexe 2"})
    (term,) = evidence(Of.PERSON, person.pk, ALL)[0].terms
    assert (term.edtf, term.reference) == ("2016-11/2024-11", "statuts, annexe 2")


@pytest.mark.parametrize(
    ("day", "held"), [("2018-06-01", True), ("2017-05-02", True), ("2017-05-01", False), ("2019-03-02", False)]
)
def test_at_an_event_an_office_is_held_between_two_days_of_evidence(day: str, held: bool) -> None:
    person, office, body = a_speaker()
    held_by(person, office, "2019-03-01")
    held_by(person, office, "2017-05-02")
    event = an_entity(Event, "Congrès", kind="conference", organization=body, date=day)
    event.refresh_from_db()
    assert bool(holders_at(event, ALL)) is held


def test_at_an_event_an_office_is_held_within_a_supplied_term() -> None:
    person, office, body = a_speaker()
    held_by(person, office, "2019-03-01", term="2016-11/2024-11", supplied={"term": "statuts"})
    event = an_entity(Event, "Congrès", kind="conference", organization=body, date="2023")
    event.refresh_from_db()
    assert [one.person for one in holders_at(event, ALL)] == [person]


@pytest.mark.parametrize("fields", [{"date": None}, {"date": "XXXX-11-24"}, {"organization": None, "date": "2018"}])
def test_of_an_event_without_a_year_or_an_organization_nobody_knows(fields: dict[str, object]) -> None:
    person, office, body = a_speaker()
    held_by(person, office, "2017-01-01", term="2000/2030", supplied={"term": "statuts"})
    event = an_entity(Event, "Congrès", kind="conference", **{"organization": body, **fields})
    event.refresh_from_db()
    assert holders_at(event, ALL) == []


def test_of_very_many_tenures_the_sums_of_the_reports_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    person, office, body = a_speaker()
    held_by(person, office, "2019-03-01")
    held_by(person, office, "2017-05-02")
    now = [(one.first, one.last, one.count, one.is_confirmed) for one in evidence(Of.OFFICE, office.pk, ALL)]
    refresh()
    monkeypatch.setattr(module, "LIVE", 1)
    for of, pk in ((Of.PERSON, person.pk), (Of.OFFICE, office.pk), (Of.ORGANIZATION, body.pk)):
        assert [(one.first, one.last, one.count, one.is_confirmed) for one in evidence(of, pk, ALL)] == now
    assert evidence(Of.OFFICE, office.pk, ALL, date(2018, 1, 1)) != []
    assert evidence(Of.OFFICE, office.pk, ALL, date(2020, 1, 1)) == []


def test_of_very_many_holders_those_come_that_most_releases_tell_of(monkeypatch: pytest.MonkeyPatch) -> None:
    person, office, _body = a_speaker()
    other, _office, _body = a_speaker("Yves Kerguelen")
    held_by(other, office, "2015-01-01")
    held_by(person, office, "2017-05-02")
    held_by(person, office, "2019-03-01")
    monkeypatch.setattr(module, "MOST", 1)
    (one,) = evidence(Of.OFFICE, office.pk, ALL)
    assert (one.person, one.among) == (person, 2)
