"""The MkDocs plugin: adds the Markdown extension, the style sheet and the elements to a site."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig

ASSETS = Path(__file__).parent / "assets"
_SHEETS = {"answer": ("answer",), "steps": ("progress", "guide"), "diagram": ("diagram", "tamper")}
"""Style sheets beside pkce.css, and the elements that need them."""
_FALLBACK = """\
addEventListener("error", ({ target }) => {
  if (!/\\/pkce\\.\\w+\\/register\\.mjs$/.test(target.src)) return;
  document.documentElement.classList.replace("js", "no-js");
  for (const part of document.querySelectorAll(".pkce-panel, pkce-answer"))
    part.prepend(Object.assign(document.createElement("p"), {
      className: "pkce-unloaded", role: "alert", textContent: "This part could not be loaded. Reload the page.",
    }));
}, true);
"""
"""In each page itself, for when no script of ours comes: then the page is as without JavaScript, and says why."""


def served_files() -> dict[str, str]:
    """The text of each file by its path in `assets/`, without what only its authors need."""
    texts = {path: lightened(path.read_text(encoding="utf-8")) for path in sorted(ASSETS.rglob("*.*"))}
    return {
        path.relative_to(ASSETS).as_posix(): compact(text) if path.suffix == ".css" else text
        for path, text in texts.items()
    }


def lightened(text: str) -> str:
    """A file without comments, indentation and empty lines, a third less. No string has a comment's signs."""
    text = re.sub(r"^[ \t]*/\*.*?\*/[ \t]*\n|[ \t]?/\*.*?\*/", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^[ \t]*(?://.*\n|\n|(?=\S))|[ \t]+//[ ].*$", "", text, flags=re.MULTILINE)


def compact(css: str) -> str:
    """A style sheet without the space that it doesn't need. No string in one has a brace or a semicolon."""
    return re.sub(r"\s*([{};])\s*", r"\1", css)


def folder(files: Mapping[str, str]) -> str:
    """The files' folder in the site. Its name changes with their content, so that no page mixes two versions."""
    return f"assets/pkce.{sha256(json.dumps(files).encode()).hexdigest()[:12]}"


class PkceWidgetsConfig(Config):
    """No options: a fence says what its part shows."""


class PkceWidgetsPlugin(BasePlugin[PkceWidgetsConfig]):
    """Adds files only: the Markdown extension makes the content, and the elements run without MkDocs."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if "pkce_widgets" not in config.markdown_extensions:
            config.markdown_extensions.append("pkce_widgets")
        assets = folder(served_files())
        script = ExtraScriptValue(f"{assets}/register.mjs")
        script.type = "module"
        config.extra_javascript.append(script)
        config.extra_css.insert(0, f"{assets}/pkce.css")  # first, so that a site's own style sheet has the last word
        return config

    def on_post_page(self, output: str, **_: object) -> str:
        needed = [name for name, elements in _SHEETS.items() if any(f"<pkce-{each}" in output for each in elements)]
        link = re.search(r'<link[^>]* href="[^"]*/pkce\.\w+/pkce\.css"[^>]*>', output)
        if link is None:
            return output
        links = [link[0], *(link[0].replace("/pkce.css", f"/{name}.css") for name in needed)]
        added = "".join(links) + f"<script>{lightened(_FALLBACK)}</script>"
        return output[: link.start()] + added + output[link.end() :]

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        served = served_files()
        for path, text in served.items():
            files.append(File.generated(config, f"{folder(served)}/{path}", content=text))
        return files
