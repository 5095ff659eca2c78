"""Turns a configuration into a directory that a static host can serve::

packages --pip wheel--> wheels --py-compile--> cp313 wheels --add-wheels--> lock
full stdlib --py-compile--> probe under Node (what is imported?)
                            probe again, each import deferred (what is used?) --> trimmed stdlib
                                                                              --> the rest, for later imports
                            probe again with the trimmed stdlib               --> proof that it is enough to start
"""

from __future__ import annotations

import json
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from live_python import toolchain
from live_python.archive import read_zip, sha256
from live_python.building.fingerprint import fingerprint, record_project
from live_python.building.lock import write_lock
from live_python.building.manifest import COMPRESSIBLE, MANIFEST, Shipment, write_manifest
from live_python.building.stdlib_closure import probe
from live_python.building.stdlib_split import deferrable, split_stdlib, unused, write_start
from live_python.building.wheels import collect_wheels, compile_stdlib, compile_wheels
from live_python.errors import LivePythonError

if TYPE_CHECKING:
    from collections.abc import Callable

    from live_python.config import BuildConfig
    from live_python.toolchain import Runtime

ASSETS = Path(__file__).parent.parent / "assets"
_WORKER = "worker.mjs"


@dataclass(frozen=True, kw_only=True)
class Build:
    """A finished build: a directory in the cache. It must not be changed.

    Args:
        directory: Where the files are.
        manifest: What `manifest.json` says.
        fresh: Whether this call made it; otherwise it was in the cache.
    """

    directory: Path
    manifest: dict[str, Any]
    fresh: bool

    def files(self) -> list[Path]:
        """Return every file of the build, in a fixed order."""
        return sorted(path for path in self.directory.rglob("*") if path.is_file())


def build(config: BuildConfig, say: Callable[[str], None] = lambda _: None) -> Build:
    """Build, or find the finished build of the same sources in the cache.

    Args:
        config: What to build.
        say: Called with a line before each step that takes time.

    Raises:
        LivePythonError: The author must change something; the message says what.
    """
    runtime = toolchain.read_runtime(config.pyodide)
    toolchain.find_node()
    found = _cached(config, fingerprint(config))
    if found is not None:
        return found
    config.cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=config.cache, prefix="building-") as scratch:
        work = Path(scratch)
        manifest = _build_into(work / "out", config, runtime, work, say)
        # The first build of a project records which of its files matter, so take the fingerprint again.
        final = config.cache / "builds" / fingerprint(config)[:32]
        final.parent.mkdir(exist_ok=True)
        if final.exists():
            shutil.rmtree(final)
        (work / "out").rename(final)
    return Build(directory=final, manifest=manifest, fresh=True)


def publish(built: Build, out: Path) -> None:
    """Copy a build to a directory, and remove the files of the previous build from it."""
    old = out / MANIFEST
    if old.is_file():
        for file in json.loads(old.read_text("utf-8"))["files"]:
            (out / file["path"]).unlink(missing_ok=True)
    for path in built.files():
        target = out / path.relative_to(built.directory)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for folder in [path for path in out.iterdir() if path.is_dir() and not any(path.iterdir())]:
        folder.rmdir()


def _cached(config: BuildConfig, key: str) -> Build | None:
    directory = config.cache / "builds" / key[:32]
    if not (directory / MANIFEST).is_file():
        return None
    manifest = json.loads((directory / MANIFEST).read_text("utf-8"))
    return Build(directory=directory, manifest=manifest, fresh=False)


def _build_into(
    out: Path, config: BuildConfig, runtime: Runtime, work: Path, say: Callable[[str], None]
) -> dict[str, Any]:
    shipment = Shipment(out)
    (wheels := work / "wheels").mkdir()
    with ThreadPoolExecutor() as beside:  # the standard library compiles while pip works
        compiling = beside.submit(_compiled_stdlib, config, runtime, work)
        say("Building the wheels")
        config.exclusion.check(collect_wheels(config, wheels))
        full = compiling.result()
    for package in config.packages:
        record_project(config, package, wheels.glob("*.whl"))
    lock = write_lock(runtime, sorted(wheels.glob("*.whl")), work / "lock.json")
    installed = work / "installed"  # the wheels under the names that Pyodide expects
    for path in compile_wheels(wheels, config.exclusion, strip=config.strip):
        place = shipment.add_wheel(path.name, path.read_bytes()).relative_to(out).with_suffix("")
        lock.ship(path, place)
        (installed / place).parent.mkdir(parents=True)
        shutil.copyfile(path, installed / place)
    say("Asking the runtime which modules it needs")
    ask = partial(probe, config, runtime, base=installed, lock=lock.content)
    trimmed, rest = _split(read_zip(full), work, ask)
    say("Starting the trimmed runtime")
    ask(stdlib=trimmed)
    shipment.add("stdlib", "python_stdlib", f".zip{COMPRESSIBLE}", trimmed.read_bytes())
    shipment.add("rest", "python_stdlib_rest", f".zip{COMPRESSIBLE}", rest.read_bytes())
    shipment.add("lock", "pyodide-lock", ".json", json.dumps(lock.content, sort_keys=True).encode())
    _add_runtime(shipment, runtime)
    return write_manifest(shipment, config, runtime, lock.content)


def _split(modules: dict[str, bytes], work: Path, ask: Callable[..., list[str]]) -> tuple[Path, Path]:
    """Ask for the modules that are imported; then, with fewer and fewer of them deferred, for those that are used."""
    full = work / "full.zip"
    write_start(full, modules, [])
    imported = ask(stdlib=full)
    used, deferred, before = imported, deferrable(imported), imported
    while deferred != before:
        write_start(full, modules, deferred)
        used = ask(stdlib=full)
        deferred, before = unused(imported, used), deferred
    return split_stdlib(modules, used, deferred, work)


def _add_runtime(shipment: Shipment, runtime: Runtime) -> None:
    loader = runtime.file(toolchain.LOADER).read_bytes()
    # The source map is not shipped. Without the comment, developer tools do not ask for it.
    loader = loader.partition(b"\n//# sourceMappingURL=")[0] + b"\n"
    shipment.add("loader", "pyodide", ".mjs", loader)
    shipment.add("glue", "pyodide.asm", ".mjs", runtime.file(toolchain.GLUE).read_bytes())
    shipment.add("wasm", "pyodide.asm", ".wasm", runtime.file(toolchain.WASM).read_bytes())
    shipment.add("worker", "worker", ".mjs", (ASSETS / _WORKER).read_bytes())
    shipment.add_modules({path.name: path.read_bytes() for path in ASSETS.glob("*.mjs") if path.name != _WORKER})


def _compiled_stdlib(config: BuildConfig, runtime: Runtime, work: Path) -> Path:
    """Byte-compile the whole standard library once per Pyodide."""
    source = runtime.file(toolchain.STDLIB)
    kept = config.cache / f"stdlib-OO-lines-{runtime.version}-{sha256(source.read_bytes())[:12]}.zip"
    if not kept.is_file():
        (folder := work / "stdlib").mkdir()
        shutil.copyfile(source, folder / toolchain.STDLIB)
        compile_stdlib(folder)
        if not (folder / toolchain.STDLIB).is_file():
            raise LivePythonError("`pyodide py-compile` wrote no standard library: check the version of pyodide-build.")
        (folder / toolchain.STDLIB).replace(kept)
    return kept
