"""The MkDocs plugin: builds the runtime and adds its files to the site.

Pages need no settings: `client.mjs` finds the manifest relative to itself, so it works under any path, with directory
URLs, on the 404 page and with instant navigation.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File

from live_python.building.builder import ASSETS, build
from live_python.building.fingerprint import watched_paths
from live_python.building.manifest import MANIFEST
from live_python.config import BuildConfig
from live_python.errors import LivePythonError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files

log = get_plugin_logger("live-python")


class LivePythonConfig(Config):
    """The options in mkdocs.yml. Paths are relative to that file."""

    packages = c.ListOfItems(c.Type(str))
    entry = c.Type(str)
    modules = c.ListOfItems(c.Type(str), default=[])
    exclude = c.ListOfItems(c.Type(str), default=[])
    strip = c.Type(bool, default=False)
    exercise = c.Optional(c.Type(str))
    pyodide = c.Type(str, default="node_modules/pyodide")
    cache = c.Type(str, default=".cache/live-python")
    path = c.Type(str, default="assets/live-python")


class LivePythonPlugin(BasePlugin[LivePythonConfig]):
    """Adds a runtime with the packages of the site, under `path`."""

    _manifest: str
    """The SHA-256 of the manifest, in hex."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this instance when `mkdocs serve` rebuilds: MkDocs does so if this method exists."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Build, or find the finished build, and add its files without copying them."""
        try:
            built = build(build_config(self.config, config), log.info)
        except LivePythonError as error:
            raise PluginError(f"live-python: {error}") from error
        self._manifest = hashlib.sha256((built.directory / MANIFEST).read_bytes()).hexdigest()
        prefix = self.config.path.strip("/")
        for path in built.files():
            uri = f"{prefix}/{path.relative_to(built.directory).as_posix()}"
            files.append(File.generated(config, uri, abs_src_path=str(path)))
        return files

    def on_post_page(self, output: str, **_: object) -> str:
        """Say which manifest belongs to the page: the manifest has the hashes of all other files."""
        return output.replace("</head>", f'<meta name="live-python-manifest" content="{self._manifest}">\n</head>', 1)

    def on_post_template(self, output: str, *, template_name: str, **_: object) -> str:
        """The same for the page of a missing address."""
        return self.on_post_page(output) if template_name.endswith(".html") else output

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Rebuild when a source of the runtime changes."""
        for path in [*watched_paths(build_config(self.config, config)), ASSETS]:
            server.watch(str(path))
        return server


def build_config(options: LivePythonConfig, config: MkDocsConfig) -> BuildConfig:
    """Turn the options in mkdocs.yml into the configuration of a build."""
    root = Path(config.config_file_path).parent
    return BuildConfig(
        packages=tuple(_package(root, name) for name in options.packages),
        entry=options.entry,
        modules=tuple(options.modules),
        exclude=tuple(options.exclude),
        strip=options.strip,
        exercise=root / options.exercise if options.exercise else None,
        pyodide=root / options.pyodide,
        cache=root / options.cache,
    )


def _package(root: Path, name: str) -> str:
    # A name that exists as a path relative to mkdocs.yml is a path; any other is a requirement.
    return str((root / name).resolve()) if (root / name).exists() else name
