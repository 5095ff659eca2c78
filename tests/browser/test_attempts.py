"""Attempts in a real browser: what begins one, what stays, what moves, and what can be taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pkce_widgets import example
from tests.support.parts import BOOT, field, give, part, says

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

CLIENT = {"client_id": example.CLIENT_ID, "redirect_uri": example.REDIRECT_URI}
# node-oidc-provider answers every invalid_grant like this.
REFUSED = '{"error": "invalid_grant", "error_description": "grant request is invalid"}'
SECRET = "a-secret-that-a-server-made"
COMMAND = f"curl -v https://a.test/token -u my-client:{SECRET} -d client_secret={SECRET} -d code_verifier={'v' * 43}"
# What `curl -v` writes has the request above the answer.
VERBOSE = f"> Authorization: Basic bXktY2xpZW50OnNlY3JldA==\n< HTTP/1.1 400 Bad Request\n\n{REFUSED}"
# Try again gets its answer when the test lets it go.
HOLD = """async () => {
  const register = document.querySelector("script[src*='/register.mjs']").src;
  const { live } = await import(new URL("runtime.mjs", register).href);
  const call = live.call.bind(live);
  live.call = async (request) => {
    const answer = await call(request);
    if (request.action !== "create") return answer;
    await new Promise((go) => { window.letGo = go; });
    delete window.letGo;
    return answer;
  };
}"""
LET_GO = "async () => { while (!window.letGo) await new Promise((go) => setTimeout(go, 20)); window.letGo(); }"
LEAVE = "dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))"


@pytest.fixture
def bench(page: Page, site_url: str) -> Page:
    page.goto(f"{site_url}workbench/")
    give(page, CLIENT)
    part(page, "check").get_by_role("button", name="Create a new pair").click()
    ready(page)
    return page


def ready(page: Page) -> str:
    """The state of the URL that is ready."""
    says(page, "authorize", "Your authorization URL is ready.")
    expect(field(page, "authorize", "state")).not_to_have_value("")
    state = field(page, "authorize", "state").input_value()
    expect(part(page, "authorize").locator(".pkce-go a")).to_have_attribute("href", re.compile(f"state={state}"))
    return state


def take_url(page: Page) -> str:
    """Copy the URL, as a reader does who opens it; its state."""
    state = ready(page)
    part(page, "authorize").locator(".pkce-go [data-copy]").click()
    return state


def log_in(page: Page, code: str) -> str:
    """Take the URL and come back with a code; the redirect."""
    redirect = f"{example.REDIRECT_URI}?code={code}&state={take_url(page)}"
    field(page, "callback", "redirect").fill(redirect)
    expect(part(page, "callback").locator(".pkce-example")).to_be_hidden(timeout=BOOT)
    says(page, "callback", "This response is correct.")
    return redirect


def try_again(page: Page, name: str) -> None:
    before = ready(page)
    part(page, name).get_by_role("button", name="Try again").click()
    expect(field(page, "authorize", "state")).not_to_have_value(before)


def attempts(page: Page) -> Locator:
    return page.locator("pkce-attempts").first


def test_the_same_error_in_a_later_attempt(bench: Page) -> None:
    """It belongs to the attempt in which it was pasted: it isn't out of date, and no example poses as its causes."""
    log_in(bench, "the-code-of-the-first-attempt")
    field(bench, "response", "token_response").fill(REFUSED)
    says(bench, "response", "The provider refused: invalid_grant.")
    says(bench, "explain", "invalid_grant")
    try_again(bench, "response")
    explain = part(bench, "explain")
    expect(explain.locator(".pkce-example")).to_be_visible()
    expect(explain.locator(".pkce-result")).not_to_contain_text("your values")
    expect(field(bench, "response", "token_response")).to_have_value("")
    log_in(bench, "the-code-of-the-second-attempt")
    field(bench, "response", "token_response").fill(REFUSED)
    says(bench, "response", "The provider refused: invalid_grant.")
    says(bench, "explain", "invalid_grant")
    expect(explain.locator(".pkce-example")).to_be_hidden()
    for name in ("response", "explain", "callback"):
        expect(part(bench, name).locator(".pkce-stale")).to_be_hidden()


def test_the_same_text_pasted_again(bench: Page) -> None:
    """Pasting is an act: after a change made the answer out of date, the same text answers the request of now."""
    log_in(bench, "the-code-of-the-first-attempt")
    answer = field(bench, "response", "token_response")
    answer.fill(REFUSED)
    stale = part(bench, "response").locator(".pkce-stale")
    says(bench, "response", "The provider refused")
    field(bench, "credentials", "client_id").fill("another-client")
    expect(stale).to_contain_text("client_id")
    answer.fill(REFUSED)
    expect(stale).to_be_hidden()
    says(bench, "response", "The two requests have different client_ids.")
    expect(field(bench, "explain", "error")).to_have_value("invalid_grant")


def test_try_again(bench: Page) -> None:
    """State, nonce and pair are new, client and redirect URI stay, the old answers can be opened, the URL has focus."""
    log_in(bench, "the-code-of-the-first-attempt")
    field(bench, "response", "token_response").fill(REFUSED)
    says(bench, "response", "The provider refused")
    names = {"state": "authorize", "nonce": "authorize", "code_verifier": "check", "code_challenge": "check"}
    before = {wire: field(bench, name, wire).input_value() for wire, name in names.items()}
    try_again(bench, "response")
    for wire, name in names.items():
        expect(field(bench, name, wire)).not_to_have_value(before[wire])
        expect(field(bench, name, wire)).to_have_value(re.compile(r"^[\w-]{43}$"))
    for wire, value in CLIENT.items():
        expect(field(bench, "authorize", wire)).to_have_value(value)
    expect(field(bench, "callback", "redirect")).to_have_value("")
    expect(part(bench, "authorize").locator(".pkce-go a")).to_be_focused()
    expect(attempts(bench)).to_contain_text("Attempt 2")
    first = attempts(bench).locator("details")
    expect(first.locator("summary")).to_have_text("Attempt 1: invalid_grant")
    first.locator("summary").click()
    for text in ("the-code-of-the-first-attempt", "grant request is invalid"):
        expect(first.get_by_text(text).first).to_be_visible()
    expect(first).not_to_contain_text(before["code_verifier"])


def test_try_again_while_python_is_slow(bench: Page) -> None:
    """The button says that it waits; if the reader goes on meanwhile, nothing begins; and no field loses the focus."""
    log_in(bench, "the-code-of-the-first-attempt")
    field(bench, "response", "token_response").fill(REFUSED)
    says(bench, "response", "The provider refused")
    state, box = field(bench, "authorize", "state"), part(bench, "response").locator(".pkce-again")
    before, client_id = state.input_value(), field(bench, "credentials", "client_id")
    bench.evaluate(HOLD)
    box.get_by_role("button", name="Try again").click()
    expect(box.get_by_role("button", name="Loading…")).to_be_disabled()
    client_id.press("End")
    client_id.press_sequentially("x")
    bench.evaluate(LET_GO)
    expect(box).to_contain_text("Not done, because something else changed meanwhile.")
    expect(state).to_have_value(before)
    box.get_by_role("button", name="Try again").click()
    client_id.focus()
    bench.evaluate(LET_GO)
    expect(state).not_to_have_value(before)
    ready(bench)
    bench.wait_for_timeout(500)
    expect(client_id).to_be_focused()


def test_try_again_on_a_page_without_the_url(page: Page, site_url: str) -> None:
    """It goes on to the quickstart's login; a page that leads nowhere has no such button."""
    page.goto(f"{site_url}troubleshooting/")
    give(page, {**example.REQUEST, "redirect": f"{example.REDIRECT_URI}?code=a&state=b", "error": "invalid_grant"})
    button = part(page, "explain").get_by_role("button", name="Try again")
    expect(button).to_be_visible(timeout=BOOT)
    link = page.locator("a", has_text="log in once more")
    href = link.get_attribute("href") or ""
    link.evaluate("(each) => each.removeAttribute('href')")
    expect(button).to_be_hidden()
    link.evaluate("(each, href) => each.setAttribute('href', href)", href)
    button.click()
    expect(page).to_have_url(re.compile("quickstart/#"))
    ready(page)
    expect(page.locator(".pkce-rail__count")).to_have_text("Step 4 of 7")
    expect(part(page, "authorize").locator(".pkce-go a")).to_be_focused()


def test_a_redirect_of_another_attempt(bench: Page) -> None:
    """It is shown as from that attempt, begins none, and brings no code."""
    old = log_in(bench, "the-code-of-the-first-attempt")
    before = ready(bench)
    part(bench, "check").get_by_role("button", name="Create a new pair").click()
    expect(field(bench, "authorize", "state")).not_to_have_value(before)
    expect(attempts(bench)).to_contain_text("Attempt 1: no answer")
    state = take_url(bench)
    field(bench, "callback", "redirect").fill(old)
    says(bench, "callback", "This redirect is from attempt 1.")
    expect(field(bench, "authorize", "state")).to_have_value(state)
    expect(part(bench, "token")).not_to_contain_text("the-code-of-the-first-attempt")
    expect(attempts(bench).locator("details")).to_have_count(1)


def test_a_url_with_a_new_state_begins_an_attempt(bench: Page) -> None:
    """The same URL taken twice is one attempt, whose code counts from the first time; another state is another one."""
    take_url(bench)
    take_url(bench)
    expect(attempts(bench).locator("details")).to_have_count(0)
    field(bench, "authorize", "state").fill("a-state-of-my-own-that-nobody-can-guess")
    verifier = field(bench, "check", "code_verifier").input_value()
    take_url(bench)
    expect(attempts(bench).locator("summary")).to_have_text("Attempt 1: no redirect")
    expect(field(bench, "check", "code_verifier")).to_have_value(verifier)
    expect(field(bench, "authorize", "state")).to_have_value("a-state-of-my-own-that-nobody-can-guess")


def test_an_error_of_another_login_is_not_of_this_one(bench: Page) -> None:
    """An error that was pasted before the URL was opened belongs to an earlier login."""
    field(bench, "explain", "error").fill("invalid_client")
    says(bench, "explain", "invalid_client")
    take_url(bench)
    expect(attempts(bench).locator("summary")).to_have_text("Attempt 1: invalid_client")
    expect(field(bench, "explain", "error")).to_have_value("")


def test_starting_over_asks_and_can_be_undone(bench: Page) -> None:
    """It says what it erases. Undo brings back all but the secret, until the reader goes on."""
    field(bench, "credentials", "client_secret").fill(SECRET)
    give(bench, {"token_request": COMMAND})
    log_in(bench, "the-code-of-the-first-attempt")
    client_id, box = field(bench, "credentials", "client_id"), attempts(bench)
    start, undo = (box.get_by_role("button", name=name, exact=True) for name in ("Start over", "Undo"))
    start.click()
    expect(box).to_contain_text("Erase everything? Provider, client ID, redirect URI and all attempts go too.")
    keep = box.get_by_role("button", name="Keep them")
    expect(keep).to_be_focused()
    keep.click()
    expect(start).to_be_focused()
    expect(client_id).to_have_value(example.CLIENT_ID)
    start.click()
    box.get_by_role("button", name="Erase").click()
    expect(client_id).to_have_value("")
    expect(field(bench, "callback", "redirect")).to_have_value("")
    expect(undo).to_be_focused()
    undo.click()
    expect(client_id).to_have_value(example.CLIENT_ID)
    expect(field(bench, "callback", "redirect")).to_have_value(re.compile("the-code-of-the-first-attempt"))
    expect(field(bench, "credentials", "client_secret")).to_have_value("")
    expect(field(bench, "response", "token_request")).to_have_value("")
    expect(undo).to_be_hidden()
    start.click()
    box.get_by_role("button", name="Erase").click()
    expect(undo).to_be_visible()
    field(bench, "token", "client_secret_from").dispatch_event("input")  # a choice is no new value
    expect(undo).to_be_visible()
    client_id.press_sequentially("x")
    expect(undo).to_be_hidden()


def test_the_age_has_two_bounds(bench: Page) -> None:
    """Counted from the paste the code is at least so old, and counted from the URL at most."""
    log_in(bench, "the-code-of-the-first-attempt")
    row = part(bench, "callback").locator(".pkce-apart__case", has_text="Age of the code")
    expect(row).to_have_text(
        re.compile(
            r"at least 0:\d\d, counted from when you pasted it, at most 0:\d\d, counted from when you opened the URL"
        )
    )


@pytest.mark.parametrize("kept", [True, False], ids=["the page was kept", "the page is loaded again"])
def test_what_is_secret_is_forgotten_with_the_page(bench: Page, *, kept: bool) -> None:
    """After Back or Reload, what the browser kept is there, the secrets are not, and the page says what to enter."""
    field(bench, "credentials", "client_secret").fill(SECRET)
    log_in(bench, "the-code-of-the-first-attempt")
    if kept:
        bench.evaluate(LEAVE)
        assert "the-code-of-the-first-attempt" not in bench.content()
        bench.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
        expect(attempts(bench)).to_contain_text(
            "Enter again or make anew: client_secret, code_verifier, code, redirect."
        )
    else:
        address = bench.url
        bench.goto(re.sub("workbench/.*", "glossary/", address))
        bench.go_back()
        expect(attempts(bench)).to_contain_text("are forgotten when you leave the page")
    expect(field(bench, "credentials", "client_secret")).to_have_value("")
    expect(field(bench, "callback", "redirect")).to_have_value("")
    expect(field(bench, "check", "code_verifier")).to_have_value("")
    expect(field(bench, "credentials", "client_id")).to_have_value(example.CLIENT_ID)
    expect(field(bench, "redirect-uri", "redirect_uri")).to_have_value(example.REDIRECT_URI)


def test_an_earlier_attempt_shows_and_keeps_no_secret(bench: Page) -> None:
    """Its command has dots for secrets; when the page is left, command, code and answer go, also from what is shown."""
    code = "the-code-of-the-first-attempt"
    log_in(bench, code)
    give(bench, {"token_request": COMMAND, "token_response": VERBOSE})
    says(bench, "response", "invalid_grant")
    try_again(bench, "response")
    first = attempts(bench).locator("details")
    first.locator("summary").click()
    expect(first).to_contain_text("-u my-client:•••••••• -d client_secret=•••••••• -d code_verifier=••••••••")
    expect(first).to_contain_text("Authorization: Basic ••••••••")
    shown = first.inner_html()
    assert not [each for each in (SECRET, "vvvv", "bXktY2") if each in shown]
    bench.evaluate(LEAVE)
    shown = first.inner_html()
    assert not [each for each in (code, "curl", "Bad Request") if each in shown]


@pytest.mark.parametrize(("answer", "kept"), [(VERBOSE, ""), (REFUSED, REFUSED)], ids=["with its request", "alone"])
def test_an_answer_with_its_request_is_forgotten(bench: Page, answer: str, kept: str) -> None:
    """A refusal stays when the page is left, unless it has the Authorization header of its request."""
    field(bench, "response", "token_response").fill(answer)
    says(bench, "response", "invalid_grant")
    bench.evaluate(LEAVE)
    expect(field(bench, "response", "token_response")).to_have_value(kept)


def test_a_value_in_the_wrong_field_is_moved(bench: Page) -> None:
    """The field says what it got, and one button moves it to its place, where it is judged as if pasted there."""
    redirect = f"{example.REDIRECT_URI}?code=a-code-of-many-characters&state={take_url(bench)}"
    lint = field(bench, "lint", "lint_url")
    target = field(bench, "callback", "redirect")
    target.fill("https://app.test/?code=another-code&state=b")
    lint.fill(redirect)
    note = part(bench, "lint").locator("[data-note=lint_url]")
    expect(note).to_contain_text("This is the redirect back to a client.", timeout=BOOT)
    move = note.get_by_role("button", name="Move it to “Check the redirect”")
    move.click()
    expect(note).to_contain_text("Not moved: “Check the redirect” had another text, which stays.")
    expect(target).to_have_value("https://app.test/?code=another-code&state=b")
    expect(lint).to_have_value(redirect)
    expect(lint).to_be_focused()
    target.fill("")
    move.click()
    expect(lint).to_have_value("")
    expect(field(bench, "callback", "redirect")).to_have_value(redirect)
    expect(field(bench, "callback", "redirect")).to_be_focused()
    says(bench, "callback", "This response is correct.")
