"""The look of the panels: neutral until used, examples on demand, colors that mean one thing, choices that stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pkce_widgets import example
from tests.support.landing import CHALLENGE, COMMAND, URL, WITH_NEWLINE, Landing
from tests.support.parts import BOOT, field, give, part, says

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TONED = ".pkce-result:is([data-state=right], [data-state=warning], [data-state=wrong], [data-state=stopped])"
COLOR = "(it) => getComputedStyle(it).color"
SIZES = """() => {
  const sizes = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const box = text.parentElement;
    if (!text.data.trim() || !box.checkVisibility() || box.closest("script, style, noscript, svg, .md-skip")) continue;
    sizes.add(Math.round(parseFloat(getComputedStyle(box).fontSize) * 10) / 10);
  }
  return [...sizes].sort((one, other) => one - other);
}"""
SMALL = """() => [...document.querySelectorAll("button, select, textarea, input, summary, .md-button, .pkce-rail a")]
  .filter((each) => each.closest(".md-content"))
  .filter((each) => each.checkVisibility() && !each.closest(".md-code__nav, .tabbed-control") && each.type !== "radio")
  .filter((each) => (each.closest(".pkce-checks label") ?? each).getBoundingClientRect().height < 43.5)
  .map((each) => `${each.tagName} ${each.className} ${each.textContent.slice(0, 20)}`)"""
BEGIN = """async () => {
  const register = document.querySelector("script[src*='/register.mjs']").src;
  (await import(new URL("flow.mjs", register).href)).flow.begin({ state: "of-another-attempt" }, "a test");
}"""
PAGES = ["", "workbench/", "how-it-works/", "troubleshooting/"]


@pytest.mark.parametrize("path", [*PAGES, "quickstart/"])
def test_no_verdict_is_there_on_load(page: Page, site_url: str, path: str) -> None:
    """No green, amber or red, no example in sight and nothing of it to copy, with Python loaded or not (fault 1)."""
    page.goto(site_url + path)
    expect(page.locator(":not(:defined)")).to_have_count(0)
    expect(page.locator(TONED)).to_have_count(0)
    expect(page.locator(".pkce-example[open]")).to_have_count(0)
    expect(page.locator(".pkce-command")).to_have_count(page.locator(".pkce-example .pkce-command").count())
    assert page.locator(".pkce-example [data-copy], .pkce-example button").count() == 0


def test_an_example_goes_with_the_first_value(page: Page, site_url: str) -> None:
    """It opens on demand, says that it is one, and is gone once the reader has a value there; Clear brings it back."""
    page.goto(f"{site_url}workbench/")
    shown = part(page, "check").locator(".pkce-example")
    shown.get_by_text("Show an example").click()
    expect(shown).to_contain_text("A worked example")
    expect(shown).to_contain_text("The challenge matches the verifier.")
    expect(page.locator(TONED)).to_have_count(0)
    field(page, "check", "code_verifier").fill("a-verifier-of-my-own_with.43~characters-0123")
    says(page, "check", "This is a valid verifier.")
    expect(shown).to_be_hidden()
    part(page, "check").get_by_role("button", name="Clear").click()
    says(page, "check", "Paste a verifier, or create a pair.")
    expect(shown).to_be_visible()
    expect(part(page, "check").locator(".pkce-result")).to_have_attribute("data-state", "empty")


def test_own_values_never_get_an_examples_verdict(page: Page, site_url: str) -> None:
    """With a client_id alone, the parts that need more say which step they wait for, and show no command (fault 1)."""
    page.goto(f"{site_url}workbench/")
    field(page, "credentials", "client_id").fill("my-client")
    field(page, "redirect-uri", "redirect_uri").fill(example.REDIRECT_URI)
    says(page, "authorize", "Still missing: code_verifier.")
    words = [part(page, name).locator(".pkce-verdict__word") for name in ("authorize", "token")]
    expect(words[0]).to_have_text("Waiting for step 3")
    expect(words[1]).to_have_text("Waiting for step 5")
    expect(page.locator(".pkce-result .pkce-command")).to_have_count(0)
    give(page, {"redirect": f"{example.REDIRECT_URI}?error=access_denied&state=x"})
    says(page, "callback", "access_denied")
    expect(part(page, "token").locator(".pkce-result")).to_have_attribute("data-state", "waiting")


def test_color_means_one_thing(page: Page, site_url: str) -> None:
    """Right is green, right with a warning amber, wrong red, and each has its word; a secret is ink (fault 8)."""
    page.goto(f"{site_url}workbench/")
    check, word = part(page, "check"), part(page, "check").locator(".pkce-verdict__word")
    give(page, {"code_verifier": example.CODE_VERIFIER, "code_challenge": example.CODE_CHALLENGE})
    expect(word).to_have_text("Right, with a warning", timeout=BOOT)
    amber = word.evaluate(COLOR)
    expect(check.locator(".pkce-verdict")).not_to_contain_text("But read")
    check.get_by_role("button", name="Create a new pair").click()
    expect(word).to_have_text("Right")
    green = word.evaluate(COLOR)
    field(page, "check", "code_challenge").fill(f"{example.CODE_CHALLENGE}=")
    expect(word).to_have_text("Wrong · proved")
    red = word.evaluate(COLOR)
    assert (amber, green, red) == ("rgb(138, 82, 0)", "rgb(20, 112, 60)", "rgb(179, 38, 30)")
    secret = page.locator("[data-value=client_secret] .pkce-field__name").first
    ink = check.locator(".pkce-panel__title").evaluate(COLOR)
    assert secret.evaluate(COLOR) == ink == check.locator(".pkce-verdict__text").evaluate(COLOR)
    tint = "(all) => all.map((it) => getComputedStyle(it).backgroundColor)"
    assert not {amber, green, red} & set(page.locator(".pkce-field__name").evaluate_all(tint))


def test_a_stopped_attack_is_a_success(page: Page, site_url: str) -> None:
    """Whoever changes a value is stopped: the word is Stopped, and it is green (fault 8)."""
    page.goto(f"{site_url}how-it-works/")
    tamper = part(page, "tamper")
    tamper.get_by_label("Value to change").select_option("code_verifier")
    word = tamper.locator(".pkce-verdict__word")
    expect(word).to_have_text("Stopped", timeout=BOOT)
    assert word.evaluate(COLOR) == "rgb(20, 112, 60)"
    expect(tamper.locator(".pkce-level[data-level=error]")).to_have_count(0)


def test_passes_fold(page: Page, site_url: str) -> None:
    """What passed is counted on one line, and opens on demand."""
    page.goto(f"{site_url}workbench/")
    part(page, "check").get_by_role("button", name="Create a new pair").click()
    says(page, "check", "The challenge matches the verifier.")
    result = part(page, "check").locator(".pkce-result")
    passed = result.locator(".pkce-finding[data-level=pass]").first
    expect(passed).to_be_hidden()
    result.get_by_text("3 checks passed").click()
    expect(passed).to_be_visible()


def test_a_verdict_can_be_called_wrong(page: Page, site_url: str) -> None:
    """Each verdict has "Is this wrong?": a report of what the page said, without the reader's secrets."""
    page.goto(f"{site_url}workbench/")
    wrong = part(page, "check").locator(".pkce-wrong")
    expect(wrong).to_be_hidden()
    give(page, {"client_id": "my-client", "client_secret": "a-secret-of-my-own", "code": "my-c0de-of-today"})
    part(page, "check").get_by_role("button", name="Create a new pair").click()
    says(page, "check", "The challenge matches the verifier.")
    verifier = field(page, "check", "code_verifier").input_value()
    wrong.get_by_text("Is this wrong?").click()
    report = wrong.locator(".pkce-report__text")
    expect(report).to_contain_text("workbench/ says: Check your pair. Right. The challenge matches the verifier.")
    expect(report).to_contain_text("client_id: `my-client`")
    for secret in (verifier, "a-secret-of-my-own", "my-c0de-of-today"):
        assert secret not in wrong.inner_html()
    expect(wrong.get_by_role("button", name="Copy: the report")).to_be_visible()
    assert wrong.get_by_role("link").count() == 0  # no address of a repository is set
    page.evaluate("""() => document.head.append(Object.assign(document.createElement('meta'),
        { name: 'pkce-issues', content: 'https://git.example/ada/pkce/issues/new?template=wrong-answer.yml' }))""")
    field(page, "check", "code_challenge").fill("")
    says(page, "check", "This is a valid verifier.")
    expect(wrong).not_to_have_attribute("open", "")  # the report was about another answer
    wrong.get_by_text("Is this wrong?").click()
    expect(wrong.get_by_role("link", name="Open the issue form")).to_have_attribute("href", re.compile("wrong-answer"))


def test_the_shell_stays_chosen(page: Page, site_url: str) -> None:
    """Across parts, pages, Start over and visits; nothing of the flow is stored with it."""
    page.goto(f"{site_url}workbench/")
    field(page, "token", "shell").select_option("httpie")
    give(page, {"client_id": "my-client", "code_verifier": example.CODE_VERIFIER})
    page.reload()
    expect(field(page, "token", "shell")).to_have_value("httpie")
    stored = page.evaluate("Object.entries(localStorage).filter(([name]) => !name.startsWith('/.__'))")
    assert stored == [["pkce.shell", "httpie"]]
    page.evaluate("localStorage.setItem('pkce.shell', 'a shell that is gone')")
    page.reload()
    expect(field(page, "token", "shell")).to_have_value(re.compile("posix|powershell"))
    page.evaluate("localStorage.clear()")


@pytest.mark.parametrize("path", ["quickstart/", "workbench/"])
def test_windows_begins_with_powershell(page: Page, site_url: str, path: str) -> None:
    """Every part that asks for the shell, on load and after Start over; the line for the secret is PowerShell's."""
    page.add_init_script("Object.defineProperty(navigator, 'platform', { value: 'Win32' })")
    page.goto(site_url + path)
    expect(page.locator(":not(:defined)")).to_have_count(0)
    for _ in range(2):
        for shell in page.locator(".pkce-form [name=shell]").all():
            expect(shell).to_have_value("powershell")
        if page.locator("pkce-secret").count():
            expect(part(page, "secret").locator(".pkce-setting")).to_contain_text("Read-Host", timeout=BOOT)
        page.get_by_role("button", name="Start over").click()
        page.get_by_role("button", name="Erase").click()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", [*PAGES, "quickstart/", "reference/pkce/", "code-examples/", "providers/"])
def test_six_sizes_of_text(page: Page, site_url: str, path: str, width: int) -> None:
    """Six sizes are used and no other, none below 13 pixels."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_url + path)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert set(page.evaluate(SIZES)) <= ({34, 26, 20, 16, 14, 13} if width == 1280 else {26, 20, 16, 14, 13})


@pytest.mark.parametrize("width", [390, 1180])
@pytest.mark.parametrize("path", [*PAGES, "quickstart/"])
def test_targets_fit_a_thumb(browser: Browser, site_url: str, path: str, width: int) -> None:
    """On touch, everything that can be pressed in a panel is at least 44 pixels high, and fields don't zoom in."""
    page = browser.new_page(
        viewport={"width": width, "height": 844}, has_touch=True, is_mobile=True, service_workers="block"
    )
    page.goto(site_url + path)
    expect(page.locator(":not(:defined)")).to_have_count(0)
    assert page.evaluate(SMALL) == []
    fields = page.locator(".pkce-form :is(textarea, select):visible")
    assert set(fields.evaluate_all("(all) => all.map((it) => getComputedStyle(it).fontSize)")) <= {"16px"}
    page.close()


@pytest.mark.parametrize("width", [390, 1180])
def test_what_appears_later_fits_a_thumb(browser: Browser, site_url: str, width: int) -> None:
    """The answer of the landing, folded acts of the quickstart, and earlier attempts, in the six sizes of text."""
    page = browser.new_page(
        viewport={"width": width, "height": 844}, has_touch=True, is_mobile=True, service_workers="block"
    )
    landing = Landing(page, site_url)
    for text in (COMMAND, URL.replace(CHALLENGE, WITH_NEWLINE)):
        landing.paste(text)
        expect(landing.box).to_have_value("", timeout=BOOT)
    landing.says("Wrong · proved", "")
    expect(landing.answer.get_by_label("Language of the fix")).to_be_visible()
    expect(landing.values.locator(".pkce-link").first).to_be_visible()
    assert page.evaluate(SMALL) == []
    page.goto(f"{site_url}quickstart/#banno-admin/4")
    give(page, {"client_id": example.CLIENT_ID, "redirect_uri": example.REDIRECT_URI, "state": example.STATE})
    give(page, {"code_verifier": example.CODE_VERIFIER, "code_challenge": example.CODE_CHALLENGE})
    give(page, {"authorization_requested_url": example.AUTHORIZATION_URL, "authorization_requested_at": "1772366420"})
    give(page, {"redirect": f"{example.REDIRECT_URI}?code={example.CODE}&state={example.STATE}"})
    expect(page.locator(".pkce-node__show:visible").first).to_be_visible(timeout=BOOT)
    assert page.evaluate(SMALL) == []
    page.evaluate(BEGIN)
    if page.locator(".pkce-rail__bar").is_visible():
        page.locator(".pkce-rail__bar").click()
    expect(page.locator(".pkce-attempts summary").first).to_be_visible()
    expect(page.locator(".pkce-rail a").first).to_be_visible()
    assert page.evaluate(SMALL) == []
    assert set(page.evaluate(SIZES)) <= {34, 26, 20, 16, 14, 13}
    page.close()


def test_privacy_is_said_once(page: Page, site_url: str) -> None:
    """One line on each page with live parts, with the way to check it, and none elsewhere."""
    for path in PAGES:
        page.goto(site_url + path)
        expect(page.get_by_text("Nothing you paste leaves this tab.")).to_have_count(1)
        page.get_by_text("How to check").click()
        expect(page.get_by_text("Open your browser’s developer tools")).to_be_visible()
    page.goto(f"{site_url}rules/")
    expect(page.get_by_text("Nothing you paste leaves this tab.")).to_have_count(0)
