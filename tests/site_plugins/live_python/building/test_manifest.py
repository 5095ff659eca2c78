"""The shipped directory: names with hashes, and a manifest that lists every file."""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.site_plugins.live_python.conftest import files_of

if TYPE_CHECKING:
    from live_python.building.builder import Build

pytestmark = pytest.mark.slow


def test_the_manifest_lists_every_file_with_its_hash(built: Build) -> None:
    """Each shipped file has its size and SHA-256 in the manifest, and a hash in its path; two names never change."""
    assert {file["role"] for file in built.manifest["files"]} == {
        *("glue", "loader", "lock", "module", "rest", "stdlib", "wasm", "wheel", "worker")
    }
    for file in built.manifest["files"]:
        data = (built.directory / file["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
        assert len(data) == file["size"]
        if file["role"] != "module":
            assert file["sha256"][:12] in file["path"]
    listed = {file["path"] for file in built.manifest["files"]}
    unlisted = set(files_of(built.directory)) - listed
    assert unlisted == {"client.mjs", "manifest.json"}


def test_the_clients_modules_share_a_directory_named_by_their_content(built: Build) -> None:
    """A page never mixes the modules of two builds: the one fixed name re-exports from a directory of this build."""
    modules = [file["path"] for file in built.manifest["files"] if file["role"] == "module"]
    content = b"".join((built.directory / path).read_bytes() for path in sorted(modules))
    folder = f"client.{hashlib.sha256(content).hexdigest()[:12]}"
    assert {path.split("/")[0] for path in modules} == {folder}
    assert (built.directory / "client.mjs").read_text("utf-8") == f'export * from "./{folder}/client.mjs";\n'


def test_the_manifest_says_what_is_inside(built: Build) -> None:
    """The manifest lists versions, the entry and the packages."""
    assert built.manifest["pyodide"] == "0.29.5"
    assert built.manifest["python"].startswith("3.13.")
    assert built.manifest["entry"] == "greet.web:call"
    assert built.manifest["packages"] == {"greet": "1.0", "live-python-glue": "0"}


def test_what_a_host_would_not_compress_is_named_text(built: Build) -> None:
    """Archives of byte code are stored uncompressed, under a name that hosts compress."""
    for file in built.manifest["files"]:
        if file["role"] in {"stdlib", "wheel"}:
            assert file["path"].endswith((".zip.txt", ".whl.txt"))
            with zipfile.ZipFile(built.directory / file["path"]) as archive:
                assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
