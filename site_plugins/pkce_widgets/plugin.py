"""The MkDocs plugin: brings the Markdown extension, the style sheet and the elements to a site."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

ASSETS = Path(__file__).parent / "assets"


def folder() -> str:
    """Where the files stand in the site: a name that changes with their content, so that no page mixes two versions."""
    content = b"".join(path.read_bytes() for path in sorted(ASSETS.iterdir()))
    return f"assets/pkce.{sha256(content).hexdigest()[:12]}"


class PkceWidgetsConfig(Config):
    """No options: what a part shows is written in its fence."""


class PkceWidgetsPlugin(BasePlugin[PkceWidgetsConfig]):
    """Thin: the content is made by the Markdown extension, and the elements run without MkDocs."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if "pkce_widgets" not in config.markdown_extensions:
            config.markdown_extensions.append("pkce_widgets")
        script = ExtraScriptValue(f"{folder()}/register.mjs")
        script.type = "module"
        config.extra_javascript.append(script)
        config.extra_css.insert(0, f"{folder()}/pkce.css")  # first, so that a site's own style sheet has the last word
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for path in sorted(ASSETS.iterdir()):
            files.append(File.generated(config, f"{folder()}/{path.name}", abs_src_path=str(path)))
        return files
