"""The rail of steps in a real browser: what is done, what failed, what comes next, and starting over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ASKED = {
    "client_id": "my-client",
    "redirect_uri": "http://127.0.0.1:8080/cb",
    "code_verifier": "a-verifier",
    "code_challenge": "a-challenge",
    "authorization_requested_at": "1772366400",
}
REDEEMED = {**ASKED, "redirect": "code=c0de", "code": "c0de", "token_requested_at": "1772366430"}
REFUSED = {"token_response": '{"error": "invalid_grant"}', "error": "invalid_grant"}


class Rail:
    """The rail, and the flow that it shows."""

    def __init__(self, page: Page) -> None:
        self.page, self.rail = page, page.locator("pkce-progress")

    def run(self, program: str, argument: object = None) -> None:
        """Run a program that gets the flow of the page's parts."""
        module = "new URL('flow.mjs', document.querySelector('script[src*=register]').src)"
        self.page.evaluate(f"async (given) => {{ const {{ flow }} = await import({module}); {program} }}", argument)

    def give(self, values: dict[str, str], part: str = "a part") -> None:
        """Put values into the flow as a part does; what one part gives makes stale what another one gave."""
        self.run("flow.set(given.values, given.part);", {"values": values, "part": part})

    def expect(self, *states: str) -> None:
        expect(self.rail.locator(".pkce-rail__state")).to_have_text(states)

    @property
    def current(self) -> Locator:
        return self.rail.locator("a[aria-current=step]")


@pytest.fixture
def rail(page: Page, site_url: str) -> Rail:
    # Without Python, no part answers what is put into the flow here: it is the rail's alone.
    page.route(re.compile(r"\.wasm$"), lambda route: route.abort())
    page.goto(f"{site_url}quickstart/")
    expect(page.locator("pkce-progress .pkce-actions").first).to_be_visible()
    return Rail(page)


def test_an_error_fails_its_step(rail: Rail) -> None:
    """After invalid_grant, the last step says failed in words and is the current one; new tokens make it done."""
    rail.give(REDEEMED)
    rail.expect("done", "done", "done", "done", "done", "done", "next")
    rail.give(REFUSED)
    rail.expect("done", "done", "done", "done", "done", "done", "failed")
    rail.give({"token_response": '{"access_token": "t"}', "access_token": "t", "error": ""})
    rail.expect(*["done"] * 7)


def test_a_refusal_fails_the_redirect(rail: Rail) -> None:
    """A redirect with an error fails its own step, and those after it wait."""
    rail.give({**ASKED, "redirect": "error=access_denied", "error": "access_denied"})
    rail.expect("done", "done", "done", "done", "failed", "", "")


def test_a_new_attempt_has_not_failed(rail: Rail) -> None:
    """A response that answers an earlier code is no failure of the next one."""
    rail.give(REDEEMED)
    rail.give(REFUSED)
    rail.give({"code": "an0ther"}, "another part")
    rail.expect("done", "done", "done", "done", "done", "next", "")


def test_starting_over_says_what_is_kept(rail: Rail) -> None:
    """Without a finished request nothing is kept; after one, that its challenge and state were used is."""
    status, button = rail.rail.locator(".pkce-attempts__news"), rail.rail.locator("[data-action=reset]")
    erase = rail.rail.get_by_role("button", name="Erase")
    rail.give(ASKED)
    button.click()
    erase.click()
    expect(status).to_have_text("Started over: your values were cleared.")
    rail.expect("next", *[""] * 6)
    rail.give({**REDEEMED, "state": "a-state", "access_token": "t"})
    rail.run("flow.spend(['code_verifier', 'code']);")
    button.click()
    erase.click()
    expect(status).to_contain_text(
        "your values were cleared. The page still remembers which challenges and states were used"
    )


def test_the_parts_tell_the_rail(page: Page, site_url: str) -> None:
    """With the parts answering, a refused token request is failed, also after the redirect was judged once more."""
    page.goto(f"{site_url}quickstart/#banno-admin/5")
    rail, callback, response = Rail(page), page.locator("pkce-callback").first, page.locator("pkce-response").first
    asked = {name: text for name, text in ASKED.items() if not name.startswith("code_")}
    rail.give({**asked, "token_requested_at": "1772366430"})
    callback.locator("[name=redirect]").fill("http://127.0.0.1:8080/cb?code=c0de-c0de&state=s7ate-s7ate-s7ate-s7ate")
    expect(callback.locator(".pkce-verdict__text")).to_contain_text("This response is correct")
    rail.rail.get_by_role("link", name="Tokens").click()  # the list opens any step at any time
    response.locator("[name=token_response]").fill('{"error": "invalid_grant"}')
    last = rail.rail.locator(".pkce-rail__state").last
    expect(last).to_have_text("failed")
    rail.rail.get_by_role("link", name="Redirect", exact=True).click()
    callback.locator(".pkce-advanced summary").click()
    callback.locator("[name=state]").fill("s7ate-s7ate-s7ate-s7ate")
    expect(callback.locator(".pkce-result .pkce-evidence")).to_contain_text("state is the one you sent.")
    expect(last).to_have_text("failed")
