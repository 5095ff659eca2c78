"""Chromium, through Playwright."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.browser import WatchedPage
from tests.support.engines.engine import CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Chromium:
    """A page of the browser that the other tests have, too.

    Args:
        page: not used yet; it may use the clipboard.
    """

    name = CHROMIUM

    def __init__(self, page: Page) -> None:
        self._page = page
        self._watched = WatchedPage(page)

    def go(self, url: str) -> None:
        self._page.goto(url)

    def run(self, body: str, given: object = None) -> Any:
        return self._page.evaluate(f"async (given) => {{ {body} }}", given)

    def press(self, keys: str) -> None:
        for key in keys:
            self._page.keyboard.press("Enter" if key == "\n" else key)

    def paste(self, text: str) -> None:
        self.run("await navigator.clipboard.writeText(given)", text)
        self._page.keyboard.press("Control+v")

    def problems(self) -> list[str]:
        self.run("")  # what was said before is heard before the answer
        return self._watched.errors
