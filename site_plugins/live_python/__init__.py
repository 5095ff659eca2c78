"""Runs any pure-Python package in a page: `build` makes the runtime, and `assets/` is the browser's side.

Read `config` first, then `building/`. `plugin` serves MkDocs; `python -m live_python build --help` any other site.
"""

from live_python.building.builder import Build, build, publish
from live_python.config import BuildConfig
from live_python.errors import LivePythonError

__all__ = ["Build", "BuildConfig", "LivePythonError", "build", "publish"]
