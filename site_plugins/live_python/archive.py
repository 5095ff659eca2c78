"""Zip archives whose bytes depend on their content alone."""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_DATE = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE = 0o100644 << 16


def write_zip(path: Path, members: Mapping[str, bytes], *, compress: bool) -> None:
    """Write members in the order of their names, with one fixed date and one mode."""
    method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", method) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _DATE)
            info.external_attr = _REGULAR_FILE
            info.create_system = 3  # the same on every host
            archive.writestr(info, members[name], method)


def read_zip(path: Path) -> dict[str, bytes]:
    """Return an archive's files by name, without directory entries."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
