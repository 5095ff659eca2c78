"""Runs inside the shipped runtime under Node: pytest on the suite of a shipped package."""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any


def main(options_text: str) -> int:
    """Run the suite that the options describe and return pytest's exit code."""
    options: dict[str, Any] = json.loads(options_text)
    sys.path += options["site_packages"]
    sys.dont_write_bytecode = True
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    # CPython runs all examples of the same code; the question here is what the runtime changes.
    os.environ["PKCE_HYPOTHESIS_PROFILE"] = options["profile"]
    os.chdir(options["tests"])

    import pytest

    for name in options["shipped"]:
        origin = importlib.import_module(name).__file__ or ""
        if not origin.startswith("/lib/python") or not origin.endswith(".pyc"):
            raise SystemExit(f"{name} comes from {origin}, not from the shipped wheel")
    return int(pytest.main(options["arguments"]))
