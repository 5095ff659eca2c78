"""The pages that boot.py visits, with everything that they load, compressed as a host would send it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]
from mkdocs.config import load_config

from benchmarks.results import say
from live_python.building.builder import build, publish
from live_python.building.wheels import collect_wheels
from live_python.plugin import LivePythonPlugin, build_config

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


WEBCRYPTO_PAGE = """<!doctype html><title>webcrypto</title><script type="module">
window.answer = async ({ values }) => {
  if (!/^[\\w.~-]{43,128}$/.test(values.code_verifier)) return { state: "wrong" };
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(values.code_verifier));
  const text = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return { state: "right", challenge: text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") };
};
</script>"""
PAGES = {"ours": OURS_PAGE, "stock": STOCK_PAGE, "webcrypto": WEBCRYPTO_PAGE}


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
    for name, text in PAGES.items():
        (site / f"{name}.html").write_text(text, "utf-8")
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
