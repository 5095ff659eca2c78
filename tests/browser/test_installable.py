"""The site as an app: what browsers ask of it, its icons and its colors."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pictures import ICONS
from tests.support.browser import ARGUMENTS
from tests.support.chromium import find_chromium

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

COLORS = "() => [...document.querySelectorAll('meta[name=theme-color]')].map((each) => each.content)"


def test_chromium_offers_to_install_it(browser: Browser, site_url: str, tmp_path: Path) -> None:
    """It has no objection. Private profiles have one to every site, so this profile is in a folder."""
    context = browser.browser_type.launch_persistent_context(tmp_path, executable_path=find_chromium(), args=ARGUMENTS)
    try:
        page = context.new_page()
        page.goto(site_url)
        session = context.new_cdp_session(page)
        assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
        assert session.send("Page.getAppManifest")["errors"] == []
    finally:
        context.close()


def test_the_icons(site_folder: Path) -> None:
    """The manifest names those that are there, each as large as it says, and small on its way."""
    manifest = json.loads((site_folder / "site.webmanifest").read_text(encoding="utf-8"))
    told = {icon["src"]: icon["sizes"] for icon in manifest["icons"] if icon["type"] == "image/png"}
    for name, (size, _, _) in ICONS.items():
        data = (site_folder / "assets" / name).read_bytes()
        assert struct.unpack(">II", data[16:24]) == (size, size)
        assert len(data) < 20_000
        assert told.get(f"assets/{name}", "") in {f"{size}x{size}", ""}
    assert {"192x192", "512x512"} <= set(told.values())
    assert [icon["sizes"] for icon in manifest["icons"] if icon.get("purpose") == "maskable"] == ["512x512"]


def test_the_color_of_the_window(context: BrowserContext, site_url: str) -> None:
    """As the reader's system asks, and then as the reader chose, who hasn't chosen before."""
    page = context.new_page()
    page.emulate_media(color_scheme="dark")
    page.goto(site_url)
    scheme = page.locator("body")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate(COLORS) == ["#16171b"]
    page.get_by_title("Use light colors").click()
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")
    assert page.evaluate(COLORS) == ["#ffffff"]
