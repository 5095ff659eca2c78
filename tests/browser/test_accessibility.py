"""axe-core finds nothing to object to: on every page, in every state of the parts, light and dark, narrow and wide."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pkce_widgets import example
from tests.support.parts import BOOT, give, part, says
from tests.support.server import Override, SiteServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.support.site import BuiltSite

ROOT = Path(__file__).parents[2]
AXE = ROOT / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"
ARTIFACTS = ROOT / "tests" / "artifacts"
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (320, 1280)]
CORNERS = [("light", 1280), ("dark", 320)]
RUN = """async () => {
  // A colour that is on its way to another is no colour yet.
  const moving = () => document.getAnimations().filter((each) => each.playState === "running");
  await Promise.all(moving().map((each) => each.finished.catch(() => {})));
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.html}`).join("; ")}`);
}"""
GO = """(url) => {
  const link = Object.assign(document.createElement("a"), { href: url });
  document.body.append(link);
  link.click();
  link.remove();
}"""
WRONG = {
    "provider": "custom",
    "metadata": '{"issuer": "http://a.example"}',
    "client_id": "cli\u00e9nt",
    "redirect_uri": "http://app.example/cb#here",
    "registered_redirect_uri": "https://app.example/cb",
    "code_verifier": "too-short",
    "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
    "state": "abc",
    "lint_url": "http://op.example/auth?response_type=token&client_id=a&client_id=b&state=",
    "redirect": "http://app.example/cb?error=access_denied&state=abd",
    "token_response": '{"error": "invalid_grant", "error_description": "PKCE verification failed"}',
    "jwks": "{}",
    "error": "invalid_grant",
}
RIGHT = {
    **example.REQUEST,
    "redirect": f"{example.REDIRECT_URI}?code={example.CODE}&state={example.STATE}",
    "lint_url": example.AUTHORIZATION_URL,
}
TAKEN_AMISS = ("credentials", "check", "authorize", "lint", "callback", "response")  # by WRONG


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a fresh profile, which has no palette remembered, without motion."""
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(BOOT)
    yield context.new_page()
    context.close()


def choose(page: Page, scheme: str) -> None:
    """Use the page's own button for light and dark colours."""
    button = page.locator(f'label[title="Use {scheme} colours"]')
    if button.is_visible():
        button.click()
    wanted = "slate" if scheme == "dark" else "default"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", wanted)


def inspect(page: Page, name: str, looks: list[tuple[str, int]]) -> None:
    """Run axe on the page in each look, and keep a picture."""
    ARTIFACTS.mkdir(exist_ok=True)
    for scheme, width in looks:
        page.set_viewport_size({"width": width, "height": 900})
        choose(page, scheme)
        found = page.evaluate(RUN)
        page.screenshot(path=ARTIFACTS / f"{name}-{scheme}-{width}.jpeg", full_page=True, type="jpeg", quality=60)
        assert not found, f"{name}, {scheme}, {width}:\n" + "\n".join(found)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_page(page: Page, built_site: BuiltSite) -> None:
    """Each page of the site, reached through instant navigation; those of one template take turns with the looks."""
    files = [file for file in sorted(built_site.folder.rglob("*.html")) if file.name != "404.html"]
    paths = [file.relative_to(built_site.folder).as_posix().removesuffix("index.html") for file in files]
    assert len(paths) > 20
    page.goto(f"{built_site.url}404.html")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    inspect(page, "404", CORNERS)
    for number, path in enumerate(paths):
        page.evaluate(GO, built_site.url + path)
        expect(page).to_have_url(built_site.url + path)
        expect(page.locator("link[rel=canonical]")).to_have_attribute("href", built_site.url + path)
        alike = path.startswith(("reference/", "providers/"))
        inspect(page, path.strip("/").replace("/", "-") or "quickstart", [CORNERS[number % 2]] if alike else CORNERS)
    assert page.evaluate("typeof axe") == "object"  # it was one page all the time


def test_before_python_runs(page: Page, built_site: BuiltSite) -> None:
    """A part that loads, and one that could not start."""
    hold = threading.Event()
    wasm = Override(hold=hold)
    with SiteServer(built_site.folder, overrides={"*.wasm": wasm}) as server:
        page.goto(f"{server.url}how-it-works/")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        part(page, "tamper").locator("select").select_option(index=1)
        expect(part(page, "tamper").locator(".pkce-boot__bar")).to_be_visible()
        inspect(page, "state-loading", LOOKS)
        wasm.status = 503
        hold.set()
        expect(part(page, "tamper").get_by_role("button", name="Retry")).to_be_visible()
        inspect(page, "state-failed", LOOKS)


def test_every_state(page: Page, built_site: BuiltSite) -> None:
    """All parts with their examples, waiting for values, wrong, right, and after the end."""
    page.clock.set_system_time(example.NOW)
    page.goto(f"{built_site.url}workbench/")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    inspect(page, "state-example", LOOKS)
    give(page, {"client_id": "a"})
    says(page, "authorize", "Still missing")
    inspect(page, "state-empty", CORNERS)
    give(page, WRONG)
    says(page, "response", "The server refused")
    for name in TAKEN_AMISS:
        expect(part(page, name).locator(".pkce-result")).not_to_have_attribute("data-state", "right")
    inspect(page, "state-wrong", LOOKS)
    give(page, {**dict.fromkeys(WRONG, ""), **RIGHT})
    says(page, "token", "This command redeems your code")
    inspect(page, "state-right", CORNERS)
    give(page, {"token_response": example.TOKEN_RESPONSE})
    says(page, "token", "used up")
    inspect(page, "state-finished", CORNERS)
