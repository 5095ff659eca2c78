"""The public names, and what importing them costs and touches."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import pkce_core

PACKAGE = Path(pkce_core.__file__ or "").parent
ORDER = [
    {"_version", "errors", "findings", "_abnf"},
    {
        "_algorithms",
        "_causes",
        "_error_codes",
        "_hosts",
        "_http_text",
        "_moves",
        "_provider_messages",
        "_quoting",
        "_redirect_hosts",
        "_times",
        "_weakness",
        "steps",
    },
    {
        "_browser_url",
        "_characters",
        "_claim_findings",
        "_encoding",
        "_form",
        "_guessing",
        "_jose_header",
        "_json",
        "_mistakes",
        "_neighbours",
        "_redirect_parts",
        "_redirect_profiles",
        "_text",
        "jwt",
        "providers",
    },
    {
        "_at_hash",
        "_claim_times",
        "_claims",
        "_difference",
        "_endpoint",
        "_jws",
        "_metadata_rules",
        "_paste",
        "_provider_file",
        "_readings",
        "_redirect_difference",
        "_redirect_form",
        "_shells",
        "_sources",
        "derivation",
        "flow_values",
        "generation",
        "jwks",
        "token_request",
        "token_response",
    },
    {
        "_command_http",
        "_command_posix",
        "_command_windows",
        "_redirect_policy",
        "_rules",
        "_search",
        "_token_response_rules",
        "_token_rules",
        "authorization_request",
        "authorization_response",
        "command",
        "metadata",
        "signature",
        "token",
    },
    {"_request_rules", "_response_rules", "_url_rules", "diagnosis", "id_token", "pkce", "redirect_uri"},
    {"_spans_pkce", "_spans_redirect", "authorization"},
    {"_spans"},
    {"explain"},
    {"_redaction"},
    {"flow"},
    {"__init__"},
    {"_io"},
    {"cli"},
    {"__main__"},
]
"""Who may import whom: a module imports from earlier rows only."""


def _sources() -> list[Path]:
    """The modules as text; none where the package is shipped byte-compiled."""
    return sorted(PACKAGE.rglob("*.py"))


def _imported(path: Path) -> set[str]:
    """The modules of the project that a file imports when it loads (not inside functions, not for types only)."""
    names = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pkce_core."):
            names.add(node.module.split(".")[1])
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
    """Imports run one way, and nothing imports the command."""
    rank = {name: row for row, names in enumerate(ORDER) for name in names}
    for path in _sources():
        part = path.relative_to(PACKAGE).parts
        own = part[0] if len(part) > 1 else path.stem  # cli and _io are one place each
        for name in _imported(path):
            assert {name, own} <= rank.keys(), f"give {own} and {name} a place in ORDER"
            assert rank[name] < rank[own] or name == own in ("cli", "_io"), f"{own} imports {name}"


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
