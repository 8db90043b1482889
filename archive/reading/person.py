"""A person: the offices they held as releases tell, and what they said."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from archive.models import Participation, Person, Programme, Quote, Tenure
from archive.reading import jsonld
from archive.reading.entities import head, mentions_of, named_in
from archive.reading.evidence import Of, evidence
from archive.reading.frame import page
from archive.reading.quotes import said
from archive.reading.records import page_of
from archive.reading.shares import counted_share
from archive.reading.visible import Visible

LOOKED_AT, PROGRAMMES = 500, 12
SPOKEN_OF = """
SELECT m.programme_id, count(DISTINCT q.id)
FROM (SELECT id, release_id, start, "end" FROM archive_quote q WHERE q.speaker_id = %s AND {seen_quotes}
      ORDER BY release_id DESC, start, id LIMIT {looked_at}) q
JOIN archive_mention m ON m.release_id = q.release_id AND m.programme_id IS NOT NULL AND {seen_mentions}
    AND m.start >= q.start AND m."end" <= q."end"
GROUP BY m.programme_id ORDER BY count(DISTINCT q.id) DESC, m.programme_id LIMIT {most}
"""


@page_of(Person.objects.all())
def person_view(request: HttpRequest, person: Person, visible: Visible) -> HttpResponse:
    """As many queries however much is known of them."""
    quotes = Quote.objects.filter(speaker=person)
    context = {
        **head(person),
        **named_in(request, "person", person, visible),
        "offices": evidence(Of.PERSON, person.pk, visible),
        "said": said(quotes, request, visible),
        "programmes": programmes_spoken_of(person, visible),
        "events": events_of(person, visible),
        "share": counted_share(
            [
                quotes,
                Tenure.objects.filter(person=person),
                Participation.objects.filter(person=person),
                mentions_of("person", person),
            ]
        ),
        "description": jsonld.script(jsonld.person(request, person)),
    }
    return page(request, "reading/person.html", context)


def programmes_spoken_of(person: Person, visible: Visible) -> Sequence[tuple[Programme, int]]:
    """The programmes that they name in what they say, with in how many quotes; of LOOKED_AT quotes at most."""
    sql = SPOKEN_OF.format(
        seen_quotes=visible.sql("q"), seen_mentions=visible.sql("m"), looked_at=LOOKED_AT, most=PROGRAMMES
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [person.pk])
        counts = dict(cursor.fetchall())
    found = Programme.objects.in_bulk(counts)
    return [(found[pk], count) for pk, count in counts.items()]


def events_of(person: Person, visible: Visible) -> Sequence[Participation]:
    """Their parts in events, the latest first."""
    rows = visible.of(Participation.objects.filter(person=person)).select_related("event")
    seen: dict[tuple[int, str], Participation] = {}
    for one in rows.order_by(F("event__earliest").desc(nulls_last=True), "event_id", "pk")[:200]:
        seen.setdefault((one.event_id, one.part), one)
    return list(seen.values())
