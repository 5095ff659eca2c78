"""The authorization request and the redirect on the built site: from a client_id to a code, and what goes wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.support.parts import field, part, says

if TYPE_CHECKING:
    from playwright.sync_api import Page

REDIRECT_URI = "http://127.0.0.1:8080/callback"
CORRECT = "This response is correct. Redeem its code now: it works once, and often expires within a minute."


def set_time(page: Page, seconds: int) -> None:
    """Stop the page's clock there; Playwright's own would stop it in the pages of the other tests too."""
    page.evaluate("(at) => { Date.now = () => at; }", seconds * 1000)


def test_from_a_client_id_to_a_code(page: Page, site_url: str) -> None:
    """The builder leads to what is missing, makes state and nonce, opens the URL apart; what returns is judged."""
    page.goto(f"{site_url}workbench/")
    expect(part(page, "authorize").get_by_role("link", name="Open the login page")).to_be_hidden()  # the example's
    field(page, "authorize", "client_id").fill("my-client")
    says(page, "authorize", "Still missing: redirect_uri and code_verifier.")
    part(page, "authorize").get_by_role("button", name="code_verifier").click()
    expect(field(page, "check", "code_verifier")).to_be_focused()
    part(page, "check").get_by_role("button", name="Create a new pair").click()
    field(page, "authorize", "redirect_uri").fill(REDIRECT_URI)
    field(page, "authorize", "authorization_endpoint").fill(f"{site_url}auth")
    says(page, "authorize", "Your authorization URL is ready.")
    expect(field(page, "authorize", "state")).to_have_value(re.compile(r"^[\w-]{43}$"))
    expect(field(page, "authorize", "nonce")).to_have_value(re.compile(r"^[\w-]{43}$"))
    state = field(page, "authorize", "state").input_value()
    expect(field(page, "callback", "state")).to_have_value(state)

    link = part(page, "authorize").get_by_role("link", name="Open the login page")
    with page.context.expect_page() as opened:
        link.click()
    assert f"state={state}" in opened.value.url
    assert opened.value.evaluate("[window.opener, document.referrer]") == [None, ""]
    opened.value.close()
    part(page, "authorize").get_by_role("button", name="Make a new state, nonce and pair").click()
    expect(field(page, "authorize", "state")).not_to_have_value(state)
    field(page, "callback", "redirect").fill(f"{REDIRECT_URI}?code=SplxlOBeZQQYbYS6WxSbIA&state={state}")
    says(page, "callback", "This redirect is from attempt 1.")

    state = field(page, "authorize", "state").input_value()
    part(page, "authorize").locator(".pkce-go [data-copy]").click()
    field(page, "callback", "redirect").fill(f"{REDIRECT_URI}?code=SplxlOBeZQQYbYS6WxSbIA&state={state[:-6]}")
    says(page, "callback", "Don't use this response. state isn't the one you sent")
    expect(part(page, "callback").locator("mark")).to_have_text(state[-6:])
    field(page, "callback", "redirect").fill(f"{REDIRECT_URI}?code=SplxlOBeZQQYbYS6WxSbIA&state={state}")
    says(page, "callback", CORRECT)
    field(page, "callback", "redirect").fill(f"{REDIRECT_URI}?error=access_denied&state={state}")
    says(page, "callback", "The server refused: access_denied.")
    expect(part(page, "callback").locator(".pkce-causes li").first).to_be_visible()
    assert state not in page.url


def test_the_age_of_the_code_is_counted_in_silence(page: Page, site_url: str) -> None:
    """The seconds go on before the eye; a screen reader hears of the age when the verdict changes, and only then."""
    page.goto(f"{site_url}workbench/")
    field(page, "callback", "redirect").fill("code=SplxlOBeZQQYbYS6WxSbIA&state=x")
    says(page, "callback", CORRECT)
    expect(part(page, "callback").locator(".pkce-result")).to_have_attribute("data-state", "warning")
    field(page, "callback", "state").fill("x")
    expect(part(page, "callback")).to_contain_text("state is the one you sent")
    expect(part(page, "callback")).not_to_contain_text("Out of date")  # a state that was not known has not changed
    status = part(page, "callback").get_by_role("status")
    expect(status).to_have_text(f"Right. {CORRECT}")
    since = int(part(page, "callback").locator(".pkce-age").first.get_attribute("data-since") or "")
    status.evaluate("(it) => new MutationObserver(() => (it.dataset.spoken = 'yes')).observe(it, { childList: true })")
    set_time(page, since + 30)
    expect(part(page, "callback").locator(".pkce-age")).to_have_text("0:30")
    assert status.get_attribute("data-spoken") is None
    set_time(page, since + 75)
    expect(part(page, "callback")).to_contain_text("Many providers accept a code for only one minute.")
    set_time(page, since + 700)
    says(page, "callback", "The code is older than 10 minutes")
    expect(status).to_contain_text("The code is older than 10 minutes")


def test_the_values_of_a_url_are_taken_over(page: Page, site_url: str) -> None:
    """A secret in a pasted URL is loud and not repeated; the rest goes into the builder, which makes a URL of it."""
    page.goto(f"{site_url}workbench/")
    challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    field(page, "lint", "lint_url").fill(
        f"https://op.example/auth?response_type=code&client_id=abc&redirect_uri=https%3A%2F%2Fapp.example%2Fcb"
        f"&scope=openid&state=tWvG0pKXy0mC5hQd8Rb1zA&code_challenge={challenge}&code_challenge_method=S256"
        "&prompt=login&client_secret=s3cret-s3cret"
    )
    says(page, "lint", "client_secret is in the URL")
    expect(part(page, "lint").locator(".pkce-result")).not_to_contain_text("s3cret-s3cret")
    part(page, "lint").get_by_role("button", name="Use these values").click()
    says(
        page, "lint", "Now in your flow: authorization_endpoint, client_id, redirect_uri, scope, state, code_challenge."
    )
    expect(field(page, "authorize", "more_parameters")).to_have_value("prompt=login")
    expect(field(page, "authorize", "code_challenge")).to_have_value(challenge)
    expect(part(page, "authorize").get_by_role("link", name="Open the login page")).to_be_visible()
    field(page, "authorize", "client_id").fill("")
    says(page, "authorize", "Still missing: client_id.")
    part(page, "lint").get_by_role("button", name="Use these values").click()
    expect(field(page, "authorize", "client_id")).to_have_value("abc")
    part(page, "callback").get_by_role("button", name="Clear").click()
    expect(field(page, "authorize", "state")).to_have_value("tWvG0pKXy0mC5hQd8Rb1zA")
