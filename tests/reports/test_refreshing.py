"""The stored sums follow the archive: after a run, by command, by a worker."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from archive.models import Quote
from archive.reports import refreshing
from archive.reports.refreshing import is_outdated, refresh, refreshed
from archive.reports.schema import drop, stored
from etl.jobs import REFRESH, defer_once, refresh_after_run, refresh_outdated, refresh_reports
from etl.run import ingest
from tests.reports.conftest import SEEDS, Ask

pytestmark = pytest.mark.django_db
QUOTES = "SELECT coalesce(sum(quotes), 0) FROM report.voices"


def reject_all() -> None:
    for quote in Quote.objects.all():
        quote.review = "rejected"
        quote.save()


def test_an_ingest_ends_with_fresh_sums(ask: Ask) -> None:
    assert ask(QUOTES) == [(0,)]
    ingest([SEEDS])
    assert ask(QUOTES) == [(12,)]


def test_an_ingest_that_changes_nothing_refreshes_nothing(seeds: None) -> None:
    before = refreshed()
    ingest([SEEDS])
    assert refreshed() == before


def test_rejected_quotes_are_in_no_sum_and_at_once_in_no_list(seeds: None, ask: Ask, fresh: Callable[[], bool]) -> None:
    reject_all()
    assert ask("SELECT count(*) FROM report.quotes") == [(0,)]
    fresh()
    assert ask(QUOTES) == [(0,)]
    assert ask("SELECT count(*) FROM report.speakers") == [(0,)]


def test_rejected_figures_are_at_once_nowhere(seeds: None, ask: Ask) -> None:
    ask("UPDATE archive_figure SET review = 'rejected' RETURNING id")
    assert ask("SELECT count(*) FROM report.claims") == [(0,)]
    assert ask("SELECT count(countries), count(delegates) FROM report.assemblies") == [(0, 0)]


def test_the_command_refreshes_and_says_so(seeds: None, ask: Ask) -> None:
    reject_all()
    out = io.StringIO()
    call_command("refresh-reports", stdout=out)
    assert ask(QUOTES) == [(0,)]
    assert "what the archive holds now" in out.getvalue()


def test_the_command_makes_views_that_are_missing(ask: Ask) -> None:
    drop()
    call_command("refresh-reports", stdout=io.StringIO())
    assert ask(QUOTES) == [(0,)]


def test_a_refresh_that_began_after_it_was_asked_for_is_not_done_again(
    seeds: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = timezone.now()
    assert refresh()
    monkeypatch.setattr(refreshing.timezone, "now", lambda: asked)
    assert not refresh()


def test_every_stored_view_can_be_refreshed_beside_readers(ask: Ask) -> None:
    unique = ask(
        "SELECT DISTINCT i.indrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "
        "WHERE c.relnamespace = 'report_stored'::regnamespace AND i.indisunique AND i.indpred IS NULL ORDER BY 1"
    )
    assert [name for (name,) in unique] == sorted(stored())


def test_sums_are_outdated_once_the_desk_changes_something(seeds: None) -> None:
    assert not is_outdated()
    reject_all()
    assert is_outdated()


def test_a_worker_refreshes_what_the_desk_changed(seeds: None, ask: Ask) -> None:
    reject_all()
    refresh_outdated(0)
    assert ask(QUOTES) == [(0,)]


def test_a_worker_refreshes_after_its_run_once(seeds: None, ask: Ask) -> None:
    reject_all()
    defer_once(REFRESH)
    defer_once(REFRESH)
    assert ProcrastinateJob.objects.filter(task_name="refresh_reports").count() == 1
    refresh_reports()
    assert ask(QUOTES) == [(0,)]


def test_where_there_are_workers_a_run_leaves_it_to_them(seeds: None, ask: Ask) -> None:
    ask("SELECT procrastinate_register_worker_v1()")
    reject_all()
    refresh_after_run(somebody_waits=False)
    assert ask(QUOTES) == [(12,)]
    assert ProcrastinateJob.objects.filter(task_name="refresh_reports").exists()


def test_nobody_waits_before_a_page_for_sums_that_take_long(seeds: None, ask: Ask) -> None:
    ask("UPDATE report_stored.refreshed SET finished_at = began_at + interval '1 minute' RETURNING 1")
    reject_all()
    refresh_after_run(somebody_waits=True)
    assert ask(QUOTES) == [(12,)]
    refresh_after_run(somebody_waits=False)
    assert ask(QUOTES) == [(0,)]
