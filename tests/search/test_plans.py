"""By which index searches go: looked up in PostgreSQL's own plans, and in what is expected of a large archive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Release
from archive.search import finding
from archive.search.finding import is_walk_shorter, newest, walked
from archive.search.listing import narrowed
from archive.search.offers import offers
from archive.search.query import Query
from archive.search.spelling import nearest
from tests.admin.builders import a_full_release
from tests.emptying import made_anew

pytestmark = pytest.mark.django_db
MILLION = 1_000_000


@pytest.fixture(autouse=True)
def new_tables(db: None) -> None:
    made_anew("archive_release")


def plans(ask: Callable[[], Any]) -> str:
    """How PostgreSQL would answer what `ask` asks, were there many rows: with so few it would read them all."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    with CaptureQueriesContext(connection) as caught:
        ask()
    asked = [one["sql"] for one in caught if one["sql"].lstrip().startswith(("SELECT", "WITH"))]
    with connection.cursor() as cursor:
        lines = []
        for statement in asked:
            cursor.execute(f"EXPLAIN {statement}")
            lines += [row[0] for row in cursor.fetchall()]
    return "\n".join(lines)


def test_a_rare_word_is_gathered_by_the_index_on_words() -> None:
    a_full_release()
    query = Query(text="réseau")
    assert "Bitmap Index Scan on release_search" in plans(lambda: finding.gathered(query, query.rows(), 20))


def test_quotes_are_gathered_by_their_own_index_on_words() -> None:
    a_full_release()
    query = Query.read({"q": "réseau", "kind": "quotes"})
    assert "Bitmap Index Scan on quote_search" in plans(lambda: finding.gathered(query, query.rows(), 20))


@pytest.mark.parametrize(("kind", "index"), [("releases", "archive_release_pkey"), ("quotes", "quote_listed")])
def test_a_walk_goes_down_the_index_on_days_and_looks_into_one_release_after_the_other(kind: str, index: str) -> None:
    a_full_release()
    query = Query.read({"q": "réseau", "kind": kind})
    rows = query.rows()
    plan = plans(lambda: walked(query, rows, 20, 500))
    assert "using release_newest on archive_release" in plan
    assert index in plan
    assert "Nested Loop" in plan
    assert "Hash" not in plan


@pytest.mark.parametrize(
    ("expected", "wanted", "walks"),
    [
        (MILLION // 2, 20, True),
        (MILLION // 2, 1000, True),
        (MILLION // 10, 200, True),
        (2000, 20, False),
        (20, 20, False),
        (1, 1000, False),
    ],
)
def test_a_common_word_is_walked_and_a_rare_one_gathered(expected: int, wanted: int, walks: bool) -> None:
    assert is_walk_shorter(Query(text="réseau"), wanted, expected, MILLION) is walks


@pytest.mark.parametrize(("wanted", "limit"), [(20, 50), (200, 100)])
def test_no_share_of_a_million_releases_is_expected_to_take_long(wanted: int, limit: int) -> None:
    """By the microseconds that were measured for a row: first page and tenth, in milliseconds."""
    for expected in range(1, MILLION, 997):
        walk, fetch = finding.LOOKED_INTO * wanted * MILLION / expected, finding.FETCHED * expected
        taken = walk if is_walk_shorter(Query(text="réseau"), wanted, expected, MILLION) else fetch
        assert taken < limit * 1000


def test_a_search_asks_as_often_however_much_it_finds() -> None:
    counts = []
    for _ in range(2):
        a_full_release()
        with CaptureQueriesContext(connection) as caught:
            newest(Query(text="réseau"), 20)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_names_are_looked_up_by_their_words() -> None:
    a_full_release()
    plan = plans(lambda: offers(Query(text="kermarrec aude")))
    assert all(index in plan for index in ("person_keys", "person_name_words", "organization_acronym"))


def test_mistyped_words_are_looked_up_by_trigrams() -> None:
    assert "search_word_trigram" in plans(lambda: nearest("cybercriminalte"))


def test_the_admin_s_lists_gather_a_rare_word_before_they_sort() -> None:
    a_full_release()
    plan = plans(lambda: list(narrowed(Release.objects.order_by("-published_on", "-pk"), "réseau")[:50]))
    assert "Bitmap Index Scan on release_search" in plan
    assert "CTE found" in plan
