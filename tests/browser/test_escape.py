"""Nothing gets out: neither the Python of a page nor a script in it reaches another origin, in any engine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.engines.engine import CHROMIUM, ENGINES, FIREFOX, PATIENCE
from tests.support.engines.opening import engine
from tests.support.engines.reader import Reader
from tests.support.privacy import Elsewhere
from tests.support.server import Override, SiteServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.engines.engine import Engine

__all__ = ["engine"]
ROOT = Path(__file__).parents[2]
IN_TWO_ENGINES = pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX], indirect=True, scope="module")
WORKER_WAYS = ("fetch", "pyfetch", "xhr", "open_url", "web_socket", "event_source", "nested_worker", "font")
"""Ways by which a worker reaches another origin, where no policy forbids it."""
OPTIONAL_WAYS = ("web_transport",)
"""Ways that not every engine has, and that need a server of another kind to be heard."""
CLOSED_WAYS = (
    "eval", "import_scripts", "beacon", "shared_worker", "web_rtc", "image", "style", "address", "assign", "replace",
    "open", "top", "windows",
)  # fmt: skip
"""Ways that no worker has, or that the policy closes before anything is asked: navigation above all."""

START = """
    const { LivePython } = await import(new URL("assets/live-python/client.mjs", document.baseURI).href);
    window.escape = new LivePython({ manifest: new URL(given, document.baseURI).href });
    await window.escape.boot();
"""
# Each way has an address of its own, so that both sides can say which it was.
PAGE_WAYS = """
    const [base, names] = given;
    const settled = window.settled = new Set();
    addEventListener('securitypolicyviolation', ({blockedURI, effectiveDirective}) => {
      settled.add(blockedURI.replace(/^ws:/, 'http:'));
      settled.add(effectiveDirective);
    });
    const quiet = () => {};
    const put = (name, attributes) => document.body.append(Object.assign(document.createElement(name), attributes));
    const ways = {
      fetch: (url) => void fetch(url, {method: 'POST', body: 'secret', mode: 'no-cors'}).catch(quiet),
      xhr: (url) => { const request = new XMLHttpRequest(); request.open('GET', url); request.send(); },
      web_socket: (url) => new WebSocket(url.replace('http:', 'ws:')),
      event_source: (url) => new EventSource(url),
      beacon: (url) => navigator.sendBeacon(url, 'secret'),
      image: (url) => { new Image().src = url; },
      script: (url) => put('script', {src: url}),
      module: (url) => void import(url).catch(quiet),
      style: (url) => put('link', {rel: 'stylesheet', href: url}),
      font: (url) => void new FontFace('a', `url(${url})`).load().catch(quiet),
      frame: (url) => put('iframe', {src: url}),
      object: (url) => put('object', {data: url}),
      video: (url) => put('video', {src: url}),
      form: (url) => {
        const form = Object.assign(document.createElement('form'), {action: url, method: 'post', target: '_blank'});
        document.body.append(form);
        form.submit();
      },
    };
    for (const name of names) {
      try { ways[name](base + name); } catch { /* blocked at once; the event follows */ }
    }
"""
REQUESTS = {
    "fetch": "connect-src", "xhr": "connect-src", "web_socket": "connect-src", "event_source": "connect-src",
    "beacon": "connect-src", "image": "img-src", "script": "script-src-elem", "module": "script-src-elem",
    "style": "style-src-elem", "font": "font-src", "video": "media-src", "object": "object-src",
}  # fmt: skip
"""What a script in a page can ask for, and the directive that forbids it."""
NAVIGATIONS = {"form": "form-action", "frame": "frame-src"}
"""Where a script can lead, but for the page itself: no policy keeps a page from being left."""


@pytest.fixture(scope="module")
def own_site(site_folder: Path, site_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site once more, to add files to: other tests look at all of it."""
    assert site_url
    return Path(shutil.copytree(site_folder, tmp_path_factory.mktemp("own") / "site", copy_function=os.link))


@pytest.fixture(scope="module")
def escape(own_site: Path) -> str:
    """A second runtime in the site, made of a package that tries to get out; the page's own client starts it."""
    package, out = ROOT / "tests" / "browser" / "escape", own_site / "assets" / "escape"
    subprocess.run(
        [
            sys.executable, "-m", "live_python", "build", package, "--entry", "escape:call", "--out", out,
            "--exercise", package / "exercise.py", "--cache", ROOT / ".cache" / "live-python-tests",
        ],
        cwd=ROOT, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return "assets/escape/manifest.json"


@pytest.fixture(params=["policy", "no policy"])
def attacked(request: pytest.FixtureRequest, own_site: Path) -> Iterator[tuple[str, bool]]:
    """The built site, as it is and, to see that the attempts are real ones, without its policy."""
    strict = request.param == "policy"
    drop = Override(change=lambda page: page.replace(b"Content-Security-Policy", b"x-none"))
    with SiteServer(own_site, overrides={} if strict else {"/": drop}) as server:
        yield server.url, strict


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as server:
        yield server


def eventually(question: Callable[[], bool], what: Callable[[], object]) -> None:
    """Ask until it is so."""
    until = time.monotonic() + PATIENCE
    while not question():
        assert time.monotonic() < until, str(what())
        time.sleep(0.05)


def attempt(engine: Engine, way: str, address: str) -> str:
    """Have the Python of the page try a way; what stopped it at once, if anything did."""
    request = {"way": way, "url": address}
    stopped: str = engine.run("return (await window.escape.call(given, { deadline: 50_000 })).stopped", request)
    return stopped


@IN_TWO_ENGINES
def test_nothing_gets_out_of_python(
    engine: Engine, attacked: tuple[str, bool], escape: str, elsewhere: Elsewhere
) -> None:
    """The worker has its page's policy: whatever the Python in it tries, the other origin hears nothing."""
    url, strict = attacked
    Reader(engine).open(url)
    engine.run(START, escape)
    addresses = {way: elsewhere.url + way for way in WORKER_WAYS}
    stopped = {way: attempt(engine, way, address) for way, address in addresses.items()}
    if not strict:
        eventually(lambda: all(map(elsewhere.was_asked_for, WORKER_WAYS)), lambda: sorted(elsewhere.heard))
        return
    for way in (*OPTIONAL_WAYS, *CLOSED_WAYS):
        stopped[way] = attempt(engine, way, elsewhere.url + way)
    assert [way for way in CLOSED_WAYS if not stopped[way]] == []

    def settled() -> set[str]:
        return set(engine.run("return (await window.escape.call({ way: 'settled' })).settled"))

    def quiet() -> bool:
        known = settled()
        return all(stopped[way] or address in known for way, address in addresses.items())

    eventually(quiet, lambda: (stopped, settled()))
    assert elsewhere.connections == 0
    assert engine.run("return location.href") == url


@IN_TWO_ENGINES
@pytest.mark.parametrize("ways", [REQUESTS, NAVIGATIONS], ids=["requests", "navigations"])
def test_nothing_gets_out_of_the_page(
    engine: Engine, attacked: tuple[str, bool], elsewhere: Elsewhere, ways: dict[str, str]
) -> None:
    """Whatever a script in the page tries, the policy names it, and the other origin hears nothing.

    Before it asks the policy about a form or a frame, Chromium may open a connection; not a byte comes over it.
    """
    url, strict = attacked
    Reader(engine).open(url)
    engine.run(PAGE_WAYS, [elsewhere.url, list(ways)])
    if not strict:
        eventually(lambda: all(map(elsewhere.was_asked_for, ways)), lambda: elsewhere.heard)
        return

    def settled() -> set[str]:
        return set(engine.run("return [...window.settled]"))

    # Engines name what they blocked by its address, but some of it by its origin only: those by the directive.
    eventually(lambda: all({elsewhere.url + way, directive} & settled() for way, directive in ways.items()), settled)
    assert elsewhere.heard == []
    assert elsewhere.connections == 0 or (ways is NAVIGATIONS and engine.name == CHROMIUM)


CHANGED = "return document.documentElement.dataset.changed ?? ''"


@pytest.mark.parametrize("engine", ENGINES, indirect=True, scope="module")
@pytest.mark.parametrize("name", ["/flow.mjs", "/register.mjs", ".min.js"])
def test_a_changed_script_does_not_run(engine: Engine, site_folder: Path, site_url: str, name: str) -> None:
    """Each page says the hash of every script: one that somebody changed on the host isn't run; without, it is."""
    assert site_url
    changed = Override(change=lambda script: b"document.documentElement.dataset.changed = 'ran';\n" + script)
    unchecked = Override(change=lambda page: page.replace(b"integrity", b"unknown").replace(b"-Policy", b"-None"))
    for overrides, ran in (({name: changed}, ""), ({name: changed, "/": unchecked}, "ran")):
        with SiteServer(site_folder, overrides=overrides) as server:
            engine.go(server.url)
            eventually(lambda: server.count(name) > 0, lambda: server.requests)
            if not ran:
                time.sleep(0.5)  # seconds, in which it would run
            eventually(lambda: engine.run(CHANGED) == ran, lambda: server.requests)  # noqa: B023 - called at once
