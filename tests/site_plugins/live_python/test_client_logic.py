"""What the page does with its worker, with a worker of the test's own in place of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.server import SiteServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

# `acts` says what each worker does in turn with each kind of message; the last one does it for all that follow.
START = """async ({ acts, callDeadline = 1000, stallAfter = 5000, takes = 0 }) => {
  const { LivePython } = await import(document.baseURI + "assets/live-python/client.mjs");
  const seen = (window.seen = []);
  const usual = {
    start: ({ kept }) => ({ type: "ready", ...(kept ? {} : { runtime: { number: 1 } }) }),
    call: ({ id, request }) => ({ type: "result", id, response: request }),
  };
  const others = {
    raises: ({ id }) => ({ type: "raised", id, error: { type: "ValueError", message: "no" } }),
    crashes: () => ({ type: "failed", step: "call", detail: "RangeError" }),
    "has no rest": () => ({ type: "failed", step: "rest", detail: "missing" }),
    "can't import": () => ({ type: "failed", step: "import", detail: "SyntaxError" }),
    "is no object": ({ id }) => ({ type: "result", id, response: "[1]" }),
    "is silent": () => undefined,
  };
  class FakeWorker extends EventTarget {
    constructor(number) { super(); this.number = number; this.act = acts[Math.min(number, acts.length - 1)] ?? {}; }
    postMessage(message) {
      seen.push(`${this.number} ${message.type}${message.kept ? " with what was kept" : ""}`);
      const act = others[this.act[message.type]] ?? usual[message.type];
      const data = act(message);
      const say = () => this.dead || this.dispatchEvent(new MessageEvent("message", { data }));
      if (data && !this.dead) setTimeout(say, takes);
    }
    terminate() { this.dead = true; seen.push(`${this.number} terminated`); }
  }
  let count = 0;
  window.live = new LivePython({
    callDeadline, stallAfter, pauses: [],
    spawn: () => ({ worker: new FakeWorker(count++), release() {} }),
  });
}"""
CALL = "(request) => live.call(request).catch((error) => error.kind)"


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[SiteServer]:
    """The site; the page asks for the manifest as ever."""
    with SiteServer(site, headers={"Cache-Control": "max-age=600"}) as running:
        yield running


def start(page: Page, server: SiteServer, *acts: dict[str, str], **options: int) -> None:
    """A client whose workers act like this, one after the other."""
    page.goto(server.url)
    page.evaluate(START, {"acts": list(acts), **options})


def seen(page: Page) -> list[str]:
    """What each worker got, by its number."""
    got: list[str] = page.evaluate("window.seen")
    return got


def state(page: Page) -> dict[str, Any]:
    """The client's state."""
    got: dict[str, Any] = page.evaluate("live.state")
    return got


def test_one_worker_for_all_calls(page: Page, server: SiteServer) -> None:
    """It is made by the first call, started once, and answers in order."""
    start(page, server)
    assert seen(page) == []
    answers = page.evaluate("Promise.all([1, 2, 3].map((n) => live.call({ n })))")
    assert answers == [{"n": 1}, {"n": 2}, {"n": 3}]
    assert seen(page) == ["0 start", "0 call", "0 call", "0 call"]
    assert state(page) == {"state": "ready"}


def test_an_exception_keeps_the_worker(page: Page, server: SiteServer) -> None:
    """It is the answer of this call alone."""
    start(page, server, {"call": "raises"})
    assert page.evaluate(CALL, {}) == "python"
    assert page.evaluate(CALL, {}) == "python"
    assert seen(page) == ["0 start", "0 call", "0 call"]


@pytest.mark.parametrize(
    ("act", "kind"), [("crashes", "crashed"), ("has no rest", "rest"), ("is silent", "timeout")]
)  # fmt: skip
def test_a_call_that_ends_its_worker(page: Page, server: SiteServer, act: str, kind: str) -> None:
    """The call fails with its reason, a new worker starts without a new download, and the next call is right."""
    start(page, server, {"call": act}, {}, callDeadline=300)
    assert page.evaluate(CALL, {"n": 1}) == kind
    downloads = len(server.requests)
    assert page.evaluate(CALL, {"n": 2}) == {"n": 2}
    assert seen(page) == ["0 start", "0 call", "0 terminated", "1 start with what was kept", "1 call"]
    assert [line for line in server.requests[downloads:] if not line.startswith("HEAD")] == []


def test_calls_that_wait_behind_it_are_answered(page: Page, server: SiteServer) -> None:
    """A worker killed in the middle of a call loses that call alone."""
    start(page, server, {"call": "crashes"}, {})
    answers = page.evaluate("Promise.all([1, 2].map((n) => live.call({ n }).catch((error) => error.kind)))")
    assert answers == ["crashed", {"n": 2}]


def test_an_answer_that_is_no_object(page: Page, server: SiteServer) -> None:
    """The page gets an error, never a value of another kind."""
    start(page, server, {"call": "is no object"})
    assert page.evaluate(CALL, {}) == "response"


def test_a_start_that_fails(page: Page, server: SiteServer) -> None:
    """The state has the reason; calls fail with it; Retry makes a new worker."""
    start(page, server, {"start": "can't import"}, {})
    assert page.evaluate(CALL, {}) == "import"
    assert state(page)["state"] == "failed"
    assert page.evaluate(CALL, {}) == "import"
    page.evaluate("live.retry()")
    assert page.evaluate(CALL, {"n": 1}) == {"n": 1}
    assert seen(page) == ["0 start", "0 terminated", "1 start", "1 call"]


def test_a_start_without_progress(page: Page, server: SiteServer) -> None:
    """It is given up after a while, with its reason."""
    start(page, server, {"start": "is silent"}, stallAfter=700)
    assert page.evaluate(CALL, {}) == "stalled"
    assert "0 terminated" in seen(page)


SLEEP = "() => { for (const end = performance.now() + 1500; performance.now() < end;); }"
ASK = "(what) => { window.asked = live[what]({ n: 1 }).then((got) => got?.n ?? 'ready', (error) => error.kind); }"


@pytest.mark.parametrize(("step", "what", "answer"), [("start", "boot", "ready"), ("call", "call", 1)])
def test_a_page_that_slept(page: Page, server: SiteServer, step: str, what: str, answer: object) -> None:
    """As a frozen tab does: when it wakes, the timer that would give up is overdue first, and waits again instead."""
    limits = {"callDeadline": 700, "stallAfter": 5000} if step == "call" else {"stallAfter": 700}
    start(page, server, takes=900, **limits)
    if step == "call":
        page.evaluate("live.boot()")
    page.evaluate(ASK, what)
    while f"0 {step}" not in seen(page):
        page.wait_for_timeout(10)
    page.evaluate(SLEEP)
    assert page.evaluate("() => window.asked") == answer
