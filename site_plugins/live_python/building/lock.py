"""The lock file: `pyodide.loadPackage` reads it to find a package's wheel and its dependencies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from packaging.utils import canonicalize_name, parse_wheel_filename

from live_python.archive import sha256
from live_python.toolchain import LOCKFILE, run

if TYPE_CHECKING:
    from pathlib import Path

    from live_python.toolchain import Runtime


@dataclass(frozen=True)
class Lock:
    """A lock of the shipped wheels, without Pyodide's packages."""

    content: dict[str, Any]

    def ship(self, wheel: Path, path: Path) -> None:
        """Point a package's entry at its byte-compiled wheel.

        Args:
            wheel: The byte-compiled wheel.
            path: Its path relative to the manifest.
        """
        entry = self.content["packages"][canonicalize_name(parse_wheel_filename(wheel.name)[0])]
        entry |= {"file_name": path.as_posix(), "sha256": sha256(wheel.read_bytes())}


def write_lock(runtime: Runtime, wheels: list[Path], path: Path) -> Lock:
    """Lock the wheels of source: `add-wheels` reads their import names, and accepts no byte-compiled wheels.

    The lock starts without Pyodide's packages, so a dependency that is not among the wheels is an error here, not a
    request in the page.
    """
    path.write_text(json.dumps({"info": runtime.lock_info, "packages": {}}), "utf-8")
    command = [*LOCKFILE, "add-wheels"]
    command += ["--input", str(path), "--output", str(path), "--base-path", str(wheels[0].parent)]
    run([*command, *map(str, wheels)], failure="`pyodide lockfile add-wheels` fails")
    content = json.loads(path.read_text("utf-8"))
    return Lock({"info": content["info"], "packages": content["packages"]})
