"""The quickstart's steps in a real browser: one at a time, the last four on one screen, short enough to be read."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.support.parts import BOOT, field, give, part, says

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

REDIRECT_URI = "http://localhost:8080/callback"
READY = {"client_id": "my-application", "redirect_uri": REDIRECT_URI}
SCROLL_HEIGHT = "document.documentElement.scrollHeight"
WORDS = """() => {
  const words = (text) => text.split(/\\s+/).filter(Boolean).length;
  const code = [...document.querySelectorAll("main :is(code, pre)")];
  const shown = code.filter((each) => each.checkVisibility() && !each.parentElement.closest("pre"));
  return words(document.querySelector("main").innerText) - shown.reduce((sum, each) => sum + words(each.innerText), 0);
}"""
HEIGHT_OF_ALL = """() => {
  for (const each of document.querySelectorAll(".pkce-step")) each.setAttribute("data-open", "");
  for (const each of document.querySelectorAll(".pkce-node")) each.removeAttribute("data-folded");
  const open = [...document.querySelectorAll(".pkce-step > h2, .pkce-node > .pkce-panel")];
  return [open.filter((each) => each.checkVisibility()).length, document.documentElement.scrollHeight];
}"""
TOP = "(each) => each.getBoundingClientRect().top + scrollY"
PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def open_quickstart(page: Page, site_url: str, fragment: str = "") -> None:
    page.goto(f"{site_url}quickstart/{fragment}")
    expect(page.locator(":not(:defined)")).to_have_count(0)


def rail_link(page: Page, title: str) -> Locator:
    """A step in the list; on a phone the bar opens it first."""
    link = page.locator(".pkce-rail").get_by_role("link", name=title, exact=True, include_hidden=True)
    if not link.is_visible():
        page.locator(".pkce-rail__bar").click()
    return link


def opened(page: Page) -> list[str]:
    """The headings of the steps that are in sight."""
    return [each.inner_text().strip("¶ ") for each in page.locator(".pkce-step > h2:visible").all()]


def log_in(page: Page, seconds_ago: int = 0) -> str:
    """Go through the steps up to the opened login page; the redirect that answers it."""
    give(page, READY)
    rail_link(page, "Verifier and challenge").click()
    part(page, "check").get_by_role("button", name="Create a new pair").click()
    says(page, "check", "The challenge matches the verifier.")
    page.get_by_role("link", name="Next: log in").click()
    says(page, "authorize", "Your authorization URL is ready.")
    url = part(page, "authorize").locator(".pkce-go__link").get_attribute("href") or ""
    then = str(int(time.time()) - seconds_ago)
    give(page, {"authorization_requested_url": url, "authorization_requested_at": then})
    state = field(page, "authorize", "state").input_value()
    return f"{REDIRECT_URI}?code=SplxlOBeZQQYbYS6WxSbIA&state={state}"


@pytest.mark.parametrize(("width", "height", "one", "every"), [(1280, 800, 5_000, 8_000), (390, 844, 8_000, 12_000)])
def test_the_page_is_short(page: Page, site_url: str, width: int, height: int, one: int, every: int) -> None:
    """With Banno, step 1 open and Python loaded, and with all seven steps open; and the words of the first."""
    page.set_viewport_size({"width": width, "height": height})
    open_quickstart(page, site_url)
    give(page, READY)
    says(page, "provider", "guess")
    assert page.evaluate(SCROLL_HEIGHT) <= one
    assert page.evaluate(WORDS) <= 1_500
    count, all_open = page.evaluate(HEIGHT_OF_ALL)
    assert count == 4 + 5
    assert all_open <= every


def test_one_step_at_a_time(page: Page, site_url: str) -> None:
    """Next and the list open a step and close the one before; Back goes back; the address has provider and step."""
    open_quickstart(page, site_url)
    assert opened(page) == ["Provider and credentials"]
    following = page.locator(".pkce-step[data-open] .pkce-next")
    expect(following).not_to_have_class(re.compile("ready"))
    following.click()  # it is never blocked
    assert opened(page) == ["Redirect URI"]
    expect(page).to_have_url(re.compile("#banno-admin/2$"))
    rail_link(page, "Tokens").click()
    assert opened(page) == ["Log in and get your tokens"]
    expect(field(page, "response", "token_response")).to_be_visible()
    page.go_back()
    assert opened(page) == ["Redirect URI"]
    page.go_back()
    assert opened(page) == ["Provider and credentials"]


def test_an_address_opens_a_step_for_a_provider(page: Page, site_url: str) -> None:
    """A bookmark keeps provider and step; an anchor works too; what isn't known is left alone."""
    open_quickstart(page, site_url, "#keycloak/2")
    assert opened(page) == ["Redirect URI"]
    expect(page.locator("pkce-guide[data-topic=redirect]")).to_contain_text("Valid redirect URIs")
    expect(page.locator("pkce-guide[data-topic=redirect]").get_by_text("External Application")).to_be_hidden()
    rail_link(page, "Provider and credentials").click()
    expect(field(page, "provider", "provider")).to_have_value("keycloak")
    field(page, "provider", "provider").select_option("google")
    expect(page).to_have_url(re.compile("#google/1$"))
    page.goto("about:blank")
    open_quickstart(page, site_url, "#step-3")
    assert opened(page) == ["Verifier and challenge"]
    page.goto("about:blank")
    open_quickstart(page, site_url, "#no-such-provider/1")
    expect(field(page, "provider", "provider")).to_have_value("banno-admin")
    page.goto("about:blank")
    open_quickstart(page, site_url, "#%")  # no address at all
    assert opened(page) == ["Provider and credentials"]


def test_a_step_without_its_values_says_where_they_come_from(page: Page, site_url: str) -> None:
    """The list opens the login first; the button of a missing value opens its step and focuses its field."""
    open_quickstart(page, site_url, "#banno-admin/4")
    give(page, {"redirect_uri": REDIRECT_URI})
    says(page, "authorize", "Still missing: client_id and code_verifier.")
    part(page, "authorize").locator("[data-find=client_id]").click()
    assert opened(page) == ["Provider and credentials"]
    expect(field(page, "credentials", "client_id")).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_race_fits_into_a_window(page: Page, site_url: str, width: int, height: int) -> None:
    """From the button that opens the URL to the field of each act is at most one window, and finished acts fold."""
    page.set_viewport_size({"width": width, "height": height})
    open_quickstart(page, site_url)
    redirect = log_in(page)
    button = part(page, "authorize").locator(".pkce-go__link")
    top = button.evaluate(TOP)
    assert field(page, "callback", "redirect").evaluate(TOP) - top <= height
    field(page, "callback", "redirect").fill(redirect)
    copy = part(page, "token").locator(".pkce-command [data-copy]").first
    expect(copy).to_be_visible()
    expect(button).to_be_hidden()
    assert copy.evaluate(TOP) - top <= height
    copy.click()
    last = field(page, "response", "token_response")
    expect(last).to_be_focused()
    assert last.evaluate(TOP) - top <= height
    page.locator(".pkce-node[data-node='4']").last.get_by_role("button").click()  # unfolded, it is above the field
    expect(button).to_be_visible()
    assert last.evaluate(TOP) - button.evaluate(TOP) <= height


def test_a_paste_goes_to_the_field_that_waits(page: Page, site_url: str) -> None:
    """With no field focused, Ctrl+V fills the redirect, and the focus goes on to the command."""
    open_quickstart(page, site_url)
    redirect = log_in(page)
    page.evaluate("document.activeElement.blur()")
    page.evaluate(PASTE, redirect)
    expect(field(page, "callback", "redirect")).to_have_value(redirect)
    expect(part(page, "token").locator(".pkce-command [data-copy]").first).to_be_focused()
    expect(page.locator(".pkce-rail")).to_contain_text("state, came back")


def test_a_value_is_moved_to_a_step_that_is_closed(page: Page, site_url: str) -> None:
    """The step opens, and the field that got the value has the focus."""
    open_quickstart(page, site_url)
    redirect = log_in(page)
    rail_link(page, "Verifier and challenge").click()
    field(page, "check", "code_verifier").fill(redirect)
    move = part(page, "check").get_by_role("button", name="Move it to “Check the redirect”")
    expect(move).to_be_visible(timeout=BOOT)
    move.click()
    assert opened(page) == ["Log in and get your tokens"]
    expect(field(page, "callback", "redirect")).to_have_value(redirect)


def test_a_paste_that_is_too_long_is_refused(page: Page, site_url: str) -> None:
    """Also with no field focused: the field that waits stays as it is, and says why."""
    open_quickstart(page, site_url)
    log_in(page)
    page.evaluate("document.activeElement.blur()")
    page.evaluate(PASTE, "x" * 200_001)
    expect(part(page, "callback").locator("[data-note=redirect]")).to_contain_text("You pasted 200,001 characters.")
    expect(field(page, "callback", "redirect")).to_have_value("")


def test_try_again_leads_back_to_the_login(page: Page, site_url: str) -> None:
    """After a refusal, Try again opens step 4 with a new URL, and the focus is on the button that opens it."""
    open_quickstart(page, site_url)
    redirect = log_in(page)
    field(page, "callback", "redirect").fill(redirect)
    part(page, "token").locator(".pkce-command [data-copy]").first.click()
    field(page, "response", "token_response").fill('{"error": "invalid_grant"}')
    says(page, "response", "invalid_grant")
    expect(page.locator(".pkce-rail__step[data-number='7'] .pkce-rail__state")).to_have_text("failed")
    part(page, "response").get_by_role("button", name="Try again").click()
    expect(page.locator(".pkce-rail__count")).to_have_text("Step 4 of 7")
    link = part(page, "authorize").locator(".pkce-go__link")
    expect(link).to_be_focused()
    assert redirect.partition("state=")[2] not in (link.get_attribute("href") or "")
    expect(page.get_by_role("timer")).to_be_hidden()
    expect(page.locator(".pkce-rail")).not_to_contain_text("came back")


def test_back_from_the_login_tab(page: Page, site_url: str) -> None:
    """When the reader comes back to this tab, the field for the address has the focus, unless they are in another."""
    open_quickstart(page, site_url)
    log_in(page)
    page.evaluate("document.activeElement.blur()")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(field(page, "callback", "redirect")).to_be_focused()
    part(page, "callback").locator(".pkce-advanced > summary").click()
    field(page, "callback", "state").focus()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(field(page, "callback", "state")).to_be_focused()


def test_a_long_command_fits_a_narrow_phone(page: Page, site_url: str) -> None:
    """At 320 pixels, with a verifier of 128 characters, nothing scrolls sideways, and Copy is above the command."""
    page.set_viewport_size({"width": 320, "height": 700})
    open_quickstart(page, site_url, "#banno-admin/6")
    give(page, {**READY, "code": "SplxlOBeZQQYbYS6WxSbIA", "code_verifier": "Verifier_of-128.chars~" * 5 + "x" * 18})
    command = part(page, "token").locator(".pkce-result .pkce-command")
    expect(command).to_be_visible(timeout=BOOT)
    expect(command).to_contain_text("code_verifier=Verifier_of")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    copy, text = command.locator("[data-copy]"), command.locator("code").first
    assert copy.evaluate(TOP) < text.evaluate(TOP)


def test_the_clock_counts_from_the_opened_url(page: Page, site_url: str) -> None:
    """No clock before; then seconds; amber from 0:45, and a sentence after a minute."""
    open_quickstart(page, site_url, "#banno-admin/4")
    clock = page.get_by_role("timer")
    expect(clock).to_have_count(0)
    log_in(page)
    expect(clock).to_have_text(re.compile(r"^0:0\d since opening$"))
    expect(clock).to_have_attribute("data-state", "on")
    for seconds, state, words in ((46, "late", "many codes expire at 1:00"), (68, "over", "may have expired")):
        give(page, {"authorization_requested_at": str(int(time.time()) - seconds)})
        expect(clock).to_have_attribute("data-state", state)
        expect(clock).to_contain_text(words)


def test_the_clock_stops_with_the_login(page: Page, site_url: str) -> None:
    """At the moment when the answer was pasted, however late the clock is drawn; no clock after a redirect's error."""
    open_quickstart(page, site_url, "#banno-admin/4")
    redirect = log_in(page, seconds_ago=552)
    clock, now = page.get_by_role("timer"), int(time.time())
    expect(clock).to_have_attribute("data-state", "over")
    field(page, "callback", "redirect").fill(redirect.replace("code=SplxlOBeZQQYbYS6WxSbIA", "error=access_denied"))
    says(page, "callback", "access_denied")
    expect(clock).to_be_hidden()
    answer = {"code_received_at": str(now - 530), "token_response": '{"error": "invalid_grant"}'}
    give(page, answer)
    give(page, {"token_received_at": str(now - 512)})
    expect(clock).to_have_text(re.compile("answer pasted 0:4[0-9] after opening"))  # a busy machine is seconds late
    expect(clock).to_have_attribute("data-state", "on")


def test_nothing_folds_under_someone_who_types(page: Page, site_url: str) -> None:
    """A code of one letter would be enough for the next step, which waits until the field is left."""
    open_quickstart(page, site_url)
    state = log_in(page).partition("state=")[2]
    redirect = field(page, "callback", "redirect")
    redirect.fill(f"{REDIRECT_URI}?state={state}&code=")
    redirect.press("End")
    redirect.press_sequentially("S")
    expect(page.locator(".pkce-rail__step[data-number='5'] .pkce-rail__state")).to_have_text("done")
    page.wait_for_timeout(500)
    redirect.press_sequentially("plxlOBeZQQYbYS6WxSbIA", timeout=5_000)
    expect(redirect).to_be_focused()
    expect(redirect).to_have_value(re.compile("code=SplxlOBeZQQYbYS6WxSbIA$"))
    expect(page.locator(".pkce-rail__count")).to_have_text("Step 5 of 7")
    redirect.press("Tab")
    expect(page.locator(".pkce-rail__count")).to_have_text("Step 6 of 7")
    expect(redirect).to_be_hidden()


def test_all_steps_are_open_without_javascript(page_without_javascript: Page, site_url: str) -> None:
    """Every step and every act can be read, and the list leads to each."""
    page = page_without_javascript
    page.goto(f"{site_url}quickstart/")
    assert len(opened(page)) == 4
    expect(page.locator(".pkce-node > h3:visible")).to_have_count(5)
    for number in range(1, 8):
        expect(page.locator(f"#step-{number}")).to_be_visible()
        expect(page.locator(f".pkce-rail a[href='#step-{number}']")).to_be_visible()


def test_all_steps_are_printed(browser: Browser, site_url: str) -> None:
    """Paper has every step, whichever was open, and no list."""
    page = browser.new_page(service_workers="block")
    open_quickstart(page, site_url, "#banno-admin/3")
    page.emulate_media(media="print")
    assert len(opened(page)) == 4
    expect(page.locator(".pkce-node > .pkce-panel:visible")).to_have_count(5)
    expect(page.locator("pkce-progress")).to_be_hidden()
    page.close()


@pytest.mark.parametrize("width", [320, 390])
def test_the_bar_opens_the_list(page: Page, site_url: str, width: int) -> None:
    """On a phone the bar stays in sight and says the step; its button opens the list, which leads to every step."""
    page.set_viewport_size({"width": width, "height": 700})
    open_quickstart(page, site_url)
    bar = page.locator(".pkce-rail__bar")
    expect(bar).to_contain_text("1 of 7 · Provider and credentials")
    page.mouse.wheel(0, 900)
    expect(bar).to_be_in_viewport()
    expect(page.locator(".pkce-rail")).to_be_hidden()
    bar.click()
    expect(bar).to_have_attribute("aria-expanded", "true")
    rail_link(page, "Redirect URI").click()
    assert opened(page) == ["Redirect URI"]
    expect(page.locator(".pkce-rail")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_wrong_answer_is_never_a_tick(page: Page, site_url: str) -> None:
    """Tokens that can't be used: the rail says failed, and nobody is congratulated."""
    open_quickstart(page, site_url, "#banno-admin/7")
    give(page, {**READY, "scope": "openid"})
    field(page, "response", "token_response").fill('{"access_token": "t0ken-t0ken", "token_type": "Bearer"}')
    says(page, "response", "can't be used")
    expect(page.locator(".pkce-rail__step[data-number='7'] .pkce-rail__state")).to_have_text("failed")
    expect(page.locator(".pkce-after")).to_be_hidden()
