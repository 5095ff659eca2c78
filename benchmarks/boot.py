"""Download and time to the first answer: this project's runtime against stock Pyodide, and against plain WebCrypto.

    python benchmarks/boot.py [--runs 15]

Each page gives the same check of the same verifier. Stock Pyodide gets the same sources as the wheels that pip makes of
them. One server serves all to the same Chromium, with brotli (quality 11, as static hosts compress ahead of time) and
cache headers; runs alternate. `cold` is a new profile with an empty cache; `warm` is the fifth visit with that profile.
The clock starts when the loaded page asks for an answer and stops when it has it; what is downloaded counts from
navigation on. Processor time is that of all processes of the browser. `Fast 4G` comes from slow_line.py.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from benchmarks.boot_pages import PAGES, compress_all, compressed, write_pages
from benchmarks.processor import children_seconds, used_since
from benchmarks.results import Group, Row, add_options, finish, say
from benchmarks.slow_line import FAST_4G, SlowLine
from tests.support.browser import ARGUMENTS
from tests.support.chromium import find_chromium
from tests.support.server import SiteServer

REQUEST = {"op": "check", "values": {"code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}}
STOCK, WEBCRYPTO = "stock Pyodide", "a WebCrypto page"
WARM_UP = 3  # visits until Chromium has decided to keep compiled code


class Visit(NamedTuple):
    """What one visit took: milliseconds to the answer, processor seconds, octets until the answer and after it."""

    time: float
    processor: float | None
    octets: int
    later: int


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int)
    add_options(parser)
    options = parser.parse_args()
    finish(options, lambda: measure(options.runs or (2 if options.quick else 15)))


def measure(runs: int) -> Group:
    """Serve all pages, and visit them."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        write_pages(site)
        compress_all(site)
        with SiteServer(site, headers={"Cache-Control": "max-age=86400"}, encode=compressed) as server:
            quick = visit_all(playwright, server, runs)
            with SlowLine(server.port, FAST_4G) as line:
                slow = visit_slowly(playwright, server, line, runs)
    return Group(name="boot", title="The first answer in a page", rows=rows_of(quick, slow))


def visit_all(playwright: Playwright, server: SiteServer, runs: int) -> dict[str, list[Visit]]:
    """Alternate the pages, so that a busy moment of the machine meets them all."""
    found: dict[str, list[Visit]] = {f"{kind} {when}": [] for kind in PAGES for when in ("cold", "warm")}
    say("Warming up")
    for run in range(-1, runs):  # once unmeasured: the server's and the system's caches fill
        for kind in PAGES:
            if run >= 0:
                say(f"Run {run + 1} of {runs}: {kind}, cold and warm")
            visits = one_profile(playwright, server, f"{server.url}{kind}.html", WARM_UP + 1)
            if run >= 0:
                found[f"{kind} cold"].append(visits[0])
                found[f"{kind} warm"].append(visits[-1])
    return found


def visit_slowly(playwright: Playwright, server: SiteServer, line: SlowLine, runs: int) -> dict[str, list[Visit]]:
    """The first visits on a slow line."""
    found: dict[str, list[Visit]] = {"ours": [], "stock": []}
    for run in range(runs):
        for kind, visits in found.items():
            say(f"Run {run + 1} of {runs}: {kind}, cold on {line.line.name} ({line.line})")
            visits += one_profile(playwright, server, f"{line.url}{kind}.html", 0)
    return found


def one_profile(playwright: Playwright, server: SiteServer, url: str, more: int) -> list[Visit]:
    """Visit with a new profile, then come back a few times."""
    with tempfile.TemporaryDirectory() as profile:
        # What readers have: the headless shell, where tests take it first, keeps no compiled code.
        executable = shutil.which("chromium") or find_chromium()
        context = playwright.chromium.launch_persistent_context(profile, executable_path=executable, args=ARGUMENTS)
        context.set_default_timeout(120_000)
        visits = [visit(context, server, url) for _ in range(more + 1)]
        context.close()
    return visits


def visit(context: BrowserContext, server: SiteServer, url: str) -> Visit:
    """Open the page, wait until it rests, and ask."""
    page, first = context.new_page(), len(server.requests)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    before = children_seconds()
    taken: float = page.evaluate(
        """async (request) => {
          const start = performance.now();
          const answer = await window.answer(request);
          if (answer.state === undefined) throw new Error("no answer: " + JSON.stringify(answer));
          return performance.now() - start;
        }""",
        REQUEST,
    )
    used, answered = used_since(before), len(server.requests)
    page.wait_for_timeout(1500)  # browsers write compiled code to their cache after a while
    page.close()
    octets = sum(transferred(server, line) for line in server.requests[first:answered])
    later = sum(transferred(server, line) for line in server.requests[answered:])
    return Visit(taken, used, octets, later)


def transferred(server: SiteServer, line: str) -> int:
    """Return how many bytes of body a request brought."""
    file = server.directory / line.partition(" ")[2].lstrip("/")
    return len(compressed(file)[1]) if file.is_file() else 0


def rows_of(quick: dict[str, list[Visit]], slow: dict[str, list[Visit]]) -> list[Row]:
    """The rows of the table."""
    return [
        downloads("download until the first answer", STOCK, quick["ours cold"], quick["stock cold"], 0.6),
        times("first answer, cold", STOCK, quick["ours cold"], quick["stock cold"], 0.36),
        times("first answer, warm", STOCK, quick["ours warm"], quick["stock warm"], 0.36),
        slow_times(slow),
        downloads("download until the first answer", WEBCRYPTO, quick["ours cold"], quick["webcrypto cold"]),
        times("first answer, cold", WEBCRYPTO, quick["ours cold"], quick["webcrypto cold"]),
        times("first answer, warm", WEBCRYPTO, quick["ours warm"], quick["webcrypto warm"]),
    ]


def slow_times(slow: dict[str, list[Visit]]) -> Row:
    """The first answer on a slow line, with what the line is."""
    row = times(f"first answer, cold, {FAST_4G.name}", STOCK, slow["ours"], slow["stock"], 0.62)
    return replace(row, note=f"emulated, {FAST_4G} of latency before each answer, the same for stock Pyodide.")


def downloads(what: str, peer: str, ours: list[Visit], theirs: list[Visit], goal: float | None = None) -> Row:
    """What both bring, as it is transferred: bodies alone, in MB."""
    later = max(visit.later for visit in ours) / 1e6
    mine, other = ([visit.octets / 1e6 for visit in visits] for visits in (ours, theirs))
    note = f"After the first answer, {later:.2f} MB more come." if later else ""
    return Row(what=what, peer=peer, unit="MB", ours=mine, theirs=other, goal=goal, note=note)


def times(what: str, peer: str, ours: list[Visit], theirs: list[Visit], goal: float | None = None) -> Row:
    """Milliseconds until the first answer, and processor time where the system counts it."""
    mine, other = ([visit.time for visit in visits] for visits in (ours, theirs))
    used = [[visit.processor for visit in visits if visit.processor is not None] for visits in (ours, theirs)]
    counted = peer == STOCK and len(used[0]) == len(ours) and len(used[1]) == len(theirs)
    processor = (used[0], used[1]) if counted else None
    return Row(what=what, peer=peer, unit="ms", ours=mine, theirs=other, processor=processor, goal=goal)


if __name__ == "__main__":
    main()
