"""The landing in a real browser: anything that is pasted gets its answer, and what is shown is true."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pkce_core import provider_names
from tests.support.axe import CORNERS, inspect, load_axe
from tests.support.landing import CHALLENGE, COMMAND, ERROR, REDIRECT, SECRET, URL, VERIFIER, WITH_NEWLINE, Landing
from tests.support.parts import BOOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page


def test_an_error_alone_is_not_enough_to_tell(landing: Landing) -> None:
    """Its causes come in order, four of them in sight; the box asks for the text that settles most."""
    landing.paste(ERROR)
    landing.says("Not enough to tell", "The server refused your code, and doesn't say why.")
    expect(landing.root.locator(".pkce-answer__causes > li")).to_have_count(4)
    expect(landing.root.get_by_text("rarer causes")).to_be_visible()
    expect(landing.root.locator("label").first).to_have_text("Next, paste your token request")
    expect(landing.box).to_have_value("")
    landing.root.get_by_text("Where do I find it?").click()
    expect(landing.root.get_by_text("“Copy as cURL” from the browser's network panel")).to_be_visible()
    expect(landing.values).to_contain_text("grant request is invalid")
    expect(landing.values).to_contain_text("Your token request settles cause")


def test_the_question_is_answered_with_a_click(landing: Landing) -> None:
    """Yes makes it the likely cause, no rules out what it answers wholly, and a reader may not know."""
    landing.paste(ERROR)
    landing.button("Don’t know").click()
    expect(landing.root.get_by_text("Did more than a minute pass")).to_be_visible()
    landing.button("No").click()  # some codes end sooner
    expect(landing.root.get_by_text("Did more than a minute pass")).to_have_count(0)
    landing.button("Undo last paste").click()
    landing.button("Undo last paste").click()
    landing.button("No").click()
    expect(landing.root.get_by_text("Ruled out (1)")).to_be_visible()
    landing.button("Undo last paste").click()
    landing.button("Yes").click()
    landing.says("Wrong · likely", "The code was redeemed before.")
    expect(landing.answer).to_be_focused()


def test_several_texts_make_one_answer(landing: Landing) -> None:
    """Paste adds: the slash that only two texts show is likely, because the command may have been edited."""
    for text in (ERROR, COMMAND.replace("/callback ", "/callback/ "), URL):
        landing.paste(text)
    landing.says("Wrong · likely", "has a slash at the end of its path")
    expect(landing.answer).to_contain_text("This is so if you sent the request unchanged.")
    expect(landing.answer.locator("mark")).to_have_text("/")
    expect(landing.values).to_contain_text("from the authorization URL")
    expect(landing.values).to_contain_text("from your token request")


def test_a_mistake_is_proved_with_its_fix(landing: Landing) -> None:
    """The newline is marked, the fix is in the language that the reader chooses, and it names its proof."""
    landing.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    landing.paste(f"{COMMAND}\n\n{URL.replace(CHALLENGE, WITH_NEWLINE)}")
    landing.says("Wrong · proved", "This challenge was made from the verifier plus a newline.")
    expect(landing.answer).to_contain_text("Proved by your token request and the authorization URL.")
    expect(landing.answer.locator("mark")).to_have_text("\\n")
    expect(landing.answer.locator(".pkce-answer__fix")).to_contain_text("printf %s")
    landing.answer.get_by_label("Language of the fix").select_option("python")
    expect(landing.answer.locator(".pkce-answer__fix")).to_contain_text("hashlib")
    landing.button("Copy the right challenge").click()
    expect(landing.answer.get_by_role("button", name="Copied")).to_be_visible()
    assert landing.page.evaluate("navigator.clipboard.readText()") == CHALLENGE


def test_a_secret_is_dots_at_once_and_never_shown(landing: Landing) -> None:
    """In the box, among the values, in the report and in the whole page: only dots; the checks still have it."""
    landing.page.route("**/*.wasm", lambda route: None)  # Python never starts
    landing.page.reload()
    landing.paste(COMMAND)
    expect(landing.box).to_have_value(COMMAND.replace(SECRET, "••••••••"))
    landing.page.unroute_all()
    landing.page.reload()
    landing.paste(COMMAND)
    landing.says("Right", "No mistake shows in your token request.")
    expect(landing.values).to_contain_text("client_secret")
    expect(landing.root.get_by_text("14 checks passed")).to_have_count(0)
    assert SECRET not in landing.page.content()
    landing.paste(COMMAND.replace(SECRET, "my-application"))
    landing.says("Wrong · likely", "client_secret")


def test_paste_anywhere_and_undo(landing: Landing) -> None:
    """With no field focused, what is pasted goes to the box; Undo takes it back, and undoes Clear all."""
    landing.page.locator("h1").click()
    landing.paste(URL)
    landing.says("Right", "No mistake shows in the authorization URL.")
    expect(landing.box).to_be_focused()
    landing.paste(REDIRECT)
    expect(landing.values).to_contain_text("from the authorization URL and the redirect")
    landing.button("Undo last paste").click()
    expect(landing.values).not_to_contain_text("the redirect")
    landing.button("Clear all").click()
    expect(landing.root).to_have_attribute("data-mode", "start")
    landing.button("Undo").click()
    landing.says("Right", "No mistake shows in the authorization URL.")


def test_clear_all_brings_no_secret_back_and_waits_for_nothing(landing: Landing) -> None:
    """Undo after Clear all has everything but a text with a secret, and only until the next input."""
    landing.paste(COMMAND)
    landing.says("Right", "No mistake shows in your token request.")
    landing.paste(URL)
    expect(landing.values).to_contain_text("from the authorization URL")
    landing.button("Clear all").click()
    expect(landing.root.get_by_text("Undo doesn’t bring back a text with a secret.")).to_be_visible()
    landing.button("Undo").click()
    expect(landing.values).to_contain_text("from the authorization URL")
    expect(landing.values).not_to_contain_text("from your token request")
    landing.button("Clear all").click()
    landing.box.press_sequentially("x")
    expect(landing.button("Undo")).to_have_count(0)


@pytest.mark.parametrize("error", ["invalid_grant", "invalid_client", "redirect_uri_mismatch", "invalid_request"])
def test_a_common_error_is_one_click(landing: Landing, error: str) -> None:
    """Each chip gives its answer."""
    landing.button(error).click()
    landing.says("Not enough to tell", "")
    expect(landing.values).to_contain_text(error)


def test_the_pair_below_the_box(landing: Landing) -> None:
    """Typed values are judged once they can be; a new pair is right; nothing is wrong while a value is typed."""
    verifier, challenge = landing.field("code_verifier"), landing.field("code_challenge")
    verifier.press_sequentially(VERIFIER[:12])
    expect(landing.root.locator("[data-note=code_verifier]")).to_have_text("12 of 43 characters.", timeout=BOOT)
    expect(landing.root).to_have_attribute("data-mode", "start")
    expect(verifier).to_be_focused()
    verifier.press("Tab")
    landing.says("Wrong · proved", "The verifier has 12 characters")
    verifier.fill(VERIFIER)
    challenge.fill(CHALLENGE)
    landing.says("Right", "The challenge matches the verifier.")
    challenge.fill(WITH_NEWLINE)
    landing.says("Wrong · proved", "plus a newline")
    expect(challenge).to_be_focused()
    expect(challenge).to_have_attribute("aria-invalid", "true")
    landing.button("Create a pair").click()
    landing.says("Right", "The challenge matches the verifier.")
    assert verifier.input_value() != VERIFIER


def test_no_answer_outlives_its_values(landing: Landing) -> None:
    """While a value is changed key by key, the verdict on the earlier one is gone; so is that on a word in the box."""
    verifier = landing.field("code_verifier")
    verifier.fill(VERIFIER)
    landing.field("code_challenge").fill(CHALLENGE)
    landing.says("Right", "The challenge matches the verifier.")
    verifier.press("End")
    verifier.press("Backspace")
    landing.says("Not finished", "42 of 43 characters.")
    verifier.blur()  # what is too short is a mistake now
    landing.says("Wrong · proved", "")
    landing.button("Clear all").click()
    landing.box.press_sequentially("invalid_grant")
    landing.says("Not enough to tell", "The server refused your code")
    landing.box.press("Backspace")
    expect(landing.root).to_have_attribute("data-mode", "start")


def test_the_example_is_said_to_be_one(landing: Landing) -> None:
    """It is neither right nor wrong, has nothing to copy, and disappears once there is a value of the reader's."""
    landing.button("Try an example").click()
    example = landing.root.locator(".pkce-answer__example")
    expect(example).to_contain_text("plus a newline")
    expect(landing.root.locator(".pkce-verdict__word:visible")).to_have_count(0)
    expect(landing.root.get_by_role("button", name="Copy")).to_have_count(0)
    landing.button("Clear it").click()
    expect(landing.root).to_have_attribute("data-mode", "start")
    landing.button("Try an example").click()
    landing.paste(URL)
    landing.says("Right", "No mistake shows in the authorization URL.")
    expect(example).to_have_count(0)


def test_what_is_pasted_while_python_loads_is_kept(context: BrowserContext, site_url: str) -> None:
    """The box takes it, shows it, lets the reader edit it and says how far loading is; the answer needs no click."""
    page, held = context.new_page(), []
    page.route("**/*.wasm", lambda route: held.append(route))
    landing = Landing(page, site_url)
    landing.paste(ERROR)
    expect(landing.box).to_have_value(ERROR)
    expect(landing.root.get_by_text("Your paste is kept. The answer appears here.")).to_be_visible()
    expect(landing.root.locator("[data-part=bytes]")).to_contain_text(" MB", timeout=BOOT)
    landing.paste(COMMAND)
    expect(landing.box).to_have_value(f"{ERROR}\n\n{COMMAND.replace(SECRET, '••••••••')}")
    landing.box.press("End")
    page.wait_for_timeout(100)
    for route in held:
        route.continue_()
    landing.says("Not enough to tell", "The server refused your code")
    expect(landing.values).to_contain_text("from your token request")
    expect(landing.box).to_have_value("")


def test_a_failed_start_is_told_and_can_be_tried_again(context: BrowserContext, site_url: str) -> None:
    """What was pasted stays, and is checked after Load it again."""
    page = context.new_page()
    page.route("**/*.wasm", lambda route: route.abort())
    landing = Landing(page, site_url)
    landing.paste(ERROR)
    expect(landing.root.get_by_text("Not loaded")).to_be_visible(timeout=BOOT)
    expect(landing.box).to_have_value(ERROR)
    page.unroute_all()
    landing.button("Load it again").click()
    landing.says("Not enough to tell", "The server refused your code")


def test_above_the_fold(page: Page, site_url: str) -> None:
    """At 1280x800 box, chips, pair and the way to tokens are in sight; at 390x844 the box, the pair and its heading."""
    page.set_viewport_size({"width": 1280, "height": 800})
    landing = Landing(page, site_url)
    whole = [
        landing.box,
        landing.button("invalid_request"),
        landing.button("Try an example"),
        landing.field("code_challenge"),
    ]
    ways = [page.get_by_role("heading", name="Get tokens, step by step"), page.get_by_label("Provider", exact=True)]
    for each in [*whole, *ways, page.get_by_role("link", name="Start", exact=True)]:
        expect(each).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 390, "height": 844})
    for each in [landing.box, landing.field("code_challenge"), landing.button("Try an example"), ways[0]]:
        expect(each).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") == 0


def place(part: Locator) -> FloatRect:
    box = part.bounding_box()
    assert box
    return box


def test_box_answer_values_in_this_order(landing: Landing) -> None:
    """What is seen, read and reached by Tab on a phone has one sequence, and two columns need no reordering."""
    landing.paste(ERROR)
    landing.says("Not enough to tell", "")
    for width, beside in ((390, False), (1280, True)):
        landing.page.set_viewport_size({"width": width, "height": 844})
        box, answer, values = map(place, (landing.box, landing.answer, landing.values))
        assert (answer["x"] > box["x"] + box["width"]) is beside
        assert values["y"] > (box["y"] if beside else answer["y"] + answer["height"] - 1)
    assert not landing.root.evaluate(
        "(root) => [...root.querySelectorAll('*')].filter((each) => getComputedStyle(each).order !== '0').length"
    )
    landing.box.focus()
    landing.page.keyboard.press("Tab")
    expect(landing.root.get_by_text("Where do I find it?")).to_be_focused()
    landing.page.keyboard.press("Tab")
    expect(landing.button("Yes")).to_be_focused()


def test_the_picker_leads_to_the_provider(landing: Landing) -> None:
    """The address has the provider and the step, never a value."""
    landing.page.get_by_label("Provider", exact=True).select_option("keycloak")
    landing.page.get_by_role("link", name="Start", exact=True).click()
    expect(landing.page).to_have_url(f"{landing.url}quickstart/#keycloak/1")


def test_a_provider_chosen_before_any_script_came(page: Page, site_url: str) -> None:
    """On a slow line, a reader may be faster than the scripts: one link shows, and it's that of the choice."""
    page.route("**/register*.mjs", lambda route: None)  # it's on its way all the time
    page.goto(site_url, wait_until="commit")
    start = page.get_by_role("link", name="Start", exact=True)
    for number in range(len(provider_names())):
        page.get_by_label("Provider", exact=True).select_option(index=number)
        expect(start).to_have_count(1)
        expect(start).to_have_attribute("href", re.compile(f"#{provider_names()[number]}/1$"))


def test_what_is_pasted_here_is_there_when_the_reader_comes_back(landing: Landing) -> None:
    """Instant navigation keeps it."""
    landing.paste(URL)
    landing.says("Right", "")
    landing.page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Reference").click()
    expect(landing.page.get_by_role("heading", level=1, name="The pkce command")).to_be_visible()
    landing.page.go_back()
    landing.says("Right", "No mistake shows in the authorization URL.")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("hello world", "This doesn’t look like a part of a login."),
        ("x" * 10_000_000, ""),
        (f"{URL}&login_hint={'a' * 2_000}", "No mistake shows in the authorization URL."),
        ('{"error": "invalid_grant"}\n{"error": "invalid_client"}', ""),
        ('<img src=x onerror="window.ran = 1">', "This doesn’t look like a part of a login."),
        ("\x00\x1b[31m\ud83d\ude00\u202e", "This doesn’t look like a part of a login."),
    ],
    ids=["words", "ten megabytes", "long URL", "two errors", "HTML", "control characters"],
)
def test_bad_input(landing: Landing, text: str, sentence: str) -> None:
    """Whatever is pasted, the page says what happened, loses nothing and runs nothing."""
    landing.paste(text)
    if len(text) > 200_000:
        expect(landing.root.get_by_text("You pasted 10,000,000 characters.")).to_be_visible()
        expect(landing.box).to_have_value("")
        return
    expect(landing.answer.locator(".pkce-verdict__word:visible")).not_to_have_text("Loading the checker", timeout=BOOT)
    expect(landing.answer.locator(".pkce-verdict__text:visible")).to_contain_text(sentence)
    if sentence.startswith("This doesn’t"):
        expect(landing.box).to_have_value(text)
    assert landing.page.evaluate("window.ran") is None


def test_axe(browser: Browser, site_url: str) -> None:
    """Each state of the landing, light and dark, wide and narrow."""
    context = browser.new_context(reduced_motion="reduce", service_workers="block")
    page = context.new_page()
    landing = Landing(page, site_url)
    load_axe(page)
    inspect(page, "landing", CORNERS)
    for name, texts in {"answer": [COMMAND, URL.replace(CHALLENGE, WITH_NEWLINE)], "error": [ERROR]}.items():
        for text in texts:
            landing.paste(text)
        landing.says("Wrong · proved" if name == "answer" else "Not enough to tell", "")
        for summary in landing.root.locator("summary:visible").all():
            summary.click()
        inspect(page, f"landing-{name}", CORNERS)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        landing.button("Clear all").click()
    landing.button("Try an example").click()
    inspect(page, "landing-example", CORNERS)
    context.close()


def test_without_javascript(page_without_javascript: Page, site_url: str) -> None:
    """No box that would do nothing; the reader learns what there is, and the way to tokens is a link."""
    page = page_without_javascript
    page.goto(site_url)
    expect(page.locator(".pkce-noscript")).to_contain_text("The checker needs JavaScript.")
    expect(page.locator("pkce-answer :is(textarea, select, button):visible")).to_have_count(0)
    expect(page.get_by_role("link", name="Start", exact=True)).to_have_attribute("href", "quickstart/#banno-admin/1")


@pytest.fixture(autouse=True)
def quiet(page: Page) -> Iterator[None]:
    """No test leaves an error on the console."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield
    assert errors == []
