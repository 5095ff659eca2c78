"""Who may import whom among the site's plugins and in the browser, read from the sources."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import pkce_core

PLUGINS = Path(__file__).parents[2] / "site_plugins"
LIVE = sorted((PLUGINS / "live_python").rglob("*.py"))
WIDGETS = sorted((PLUGINS / "pkce_widgets").rglob("*.py"))
POLICY = sorted((PLUGINS / "strict_csp").rglob("*.py"))
HOSTS = sorted((PLUGINS / "static_hosts").rglob("*.py"))
OFFLINE = sorted((PLUGINS / "works_offline").rglob("*.py"))
ACCOUNTABLE = sorted((PLUGINS / "accountable").rglob("*.py"))
ASSETS = PLUGINS / "pkce_widgets" / "assets"
SCRIPTS = sorted(ASSETS.rglob("*.mjs"))
ELEMENTS = set((ASSETS / "elements").glob("*.mjs"))


def imports(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Every import in a module, inside functions too: the module's name and the names taken from it."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(name.name, ()) for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append((node.module or "", tuple(name.name for name in node.names)))
    return found


def script_imports(path: Path) -> set[Path]:
    """Every script of ours that a script takes a value or a type from."""
    addresses = re.findall(r"(?:from |import\()'(\.[^']+)'", path.read_text(encoding="utf-8"))
    return {(path.parent / address).resolve() for address in addresses} & set(SCRIPTS)


def test_there_is_something_to_read() -> None:
    """The folders are where this file thinks."""
    assert len(LIVE) > 8
    assert len(WIDGETS) > 6
    assert len(POLICY) > 6
    assert len(HOSTS) > 5
    assert len(OFFLINE) > 3
    assert len(ACCOUNTABLE) > 5
    assert len(ELEMENTS) > 6
    assert script_imports(ASSETS / "part" / "part.mjs") >= {ASSETS / "flow.mjs", ASSETS / "part" / "form.mjs"}


@pytest.mark.parametrize(
    "path", LIVE + POLICY + HOSTS + OFFLINE + ACCOUNTABLE, ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_what_serves_any_site_knows_nothing_of_pkce(path: Path) -> None:
    """What serves anybody's site knows no package of it, and MkDocs only in plugin.py."""
    assert "pkce" not in path.read_text(encoding="utf-8").lower()
    if path.name != "plugin.py":
        assert not [module for module, _ in imports(path) if module.split(".")[0] == "mkdocs"]


@pytest.mark.parametrize("path", WIDGETS, ids=lambda path: path.name)
def test_pkce_widgets_uses_public_names(path: Path) -> None:
    """pkce_widgets takes public names of pkce_core, nothing of live_python's Python, and MkDocs only in its plugin."""
    for module, names in imports(path):
        root = module.split(".")[0]
        assert root != "live_python"
        assert root != "mkdocs" or path.name == "plugin.py"
        if root == "pkce_core":
            assert module == "pkce_core"
            assert set(names) <= set(pkce_core.__all__)


STAYS = {"build", "exercise", "plugin"}
"""What runs while the site is built, and doesn't travel to the reader: a folder and two modules."""
SHIPPED = [path for path in WIDGETS if not {*path.parts, path.stem} & STAYS and path.stem != "__init__"]
LIBRARY = {"__future__", "json", "re", "urllib.parse", "dataclasses", "typing", "collections.abc"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_runs_in_the_page_is_light(path: Path) -> None:
    """The modules that travel to the reader import only each other, pkce_core, and small parts of the library."""
    for module, names in imports(path):
        if path.stem == "webcrypto" and module in ("sys", "js", "pyodide.ffi"):
            continue  # alone it reaches into the browser
        assert module in LIBRARY or module.split(".")[0] in ("pkce_core", "pkce_widgets"), module
        assert not {*module.split("."), *names} & STAYS, module


def test_elements_never_import_each_other() -> None:
    """Elements meet in the flow store; only register.mjs knows them all."""
    for path in SCRIPTS:
        if path.stem != "register":
            assert not script_imports(path) & ELEMENTS
    assert script_imports(ASSETS / "register.mjs") >= ELEMENTS
    assert script_imports(ASSETS / "flow.mjs") == {ASSETS / "attempts.mjs"}


SCRIPT_FOLDERS = {
    "elements": {"answer", "steps", "part", ""},
    "answer": {"answer", "part", ""},
    "steps": {"steps", "part", ""},
    "part": {"part", ""},
    "page": {"part", ""},
    "": {"elements", "part", "page", ""},
}
"""Which folders of assets/ the scripts of a folder may import from; "" is assets/ itself."""


def test_scripts_import_in_one_direction() -> None:
    """Elements build on the parts' base class, which knows no element, and no script is part of a circle of imports."""
    for path in SCRIPTS:
        folder = path.parent.relative_to(ASSETS).as_posix().removeprefix(".")
        others = {each.parent.relative_to(ASSETS).as_posix().removeprefix(".") for each in script_imports(path)}
        assert others <= SCRIPT_FOLDERS[folder], path.name
    order = TopologicalSorter({path: script_imports(path) for path in SCRIPTS}).static_order()
    assert set(order) == set(SCRIPTS)
