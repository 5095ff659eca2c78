"""Writes a `.br` and a `.gz` beside each file that gets smaller, for hosts that send them as they are."""

from __future__ import annotations

import gzip
import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from threading import get_ident
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from pathlib import Path

BROTLI, GZIP = ".br", ".gz"
_KINDS = {".css", ".html", ".js", ".json", ".map", ".mjs", ".svg", ".txt", ".wasm", ".xml"}
_SMALLEST = 1024  # bytes; below, the answer fits into one packet anyway
_STRONGEST_GZIP = 9


def compress_site(site: Path, cache: Path, quality: int) -> int:
    """Write the compressed files of a site. One that an earlier build left is written anew.

    Args:
        site: the folder with the built site.
        cache: the folder that keeps what was compressed, by its content.
        quality: brotli's, from 0 to 11. gzip takes the same, up to its 9.

    Returns:
        How many files were compressed.
    """
    cache.mkdir(parents=True, exist_ok=True)
    files = [path for path in sorted(site.rglob("*")) if path.suffix in _KINDS and path.is_file()]
    files = [path for path in files if path.stat().st_size >= _SMALLEST]
    with ThreadPoolExecutor(os.cpu_count()) as threads:  # both compressors let other threads run meanwhile
        return sum(threads.map(lambda path: _compress(path, cache, quality), files))


def _compress(path: Path, cache: Path, quality: int) -> bool:
    data = path.read_bytes()
    key = f"{hashlib.sha256(data).hexdigest()[:32]}.{quality}"
    smaller = False
    for suffix in (BROTLI, GZIP):
        kept = cache / f"{key}{suffix}"
        if not kept.is_file():
            # So that no other build, and no thread with a file of the same content, reads half of it.
            whole = kept.with_name(f"{kept.name}.{os.getpid()}.{get_ident()}")
            whole.write_bytes(_compressed(data, suffix, quality))
            whole.replace(kept)
        beside = path.with_name(path.name + suffix)
        if kept.stat().st_size < len(data):
            beside.write_bytes(kept.read_bytes())
            smaller = True
        else:
            beside.unlink(missing_ok=True)
    return smaller


def _compressed(data: bytes, suffix: str, quality: int) -> bytes:
    if suffix == GZIP:
        return gzip.compress(data, min(quality, _STRONGEST_GZIP), mtime=0)
    packed: bytes = brotli.compress(data, quality=quality)
    return packed
