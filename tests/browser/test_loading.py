"""What a page loads: parts and style sheets that come late, or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

SHEETS = """() => [...document.querySelectorAll("head link[rel=stylesheet]")]
  .map((each) => each.href.split("/").pop()).filter((name) => /^(pkce|answer|steps|diagram|site)\\.css/.test(name))"""
UNLOADED = "This part could not be loaded. Reload the page."


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A first visit: nothing is in the browser's cache."""
    return context.new_page()


def test_a_part_that_does_not_load_says_so(page: Page, site_url: str) -> None:
    """Its panels say it, the parts after it work, and the next page that has it tries again."""
    page.route("**/pkce-check.mjs", lambda route: route.abort())
    page.goto(f"{site_url}workbench/")
    check = page.locator("pkce-check").first
    expect(check.get_by_role("alert")).to_have_text(UNLOADED)
    expect(page.locator("pkce-tamper, pkce-report").first.locator("form").first).to_be_visible()
    expect(page.locator(":not(:defined):not(pkce-check)")).to_have_count(0)
    expect(page.locator(".pkce-unloaded")).to_have_count(page.locator("pkce-check").count())
    page.unroute_all()
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Reference").click()
    expect(page.get_by_role("heading", level=1, name="The pkce command")).to_be_visible()
    page.go_back()
    expect(page.locator("pkce-check").first.locator(".pkce-form")).to_be_visible()
    expect(page.get_by_text(UNLOADED)).to_have_count(0)


@pytest.mark.parametrize("path", ["", "quickstart/", "workbench/"])
def test_no_part_loads(page: Page, site_url: str, path: str) -> None:
    """Each says it, no form's empty room is in sight, and the worked examples are."""
    page.route("**/register.mjs", lambda route: route.abort())
    page.goto(site_url + path)
    expect(page.get_by_text(UNLOADED).first).to_be_visible()
    expect(page.locator(".pkce-form").filter(visible=True)).to_have_count(0)
    assert page.evaluate("() => [...document.querySelectorAll('.pkce-form')].every((form) => !form.checkVisibility())")
    expect(page.locator(".pkce-example").filter(visible=True)).to_have_count(page.locator(".pkce-example").count())


@pytest.mark.parametrize("status", [200, 404])
def test_a_page_that_instant_navigation_brings_is_styled(page: Page, site_url: str, status: int) -> None:
    """Nothing is seen before its sheet is there, before the site's own; without it, all is seen plainly."""
    held: list[Route] = []
    page.goto(site_url)
    expect(page.locator("pkce-answer:not(:defined)")).to_have_count(0)
    page.route("**/steps.css", lambda route: held.append(route))
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Quickstart").click()
    expect(page).to_have_url(re.compile("quickstart/"))
    walk = page.locator(".pkce-walk")
    expect(walk).to_be_attached()
    expect(walk).to_be_hidden()
    expect(page.locator("pkce-progress:not(:defined)")).to_have_count(1)
    for route in held:
        if status == 200:
            route.continue_()
        else:
            route.fulfill(status=status)
    expect(page.locator(":not(:defined)")).to_have_count(0)
    expect(walk.get_by_role("heading", level=2).first).to_be_visible()
    assert page.evaluate(SHEETS)[:2] == ["pkce.css", "steps.css"]
    assert page.evaluate(SHEETS)[-1] == "site.css"
    assert len(set(page.evaluate(SHEETS))) == len(page.evaluate(SHEETS))


def test_a_browser_that_is_too_old(context: BrowserContext, site_url: str) -> None:
    """Without module workers, one sentence says so in each part that was used, and the worked example stays."""
    context.add_init_script("globalThis.Worker = class { constructor() {} terminate() {} }")
    page = context.new_page()
    page.goto(f"{site_url}workbench/")
    check = page.locator("pkce-check").first
    check.get_by_label("Verifier code_verifier").fill("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    expect(check.locator(".pkce-boot__text")).to_contain_text("this browser is too old to run Python.")
    expect(check.locator(".pkce-boot__text")).to_contain_text("Firefox")
    check.get_by_text("Show an example").first.click()
    expect(check.locator(".pkce-example")).to_contain_text("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")


SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value, sources }) =>
      [value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80))]))).observe({ type: "layout-shift" });
"""
STEADY = 0.1
"""What https://web.dev/articles/cls calls good."""


@pytest.mark.parametrize("width", [1350, 412])
@pytest.mark.parametrize("path", ["", "quickstart/", "workbench/"])
def test_nothing_moves_while_the_parts_load(context: BrowserContext, site_url: str, path: str, width: int) -> None:
    """Each form has its room before its script is there, and nothing is in sight that a script would hide."""
    context.add_init_script(SHIFTS)
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(site_url + path)
    expect(page.locator(":not(:defined)")).to_have_count(0)
    page.wait_for_timeout(500)  # milliseconds, in which the last part is drawn
    shifts = page.evaluate("window.shifts")
    assert sum(value for value, *_ in shifts) < STEADY, shifts
