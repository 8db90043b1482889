"""Pages of what is named or claimed very often: counted from indexes, and drawn from what the reports summed up."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from archive.models import Figure, Indicator, Mention, Participation, Programme, Quote, Tenure
from archive.reading import programme as module
from archive.reading.entities import mentions_of
from archive.reading.indicator import drawn_of
from archive.reading.newest import FEW
from archive.reading.programme import by_year
from archive.reading.visible import Visible
from archive.reports.refreshing import refresh
from tests.admin.builders import a_release, found

pytestmark = pytest.mark.django_db
EVERYTHING, CONFIRMED = Visible(), Visible(confirmed=True)


def plan(rows: QuerySet[Any]) -> str:
    """How PostgreSQL would count so many, were there a million: with so few it would read the table."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        sql, params = rows.order_by().values("pk")[: FEW + 1].query.sql_with_params()
        cursor.execute(f"EXPLAIN SELECT count(*) FROM ({sql}) AS few", params)
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize("visible", [EVERYTHING, CONFIRMED])
@pytest.mark.parametrize(
    ("model", "column"),
    [
        *((Mention, name) for name in ("person", "organization", "event", "programme", "subject")),
        *((Figure, name) for name in ("indicator", "quote", "event", "programme", "part_of")),
        *((Quote, name) for name in ("speaker", "organization", "role")),
        *((Participation, name) for name in ("person", "organization")),
    ],
)
def test_what_points_at_a_record_is_counted_in_an_index(model: Any, column: str, visible: Visible) -> None:
    rows = visible.of(model.objects.filter(**{f"{column}_id": 1}))
    assert f"Index Only Scan using {model._meta.model_name}_{column}" in plan(rows)


@pytest.mark.parametrize("model", [Mention, Participation])
def test_what_points_at_a_country_is_counted_in_an_index(model: Any) -> None:
    rows = EVERYTHING.of(model.objects.filter(country_code="FR"))
    assert f"Index Only Scan using {model._meta.model_name}_country_code" in plan(rows)


def test_terms_are_found_among_few() -> None:
    assert "tenure_term" in plan(Tenure.objects.filter(person__in=[1, 2], office__in=[3, 4], term__isnull=False))


def a_programme(*days: str | None) -> Programme:
    programme = Programme.objects.create(name="I-24/7")
    for day in days:
        found(Mention, a_release(published_on=day), "42 pays", programme=programme)
    refresh()
    return programme


@pytest.mark.parametrize("visible", [EVERYTHING, CONFIRMED])
def test_years_that_the_reports_summed_up_are_those_that_a_page_counts(
    monkeypatch: pytest.MonkeyPatch, visible: Visible
) -> None:
    programme = a_programme("2019-04-09", None, "2016-11-21", "2019-05-01")
    if visible.confirmed:
        mentions_of("programme", programme).update(review="confirmed")
    counted = by_year("programme", programme, visible)
    assert counted["per_year"] == [(2016, 1), (2019, 2), (None, 1)]
    assert not counted["per_year_is_summed"]
    assert not counted["per_year_is_part"]
    monkeypatch.setattr(module, "LIVE", 3)
    many = by_year("programme", programme, visible)
    assert many["per_year_is_summed"] is not visible.confirmed
    assert many["per_year_is_part"] is visible.confirmed
    if not visible.confirmed:
        assert many["per_year"] == counted["per_year"]


def test_the_claims_that_the_reports_know_are_drawn_alike() -> None:
    indicator = Indicator.objects.create(name="marins secourus")
    for day, period in (("2019-04-09", None), (None, None), ("2016-11-21", "2021"), ("2020-01-01", None)):
        found(Figure, a_release(published_on=day), "42 pays", value=42, indicator=indicator, period=period)
    refresh()
    rejected = Figure.objects.order_by("-pk").first()
    Figure.objects.filter(pk=rejected.pk).update(review="rejected")  # type: ignore[union-attr]
    seen = EVERYTHING.of(Figure.objects.filter(indicator=indicator))
    few, many = (drawn_of(seen, indicator, EVERYTHING, is_many) for is_many in (False, True))
    assert [str(one.day) for one in few] == ["2021-12-31", "2019-04-09"]
    assert many == few
