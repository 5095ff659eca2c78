"""A login at a provider on loopback, by a reader with the workbench and a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from playwright.sync_api import expect

from tests.support.openid_provider import SECRET
from tests.support.parts import BOOT, field, part, says

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.support.openid_provider import Shell

REDIRECT_URI = "http://127.0.0.1:8765/callback"
CLIENT_ID = "quickstart"


class Login:
    """The reader's steps, each of them as often as it takes.

    Args:
        page: the workbench is opened in it.
        shell: the terminal.
        issuer: the provider.
        site_url: the site.
    """

    def __init__(self, page: Page, shell: Shell, issuer: str, site_url: str) -> None:
        self.page, self.shell = page, shell
        page.goto(f"{site_url}workbench/")
        discovery = shell.run('curl -sS "$url"', url=f"{issuer}/.well-known/openid-configuration").stdout
        self.paste("provider", "metadata", discovery)
        self.paste("credentials", "client_id", CLIENT_ID)
        self.paste("redirect-uri", "redirect_uri", REDIRECT_URI)
        expect(field(page, "authorize", "authorization_endpoint")).to_have_value(f"{issuer}/auth", timeout=BOOT)

    def paste(self, name: str, wire: str, text: str) -> None:
        """Put a text into a field, in the place of what is there."""
        field(self.page, name, wire).fill(text)

    def create_pair(self) -> str:
        """The verifier of a new pair."""
        before, state = self.value("check", "code_verifier"), self.value("authorize", "state")
        part(self.page, "check").get_by_role("button", name="Create a new pair").click()
        expect(field(self.page, "check", "code_verifier")).not_to_have_value(before)
        expect(field(self.page, "authorize", "state")).not_to_have_value(state)
        return self.value("check", "code_verifier")

    def open(self) -> str:
        """Take the authorization URL to the server; the address in which the browser ends up."""
        url = self.url()
        part(self.page, "authorize").locator(".pkce-go [data-copy]").click()
        return self.shell.browse(url, REDIRECT_URI)

    def url(self) -> str:
        """The authorization URL of the present attempt."""
        says(self.page, "authorize", "Your authorization URL is ready.")
        expect(field(self.page, "authorize", "state")).not_to_have_value("")
        link = part(self.page, "authorize").locator(".pkce-go a")
        expect(link).to_have_attribute("href", re.compile(f"state={self.value('authorize', 'state')}"))
        return link.get_attribute("href") or ""

    def come_back(self, address: str) -> str:
        """Paste the redirect; the command that redeems its code, which the reader copies."""
        self.paste("callback", "redirect", address)
        expect(part(self.page, "callback").locator(".pkce-example")).to_be_hidden(timeout=BOOT)
        says(self.page, "callback", "This response is correct.")
        return self.copy_command()

    def copy_command(self) -> str:
        expect(part(self.page, "token").locator(".pkce-example")).to_be_hidden()
        says(self.page, "token", "This command redeems your code")
        button = part(self.page, "token").locator(".pkce-command [data-copy]").first
        button.click()
        return button.get_attribute("data-copy") or ""

    def run(self, command: str, secret: str = SECRET) -> str:
        """What the command prints, after the line that loads the secret."""
        return self.shell.run(command, CLIENT_SECRET=secret, CLIENT_SECRET_ENCODED=quote_plus(secret)).stdout

    def answer(self, text: str) -> None:
        self.paste("response", "token_response", text)

    def try_again(self, name: str) -> None:
        """Press the button in a part, and wait for the next attempt."""
        state = self.value("authorize", "state")
        part(self.page, name).get_by_role("button", name="Try again").click()
        expect(field(self.page, "authorize", "state")).not_to_have_value(state)
        says(self.page, "authorize", "Your authorization URL is ready.")

    def value(self, name: str, wire: str) -> str:
        return field(self.page, name, wire).input_value()

    def causes(self, name: str, title: str) -> Locator:
        """The causes below a title."""
        lists = part(self.page, name).locator("div", has=self.page.locator(f"> .pkce-steps__title:text-is('{title}')"))
        return lists.locator(".pkce-cause")

    def ruled_out(self, name: str, title: str) -> Locator:
        """The causes that a part excludes, by the words of the line that opens them."""
        return part(self.page, name).locator("details", has=self.page.locator(f"summary:has-text('{title}')"))
