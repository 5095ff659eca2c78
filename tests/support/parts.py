"""The live parts of a page, as a reader meets them, and the flow behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Locator, Page

BOOT = 60_000  # milliseconds until the runtime has answered for the first time, on a busy machine

_GIVE = """async (values) => {
  const register = document.querySelector("script[src*='/register.mjs']").src;
  (await import(new URL("flow.mjs", register).href)).flow.set(values, "a test");
}"""


def part(page: Page, name: str) -> Locator:
    """The first part of a kind."""
    return page.locator(f"pkce-{name}").first


def field(page: Page, name: str, wire: str) -> Locator:
    """A field of a part."""
    return part(page, name).locator(f".pkce-form [name={wire}]")


def verdict(page: Page, name: str) -> Locator:
    """What a part says."""
    return part(page, name).locator(".pkce-verdict__text")


def says(page: Page, name: str, text: str) -> None:
    """Wait until a part says this."""
    expect(verdict(page, name)).to_contain_text(text, timeout=BOOT)


def give(page: Page, values: Mapping[str, str]) -> None:
    """Put values into the flow, as another part does, once every part of the page listens."""
    expect(page.locator(":not(:defined)")).to_have_count(0)
    page.evaluate(_GIVE, dict(values))
