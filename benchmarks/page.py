"""What the live parts cost a page, and how soon they answer.

    python benchmarks/page.py [--keys 200] [--loads 9] [--slower 1]

1. Keystroke to verdict: in the quickstart with Python running, a key changes the challenge, and the clock stops when
   the verdict on the page has changed. The peer is the same check in plain JavaScript with WebCrypto, in the same
   page: SHA-256 of the verifier, base64url, compare. It names no mistake. Keys alternate between the two. The goal is
   16 ms, one frame, for 95 of 100 keys.
2. Loading: the same page with its live parts, with their worked examples alone (the same HTML and CSS, none of our
   scripts), and without any of it. Largest Contentful Paint, and Total Blocking Time: what tasks of the main thread
   take beyond 50 ms each, until the page has rested for two seconds. The goal is 5 % more than without; the column in
   the middle shows what the words of the examples cost, which a page without live parts would need as well.
   --slower 4 slows the processor down, as Lighthouse does for a phone.
3. Weight: the widgets' own JavaScript and CSS with brotli 11. The goal is 30 kB.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]
from playwright.sync_api import sync_playwright

from pkce_widgets.plugin import served_files
from tests.support.browser import ARGUMENTS
from tests.support.chromium import find_chromium
from tests.support.server import Override, SiteServer
from tests.support.site import build_and_serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
REST = 2_000  # milliseconds without a long task

# One panel of plain JavaScript, and the same question to both: a challenge that is right, then one that is not.
KEYS = """async ([verifier, keys]) => {
  const panel = document.querySelectorAll("pkce-check")[1];
  const [verifierField, field] = panel.querySelectorAll("textarea");
  const peer = document.createElement("div");
  peer.innerHTML = "<textarea></textarea><p></p>";
  document.querySelector("article").append(peer);
  const [peerField, peerVerdict] = [peer.querySelector("textarea"), peer.querySelector("p")];
  const derive = async () => {
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    const octets = String.fromCharCode(...new Uint8Array(hash));
    return btoa(octets).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  peerField.addEventListener("input", async () => {
    peerVerdict.textContent = (await derive()) === peerField.value ? "It belongs." : "It does not belong.";
  });
  const pause = (time) => new Promise((go) => setTimeout(go, time));
  const type = (target, value) => {
    target.value = value;
    target.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: value.at(-1) }));
  };
  const timed = (target, verdict, value) => new Promise((done) => {
    const start = performance.now();
    const before = verdict.textContent;
    const watch = new MutationObserver(() => {
      if (verdict.textContent === before) return;
      watch.disconnect();
      done(performance.now() - start);
    });
    watch.observe(verdict, { childList: true, characterData: true, subtree: true });
    type(target, value);
  });
  const right = await derive();
  const verdict = panel.querySelector(".pkce-verdict__text");
  type(verifierField, verifier);
  await pause(1500);
  const times = { ours: [], peer: [] };
  for (let key = 0; key < keys; key += 1) {
    const value = key % 2 ? right : right.slice(0, -1);
    times.ours.push(await timed(field, verdict, value));
    await pause(150); // a quick typist; the other parts follow meanwhile
    times.peer.push(await timed(peerField, peerVerdict, value));
    await pause(20);
  }
  return times;
}"""
WATCH = """
window.painted = 0; window.long = []; window.last = 0;
new PerformanceObserver((list) => { for (const each of list.getEntries()) window.painted = each.startTime; })
  .observe({ type: 'largest-contentful-paint', buffered: true });
new PerformanceObserver((list) => { for (const each of list.getEntries()) {
  window.long.push(each.duration); window.last = performance.now(); } })
  .observe({ type: 'longtask', buffered: true });
"""


def main() -> None:
    """Measure and print three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--loads", type=int, default=9)
    parser.add_argument("--slower", type=float, default=1, help="times that the processor is slowed down")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        say("Building the site")
        with build_and_serve(Path(folder)) as site:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
            report_keys(measure_keys(browser, site.url, options.keys))
            with (
                SiteServer(site.folder, overrides=changed(without_scripts)) as still,
                SiteServer(site.folder, overrides=changed(without_parts)) as bare,
            ):
                urls = {"live": site.url, "examples": still.url, "none": bare.url}
                measured = measure_loads(browser, urls, options.loads, options.slower)
            report_loads(measured, options.slower)
            browser.close()
    report_weight()


def say(line: str) -> None:
    """Say on stderr what takes time; the tables alone go to stdout."""
    print(line, file=sys.stderr, flush=True)


def measure_keys(browser: Browser, url: str, keys: int) -> dict[str, list[float]]:
    """Milliseconds from each key to its verdict, ours and the peer's."""
    say(f"Typing {keys} keys in each")
    page = browser.new_page()
    page.goto(url)
    panel = page.locator("pkce-check").nth(1)
    panel.get_by_role("button", name="Create a new pair", exact=True).click()
    panel.locator(".pkce-result[data-state=right] .pkce-caption[hidden]").wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(REST)
    times: dict[str, list[float]] = page.evaluate(KEYS, [VERIFIER, keys])
    page.close()
    return times


def changed(change: Callable[[str], str]) -> dict[str, Override]:
    """The quickstart, changed on its way to the browser."""
    override = Override(change=lambda body: change(body.decode()).encode())
    return {"/": override, "index.html": override}


def without_scripts(html: str) -> str:
    """The page with its worked examples, which never wake up."""
    html = re.sub(r"<(script|link)[^>]*(register\.mjs|live-python)[^>]*>(</script>)?", "", html)
    assert "register.mjs" not in html
    return html


def without_parts(html: str) -> str:
    """The page without elements of ours, and without what they load."""
    html = re.sub(r"<pkce-([a-z-]+)\b.*?</pkce-\1>", "", without_scripts(html), flags=re.DOTALL)
    html = re.sub(r"<link[^>]*pkce\.css[^>]*>", "", html)
    assert "<pkce-" not in html
    return html


def measure_loads(
    browser: Browser, urls: dict[str, str], loads: int, slower: float
) -> dict[str, list[tuple[float, float]]]:
    """Largest Contentful Paint and Total Blocking Time of each load, the pages in turn."""
    measured: dict[str, list[tuple[float, float]]] = {kind: [] for kind in urls}
    for load in range(-1, loads):
        say(f"Load {load + 1} of {loads}" if load >= 0 else "A first load that is not counted")
        for kind, url in urls.items():
            taken = one_load(browser, url, slower)
            if load >= 0:
                measured[kind].append(taken)
    return measured


def one_load(browser: Browser, url: str, slower: float) -> tuple[float, float]:
    """Load a page in a new profile, and wait until it rests."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    context.add_init_script(WATCH)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(url, wait_until="load")
    wait_until_it_rests(page)
    painted: float = page.evaluate("window.painted")
    blocked: float = page.evaluate("window.long.reduce((sum, each) => sum + Math.max(0, each - 50), 0)")
    context.close()
    return painted, blocked


def wait_until_it_rests(page: Page) -> None:
    while True:
        page.wait_for_timeout(REST)
        if page.evaluate("performance.now() - window.last") >= REST:
            return


def report_keys(times: dict[str, list[float]]) -> None:
    """Print the middle and the 95th percentile of both."""
    print(f"Keystroke to verdict, {len(times['ours'])} keys each, ms\n")
    print(f"{'':24}{'WebCrypto':>12}{'ours':>12}{'ratio':>8}")
    for label, at in (("50th percentile", 50), ("95th percentile", 95)):
        ours, peer = (statistics.quantiles(times[kind], n=100)[at - 1] for kind in ("ours", "peer"))
        print(f"{label:24}{peer:12.1f}{ours:12.1f}{ours / peer:8.1f}")


def report_loads(measured: dict[str, list[tuple[float, float]]], slower: float) -> None:
    """Print the medians, and the ratio of the live page to each of the others."""
    print(f"\nLoading, medians of {len(measured['live'])} loads, processor slowed down {slower:g} times, ms\n")
    print(f"{'':24}{'none':>12}{'examples':>12}{'live':>12}{'ratios':>14}")
    for label, at in (("Largest Contentful Paint", 0), ("Total Blocking Time", 1)):
        none, examples, live = (
            statistics.median(each[at] for each in measured[kind]) for kind in ("none", "examples", "live")
        )
        ratios = " ".join(f"{live / other:.2f}" if other else "-" for other in (none, examples))
        print(f"{label:24}{none:12.0f}{examples:12.0f}{live:12.0f}{ratios:>14}")


def report_weight() -> None:
    """Print what the widgets' own files weigh, each compressed alone as a server sends it."""
    files = served_files()
    weights = {
        kind: sum(len(brotli.compress(files[path].encode(), quality=11)) for path in files if path.endswith(kind))
        for kind in ("mjs", "css")
    }
    print(f"\nWeight, brotli 11: JavaScript {weights['mjs']:,} bytes, CSS {weights['css']:,} bytes, "
          f"together {sum(weights.values()):,} of 30,000")  # fmt: skip


if __name__ == "__main__":
    main()
