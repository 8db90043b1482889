"""A real browser on the review screen; its keys are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from archive.models import Release
from tests.admin.test_browser import log_in
from tests.browser import chromium


@pytest.fixture
def chromium_browser(transactional_db: None, administrator: Any, live_server: Any) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()


class Desk:
    """An editor who is logged in, at the keyboard; every key that they press is counted."""

    def __init__(self, browser: Browser, url: str, **context: Any) -> None:
        self.url = url
        self.page, self.complaints = log_in(browser, url, **{"locale": "en", **context})
        self.pressed = 0

    def open(self, release: Release, query: str = "") -> Page:
        self.page.goto(f"{self.url}/admin/archive/release/{release.pk}/review/{query}")
        return self.page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    @property
    def pending(self) -> int:
        return int(self.page.locator("#pending").inner_text())


@pytest.fixture
def desk(chromium_browser: Browser, live_server: Any) -> Callable[..., Desk]:
    return lambda **context: Desk(chromium_browser, live_server.url, **context)


def meanwhile(act: Callable[[], Any]) -> Any:
    """Ask or change the database while the browser is open: its event loop forbids that in the test's own thread."""

    def run() -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        return other.submit(run).result()
