"""By which indexes the pages of the reports go, and that they read no more than they show."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict

from archive.models import Event, Person
from archive.reports.asking import Asked, Filters
from archive.reports.catalogue import REPORTS
from archive.reports.drawing import drawing, greatest, grouped
from archive.reports.refreshing import refresh
from archive.reports.rows import page
from tests.admin.builders import a_quote, a_release
from tests.emptying import made_anew

pytestmark = pytest.mark.django_db
YEARS = "from=2010&to=2020&undated=1"
OF_YEARS = "Index Cond: ((published_on >= '2010-01-01'::date) AND (published_on < '2021-01-01'::date))"


@pytest.fixture(autouse=True)
def new_tables(db: None) -> None:
    made_anew("archive_release", "archive_person", "archive_event")


def asked(name: str, query: str = "") -> Asked:
    filters = Filters(REPORTS[name], QueryDict(query))
    assert filters.is_valid()
    return Asked(REPORTS[name], filters.cleaned_data)


def plans(name: str, query: str = "") -> str:
    """How PostgreSQL would answer the page, were there many rows: with so few it would read and sort them all."""
    told: list[str] = []

    def explain(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        with connection.connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            cursor.execute("SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off")
            cursor.execute(b"EXPLAIN " + sql.as_bytes(connection.connection), params)
            told.extend(line for (line,) in cursor.fetchall())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        found = page(asked(name, query), 1)
        drawing(asked(name, query), found.rows)
    return "\n".join(told)


@pytest.mark.parametrize(
    ("name", "query", "index"),
    [
        ("assemblies", "", "gatherings_position_idx"),
        ("assemblies", "kind=assembly", "gatherings_kind_position_idx"),
        ("events", "", "event_newest"),
        ("releases", "", "release_newest"),
        ("releases", YEARS, OF_YEARS),
        ("office-holders", "", "holders_last_day_releases_first_tenure_id_idx"),
        ("speakers", "", "speaking_kind_is_total_quotes_id_idx"),
        ("duplicates", "", "likeness_kind"),
        ("speakers-by-year", "", "speaking_kind_year_quotes_id_reported_idx"),
        ("programmes", "", "mentions_kind_is_total_releases_id_idx"),
    ],
)
def test_rows_are_taken_from_an_index_in_their_order(name: str, query: str, index: str) -> None:
    assert index in plans(name, query)


def test_no_page_but_the_calendar_reads_the_events_to_count_them() -> None:
    assert "archive_event" not in plans("events-by-country")


def test_the_place_of_a_gathering_is_that_of_the_whole_order() -> None:
    for name, kind, ordinal in (("3e", "summit", 3), ("1er", "summit", 1), ("Réunion", "meeting", None)):
        Event.objects.create(name=name, kind=kind, ordinal=ordinal)
    refresh()
    rows = page(asked("assemblies"), 1).rows
    assert [(one["position"], one["name"], one["missing_before"]) for one in rows] == [
        (1, "Réunion", None),
        (2, "1er", None),
        (3, "3e", 1),
    ]


def test_the_years_come_before_the_undated_on_whatever_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.reports.rows.PAGE", 2)
    for day in ("2012-01-01", "2025-01-01", None, "2020-12-31", None, "2015-06-01", None, "2009-12-31"):
        a_release(published_on=day)
    pages = [[str(row["day"]) for row in page(asked("releases", YEARS), number).rows] for number in range(1, 5)]
    assert pages == [["2020-12-31", "2015-06-01"], ["2012-01-01", "None"], ["None", "None"], []]


def test_the_greatest_are_those_that_adding_up_by_key_gives() -> None:
    for name, quotes in (("Anne", 2), ("Zoé", 2), ("Aude", 3)):
        speaker = Person.objects.create(name=name)
        for _number in range(quotes):
            a_quote(speaker=speaker)
    refresh()
    chart = REPORTS["speakers"].chart
    assert chart is not None
    added = grouped(asked("speakers"), chart, ["id", "name"], "sum(quotes) + sum(reported) DESC, name", 15)
    rows = greatest(asked("speakers"), chart)
    assert [one["name"] for one in rows] == ["Aude", "Anne", "Zoé"]
    assert rows == [{name: value for name, value in one.items() if name != "id"} for one in added]
