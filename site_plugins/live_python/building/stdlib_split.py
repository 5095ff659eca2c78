"""The standard library in two archives: what a page starts with, and the rest, which an import loads later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from live_python.archive import sha256, write_zip

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

REST_MODULE = "_live_rest"
_SOURCE = Path(__file__).parent.parent / "_runtime" / "rest.py"
_SUFFIXES = (".pyc", ".py")


def split_stdlib(members: Mapping[str, bytes], first: Collection[str], work: Path) -> tuple[Path, Path]:
    """Write both archives and return their paths.

    Files that are no modules come with the first, because nothing says when they are read. The first also has the
    module that knows the names in the rest, and the rest's SHA-256.

    Args:
        members: the whole standard library, byte-compiled.
        first: the names of the modules' files that a page starts with.
        work: a directory to write into.
    """
    kept = {name: data for name, data in members.items() if name in first or not name.endswith(_SUFFIXES)}
    left = {name: data for name, data in members.items() if name not in kept}
    rest = work / "rest.zip"
    # Stored, not deflated, like the wheels: brotli on the host then makes it a quarter smaller, and it starts as fast.
    write_zip(rest, left, compress=False)
    source = _SOURCE.read_text("utf-8")
    source = source.replace("the names of the modules", " ".join(sorted(map(module_name, left))))
    source = source.replace("the archive's", sha256(rest.read_bytes()))
    trimmed = work / "trimmed.zip"
    write_zip(trimmed, {**kept, f"{REST_MODULE}.py": source.encode()}, compress=False)
    return trimmed, rest


def module_name(member: str) -> str:
    """The dotted name of the module in a file of an archive.

    Args:
        member: the file's path in the archive.
    """
    return member.rpartition(".")[0].removesuffix("/__init__").replace("/", ".")
