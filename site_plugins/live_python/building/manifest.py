"""The shipped directory: files with names that contain a hash, and a manifest that lists them."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from live_python.archive import sha256

if TYPE_CHECKING:
    from pathlib import Path

    from live_python.config import BuildConfig
    from live_python.toolchain import Runtime

FORMAT = 2
MANIFEST = "manifest.json"
ENTRY = "client.mjs"
# Hosts decide by file type what to compress, and skip archives. Ours are not compressed yet.
COMPRESSIBLE = ".txt"


@dataclass
class Shipment:
    """The directory while it is filled. Every file is written here, so none is missing from the manifest."""

    directory: Path
    files: list[dict[str, Any]] = field(default_factory=list)

    def add(self, role: str, stem: str, suffix: str, data: bytes) -> Path:
        """Write a file as `stem.HASH.suffix` and list it."""
        return self._write(role, f"{stem}.{sha256(data)[:12]}{suffix}", data)

    def add_wheel(self, name: str, data: bytes) -> Path:
        """Write a wheel into a directory named by its hash. Without `.txt`, its name is what Pyodide expects."""
        return self._write("wheel", f"{sha256(data)[:12]}/{name}{COMPRESSIBLE}", data)

    def add_modules(self, modules: dict[str, bytes]) -> None:
        """Write the client's modules into one directory named by the hash of all, so that no page mixes two builds.

        Pages import `client.mjs`, which keeps its name and re-exports the module of that name in the directory.
        """
        folder = f"client.{sha256(b''.join(modules[name] for name in sorted(modules)))[:12]}"
        for name in sorted(modules):
            self._write("module", f"{folder}/{name}", modules[name])
        (self.directory / ENTRY).write_text(f'export * from "./{folder}/{ENTRY}";\n', "utf-8")

    def _write(self, role: str, path: str, data: bytes) -> Path:
        target = self.directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        # Readers wait for the compressed transfer. Hosts compress at least this well.
        download = len(zlib.compress(data, 9))
        self.files.append({"role": role, "path": path, "size": len(data), "download": download, "sha256": sha256(data)})
        return target


def write_manifest(shipment: Shipment, config: BuildConfig, runtime: Runtime, lock: dict[str, Any]) -> dict[str, Any]:
    """Write the manifest and return it."""
    manifest = {
        "format": FORMAT,
        "pyodide": runtime.version,
        "python": runtime.python,
        "entry": config.entry,
        "packages": {name: entry["version"] for name, entry in sorted(lock["packages"].items())},
        "files": sorted(shipment.files, key=lambda file: (file["role"], file["path"])),
    }
    (shipment.directory / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    return manifest
