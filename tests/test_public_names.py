"""The public names: one table, one stub, and what an unknown name does."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from typing import Any

import pytest

import pkce_core

PACKAGE: Any = importlib.import_module("pkce_core")
STUB = Path(pkce_core.__file__ or "").with_name("__init__.pyi")
MOST_NAMES = 92
"""91 names and the version."""


def test_every_name_exists() -> None:
    """Each name of the table loads from the module that defines it, and `dir` lists it."""
    assert set(pkce_core.__all__) == {"__version__", *(name for names in PACKAGE._NAMES.values() for name in names)}
    assert len(pkce_core.__all__) == len(set(pkce_core.__all__)) <= MOST_NAMES
    for name in pkce_core.__all__:
        assert getattr(pkce_core, name) is not None
        assert name in dir(pkce_core)
    for module, names in PACKAGE._NAMES.items():
        assert not set(names) - set(vars(importlib.import_module(f"pkce_core.{module}")))


def test_the_stub_has_the_same_names() -> None:
    """Editors and mypy see each name from the module that the table names."""
    found: dict[str, set[str]] = {}
    for node in ast.parse(STUB.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            assert all(alias.asname == alias.name for alias in node.names), "a stub hands on `name as name` alone"
            module = (node.module or "").removeprefix("pkce_core.")
            found[module] = found.get(module, set()) | {alias.name for alias in node.names}
    assert found.pop("_version") == {"__version__"}
    assert found == {module: set(names) for module, names in PACKAGE._NAMES.items()}


def test_an_unknown_name_is_an_attribute_error() -> None:
    """The lazy loader says so like any module."""
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = PACKAGE.no_such_name
