"""Chromium for tests: one process per session, a fresh profile per test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from tests.support.chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

ARGUMENTS = [
    "--no-sandbox",  # containers run as root
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# The runtime starts in a second on a quiet machine; tests run on busy ones.
TIMEOUT = 30_000
expect.set_options(timeout=TIMEOUT)


class WatchedPage:
    """What a page wrote and asked for while a test ran.

    Args:
        page: The page.
    """

    def __init__(self, page: Page) -> None:
        self.errors: list[str] = []
        self.messages: list[str] = []
        self.urls: list[str] = []
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.context.on("request", lambda request: self.urls.append(request.url))

    def _hear(self, kind: str, text: str) -> None:
        self.messages.append(text)
        if kind == "error":
            self.errors.append(text)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests: the system's, else the one Playwright installed."""
    executable = find_chromium()
    with sync_playwright() as playwright:
        try:
            launched = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        except Error as error:
            pytest.fail(f"No browser to test with: run `make test`, which installs one.\n{error}", pytrace=False)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile: no cache, no storage. It doesn't store the site for use without a network, which takes time."""
    made = browser.new_context(service_workers="block")
    made.set_default_timeout(TIMEOUT)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of a fresh profile."""
    return context.new_page()


@pytest.fixture
def watched(page: Page) -> WatchedPage:
    """What `page` writes to its console, and the addresses it asks for."""
    return WatchedPage(page)
