"""Turns the packages and modules that an author names into byte-compiled wheels.

`pip wheel` builds or fetches the packages with their dependencies. Modules of this environment, and the small module
that the worker calls, go into one generated wheel.
"""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from live_python.archive import read_zip, write_zip
from live_python.errors import LivePythonError
from live_python.modules.environment import module_files
from live_python.toolchain import PY_COMPILE, SHORTEN_LINE_TABLES, run

if TYPE_CHECKING:
    from live_python.config import BuildConfig
    from live_python.modules.exclusion import Exclusion

GLUE_NAME = "live-python-glue"
CALL_MODULE = "_live_python"
_CALL_SOURCE = Path(__file__).parent.parent / "_runtime" / "call.py"
# Columns are for the carets in tracebacks, which no reader sees. They would be a fifth of the download.
WITHOUT_COLUMNS = {"PYTHONNODEBUGRANGES": "1"}
WITHOUT_COLUMNS_AND_DOCSTRINGS = {**WITHOUT_COLUMNS, "PYTHONOPTIMIZE": "2"}


def collect_wheels(config: BuildConfig, into: Path) -> list[Path]:
    """Build or fetch the wheels of the packages and their dependencies, and the generated one.

    Raises:
        LivePythonError: `pip wheel` fails, or a wheel contains compiled code.
    """
    for package in config.packages:
        _pip_wheel(package, into)
    wheels = sorted(into.glob("*.whl"))
    for wheel in wheels:
        _check_pure(wheel)
    return [*wheels, _write_glue_wheel(config, into)]


def _pip_wheel(package: str, into: Path) -> None:
    project = Path(package)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", str(into)]
    command += ["--find-links", str(into)]  # so that a later package can depend on an earlier one
    if project.is_dir():
        package = str(project.resolve())
        if _backend_is_here(project):
            command.append("--no-build-isolation")
    run([*command, package], failure=f"`pip wheel` can't build {package!r}")


def _backend_is_here(project: Path) -> bool:
    # Without isolation, a build takes a second and needs no network. With it, pip downloads the backend.
    try:
        build_system = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["build-system"]
        backend = build_system["build-backend"].partition(":")[0].partition(".")[0]
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return False
    return "backend-path" not in build_system and importlib.util.find_spec(backend) is not None


def _check_pure(wheel: Path) -> None:
    if not wheel.stem.endswith("-none-any"):
        raise LivePythonError(
            f"{wheel.name} contains code compiled for this computer, which a browser can't run:"
            " use a pure-Python package (its wheel's name ends in -none-any.whl)."
        )


def _write_glue_wheel(config: BuildConfig, into: Path) -> Path:
    call = _CALL_SOURCE.read_text("utf-8")
    call = call.replace('"module:function"', f'"{config.entry}"')
    members = {f"{CALL_MODULE}.py": call.encode()}
    for name in config.modules:
        # Without the __init__ of its parent packages, which the module must not need.
        members |= {place: path.read_bytes() for place, path in module_files(name).items()}
    stem = GLUE_NAME.replace("-", "_") + "-0"
    dist_info = f"{stem}.dist-info"
    members[f"{dist_info}/METADATA"] = f"Metadata-Version: 2.1\nName: {GLUE_NAME}\nVersion: 0\n".encode()
    members[f"{dist_info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: live-python\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    path = into / f"{stem}-py3-none-any.whl"
    write_zip(path, members, compress=True)
    return path


def compile_wheels(directory: Path, exclusion: Exclusion, *, strip: bool) -> list[Path]:
    """Byte-compile every wheel in a directory, leave out what is excluded, and make the bytes reproducible."""
    _compile(directory, strip=strip)
    wheels = sorted(directory.glob("*.whl"))
    for wheel in wheels:
        # Stored, not deflated: brotli on the host compresses uncompressed byte code better.
        write_zip(wheel, _shipped(read_zip(wheel), exclusion), compress=False)
    return wheels


def compile_stdlib(directory: Path) -> None:
    """Byte-compile the standard library in a directory, with what `python -OO` leaves out left out."""
    _compile(directory, strip=True)


def _compile(directory: Path, *, strip: bool) -> None:
    flags = WITHOUT_COLUMNS_AND_DOCSTRINGS if strip else WITHOUT_COLUMNS
    run([*PY_COMPILE, "--silent", str(directory)], failure="`pyodide py-compile` fails", env=flags)
    if strip:
        run([*SHORTEN_LINE_TABLES, str(directory)], failure="The line tables can't be shortened")


def _shipped(members: dict[str, bytes], exclusion: Exclusion) -> dict[str, bytes]:
    """Leave out what is excluded, and what is wrong or useless in a page: the old hashes and the description."""
    kept = {}
    for name, data in members.items():
        folder, _, file = name.rpartition("/")
        if exclusion.covers(name):
            continue
        if folder.endswith(".dist-info") and file in {"RECORD", "RECORD.jws", "RECORD.p7s"}:
            continue  # byte-compiling changed the files it lists
        kept[name] = _headers(data) if folder.endswith(".dist-info") and file == "METADATA" else data
    return kept


def _headers(metadata: bytes) -> bytes:
    return metadata.replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n"
