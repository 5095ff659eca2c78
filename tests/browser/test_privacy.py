"""What a reader types stays in her tab: nothing is kept, nothing leaves, and the policy blocks nothing of ours."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.support.landing import CODE, COMMAND, ERROR, SECRET, Landing
from tests.support.privacy import Elsewhere, Traffic, Violations, expect_forgotten, found_in, kept, open_and_settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, Route

PATIENCE = 30  # seconds, on a busy machine
VERIFIER = "my-own.Verifier~that_nobody-else-has-0123456789"
WRONG = "my-own-challenge_that-nobody-else-has-01234"


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as server:
        yield server


def eventually(question: Callable[[], bool], page: Page, what: Callable[[], object]) -> None:
    """Ask until it is so, and let the browser's events in meanwhile."""
    until = time.monotonic() + PATIENCE
    while not question():
        assert time.monotonic() < until, str(what())
        page.wait_for_timeout(50)


def use_the_landing(page: Page) -> list[str]:
    """Go through all that the landing does, and return the values that were in it."""
    landing = Landing(page, page.url)
    landing.paste(COMMAND)
    landing.says("Right", "No mistake shows in your token request.")
    landing.values.get_by_role("button", name="Show: code", exact=True).click()
    landing.paste(ERROR)
    landing.says("Not enough to tell", "The server refused your code")
    landing.root.get_by_text("Is this wrong?").click()
    expect(landing.root.get_by_role("region", name="The report")).to_contain_text("### 3. Token request")
    landing.button("Clear all").click()
    verifier, challenge = landing.field("code_verifier"), landing.field("code_challenge")
    verifier.fill(VERIFIER)
    challenge.fill(WRONG)
    landing.says("Wrong · proved", "doesn't match")
    landing.button("Create a pair").click()
    landing.says("Right", "The challenge matches the verifier.")
    landing.button("Copy the challenge").click()
    expect(landing.root.get_by_text("Copied").first).to_be_visible()
    return [VERIFIER, WRONG, verifier.input_value(), challenge.input_value(), SECRET, CODE]


def go_elsewhere_on_the_site(page: Page) -> None:
    """Follow a tab to a page that has code to copy; Material swaps it into this one."""
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Reference").click()
    expect(page.get_by_role("heading", name="The pkce command", level=1)).to_be_visible()


def test_nothing_is_kept_and_nothing_leaves(context: BrowserContext, site_url: str) -> None:
    """After a whole use of the landing, with navigation and back, no trace of the values is anywhere."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    traffic = Traffic(context)
    page = context.new_page()
    open_and_settle(page, site_url)
    values = use_the_landing(page)
    go_elsewhere_on_the_site(page)
    page.go_back()
    expect(page.locator("pkce-answer textarea[name=code_verifier]")).to_have_value(values[2])
    expect_forgotten(page, traffic, site_url, values)


def test_the_watches_see(context: BrowserContext, site_url: str, elsewhere: Elsewhere) -> None:
    """A value in any storage, in the history or in a request is found: the test above can fail."""
    traffic, violations = Traffic(context), Violations(context)
    page = context.new_page()
    open_and_settle(page, site_url)
    places = [f"a+secret/in {number}" for number in range(10)]
    page.evaluate(
        """async (values) => {
          localStorage.a = values[0];
          sessionStorage.a = JSON.stringify({a: values[1]});
          document.cookie = `a=${encodeURIComponent(values[2])}`;
          history.replaceState({a: values[3]}, '', `#${encodeURIComponent(values[4])}`);
          const request = indexedDB.open('a');
          request.onupgradeneeded = () => request.result.createObjectStore('b').put({c: btoa(values[5])}, 'd');
          await new Promise((resolve) => { request.onsuccess = resolve; });
          request.result.close();
          await (await caches.open('a')).put('/b', new Response(values[6]));
          const file = await (await navigator.storage.getDirectory()).getFileHandle('a', {create: true});
          const stream = await file.createWritable();
          await stream.write(values[7]);
          await stream.close();
          window.name = values[8];
          document.title = values[9];
        }""",
        places,
    )
    assert found_in(kept(page), places) == places
    page.evaluate("(value) => fetch(`?${new URLSearchParams({value})}`, {method: 'POST', body: value})", "a+value sent")
    page.evaluate("(url) => fetch(url).catch(() => {})", elsewhere.url)
    eventually(
        lambda: any(text.startswith("connect-src ") for text in violations.found), page, lambda: violations.found
    )
    assert traffic.carried(["a+value sent", "not sent at all"]) == ["a+value sent"]


@pytest.mark.parametrize("path", ["", "quickstart/"])
def test_the_page_counts_its_requests(page: Page, site_url: str, path: str) -> None:
    """As the browser counts them: nothing before Python is there; then what page and worker ask for, by name."""
    page.route("**/*.wasm", lambda route: held.append(route))
    held: list[Route] = []
    page.goto(site_url + path)
    panel = page.locator(".pkce-privacy")
    panel.locator("summary").click()
    expect(panel).to_contain_text("Python isn’t running in this tab")
    panel.locator("summary").click()
    page.evaluate(
        "() => { window.started = import('/assets/live-python/client.mjs').then(({ live }) => live.boot()); }"
    )
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    page.evaluate("() => window.started")
    panel.locator("summary").click()
    expect(panel).to_contain_text("Anything else: 0")
    expect(panel).to_contain_text("Stopped by the page’s policy: 0")
    page.evaluate("() => fetch('/robots-of-nobody.txt?code=secret').then((answer) => answer.text())")
    page.wait_for_function("() => performance.getEntriesByType('resource').some(({ name }) => name.includes('nobody'))")
    page.evaluate("() => fetch('https://elsewhere.example/?code=secret').catch(() => {})")
    panel.get_by_role("button", name="Count again").click()
    expect(panel).to_contain_text("Stopped by the page’s policy: 1")
    expect(panel).to_contain_text("robots-of-nobody.txt")
    expect(panel).to_contain_text("https://elsewhere.example/")
    expect(panel).not_to_contain_text("secret")


def test_the_policy_blocks_nothing_of_ours(context: BrowserContext, site_folder: Path, site_url: str) -> None:
    """Every page loads, and search, colors, navigation, copy buttons and the checker work, without a violation."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    violations = Violations(context)
    page = context.new_page()
    pages = [path.relative_to(site_folder).as_posix() for path in sorted(site_folder.rglob("*.html"))]
    assert "404.html" in pages
    for path in pages:
        open_and_settle(page, site_url + path)
        assert page.locator("head > meta[http-equiv=Content-Security-Policy]").count() == 1
        assert violations.found == [], path
    open_and_settle(page, site_url)
    use_the_landing(page)
    colors = page.locator("body").get_attribute("data-md-color-scheme")
    page.get_by_title("Use dark colors" if colors == "default" else "Use light colors").click()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", colors or "")
    page.get_by_role("textbox", name="Search").press_sequentially("verifier")
    result = page.locator(".md-search-result__link").first
    expect(result).to_be_visible()
    page.evaluate("window.samePage = true")
    page.keyboard.press("Escape")
    go_elsewhere_on_the_site(page)
    button = page.get_by_role("button", name="Copy to clipboard").first
    button.click()
    expect(page.get_by_text("Copied to clipboard").first).to_be_visible()
    assert page.evaluate("window.samePage") is True
    page.go_back()
    expect(page.locator("pkce-answer")).to_be_visible()
    assert violations.found == []
