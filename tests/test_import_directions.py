"""Who may import whom, read from the map in CONTRIBUTING.md and from every import of the packages."""

from __future__ import annotations

import ast
import re
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {
    "pkce_core": ROOT / "pkce_core",
    "pkce_widgets": ROOT / "site_plugins" / "pkce_widgets",
    "live_python": ROOT / "site_plugins" / "live_python",
    "strict_csp": ROOT / "site_plugins" / "strict_csp",
    "static_hosts": ROOT / "site_plugins" / "static_hosts",
    "works_offline": ROOT / "site_plugins" / "works_offline",
    "accountable": ROOT / "site_plugins" / "accountable",
    "make": ROOT / "tools" / "make",
    "pages": ROOT / "tools" / "pages",
}
SOCKETS = {"socket", "ssl", "http", "asyncio", "urllib.request"}
MOST_MODULES, MOST_LINES = 14, 250


def read_map(package: str) -> dict[str, int]:
    """The rooms of a package with their rows, as the table under the package's heading has them."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    heading = re.search(rf"^### `(?:site_plugins/|tools/)?{package}`$", text, re.MULTILINE)
    assert heading, f"CONTRIBUTING.md has no map of {package}"
    table = text[heading.end() :].partition("\n#")[0]
    rows = re.findall(r"^\| (\d+) \| (.+?) \|", table, re.MULTILINE)
    return {room: int(row) for row, rooms in rows for room in re.findall(r"`([^`]+)`", rooms)}


def modules(package: str) -> dict[str, Path]:
    """Every module of a package by its path below it, such as "token/command/build"."""
    folder = PACKAGES[package]
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.py"))}


def room_of(module: str, rooms: dict[str, int]) -> str:
    """The innermost entry of the map that a module belongs to; a module of `x/*` is a room with its neighbors' row."""
    if module in rooms:
        return module
    folder, _, name = module.rpartition("/")
    if not folder:
        assert name == "__init__", f"give {module} a row in the map of CONTRIBUTING.md"
        return "__init__"
    if f"{folder}/" in rooms:
        return f"{folder}/"
    if f"{folder}/*" in rooms:
        return module
    above = folder.rpartition("/")[0]
    if f"{above}/*" in rooms:
        return folder
    raise AssertionError(f"give {module} a row in the map of CONTRIBUTING.md")


def row_of(room: str, rooms: dict[str, int]) -> int:
    return rooms.get(room) or rooms[f"{room.rpartition('/')[0]}/*"]


def imported(path: Path) -> set[str]:
    """What a file imports, at any place: in functions and for types too. Each as "module" and as "module.name"."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports name their module in full"
            found |= {f"{node.module}", *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def graph(package: str) -> dict[str, set[str]]:
    """Which module of a package imports which other one."""
    paths = modules(package)
    found: dict[str, set[str]] = {}
    for module, path in paths.items():
        names = {name.removeprefix(f"{package}.").replace(".", "/") for name in imported(path)}
        targets = {f"{name}/__init__" if f"{name}/__init__" in paths else name for name in names}
        # A parent's __init__ is only named on the way to a module, unless it holds more than its docstring.
        found[module] = {name for name in targets & paths.keys() if name != module}
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_run_one_way(package: str) -> None:
    """A room imports rooms from the rows above it only."""
    rooms = read_map(package)
    wrong = []
    for module, others in graph(package).items():
        if (own := room_of(module, rooms)) == "__init__" and own not in rooms:
            continue
        for other in others:
            target = room_of(other, rooms)
            if target == own or is_docstring(PACKAGES[package] / f"{other}.py"):
                continue
            if row_of(target, rooms) >= row_of(own, rooms):
                wrong.append(f"{module} imports {other}")
    assert wrong == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_circles(package: str) -> None:
    """No module imports another that leads back to it."""
    try:
        tuple(TopologicalSorter(graph(package)).static_order())
    except CycleError as circle:
        pytest.fail(f"circle: {' -> '.join(circle.args[1])}")


@pytest.mark.parametrize("package", PACKAGES)
def test_the_map_names_what_is_there(package: str) -> None:
    """Every room of the map exists."""
    for room in read_map(package):
        place = PACKAGES[package] / room.rstrip("*")
        assert place.is_dir() or place.with_suffix(".py").is_file(), f"{room} is on the map and not in {package}"


def is_docstring(path: Path) -> bool:
    """True for an `__init__.py` that is a docstring and nothing else."""
    if path.name != "__init__.py":
        return False
    body = ast.parse(path.read_text("utf-8")).body
    return len(body) == 1 and isinstance(body[0], ast.Expr)


def test_every_room_says_what_it_is_for() -> None:
    """The `__init__.py` of a room is a docstring: what it is for, in which order to read it, who may import it."""
    for package, folder in PACKAGES.items():
        for path in folder.rglob("__init__.py"):
            if path.parent == folder or path.parent == PACKAGES["pkce_core"] / "cli":
                continue
            assert is_docstring(path), f"{path} holds more than a docstring"
            assert len(path.read_text("utf-8").splitlines()) >= 3, f"{package}: {path} says too little"


def test_only_one_room_has_sockets_and_only_one_module_a_dependency() -> None:
    """pkce_core is the standard library alone, and opens connections in `network/` alone."""
    for module, path in modules("pkce_core").items():
        for name in imported(path):
            root = name.partition(".")[0]
            assert root == "pkce_core" or root in sys.stdlib_module_names or module == "jose/joserfc_verifier", name
            assert root != "random", "chance comes from secrets"
            if not module.startswith("network/"):
                assert root not in SOCKETS, f"{module} imports {name}"
                assert not name.startswith("urllib.request"), f"{module} imports {name}"


@pytest.mark.parametrize("folder", ["pkce_core", "site_plugins", "tools"])
def test_rooms_stay_small(folder: str) -> None:
    """A folder holds at most 14 modules, and a module has at most 250 lines."""
    paths = [path for kind in ("*.py", "*.mjs") for path in (ROOT / folder).rglob(kind) if not is_docstring(path)]
    assert paths
    long = [str(path) for path in paths if len(path.read_text("utf-8").splitlines()) > MOST_LINES]
    assert long == []
    for place in {path.parent for path in paths}:
        for kind in (".py", ".mjs"):
            here = [path for path in paths if path.parent == place and path.suffix == kind]
            assert len(here) <= MOST_MODULES, f"{place} holds {len(here)} modules"
