"""Lists of many rows: which rows they show, how they count, and by which index they go."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin import filters
from archive.admin.scale import YearsByIndex, count_of
from archive.models import Likeness, Mention, Quote, Release, Subject
from archive.presentation import counting
from archive.presentation.counting import EstimatingPaginator
from etl.named import ENTITIES
from etl.tables import VALUES
from tests.admin.builders import a_full_release, a_release, found

pytestmark = pytest.mark.django_db


def shown(page: Client, address: str) -> list[int]:
    return [row.pk for row in page.get(address).context["cl"].result_list]


def plan(rows: Any) -> str:
    """How PostgreSQL would read many rows: with so few, it would scan them all."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
    return str(rows.explain())


@pytest.mark.parametrize("model", [Release, Quote])
def test_the_second_page_goes_on_where_the_first_ended(
    page: Client, model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin.site._registry[model], "list_per_page", 2)
    for _ in range(5):
        a_full_release()
    address = reverse(f"admin:archive_{model._meta.model_name}_changelist")
    pages = [shown(page, f"{address}?p={number}") for number in (1, 2, 3)]
    assert [len(one) for one in pages] == [2, 2, 1]
    ordered = model.objects.order_by(*admin.site._registry[model].ordering)
    assert [pk for one in pages for pk in one] == list(ordered.values_list("pk", flat=True))


@pytest.mark.parametrize("name", ["quote", "figure", "tenure", "participation", "mention"])
def test_far_pages_of_annotations_take_their_ids_from_an_index(name: str) -> None:
    model = Quote._meta.apps.get_model("archive", name)
    rows = model.objects.order_by(*admin.site._registry[model].ordering).values_list("pk")[9000:9050]
    assert f"Index Only Scan using {name}_listed" in plan(rows)


def test_far_pages_of_releases_take_their_ids_from_an_index() -> None:
    rows = Release.objects.order_by(*Release._meta.ordering).values_list("pk")[9000:9050]
    assert "release_newest" in plan(rows)


def test_a_long_list_is_counted_to_a_limit_and_then_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        a_full_release()
    rows = Release.objects.filter(state="to_read")
    assert EstimatingPaginator(rows, 2).count == 4
    monkeypatch.setattr(counting, "COUNTED_TO", 2)
    assert EstimatingPaginator(rows, 2).count >= 3
    assert EstimatingPaginator(rows.none(), 2).count == 0


@pytest.mark.parametrize("name", ENTITIES)
def test_far_pages_of_entities_take_their_ids_from_an_index(name: str) -> None:
    model = Quote._meta.apps.get_model("archive", name)
    rows = model.objects.order_by(*admin.site._registry[model].ordering).values_list("pk")[9000:9050]
    assert f"using {name}_{'newest' if name == 'event' else 'listed'}" in plan(rows)


def test_pairs_that_look_alike_are_taken_from_an_index() -> None:
    rows = Likeness.objects.order_by(*admin.site._registry[Likeness].ordering).values_list("pk")
    assert "Index Only Scan using likeness_listed" in plan(rows[:50])
    assert "using likeness_state" in plan(rows.filter(state="suspected")[:50])


def test_which_kinds_there_are_is_asked_kind_by_kind() -> None:
    for _number in range(3):
        kind = ContentType.objects.get_for_model(Subject)
        pair = [Subject.objects.create(name="piraterie").pk for _one in range(2)]
        Likeness.objects.create(content_type=kind, first_id=pair[0], second_id=pair[1], score=1)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
    with CaptureQueriesContext(connection) as caught:
        choices = filters.KindFilter.lookups(None, None, admin.site._registry[Likeness])  # type: ignore[arg-type]
    assert [model for model, _name in choices] == ["subject"]
    assert len(caught) == 1
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {caught[0]['sql']}")
        told = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Cond: (content_type_id >= django_content_type.id)" in told


@pytest.mark.parametrize("name", VALUES)
def test_annotations_of_a_rare_rule_are_found_by_an_index(name: str) -> None:
    model = Quote._meta.apps.get_model("archive", name)
    assert f"using {name}_rule" in plan(model.objects.filter(rule="rare").order_by())


def test_the_years_above_a_list_are_those_that_have_any() -> None:
    for day in ("2003-12-31", "2005-01-01", "2005-06-30"):
        a_release(published_on=day)
    rows = YearsByIndex(Release)
    assert rows.dates("published_on", "year") == list(Release.objects.dates("published_on", "year"))
    assert [year.year for year in rows.dates("published_on", "year")] == [2003, 2005]
    assert list(rows.filter(pk=0).dates("published_on", "year")) == []
    assert list(rows.dates("published_on", "month")) == list(Release.objects.dates("published_on", "month"))


def test_a_year_is_asked_for_by_an_index() -> None:
    within = Release.objects.filter(published_on__range=("2005-01-01", "2005-12-31")).order_by().values("pk")[:1]
    assert "using release_newest" in plan(within)


@pytest.mark.parametrize("is_large", [False, True])
def test_the_values_to_choose_from_are_those_of_all_rows_or_of_the_latest(
    page: Client, monkeypatch: pytest.MonkeyPatch, is_large: bool
) -> None:
    for rule in ("quote.first", "quote.last"):
        Quote.objects.filter(release=a_full_release()).update(rule=rule)
    monkeypatch.setattr(filters, "LATEST", 1)
    monkeypatch.setattr(filters, "COUNTED_TO", -1 if is_large else 100)
    quotes = reverse("admin:archive_quote_changelist")
    html = page.get(quotes).content.decode()
    assert ("?rule=quote.last" in html, "?rule=quote.first" in html) == (True, not is_large)
    assert len(shown(page, f"{quotes}?rule=quote.first")) == 1
    assert shown(page, f"{quotes}?rule=quote.none") == []


def test_days_are_left_out_of_a_large_list_where_no_index_knows_them(
    page: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_full_release()
    monkeypatch.setattr("archive.admin.scale.DAYS_READ", -1)
    kept = {
        name: page.get(reverse(f"admin:archive_{name}_changelist")).context["cl"].date_hierarchy
        for name in ("release", "event", "source", "quote")
    }
    assert kept == {"release": "published_on", "event": "earliest", "source": None, "quote": None}


def test_what_points_at_a_record_is_counted_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.admin.scale.COUNTED", 1)
    monkeypatch.setattr(counting, "COUNTED", 1)
    subject = Subject.objects.create(name="piraterie")
    counted = []
    for _ in range(3):
        counted.append(counting.capped(Subject.objects.annotate(n=count_of(Mention, "subject")).get(pk=subject.pk).n))
        found(Mention, a_release(), "42 pays", subject=subject)
    assert counted == ["0", "1", "1+"]
