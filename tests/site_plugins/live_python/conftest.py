"""A small MkDocs site with a live part, built once per session and kind of address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from live_python.config import BuildConfig

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[3]
FIXTURE = Path(__file__).parent / "site"
PYODIDE = ROOT / "node_modules" / "pyodide"
# Builds are keyed by content, the builder's own code included, so one cache serves every run.
CACHE = ROOT / ".cache" / "live-python-tests"


def fixture_config(**changes: object) -> BuildConfig:
    """Return the fixture package's configuration with some parts changed."""
    given: dict[str, object] = {
        "packages": (str(FIXTURE),),
        "entry": "greet.web:call",
        "exercise": FIXTURE / "exercise.py",
        "pyodide": PYODIDE,
        "cache": CACHE,
    }
    return BuildConfig(**{**given, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def make_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build the fixture site; equal requests share a build."""
    built: dict[bool, Path] = {}

    def make(*, directory_urls: bool = True) -> Path:
        if directory_urls not in built:
            target = tmp_path_factory.mktemp("site")
            config = load_config(str(FIXTURE / "mkdocs.yml"), site_dir=str(target), use_directory_urls=directory_urls)
            options = config.plugins["live-python"].config
            options["pyodide"], options["cache"] = str(PYODIDE), str(CACHE)
            build_site(config)
            built[directory_urls] = target
        return built[directory_urls]

    return make


@pytest.fixture(scope="session")
def site(make_site: Callable[..., Path]) -> Path:
    """The fixture site with directory URLs."""
    return make_site()
