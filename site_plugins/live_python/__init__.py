"""Bring any pure-Python package into a page: `build` makes the runtime, `assets/` holds the browser's side.

Usable without MkDocs: `python -m live_python build --help`.
"""

from live_python.building.builder import Build, build, publish
from live_python.config import BuildConfig
from live_python.errors import LivePythonError

__all__ = ["Build", "BuildConfig", "LivePythonError", "build", "publish"]
