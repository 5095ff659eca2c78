"""The site without a network: the second visit in every engine, and what the first one costs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.axe import CORNERS, load_axe, objections
from tests.support.engines.opening import engine
from tests.support.engines.reader import Reader
from tests.support.landing import VERIFIER, WITH_NEWLINE, Landing
from tests.support.offline_site import stored_addresses
from tests.support.pictures import keep_picture
from tests.support.privacy import Elsewhere
from tests.support.server import Override, SiteServer
from works_offline import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.support.engines.engine import Engine

__all__ = ["engine"]
SAYS = ".pkce-verdict__text"
PLACE = "[data-works-offline]"
STORED = "Stored for use without a network."
BELOW_THE_NOTICE = "overlapped by another element"  # what axe says of the text that it covers
# As live Python makes its worker.
FROM_A_BLOB = """
    const text = `onmessage = async ({ data: [own, foreign] }) => postMessage([
      await fetch(own).then(({ status }) => status, String),
      await fetch(foreign, { mode: "no-cors" }).then(() => "sent", () => "blocked"),
    ])`;
    const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    const worker = new Worker(url, { type: "module" });
    return await new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage(given);
    });
"""


def brotli(file: Path) -> tuple[str, bytes] | None:
    """A file as most hosts send it."""
    packed = file.with_name(f"{file.name}.br")
    return ("br", packed.read_bytes()) if packed.is_file() else None


@pytest.fixture
def server(site_folder: Path) -> Iterator[SiteServer]:
    """The site, on a server that a test can take off the network."""
    with SiteServer(site_folder, headers={"Cache-Control": "max-age=600"}, encode=brotli) as running:
        yield running


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as running:
        yield running


def test_the_second_visit(engine: Engine, server: SiteServer, elsewhere: Elsewhere) -> None:
    """With the network gone, a page that was never visited answers. What is blocked with a network stays blocked."""
    reader = Reader(engine)
    reader.open(server.url)
    reader.engine.paste(f"{VERIFIER}\n{WITH_NEWLINE}")
    reader.sees(f"pkce-answer {SAYS}", "newline")
    reader.sees(PLACE, STORED)
    server.gone = True
    reader.open(f"{server.url}quickstart/?code=a-code#a-fragment")
    reader.sees(PLACE, STORED)
    reader.choose("pkce-provider [name=provider]", "google")
    reader.type("pkce-credentials [name=client_id]", "my-application")
    reader.press(".pkce-step[data-open] .pkce-next")
    reader.enter("pkce-redirect-uri [name=redirect_uri]", "http://localhost:8080/callback")
    reader.press(".pkce-step[data-open] .pkce-next")
    reader.press("pkce-check [data-action=create]")
    reader.sees(f"pkce-check {SAYS}", "The challenge matches the verifier.")
    assert reader.engine.problems() == []
    own = next(line.split()[1] for line in server.requests if line.endswith(".wasm"))
    asked = [server.url + own[1:], f"{elsewhere.url}secret"]
    assert reader.engine.run(FROM_A_BLOB, asked) == [200, "blocked"]
    assert elsewhere.connections == 0
    reader.open(f"{server.url}no/such/page")
    reader.sees("h1", "404")


def look_at_what_is_said(page: Page, server: SiteServer) -> None:
    """The line in the footer and the notice of a newer version have nothing against them, also on a phone."""
    server.overrides["/service-worker.js"] = Override(
        change=lambda text: text.replace(b'"build": "', b'"build": "new', 1)
    )
    server.encode = None
    page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update(); }")
    # It comes when the newer version is stored.
    expect(page.get_by_role("status").filter(has_text="A newer version")).to_contain_text("Reload", timeout=60_000)
    load_axe(page)
    for scheme, width in CORNERS:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        assert [each for each in objections(page) if BELOW_THE_NOTICE not in each] == []
        keep_picture(page, f"offline-{scheme}-{width}")
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_text("A newer version")).to_have_count(0)


def test_what_the_first_visit_costs(browser: Browser, server: SiteServer, site_folder: Path) -> None:
    """Nothing of it comes before the first answer; then no file with a hash comes twice, and all within the limit."""
    context = browser.new_context()
    try:
        landing = Landing(context.new_page(), server.url)
        ready = "async (url) => (await import(url)).live.boot()"
        landing.page.evaluate(ready, f"{server.url}assets/live-python/client.mjs")
        landing.page.wait_for_timeout(1500)  # longer than the pause after an answer
        assert not [line for line in server.requests if "service-worker" in line or "page.mjs" in line]
        early = list(server.requests)
        landing.paste(f"{VERIFIER}\n{WITH_NEWLINE}")
        expect(landing.page.get_by_text(STORED)).to_be_visible()
        later = server.requests[len(early) :]
        assert not [line for line in early if line.endswith(("/rules/", "/404.html"))]
        hashed = [line for line in server.requests if "/assets/" in line and any(map(str.isdigit, line))]
        assert len(hashed) == len(set(hashed))
        paths = [site_folder / urlsplit(line.split()[1]).path[1:] for line in later]
        files = [path / "index.html" if path.is_dir() else path for path in paths]
        took = sum(len(packed[1]) if (packed := brotli(file)) else file.stat().st_size for file in files)
        assert took < LIMIT
        print(f"Storing took {len(later)} requests and {took / 1e6:.2f} MB")
        stored = stored_addresses(landing.page)
        assert all(urlsplit(address).query == "" for address in stored)
        assert {f"{server.url}rules/", f"{server.url}404.html", server.url} <= set(stored)
        look_at_what_is_said(landing.page, server)
    finally:
        context.close()
