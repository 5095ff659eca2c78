"""The standard library in two archives: what a page starts with, and the rest, which an import loads later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from live_python.archive import sha256, write_zip

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

REST_MODULE = "_live_rest"
PACKAGES_MODULE = "_live_packages"
DEFERRED_MODULE = "sitecustomize"  # Python imports it before Pyodide's own modules
_RUNTIME = Path(__file__).parent.parent / "_runtime"
_SUFFIXES = (".pyc", ".py")
# Python needs these before it can import, and Pyodide's own are parts of C code; its loader of packages isn't.
_NEVER_DEFERRED = ("encodings", "collections", "_pyodide", "pyodide")
_PACKAGE_LOADER = "pyodide._package_loader"


def deferrable(members: Iterable[str]) -> list[str]:
    """The modules among them that can wait until something uses them, in the form that `write_start` takes.

    Args:
        members: the names of files in the archive of the standard library.
    """
    found = []
    for member in members:
        name = module_name(member)
        if name == _PACKAGE_LOADER or name.partition(".")[0] not in _NEVER_DEFERRED:
            found.append(f"{name}/" if "/__init__." in f"/{member}" else name)
    return found


def unused(imported: Iterable[str], used: Collection[str]) -> list[str]:
    """The modules to defer: those that nothing used, and those in an unused package, which must not execute it.

    Args:
        imported: the names of the files of all modules that were imported while none was deferred.
        used: the names of those that were executed although all were deferred.
    """
    idle = {name.removesuffix("/") for name in deferrable(set(imported) - set(used))}
    names = deferrable(imported)
    return [
        name for name in names if name.removesuffix("/") in idle or name.removesuffix("/").rpartition(".")[0] in idle
    ]


def write_start(path: Path, members: Mapping[str, bytes], deferred: Iterable[str]) -> None:
    """Write an archive that a runtime can start with: modules, and what loads packages and deferred modules.

    Args:
        path: the file to write.
        members: the modules' files.
        deferred: the names of modules to execute only when something uses them, with a `/` after a package.
    """
    source = (
        (_RUNTIME / "deferred.py").read_text("utf-8").replace("the names of the deferred modules", " ".join(deferred))
    )
    own = {DEFERRED_MODULE: source, PACKAGES_MODULE: (_RUNTIME / "packages.py").read_text("utf-8")}
    write_zip(path, {**members, **{f"{name}.py": text.encode() for name, text in own.items()}}, compress=False)


def split_stdlib(
    members: Mapping[str, bytes], first: Collection[str], deferred: Iterable[str], work: Path
) -> tuple[Path, Path]:
    """Write both archives and return their paths.

    Files that are no modules come with the first, because nothing says when they are read. The first also has the
    module that knows the names in the rest, and the rest's SHA-256.

    Args:
        members: the whole standard library, byte-compiled.
        first: the names of the modules' files that a page starts with.
        deferred: the names of the modules that Pyodide imports and nothing uses, as `write_start` takes them.
        work: a directory to write into.
    """
    kept = {name: data for name, data in members.items() if name in first or not name.endswith(_SUFFIXES)}
    left = {name: data for name, data in members.items() if name not in kept}
    rest = work / "rest.zip"
    # Stored, not deflated, like the wheels: brotli on the host then makes it a quarter smaller, and it starts as fast.
    write_zip(rest, left, compress=False)
    source = (_RUNTIME / "rest.py").read_text("utf-8")
    source = source.replace("the names of the modules", " ".join(sorted(map(module_name, left))))
    source = source.replace("the archive's", sha256(rest.read_bytes()))
    trimmed = work / "trimmed.zip"
    write_start(trimmed, {**kept, f"{REST_MODULE}.py": source.encode()}, deferred)
    return trimmed, rest


def module_name(member: str) -> str:
    """The dotted name of the module in a file of an archive.

    Args:
        member: the file's path in the archive.
    """
    return member.rpartition(".")[0].removesuffix("/__init__").replace("/", ".")
