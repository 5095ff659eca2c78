"""A small MkDocs site with a live part, built once per session and kind of address."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from live_python.building.builder import build
from live_python.config import BuildConfig

if TYPE_CHECKING:
    from collections.abc import Callable

    from live_python.building.builder import Build

ROOT = Path(__file__).parents[3]
FIXTURE = Path(__file__).parent / "site"
PYODIDE = ROOT / "node_modules" / "pyodide"
# Builds are found by content, including the builder's code, so one cache serves every run.
CACHE = ROOT / ".cache" / "live-python-tests"


def fixture_config(**changes: object) -> BuildConfig:
    """Return the configuration of the fixture package with some parts changed."""
    given: dict[str, object] = {
        "packages": (str(FIXTURE),),
        "entry": "greet.web:call",
        "exercise": FIXTURE / "exercise.py",
        "pyodide": PYODIDE,
        "cache": CACHE,
    }
    return BuildConfig(**{**given, **changes})  # type: ignore[arg-type]


def files_of(directory: Path) -> dict[str, str]:
    """Return the SHA-256 of every file by its path."""
    return {
        path.relative_to(directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in directory.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="session")
def built() -> Build:
    """The fixture package, built."""
    return build(fixture_config())


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
