"""Which files of a site are stored: all that its pages load, then as many pages as the limit allows."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

LIMIT = 8_000_000
"""Bytes that storing a site may transfer, when the host compresses as gzip does."""

_PAGE = ".html"
_INDEX = "index.html"
_ALWAYS = (_INDEX, "404.html")
_TEXTS = {_PAGE, ".css", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"}
_PACKED = {".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".webp", ".woff", ".woff2"}
_NEVER = {"robots.txt", "service-worker.js"}
"""What crawlers read, and what browsers load past every service worker."""


class SiteTooLargeError(Exception):
    """What every page needs is larger than the limit."""


@dataclass(frozen=True, kw_only=True)
class StoredFiles:
    """What readers store.

    Attributes:
        paths: the files, relative to the site, sorted.
        transferred: about how many bytes they take on their way.
        left_out: the pages that didn't fit, in the order in which they would have come.
    """

    paths: tuple[str, ...]
    transferred: int
    left_out: tuple[str, ...] = ()


def choose_files(site: Path, order: Sequence[str], exclude: Iterable[str] = (), limit: int = LIMIT) -> StoredFiles:
    """Choose what to store.

    Scripts, styles, data, images and fonts are needed by any page, and so are the start page and the page for a missing
    address. The other pages come in the order of the navigation, then those outside of it by their path. The first page
    that doesn't fit, and all after it, are left out.

    Args:
        site: the folder with the built site.
        order: pages in the order of the navigation, as paths relative to the site.
        exclude: patterns of paths that nobody needs without a network.
        limit: bytes.

    Raises:
        SiteTooLargeError: what any page needs doesn't fit.
    """
    excluded = tuple(exclude)
    found = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file())
    kept = [path for path in found if _is_stored(path) and not any(fnmatchcase(path, each) for each in excluded)]
    pages = [path for path in kept if path.endswith(_PAGE) and path not in _ALWAYS]
    needed = [path for path in kept if path not in pages]
    total = sum(transferred(site / path) for path in needed)
    if total > limit:
        raise SiteTooLargeError(
            f"What every page needs takes {total / 1e6:.1f} MB, more than the {limit / 1e6:.1f} MB that readers may be "
            "asked to store: exclude what nobody needs without a network, or set `offline: false`."
        )
    known = {path: at for at, path in enumerate(order)}
    waiting = sorted(pages, key=lambda path: (known.get(path, len(known)), path))
    while waiting and (size := transferred(site / waiting[0])) + total <= limit:
        needed.append(waiting.pop(0))
        total += size
    return StoredFiles(paths=tuple(sorted(needed)), transferred=total, left_out=tuple(waiting))


def _is_stored(path: str) -> bool:
    return PurePosixPath(path).suffix in _TEXTS | _PACKED and path not in _NEVER


def transferred(path: Path) -> int:
    """About how many bytes a file takes on its way. Brotli takes fewer; a host that compresses nothing sends more."""
    data = path.read_bytes()
    return len(data) if path.suffix in _PACKED else len(zlib.compress(data))


def address_of(path: str) -> str:
    """The address that pages have for a file, from the root of the site: a folder's for its `index.html`."""
    return path.removesuffix(_INDEX) if path == _INDEX or path.endswith(f"/{_INDEX}") else path
