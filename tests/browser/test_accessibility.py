"""axe-core finds nothing to object to: on every page, in every state of the parts, light and dark, narrow and wide."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pkce_widgets import example
from pkce_widgets.parts.jwt import part as jwt_part
from tests.support.axe import CORNERS, LOOKS, choose, inspect, load_axe, objections
from tests.support.parts import BOOT, give, part, says
from tests.support.server import Override, SiteServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.support.site import BuiltSite

GO = """(url) => {
  const link = Object.assign(document.createElement("a"), { href: url });
  document.body.append(link);
  link.click();
  link.remove();
}"""
PLANT = """() => {
  const main = document.querySelector("article");
  const pale = Object.assign(document.createElement("p"), { textContent: "Pale words" });
  pale.style.color = "#999999";
  main.append(document.createElement("img"), pale);
}"""
CONTRAST = """(selector) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const light = (color) => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((each) => each / 255);
    const [r, g, b] = parts.map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.querySelectorAll(selector)].map((text) => {
    const { fill, stroke } = getComputedStyle(text);
    const lane = document.querySelector(".pkce-lane");
    const below = lane ? getComputedStyle(lane).fill : getComputedStyle(document.body).backgroundColor;
    const ground = stroke === "none" ? below : stroke;
    const [dark, bright] = [light(fill), light(ground)].sort((one, other) => one - other);
    return [(bright + 0.05) / (dark + 0.05), text.textContent];
  });
}"""
WRONG_REQUEST = {
    "metadata": '{"issuer": "http://a.example"}',
    "client_id": "cli\u00e9nt",
    "redirect_uri": "http://app.example/cb#here",
    "registered_redirect_uri": "https://app.example/cb",
    "code_verifier": "too-short",
    "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
    "state": "abc",
    "lint_url": "http://op.example/auth?response_type=token&client_id=a&client_id=b&state=",
    "client_jwt": jwt_part.EXAMPLE,
}
WRONG_ANSWER = {
    "redirect": "http://app.example/cb?error=access_denied&state=abd",
    "token_response": '{"error": "invalid_grant", "error_description": "PKCE verification failed"}',
    "jwks": "{}",
    "error": "invalid_grant",
}
RIGHT = {
    **example.REQUEST,
    "issuer": "",
    "token_endpoint": example.TOKEN_ENDPOINT,
    "redirect": f"{example.REDIRECT_URI}?code={example.CODE}&state={example.STATE}",
    "lint_url": example.AUTHORIZATION_URL,
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a fresh profile, which has no palette remembered, without motion."""
    context = browser.new_context(reduced_motion="reduce", service_workers="block")
    context.set_default_timeout(BOOT)
    yield context.new_page()
    context.close()


def all_are(page: Page, state: str, *names: str) -> None:
    """These parts come to this verdict on the reader's own values; right may be with a warning."""
    states = re.compile("^(right|warning)$" if state == "right" else f"^{state}$")
    for name in names:
        expect(part(page, name).locator(".pkce-result")).to_have_attribute("data-state", states, timeout=BOOT)
        expect(part(page, name).locator(".pkce-example:visible")).to_have_count(0)
        expect(part(page, name)).not_to_have_attribute("data-stale", "")


def test_what_is_planted_is_found(page: Page, built_site: BuiltSite) -> None:
    """The tests below can fail: a picture without words and pale text are objected to."""
    page.goto(f"{built_site.url}404.html")
    load_axe(page)
    page.evaluate(PLANT)
    assert {each.split(":")[0] for each in objections(page)} == {"image-alt", "color-contrast"}


@pytest.fixture
def looks(all_matrices: bool) -> list[tuple[str, int]]:
    """Both colors and both widths; in `make test`, each of them once."""
    return LOOKS if all_matrices else CORNERS


def test_every_page(page: Page, built_site: BuiltSite, all_matrices: bool) -> None:
    """Each page of the site, reached through instant navigation; those of one template take turns with the looks.

    In `make test`, every sixth of those of one template, and each in one look.
    """
    files = [file for file in sorted(built_site.folder.rglob("*.html")) if file.name != "404.html"]
    paths = [file.relative_to(built_site.folder).as_posix().removesuffix("index.html") for file in files]
    assert len(paths) > 20
    page.goto(f"{built_site.url}404.html")
    load_axe(page)
    inspect(page, "404", CORNERS)
    for number, path in enumerate(paths):
        alike = path.startswith(("reference/", "providers/"))
        if alike and number % 6 and not all_matrices:
            continue
        page.evaluate(GO, built_site.url + path)
        expect(page).to_have_url(built_site.url + path)
        expect(page.locator("link[rel=canonical]")).to_have_attribute("href", built_site.url + path)
        inspect(
            page,
            path.strip("/").replace("/", "-") or "quickstart",
            CORNERS if all_matrices and not alike else [CORNERS[number % 2]],
        )
    assert page.evaluate("typeof axe") == "object"  # it was one page all the time


def test_the_diagram_can_be_read(page: Page, built_site: BuiltSite) -> None:
    """Each text of the drawing stands out from its ground, in the lit step too, light and dark (WCAG 1.4.3)."""
    page.goto(f"{built_site.url}how-it-works/")
    give(page, {"state": example.STATE})  # lights a step up
    for scheme in ("light", "dark"):
        choose(page, scheme)
        ratios = page.evaluate(CONTRAST, ".pkce-diagram text")
        assert len(ratios) > 20
        assert not [text for ratio, text in ratios if ratio < 4.5]


def test_the_charts_can_be_read(page: Page, built_site: BuiltSite) -> None:
    """Every text of the benchmarks' charts has a contrast of 4.5 in both schemes; axe can't judge it in a drawing."""
    page.goto(f"{built_site.url}benchmarks/")
    for scheme in ("light", "dark"):
        choose(page, scheme)
        ratios: list[tuple[float, str]] = page.evaluate(CONTRAST, ".chart text")
        assert len(ratios) > 20
        assert not [text for ratio, text in ratios if ratio < 4.5]


def test_every_step(page: Page, built_site: BuiltSite) -> None:
    """Each step of the quickstart, empty and with its values, the folded parts open in one of the looks."""
    page.goto(f"{built_site.url}quickstart/")
    load_axe(page)
    for values in ({}, {**RIGHT, "authorization_requested_at": str(int(example.NOW))}):
        give(page, values)
        for number in range(1, 8):
            page.evaluate("(hash) => { location.hash = hash; }", f"#banno-admin/{number}")
            expect(page.locator(".pkce-rail__count")).to_have_text(f"Step {number} of 7")
            for fold in page.locator(".pkce-step[data-open] :is(.pkce-fold, .pkce-advanced)").all():
                fold.evaluate("(details) => { details.open = true; }")
            inspect(page, f"step-{number}-{'filled' if values else 'empty'}", [CORNERS[number % len(CORNERS)]])


def test_from_loading_to_tampered(page: Page, built_site: BuiltSite, looks: list[tuple[str, int]]) -> None:
    """A part that loads, one that could not start, and, after Retry, a flow with a value changed on its way."""
    hold = threading.Event()
    wasm = Override(hold=hold)
    with SiteServer(built_site.folder, overrides={"*.wasm": wasm}) as server:
        page.goto(f"{server.url}how-it-works/")
        load_axe(page)
        part(page, "tamper").locator("select").select_option(index=1)
        expect(part(page, "tamper").locator(".pkce-boot__bar")).to_be_visible()
        inspect(page, "state-loading", looks)
        wasm.status = 503
        hold.set()
        retry = part(page, "tamper").get_by_role("button", name="Retry")
        expect(retry).to_be_visible()
        inspect(page, "state-failed", looks)
        wasm.status = 200
        retry.click()
        says(page, "tamper", "stops the flow")
        expect(part(page, "tamper").locator(".pkce-example")).to_be_hidden()
        inspect(page, "state-tampered", CORNERS)
        part(page, "tamper").get_by_role("button", name="Restore everything").click()
        says(page, "tamper", "Every check passes")
        inspect(page, "state-untouched", [CORNERS[1]])


def test_every_state(page: Page, built_site: BuiltSite, looks: list[tuple[str, int]]) -> None:
    """All parts with their examples, waiting for values, wrong, right, and after the end."""
    page.clock.set_system_time(example.NOW)
    page.goto(f"{built_site.url}workbench/")
    load_axe(page)
    inspect(page, "state-untouched-parts", CORNERS)
    page.evaluate("document.querySelectorAll('.pkce-example, .pkce-privacy').forEach((each) => { each.open = true; })")
    inspect(page, "state-example", looks)
    give(page, {"client_id": "a"})
    says(page, "authorize", "Still missing")
    inspect(page, "state-empty", CORNERS)
    give(page, WRONG_REQUEST)
    all_are(page, "wrong", "provider", "credentials", "redirect-uri", "redirect-rules", "check", "lint", "jwt")
    give(page, WRONG_ANSWER)
    all_are(page, "wrong", "callback", "response", "explain")
    inspect(page, "state-wrong", looks)
    give(page, {**dict.fromkeys({**WRONG_REQUEST, **WRONG_ANSWER}, ""), **RIGHT})
    all_are(page, "right", "credentials", "redirect-uri", "check", "authorize", "lint", "callback", "token")
    inspect(page, "state-right", CORNERS)
    give(page, {"token_response": example.TOKEN_RESPONSE})
    says(page, "token", "used up")
    inspect(page, "state-finished", CORNERS)
