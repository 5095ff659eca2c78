"""The site inside a frame of another page: its parts take no input, and lead to the page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.support.landing import ERROR
from tests.support.server import SiteServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext

SENTENCE = "Nothing can be entered here, because another page shows this page in a frame. Open the page itself."
CONTROLS = ":is(pkce-answer, pkce-check, pkce-authorize, pkce-response) :is(input, textarea, select, button)"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[SiteServer]:
    """Another site on this machine."""
    with SiteServer(tmp_path) as server:
        yield server


@pytest.mark.parametrize("path", ["", "quickstart/", "workbench/"])
def test_in_a_frame(context: BrowserContext, site_url: str, elsewhere: SiteServer, path: str) -> None:
    """Every control is off and each part says why; what is pasted is ignored, and no Python is loaded."""
    (elsewhere.directory / "index.html").write_text(f'<iframe src="{site_url}{path}" width=1000 height=700></iframe>')
    page = context.new_page()
    asked = list[str]()
    context.on("request", lambda request: asked.append(request.url))
    page.goto(elsewhere.url)
    framed = page.frame_locator("iframe")
    said = framed.locator(".pkce-framed")
    expect(said.first).to_have_text(SENTENCE)
    expect(framed.locator(CONTROLS).first).to_be_attached()
    expect(framed.locator(f"{CONTROLS}:enabled")).to_have_count(0)
    assert said.count() == framed.locator(":not(:defined)").filter(has=framed.locator("> .pkce-framed")).count()
    framed.locator("body").evaluate(
        """(body, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        ERROR,
    )
    page.wait_for_timeout(300)
    assert not [url for url in asked if url.endswith(".wasm")]
    with context.expect_page() as opened:
        framed.locator(".pkce-framed:visible").first.get_by_role("link").click()
    expect(opened.value.locator(".pkce-framed")).to_have_count(0)
    expect(opened.value.locator(f"{CONTROLS}:enabled").first).to_be_attached()
    assert opened.value.url == f"{site_url}{path}"


def test_what_instant_navigation_brings_into_a_frame(
    context: BrowserContext, site_url: str, elsewhere: SiteServer
) -> None:
    """A page that the reader goes on to inside the frame refuses too."""
    (elsewhere.directory / "index.html").write_text(
        f'<iframe src="{site_url}glossary/" width=1300 height=700></iframe>'
    )
    page = context.new_page()
    page.goto(elsewhere.url)
    framed = page.frame_locator("iframe")
    framed.get_by_role("navigation", name="Tabs").get_by_role("link", name="Quickstart").click()
    expect(framed.locator(".pkce-framed").first).to_have_text(SENTENCE)
    expect(framed.locator(f"{CONTROLS}:enabled")).to_have_count(0)
