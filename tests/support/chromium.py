"""Which Chromium the tests use. The setup asks the same question, so what it accepts is what the tests launch."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright


def find_chromium() -> str | None:
    """The system's Chromium or Chrome, else the one that Playwright downloaded before, else None."""
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.exists() else None
