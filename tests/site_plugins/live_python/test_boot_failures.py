"""Each way that starting Python fails becomes a sentence a reader understands, and Retry recovers."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.matrix import matrix
from tests.support.server import Override, SiteServer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Page

BOOT = """async (options) => {
  const { LivePython } = await import(new URL("assets/live-python/client.mjs", options.base));
  const live = globalThis.mine = new LivePython(options);
  await live.boot().catch(() => {});
  return live.state;
}"""
RETRY = "async () => { await mine.retry().catch(() => {}); return mine.state; }"


def flip_last_byte(data: bytes) -> bytes:
    """Damage a file without changing its length."""
    return data[:-1] + bytes([data[-1] ^ 1])


def cut_in_half(data: bytes) -> bytes:
    """Damage a file the way a broken upload does."""
    return data[: len(data) // 2]


def boot(page: Page, server: SiteServer, **options: object) -> dict[str, Any]:
    """Open the start page and start Python there."""
    page.goto(server.url)
    state: dict[str, Any] = page.evaluate(BOOT, {"base": server.url, "pauses": [10, 20, 30], **options})
    return state


@dataclass(frozen=True, kw_only=True)
class Broken:
    """One broken path, the words that must be in the reader's message, and how often it is tried."""

    path: str
    override: Override
    words: tuple[str, ...]
    tries: int = 1


GONE = Override(status=404)
AS_TEXT = Override(content_type="text/plain")
FLIPPED = Override(change=flip_last_byte, headers={"Cache-Control": "max-age=600"})
HALVED = Override(change=cut_in_half, headers={"Cache-Control": "max-age=600"})

BROKEN = {
    "wasm 404": Broken(path=".wasm", override=GONE, words=("doesn't have pyodide.asm.", "HTTP 404")),
    "stdlib 404": Broken(path=".zip.txt", override=GONE, words=("doesn't have python_stdlib.",)),
    "lock 404": Broken(path="/pyodide-lock.*.json", override=GONE, words=("doesn't have pyodide-lock.",)),
    "wheel 404": Broken(path=".whl.txt", override=GONE, words=("doesn't have", ".whl")),
    "manifest 404": Broken(path="manifest.json", override=GONE, words=("doesn't have manifest.json",)),
    "worker 404": Broken(path="/worker.*.mjs", override=GONE, words=("doesn't have worker.", "HTTP 404")),
    "loader 404": Broken(path="/pyodide.????????????.mjs", override=GONE, words=("doesn't have pyodide.",)),
    "server error": Broken(path=".wasm", override=Override(status=503), words=("HTTP 503",), tries=4),
    "manifest is a page": Broken(
        path="manifest.json",
        override=Override(change=lambda _: b"<!doctype html>"),
        words=("manifest.json isn't a manifest",),
    ),
    "manifest of another version": Broken(
        path="manifest.json",
        override=Override(change=lambda _: b'{"format": 99, "files": []}'),
        words=("manifest.json isn't a manifest",),
    ),
    "a deploy since the page was opened": Broken(
        path="manifest.json",
        override=Override(change=lambda data: data.replace(b'"client.', b'"client.0')),
        words=("of two versions", "probably updated"),
    ),
    "a manifest that isn't the page's": Broken(
        path="manifest.json",
        override=Override(change=lambda data: data.replace(b'"files"', b' "files"', 1)),
        words=("of two versions",),
    ),
    "glue served as text": Broken(
        path="/pyodide.asm.*.mjs", override=AS_TEXT, words=("pyodide.asm.", "text/plain", "don't run")
    ),
    "worker served as text": Broken(path="/worker.*.mjs", override=AS_TEXT, words=("worker.", "text/plain")),
    "wasm damaged": Broken(path=".wasm", override=FLIPPED, words=("is damaged", "pyodide.asm.")),
    "wasm cut": Broken(path=".wasm", override=HALVED, words=("is damaged", "pyodide.asm.")),
    "stdlib damaged": Broken(path=".zip.txt", override=FLIPPED, words=("is damaged", "python_stdlib.")),
    "wheel damaged": Broken(path=".whl.txt", override=FLIPPED, words=("is damaged", ".whl")),
    "lock damaged": Broken(path="/pyodide-lock.*.json", override=FLIPPED, words=("is damaged",)),
    "worker damaged": Broken(path="/worker.*.mjs", override=FLIPPED, words=("is damaged", "worker.")),
    "glue damaged": Broken(path="/pyodide.asm.*.mjs", override=FLIPPED, words=("is damaged",)),
    "glue cut": Broken(path="/pyodide.asm.*.mjs", override=HALVED, words=("is damaged",)),
}


TELLING = (
    "wasm 404", "wheel 404", "worker 404", "server error", "manifest is a page", "a deploy since the page was opened",
    "glue served as text", "wasm damaged", "glue cut",
)  # fmt: skip
"""Each way to fail once, and each kind of file."""


@pytest.mark.parametrize("broken", matrix(BROKEN, TELLING))
def test_a_broken_file_is_named_and_retry_recovers(page: Page, site: Path, broken: Broken) -> None:
    """A missing, mistyped or damaged file: the message names it; once repaired, Retry starts Python."""
    with SiteServer(site, prefix="/sub/", overrides={broken.path: broken.override}) as server:
        state = boot(page, server)

        assert state["state"] == "failed"
        assert state["title"] == "Python didn't start"
        for words in broken.words:
            assert words in state["reason"]
        assert state["advice"].endswith(".")
        if broken.tries > 1:  # of others, the browser's caches may answer
            assert server.count(broken.path) == broken.tries

        server.overrides.clear()
        assert page.evaluate(RETRY) == {"state": "ready"}


def fails_first(times: int, change: Callable[[bytes], bytes]) -> Override:
    """A file that is damaged on its way some times, and then whole."""
    left = iter([change] * times)
    return Override(change=lambda data: next(left, bytes)(data))


PASSING = {
    "wasm cut twice": (".wasm", fails_first(2, cut_in_half)),
    "stdlib damaged three times": ("/python_stdlib.????????????.zip.txt", fails_first(3, flip_last_byte)),
    "wheel cut once": (".whl.txt", fails_first(1, cut_in_half)),
}


@pytest.mark.parametrize(("path", "override"), PASSING.values(), ids=PASSING.keys())
def test_a_download_that_breaks_is_tried_again(page: Page, site: Path, path: str, override: Override) -> None:
    """Up to three times, with a word about it, before the reader is asked."""
    with SiteServer(site, overrides={path: override}) as server:
        assert boot(page, server) == {"state": "ready"}
        assert server.count("manifest.json") > 1


def test_a_damaged_worker_is_loaded_again(page: Page, site: Path) -> None:
    """The worker's text is compared before it runs, and a damaged copy is replaced without a new start."""
    with SiteServer(site, overrides={"/worker.*.mjs": fails_first(1, flip_last_byte)}) as server:
        assert boot(page, server) == {"state": "ready"}
        assert server.count("/worker.") == 2
        assert server.count("manifest.json") == 1


def test_what_is_shown_between_two_tries(page: Page, site: Path) -> None:
    """The label says that the download broke off, and which try follows; then the progress comes back."""
    with SiteServer(site, overrides={".whl.txt": Override(status=503)}) as server:
        page.goto(server.url)
        labels = page.evaluate(
            """async (base) => {
              const { LivePython } = await import(new URL("assets/live-python/client.mjs", base));
              const live = new LivePython({ pauses: [10, 10] });
              const labels = new Set();
              live.addEventListener("statechange", () => labels.add(live.state.label));
              await live.boot().catch(() => {});
              return [...labels];
            }""",
            server.url,
        )
    assert "The download broke off. Trying again (1 of 2)" in labels
    assert "The download broke off. Trying again (2 of 2)" in labels


def test_a_missing_file_is_not_asked_for_again(page: Page, site: Path) -> None:
    """It won't come back in a moment: the reader hears at once."""
    with SiteServer(site, overrides={".wasm": GONE}) as server:
        assert boot(page, server)["state"] == "failed"
        assert server.count(".wasm") == 1


def test_wasm_with_a_wrong_type_starts_with_a_note(page: Page, site: Path) -> None:
    """Hosts that do not know .wasm are no obstacle: Python starts, and the console says how to be faster."""
    notes: list[str] = []
    page.on("console", lambda message: notes.append(message.text))
    with SiteServer(site, overrides={".wasm": Override(content_type="application/octet-stream")}) as server:
        assert boot(page, server) == {"state": "ready"}
    assert any("application/wasm" in note for note in notes)


POLICIES: dict[str, tuple[Mapping[str, str], tuple[str, ...]]] = {
    "no wasm-unsafe-eval": (
        {"Content-Security-Policy": "script-src 'self' 'unsafe-inline'; worker-src 'self' blob:"},
        ("forbids WebAssembly", "'wasm-unsafe-eval'"),
    ),
    "no blob worker": (
        {"Content-Security-Policy": "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src 'self'"},
        ("forbids its worker", "worker-src"),
    ),
    "no connections": (
        {"Content-Security-Policy": "connect-src 'none'"},
        ("forbids loading manifest.json", "connect-src"),
    ),
}


@pytest.mark.parametrize(("headers", "words"), POLICIES.values(), ids=POLICIES.keys())
def test_a_policy_that_forbids_it_is_named(
    page: Page, site: Path, headers: Mapping[str, str], words: tuple[str, ...]
) -> None:
    """When a Content-Security-Policy blocks it, the message says which source the owner must allow."""
    with SiteServer(site, headers=headers) as server:
        state = boot(page, server)
    text = " ".join(str(value) for value in state.values())
    assert state["state"] == "failed"
    for word in words:
        assert word in text


def test_a_strict_policy_is_enough(page: Page, site: Path) -> None:
    """Python runs under script-src 'self' 'wasm-unsafe-eval', connect-src 'self', worker-src 'self' blob:."""
    policy = (
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self' blob:;"
        " img-src 'self' data:"
    )
    with SiteServer(site, prefix="/sub/", headers={"Content-Security-Policy": policy}) as server:
        assert boot(page, server) == {"state": "ready"}


def test_offline(page: Page, site: Path) -> None:
    """Without a network the message says so; back online, Retry starts Python."""
    with SiteServer(site) as server:
        page.goto(server.url + "far/")
        page.evaluate("globalThis.live.state")
        page.context.set_offline(True)
        page.evaluate("live.pauses = [10]; live.boot().catch(() => {})")
        state = page.evaluate("live.state")
        assert "offline" in state["reason"]
        page.context.set_offline(False)
        page.evaluate("live.retry()")
        assert page.evaluate("live.state") == {"state": "ready"}


def test_a_stalled_download_is_given_up(page: Page, site: Path) -> None:
    """When nothing arrives for a while, starting ends with a message instead of waiting for ever."""
    held = Override(hold=threading.Event())
    with SiteServer(site, overrides={".wasm": held}) as server:
        state = boot(page, server, stallAfter=1500)
        assert "nothing has arrived for 1.5 seconds" in state["reason"]
        server.overrides.clear()
        page.evaluate("mine.stallAfter = 30000")
        assert page.evaluate(RETRY) == {"state": "ready"}


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("delete globalThis.WebAssembly", "doesn't have WebAssembly"),
        ("globalThis.Worker = class { constructor() {} terminate() {} }", "too old"),
    ],
    ids=["no WebAssembly", "no module workers"],
)
def test_a_browser_that_cannot(page: Page, site: Path, script: str, words: str) -> None:
    """A browser without WebAssembly or module workers: the message says which browsers can."""
    page.add_init_script(script)
    with SiteServer(site) as server:
        state = boot(page, server)
    assert words in state["reason"]
    assert "Safari" in state["advice"]


def test_without_crypto_subtle_the_browser_compares(page: Page, site: Path) -> None:
    """On plain http there is no crypto.subtle: fetch's own integrity check catches a damaged file."""
    page.add_init_script("Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined })")
    with SiteServer(site, overrides={".zip.txt": FLIPPED}) as server:
        state = boot(page, server)
        assert state["state"] == "failed"
        assert "python_stdlib." in state["reason"]
        server.overrides.clear()
        assert page.evaluate(RETRY) == {"state": "ready"}
