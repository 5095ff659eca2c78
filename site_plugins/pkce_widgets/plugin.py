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


def served_files() -> dict[str, str]:
    """The text of each file by its path in `assets/`, without what only its authors need."""
    return {
        path.relative_to(ASSETS).as_posix(): lightened(path.read_text(encoding="utf-8"))
        for path in sorted(ASSETS.rglob("*.*"))
    }


def lightened(text: str) -> str:
    """A script or style sheet without the comments on lines of their own, and without indentation: a third less."""
    text = re.sub(r"^[ \t]*/\*.*?\*/[ \t]*\n", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^[ \t]*(?://.*\n|(?=\S))", "", text, flags=re.MULTILINE)


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
        # First, so that a site's own style sheet has the last word.
        config.extra_css[:0] = [f"{assets}/{name}.css" for name in ("pkce", "answer", "steps")]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        served = served_files()
        for path, text in served.items():
            files.append(File.generated(config, f"{folder(served)}/{path}", content=text))
        return files
