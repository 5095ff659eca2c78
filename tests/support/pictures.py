"""Pictures that a test run leaves to be looked at, and what is true of every one of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARTIFACTS = Path(__file__).parents[1] / "artifacts"


def keep_picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page, which is no wider than its window."""
    ARTIFACTS.mkdir(exist_ok=True)
    path = ARTIFACTS / f"{name}.jpeg"
    page.screenshot(path=path, full_page=True, type="jpeg", quality=60, animations="disabled")
    size = page.viewport_size
    assert size
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], f"{name} scrolls sideways"
