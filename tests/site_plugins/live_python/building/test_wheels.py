"""The wheels: what byte-compiling leaves out, and a sentence for a package that cannot be shipped."""

from __future__ import annotations

import contextlib
import marshal
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from live_python.archive import read_zip, write_zip
from live_python.building.builder import build
from live_python.building.wheels import compile_wheels
from live_python.errors import LivePythonError
from live_python.modules.exclusion import Exclusion
from tests.site_plugins.live_python.conftest import fixture_config

if TYPE_CHECKING:
    import types
    from pathlib import Path

    from live_python.building.builder import Build


def code_of(built: Build, role: str, member: str) -> types.CodeType:
    """Return the code of a shipped module."""
    for file in built.manifest["files"]:
        if file["role"] == role:
            with zipfile.ZipFile(built.directory / file["path"]) as archive:
                if member in archive.namelist():
                    code: types.CodeType = marshal.loads(archive.read(member)[16:])  # noqa: S302 - our own
                    return code
    raise LookupError(member)


@pytest.mark.slow
def test_the_standard_library_carries_no_docstrings_and_no_columns(built: Build) -> None:
    """Columns are left out; of the standard library, docstrings and lines, too."""
    greet = code_of(built, "wheel", "greet/web.pyc")
    for code, docstring in ((code_of(built, "stdlib", "textwrap.pyc"), None), (greet, "What the page calls.")):
        assert (code.co_consts[0] == docstring) == (docstring is not None)
        lines, columns = (
            {line for line, _, _, _ in code.co_positions()},
            {start for _, _, start, _ in code.co_positions()},
        )
        assert (len(lines) > 5) == (docstring is not None)
        assert columns == {None}


def test_a_wheel_with_compiled_code_is_named(tmp_path: Path) -> None:
    """A wheel for one platform cannot run in a browser."""
    name = f"fast-1.0-cp3{sys.version_info.minor}-cp3{sys.version_info.minor}-linux_x86_64.whl"
    with zipfile.ZipFile(tmp_path / name, "w") as wheel:
        wheel.writestr("fast-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: fast\nVersion: 1.0\n")
        tag = name.removesuffix(".whl").partition("-1.0-")[2]
        wheel.writestr("fast-1.0.dist-info/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {tag}\n")
        wheel.writestr("fast-1.0.dist-info/RECORD", "")
    with pytest.raises(LivePythonError, match=rf"^{name} contains code compiled for this computer"):
        build(fixture_config(packages=(str(tmp_path / name),)))


def test_a_package_that_pip_cannot_build(tmp_path: Path) -> None:
    """The sentence says what failed."""
    with pytest.raises(LivePythonError, match="`pip wheel` can't build"):
        build(fixture_config(packages=(str(tmp_path / "nowhere.whl"),)))


@pytest.mark.slow
@pytest.mark.parametrize("strip", [True, False])
def test_strip_leaves_out_docstrings_and_asserts(strip: bool, tmp_path: Path) -> None:
    """With `strip`, a module has neither; without it, both stay."""
    write_zip(tmp_path / "greet-1.0-py3-none-any.whl", {"greet.py": b'"""Hello."""\nassert False\n'}, compress=True)
    (wheel,) = compile_wheels(tmp_path, Exclusion(()), strip=strip)
    code = marshal.loads(read_zip(wheel)["greet.pyc"][16:])  # noqa: S302 -- it was written a moment ago
    module: dict[str, object] = {}
    with contextlib.nullcontext() if strip else pytest.raises(AssertionError):
        exec(code, module)  # noqa: S102 -- likewise
    assert module.get("__doc__") == (None if strip else "Hello.")
