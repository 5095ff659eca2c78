"""Somebody who reads the site with a keyboard, in any engine."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.support.engines.engine import PATIENCE

if TYPE_CHECKING:
    from tests.support.engines.engine import Engine

_SEEN = """
    const all = [...document.querySelectorAll(given)].filter((each) => each.checkVisibility());
    return all.map((each) => each.textContent).join("\\n");
"""
_FOCUS = """
    const seen = [...document.querySelectorAll(given)].find((each) => each.checkVisibility());
    seen?.focus();
    seen?.select?.();
    return Boolean(seen) && document.activeElement === seen;
"""
_CHOOSE = """
    const [selector, value] = given;
    const field = document.querySelector(selector);
    field.value = value;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
    return field.value;
"""


class Reader:
    """Finds what is in sight, and uses it.

    Args:
        engine: her browser.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def open(self, url: str) -> None:
        """Open a page, and wait until its live parts listen."""
        self.engine.go(url)
        # Left while its scripts load, a page complains of each that it didn't get.
        self.wait("return document.documentElement.hasAttribute('data-pkce')", None, "its own script runs")
        self.wait("return !document.querySelector(':not(:defined)')", None, "its live parts are there")

    def wait(self, body: str, given: object, what: str) -> None:
        """Wait until a function of the page says true."""
        deadline = time.monotonic() + PATIENCE
        while not self.engine.run(body, given):
            assert time.monotonic() < deadline, f"{self.engine.name}: waited for this in vain: {what}"
            time.sleep(0.1)

    def sees(self, selector: str, text: str) -> None:
        """Wait until a text is in sight."""
        deadline = time.monotonic() + PATIENCE
        while text not in (seen := self.engine.run(_SEEN, selector)):
            assert time.monotonic() < deadline, f"{self.engine.name}: {selector} says {seen!r}, not {text!r}"
            time.sleep(0.1)

    def focus(self, selector: str) -> None:
        """Go to the first that is in sight, and select what stands in it."""
        self.wait(_FOCUS, selector, f"{selector} takes the focus")

    def press(self, selector: str) -> None:
        """Press a button or follow a link, with the keyboard."""
        self.focus(selector)
        self.engine.press("\n")

    def type(self, selector: str, text: str) -> None:
        """Type into a field, key by key, in the place of what stands there."""
        self.focus(selector)
        self.engine.press(text)
        self.wait("return document.activeElement.value === given", text, f"{selector} has {text!r}")

    def enter(self, selector: str, text: str) -> None:
        """Put a long text into a field, as one change."""
        self.focus(selector)
        self.engine.run("document.execCommand('insertText', false, given)", text)

    def choose(self, selector: str, value: str) -> None:
        """Choose in a list."""
        assert self.engine.run(_CHOOSE, [selector, value]) == value

    def value(self, selector: str) -> str:
        """What stands in a field."""
        found: str = self.engine.run("return document.querySelector(given).value", selector)
        return found
