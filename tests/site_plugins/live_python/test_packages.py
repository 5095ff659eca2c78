"""A wheel in the page: every file where Python looks for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import live_python
from live_python.archive import write_zip

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = Path(live_python.__file__).parent / "_runtime" / "packages.py"


class Buffer:
    """What a JavaScript buffer offers to Python."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def to_bytes(self) -> bytes:
        return self._data


@pytest.fixture
def unpack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, bytes]], Path]:
    """Unpack a wheel of these members into a Python of its own, and return the prefix of that Python."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "python"))
    names: dict[str, object] = {}
    exec(compile(SOURCE.read_text("utf-8"), str(SOURCE), "exec"), names)  # noqa: S102 - our own module

    def run(members: dict[str, bytes]) -> Path:
        write_zip(tmp_path / "a.whl", members, compress=False)
        names["unpack"](Buffer((tmp_path / "a.whl").read_bytes()))  # type: ignore[operator]
        return tmp_path / "python"

    return run


MINOR = f"python{sys.version_info[0]}.{sys.version_info[1]}"


def test_every_file_is_there(unpack: Callable[[dict[str, bytes]], Path]) -> None:
    """Modules, data, an empty file, a name that isn't ASCII, and the metadata."""
    members = {
        "greet/__init__.py": b"", "greet/web/page.html": b"<p>", "greet/f\u00fcnf.txt": b"5",
        "top.pyc": bytes(range(256)), "greet-1.dist-info/METADATA": b"Name: greet\n",
    }  # fmt: skip
    site = unpack(members) / "lib" / MINOR / "site-packages"
    assert {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    } == members


def test_files_with_a_place_of_their_own(unpack: Callable[[dict[str, bytes]], Path]) -> None:
    """`NAME.data/` in a wheel: modules go to the packages, and other files below Python's own directory."""
    prefix = unpack(
        {"a-1.data/purelib/a.py": b"A = 1", "a-1.data/data/share/a.txt": b"text", "a-1.data/scripts/a": b"#!"}
    )
    assert (prefix / "lib" / MINOR / "site-packages" / "a.py").read_bytes() == b"A = 1"
    assert (prefix / "share" / "a.txt").read_bytes() == b"text"


def test_an_import_finds_it_at_once(tmp_path: Path) -> None:
    """The directory was searched before, and Python remembers what was in it."""
    write_zip(tmp_path / "a.whl", {"fresh_module.py": b"ANSWER = 42"}, compress=False)
    program = f"""
import sys
sys.prefix = {str(tmp_path)!r}
site = f"{{sys.prefix}}/lib/{MINOR}/site-packages"
import os; os.makedirs(site); sys.path.insert(0, site)
try: import fresh_module
except ImportError: pass
names = {{}}
exec(open({str(SOURCE)!r}).read(), names)
class Buffer:
    def to_bytes(self): return open({str(tmp_path / "a.whl")!r}, "rb").read()
names["unpack"](Buffer())
import fresh_module
print(fresh_module.ANSWER)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == "42\n", done.stderr
