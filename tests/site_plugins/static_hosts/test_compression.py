"""The compressed files: which there are, and what is in them."""

from __future__ import annotations

import gzip
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]

from static_hosts.compression import compress_site

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

TEXT = b"The same sentence again. " * 200


def site(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_each_file_that_gets_smaller(tmp_path: Path) -> None:
    """Beside it are both, with its bytes; what is short, compressed already or can't be smaller has none."""
    noise = os.urandom(5000)
    folder = site(
        tmp_path / "site", {"a.html": TEXT, "deep/b.wasm": TEXT, "c.png": TEXT, "d.css": b"x", "e.txt": noise}
    )
    assert compress_site(folder, tmp_path / "cache", 11) == 2
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.suffix in {".br", ".gz"}}
    assert made == {"a.html.br", "a.html.gz", "deep/b.wasm.br", "deep/b.wasm.gz"}
    assert brotli.decompress((folder / "a.html.br").read_bytes()) == TEXT
    assert gzip.decompress((folder / "deep" / "b.wasm.gz").read_bytes()) == TEXT


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    """No time and no name is in a compressed file, so that two builds of one source are equal."""
    for name in ("one", "two"):
        compress_site(site(tmp_path / name, {f"{name}.html": TEXT}), tmp_path / f"cache-{name}", 11)
    for suffix in (".br", ".gz"):
        first, second = (tmp_path / name / f"{name}.html{suffix}" for name in ("one", "two"))
        assert first.read_bytes() == second.read_bytes()


def test_two_files_of_the_same_content_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two threads may compress the same bytes in the same moment: neither takes the other's file away."""
    both = threading.Barrier(2, timeout=10)
    compress, replace = brotli.compress, Path.replace

    def compress_together(data: bytes, quality: int) -> bytes:
        both.wait()
        packed: bytes = compress(data, quality=quality)
        return packed

    def replace_together(whole: Path, kept: Path) -> Path:
        if kept.suffix == ".br":
            both.wait()
        return replace(whole, kept)

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(brotli, "compress", compress_together)
    monkeypatch.setattr(Path, "replace", replace_together)
    folder = site(tmp_path / "site", {"a.html": TEXT, "b.html": TEXT})
    assert compress_site(folder, tmp_path / "cache", 5) == 2
    assert (folder / "a.html.br").read_bytes() == (folder / "b.html.br").read_bytes()


def test_what_was_compressed_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build compresses only what has changed, and replaces what an earlier one left."""
    folder = site(tmp_path / "site", {"a.html": TEXT, "b.html": TEXT + b"b"})
    compress_site(folder, tmp_path / "cache", 5)
    (folder / "a.html.br").write_bytes(b"old")
    (folder / "b.html").write_bytes(TEXT + b"c")
    asked = list[bytes]()
    real = brotli.compress

    def compress(data: bytes, quality: int) -> bytes:
        asked.append(data)
        packed: bytes = real(data, quality=quality)
        return packed

    monkeypatch.setattr(brotli, "compress", compress)
    compress_site(folder, tmp_path / "cache", 5)
    assert asked == [TEXT + b"c"]
    assert brotli.decompress((folder / "a.html.br").read_bytes()) == TEXT


def test_a_file_that_no_longer_gets_smaller(tmp_path: Path) -> None:
    """The compressed form of what it was before is taken away."""
    folder = site(tmp_path / "site", {"a.txt": TEXT})
    compress_site(folder, tmp_path / "cache", 5)
    (folder / "a.txt").write_bytes(os.urandom(5000))
    assert compress_site(folder, tmp_path / "cache", 5) == 0
    assert [path.name for path in folder.iterdir()] == ["a.txt"]
