"""Errors explained, a report to copy, a tampered flow: on the built site, with the real runtime."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
BOOT = 90_000  # milliseconds until the runtime has answered for the first time, on a busy machine
ANSWER = '{"error": "invalid_grant", "error_description": "PKCE verification failed: Code mismatch"}'


@pytest.fixture
def workbench(page: Page, site_url: str) -> Page:
    page.goto(f"{site_url}workbench/")
    return page


def part(page: Page, name: str) -> Locator:
    return page.locator(f"pkce-{name}").first


def verdict(part: Locator) -> Locator:
    return part.locator(".pkce-verdict__text")


def test_an_answer_pasted_once_is_explained_and_reported(workbench: Page) -> None:
    """JSON goes into its two fields and is explained; the report holds it, and copies without the secret beside it."""
    explain, report = part(workbench, "explain"), part(workbench, "report")
    error = explain.get_by_label("Error error")
    error.fill(ANSWER)
    expect(error).to_have_value("invalid_grant", timeout=BOOT)
    expect(explain.get_by_label("The provider's description")).to_have_value("PKCE verification failed: Code mismatch")
    expect(verdict(explain)).to_contain_text("The code_challenge doesn't match the code_verifier.")
    report.get_by_label("What you expected").fill(f"The verifier is {VERIFIER}.")
    text = report.locator(".pkce-result .pkce-report__text")
    expect(text).to_contain_text("- error: `invalid_grant`")
    expect(text).to_contain_text("The verifier is (43 characters).")
    expect(report.get_by_role("status")).to_contain_text("Your report is ready.")
    workbench.context.grant_permissions(["clipboard-read", "clipboard-write"])
    report.get_by_role("button", name="Copy: the report").click()
    expect(report.get_by_role("status")).to_have_text("Copied")
    assert workbench.evaluate("navigator.clipboard.readText()") == text.text_content()


def test_a_list_opened_stays_open_and_a_missing_value_leads_to_its_field(workbench: Page) -> None:
    """More causes fold out by keyboard and stay so at the next answer; a missing value has a button to its field."""
    explain = part(workbench, "explain")
    explain.get_by_label("Error error").fill("invalid_grant")
    less = explain.locator("summary", has_text="Less likely causes")
    expect(less).to_be_visible(timeout=BOOT)
    less.press("Enter")
    explain.get_by_label("The provider's description").fill("grant request is invalid")
    expect(verdict(explain)).to_contain_text("This server writes the reason only to its log.")
    expect(explain.locator("details").first).to_have_attribute("open", "")
    explain.get_by_role("button", name="code_verifier", exact=True).click()
    expect(workbench.locator("pkce-check textarea[name=code_verifier]")).to_be_focused()


def test_an_error_that_came_elsewhere_is_explained(workbench: Page) -> None:
    """A refusal pasted as the token response, or as the redirect, fills the explainer by itself."""
    explain = part(workbench, "explain")
    workbench.locator("pkce-response textarea[name=token_response]").fill('{"error": "invalid_client"}')
    expect(explain.get_by_label("Error error")).to_have_value("invalid_client", timeout=BOOT)
    expect(verdict(explain)).to_have_text("invalid_client: The server could not authenticate the client.")
    workbench.locator("pkce-callback textarea[name=redirect]").fill("http://localhost:8080/cb?error=access_denied")
    expect(verdict(explain)).to_have_text("access_denied: The user or the server refused.")


def test_one_changed_character_stops_the_flow(page: Page, site_url: str) -> None:
    """A choice brings its own value, which is edited in place; the button puts everything back."""
    page.goto(f"{site_url}how-it-works/")
    tamper = part(page, "tamper")
    value = tamper.get_by_label("What arrives")
    stops = tamper.locator(".pkce-result .pkce-check[data-level=stopped]")
    tamper.get_by_label("Value to change").select_option("code_verifier")
    expect(stops).to_contain_text("Is the code_challenge the hash of the code_verifier?")
    value.press("End")
    value.press("Backspace")
    expect(stops).to_contain_text("Can this be a code_verifier?", timeout=BOOT)
    value.fill(VERIFIER)
    expect(verdict(tamper)).to_have_text(
        "This is the original value. Every check passes, and the client gets its tokens."
    )
    tamper.get_by_label("Value to change").select_option("state")
    expect(value).to_have_value("bf0ifjsldkj-9xQ2mVb7pTzR4")
    expect(verdict(tamper)).to_contain_text("Your client stops the flow.")
    tamper.get_by_role("button", name="Restore everything").click()
    expect(value).to_have_value("")
    expect(stops).to_have_count(0)
    expect(tamper.locator(".pkce-result .pkce-check[data-level=pass]")).to_have_count(7)


def test_a_narrow_page_is_not_widened(page: Page, site_url: str) -> None:
    """At 320 pixels, long choices, reports and checks stay inside the page."""
    page.set_viewport_size({"width": 320, "height": 800})
    for path in ("workbench/", "how-it-works/"):
        page.goto(f"{site_url}{path}")
        expect(page.locator(".pkce-panel .pkce-form").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
