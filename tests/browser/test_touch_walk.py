"""The quickstart on a phone, by touch alone, with Keycloak's words and a certified OpenID Provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.support.openid_provider import SECRET, OpenIdProvider, Shell
from tests.support.parts import field, part, says

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

WIDTH, HEIGHT = 390, 844
THUMB = 44  # pixels
REDIRECT_URI = "http://127.0.0.1:8765/callback"
TOP = "(control) => control.getBoundingClientRect().top + scrollY"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, has_touch=True, is_mobile=True, service_workers="block",
        permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def tap(control: Locator) -> None:
    """Touch a control that a thumb hits, on a page that doesn't scroll sideways."""
    control.scroll_into_view_if_needed()
    box = control.bounding_box()
    assert box is not None
    assert box["height"] >= THUMB
    assert control.evaluate("document.documentElement.scrollWidth") <= WIDTH
    control.tap()


def paste(page: Page, part_name: str, wire: str, text: str) -> None:
    control = field(page, part_name, wire)
    tap(control)
    expect(control).to_be_focused()
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")
    expect(control).to_have_value(text)


def copy(page: Page, button: Locator) -> str:
    page.evaluate("navigator.clipboard.writeText('')")
    tap(button)
    expect(button).to_have_text("Copied")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_from_nothing_to_tokens(phone: Page, tmp_path: Path, site_url: str) -> None:
    """Form, answer, Next, step after step; from the button that opens the URL to the last field is one window."""
    page, shell = phone, Shell(tmp_path)
    with OpenIdProvider() as provider:
        page.goto(f"{site_url}quickstart/#keycloak/1")
        expect(page.locator(":not(:defined)")).to_have_count(0)
        guide = page.locator("pkce-guide[data-topic=credentials]")
        expect(guide).to_contain_text("Clients")
        expect(guide.get_by_text("External Application").first).to_be_hidden()
        document = shell.run('curl -sS "$url"', url=f"{provider.issuer}/.well-known/openid-configuration").stdout
        paste(page, "provider", "metadata", document)
        says(page, "provider", f"The discovery document of {provider.issuer} ")
        paste(page, "credentials", "client_id", "quickstart")
        tap(page.get_by_role("link", name="Next: redirect URI"))
        paste(page, "redirect-uri", "redirect_uri", REDIRECT_URI)
        tap(page.get_by_role("link", name="Next: verifier and challenge"))
        tap(part(page, "check").get_by_role("button", name="Create a new pair"))
        says(page, "check", "The challenge matches the verifier.")
        tap(page.get_by_role("link", name="Next: log in"))

        load = copy(page, part(page, "secret").locator("[data-copy]").first)
        says(page, "authorize", "Your authorization URL is ready.")
        link = part(page, "authorize").get_by_role("link", name="Open the login page")
        top = link.evaluate(TOP)
        with (
            page.context.expect_event("request", lambda request: request.url.startswith(REDIRECT_URI)) as back,
            page.context.expect_page() as opened,
        ):
            tap(link)
        opened.value.close()
        expect(page.locator(".pkce-rail__bar")).to_contain_text("5 of 7")
        assert field(page, "callback", "redirect").evaluate(TOP) - top <= HEIGHT
        paste(page, "callback", "redirect", back.value.url)
        command = copy(page, part(page, "token").locator(".pkce-command [data-copy]").first)
        last = field(page, "response", "token_response")
        expect(last).to_be_in_viewport()
        assert last.evaluate(TOP) - top <= HEIGHT
        body = shell.run('bash -c "$lines"', stdin=f"{SECRET}\n", lines=f"{load}\n{command}").stdout
        paste(page, "response", "token_response", body)
        says(page, "response", "Tokens received.")
        expect(page.locator(".pkce-after")).to_contain_text("Congratulations")
        expect(page.locator(".pkce-rail__bar")).to_contain_text("7 of 7")
