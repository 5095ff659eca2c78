"""The public names, and what importing them costs and touches."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import pkce_core

PACKAGE = Path(pkce_core.__file__ or "").parent
ORDER = [
    {
        "_abnf",
        "_algorithms",
        "_catalogue",
        "_causes",
        "_error_codes",
        "_fixes",
        "_http_text",
        "_metadata_values",
        "_moves",
        "_provider_messages",
        "_provider_values",
        "_quoting",
        "_token_request_values",
        "_version",
        "findings",
        "steps",
    },
    {
        "_characters",
        "_claim_findings",
        "_span_findings",
        "_guessing",
        "_jose_header",
        "_mistakes",
        "_redirect_profiles",
        "_response_values",
        "_token_response_values",
        "_weakness",
        "error_codes",
        "errors",
        "rules",
    },
    {
        "_claims",
        "_encoding",
        "_form",
        "_hosts",
        "_json",
        "_neighbours",
        "_rules",
        "_text",
        "_times",
        "_wrappings",
    },
    {
        "_at_hash",
        "_browser_url",
        "_claim_times",
        "_command_plan",
        "_difference",
        "_jws",
        "_paste",
        "_readings",
        "_redirect_hosts",
        "_shells",
        "_slips",
        "_sources",
        "_token_response_rules",
        "_verifier",
        "flow_values",
        "generation",
        "jwks",
    },
    {
        "_command_posix",
        "_command_windows",
        "_endpoint",
        "_metadata_rules",
        "_provider_file",
        "_redirect_form",
        "_redirect_parts",
        "_response_rules",
        "_search",
        "_token_rules",
        "derivation",
        "signature",
        "token_response",
    },
    {
        "_redirect_difference",
        "_redirect_policy",
        "authorization_request",
        "authorization_response",
        "diagnosis",
        "id_token",
        "jwt",
        "metadata",
        "pkce",
        "providers",
        "token_request",
    },
    {
        "_command_http",
        "_spans_pkce",
        "_url_rules",
        "redirect_uri",
        "token",
    },
    {
        "_request_rules",
        "_spans_redirect",
        "command",
    },
    {
        "_spans",
        "authorization",
    },
    {
        "explain",
    },
    {
        "_redaction",
    },
    {
        "flow",
    },
    {
        "__init__",
    },
    {
        "_io",
    },
    {
        "cli",
    },
    {
        "__main__",
    },
]
"""Who may import whom: a module imports from earlier rows only."""
PLACES = {"_catalogue", "cli", "_io"}
"""What consists of several files, which may import each other."""


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


def _place(module: str) -> str:
    return "_catalogue" if module.startswith("_catalogue_") else module


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
        own = _place(part[0] if len(part) > 1 else path.stem)  # cli and _io are one place each
        for name in map(_place, _imported(path)):
            assert {name, own} <= rank.keys(), f"give {own} and {name} a place in ORDER"
            assert rank[name] < rank[own] or name == own in PLACES, f"{own} imports {name}"


def test_only_the_standard_library_is_imported() -> None:
    """The package has no dependencies (those of jwt are an extra), and opens no sockets outside `_io`."""
    for path in _sources():
        may_connect = path.parent.name == "_io"
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                modules = [node.module or ""]
            elif isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            else:
                continue
            for module in modules:
                root = module.split(".")[0]
                assert root == "pkce_core" or root in sys.stdlib_module_names or path.stem == "jwt"
                assert root not in {"socket", "ssl", "asyncio", "requests", "random"}
                assert may_connect or root != "http"
                assert may_connect or root != "urllib" or module == "urllib.parse"


def test_modules_stay_small() -> None:
    """A module is at most 250 lines long, but for the table of public names."""
    modules = [path for path in _sources() if path != PACKAGE / "__init__.py"]
    assert [path.name for path in modules if len(path.read_text("utf-8").splitlines()) > 250] == []
