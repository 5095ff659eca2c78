"""What the service worker does with builds, addresses and choices, in Chromium on a small site."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, expect

from tests.support.offline_site import build_small_site, stored_addresses
from tests.support.server import Override, SiteServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

STORED = "Stored for use without a network."
NOTICE = "A newer version of this site is ready."
TEXT = "() => getComputedStyle(document.documentElement).getPropertyValue('--text')"
MODULE = "async (url) => (await import(url)).text"
WAITING = "async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)"
ANYTHING_LEFT = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  return Boolean(registration) || (await caches.keys()).length > 0;
}"""
ACTIVE_ALONE = """async () => {
  const { active, waiting, installing } = await navigator.serviceWorker.getRegistration();
  return active?.state === "activated" && !waiting && !installing;
}"""


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_small_site(tmp_path_factory.mktemp("one"), text="one")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_small_site(tmp_path_factory.mktemp("two"), text="two")


@pytest.fixture
def server(one: Path, tmp_path: Path) -> Iterator[SiteServer]:
    """The first build, under a path, on a server whose files can be replaced."""
    with SiteServer(shutil.copytree(one, tmp_path / "served"), prefix="/team/docs/") as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A profile that has service workers."""
    made = browser.new_context(permissions=[])
    yield made
    made.close()


def deploy(server: SiteServer, site: Path) -> None:
    """Put another build in the place of the one that is served."""
    shutil.rmtree(server.directory)
    shutil.copytree(site, server.directory)


def stop_workers(context: BrowserContext, page: Page) -> None:
    """End every service worker. The next request starts it again."""
    session = context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


def visit(page: Page, server: SiteServer, path: str = "") -> None:
    """Open a page, and wait until the site is stored."""
    page.goto(server.url + path)
    expect(page.get_by_text(STORED)).to_be_visible()


def test_a_site_in_a_folder(page: Page, server: SiteServer) -> None:
    """Without a network, pages have their files, folders their slash, and missing pages their own page."""
    visit(page, server)
    assert all(address.startswith(server.url) for address in stored_addresses(page))
    server.gone = True
    page.goto(f"{server.url}far/")
    assert page.evaluate(TEXT) == '"one"'
    page.goto(f"{server.url}far?a=b#c")
    assert page.url == f"{server.url}far/?a=b#c"
    expect(page.get_by_role("heading", level=1)).to_have_text("far")
    page.goto(f"{server.url}far/index.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("far")
    answer = page.goto(f"{server.url}no/page")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_contain_text("404")


@pytest.mark.parametrize(
    "path", ["für (alle)/", "f%C3%BCr%20(alle)/", "f%C3%BCr%20%28alle%29", "für (alle)/index.html"]
)
def test_names_of_any_language(page: Page, server: SiteServer, path: str) -> None:
    """However a link encodes the name of a page, it is the same page."""
    visit(page, server)
    server.gone = True
    page.goto(server.url + path)
    expect(page.get_by_role("heading", level=1)).to_have_text("für (alle)")


def test_no_query_is_ever_stored(page: Page, server: SiteServer) -> None:
    """A redirect with a code is answered from what is stored, and nothing is stored or looked up under its address."""
    visit(page, server)
    before = stored_addresses(page)
    assert not [address for address in before if "?" in address or "#" in address]
    page.goto(f"{server.url}?code=secret&state=secret#token=secret")
    page.evaluate("() => fetch('own.css?code=secret').then((answer) => answer.text())")
    server.gone = True
    page.goto(f"{server.url}?code=secret&state=secret#token=secret")
    expect(page.get_by_role("heading", level=1)).to_have_text("index")
    assert page.evaluate("() => location.search") == "?code=secret&state=secret"
    assert stored_addresses(page) == before
    assert page.evaluate("() => fetch('own.css?code=secret').then(() => 'found', () => 'lost')") == "lost"


def test_a_page_is_of_one_build(context: BrowserContext, server: SiteServer, two: Path) -> None:
    """While the new build waits, an open page keeps getting old files, and a new one new files; then all is new."""
    old, new = context.new_page(), context.new_page()
    visit(old, server)
    old.reload()  # from here on, the service worker serves it
    old.locator("textarea").fill("typed")
    deploy(server, two)
    new.goto(server.url)
    assert new.evaluate(TEXT) == '"two"'
    assert new.evaluate(MODULE, "./own.mjs") == "two"
    expect(old.get_by_role("status").filter(has_text=NOTICE)).to_be_visible()
    expect(old.locator("textarea")).to_have_value("typed")
    expect(new.get_by_text(NOTICE)).to_have_count(0)
    assert old.evaluate(MODULE, "./own.mjs") == "one"
    expect(new.get_by_text(STORED)).to_be_visible()
    new.wait_for_timeout(2000)  # it has been stored by now
    assert new.evaluate(WAITING)
    stop_workers(context, old)  # as browsers do after a while; then it knows no page
    assert old.evaluate("() => fetch('own.css').then((answer) => answer.text())") == ':root { --text: "one" }'
    assert new.evaluate("() => fetch('own.css').then((answer) => answer.text())") == ':root { --text: "two" }'
    old.get_by_role("button", name="Reload").click()
    expect(old.get_by_text("two", exact=True)).to_be_visible()
    expect(old.get_by_text(STORED)).to_be_visible()
    while not old.evaluate(ACTIVE_ALONE):
        old.wait_for_timeout(50)
    assert len(old.evaluate("() => caches.keys()")) == 1
    server.gone = True
    old.reload()
    assert old.evaluate(TEXT) == '"two"'
    assert old.evaluate(MODULE, "./own.mjs") == "two"


def test_a_build_that_changes_while_it_is_stored(page: Page, server: SiteServer, two: Path) -> None:
    """Files of another build don't have the right hashes: nothing is said to be stored, and no page mixes both."""
    (server.directory / "own.css").write_bytes((two / "own.css").read_bytes())
    page.goto(server.url)
    page.wait_for_timeout(3000)
    expect(page.get_by_text(STORED)).to_have_count(0)
    assert f"{server.url}own.css" not in stored_addresses(page)
    assert f"{server.url}service-worker.js" not in stored_addresses(page)


def test_save_data(page: Page, server: SiteServer) -> None:
    """A reader who asks for less data stores nothing, and doesn't even load what would."""
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto(server.url)
    page.wait_for_timeout(2500)
    assert server.count("service-worker.js") == 0
    assert stored_addresses(page) == []


def test_the_author_frees_readers(context: BrowserContext, page: Page, server: SiteServer, tmp_path: Path) -> None:
    """A build with `offline: false`, visited once, takes away what an earlier build stored."""
    visit(page, server)
    deploy(server, build_small_site(tmp_path / "off", text="off", offline=False))
    page.goto(server.url)
    while page.evaluate(ANYTHING_LEFT):
        page.wait_for_timeout(50)
    page.reload()
    assert page.evaluate("() => navigator.serviceWorker.controller") is None
    assert page.evaluate(TEXT) == '"off"'


def test_the_reader_removes_it(page: Page, server: SiteServer) -> None:
    """With a button, for this visit and the next ones; another button stores the site again."""
    visit(page, server)
    page.evaluate("() => caches.open('somebody else')")
    page.get_by_role("button", name="Remove the copy").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Not stored for use without a network.")).to_be_visible()
    expect(page.get_by_role("button", name="Store a copy")).to_be_focused()
    assert page.evaluate("() => caches.keys()") == ["somebody else"]
    assert page.evaluate("() => Object.entries(localStorage).filter(([name]) => name.endsWith('offline'))") == [
        ["/team/docs/.offline", "off"]
    ]
    page.reload()
    expect(page.get_by_role("button", name="Store a copy")).to_be_visible()
    assert stored_addresses(page) == []
    page.get_by_role("button", name="Store a copy").click()
    expect(page.get_by_text(STORED)).to_be_visible()
    assert page.evaluate("() => localStorage.getItem('/team/docs/.offline')") is None


def test_a_page_in_a_frame_stores_nothing(page: Page, server: SiteServer) -> None:
    """Whoever shows this site in a frame doesn't fill the reader's browser."""
    page.goto(f"{server.url}own.css")
    page.set_content(f'<iframe src="{server.url}"></iframe>')
    page.wait_for_timeout(2500)
    assert server.count("start.mjs") == 1
    assert server.count("service-worker.js") == 0


def test_a_server_that_fails(page: Page, server: SiteServer) -> None:
    """Its own error isn't shown while there is a stored page; a missing page is the server's to tell."""
    visit(page, server)
    server.overrides["far/"] = Override(status=503)
    page.goto(f"{server.url}far/")
    expect(page.get_by_role("heading", level=1)).to_have_text("far")
    page.goto(f"{server.url}gone/")
    assert page.content().count("no") == 1


BROKEN = b"""
const broken = () => Promise.reject(new Error("broken"));
Object.assign(caches, { keys: broken, match: broken, open: broken });
"""


def test_a_storage_that_fails(page: Page, server: SiteServer) -> None:
    """Then the site is as without a service worker."""
    server.overrides["/service-worker.js"] = Override(change=lambda text: BROKEN + text)
    server.encode = None
    page.goto(server.url)
    page.evaluate(
        "() => navigator.serviceWorker.register('service-worker.js').then(() => navigator.serviceWorker.ready)"
    )
    page.reload()
    assert page.evaluate("() => Boolean(navigator.serviceWorker.controller)")
    assert page.evaluate(TEXT) == '"one"'
    assert page.evaluate(MODULE, "./own.mjs") == "one"
    expect(page.get_by_text(STORED)).to_have_count(0)


def test_a_reader_of_the_last_build_has_the_next_one(context: BrowserContext, server: SiteServer, two: Path) -> None:
    """Also who only looked at it for a moment: no build takes the place of another before it is stored."""
    page = context.new_page()
    visit(page, server)
    deploy(server, two)
    glance = context.new_page()
    glance.goto(server.url)
    while not glance.evaluate(WAITING):
        glance.wait_for_timeout(50)
    for each in (glance, page):
        each.close()
    page = context.new_page()
    page.goto(f"{server.url}robots.txt")  # it stores nothing
    while not page.evaluate(ACTIVE_ALONE):
        page.wait_for_timeout(50)
    server.gone = True
    page.goto(server.url)
    assert page.evaluate(TEXT) == '"two"'


PLANT = """async () => {
  let planted = 0;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      if (!url.endsWith("/") && !url.endsWith(".html")) continue;
      const page = `<meta charset="utf-8"><h1>planted</h1><script>document.title = "ran"</script>`;
      await cache.put(url, new Response(page, { headers: { "content-type": "text/html" } }));
      planted += 1;
    }
  }
  return planted;
}"""


def test_a_page_that_somebody_changed_is_not_shown(page: Page, server: SiteServer) -> None:
    """Code in a worker can write into the caches of its origin: a page that it put there has another hash."""
    visit(page, server)
    assert page.evaluate(PLANT) >= 3
    page.reload()  # the service worker serves it
    assert "planted" not in page.evaluate("() => fetch('far/').then((answer) => answer.text())")
    server.gone = True
    for path in ("", "far/", "no/page"):
        with pytest.raises(Error):
            page.goto(server.url + path)
        expect(page.get_by_text("planted")).to_have_count(0)
