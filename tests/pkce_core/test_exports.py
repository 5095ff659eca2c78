"""The public names, and what importing them costs and touches."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import pkce_core

PACKAGE = Path(pkce_core.__file__ or "").parent
ORDER = [
    {"_version", "findings", "_abnf"},
    {"errors"},
    {"_encoding", "_characters", "_weakness", "steps"},
    {"_rules"},
    {"_verifier"},
    {"derivation", "generation"},
    {"pkce"},
    {"_moves", "_fixes", "_neighbours"},
    {"_mistakes", "_readings", "_wrappings"},
    {"_sources", "_slips"},
    {"_search"},
    {"diagnosis"},
    {"__init__"},
    {"cli"},
    {"__main__"},
]
"""Who may import whom: a module imports from earlier rows only."""


def _sources() -> list[Path]:
    """The modules as text; none where the package is shipped byte-compiled."""
    return sorted(PACKAGE.rglob("*.py"))


def _imported(path: Path) -> set[str]:
    """The modules of the project that a file imports, at any place: in functions and for types only too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            modules = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        else:
            continue
        names |= {module.split(".")[1] for module in modules if module.startswith("pkce_core.")}
    return names


def test_every_name_exists() -> None:
    """`__all__` is sorted by ruff, complete, and each name loads."""
    assert set(pkce_core.__all__) == {*pkce_core._HOME, "__version__"}
    for name in pkce_core.__all__:
        assert getattr(pkce_core, name) is not None
        assert name in dir(pkce_core)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """The lazy loader says so like any module."""
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = pkce_core.no_such_name


def test_import_directions() -> None:
    """Imports run one way, wherever they stand, and nothing imports the command."""
    rank = {name: row for row, names in enumerate(ORDER) for name in names}
    for path in _sources():
        part = path.relative_to(PACKAGE).parts
        own = "cli" if part[0] == "cli" else path.stem
        for name in _imported(path):
            assert rank[name] < rank[own] or name == own == "cli", f"{own} imports {name}"


def test_only_the_standard_library_is_imported() -> None:
    """The package has no dependencies and opens no sockets."""
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                modules = [node.module or ""]
            elif isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            else:
                continue
            for module in modules:
                root = module.split(".")[0]
                assert root == "pkce_core" or root in sys.stdlib_module_names
                assert root not in {"socket", "ssl", "http", "asyncio", "urllib", "requests", "random"}


def test_modules_stay_small() -> None:
    """A module is at most 250 lines long."""
    assert [path.name for path in _sources() if len(path.read_text("utf-8").splitlines()) > 250] == []
