"""The pages and downloads of the reports."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from archive.models import Figure, Indicator, Person, Release
from archive.reports import downloads, drawing
from archive.reports.asking import columns
from archive.reports.catalogue import REPORTS, TOPICS
from archive.reports.contract import promised_contract
from archive.reports.refreshing import refresh
from archive.reports.report import Words
from archive.reports.wording import HEADINGS
from tests.admin.builders import a_quote, a_release, found
from tests.reports.conftest import Ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(settings: Any) -> Client:
    """A client that reads English, and logs in as nobody."""
    return Client(headers={"accept-language": "en"})


def html(page: Client, address: str) -> str:
    answer = page.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def table(page: Client, address: str) -> list[list[str]]:
    """Words of the cells of the page's rows."""
    rows = re.findall(r"<tr>(.*?)</tr>", html(page, address).split('<table class="rows">')[1], re.S)[1:]
    return [
        [re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r"<td.*?>(.*?)</td>", row, re.S)] for row in rows
    ]


def download(page: Client, address: str) -> bytes:
    answer: Any = page.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def a_claim(value: int, words: str, day: str | None, **fields: Any) -> Figure:
    """A claim of the same indicator in a release of its own, or in one that is given."""
    indicator, _made = Indicator.objects.get_or_create(name="marins secourus")
    release = fields.pop("release", None) or a_release(f"Le réseau a secouru {words}.", published_on=day)
    figure: Figure = found(Figure, release, words, value=value, unit="marin", indicator=indicator, **fields)
    return figure


def test_every_report_shows_columns_that_its_view_has() -> None:
    for report in REPORTS.values():
        named = {*report.columns, *(one.column for one in report.filters), *([report.dated] if report.dated else [])}
        assert named - {"signs"} <= columns(report).keys(), report.view
        assert set(report.columns) <= HEADINGS.keys()


def test_every_view_but_that_of_refreshes_has_a_page() -> None:
    assert {report.view for report in REPORTS.values()} == promised_contract().keys() - {"refreshed"}


@pytest.mark.usefixtures("seeds")
def test_every_report_has_a_page_with_its_chart_and_table(page: Client) -> None:
    assert all(str(topic.title) in html(page, "/reports/") for topic in TOPICS)
    for name, report in REPORTS.items():
        shown = html(page, f"/reports/{name}/")
        assert f"report.{report.view}" in shown
        nothing_there = report.view == "duplicates" or (
            report.chart is not None and "precision" in report.chart.measures
        )
        assert ('<svg class="chart"' in shown) == (report.chart is not None and not nothing_there), name
        assert ('<table class="rows">' in shown) == (report.view != "duplicates"), name


@pytest.mark.usefixtures("seeds")
def test_the_page_of_a_figure_shows_its_claims_with_the_undated_ones(page: Client) -> None:
    rows = table(page, "/reports/claims/")
    assert [(row[0], row[3]) for row in rows] == [("21 November 2016", "190"), ("undated", "190"), ("undated", "196")]


@pytest.mark.usefixtures("seeds")
def test_the_most_quoted_stands_first(page: Client) -> None:
    assert table(page, "/reports/speakers/")[0][0] == "Jürgen Stock"


@pytest.mark.usefixtures("seeds")
def test_years_say_how_many_undated_rows_they_leave_out(page: Client) -> None:
    shown = html(page, "/reports/claims/?from=2016&to=2016")
    assert "One row" in shown
    assert "2 undated rows are left out" in shown
    assert "undated=1" in shown
    assert len(table(page, "/reports/claims/?from=2016&to=2016&undated=1")) == 3


@pytest.mark.usefixtures("seeds")
def test_the_columns_of_a_chart_hold_the_undated_too(page: Client, ask: Ask) -> None:
    shown = html(page, "/reports/coverage/")
    assert "undated – releases: 3" in shown
    assert ask("SELECT count(*) FROM archive_release WHERE published_on IS NULL") == [(3,)]


@pytest.mark.parametrize(("given", "count"), [("stock", 1), ("STOCK", 1), ("jurgen", 1), ("%", 0), ("xyz", 0)])
@pytest.mark.usefixtures("seeds")
def test_words_are_found_whatever_their_case_and_accents(page: Client, given: str, count: int) -> None:
    shown = html(page, f"/reports/speakers/?name={given.replace('%', '%25')}")
    assert ("One row" in shown) == (count == 1)
    assert ("No row meets" in shown) == (count == 0)


def test_a_wrong_year_is_told_and_not_taken(page: Client) -> None:
    shown = html(page, "/reports/coverage/?from=long+ago")
    assert "Enter a whole number." in shown
    assert page.get("/reports/coverage.csv?from=long+ago").status_code == 400


def test_there_is_no_other_report(page: Client) -> None:
    assert page.get("/reports/nothing/").status_code == 404
    assert page.get("/reports/nothing.csv").status_code == 404


def test_jumps_and_contradictions_are_marked(page: Client) -> None:
    a_claim(100, "100 marins", "2020-01-01")
    a_claim(110, "110 marins", "2021-01-01")
    a_claim(250, "250 marins", "2022-01-01")
    a_claim(260, "260 marins", "2022-01-01")
    a_claim(255, "plus de 255 marins", "2022-01-01", qualifier="plus de")
    refresh()
    signs = [(row[3], row[8]) for row in table(page, "/reports/claims/")]
    other = "contradicts another of the day"
    assert signs == [("100", "–"), ("110", "–"), ("250", f"jump · {other}"), ("260", other), ("255", other)]
    assert [row[3] for row in table(page, "/reports/claims/?is_jump=on")] == ["250"]


def test_of_very_many_claims_the_months_are_drawn(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "ONE_BY_ONE", 2)
    a_claim(100, "100 marins", "2020-01-01")
    a_claim(110, "110 marins", "2020-01-20")
    a_claim(120, "120 marins", "2021-05-01")
    refresh()
    shown = html(page, "/reports/claims/")
    assert "the lowest and the highest of each month" in shown
    assert shown.count("<circle") == 2
    assert shown.count('class="range"') == 2


def test_a_contradiction_within_one_release_is_marked_and_parts_are_none(page: Client) -> None:
    release = a_release("Les équipes ont secouru 100 marins, puis 140 marins, dont 12 marins blessés.")
    whole = a_claim(100, "100 marins", None, release=release)
    a_claim(140, "140 marins", None, release=release)
    a_claim(12, "12 marins", None, release=release, part_of=whole)
    refresh()
    signs = [row[8] for row in table(page, "/reports/claims/")]
    assert signs == ["contradicts its release", "contradicts its release", "–"]


def test_figures_that_qualifiers_reconcile_do_not_contradict_each_other(ask: Ask) -> None:
    a_claim(800, "plus de 800 marins", "2022-01-01", qualifier="plus de")
    a_claim(850, "850 marins", "2022-01-01")
    a_claim(900, "moins de 900 marins", "2022-01-01", qualifier="moins de")
    a_claim(840, "environ 840 marins", "2022-01-01", qualifier="environ")
    refresh()
    assert ask("SELECT count(*) FROM report.claims WHERE contradicts_day") == [(0,)]


def test_reported_words_are_counted_apart(ask: Ask) -> None:
    speaker = Person.objects.create(name="Aude Kermarrec", gender="female")
    release = a_release(published_on="2021-05-12")
    a_quote(release, speaker=speaker, kind="direct", text="un deux trois")
    a_quote(release, speaker=speaker, kind="indirect", words="Mme Kermarrec", text="quatre cinq")
    refresh()
    sums = "SELECT quotes, words, reported, reported_words FROM report.speakers WHERE kind = 'person'"
    assert ask(sums) == [(1, 3, 1, 2)]


@pytest.mark.usefixtures("seeds")
def test_only_the_confirmed_is_one_click_where_there_are_annotations(page: Client) -> None:
    Figure.objects.filter(indicator__name__startswith="pays membres", value=196).update(review="confirmed")
    assert [row[3] for row in table(page, "/reports/claims/?confirmed=1")] == ["196"]
    assert "not only what is confirmed" in html(page, "/reports/speakers/?confirmed=1")


@pytest.mark.usefixtures("seeds")
@pytest.mark.parametrize("name", REPORTS)
def test_downloads_hold_what_the_view_holds(page: Client, ask: Ask, name: str) -> None:
    report = REPORTS[name]
    every = (
        "?indicator_id=" if name.startswith("claims") else "?kind=person" if report.view.startswith("speakers") else ""
    )
    where = " WHERE kind = 'person'" if "person" in every else ""
    ((count,),) = ask(f"SELECT count(*) FROM report.{report.view}{where}")
    lines = list(csv.DictReader(io.StringIO(download(page, f"/reports/{name}.csv{every}").decode("utf-8-sig"))))
    objects = json.loads(download(page, f"/reports/{name}.json{every}"))
    sheet = load_workbook(io.BytesIO(download(page, f"/reports/{name}.xlsx{every}"))).active
    assert len(lines) == len(objects) == sheet.max_row - 1 == count
    names = list(columns(report))
    assert [cell.value for cell in sheet[1]] == names
    assert all(list(one) == names for one in (*lines, *objects))


@pytest.mark.usefixtures("seeds")
def test_downloads_obey_the_filters_of_the_page(page: Client) -> None:
    objects = json.loads(download(page, "/reports/claims.json?from=2016&to=2016"))
    assert [(one["day"], one["value"]) for one in objects] == [("2016-11-21", 190)]


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A1", "+1+1", "-2", "@SUM(A1)", "\t=1"])
def test_nothing_that_is_downloaded_is_run_by_a_spreadsheet(page: Client, name: str) -> None:
    Release.objects.filter(pk=a_release().pk).update(title=name)
    harmless = name if name == "-2" else f"'{name}"
    (line,) = csv.DictReader(io.StringIO(download(page, "/reports/releases.csv").decode("utf-8-sig")))
    assert line["title"] == harmless
    sheet = load_workbook(io.BytesIO(download(page, "/reports/releases.xlsx"))).active
    title = sheet.cell(2, 1 + list(columns(REPORTS["releases"])).index("title"))
    assert (title.value, title.data_type) == (harmless, "s")


def test_a_workbook_that_would_be_too_large_is_refused(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "SHEET", 2)
    for _number in range(3):
        a_release()
    answer = page.get("/reports/releases.xlsx")
    assert answer.status_code == 400
    assert "take CSV or JSON" in answer.content.decode()
    assert len(json.loads(download(page, "/reports/releases.json"))) == 3


def test_a_name_is_words_and_no_markup(page: Client) -> None:
    speaker = Person.objects.create(name="<script>alert(1)</script>")
    a_quote(speaker=speaker)
    refresh()
    shown = html(page, "/reports/speakers/")
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_pages_are_turned(page: Client) -> None:
    for _number in range(53):
        a_release()
    assert len(table(page, "/reports/releases/")) == 50
    assert 'rel="next" href="/reports/releases/?page=2"' in html(page, "/reports/releases/")
    assert len(table(page, "/reports/releases/?page=2")) == 3


def test_filters_of_words_are_about_words() -> None:
    for report in REPORTS.values():
        for one in report.filters:
            assert not isinstance(one, Words) or columns(report)[one.column] == "text", report.view


def test_reading_is_asked_to_log_in_where_it_is_not_public(page: Client, settings: Any) -> None:
    settings.ARCHIVE_PUBLIC_READ = False
    for address in ("/reports/", "/reports/claims/", "/reports/claims.csv"):
        assert page.get(address).status_code == 302
