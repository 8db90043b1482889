"""The front page for those who work here: what waits, what came in, what changed, and one's own."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive.admin.intake import WEEKS, weeks
from archive.charts import Bar, Point, bars, points
from archive.curation.history.context import because
from archive.models import Person, Quote, Release, Run
from archive.roles import Role
from tests.admin.builders import a_full_release, a_likeness, a_note, a_proposal, a_quote, a_release, an_entity
from tests.admin.test_lists import pretend_rows
from tests.admin.test_roles import client_of, user_in


def front(page: Client) -> Any:
    response = page.get(reverse("admin:index"))
    assert response.status_code == 200
    return response


def a_run(days_ago: int, **counts: int) -> Run:
    run = Run.objects.create(kind="ingest", parser_version="1", counts=counts)
    Run.objects.filter(pk=run.pk).update(started_at=timezone.now() - timedelta(days=days_ago))
    return run


def fill(administrator: Any) -> None:
    release = a_full_release()
    a_quote(release, words="42 pays")
    a_proposal(release.quotes.order_by("pk")[0])
    a_likeness(release.quotes.order_by("pk")[0].speaker, an_entity(Person, "Aude Kermarec"))
    a_likeness(release, a_release())
    a_note(release, addressed_to=administrator)
    Release.objects.filter(pk=a_release(flags=["several_candidates"]).pk).update(assigned_to=administrator)
    a_run(3, new=4, failed=1)
    with because(user=administrator.pk, reason="relecture"):
        Quote.objects.filter(release=release).update(attribution="Mme Kermarrec")


def test_everything_that_waits_has_a_number_that_leads_to_as_many_rows(page: Client, administrator: Any) -> None:
    fill(administrator)
    context = front(page).context
    names = {tile.name for tile in context["waiting"]}
    assert {"proposals", "possible versions", "likely duplicates", "open questions", "releases to look at"} <= names
    cells = [cell for row in context["kinds"] for cell in row if cell.number != "0"]
    for tile in [*context["waiting"], *cells]:
        assert str(page.get(tile.url).context["cl"].result_count) == tile.number, tile


def test_more_rows_need_no_more_queries(page: Client, administrator: Any) -> None:
    fill(administrator)
    front(page)
    with CaptureQueriesContext(connection) as few:
        front(page)
    for _ in range(3):
        fill(administrator)
    with CaptureQueriesContext(connection) as many:
        front(page)
    assert len(many) == len(few)


def test_large_tables_are_estimated_and_not_read(page: Client, administrator: Any) -> None:
    fill(administrator)
    pretend_rows("archive_quote", 2_000_000)
    with CaptureQueriesContext(connection) as caught:
        context = front(page).context
    assert all(cell.number.startswith("≈") for cell in context["kinds"][0])
    counting = [one["sql"] for one in caught if "archive_quote" in one["sql"] and one["sql"].startswith("SELECT (")]
    assert all("LIMIT" in sql for sql in counting)


def test_weeks_are_counted_from_the_runs(db: None) -> None:
    a_run(0, new=3, changed=1)
    a_run(7, new=5)
    a_run(7, failed=2)
    a_run(400, new=99)
    found = weeks(timezone.localdate())
    assert (len(found), found[-1].new, found[-1].changed) == (WEEKS, 3, 1)
    assert (found[-2].new, found[-2].failed) == (5, 2)
    assert sum(week.new for week in found) == 8


def test_a_run_without_counts_counts_nothing(db: None) -> None:
    a_run(0)
    assert weeks(timezone.localdate())[-1].new == 0


def test_a_runs_failures_stand_out(page: Client) -> None:
    a_run(0, new=2, failed=1)
    html = front(page).content.decode()
    assert '<li class="failed">' in html
    assert "2 new · 1 failed" in html


def test_the_chart_has_a_name_and_its_numbers_stand_beside_it(page: Client) -> None:
    a_run(0, new=2)
    html = front(page).content.decode()
    assert re.search(r'<svg class="chart"[^>]* role="img" aria-label="Documents that came in each week', html)
    assert "The same in numbers" in html


def test_what_people_changed_last_is_told_once_an_act(page: Client, administrator: Any) -> None:
    release = a_full_release()
    a_quote(release, words="42 pays")
    with because(user=administrator.pk, reason="relecture"):
        Quote.objects.filter(release=release).update(attribution="Mme Kermarrec")
    (doing,) = front(page).context["doings"]
    assert (doing.who, doing.kind, doing.count, doing.reason) == ("ada", "Quote", 2, "relecture")


def test_what_machines_and_plain_sql_changed_is_not_told(page: Client) -> None:
    quote = a_quote()
    Quote.objects.filter(pk=quote.pk).update(attribution="Mme Kermarrec")
    with because(run=4):
        Quote.objects.filter(pk=quote.pk).update(attribution="Aude Kermarrec")
    assert front(page).context["doings"] == []


def test_what_is_gone_is_told_without_a_link(page: Client, administrator: Any) -> None:
    person = an_entity(Person, "Aude Kermarrec")
    with because(user=administrator.pk):
        person.delete()
    (doing,) = front(page).context["doings"]
    assert (doing.what, doing.words, doing.url) == ("deleted", "Aude Kermarrec", "")


def test_my_work_is_mine(page: Client, administrator: Any) -> None:
    held, assigned, over, done = (a_release() for _ in range(4))
    now = timezone.now()
    mine = {"assigned_to": administrator}
    Release.objects.filter(pk=held.pk).update(state="in_hand", in_hand_until=now + timedelta(minutes=9), **mine)
    Release.objects.filter(pk=assigned.pk).update(**mine)
    Release.objects.filter(pk=over.pk).update(state="in_hand", in_hand_until=now - timedelta(minutes=1), **mine)
    Release.objects.filter(pk=done.pk).update(state="done", done_at=now, **mine)
    question = a_note(held, addressed_to=administrator)
    a_note(held, addressed_to=user_in(Role.EDITOR, "max"))
    context = front(page).context
    assert {one.pk for one in context["own"]} == {held.pk, assigned.pk}
    assert context["questions"] == [question]


def test_one_button_leads_an_editor_to_the_next_release(page: Client) -> None:
    release = a_full_release()
    assert f'action="{reverse("admin:queue")}"' in front(page).content.decode()
    assert page.post(reverse("admin:queue"))["Location"] == reverse("admin:archive_release_review", args=[release.pk])


def test_a_reader_sees_what_waits_and_cannot_start(db: None) -> None:
    a_full_release()
    html = client_of(user_in(Role.READER)).get(reverse("admin:index")).content.decode()
    assert "releases to read" in html
    assert "Start reviewing" not in html


def test_scripts_in_names_are_text(page: Client, administrator: Any) -> None:
    with because(user=administrator.pk):
        an_entity(Person, "x").delete()
        Person.objects.create(name="<script>alert(1)</script>")
    assert "<script>alert" not in front(page).content.decode()


@pytest.mark.parametrize("values", [[0], [5], [0, 0, 0], [1, 1_000_000]])
def test_bars_stay_within_their_picture(values: list[int]) -> None:
    drawn = str(bars("t", [Bar("", f"{value}", (value, 0, 1)) for value in values], "9"))
    assert all(0 <= float(y) <= 120 for y in re.findall(r' y="([\d.-]+)"', drawn))


@pytest.mark.parametrize("days", [[1], [1, 2, 9], [3, 3]])
def test_points_stay_within_their_picture(days: list[int]) -> None:
    found = [Point(date(2020, 1, day), float(day - 5), "told", upper=day + 1.0) for day in days]
    drawn = str(points("t", found, "9"))
    assert all(0 <= float(y) <= 120 for y in re.findall(r'c[xy]="([\d.]+)"', drawn) if float(y) > 120) or "cy" in drawn
    assert "nan" not in drawn


def test_a_chart_tells_its_words_as_text() -> None:
    assert "<b>" not in str(points("t", [Point(date(2020, 1, 1), 1.0, "<b>")], "<b>"))
