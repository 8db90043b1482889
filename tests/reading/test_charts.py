"""Series as charts, each beside a table of the same numbers."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from archive.models import Figure, Indicator, Mention, Programme
from archive.reading.addresses import address
from tests.admin.builders import an_entity, found
from tests.reading.builders import a_dated_release

pytestmark = pytest.mark.django_db
TEXT = "La Ligue des phares, avec FARO, veille sur 42 phares cette année."


def claims(*days_and_values: tuple[str | None, int]) -> Indicator:
    indicator: Indicator = an_entity(Indicator, "phares allumés", unit="phare")
    for day, value in days_and_values:
        found(Figure, a_dated_release(day, TEXT), "42 phares", value=value, unit="phare", indicator=indicator)
    return indicator


def test_claims_are_drawn_by_day_and_the_undated_stand_in_the_table(reader: Client) -> None:
    html = reader.get(address(claims(("2019-04-09", 40), ("2021-05-12", 42), (None, 43)))).content.decode()
    assert html.count('class="dot"') == 2
    assert "phares allumés over time: 2 claims, the highest 42." in html
    assert "2 dated claims drawn" in html
    assert len(re.findall(r"<tr><td>", html)) == 3


def test_a_single_day_is_no_series(reader: Client) -> None:
    assert '<svg class="chart"' not in reader.get(address(claims(("2019-04-09", 40)))).content.decode()


def test_a_part_of_another_figure_and_a_rejected_one_are_not_drawn(reader: Client) -> None:
    indicator = claims(("2019-04-09", 40), ("2020-04-09", 41), ("2021-05-12", 42), ("2022-01-01", 9))
    whole, *_others, last = Figure.objects.order_by("pk")
    Figure.objects.filter(pk=last.pk).update(part_of=whole)
    Figure.objects.filter(value=41).update(review="rejected")
    html = reader.get(address(indicator)).content.decode()
    assert html.count('class="dot"') == 2
    assert len(re.findall(r"<tr><td>", html)) == 3


def test_releases_that_name_a_programme_are_drawn_by_year(reader: Client) -> None:
    programme = an_entity(Programme, "FARO", kind="network")
    for day in ("2019-04-09", "2019-05-01", "2021-02-02", None):
        release = a_dated_release(day, TEXT)
        found(Mention, release, "FARO", programme=programme)
        found(Mention, release, "avec FARO", programme=programme)
    html = reader.get(address(programme)).content.decode()
    assert re.findall(r'<tr><th scope="row">(\w+)</th><td class="number">(\d+)</td>', html) == [
        ("2019", "2"),
        ("2021", "1"),
        ("undated", "1"),
    ]
    assert re.findall(r"<g><title>([^<]*)</title>", html) == [
        "2019 · 2 releases",
        "2020 · 0 releases",
        "2021 · 1 release",
    ]
