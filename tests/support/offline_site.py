"""A small site that is stored for use without a network, and questions to a browser about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from mkdocs.commands.build import build
from mkdocs.config import load_config

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

_KEYS = """async () => {
  const keys = [];
  for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) keys.push(url);
  return keys;
}"""


def build_small_site(
    folder: Path, *, text: str = "one", offline: bool = True, command: Literal["build", "serve"] = "build"
) -> Path:
    """Three pages with Material, under /team/docs/, with a policy and a style sheet without a hash in its name.

    Args:
        folder: where its sources and the folder `site` come.
        text: in the pages and in the style sheet, as `--text`.
        offline: the plugin's option.
        command: what MkDocs was started with.
    """
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "docs" / "own.css").write_text(f":root {{ --text: {json.dumps(text)} }}")
    (folder / "docs" / "own.mjs").write_text(f"export const text = {json.dumps(text)};\n")
    for name in ("index", "far", "für (alle)"):
        (folder / "docs" / f"{name}.md").write_text(f"# {name}\n\n{text}\n\n<textarea></textarea>\n")
    settings = {
        "site_name": "Demo",
        "site_url": "http://127.0.0.1/team/docs/",
        "theme": {"name": "material", "font": False},
        "extra_css": ["own.css"],
        "plugins": [
            "strict-csp",
            {"works-offline": {"offline": offline, "exclude": ["assets/javascripts/lunr/*"]}},
            {"static-hosts": {"quality": 1}},
        ],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(settings))
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command=command, dirty=False)
    build(config)
    return folder / "site"


def stored_addresses(page: Page) -> list[str]:
    """The address of everything in the browser's caches."""
    keys: list[str] = page.evaluate(_KEYS)
    return keys
