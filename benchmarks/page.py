"""What the live parts cost a page, and how soon they answer.

    python benchmarks/page.py [--keys 200] [--loads 9] [--slower 1]

1. Keystroke to verdict: in the workbench with Python running, a key changes the challenge, and the clock stops when
   the verdict on the page has changed. The peer is the same check in plain JavaScript with WebCrypto, in the same
   page: SHA-256 of the verifier, base64url, compare. It names no mistake. Keys alternate between the two. The goal is
   16 ms, one frame, for 95 of 100 keys.
2. Loading: the quickstart with its live parts, with their worked examples alone (the same HTML and CSS, none of our
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
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]
from playwright.sync_api import sync_playwright

from benchmarks.results import Group, Row, add_options, finish, say
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
  const panel = document.querySelector("pkce-check");
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
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int)
    parser.add_argument("--loads", type=int)
    parser.add_argument("--slower", type=float, default=1, help="times that the processor is slowed down")
    add_options(parser)
    options = parser.parse_args()
    keys, loads = options.keys or (20 if options.quick else 200), options.loads or (2 if options.quick else 9)
    finish(options, lambda: measure(keys, loads, options.slower))
    say(weight())


def measure(keys: int, loads: int, slower: float) -> Group:
    """Build the site, type into it and load it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        say("Building the site")
        with build_and_serve(Path(folder)) as site:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
            rows = rows_of_keys(measure_keys(browser, f"{site.url}workbench/", keys))
            with (
                SiteServer(site.folder, overrides=changed(without_scripts)) as still,
                SiteServer(site.folder, overrides=changed(without_parts)) as bare,
            ):
                servers = {"live": site.url, "examples": still.url, "none": bare.url}
                urls = {kind: f"{url}quickstart/" for kind, url in servers.items()}
                rows += rows_of_loads(measure_loads(browser, urls, loads, slower), slower)
            browser.close()
    return Group(name="page", title="Live parts in a page", rows=rows)


def measure_keys(browser: Browser, url: str, keys: int) -> dict[str, list[float]]:
    """Milliseconds from each key to its verdict, ours and the peer's."""
    say(f"Typing {keys} keys in each")
    page = browser.new_page()
    page.goto(url)
    panel = page.locator("pkce-check").first
    panel.get_by_role("button", name="Create a new pair", exact=True).click()
    panel.locator(".pkce-result[data-state=right]").wait_for(timeout=60_000)
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


def rows_of_keys(times: dict[str, list[float]]) -> list[Row]:
    """All keys, and the key that 95 of 100 are quicker than."""
    peer, note = "the same check in WebCrypto", "WebCrypto says only whether they belong together, not what went wrong."
    slowest = {kind: [statistics.quantiles(found, n=100)[94]] for kind, found in times.items()}
    return [
        Row(what="key to verdict", peer=peer, unit="ms", ours=times["ours"], theirs=times["peer"], note=note),
        Row(
            what=f"key to verdict, 95th percentile of {len(times['ours'])}",
            peer=peer,
            unit="ms",
            ours=slowest["ours"],
            theirs=slowest["peer"],
        ),
    ]


def rows_of_loads(measured: dict[str, list[tuple[float, float]]], slower: float) -> list[Row]:
    """The live page against each of the others."""
    peers = {"none": "the page without live parts", "examples": "the page with their examples alone"}
    how = "" if slower == 1 else f", processor {slower:g} times slower"
    return [
        Row(
            what=f"{label}{how}",
            peer=peer,
            unit="ms",
            ours=[each[at] for each in measured["live"]],
            theirs=[each[at] for each in measured[kind]],
            goal=1.05 if kind == "none" else None,
        )
        for at, label in enumerate(("Largest Contentful Paint", "Total Blocking Time"))
        for kind, peer in peers.items()
    ]


def weight() -> str:
    """What the widgets' own files weigh, each compressed alone as a server sends it."""
    files = served_files()
    weights = {
        kind: sum(len(brotli.compress(files[path].encode(), quality=11)) for path in files if path.endswith(kind))
        for kind in ("mjs", "css")
    }
    return (
        f"Weight of the live parts, brotli 11: JavaScript {weights['mjs']:,} bytes, CSS {weights['css']:,} bytes, "
        f"together {sum(weights.values()):,} of 30,000"
    )


if __name__ == "__main__":
    main()
