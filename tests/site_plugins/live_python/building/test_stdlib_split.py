"""Two archives: together they are the library, and the first one knows what the second has."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from live_python.archive import read_zip
from live_python.building.stdlib_split import REST_MODULE, module_name, split_stdlib

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = {
    "json/__init__.pyc": b"1", "json/tool.pyc": b"2", "calendar.pyc": b"3", "email/__init__.pyc": b"4",
    "email/charset.pyc": b"5", "data/table.txt": b"6",
}  # fmt: skip


def test_each_member_is_in_one_archive(tmp_path: Path) -> None:
    """What is no module comes with the first, because nothing says when it is read."""
    first, rest = (read_zip(path) for path in split_stdlib(MEMBERS, ["json/__init__.pyc"], tmp_path))
    assert set(first) == {"json/__init__.pyc", "data/table.txt", f"{REST_MODULE}.py"}
    del first[f"{REST_MODULE}.py"]
    assert first | rest == MEMBERS


def test_the_first_knows_the_second(tmp_path: Path) -> None:
    """The module has the names that it may find there, and the archive's hash."""
    first, rest = split_stdlib(MEMBERS, ["json/__init__.pyc"], tmp_path)
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
