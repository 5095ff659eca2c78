"""What a reader sees of the flow and of the site's own look, in a real browser."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.support.parts import give

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_the_diagram_lights_the_step_that_the_reader_is_at(page: Page, site_url: str) -> None:
    """Step after step the flow's values move the light, carry her values, and mask the secret ones."""
    page.goto(f"{site_url}how-it-works/")
    drawing = page.locator("pkce-diagram svg")
    lit = drawing.locator("[aria-current=step] .pkce-diagram__words")
    expect(lit).to_contain_text("1. ")
    steps: list[tuple[dict[str, str], str]] = [
        ({"code_verifier": "a-verifier-of-my-own_with.43~characters-0123"}, "2. "),
        ({"state": "a-state-of-my-own-0123456789", "authorization_requested_at": "1"}, "3. "),
        ({"code": "my-code-0123456789", "returned_state": "another-state"}, "5. "),
        ({"returned_state": "a-state-of-my-own-0123456789"}, "6. "),
        ({"client_secret": "a-secret-of-my-own", "token_requested_at": "2"}, "7. "),
    ]
    for values, number in steps:
        give(page, values)
        expect(lit).to_contain_text(number)
    expect(drawing).to_contain_text("a-state…56789")
    shown = drawing.text_content() or ""
    for secret in ("a-ver", "my-co", "a-se"):
        assert secret not in shown
    give(page, {"finished": "true"})
    expect(lit).to_have_count(0)


def test_the_landing_leads_to_the_quickstart(page: Page, site_url: str) -> None:
    """The way from the landing to the first step is one button, and nothing breaks on the way."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site_url)
    page.locator("article a[href*='quickstart/']").first.click()
    expect(page.get_by_role("heading", name="Provider and credentials")).to_be_in_viewport()
    expect(page.locator(".pkce-rail__count")).to_have_text("Step 1 of 7")
    assert not errors


def test_nothing_that_is_reached_by_keyboard_hides_below_the_header(page: Page, site_url: str) -> None:
    """Going backwards through the page, all of what has the focus stands below the sticky header."""
    page.goto(f"{site_url}quickstart/#banno-admin/3")
    expect(page.locator(":not(:defined)")).to_have_count(0)
    page.locator(".pkce-fold summary").last.focus()
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        top, header = page.evaluate(
            """() => [document.activeElement.getBoundingClientRect().top,
                document.querySelector('.md-header').getBoundingClientRect().bottom]"""
        )
        assert top >= header


def test_every_page_tells_others_what_it_is(page: Page, site_url: str) -> None:
    """A link to a page shows its own title, its own words and the card, at an address that is there."""
    page.goto(f"{site_url}workbench/")
    content = "(name) => document.querySelector(`meta[property='${name}'], meta[name='${name}']`).content"
    assert page.evaluate(content, "og:title") == "Workbench"
    assert page.evaluate(content, "og:description") == page.evaluate(content, "description")
    assert page.evaluate(content, "twitter:card") == "summary_large_image"
    image = page.request.get(page.evaluate(content, "og:image"))
    assert image.ok
    width, height = struct.unpack(">II", image.body()[16:24])
    assert (width, height) == (1200, 630)
    assert len(image.body()) < 60_000


def test_the_search_dialog_has_a_name(page: Page, site_url: str) -> None:
    """A screen reader says what the dialog is that the theme opens for a search."""
    page.goto(site_url)
    expect(page.locator(".md-header [role=dialog]")).to_have_attribute("aria-label", "Search")


def test_the_icon_is_ours(page: Page, site_url: str) -> None:
    """Logo and favicon are the drawing in the site, in the page's own folder."""
    page.goto(site_url)
    icon = page.locator("link[rel=icon]").evaluate("(link) => link.href")
    assert page.locator(".md-header .md-logo img").evaluate("(image) => [image.src, image.naturalWidth > 0]") == [
        icon,
        True,
    ]
    source = Path(__file__).parents[2] / "docs" / "assets" / "logo.svg"
    assert page.request.get(icon).text() == source.read_text(encoding="utf-8")
