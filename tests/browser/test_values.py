"""One flow: a value given once stands everywhere, on every page, until it is changed, used up or forgotten."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pkce_widgets import example
from tests.support.parts import BOOT, field, give, part, says, verdict
from tests.support.server import Override, SiteServer

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.support.site import BuiltSite

FINISHED = {"finished": "true"}
HOLD = """async (names) => {
  const register = document.querySelector("script[src*='/register.mjs']").src;
  const { live } = await import(new URL("runtime.mjs", register).href);
  const call = live.call.bind(live);
  window.held = [];
  live.call = async (request) => {
    const answer = await call(request);
    if (names.includes(request.op)) await new Promise((go) => window.held.push(go));
    return answer;
  };
}"""


GO = """(url) => {
  const link = Object.assign(document.createElement("a"), { href: url });
  document.body.append(link);
  link.click();
  link.remove();
}"""
LET_GO = """async () => {
  window.held.splice(0).forEach((go) => go());
  await new Promise((settled) => setTimeout(settled, 300));
}"""


def wait_for_an_answer(page: Page) -> None:
    """Until an answer is being held back."""
    for _ in range(600):
        if page.evaluate("window.held.length"):
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing was asked")


def go(page: Page, url: str) -> None:
    """Follow a link within the site, which doesn't load the page anew."""
    page.evaluate(GO, url)
    expect(page).to_have_url(url)


def stale(page: Page, name: str) -> Locator:
    return part(page, name).locator(".pkce-stale")


def test_a_value_given_once_stands_on_every_page(page: Page, site_url: str) -> None:
    """Through instant navigation and Back; each field says where its value is from."""
    page.goto(f"{site_url}quickstart/")
    page.evaluate("window.samePage = true")
    field(page, "credentials", "client_id").fill("my-client")
    expect(field(page, "authorize", "client_id")).to_have_value("my-client")
    expect(part(page, "authorize").locator("[data-value=client_id] label")).to_contain_text("from “Your credentials”")
    go(page, f"{site_url}workbench/")
    expect(field(page, "credentials", "client_id")).to_have_value("my-client")
    says(page, "authorize", "Still missing: redirect_uri and code_verifier.")
    field(page, "redirect-rules", "redirect_uri").fill(example.REDIRECT_URI)
    expect(field(page, "redirect-uri", "redirect_uri")).to_have_value(example.REDIRECT_URI)
    page.go_back()
    expect(field(page, "redirect-uri", "redirect_uri")).to_have_value(example.REDIRECT_URI)
    expect(field(page, "credentials", "client_id")).to_have_value("my-client")
    assert page.evaluate("window.samePage") is True
    assert "my-client" not in page.url


def test_a_changed_early_value_marks_what_came_from_it(page: Page, site_url: str) -> None:
    """The redirect belongs to the request of then: it says what was changed, and is right again when that is undone."""
    page.goto(f"{site_url}workbench/")
    give(page, {**example.REQUEST, "redirect": f"{example.REDIRECT_URI}?code={example.CODE}&state={example.STATE}"})
    says(page, "callback", "This response is correct.")
    expect(stale(page, "callback")).to_be_hidden()
    field(page, "credentials", "client_id").fill("another")
    expect(stale(page, "callback")).to_have_text(re.compile("Out of date: you changed client_id after this arrived."))
    expect(part(page, "callback").get_by_role("status")).to_contain_text("Out of date: you changed client_id")
    field(page, "authorize", "scope").fill("openid")
    expect(stale(page, "callback")).to_contain_text("client_id, scope")
    expect(stale(page, "authorize")).to_be_hidden()  # there she begins again
    field(page, "authorize", "scope").fill(example.SCOPE)
    field(page, "credentials", "client_id").fill(example.CLIENT_ID)
    expect(stale(page, "callback")).to_be_hidden()
    expect(stale(page, "authorize")).to_be_hidden()
    # The state that was sent, typed in beside the redirect, is no change of the request.
    field(page, "callback", "redirect").fill(f"{example.REDIRECT_URI}?state={example.STATE}&code={example.CODE}")
    says(page, "callback", "This response is correct.")
    field(page, "callback", "state").fill(f"{example.STATE}x")
    says(page, "callback", "state isn't the one you sent")
    expect(stale(page, "callback")).to_be_hidden()
    field(page, "callback", "state").fill(example.STATE)
    says(page, "callback", "This response is correct.")
    expect(stale(page, "callback")).to_be_hidden()


def test_the_rail_shows_what_is_out_of_date(page: Page, site_url: str) -> None:
    """The step whose value belongs to an earlier request says so."""
    page.goto(f"{site_url}quickstart/#banno-admin/4")
    give(page, {**example.REQUEST, "code": example.CODE, "returned_state": example.STATE})
    step = page.locator(".pkce-rail__step", has_text="Redirect").nth(1)
    expect(step).to_have_attribute("data-state", "done")
    part(page, "authorize").locator(".pkce-advanced summary").click()
    field(page, "authorize", "scope").fill("openid email")
    expect(step).to_have_attribute("data-state", "out of date")
    expect(step).to_contain_text("out of date")


def test_a_reload_clears_the_secrets_and_says_so(page: Page, site_url: str) -> None:
    """The reader is told before and after."""
    page.goto(f"{site_url}quickstart/")
    rail = page.locator("pkce-progress")
    expect(rail).to_contain_text(
        "Leaving or reloading the page clears the secret, the verifier, the code and the tokens."
    )
    field(page, "credentials", "client_id").fill("my-client")
    expect(page.locator(".pkce-rail__step[data-state=done]")).to_have_count(1)
    page.reload()
    expect(rail).to_contain_text("are forgotten when you leave the page")
    for path, name in (("workbench/", "pkce-attempts"), ("quickstart/", "pkce-progress")):  # these forget nothing
        go(page, site_url + path)
        expect(page.locator(":not(:defined)")).to_have_count(0)
        expect(page.locator(name).first).not_to_contain_text("are forgotten when you leave the page")


def test_a_new_pair_after_the_tokens_begins_another_attempt(page: Page, site_url: str) -> None:
    """State and nonce are of one request: with the next pair the next ones are made, and the old answers are gone."""
    page.goto(f"{site_url}workbench/")
    give(page, {**example.REQUEST, **FINISHED, "redirect": "?code=a&state=b", "token_response": "{}"})
    part(page, "check").get_by_role("button", name="Create a new pair").click()
    says(page, "authorize", "Your authorization URL is ready.")
    for wire, old in (("state", example.STATE), ("nonce", example.NONCE)):
        expect(field(page, "authorize", wire)).to_have_value(re.compile(r"^[\w-]{43}$"))
        expect(field(page, "authorize", wire)).not_to_have_value(old)
    expect(field(page, "callback", "redirect")).to_have_value("")
    expect(field(page, "response", "token_response")).to_have_value("")
    expect(field(page, "credentials", "client_id")).to_have_value(example.CLIENT_ID)


def test_start_over_puts_choices_back_and_drops_answers_under_way(page: Page, site_url: str) -> None:
    """What Python was still making for the old attempt does not come into the new one."""
    page.goto(f"{site_url}quickstart/")
    begun = part(page, "provider").locator("[name=provider]").input_value()
    part(page, "provider").locator("[name=provider]").select_option("auth0")
    expect(verdict(page, "provider")).not_to_contain_text("Banno", timeout=BOOT)
    page.evaluate(HOLD, ["check"])
    page.locator(".pkce-rail").get_by_role("link", name="Verifier and challenge").click()
    own = part(page, "check")
    own.get_by_role("button", name="Create a new pair", exact=True).click()
    wait_for_an_answer(page)
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Erase").click()
    expect(part(page, "provider").locator("[name=provider]")).to_have_value(begun)
    expect(verdict(page, "provider")).to_contain_text("Banno")
    page.evaluate(LET_GO)
    field(page, "credentials", "client_id").fill("my-client")
    says(page, "authorize", "Still missing: redirect_uri and code_verifier.")
    expect(own.locator("[name=code_verifier]")).to_have_value(own.locator("[name=code_verifier]").text_content() or "")


def test_clear_wins_over_an_answer_under_way(page: Page, site_url: str) -> None:
    """An answer to what has been cleared is not shown, and gives nothing to the flow."""
    page.goto(f"{site_url}workbench/")
    give(page, {"state": example.STATE})
    says(page, "authorize", "Still missing")
    page.evaluate(HOLD, ["callback"])
    field(page, "callback", "redirect").fill(f"{example.REDIRECT_URI}?code={example.CODE}&state={example.STATE}")
    wait_for_an_answer(page)
    part(page, "callback").get_by_role("button", name="Clear").click()
    page.evaluate(LET_GO)
    expect(part(page, "callback").locator(".pkce-example")).to_be_visible()
    expect(field(page, "callback", "state")).to_have_value(example.STATE)


def test_a_new_pair_wins_over_the_tokens_of_the_old_one(page: Page, site_url: str) -> None:
    """An answer that clears the pair of then leaves the pair of now alone."""
    page.goto(f"{site_url}workbench/")
    give(page, {**example.REQUEST, "code": example.CODE, "returned_state": example.STATE})
    says(page, "token", "This command redeems your code")
    page.evaluate(HOLD, ["response"])
    field(page, "response", "token_response").fill(example.TOKEN_RESPONSE)
    wait_for_an_answer(page)
    verifier = "a-verifier-of-my-own_with.43~characters-0123"
    give(page, {"code_verifier": verifier})
    page.evaluate(LET_GO)
    expect(field(page, "check", "code_verifier")).to_have_value(verifier)
    expect(verdict(page, "check")).not_to_contain_text("used")


def test_a_failed_start_is_told_once(page: Page, built_site: BuiltSite) -> None:
    """Every part shows why Python did not start; a screen reader hears it from one of them."""
    with SiteServer(built_site.folder, overrides={"*.wasm": Override(status=503)}) as server:
        page.goto(f"{server.url}workbench/")
        give(page, {"code_verifier": example.CODE_VERIFIER})
        expect(page.locator(".pkce-boot[data-state=failed]").nth(9)).to_be_attached()
        spoken = page.locator(".pkce-status:not(:empty)")
        expect(spoken).to_have_count(1)
        page.wait_for_timeout(1000)  # longer than a screen reader is made to wait
        expect(spoken).to_have_count(1)


def test_another_provider_replaces_what_the_page_began_with(page: Page, site_url: str) -> None:
    """The first provider's endpoints are nobody's choice: the next one's take their place, in the URL too."""
    page.goto(f"{site_url}workbench/")
    give(page, {name: value for name, value in example.REQUEST.items() if name != "provider"})
    says(page, "authorize", "Your authorization URL is ready.")
    link = part(page, "authorize").get_by_role("link", name="Open the login page")
    expect(link).to_have_attribute("href", re.compile("^https://login.jackhenry.com/a/oidc-provider/"))
    part(page, "provider").locator("[name=provider]").select_option("google")
    expect(link).to_have_attribute("href", re.compile("^https://accounts.google.com/"))


def test_a_document_that_is_taken_away_takes_its_endpoints_along(page: Page, site_url: str) -> None:
    """Without the pasted document, the flow has what the chosen provider gives, and nothing of the document."""
    page.goto(f"{site_url}workbench/")
    field(page, "provider", "metadata").fill(
        '{"issuer": "https://op.example", "authorization_endpoint": "https://op.example/auth", '
        '"token_endpoint": "https://op.example/token", "response_types_supported": ["code"]}'
    )
    expect(field(page, "authorize", "authorization_endpoint")).to_have_value("https://op.example/auth", timeout=BOOT)
    part(page, "provider").get_by_role("button", name="Clear").click()
    says(page, "provider", "Banno Admin API")
    expect(field(page, "authorize", "authorization_endpoint")).to_have_value(
        re.compile("^https://login.jackhenry.com/")
    )
    expect(field(page, "token", "token_endpoint")).to_have_value(example.TOKEN_ENDPOINT)


def test_after_the_tokens_the_command_is_used_up(page: Page, site_url: str) -> None:
    """The code works once, so no command is offered again."""
    page.goto(f"{site_url}workbench/")
    give(page, {**example.REQUEST, "code": example.CODE, "returned_state": example.STATE})
    says(page, "token", "This command redeems your code")
    give(page, {"token_response": example.TOKEN_RESPONSE})
    says(page, "token", "used up")


def test_a_secret_stands_in_its_own_field_only(page: Page, site_url: str) -> None:
    """The document never holds it, not even as the cleaned value that is offered."""
    secret = "a-secret-that-a-server-made"
    page.goto(f"{site_url}workbench/")
    give(page, example.REQUEST)
    field(page, "credentials", "client_secret").fill(f"'{secret}'")
    clean = part(page, "credentials").get_by_role("button", name="Clean it")
    expect(clean).to_be_visible(timeout=BOOT)
    assert secret not in page.content()
    clean.click()
    expect(field(page, "credentials", "client_secret")).to_have_value(secret)
    expect(field(page, "credentials", "client_secret")).to_be_focused()
    expect(clean).to_have_count(0)
    assert secret not in page.content()
