"""The lists of parts, compared with what is shipped: the runtime says its versions, and the pages show their icons."""

from __future__ import annotations

import json
import re
import subprocess
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accountable.components import known
from live_python.toolchain import find_node
from tests.support.site import ROOT

if TYPE_CHECKING:
    from tests.support.site import BuiltSite

PYODIDE = ROOT / "node_modules" / "pyodide"
ASK = """
import json, sys, zlib, _decimal, pyexpat, unicodedata
versions = {
    "CPython": sys.version.partition(" ")[0],
    "Expat": pyexpat.EXPAT_VERSION.removeprefix("expat_"),
    "Unicode Character Database": unicodedata.unidata_version,
    "libmpdec": _decimal.__libmpdec_version__,
    "zlib": zlib.ZLIB_RUNTIME_VERSION,
}
json.dumps({"versions": versions, "modules": sys.builtin_module_names})
"""
OF_LIBRARIES = {"_bz2", "_ctypes", "_decimal", "pyexpat", "unicodedata", "zlib"}
"""Modules that are made of a library with an entry of its own."""
OTHERS = {"_dbm", "_gdbm", "_hashlib", "_lzma", "_sqlite3", "_ssl", "_tkinter", "_uuid", "_zstd", "readline"}
"""Modules that would need one."""
IN_WASM = {
    "bzip2": "bzip2/libbzip2",
    "dlmalloc": "independent_comalloc",
    "hiwire": "hiwire_new",
    "HACL*": "Hacl_Hash_SHA3",
    "libffi": "ffi_prep_cif",
    "LLVM: libc++, libc++abi, libunwind, compiler-rt": "__cxa_throw",
    "mimalloc": "mimalloc: error",
}
IN_GLUE = {"MiniLZ4": "MiniLZ4", "stackframe and error-stack-parser": "ErrorStackParser"}
"""What shows that a part is in the wasm, or in the script that loads it."""
ICONS = {"material": "Material Design Icons", "octicons": "Octicons", "fontawesome": "Font Awesome Free"}
"""The folders of Material's icons, and the entries."""


@pytest.mark.slow
def test_the_parts_of_the_runtime() -> None:
    """The versions are those that the modules name, and no library is in it that has no entry."""
    script = f"import {{ loadPyodide }} from {json.dumps(str(PYODIDE / 'pyodide.mjs'))};"
    script += f"console.log((await loadPyodide()).runPython({json.dumps(ASK)}))"
    command = [find_node(), "--input-type=module", "--eval", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    says = json.loads(done.stdout)
    entries, looked_up = known("live-python")
    versions = {each.name: each.version for each in entries}
    assert {name: versions[name] for name in says["versions"]} == {**says["versions"], "CPython": "runtime:python"}
    assert set(says["modules"]) >= OF_LIBRARIES
    assert not set(says["modules"]) & OTHERS
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    assert lock["platform"] == f"emscripten_{versions['Emscripten'].replace('.', '_')}"
    assert lock["python"] == says["versions"]["CPython"]
    package = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))
    assert looked_up is not None
    assert looked_up.version == package["version"]
    wasm = (PYODIDE / "pyodide.asm.wasm").read_bytes()
    assert f"{versions['bzip2']}, 6-Sept-2010".encode() in wasm
    glue = (PYODIDE / "pyodide.asm.js").read_bytes()
    for file, signs in ((wasm, IN_WASM), (glue, IN_GLUE)):
        assert set(signs) <= set(versions)
        assert [sign for sign in signs.values() if sign.encode() not in file] == []


def icons() -> dict[str, set[str]]:
    """The drawings of all icons that Material has, each with the folders that have it."""
    found: dict[str, set[str]] = {}
    folder = Path(str(distribution("mkdocs-material").locate_file("material/templates/.icons")))
    for path in folder.glob("*/**/*.svg"):
        for drawing in re.findall(r' d="([^"]+)"', path.read_text(encoding="utf-8")):
            found.setdefault(drawing, set()).add(path.relative_to(folder).parts[0])
    return found


def test_the_icons_of_this_site(built_site: BuiltSite) -> None:
    """Pages and style sheets have icons of these collections and of no other."""
    all_icons, used = icons(), set[str]()
    for path in [*built_site.folder.rglob("*.html"), *built_site.folder.rglob("*.css")]:
        for drawing in re.findall(r"""\sd=\\?["']([^"'\\]+)""", path.read_text(encoding="utf-8").replace("%27", "'")):
            folders = all_icons.get(drawing, set())
            used |= folders if len(folders) == 1 else set()
            assert not folders or folders & set(ICONS), (path, folders)
    assert used == set(ICONS)
    assert {each.name for each in known("material")[0]} >= set(ICONS.values())
