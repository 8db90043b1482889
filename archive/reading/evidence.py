"""Who held which office, as releases tell: by tenures, and by quotes whose speaker speaks in an office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from django.db import connection

from archive.models import Event, Office, Person, Release, Tenure
from archive.reading.newest import briefly
from archive.reading.visible import Visible

SHOWN = 6  # releases beside each office
MOST = 40  # offices and holders on a page, those that most releases tell of
LIVE = 5_000  # tenures that are summed up for a page; of more, the sums of the reports are shown


class Of(Enum):
    """Whose evidence: the condition on the columns `person_id` and `office_id`."""

    PERSON = "{person} = %s"
    OFFICE = "{office} = %s"
    ORGANIZATION = "{office} IN (SELECT id FROM archive_office WHERE organization_id = %s)"

    def where(self, person: str, office: str) -> str:
        """The condition on a table's columns of persons and offices."""
        return self.value.format(person=person, office=office)


# A speaker who was inferred from the office is no evidence of having held it.
EVIDENCE = """
WITH told AS (
    (SELECT t.person_id, t.office_id, t.release_id, t.review, t.earliest, t.latest FROM archive_tenure t
     WHERE {of_tenures} AND {seen_tenures} LIMIT {live})
    UNION ALL
    (SELECT q.speaker_id, q.role_id, q.release_id, q.review, NULL, NULL FROM archive_quote q
     WHERE {of_quotes} AND q.role_id IS NOT NULL AND q.speaker_id IS NOT NULL AND q.basis IS DISTINCT FROM 'inferred'
       AND {seen_quotes} LIMIT {live})
), once AS (
    SELECT person_id, office_id, release_id, bool_or(review = 'confirmed') AS is_confirmed,
        bool_or(earliest <= %s AND latest >= %s) AS is_within
    FROM told GROUP BY 1, 2, 3
), held AS (
    SELECT person_id, office_id, count(*) AS releases, count(*) - count(published_on) AS undated,
        bool_or(is_confirmed) AS is_confirmed, min(published_on) AS first, max(published_on) AS last,
        (array_agg(release_id ORDER BY published_on NULLS LAST, release_id))[1:{shown}] AS shown,
        (array_agg(release_id ORDER BY published_on DESC NULLS LAST, release_id DESC))[1] AS latest
    FROM once JOIN archive_release r ON r.id = release_id
    GROUP BY person_id, office_id
    HAVING %s::date IS NULL OR bool_or(is_within) OR (min(published_on) <= %s AND max(published_on) >= %s)
)
SELECT *, count(*) OVER () FROM held ORDER BY releases DESC, first NULLS LAST, person_id, office_id LIMIT {most}
"""
STORED = """
WITH held AS MATERIALIZED (
    SELECT h.*, count(*) OVER () AS among FROM report_stored.holders h
    WHERE {of_holders} AND (%s::date IS NULL OR (h.first_day <= %s AND h.last_day >= %s))
    ORDER BY h.releases DESC, h.person_id, h.office_id LIMIT {most}
)
SELECT h.person_id, h.office_id, h.releases, h.undated, h.confirmed > 0, h.first_day, h.last_day, ARRAY[t.release_id],
    t.release_id, h.among
FROM held h JOIN archive_tenure t ON t.id = h.first_tenure_id
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
    among: int = 1

    @property
    def others(self) -> int:
        """How many releases say so beyond those shown."""
        return self.count - len(self.releases)


def evidence(of: Of, pk: int, visible: Visible, day: date | None = None) -> list[Held]:
    """What is told of a person, an office or an organisation's offices, by the first day; seven queries.

    With a `day`, only what lies within a term that holds it, or between two days of evidence. The MOST told come; each
    knows `among` how many. Of more than LIVE tenures, it is what the reports summed up after the last run.
    """
    rows = stored(of, pk, day) if is_much(of, pk, visible) else live(of, pk, visible, day)
    rows.sort(key=lambda row: (row[5] or date.max, row[0], row[1]))
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
            among=among,
        )
        for person, office, count, undated, is_confirmed, first, last, shown, latest, among in rows
    ]


def is_much(of: Of, pk: int, visible: Visible) -> bool:
    """Whether there are more tenures than a page sums up; few of them are ever confirmed."""
    rows = f"SELECT FROM archive_tenure t WHERE {of.where('t.person_id', 't.office_id')} LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({rows}) few", [pk, LIVE + 1])  # noqa: S608 our own SQL
        return not visible.confirmed and int(cursor.fetchone()[0]) > LIVE


def live(of: Of, pk: int, visible: Visible, day: date | None) -> list[Any]:
    """The evidence as it stands now."""
    sql = EVIDENCE.format(
        of_tenures=of.where("t.person_id", "t.office_id"),
        of_quotes=of.where("q.speaker_id", "q.role_id"),
        seen_tenures=visible.sql("t"),
        seen_quotes=visible.sql("q"),
        live=LIVE,
        shown=SHOWN,
        most=MOST,
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [pk, pk, day, day, day, day, day])
        return list(cursor.fetchall())


def stored(of: Of, pk: int, day: date | None) -> list[Any]:
    """The evidence as the reports last summed it up; beside each office, the release of the first tenure."""
    sql = STORED.format(of_holders=of.where("h.person_id", "h.office_id"), most=MOST)
    with connection.cursor() as cursor:
        cursor.execute(sql, [pk, day, day, day])
        return list(cursor.fetchall())


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
    return evidence(Of.ORGANIZATION, event.organization_id, visible, event.earliest)
