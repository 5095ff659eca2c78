"""The text of `service-worker.js`: of one that stores the site, and of one that frees readers from an earlier one."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from static_hosts.headers import HASHED
from works_offline.stored_files import address_of

if TYPE_CHECKING:
    from works_offline.stored_files import StoredFiles

ASSETS = Path(__file__).parent / "assets"
WORKER = "service-worker.js"
_SCRIPTS = ("service-worker-pages.mjs", "service-worker.mjs")
MARK = "offline-build"
"""The name of the meta element with the build of a page; `start.mjs` and the service worker read it."""

_REMOVES = """\
// This site isn't stored any more. Readers who stored an earlier version get this, and are rid of it.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(remove()));
async function remove() {
  const prefix = `works-offline ${self.registration.scope} `;
  for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
  await self.registration.unregister();
}
"""


def build_id(site: Path, stored: StoredFiles) -> str:
    """A name for this build: it changes when any stored file does."""
    digest = hashlib.sha256()
    for path in stored.paths:
        digest.update(f"{path}\0{hashlib.sha256((site / path).read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:12]


def mark(html: str, build: str) -> str:
    """Return a page that says which build it is of."""
    return html.replace("</head>", f'<meta name="{MARK}" content="{build}">\n</head>', 1)


def storing_worker(site: Path, stored: StoredFiles, build: str) -> str:
    """The service worker of a build.

    Args:
        site: the folder with the built site, whose pages are marked.
        stored: the files.
        build: what `build_id` returned.
    """
    files = {address_of(path): _digest(site / path) for path in stored.paths}
    told = json.dumps({"build": build, "hashed": HASHED, "files": files}, indent=0, ensure_ascii=False)
    return f"self.worksOffline = {told};\n{''.join(map(_script, _SCRIPTS))}"


def _script(name: str) -> str:
    """One of the modules that the worker is written as, as a part of one script."""
    text = (ASSETS / name).read_text(encoding="utf-8")
    return re.sub(r"^(?:import .*\n|export )", "", lightened(text), flags=re.MULTILINE)


def removing_worker() -> str:
    """The service worker of a site that isn't stored, or no longer."""
    return _REMOVES


def _digest(path: Path) -> str:
    return base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()


def lightened(script: str) -> str:
    """A script without comments and indentation. No string of ours has the signs of a comment after a space."""
    script = re.sub(r"/\*\*.*?\*/[ \t]?", "", script, flags=re.DOTALL)
    return re.sub(r"^[ \t]*(?:///?.*)?\n?|[ \t]+// .*$", "", script, flags=re.MULTILINE)


def page_assets() -> dict[str, str]:
    """The text of each file that pages load, by its name."""
    paths = [path for path in sorted(ASSETS.iterdir()) if path.name not in _SCRIPTS]
    texts = {path.name: path.read_text(encoding="utf-8") for path in paths}
    return {name: lightened(text) if name.endswith(".mjs") else text for name, text in texts.items()}
