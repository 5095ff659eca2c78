"""The quickstart and the workbench as other readers have them: on a tablet, on a large screen, on paper, with large
text, without motion and without JavaScript. The pictures stay in tests/artifacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.support.browser import ARGUMENTS
from tests.support.chromium import find_chromium
from tests.support.parts import BOOT, field, give, part
from tests.support.pictures import keep_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PAGES = {"quickstart": "quickstart/", "workbench": "workbench/"}
TAMPER_PAGE = ("how-it-works", "how-it-works/", 1)
VERIFIER = "a-verifier-of-my-own_with.43~characters-0123"
SECRET = "a-secret-of-my-own"
MOVING = """() => document.getAnimations()
  .filter(({ playState, effect }) => playState === "running" && effect.target.closest(".pkce-panel")).length"""
TEXTS = ".pkce-panel :is(p, span, code, pre, button, summary, label, textarea, li)"
CUT_OFF = """(texts) => [...document.querySelectorAll(texts)].filter((each) => {
  const boxed = each.checkVisibility() && getComputedStyle(each).display !== "inline";
  return boxed && !each.closest(".pkce-status") && each.scrollWidth > each.clientWidth + 1;
}).map((each) => each.outerHTML.slice(0, 200))"""


@pytest.fixture
def page_with_large_text(browser: Browser) -> Iterator[Page]:
    """A page of a reader whose browser is told to write twice as large; style sheets ask for its size in `em`."""
    large = [*ARGUMENTS, "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"]
    other = browser.browser_type.launch(executable_path=find_chromium(), args=large)
    yield other.new_page(reduced_motion="reduce")
    other.close()


def nothing_is_cut_off(page: Page) -> None:
    """Every text of the parts wraps inside its own box."""
    assert page.evaluate(CUT_OFF, TEXTS) == []


@pytest.mark.parametrize("width", [768, 1920])
@pytest.mark.parametrize("name", PAGES)
def test_other_screens(page: Page, site_url: str, name: str, width: int) -> None:
    """Nothing is wider than the window, and no text of a part is cut off."""
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(site_url + PAGES[name])
    expect(page.locator(".pkce-verdict__text").first).to_be_visible()
    keep_picture(page, f"{name}-{width}")
    nothing_is_cut_off(page)


@pytest.mark.parametrize(("name", "width"), [("quickstart", 1280), ("workbench", 640)])
def test_text_twice_as_large(page_with_large_text: Page, site_url: str, name: str, width: int) -> None:
    """With 200 % text nothing is cut off or lost: not on a desktop screen, and not in half of one (WCAG 1.4.4)."""
    page = page_with_large_text
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_url + PAGES[name])
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 32
    keep_picture(page, f"{name}-large-text-{width}")
    nothing_is_cut_off(page)


@pytest.mark.parametrize("name", PAGES)
def test_on_paper(browser: Browser, site_url: str, name: str) -> None:
    """Paper is white and has no controls and no folded example; the reader's own values are there."""
    page = browser.new_page(
        color_scheme="dark", reduced_motion="reduce", viewport={"width": 794, "height": 1123}, service_workers="block"
    )
    page.goto(site_url + PAGES[name])
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(media="print")
    keep_picture(page, f"{name}-print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator(":is(.pkce-panel, .md-header) :is(button, textarea, select):visible")).to_have_count(0)
    expect(page.locator(".pkce-example:visible, .pkce-privacy:visible")).to_have_count(0)
    expect(page.locator(".pkce-verdict__text:visible")).to_have_count(page.locator(".pkce-verdict__text").count())

    give(page, {"code_verifier": VERIFIER, "client_id": "my-client", "client_secret": SECRET})
    for own in ("check", "credentials"):
        expect(part(page, own).locator(".pkce-result")).not_to_have_attribute("data-state", "loading", timeout=BOOT)
        expect(part(page, own).locator(".pkce-example")).to_be_hidden()
    expect(field(page, "check", "code_verifier")).to_be_visible()
    expect(field(page, "check", "code_verifier")).to_have_value(VERIFIER)
    expect(field(page, "credentials", "client_secret")).to_have_attribute("type", "password")
    keep_picture(page, f"{name}-print-own")
    expect(page.locator(".pkce-panel button:visible")).to_have_count(0)
    page.close()


def test_without_motion(browser: Browser, site_url: str) -> None:
    """A part that waits for Python moves nothing when the reader wants no motion; for others its sign breathes."""
    page = browser.new_page(reduced_motion="reduce", service_workers="block")
    page.route("**/*.wasm", lambda _: None)  # Python never comes
    page.goto(f"{site_url}workbench/")
    give(page, {"code_verifier": VERIFIER})
    expect(part(page, "check").locator(".pkce-result")).to_have_attribute("data-state", "loading")
    assert page.evaluate(MOVING) == 0
    keep_picture(page, "workbench-without-motion")
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING) > 0
    page.close()


@pytest.mark.parametrize(("name", "path", "parts"), [*((*page, 11) for page in PAGES.items()), TAMPER_PAGE])
def test_without_javascript(page_without_javascript: Page, site_url: str, name: str, path: str, parts: int) -> None:
    """Every worked example opens and can be read, with its values; no control is there that would do nothing."""
    page = page_without_javascript
    page.goto(site_url + path)
    verdicts = page.locator(".pkce-verdict__text")
    assert verdicts.count() >= parts
    expect(page.locator(".pkce-verdict__text:visible")).to_have_count(verdicts.count())
    for shown in page.locator(".pkce-example").all():
        shown.locator("summary").first.click()
        expect(shown.locator(".pkce-example__verdict")).to_be_visible()
        expect(shown.locator(".pkce-static .pkce-value__text").first).to_be_visible()
    expect(page.locator(".pkce-panel :is(button, textarea, select):visible")).to_have_count(0)
    told = [each.inner_text() for each in page.locator("[data-starts]").all()]
    assert all("This part needs JavaScript." in text for text in told)
    keep_picture(page, f"{name}-without-javascript")
