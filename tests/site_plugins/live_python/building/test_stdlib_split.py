"""Two archives: together they are the library, and the first one knows what the second has."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from live_python.archive import read_zip
from live_python.building.stdlib_split import (
    DEFERRED_MODULE,
    PACKAGES_MODULE,
    REST_MODULE,
    deferrable,
    module_name,
    split_stdlib,
    unused,
)

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = {
    "json/__init__.pyc": b"1", "json/tool.pyc": b"2", "calendar.pyc": b"3", "email/__init__.pyc": b"4",
    "email/charset.pyc": b"5", "data/table.txt": b"6",
}  # fmt: skip


def test_each_member_is_in_one_archive(tmp_path: Path) -> None:
    """What is no module comes with the first, because nothing says when it is read."""
    first, rest = (read_zip(path) for path in split_stdlib(MEMBERS, ["json/__init__.pyc"], ["email/"], tmp_path))
    own = {f"{name}.py" for name in (REST_MODULE, DEFERRED_MODULE, PACKAGES_MODULE)}
    assert set(first) == {"json/__init__.pyc", "data/table.txt", *own}
    assert {name: data for name, data in first.items() if name not in own} | rest == MEMBERS
    assert b'DEFERRED = "email/"' in first[f"{DEFERRED_MODULE}.py"]


def test_the_first_knows_the_second(tmp_path: Path) -> None:
    """The module has the names that it may find there, and the archive's hash."""
    first, rest = split_stdlib(MEMBERS, ["json/__init__.pyc"], [], tmp_path)
    source = read_zip(first)[f"{REST_MODULE}.py"].decode()
    names = re.search(r'LEFT_OUT = "(.*?)"', source)
    assert names is not None
    assert names[1].split() == ["calendar", "email", "email.charset", "json.tool"]
    assert f'SHA256 = "{hashlib.sha256(rest.read_bytes()).hexdigest()}"' in source


def test_names() -> None:
    """A package is named by its directory."""
    assert module_name("email/__init__.pyc") == "email"
    assert module_name("email/charset.py") == "email.charset"
    assert module_name("calendar.pyc") == "calendar"


def test_what_can_wait() -> None:
    """Not the modules that Python needs to import, nor those of Pyodide, but its loader of packages."""
    members = ["encodings/utf_8.pyc", "pyodide/code.pyc", "pyodide/_package_loader.pyc", "email/__init__.pyc", "re.pyc"]
    assert deferrable(members) == ["pyodide._package_loader", "email/", "re"]


def test_a_used_module_of_an_unused_package() -> None:
    """It waits, too: `from package import module` would execute the package otherwise."""
    imported = ["email/__init__.pyc", "email/charset.pyc", "json/__init__.pyc", "json/tool.pyc", "re.pyc"]
    assert unused(imported, ["email/charset.pyc", "json/__init__.pyc", "re.pyc"]) == [
        "email/", "email.charset", "json.tool"
    ]  # fmt: skip
