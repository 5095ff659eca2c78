"""The site's search, as a reader uses it: the words of an error lead to what explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("redirect uri mismatch", "#redirect_uri_mismatch"),
        ("state mismatch", "#state-mismatch"),
        ("invalid_grant", "#invalid_grant"),
        ("code verifier", "#"),
    ],
)
def test_the_words_of_an_error_lead_to_troubleshooting(page: Page, site_url: str, words: str, place: str) -> None:
    """The first page is Troubleshooting, and its first place the one for these words, not a function's signature."""
    page.goto(f"{site_url}404.html?q={words.replace(' ', '+')}")
    results = page.locator(".md-search-result__item").first.locator("a")
    expect(results.nth(1)).to_be_attached()
    first, second = (results.nth(at).get_attribute("href") or "" for at in (0, 1))
    assert first.startswith(f"{site_url}troubleshooting/")
    assert second.startswith(f"{site_url}troubleshooting/")
    assert place in second


def test_six_tabs(page: Page, site_url: str) -> None:
    """Six tabs lead everywhere: later pages join them."""
    page.goto(f"{site_url}glossary/")
    tabs = page.get_by_role("navigation", name="Tabs").get_by_role("link")
    assert tabs.all_inner_texts() == ["Quickstart", "Check", "Troubleshoot", "Providers", "Guides", "Reference"]


def test_the_foot_says_what_this_is(page: Page, site_url: str) -> None:
    """License and version are on every page, and that nobody counts readers or hears of their errors."""
    for path in ("", "glossary/"):
        page.goto(site_url + path)
        facts = page.locator(".md-footer .site-facts")
        expect(facts).to_contain_text("MIT license")
        expect(facts).to_contain_text("Version 0.")
        expect(facts).to_contain_text("No analytics, no error reporting")
