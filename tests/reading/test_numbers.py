"""On the five seeds, each number on a page is the one that SQL written by hand gives."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from archive.models import Event, Indicator, Organization, Person, Programme
from archive.reading.addresses import address

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def seeds(db: None) -> None:
    call_command("ingest", "seeds", as_json=True, stdout=io.StringIO())


def sql(statement: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else rows


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_front_page_counts_what_there_is(reader: Client) -> None:
    html = page(reader, "/")
    for name, table in (
        ("Releases", "release"),
        ("Persons", "person"),
        ("Events", "event"),
        ("Programmes", "programme"),
    ):
        count = sql(f"SELECT count(*) FROM archive_{table}")
        assert re.search(rf">{name}</a></dt><dd>{count}</dd>", html), name
    kinds = ("quote", "figure", "tenure", "participation", "mention")
    total = sum(sql(f"SELECT count(*) FROM archive_{kind} WHERE review <> 'rejected'") for kind in kinds)
    assert f"0 of {total} readings are confirmed" in html


def test_a_release_counts_its_marks(reader: Client) -> None:
    for pk, quotes, figures in sql(
        "SELECT r.id, (SELECT count(*) FROM archive_quote WHERE release_id = r.id AND start IS NOT NULL),"
        " (SELECT count(*) FROM archive_figure WHERE release_id = r.id AND start IS NOT NULL) FROM archive_release r"
    ):
        html = page(reader, f"/releases/{pk}/")
        for kind, count in (("quote", quotes), ("figure", figures)):
            shown = re.search(rf'for="show-{kind}">.*?<span class="quiet">(\d+)</span>', html)
            assert (int(shown[1]) if shown else 0) == count


def test_a_person_counts_quotes_and_reported_words_apart(reader: Client) -> None:
    for person in Person.objects.all():
        html = plain(page(reader, address(person)))
        own = sql("SELECT count(*) FROM archive_quote WHERE speaker_id = %s AND kind <> 'indirect'", person.pk)
        reported = sql("SELECT count(*) FROM archive_quote WHERE speaker_id = %s AND kind = 'indirect'", person.pk)
        assert f"Quotes {own} Reported words {reported}" in html


def test_juergen_stock_is_secretary_general_from_the_first_to_the_last_release_that_says_so(reader: Client) -> None:
    stock = Person.objects.get(name="Jürgen Stock")
    html = plain(page(reader, address(stock)))
    ((first, last, releases),) = sql(
        "SELECT min(r.published_on), max(r.published_on), count(*) FROM archive_release r WHERE r.id IN ("
        " SELECT release_id FROM archive_tenure t JOIN archive_office o ON o.id = t.office_id"
        " JOIN archive_organization b ON b.id = o.organization_id"
        " WHERE t.person_id = %s AND o.name = 'secrétaire général' AND b.name = 'INTERPOL'"
        " UNION SELECT release_id FROM archive_quote q JOIN archive_office o ON o.id = q.role_id"
        " JOIN archive_organization b ON b.id = o.organization_id"
        " WHERE q.speaker_id = %s AND o.name = 'secrétaire général' AND b.name = 'INTERPOL' AND q.basis <> 'inferred')",
        stock.pk,
        stock.pk,
    )
    assert f"{first:%-d %B %Y} – {last:%-d %B %Y} secrétaire général (INTERPOL)" in html
    assert f"{releases} releases say so" in html


def test_the_member_countries_are_190_in_2016_and_undated_190_and_196(reader: Client) -> None:
    indicator = Indicator.objects.get(name="pays membres d’INTERPOL")
    rows = re.findall(r"<tr><td>(.*?)</td><td><a[^>]*>(.*?)</a>", page(reader, address(indicator)))
    assert sorted((day, value) for day, value in rows) == [
        ("21 November 2016", "190"),
        ("undated", "190"),
        ("undated", "196"),
    ]
    assert len(rows) == sql("SELECT count(*) FROM archive_figure WHERE indicator_id = %s", indicator.pk)


def test_an_organization_counts_what_it_issued_and_is_named_by(reader: Client) -> None:
    interpol = Organization.objects.get(name="INTERPOL")
    html = plain(page(reader, address(interpol)))
    assert f"{sql('SELECT count(*) FROM archive_release WHERE issuer_id = %s', interpol.pk)} releases" in html
    named = sql("SELECT count(DISTINCT release_id) FROM archive_mention WHERE organization_id = %s", interpol.pk)
    listed = plain(page(reader, f"/releases/?organization={interpol.pk}"))
    assert f"{named} releases, the newest first" in listed


def test_a_programme_counts_its_releases_by_year(reader: Client) -> None:
    for programme in Programme.objects.all():
        html = page(reader, address(programme))
        expected = sql(
            "SELECT coalesce(extract(year FROM r.published_on)::int::text, 'undated'), count(DISTINCT r.id)::int"
            " FROM archive_mention m JOIN archive_release r ON r.id = m.release_id"
            " WHERE m.programme_id = %s GROUP BY 1",
            programme.pk,
        )
        shown = re.findall(r'<tr><th scope="row">(\w+)</th><td class="number">(\d+)</td>', html)
        assert sorted((year, int(count)) for year, count in shown) == sorted(expected)


def test_the_assemblies_stand_with_their_places(reader: Client) -> None:
    for ordinal, place in ((84, "KIGALI"), (85, "Indonésie"), (86, "Chine"), (93, "Marrakech")):
        event = Event.objects.get(kind="assembly", ordinal=ordinal)
        html = page(reader, address(event))
        assert place in html
        assert f"<dd>{ordinal}</dd>" in html


def test_lists_count_beside_each_name(reader: Client) -> None:
    html = page(reader, "/persons/")
    for pk, count in sql("SELECT speaker_id, count(*) FROM archive_quote WHERE speaker_id IS NOT NULL GROUP BY 1"):
        assert re.search(rf'href="/persons/{pk}/">[^<]*</a>\s*<span class="number quiet">{count}</span>', html)
