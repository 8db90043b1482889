"""Who held which office, as releases tell: by tenures, and by quotes whose speaker speaks in an office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from django.db import connection

from archive.models import Event, Office, Person, Release, Tenure
from archive.reading.newest import FEW, briefly
from archive.reading.visible import Visible

SHOWN = 6  # releases beside each office


class Of(Enum):
    """Whose evidence: the columns of tenures and of quotes that have to hold the id."""

    PERSON = ("t.person_id = %s", "q.speaker_id = %s")
    OFFICE = ("t.office_id = %s", "q.role_id = %s")
    ORGANIZATION = (
        "t.office_id IN (SELECT id FROM archive_office WHERE organization_id = %s)",
        "q.role_id IN (SELECT id FROM archive_office WHERE organization_id = %s)",
    )


# A speaker who was inferred from the office is no evidence of having held it.
EVIDENCE = """
WITH told AS (
    (SELECT t.person_id, t.office_id, t.release_id, t.review FROM archive_tenure t
     WHERE {of_tenures} AND {seen_tenures} LIMIT {few})
    UNION ALL
    (SELECT q.speaker_id, q.role_id, q.release_id, q.review FROM archive_quote q
     WHERE {of_quotes} AND q.role_id IS NOT NULL AND q.speaker_id IS NOT NULL AND q.basis IS DISTINCT FROM 'inferred'
       AND {seen_quotes} LIMIT {few})
), once AS (
    SELECT person_id, office_id, release_id, bool_or(review = 'confirmed') AS is_confirmed FROM told GROUP BY 1, 2, 3
)
SELECT person_id, office_id, count(*), count(*) - count(published_on), bool_or(is_confirmed), min(published_on),
    max(published_on),
    (array_agg(release_id ORDER BY published_on NULLS LAST, release_id))[1:{shown}],
    (array_agg(release_id ORDER BY published_on DESC NULLS LAST, release_id DESC))[1]
FROM once JOIN archive_release r ON r.id = release_id
GROUP BY person_id, office_id
ORDER BY min(published_on) NULLS LAST, person_id, office_id
"""


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when, as an editor supplied it, and by what reference."""

    edtf: str
    earliest: date | None
    latest: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class Held:
    """A person in an office: the first and the last day of a release that says so, and such releases."""

    person: Person
    office: Office
    count: int
    undated: int
    is_confirmed: bool
    first: date | None
    last: date | None
    releases: Sequence[Release]
    latest: Release
    terms: list[Term] = field(default_factory=list)

    @property
    def others(self) -> int:
        """How many releases say so beyond those shown."""
        return self.count - len(self.releases)

    def covers(self, day: date) -> bool:
        """Whether the day lies within a term, or between two days of evidence."""
        within_term = any(one.earliest and one.latest and one.earliest <= day <= one.latest for one in self.terms)
        return within_term or bool(self.first and self.last and self.first <= day <= self.last)


def evidence(of: Of, pk: int, visible: Visible) -> list[Held]:
    """What is told of a person, an office or an organisation's offices, by the first day; five queries."""
    of_tenures, of_quotes = of.value
    sql = EVIDENCE.format(
        of_tenures=of_tenures,
        of_quotes=of_quotes,
        seen_tenures=visible.sql("t"),
        seen_quotes=visible.sql("q"),
        few=FEW,
        shown=SHOWN,
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [pk, pk])
        rows = cursor.fetchall()
    people = Person.objects.in_bulk({row[0] for row in rows})
    offices = Office.objects.select_related("organization").in_bulk({row[1] for row in rows})
    releases = briefly(Release.objects.all()).in_bulk({one for row in rows for one in (*row[7], row[8])})
    terms = terms_of(people, offices, visible)
    return [
        Held(
            person=people[person],
            office=offices[office],
            count=count,
            undated=undated,
            is_confirmed=is_confirmed,
            first=first,
            last=last,
            releases=[releases[one] for one in shown],
            latest=releases[latest],
            terms=terms.get((person, office), []),
        )
        for person, office, count, undated, is_confirmed, first, last, shown, latest in rows
    ]


def terms_of(
    people: dict[int, Person], offices: dict[int, Office], visible: Visible
) -> dict[tuple[int, int], list[Term]]:
    """The terms that editors supplied, by person and office."""
    rows = Tenure.objects.filter(person__in=people, office__in=offices, term__isnull=False)
    found: dict[tuple[int, int], list[Term]] = {}
    for one in visible.of(rows).order_by("earliest", "pk"):
        term = Term(one.term or "", one.earliest, one.latest, str(one.supplied.get("term", "")))
        kept = found.setdefault((one.person_id, one.office_id), [])
        if term not in kept:
            kept.append(term)
    return found


def holders_at(event: Event, visible: Visible) -> list[Held]:
    """Who held the offices of the event's organisation on its first day: inferred, no text says it of the event."""
    if event.organization_id is None or event.earliest is None:
        return []
    return [one for one in evidence(Of.ORGANIZATION, event.organization_id, visible) if one.covers(event.earliest)]
