"""A real browser opens every report: no complaint in its console, nothing serious for axe, no page wider than it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from archive.models import Figure, Mention, Quote
from archive.reports.catalogue import REPORTS
from archive.reports.refreshing import refresh
from etl.run import ingest
from tests.browser import chromium
from tests.reports.conftest import SEEDS

SERIOUS = {"serious", "critical"}
PAGES = ["", *(f"{name}/" for name in REPORTS)]


@pytest.fixture
def filled(transactional_db: None) -> None:
    """The seeds, some of whose finds editors judged; read before the browser's event loop forbids it."""
    ingest([SEEDS])
    Quote.objects.filter(kind="direct").update(review="confirmed")
    Figure.objects.filter(unit="jour").update(review="rejected")
    Mention.objects.filter(programme__name="ICSE").update(review="confirmed")
    refresh()


@pytest.fixture
def browser(filled: object, live_server: Any) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()


def opened(browser: Browser, **context: Any) -> tuple[Page, list[str]]:
    """A page, and the list of what its console complains of."""
    page = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context}).new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


@pytest.mark.parametrize(("scheme", "language"), [("light", "fr"), ("dark", "en")])
def test_every_report_is_sound(browser: Browser, live_server: Any, tmp_path: Path, scheme: Any, language: str) -> None:
    page, complaints = opened(browser, color_scheme=scheme, locale=language)
    found: dict[str, list[str]] = {}
    for address in PAGES:
        page.goto(f"{live_server.url}/reports/{address}")
        for details in page.locator("details").all():
            details.evaluate("one => { one.open = true }")
        page.screenshot(path=tmp_path / f"{address.strip('/') or 'index'}.png", full_page=True)
        violations = Axe().run(page).response["violations"]
        found[address] = [f"{one['id']}: {one['nodes'][0]['html']}" for one in violations if one["impact"] in SERIOUS]
    assert {address: problems for address, problems in found.items() if problems} == {}
    assert complaints == []
    assert len(list(tmp_path.glob("*.png"))) == len(PAGES)


def test_every_report_stays_within_a_narrow_window(browser: Browser, live_server: Any, tmp_path: Path) -> None:
    page, complaints = opened(browser, viewport={"width": 320, "height": 700}, locale="fr")
    wide: dict[str, int] = {}
    for address in PAGES:
        page.goto(f"{live_server.url}/reports/{address}")
        page.screenshot(path=tmp_path / f"{address.strip('/') or 'index'}.png", full_page=True)
        wide[address] = page.evaluate("document.documentElement.scrollWidth")
    assert {address: width for address, width in wide.items() if width > 320} == {}
    assert complaints == []


def test_a_reader_chooses_years_and_is_told_what_is_left_out(browser: Browser, live_server: Any) -> None:
    page, complaints = opened(browser, locale="en")
    page.goto(f"{live_server.url}/reports/")
    page.get_by_role("link", name="A figure over time").click()
    expect(page.locator("table.rows tbody tr")).to_have_count(3)
    page.get_by_label("From year").fill("2016")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("table.rows tbody tr")).to_have_count(1)
    expect(page.locator(".counted")).to_contain_text("2 undated rows are left out")
    page.get_by_role("link", name="show them too").click()
    expect(page.locator("table.rows tbody tr")).to_have_count(3)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "claims.csv"
    assert complaints == []
