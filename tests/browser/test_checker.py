"""The checker on the built site, in a real browser, with the real runtime: what a reader does and what she sees."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pkce_core import check_pair, diagnose_challenge
from tests.support.matrix import matrix

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
RIGHT = "The challenge matches the verifier."
VECTORS = Path(__file__).parents[1] / "vectors"
BOOT = 30_000  # milliseconds until the runtime has answered for the first time, on a busy machine


class Checker:
    """The first checker of a page, as a reader meets it: by labels and buttons."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator("pkce-check").first
        self.verifier = self.root.get_by_label("Verifier code_verifier")
        self.challenge = self.root.get_by_label("Challenge code_challenge")
        self.verdict = self.root.locator(".pkce-verdict__text")
        self.result = self.root.locator(".pkce-result")

    def says(self, text: str) -> None:
        expect(self.verdict).to_contain_text(text, timeout=BOOT)

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)


@pytest.fixture
def checker(page: Page, site_url: str) -> Checker:
    page.goto(f"{site_url}workbench/")
    checker = Checker(page)
    expect(checker.verifier).to_be_visible()  # now it listens
    return checker


def test_the_published_pair(checker: Checker) -> None:
    """RFC 7636 Appendix B's verifier gives the published challenge, step by step, and the pair is right."""
    checker.verifier.fill(VERIFIER)
    expect(checker.result.locator(".pkce-steps")).to_contain_text(CHALLENGE, timeout=BOOT)
    checker.challenge.fill(CHALLENGE)
    checker.says(RIGHT)
    expect(checker.result).to_have_attribute("data-state", "warning")  # because everyone knows it


def test_every_row_of_the_mistakes_table_is_named(checker: Checker) -> None:
    """Each wrong challenge of the table gets the explanation that names its mistake, and a fix.

    The field itself removes what is around a challenge, so those mistakes have a table of their own.
    """
    table = json.loads((VECTORS / "mistakes.json").read_text(encoding="utf-8"))
    checker.verifier.fill(table["code_verifier"])
    assert len(table["single"]) >= 9
    for slug, challenge in table["single"].items():
        diagnosis = diagnose_challenge(table["code_verifier"], challenge)
        assert diagnosis
        assert diagnosis.mistakes == (slug,)
        checker.challenge.fill(challenge)
        checker.says(diagnosis.explanation)
        expect(checker.challenge).to_have_attribute("aria-invalid", "true")
        expect(checker.result.locator(".pkce-fix code")).to_have_text(diagnosis.fix)


def test_create_makes_a_new_pair_each_time(checker: Checker) -> None:
    """The primary button fills both fields with a good pair, another one at each press."""
    made: set[str] = set()
    for _ in range(2):
        checker.button("Create a new pair").click()
        checker.says(RIGHT)
        expect(checker.verifier).not_to_have_value(next(iter(made), VERIFIER), timeout=BOOT)
        pair = checker.verifier.input_value(), checker.challenge.input_value()
        report = check_pair(*pair)
        assert report.ok
        assert not report.warnings
        made.add(pair[0])
    assert len(made) == 2


def test_the_fields_are_empty_at_first(checker: Checker) -> None:
    """No example is in the fields, so none is held against the reader's own verifier."""
    expect(checker.verifier).to_have_value("")
    checker.verifier.fill("a-verifier-of-my-own_with.43~characters-0123")
    checker.says("This is a valid verifier.")
    expect(checker.challenge).to_have_value("")


def test_clear_empties_both_fields_and_puts_the_focus_back(checker: Checker) -> None:
    """After Clear the reader can type at once, and the panel says what to do."""
    checker.button("Clear").click()
    expect(checker.verifier).to_be_focused()
    expect(checker.verifier).to_have_value("")
    expect(checker.challenge).to_have_value("")
    checker.says("Paste a verifier")


def test_a_pasted_line_break_is_left_out_and_said(checker: Checker) -> None:
    """A line break that came with copying is not held against the value, and the field keeps what was typed."""
    checker.verifier.fill(VERIFIER + "\n")
    checker.challenge.fill(CHALLENGE + "\n")
    checker.says(RIGHT)
    expect(checker.root.get_by_text("Checked without the line break around it.")).to_have_count(2)
    expect(checker.verifier).to_have_value(VERIFIER + "\n")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        pytest.param(VERIFIER[:42], "42 characters, 1 too few", id="42"),
        pytest.param("Ab3-" * 32 + "x", "129 characters, 1 too many", id="129"),
        pytest.param(VERIFIER + "\x00", "NUL", id="NUL"),
        pytest.param(VERIFIER[:-1] + "😀", "Character 43", id="emoji"),
        pytest.param("\u202e" + VERIFIER, "Character 1", id="right-to-left override"),
        pytest.param("שלום" + VERIFIER, "Character 1", id="right-to-left text"),
        pytest.param("<img src=x onerror=alert(1)><script>alert(2)</script>", "Character 1", id="markup"),
        pytest.param(VERIFIER + "+", "Character 44", id="plus"),
        pytest.param("\ud800" + VERIFIER, "Character 1", id="half a character"),
    ],
)
def test_bad_input_gets_a_clear_message(checker: Checker, text: str, answer: str) -> None:
    """Bad text in either field is named, nothing executes, and the next good value is checked as usual."""
    checker.page.on("dialog", lambda dialog: pytest.fail(f"something ran: {dialog.message}"))
    set_value = "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})); }"
    raw = json.dumps(text)
    checker.verifier.evaluate(f"(field) => ({set_value})(field, {raw})")
    checker.says(answer)
    checker.challenge.evaluate(f"(field) => ({set_value})(field, {raw})")
    expect(checker.challenge).to_have_attribute("aria-invalid", "true", timeout=BOOT)
    assert checker.root.locator("img, script").count() == 0
    checker.verifier.fill(VERIFIER)
    checker.challenge.fill(CHALLENGE)
    checker.says(RIGHT)


def test_ten_megabytes_pasted(checker: Checker) -> None:
    """Ten million characters are refused with their number, what was typed stays, and the page goes on."""
    page = checker.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    checker.verifier.fill(VERIFIER)
    checker.verifier.select_text()
    page.evaluate("navigator.clipboard.writeText('a'.repeat(10_000_000))")
    page.keyboard.press("Control+V")
    expect(checker.root.get_by_text("You pasted 10,000,000 characters.")).to_be_visible()
    expect(checker.verifier).to_have_value(VERIFIER)
    page.evaluate("navigator.clipboard.writeText('short')")
    page.keyboard.press("Control+V")
    expect(checker.verifier).to_have_value("short")


def test_ten_megabytes_set_by_a_program(checker: Checker) -> None:
    """Ten million characters that did get into the field are counted, not drawn."""
    checker.verifier.evaluate(
        "(field) => { field.value = 'a'.repeat(10_000_000); field.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    checker.says("10,000,000 characters")
    checker.verifier.fill(VERIFIER)
    checker.says("This is a valid verifier.")


def test_copy_puts_the_challenge_on_the_clipboard(checker: Checker) -> None:
    """The copy button copies the whole value and says so."""
    checker.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    checker.verifier.fill(VERIFIER)
    button = checker.root.get_by_role("button", name="Copy: the challenge")
    button.click()
    expect(button).to_have_text("Copied")
    assert checker.page.evaluate("navigator.clipboard.readText()") == CHALLENGE


def test_keyboard_alone(checker: Checker) -> None:
    """Tab reaches the fields and buttons in reading order."""
    checker.verifier.focus()
    checker.page.keyboard.type(VERIFIER)
    checker.page.keyboard.press("Tab")
    expect(checker.challenge).to_be_focused()
    checker.page.keyboard.type(CHALLENGE + "=")
    checker.says("padding")
    checker.page.keyboard.press("Tab")
    expect(checker.button("Create a new pair")).to_be_focused()
    checker.page.keyboard.press("Enter")
    checker.says(RIGHT)


def test_both_values_pasted_at_once_go_into_their_fields(checker: Checker) -> None:
    """What `pkce pair` prints can be pasted whole."""
    checker.verifier.fill(f"code_verifier={VERIFIER}\ncode_challenge={CHALLENGE}\ncode_challenge_method=S256\n")
    checker.says(RIGHT)
    expect(checker.verifier).to_have_value(VERIFIER)
    expect(checker.challenge).to_have_value(CHALLENGE)


def test_typing_is_judged_when_it_is_done(checker: Checker) -> None:
    """Key by key the reader sees how far she is, and no error before she leaves the field."""
    checker.button("Clear").click()
    checker.page.keyboard.type("dBjft")
    checker.says("5 of 43 characters.")
    expect(checker.verifier).to_have_attribute("aria-invalid", "false")
    checker.challenge.focus()
    checker.says("5 characters, 38 too few")


def test_one_polite_status_tells_the_verdict(checker: Checker) -> None:
    """A screen reader hears word and sentence once the reader pauses, from one status region."""
    checker.verifier.fill(VERIFIER)
    checker.challenge.fill(CHALLENGE + "=")
    status = checker.root.get_by_role("status")
    expect(status).to_have_count(1)
    expect(status).to_contain_text(
        "Wrong · proved. This challenge was made from the verifier, but it keeps its = padding.", timeout=BOOT
    )


def test_values_light_up_together(page: Page, site_url: str) -> None:
    """Pointing at one occurrence of the challenge lights up the others, in the rail too."""
    page.goto(f"{site_url}quickstart/#banno-admin/3")
    checker = Checker(page)
    checker.verifier.fill(VERIFIER)
    before = "(node) => getComputedStyle(node).backgroundColor"
    other = checker.page.locator(".pkce-rail__value[data-flow=code_challenge] code")
    dark = other.evaluate(before)
    checker.result.locator(".pkce-steps [data-value=code_challenge] code").hover()
    assert other.evaluate(before) != dark


def test_the_diagram_carries_the_readers_values(checker: Checker) -> None:
    """The arrows show the reader's own challenge, shortened, and never the whole verifier; after Clear, the example."""
    checker.button("Create a new pair").click()
    checker.says(RIGHT)
    challenge, verifier = checker.challenge.input_value(), checker.verifier.input_value()
    page = checker.page
    drawing = page.locator("pkce-diagram svg")
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Guides").click()
    expect(drawing).to_contain_text(f"{challenge[:7]}…{challenge[-5:]}")
    assert verifier[:8] not in (drawing.text_content() or "")
    page.go_back()
    Checker(page).button("Clear").click()
    page.go_forward()
    expect(drawing).to_be_visible()
    expect(drawing).not_to_contain_text(challenge[:7])


def test_pages_in_use_show_the_same_pair(checker: Checker) -> None:
    """A value entered once appears in the quickstart, and what is changed there appears here."""
    checker.verifier.fill(VERIFIER)
    checker.challenge.fill(CHALLENGE + "=")
    checker.says("padding")
    page = checker.page
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Quickstart").click()
    page.locator(".pkce-rail").get_by_role("link", name="Verifier and challenge").click()
    second = Checker(page)
    second.says("padding")
    second.challenge.fill(CHALLENGE)
    second.says(RIGHT)
    page.go_back()
    page.go_back()
    expect(Checker(page).challenge).to_have_value(CHALLENGE)
    Checker(page).says(RIGHT)


def test_only_the_part_in_use_speaks(checker: Checker) -> None:
    """A screen reader hears the verdict of the part that the reader types into, although others answer too."""
    checker.verifier.fill(VERIFIER)
    checker.challenge.fill(CHALLENGE[:-1])
    expect(checker.root.get_by_role("status")).to_contain_text("cut off", timeout=BOOT)
    spoken = checker.page.locator(".pkce-panel .pkce-status").all_text_contents()
    assert len([text for text in spoken if text.strip()]) == 1


def test_a_failed_start_is_told_and_retry_checks_what_was_typed(context: BrowserContext, site_url: str) -> None:
    """Without the runtime the panel says why and keeps the text; Retry starts it, checks, and keeps the focus."""
    page = context.new_page()
    page.route("**/*.wasm", lambda route: route.abort())
    page.goto(f"{site_url}workbench/")
    checker = Checker(page)
    checker.verifier.fill(VERIFIER)
    checker.challenge.fill(CHALLENGE + "=")
    retry = checker.button("Retry")
    expect(retry).to_be_visible(timeout=BOOT)
    expect(checker.root.locator(".pkce-boot__text")).to_contain_text("Python didn't start: ")
    expect(checker.root.get_by_role("status")).to_contain_text("Not checked", timeout=BOOT)
    checker.says("Python is not running.")
    expect(checker.challenge).to_have_value(CHALLENGE + "=")
    page.unroute("**/*.wasm")
    retry.click()
    checker.says("padding")
    expect(retry).to_be_hidden()
    expect(checker.verifier).to_be_focused()


def test_what_is_typed_while_an_answer_fails_is_checked(checker: Checker) -> None:
    """A failed answer to older text does not leave the newest text unchecked."""
    checker.verifier.fill(VERIFIER)
    checker.challenge.fill(CHALLENGE + "=")
    checker.says("padding")
    checker.page.evaluate(
        """async () => {
          const register = document.querySelector('script[src*=register]').src;
          const {live} = await import(new URL('../live-python/client.mjs', register).href);
          const call = live.call.bind(live);
          live.call = async (...request) => {
            live.call = call;
            await new Promise((resolve) => setTimeout(resolve, 500));
            throw new Error('It took too long.');
          };
        }"""
    )
    checker.challenge.fill("first")
    checker.challenge.fill(CHALLENGE)
    checker.says(RIGHT)


def test_instant_navigation_and_back_keep_the_pair_and_the_runtime(checker: Checker) -> None:
    """Going to another page and back keeps what was typed and does not load Python again."""
    page = checker.page
    page.evaluate("window.samePage = true")
    checker.verifier.fill(VERIFIER)
    checker.challenge.fill(CHALLENGE + "=")
    checker.says("padding")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Reference").click()
    expect(page.get_by_role("heading", name="The pkce command", level=1)).to_be_visible()
    page.go_back()
    back = Checker(page)
    expect(back.challenge).to_have_value(CHALLENGE + "=")
    back.says("padding")
    assert page.evaluate("window.samePage") is True
    assert not [url for url in requests if re.search(r"\.(wasm|zip|whl)", url)]


def test_a_reload_forgets_the_pair(checker: Checker) -> None:
    """The pair lives in memory only: after a reload the fields are empty."""
    checker.button("Create a new pair").click()
    checker.says(RIGHT)
    checker.page.reload()
    expect(checker.verifier).to_have_value("")


def test_under_a_sub_path(page: Page, sub_path_url: str) -> None:
    """The same site works in a folder of a host, checker and navigation included."""
    page.goto(f"{sub_path_url}workbench/")
    checker = Checker(page)
    checker.verifier.fill(VERIFIER)
    checker.challenge.fill(CHALLENGE + "=")
    checker.says("padding")
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Reference").click()
    expect(page.get_by_role("heading", name="The pkce command", level=1)).to_be_visible()
    page.go_back()
    expect(Checker(page).challenge).to_have_value(CHALLENGE + "=")
    Checker(page).says("padding")


def test_without_javascript(page_without_javascript: Page, site_url: str) -> None:
    """The worked example opens without JavaScript, and no control is shown that would do nothing."""
    page = page_without_javascript
    page.goto(f"{site_url}workbench/")
    first = page.locator("pkce-check").first
    expect(first.get_by_text(RIGHT).first).to_be_hidden()
    first.get_by_text("Show an example").click()
    expect(first.get_by_text(RIGHT).first).to_be_visible()
    expect(first.locator(".pkce-steps")).to_contain_text(CHALLENGE)
    expect(first.locator("textarea").first).to_be_hidden()
    expect(first.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize(
    ("width", "scheme"),
    matrix(
        {f"{width}-{scheme}": (width, scheme) for width in (320, 768, 1280) for scheme in ("light", "dark")},
        ["320-light", "1280-dark"],
    ),
)
def test_fits_the_width(context: BrowserContext, site_url: str, width: int, scheme: str) -> None:
    """Long values wrap inside their box: the page itself never scrolls sideways."""
    page = context.new_page()  # of a fresh profile, which has no palette remembered
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{site_url}workbench/")
    checker = Checker(page)
    checker.verifier.fill(VERIFIER)
    checker.challenge.fill("a" * 128)
    checker.says("No known mistake")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    artifacts = Path(__file__).parents[1] / "artifacts"
    artifacts.mkdir(exist_ok=True)
    page.screenshot(path=artifacts / f"checker-{scheme}-{width}.png", full_page=True)
