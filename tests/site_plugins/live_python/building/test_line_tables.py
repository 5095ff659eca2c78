"""Byte code with one line a function: the same code, and the line is a number that exists."""

from __future__ import annotations

import marshal
import zipfile
from typing import TYPE_CHECKING

import pytest

from live_python.archive import read_zip, write_zip
from live_python.building.line_tables import shorten, shorten_archive

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """
def outer(number):
    total = 0
    for each in range(number):
        total += each
    def fail():

        raise ValueError(total)
    return fail
"""


def test_the_code_runs_as_before() -> None:
    """Only the lines of a traceback change: each is the first one of its function."""
    names: dict[str, object] = {}
    exec(shorten(compile(SOURCE, "<test>", "exec")), names)  # noqa: S102 - the fixed lines above
    with pytest.raises(ValueError, match="780") as caught:
        names["outer"](40)()  # type: ignore[operator]
    assert (caught.traceback[-1].frame.code.name, caught.traceback[-1].lineno + 1) == ("fail", 6)


def test_an_archive(tmp_path: Path) -> None:
    """Every module is shortened, and other files stay as they are."""
    code = compile(SOURCE, "<test>", "exec")
    header = bytes(range(16))
    path = tmp_path / "a.zip"
    write_zip(path, {"a/b.pyc": header + marshal.dumps(code), "a/data.txt": b"text"}, compress=True)
    shorten_archive(path)
    members = read_zip(path)
    assert members["a/data.txt"] == b"text"
    assert members["a/b.pyc"][:16] == header
    assert marshal.loads(members["a/b.pyc"][16:]) == shorten(code)  # noqa: S302 - written above
    with zipfile.ZipFile(path) as archive:
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
