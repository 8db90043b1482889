"""A real browser in the admin: it logs in, opens the list, a release and a quote, and hears no complaint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from archive.models import Quote, Release
from tests.admin.builders import QUOTED, a_full_release
from tests.browser import chromium

PASSWORD = "a long password of hers"


@pytest.fixture
def filled(transactional_db: None, administrator: Any) -> tuple[Release, Quote]:
    """A release and its quote, read before the browser's event loop forbids it."""
    release = a_full_release()
    return release, release.quotes.get()


@pytest.fixture
def browser(filled: object, live_server: Any) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()


def log_in(browser: Browser, address: str, **context: Any) -> tuple[Page, list[str]]:
    """Log in as the administrator; give the page and the list of what its console complains of."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}, **context).new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/admin/")
    page.fill("#id_username", "ada")
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    page.wait_for_url(f"{address}/admin/")
    return page, complaints


@pytest.mark.parametrize(("scheme", "language"), [("light", "fr"), ("dark", "en")])
def test_a_newcomer_finds_a_quote_in_its_text(
    filled: tuple[Release, Quote], browser: Browser, live_server: Any, tmp_path: Path, scheme: Any, language: str
) -> None:
    page, complaints = log_in(browser, live_server.url, color_scheme=scheme, locale=language)
    page.screenshot(path=tmp_path / "overview.png", full_page=True)
    page.goto(f"{live_server.url}/admin/archive/release/")
    page.screenshot(path=tmp_path / "list.png", full_page=True)
    page.get_by_role("link", name=re.compile("^Le réseau FARO")).click()
    expect(page.locator("mark.mark-quote").first).to_be_visible()
    page.screenshot(path=tmp_path / "release.png", full_page=True)
    page.locator("mark.mark-quote a").first.click()
    expect(page.locator("blockquote mark")).to_have_text(f"{'citation' if language == 'fr' else 'quote'}: {QUOTED}")
    page.screenshot(path=tmp_path / "quote.png", full_page=True)
    assert complaints == []
    assert len(list(tmp_path.glob("*.png"))) == 4


def test_a_script_in_a_text_never_runs(filled: tuple[Release, Quote], browser: Browser, live_server: Any) -> None:
    page, _complaints = log_in(browser, live_server.url)
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page.goto(f"{live_server.url}/admin/archive/release/{filled[0].pk}/change/")
    expect(page.locator(".release-text")).to_contain_text("<script>alert(1)</script>")
    assert alarms == []


def test_the_speaker_is_chosen_as_one_types(filled: tuple[Release, Quote], browser: Browser, live_server: Any) -> None:
    page, complaints = log_in(browser, live_server.url, locale="en")
    page.goto(f"{live_server.url}/admin/archive/quote/{filled[1].pk}/change/")
    page.locator(".field-organization .select2-selection").click()
    page.locator(".select2-search__field").fill("maritime organisation")
    page.get_by_role("option", name="Organisation maritime du Ponant").click()
    page.locator("[name=_save]").click()
    expect(page.locator(".errorlist").first).to_contain_text("one speaker at most")
    assert complaints == []


def test_a_mark_can_be_reached_and_followed_by_keyboard(
    filled: tuple[Release, Quote], browser: Browser, live_server: Any
) -> None:
    page, _complaints = log_in(browser, live_server.url)
    page.goto(f"{live_server.url}/admin/archive/release/{filled[0].pk}/change/")
    page.locator("mark.mark-quote a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/admin/archive/quote/{filled[1].pk}/change/")


def test_lists_and_texts_stay_within_a_narrow_window(
    filled: tuple[Release, Quote], browser: Browser, live_server: Any
) -> None:
    page, _complaints = log_in(browser, live_server.url)
    page.set_viewport_size({"width": 400, "height": 800})
    page.goto(f"{live_server.url}/admin/archive/release/{filled[0].pk}/change/")
    width = page.evaluate("document.querySelector('.release-text').getBoundingClientRect().right")
    assert width <= 400


@pytest.mark.parametrize(("scheme", "language"), [("light", "fr"), ("dark", "en")])
def test_a_text_is_tried_and_its_marks_explain_themselves_by_keyboard(
    filled: object, browser: Browser, live_server: Any, tmp_path: Path, scheme: Any, language: str
) -> None:
    page, complaints = log_in(browser, live_server.url, color_scheme=scheme, locale=language)
    page.get_by_role("link", name="Essayer un texte" if language == "fr" else "Try a text").click()
    page.screenshot(path=tmp_path / "empty.png", full_page=True)
    page.locator("[name=example]").click()
    mark = page.locator("mark.mark-figure a", has_text="14 pays").first
    expect(mark).to_be_visible()
    page.screenshot(path=tmp_path / "example.png", full_page=True)
    page.locator(".legend").click()
    while page.evaluate("document.activeElement.innerText") != "14 pays":
        page.keyboard.press("Tab")
    said = mark.evaluate("link => getComputedStyle(link, '::after').content")
    assert "14 pays · figure.noun" in said
    page.screenshot(path=tmp_path / "focus.png")
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_have_text("14 pays")
    page.locator("[name=text]").fill("The police seized two tonnes of cocaine at sea, the minister said on Monday.")
    page.locator("input.default").click()
    expect(page.locator("li.warning")).to_contain_text("en")
    page.screenshot(path=tmp_path / "foreign.png", full_page=True)
    assert complaints == []
    assert len(list(tmp_path.glob("*.png"))) == 4


def test_a_long_text_is_pasted_and_its_page_stays_within_a_narrow_window(
    filled: object, browser: Browser, live_server: Any
) -> None:
    page, _complaints = log_in(browser, live_server.url)
    page.set_viewport_size({"width": 400, "height": 800})
    page.goto(f"{live_server.url}/admin/try/")
    lines = [f"Les {number} navires sont rentrés au port de la ville mardi." for number in range(2, 302)]
    page.locator("[name=text]").fill("\n".join(lines))
    page.locator("input.default").click()
    expect(page.locator(".release-text mark.mark-figure").first).to_be_visible()
    assert page.locator(".release-text").evaluate("text => text.getBoundingClientRect().right") <= 400
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_a_note_is_written_beside_the_text_and_its_letters_are_no_keys(
    filled: tuple[Release, Quote], browser: Browser, live_server: Any
) -> None:
    page, complaints = log_in(browser, live_server.url, locale="en")
    screen = f"{live_server.url}/admin/archive/release/{filled[0].pk}/review/"
    page.goto(screen)
    pending = page.locator("#pending").inner_text()
    page.locator(".notes-on > summary").click()
    page.locator("#note_text").press_sequentially("crn: à revoir")
    page.get_by_role("button", name="Write").click()
    page.wait_for_url(f"{screen}#notes")
    page.locator(".notes-on > summary").click()
    expect(page.locator(".note .said")).to_have_text("crn: à revoir")
    expect(page.locator("#pending")).to_have_text(pending)
    assert complaints == []


def test_notes_stand_below_the_form_they_belong_to(
    filled: tuple[Release, Quote], browser: Browser, live_server: Any
) -> None:
    page, _complaints = log_in(browser, live_server.url)
    page.goto(f"{live_server.url}/admin/archive/quote/{filled[1].pk}/change/")
    bottom = page.locator("#content-main").evaluate("form => form.getBoundingClientRect().bottom")
    top = page.locator("#notes h2").evaluate("heading => heading.getBoundingClientRect().top")
    assert top >= bottom
    assert page.locator("#notes h2").evaluate("heading => heading.getBoundingClientRect().height") < 60


def test_the_handbook_is_two_printed_pages(filled: tuple[Release, Quote], browser: Browser, live_server: Any) -> None:
    page, complaints = log_in(browser, live_server.url, locale="fr")
    page.goto(f"{live_server.url}/admin/handbook/")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 2
    assert complaints == []


def test_the_front_page_stays_within_a_narrow_window(
    filled: tuple[Release, Quote], browser: Browser, live_server: Any
) -> None:
    page, complaints = log_in(browser, live_server.url)
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert complaints == []
