"""Lists of many rows: which rows they show, how they count, and by which index they go."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.urls import reverse

from archive.admin import scale
from archive.models import Quote, Release
from archive.presentation.counting import EstimatingPaginator
from tests.admin.builders import a_full_release

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
    monkeypatch.setattr(scale, "COUNTED_TO", 2)
    assert EstimatingPaginator(rows, 2).count >= 3
    assert EstimatingPaginator(rows.none(), 2).count == 0
