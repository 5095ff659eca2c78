"""The MkDocs plugin: files from the cache, paths relative to mkdocs.yml, and mistakes as MkDocs errors."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from live_python.plugin import LivePythonPlugin, build_config
from tests.site_plugins.live_python.conftest import CACHE, FIXTURE, PYODIDE

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

pytestmark = pytest.mark.slow


def load(target: Path, **options: object) -> tuple[LivePythonPlugin, MkDocsConfig]:
    """Load the fixture site's configuration with some of the plugin's options changed."""
    config = load_config(str(FIXTURE / "mkdocs.yml"), site_dir=str(target))
    plugin = config.plugins["live-python"]
    assert isinstance(plugin, LivePythonPlugin)
    plugin.config.update({"pyodide": str(PYODIDE), "cache": str(CACHE), **options})
    return plugin, config


def test_the_option_path_says_where_the_files_go(tmp_path: Path) -> None:
    """`path` moves the runtime with all its files."""
    _, config = load(tmp_path / "site", path="/py/")
    build_site(config)
    assert {path.name for path in (tmp_path / "site" / "py").iterdir()} >= {"client.mjs", "manifest.json"}
    digest = hashlib.sha256((tmp_path / "site" / "py" / "manifest.json").read_bytes()).hexdigest()
    for page in (tmp_path / "site").rglob("*.html"):  # the 404 page too
        text = page.read_text("utf-8")
        assert text.count(f'<meta name="live-python-manifest" content="{digest}">') == 1, page


def test_a_mistake_is_a_plugin_error(tmp_path: Path) -> None:
    """An author's mistake stops MkDocs with the builder's sentence, not with a traceback."""
    plugin, config = load(tmp_path, entry="greet")
    with pytest.raises(PluginError, match="live-python: The entry 'greet' isn't of the form"):
        plugin.on_files(None, config=config)  # type: ignore[arg-type]  # not reached


def test_serving_watches_the_sources(tmp_path: Path) -> None:
    """`mkdocs serve` rebuilds when the package, the exercise or the client changes."""
    plugin, config = load(tmp_path)
    watched: list[str] = []

    class Server:
        def watch(self, path: str) -> None:
            watched.append(path)

    plugin.on_serve(Server(), config=config, builder=None)  # type: ignore[arg-type]
    assert {str(FIXTURE / "greet"), str(FIXTURE / "pyproject.toml"), str(FIXTURE / "exercise.py")} <= set(watched)
    assert any(path.endswith("live_python/assets") for path in watched)
    assert str(FIXTURE / "docs") not in watched


def test_requirements_stay_requirements(tmp_path: Path) -> None:
    """What is not a path beside mkdocs.yml is handed to pip as it is."""
    plugin, config = load(tmp_path, packages=[".", "attrs==26.1.0"])
    assert build_config(plugin.config, config).packages == (str(FIXTURE), "attrs==26.1.0")
