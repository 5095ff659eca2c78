"""Transfer size and time to first answer: this project's runtime against stock Pyodide, in the same run.

    python benchmarks/boot.py [--runs 7]

Stock Pyodide gets the same sources as the wheels that pip makes of them. Both are served to the same Chromium by one
server, with brotli (quality 11, as static hosts compress ahead of time) and cache headers; runs alternate. `cold` is a
new profile with an empty cache; `warm` is a later visit with that profile. The clock starts when the page asks for an
answer and stops when it has it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import statistics
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]
from mkdocs.config import load_config
from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from live_python.building.builder import build, publish
from live_python.building.wheels import collect_wheels
from live_python.plugin import LivePythonPlugin, build_config
from tests.support.browser import ARGUMENTS
from tests.support.chromium import find_chromium
from tests.support.server import SiteServer

if TYPE_CHECKING:
    from live_python.config import BuildConfig

ROOT = Path(__file__).parents[1]
PYODIDE = ROOT / "node_modules" / "pyodide"
CACHE = ROOT / ".cache"
STOCK_FILES = (
    "pyodide.mjs",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
REQUEST = {"op": "check", "values": {"code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}}
KINDS = ("stock", "ours")
WARM_UP = 3  # visits until Chromium has decided to keep compiled code

OURS_PAGE = """<!doctype html><title>ours</title><script type="module">
import { live } from "./live-python/client.mjs";
window.answer = (request) => live.call(request);
</script>"""
STOCK_PAGE = """<!doctype html><title>stock</title><script type="module">
window.answer = (request) => new Promise((resolve, reject) => {
  const worker = new Worker("./stock-worker.mjs", { type: "module" });
  worker.onmessage = ({ data }) => resolve(JSON.parse(data));
  worker.onerror = reject;
  worker.postMessage(JSON.stringify(request));
});
</script>"""
STOCK_WORKER = """
import { loadPyodide } from "./stock/pyodide.mjs";
self.onmessage = async ({ data }) => {
  const pyodide = await loadPyodide({ indexURL: new URL("./stock/", import.meta.url).href });
  await pyodide.loadPackage(WHEELS.map((path) => new URL(path, import.meta.url).href), { messageCallback() {} });
  const { dispatch } = pyodide.pyimport("pkce_widgets.bridge");
  self.postMessage(dispatch(data));
};
"""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        write_pages(site)
        compress_all(site)
        with SiteServer(site, headers={"Cache-Control": "max-age=86400"}, encode=compressed) as server:
            results = measure(playwright, server, runs)
    report(results, runs)


def site_config() -> BuildConfig:
    """Read what the site builds from mkdocs.yml."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    plugin = config.plugins["live-python"]
    assert isinstance(plugin, LivePythonPlugin)
    return build_config(plugin.config, config)


def write_pages(site: Path) -> None:
    """Write one page for each, and the files they load."""
    config = site_config()
    say("Building our runtime, and the wheels for the stock one")
    publish(build(config), site / "live-python")
    (site / "ours.html").write_text(OURS_PAGE, "utf-8")
    (site / "stock.html").write_text(STOCK_PAGE, "utf-8")
    (site / "stock").mkdir()
    wheels = [f"stock/{wheel.name}" for wheel in collect_wheels(config, site / "stock")]
    (site / "stock-worker.mjs").write_text(STOCK_WORKER.replace("WHEELS", json.dumps(wheels)), "utf-8")
    for name in STOCK_FILES:
        shutil.copyfile(PYODIDE / name, site / "stock" / name)


def compress_all(site: Path) -> None:
    """Compress before the first visit: the largest file takes most of a minute, the first time."""
    files = sorted((path for path in site.rglob("*") if path.is_file()), key=lambda path: -path.stat().st_size)
    missing = [path for path in files if not kept(path.read_bytes()).is_file()]
    with ThreadPoolExecutor() as threads:
        for count, path in enumerate(threads.map(lambda path: (compressed(path), path)[1], missing), 1):
            say(f"Compressing, {count} of {len(missing)}: {path.relative_to(site)}")


def compressed(file: Path) -> tuple[str, bytes]:
    """Return a file as brotli, compressed once per content: quality 11 takes its time."""
    data = file.read_bytes()
    path = kept(data)
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = path.with_suffix(f".{os.getpid()}")
        whole.write_bytes(brotli.compress(data, quality=11))
        whole.rename(path)
    return "br", path.read_bytes()


def kept(data: bytes) -> Path:
    """Return where the compressed form of some bytes is kept."""
    return CACHE / "brotli" / f"{hashlib.sha256(data).hexdigest()[:32]}.br"


def say(line: str) -> None:
    """Say on stderr what takes time; the table alone goes to stdout."""
    print(line, file=sys.stderr, flush=True)


def measure(playwright: Playwright, server: SiteServer, runs: int) -> dict[str, dict[str, list[float]]]:
    """Alternate the two, so that a busy moment of the machine meets both."""
    results: dict[str, dict[str, list[float]]] = {kind: {"bytes": [], "cold": [], "warm": []} for kind in KINDS}
    say("Warming up")
    for kind in KINDS:  # once unmeasured: the server's and the system's caches fill
        one_profile(playwright, server, kind)
    for run in range(runs):
        say(f"Run {run + 1} of {runs}")
        for kind in KINDS:
            for name, value in one_profile(playwright, server, kind).items():
                results[kind][name].append(value)
    return results


def one_profile(playwright: Playwright, server: SiteServer, kind: str) -> dict[str, float]:
    """Visit with a new profile, then come back."""
    with tempfile.TemporaryDirectory() as profile:
        # What readers have: the headless shell, where tests take it first, keeps no compiled code.
        executable = shutil.which("chromium") or find_chromium()
        context = playwright.chromium.launch_persistent_context(profile, executable_path=executable, args=ARGUMENTS)
        before = len(server.requests)
        cold = visit(context, server, kind)
        transfer = sum(transferred(server, line) for line in server.requests[before:])
        visits = [visit(context, server, kind) for _ in range(WARM_UP + 1)]
        context.close()
    return {"bytes": float(transfer), "cold": cold, "warm": visits[-1]}


def visit(context: BrowserContext, server: SiteServer, kind: str) -> float:
    """Open the page, wait until it rests, and return the milliseconds to the first answer."""
    page = context.new_page()
    page.goto(f"{server.url}{kind}.html")
    page.wait_for_load_state("networkidle")
    taken: float = page.evaluate(
        """async (request) => {
          const start = performance.now();
          const answer = await window.answer(request);
          if (answer.state === undefined) throw new Error("no answer: " + JSON.stringify(answer));
          return performance.now() - start;
        }""",
        REQUEST,
    )
    page.wait_for_timeout(1500)  # browsers write compiled code to their cache after a while
    page.close()
    return taken


def transferred(server: SiteServer, line: str) -> int:
    """Return how many bytes of body a request brought."""
    file = server.directory / line.partition(" ")[2].lstrip("/")
    return len(compressed(file)[1]) if file.is_file() else 0


def report(results: dict[str, dict[str, list[float]]], runs: int) -> None:
    """Print medians and ratios."""
    print(f"Medians of {runs} alternating runs, Chromium, brotli 11\n")
    print(f"{'':24}{'stock':>12}{'ours':>12}{'ratio':>8}")
    rows = [
        ("transfer, MB", "bytes", 1e6, 2),
        ("first answer cold, ms", "cold", 1, 0),
        ("first answer warm, ms", "warm", 1, 0),
    ]
    for label, name, unit, digits in rows:
        stock, ours = (statistics.median(results[kind][name]) for kind in KINDS)
        print(f"{label:24}{stock / unit:12.{digits}f}{ours / unit:12.{digits}f}{ours / stock:8.2f}")


if __name__ == "__main__":
    main()
