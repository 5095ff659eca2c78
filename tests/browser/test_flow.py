"""The quickstart from top to bottom with a keyboard, a clipboard, the real curl and a certified OpenID Provider."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.support.openid_provider import SECRET, OpenIdProvider, Shell
from tests.support.parts import field, give, part, says
from tests.support.privacy import Traffic, expect_forgotten, found_in, open_and_settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

EXAMPLE = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636 Appendix B, in the panel at first
REDIRECT_URI = "http://127.0.0.1:8765/callback"
CLIENT_ID = "quickstart"
LIT = "(it) => [it, it.parentElement].some((each) => getComputedStyle(each).outlineStyle !== 'none')"
TOP = "(control) => control.getBoundingClientRect().top + scrollY"
MOST_STOPS = 400  # presses of the Tab key from the top of the page to its end


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with OpenIdProvider() as provider:
        yield provider.issuer


class Reader:
    """Somebody with a keyboard, a clipboard and a terminal, who reads from top to bottom.

    Args:
        page: The quickstart, in a profile that lets it use the clipboard.
        shell: Her terminal.
    """

    def __init__(self, page: Page, shell: Shell) -> None:
        self.page, self.shell = page, shell

    def reach(self, wanted: Locator, key: str = "Tab") -> None:
        """Go on to a control, and find it lit and in sight."""
        for _ in range(MOST_STOPS):
            if wanted.evaluate("(control) => document.activeElement === control"):
                break
            self.page.keyboard.press(key)
        expect(wanted).to_be_focused()
        expect(wanted).to_be_in_viewport()
        assert wanted.evaluate(LIT), "nobody sees where the focus is"

    def paste(self, part_name: str, wire: str, text: str) -> None:
        """Paste into a field, in the place of what stands there."""
        self.reach(field(self.page, part_name, wire))
        self.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Control+v")
        expect(field(self.page, part_name, wire)).to_have_value(text)

    def press(self, part_name: str, button: str) -> None:
        control = part(self.page, part_name).locator("button, summary").filter(has_text=button).first
        self.reach(control)
        self.page.keyboard.press("Enter")

    def next(self, name: str) -> None:
        """Go on to the next step, once the button for it stands out."""
        link = self.page.get_by_role("link", name=name)
        expect(link).to_have_class(re.compile("pkce-next--ready"))
        self.reach(link)
        self.page.keyboard.press("Enter")

    def copy(self, button: Locator) -> str:
        """What a copy button gives."""
        self.reach(button)
        self.page.evaluate("navigator.clipboard.writeText('')")
        self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(300)
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text

    def follow(self, link: Locator) -> str:
        """Open a link in a new tab, log in, and copy the address in which the new tab ends."""
        context = self.page.context
        self.reach(link)
        with (
            context.expect_event("request", lambda request: request.url.startswith(REDIRECT_URI)) as back,
            context.expect_page() as opened,
        ):
            self.page.keyboard.press("Enter")
        opened.value.close()
        address: str = back.value.url
        return address


@pytest.fixture
def reader(browser: Browser, tmp_path: Path, site_url: str) -> Iterator[Reader]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(30_000)
    yield Reader(context.new_page(), Shell(tmp_path))
    context.close()


def everywhere(page: Page, wire: str) -> list[str]:
    """What stands in all fields of a name on the page."""
    fields = page.locator(f".pkce-form [name={wire}]")
    values: list[str] = fields.evaluate_all("(fields) => fields.map((each) => each.value)")
    assert values
    return values


def expect_empty(page: Page, wire: str) -> None:
    """Every field of a name gets empty; each part follows in its own time."""
    fields = page.locator(f".pkce-form [name={wire}]").all()
    assert fields
    for each in fields:
        expect(each).to_have_value("")


def progress(page: Page) -> list[str]:
    states: list[str] = page.locator(".pkce-rail__step").evaluate_all("(all) => all.map((each) => each.dataset.state)")
    return states


def expect_step(page: Page, number: int, title: str) -> None:
    """The rail and the bar say which step is open, and the address says it too, with the provider and no value."""
    expect(page.locator(".pkce-rail__step a[aria-current=step]")).to_have_text(title)
    expect(page.locator(".pkce-rail__count")).to_have_text(f"Step {number} of 7")
    expect(page).to_have_url(re.compile(f"#banno-admin/{number}$"))


def test_from_nothing_to_tokens(reader: Reader, issuer: str, site_url: str) -> None:
    """Each value is given once, step by step, with the keyboard; then what worked once is refused and forgotten."""
    page, shell = reader.page, reader.shell
    traffic = Traffic(page.context, apart=(issuer, REDIRECT_URI))
    open_and_settle(page, f"{site_url}quickstart/")
    discovery = shell.run('curl -sS "$url"', url=f"{issuer}/.well-known/openid-configuration").stdout
    metadata = json.loads(discovery)

    reader.paste("provider", "metadata", discovery)
    says(page, "provider", f"The discovery document of {issuer} ")
    expect(part(page, "credentials").locator("[name=client_secret]")).to_be_hidden()
    reader.paste("credentials", "client_id", CLIENT_ID)
    reader.next("Next: redirect URI")
    expect_step(page, 2, "Redirect URI")
    reader.paste("redirect-uri", "redirect_uri", REDIRECT_URI)
    reader.next("Next: verifier and challenge")
    expect_step(page, 3, "Verifier and challenge")
    reader.press("check", "Create a new pair")
    own = part(page, "check")
    expect(own.locator("[name=code_verifier]")).not_to_have_value(EXAMPLE)
    says(page, "check", "The challenge matches the verifier.")
    verifier = own.locator("[name=code_verifier]").input_value()
    assert re.fullmatch(r"[\w-]{43}", verifier)
    expect(page.locator(".pkce-rail__step[data-state=done]")).to_have_count(3)
    reader.next("Next: log in")
    expect_step(page, 4, "Log in")

    # The secret is loaded before the clock starts.
    load = reader.copy(part(page, "secret").locator("[data-copy]").first)
    assert "CLIENT_SECRET" in load
    expect(page.get_by_role("timer")).to_be_hidden()
    says(page, "authorize", "Your authorization URL is ready.")
    link = part(page, "authorize").get_by_role("link", name="Open the login page")
    top = link.evaluate(TOP)
    address = reader.follow(link)
    expect_step(page, 5, "Redirect")
    expect(page.get_by_role("timer")).to_contain_text("since opening")
    state = field(page, "authorize", "state").input_value()
    nonce = field(page, "authorize", "nonce").input_value()
    assert f"state={state}" in address
    expect(page.locator(".pkce-rail")).not_to_contain_text("came back")
    reader.paste("callback", "redirect", address)
    expect_step(page, 6, "Command")
    expect(page.locator(".pkce-rail")).to_contain_text("state, came back")
    code = page.evaluate("(url) => new URL(url).searchParams.get('code')", address)

    # The focus goes to the next act by itself, and the last field is within a window of the first button.
    command_button = part(page, "token").locator(".pkce-command [data-copy]").first
    expect(command_button).to_be_focused()
    command = reader.copy(command_button)
    assert SECRET not in command
    expect(field(page, "response", "token_response")).to_be_focused()
    expect_step(page, 7, "Tokens")
    assert field(page, "response", "token_response").evaluate(TOP) - top <= 800
    body = shell.run('bash -c "$lines"', stdin=f"{SECRET}\n", lines=f"{load}\n{command}").stdout
    tokens = json.loads(body)
    keys = shell.run('curl -sS "$url"', url=metadata["jwks_uri"]).stdout
    reader.paste("response", "token_response", body)
    says(page, "response", "Tokens received. The ID token's claims are valid. Its signature has not been verified.")
    reader.press("response", "Advanced")
    reader.paste("response", "jwks", keys)
    says(page, "response", "Tokens received. The ID token is genuine")
    expect(page.locator(".pkce-after")).to_contain_text("Congratulations")

    # What has done its work is cleared.
    expect(part(page, "response")).to_contain_text(
        "The code_verifier and the code were cleared, because each works only once."
    )
    expect_empty(page, "code_verifier")
    expect_empty(page, "redirect")
    assert set(progress(page)) == {"done"}

    # The report has what a helper needs, and nothing that opens a door.
    page.get_by_text("whom to ask, with a report without secrets").click()
    says(page, "report", "Your report is ready.")
    report = reader.copy(part(page, "report").locator("[data-copy]").first)
    assert CLIENT_ID in report
    assert metadata["token_endpoint"] in report
    secrets = [SECRET, verifier, code, tokens["access_token"], tokens["id_token"], state, nonce]
    assert found_in(report, secrets) == []
    assert shell.run("pkce response -", stdin=body).stdout  # the terminal agrees that they are tokens

    # A verifier is good for one request.
    give(page, {"code_verifier": verifier})
    expect(own.locator(".pkce-verdict__text")).to_contain_text("used")
    expect(own.locator(".pkce-result")).to_have_attribute("data-state", "wrong")
    expect_forgotten(page, traffic, site_url, secrets)

    # And the server holds to it: the same command again has no tokens.
    again = shell.run('bash -c "$lines"', stdin=f"{SECRET}\n", lines=f"{load}\n{command}").stdout
    assert json.loads(again)["error"] == "invalid_grant"

    # Start over: the page is as it was, but for what was used.
    reader.reach(page.get_by_role("button", name="Start over"), "Shift+Tab")
    page.keyboard.press("Enter")
    reader.reach(page.get_by_role("button", name="Erase"))
    page.keyboard.press("Enter")
    expect(page.locator(".pkce-rail__count")).to_have_text("Step 1 of 7")
    for wire in ("client_id", "client_secret", "redirect", "token_response", "jwks", "metadata"):
        expect_empty(page, wire)
    assert "done" not in progress(page)
    text = page.locator("body").inner_text()
    assert found_in(text, secrets) == []
    reader.paste("credentials", "client_id", CLIENT_ID)
    give(page, {"code_verifier": verifier})
    expect(own.locator(".pkce-verdict__text")).to_contain_text("used")
