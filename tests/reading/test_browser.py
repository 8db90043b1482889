"""A real browser at the pages for readers: no complaint, nothing serious found by axe-core, no need of a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from archive.curation.decidable import ANNOTATIONS, ENTITIES
from archive.models import Event, Organization, Person, Programme, Release
from archive.reading.addresses import address, list_address
from tests.admin.builders import a_full_release
from tests.browser import chromium
from tests.reading.builders import make_hostile

GRAVE = {"serious", "critical"}


@pytest.fixture
def paths(transactional_db: None) -> list[str]:
    """One page of each sort, of an archive in which a name is a script."""
    a_full_release()
    a_full_release()
    make_hostile(Person, Programme, Event, Organization)
    records = [apps.get_model("archive", kind).objects.order_by("pk").first() for kind in (*ENTITIES, *ANNOTATIONS)]
    lists = [list_address(kind) for kind in ("release", *ENTITIES)]
    release = address(Release.objects.order_by("pk")[0])
    searches = [
        "/search/?q=reseau&year=2021",
        "/search/?q=marins&kind=quotes",
        "/search/?q=kermarrec",
        "/search/?q=zzz",
    ]
    return [release, "/", *lists, *searches, *map(address, records), "/countries/FR/", f"{release}?confirmed=1"]


@pytest.fixture
def browser(paths: object, live_server: Any) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=live_server.url, locale="fr", viewport={"width": 1280, "height": 900})
    yield made
    made.close()


def listening(context: BrowserContext) -> tuple[Page, list[str]]:
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    return page, heard


def grave(page: Page) -> list[str]:
    """What axe-core finds serious or worse, by light and by dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += [
            f"{page.url} {scheme} {one['id']} {one['nodes'][0]['html']}"
            for one in Axe().run(page).response["violations"]
            if one["impact"] in GRAVE
        ]
    return found


def test_every_page_opens_without_complaint_and_can_be_read_by_all(paths: list[str], context: BrowserContext) -> None:
    page, heard = listening(context)
    found = []
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found += grave(page)
    assert found == []
    assert heard == []


def test_no_page_is_wider_than_a_phone(paths: list[str], context: BrowserContext) -> None:
    page, _heard = listening(context)
    page.set_viewport_size({"width": 320, "height": 700})  # 1280 at 400 %
    wide = {}
    for path in paths:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width
    assert wide == {}


def test_marks_are_switched_off_without_a_script(paths: list[str], browser: Browser, live_server: Any) -> None:
    page = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="en").new_page()
    page.goto(paths[0])
    mark = page.locator(".release-text .mark-quote").first
    expect(mark).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    page.get_by_label("Quote", exact=False).first.uncheck()
    expect(mark).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_a_reader_goes_by_keyboard_from_the_skip_link_to_a_mark_and_its_citation(
    paths: list[str], context: BrowserContext
) -> None:
    page, heard = listening(context)
    page.goto(paths[0])
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.locator(".release-text .mark-quote a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".citation")).to_contain_text("SHA-256")
    assert heard == []


def test_only_confirmed_is_one_click_and_the_language_another(paths: list[str], context: BrowserContext) -> None:
    page, heard = listening(context)
    page.goto(paths[0])
    page.get_by_role("link", name="N’afficher que ce qui est confirmé").first.click()
    expect(page.locator(".only")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.locator(".only")).to_contain_text("Only what an editor confirmed is shown.")
    assert heard == []


def test_a_printed_release_has_text_and_source_but_no_way_about(
    paths: list[str], context: BrowserContext, tmp_path: Path
) -> None:
    page, _heard = listening(context)
    page.goto(paths[0])
    page.emulate_media(media="print")
    for gone in (".masthead-search", ".sections", ".legend"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator(".release-text")).to_be_visible()
    expect(page.get_by_text("SHA-256").first).to_be_visible()
    assert page.pdf(path=tmp_path / "release.pdf", prefer_css_page_size=True).startswith(b"%PDF")
