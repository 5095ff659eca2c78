"""Does anything that a reader typed stay or leave? Watches on a browser profile, and another origin to escape to."""

from __future__ import annotations

import base64
import contextlib
import json
import socketserver
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from playwright.sync_api import expect

from tests.support.loopback import ANY_PORT, Loopback

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

_REPORT = """addEventListener('securitypolicyviolation', (event) =>
  reportViolation(`${event.effectiveDirective} ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`));"""
_ANSWER = b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n"
KEPT = """async () => {
  const databases = [];
  for (const {name} of await indexedDB.databases()) {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      databases.push([name, store, await done(objects.getAllKeys()), await done(objects.getAll())]);
    }
    database.close();
  }
  const cached = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      cached.push([name, request.url, await (await cache.match(request)).text()]);
    }
  }
  const files = [];
  for await (const [name, entry] of (await navigator.storage?.getDirectory()) ?? []) {
    files.push([name, entry.kind === 'file' ? await (await entry.getFile()).text() : '']);
  }
  return JSON.stringify({
    localStorage: {...localStorage}, sessionStorage: {...sessionStorage}, databases, cached, files,
    history: [history.state, ...(globalThis.navigation?.entries() ?? []).map((entry) => [entry.url, entry.getState()])],
    cookie: document.cookie, address: location.href,
    name: window.name, title: document.title, referrer: document.referrer,
  });
}"""
"""A function of a page: all that it can keep, in this tab or beyond it, as JSON."""


class Elsewhere(Loopback):
    """Another origin on this machine. It counts connections, also those on which nothing is said, and answers them.

    Attributes:
        connections: How many were opened.
        heard: The first line of each on which at least one byte came.
    """

    def __init__(self) -> None:
        self.connections = 0
        self.heard: list[str] = []

        class Handler(socketserver.StreamRequestHandler):
            def handle(handler) -> None:  # noqa: N805
                self.connections += 1
                with contextlib.suppress(ConnectionError):
                    if first := handler.rfile.read(1):
                        self.heard.append((first + handler.rfile.readline()).decode("latin-1").strip())
                    handler.wfile.write(_ANSWER)

        super().__init__(socketserver.ThreadingTCPServer(ANY_PORT, Handler))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def was_asked_for(self, path: str) -> bool:
        """Whether a request's path ended so."""
        return any(line.split(" ")[1].endswith(path) for line in list(self.heard) if " HTTP/" in line)


class Violations:
    """What a policy blocked in a profile's pages, and what they and their workers wrote to the console as errors."""

    def __init__(self, context: BrowserContext) -> None:
        self.found: list[str] = []
        context.expose_binding("reportViolation", lambda _source, text: self.found.append(text))
        context.add_init_script(_REPORT)
        context.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.found.append(message.text)


class Traffic:
    """Every request of a profile, with all that it carries.

    Args:
        context: The profile.
        apart: How addresses begin that the reader opens in tabs of their own, which may know more.
    """

    def __init__(self, context: BrowserContext, apart: tuple[str, ...] = ()) -> None:
        self.requests: list[tuple[str, str]] = []
        self._apart = apart
        context.on("request", self._note)
        context.on("page", lambda page: page.on("websocket", lambda socket: self.requests.append((socket.url, ""))))

    def _note(self, request: Request) -> None:
        if request.is_navigation_request() and request.url.startswith(self._apart):
            return
        body = (request.post_data_buffer or b"").decode("utf-8", "replace")
        self.requests.append((request.url, f"{request.url} {json.dumps(request.headers)} {body}"))

    def outside(self, origin: str) -> list[str]:
        """Return the addresses that are not the site's."""
        return [url for url, _ in self.requests if not url.startswith((origin, f"blob:{origin}", "data:"))]

    def carried(self, values: Iterable[str]) -> list[str]:
        """Return those of the values that any request carried."""
        return found_in(" ".join(text for _, text in self.requests), values)


def kept(page: Page) -> str:
    """Return as text all that a page keeps: storages, databases, caches, files, cookies, history, address, title."""
    cookies = json.dumps(page.context.cookies())  # those too that scripts can't see
    return f"{page.evaluate(KEPT)} {cookies}"


def found_in(text: str, values: Iterable[str]) -> list[str]:
    """Return the values that stand in a text, plain or in one of the usual encodings."""
    return [value for value in values if any(form in text for form in _forms(value))]


def _forms(value: str) -> set[str]:
    assert len(value) >= 8, "a short value could stand anywhere by chance"
    encoded = base64.b64encode(value.encode()).decode().rstrip("=")[:-1]  # the last sign depends on what follows
    escaped = json.dumps(value)[1:-1]
    return {value, quote(value, safe=""), quote_plus(value), escaped, json.dumps(escaped)[1:-1], encoded, value[::-1]}


def expect_forgotten(page: Page, traffic: Traffic, origin: str, values: Iterable[str]) -> None:
    """Hold a use of the site against its promise: what was typed is kept nowhere, and nothing left the origin."""
    typed = list(values)
    assert typed
    assert traffic.requests
    assert traffic.outside(origin) == []
    assert traffic.carried(typed) == []
    assert found_in(kept(page), typed) == []


def open_and_settle(page: Page, url: str) -> None:
    """Open a page and wait until its theme's scripts have run."""
    page.goto(url)
    expect(page.locator("html.js-focus-visible")).to_be_attached()
