"""What a test asks of a browser, whatever engine it has."""

from __future__ import annotations

from typing import Any, Protocol

CHROMIUM, FIREFOX, WEBKIT = "Chromium", "Firefox", "WebKitGTK"
ENGINES = (CHROMIUM, FIREFOX, WEBKIT)
PATIENCE = 60.0
"""Seconds until an engine that doesn't answer counts as broken, on a busy machine."""


class EngineError(Exception):
    """The engine could not be started, or did not do what it was told."""


class Engine(Protocol):
    """One page in one browser.

    Attributes:
        name: one of `ENGINES`.
    """

    name: str

    def go(self, url: str) -> None:
        """Open an address, and wait until it is loaded."""

    def run(self, body: str, given: object = None) -> Any:
        """Run the body of an asynchronous function in the page; what it returns, which JSON can hold.

        Args:
            body: reads its argument as `given`.
            given: anything that JSON can hold.
        """

    def press(self, keys: str) -> None:
        """Press a key for each character where the focus is. A line feed is the Enter key."""

    def paste(self, text: str) -> None:
        """Put a text into the clipboard, and press Ctrl+V."""

    def problems(self) -> list[str]:
        """The errors in the console until now, with those of the policy and of what was thrown."""
