"""Calls, states, addresses and laziness, in Chromium on a site built with MkDocs."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.server import Override, SiteServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.support.browser import WatchedPage

CALL = """async ([request, options]) => {
  try {
    return { answer: await live.call(request, options ?? {}) };
  } catch (error) {
    return { title: error.title, reason: error.reason, message: error.message };
  }
}"""
REST = 1200  # longer than the load event, the idle callback and a boot's first request take together


def open_near(page: Page, server: SiteServer) -> None:
    """Open the page with a live part at its top and wait for Python."""
    page.goto(server.url + "near/")
    page.locator("live-demo").hover()
    expect(page.locator("html")).to_have_attribute("data-live", "ready")


@pytest.mark.parametrize("prefix", ["/", "/sub/path/"])
@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_address_works(
    page: Page, watched: WatchedPage, make_site: Callable[..., Path], prefix: str, directory_urls: bool
) -> None:
    """With and without directory URLs, at the root and under a sub-path: a click gets its answer."""
    with SiteServer(make_site(directory_urls=directory_urls), prefix=prefix) as server:
        page.goto(server.url + ("near/" if directory_urls else "near.html"))
        page.locator("live-demo button").click()
        expect(page.locator("live-demo output")).to_have_text("Ada")
        origin = urlsplit(server.url).netloc
        assert {urlsplit(url).netloc for url in watched.urls if url.startswith("http")} == {origin}
    assert watched.errors == []


def test_the_not_found_page_has_it_too(page: Page, site: Path) -> None:
    """404.html, shown at any depth, finds the runtime."""
    with SiteServer(site, prefix="/sub/") as server:
        page.goto(server.url + "404.html")
        module = server.url + "assets/live-python/client.mjs"
        answer = page.evaluate("async (url) => (await (await import(url)).live.call({ name: 'lost' })).hello", module)
        assert answer == "lost"


def test_no_file_is_downloaded_twice(page: Page, site: Path) -> None:
    """Verifying costs no second download."""
    with SiteServer(site, headers={"Cache-Control": "max-age=600"}) as server:
        open_near(page, server)
        fetched = [line for line in server.requests if "/live-python/" in line]
        assert len(fetched) == len(set(fetched))


def zipped(file: Path) -> tuple[str, bytes]:
    """A file as a server that compresses sends it."""
    return "gzip", gzip.compress(file.read_bytes())


@pytest.mark.parametrize(("encode", "member"), [(None, "size"), (zipped, "download")], ids=["whole", "compressed"])
def test_states_carry_a_stage_bytes_and_words(
    page: Page, site: Path, encode: Callable[[Path], tuple[str, bytes]] | None, member: str
) -> None:
    """While Python loads, the state says how far in bytes that only grow, then starts and imports.

    The bytes are those that the server really sends, compressed or not.
    """
    manifest = json.loads((site / "assets" / "live-python" / "manifest.json").read_text("utf-8"))
    awaited = [file for file in manifest["files"] if file["role"] not in ("module", "rest")]
    with SiteServer(site, headers={"Cache-Control": "max-age=600"}, encode=encode) as server:
        page.goto(server.url)
        states = page.evaluate("""async () => {
          const states = [];
          live.addEventListener("statechange", () => states.push(live.state));
          await live.boot();
          return states;
        }""")
    stages = list(dict.fromkeys(state.get("stage", state["state"]) for state in states))
    assert stages == ["download", "start", "import", "ready"]
    loading = [state for state in states if state["state"] == "loading"]
    loaded = [state["loaded"] for state in loading]
    assert loaded == sorted(loaded)
    assert loaded[-1] == loading[-1]["total"]
    # What a script takes isn't known before it is there.
    scripts = [file for file in awaited if file["role"] in ("loader", "glue", "worker")]
    others = [file for file in awaited if file not in scripts]
    assert sum(file[member] for file in others) == loaded[-1] - sum(file["download"] for file in scripts)
    assert any(f" of {loading[-1]['total'] / 1e6:.1f} MB" in state["label"] for state in loading)
    assert {"Starting Python", "Almost ready"} < {state["label"] for state in loading}


def test_calls_answer_in_order(page: Page, site: Path) -> None:
    """Calls made at once, before Python is there, get their own answers."""
    with SiteServer(site) as server:
        page.goto(server.url)
        names = page.evaluate("""() => Promise.all(
          ["a", "b", "c"].map((name) => live.call({ name }).then((answer) => answer.hello)))""")
    assert names == ["a", "b", "c"]


def test_an_exception_shows_type_and_message(page: Page, site: Path) -> None:
    """A Python exception rejects with its type and message, without traceback, and Python stays."""
    with SiteServer(site) as server:
        page.goto(server.url)
        raised = page.evaluate(CALL, [{"wish": "raise"}])
        assert raised["title"] == "Python raised an exception"
        assert raised["reason"] == "ValueError: wish for something else"
        assert page.evaluate(CALL, [{"wish": "exit"}])["reason"] == "SystemExit: 3"
        assert page.evaluate(CALL, [{"wish": "text"}])["title"] == "Python gave an unexpected answer"
        assert "answer" in page.evaluate(CALL, [{"wish": "digest"}])
        assert page.get_attribute("html", "data-boots") == "1"


def test_what_a_package_prints_stays_out_of_the_console(page: Page, watched: WatchedPage, site: Path) -> None:
    """Printed text may contain what the reader typed, so it does not reach the console."""
    with SiteServer(site) as server:
        page.goto(server.url)
        page.evaluate(CALL, [{"wish": "print", "secret": "hunter2"}])
    assert not any("hunter2" in message for message in watched.messages)


def test_a_hung_call_is_stopped_and_the_next_one_works(page: Page, site: Path) -> None:
    """A call past its deadline rejects; calls queued behind it get answers from a new worker, without downloads."""
    with SiteServer(site) as server:
        open_near(page, server)
        before = server.count("/live-python/python_stdlib") + server.count(".wasm")
        hung, queued = page.evaluate(
            f"([hang, next]) => Promise.all([hang, next].map({CALL}))",
            [[{"wish": "hang"}, {"deadline": 500}], [{"name": "next"}]],
        )
        assert hung["title"] == "Python took too long"
        assert "0.5 seconds" in hung["reason"]
        assert queued == {"answer": {"hello": "next"}}
        assert server.count("/live-python/python_stdlib") + server.count(".wasm") == before == 2


LATER = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # the SHA-256 of "abc"


def test_an_entry_that_waits(page: Page, site: Path) -> None:
    """What a coroutine of the entry returns is the answer, and what it raises is shown like any exception."""
    with SiteServer(site) as server:
        page.goto(server.url)
        requests = [{"wish": "later"}, {"wish": "raise later"}, {"name": "next"}]
        later, raised, following = page.evaluate(
            f"(requests) => Promise.all(requests.map((request) => ({CALL})([request])))", requests
        )
        assert later == {"answer": {"later": LATER}}
        assert raised["reason"] == "ValueError: not even later"
        assert following == {"answer": {"hello": "next"}}
        assert page.get_attribute("html", "data-boots") == "1"


def test_an_entry_that_waits_for_ever_is_stopped(page: Page, site: Path) -> None:
    """The deadline applies while Python waits as well as while it computes, and the next call gets its answer."""
    with SiteServer(site) as server:
        open_near(page, server)
        stopped = page.evaluate(CALL, [{"wish": "never"}, {"deadline": 500}])
        assert stopped["title"] == "Python took too long"
        assert page.evaluate(CALL, [{"name": "next"}]) == {"answer": {"hello": "next"}}


def test_an_aborted_call_is_dropped(page: Page, site: Path) -> None:
    """A call whose signal is aborted before its turn rejects and never reaches Python."""
    with SiteServer(site) as server:
        page.goto(server.url)
        title = page.evaluate("""() => {
          const controller = new AbortController();
          const call = live.call({}, { signal: controller.signal });
          controller.abort();
          return call.catch((error) => error.title);
        }""")
    assert title == "Stopped"


def test_instant_navigation_and_back_keep_python(page: Page, site: Path) -> None:
    """Moving between pages and Back starts Python once; parts on the new page use it."""
    with SiteServer(site, prefix="/sub/") as server:
        # Material navigates instantly to what the sitemap lists, port and path included.
        here = server.url.encode()
        server.overrides["sitemap.xml"] = Override(change=lambda data: data.replace(b"http://127.0.0.1/", here))
        open_near(page, server)
        page.evaluate("globalThis.sameDocument = true")
        page.get_by_role("article").get_by_role("link", name="Far").click()
        page.locator("h1", has_text="Far").wait_for()
        page.locator("live-demo button").click()
        expect(page.locator("live-demo output")).to_have_text("Ada")
        page.go_back()
        page.locator("h1", has_text="Near").wait_for()
        page.locator("live-demo button").click()
        expect(page.locator("live-demo output")).to_have_text("Ada")
        assert page.evaluate("globalThis.sameDocument === true")
        assert page.get_attribute("html", "data-boots") == "1"
        assert server.count("manifest.json") == 1


def test_a_visible_part_starts_python_at_rest(page: Page, site: Path) -> None:
    """A part on screen starts Python after the load, without a reader's doing anything."""
    with SiteServer(site) as server:
        page.goto(server.url + "near/")
        expect(page.locator("html")).to_have_attribute("data-live", "ready")


def test_a_part_below_the_fold_waits(page: Page, site: Path) -> None:
    """Far below the screen nothing loads; scrolling near it starts Python."""
    with SiteServer(site) as server:
        page.goto(server.url + "far/")
        page.wait_for_timeout(REST)
        assert server.count("manifest.json") == 0
        page.locator("live-demo").scroll_into_view_if_needed()
        expect(page.locator("html")).to_have_attribute("data-live", "ready")


def test_a_preview_never_starts_python(page: Page, site: Path) -> None:
    """A copy of a part inside a tooltip is seen and hovered, and nothing loads."""
    with SiteServer(site) as server:
        page.goto(server.url + "preview/")
        page.locator("live-demo").hover()
        page.wait_for_timeout(REST)
        assert server.count("manifest.json") == 0


SAVE_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true })"


def test_save_data_waits_for_intent(page: Page, site: Path) -> None:
    """With Save-Data a part on screen loads nothing until the reader points at it."""
    page.add_init_script(SAVE_DATA)
    with SiteServer(site) as server:
        page.goto(server.url + "near/")
        page.wait_for_timeout(REST)
        assert server.count("manifest.json") == 0
        page.locator("live-demo button").focus()
        expect(page.locator("html")).to_have_attribute("data-live", "ready")


def test_touch_starts_python(browser: Browser, site: Path) -> None:
    """On a touch screen a tap is the intent; a thumb that scrolls past is not."""
    context = browser.new_context(has_touch=True, is_mobile=True)
    page = context.new_page()
    page.add_init_script(SAVE_DATA)
    with SiteServer(site) as server:
        page.goto(server.url + "near/")
        page.wait_for_timeout(REST)
        page.locator("live-demo").dispatch_event("touchstart")
        page.wait_for_timeout(REST)
        assert server.count("manifest.json") == 0
        page.locator("live-demo button").tap()
        expect(page.locator("live-demo output")).to_have_text("Ada")
    context.close()


def test_a_part_that_left_the_page_starts_nothing(page: Page, site: Path) -> None:
    """A part removed before the page is at rest is forgotten."""
    with SiteServer(site) as server:
        page.goto(server.url + "far/")
        page.evaluate("document.querySelector('live-demo').remove(); document.querySelector('.tall').remove()")
        page.wait_for_timeout(REST)
        assert server.count("manifest.json") == 0
