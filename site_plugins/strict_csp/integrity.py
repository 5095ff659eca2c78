"""Writes into each page the SHA-256 of the script files that it loads: https://www.w3.org/TR/sri-2/.

A script element says it itself. What a module imports has no element, so an import map says it:
https://html.spec.whatwg.org/multipage/webappapis.html#import-map-integrity. A browser that knows no such map loads the
modules unchecked. Nothing can say the hash of a worker's script.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from strict_csp.markup import Tag

_MODULES = "*.mjs"
_ATTRIBUTE = "integrity"


class Integrity:
    """The hashes of a built site's script files.

    Args:
        site: the folder with the built site.
        home: the path of the start page on its host, which ends in a slash.
    """

    def __init__(self, site: Path, home: str) -> None:
        self._site = site
        self._home = home
        self._modules = [path.relative_to(site).as_posix() for path in sorted(site.rglob(_MODULES))]
        self._hash_of = cache(_hash_of)

    def edits(self, page: str, scripts: Iterable[Tag]) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and new text of what must change in the tags of a page's script files.

        Args:
            page: the path of the page in the site.
            scripts: script elements with an address. One on another host stays as it is.
        """
        for tag in scripts:
            path = self._file(page, tag.get("src") or "")
            if path is None:
                continue
            text = f'{_ATTRIBUTE}="{self._hash_of(path)}"'
            old = tag.attributes.get(_ATTRIBUTE)
            if old:
                yield old.start, old.end, text
            else:
                after_name = tag.start + 1 + len(tag.name)
                yield after_name, after_name, f" {text}"

    def import_map(self, root: str) -> str:
        """Return the text of an import map with the hashes of all modules.

        Args:
            root: how the page's own path leads to the start page.
        """
        hashes = {_relative(root, path): self._hash_of(self._site / path) for path in self._modules}
        text = json.dumps({_ATTRIBUTE: hashes}, separators=(",", ":"))
        return text.replace("<", "\\u003c")  # no path ends the script

    def _file(self, page: str, address: str) -> Path | None:
        """Return the file that an address in a page means, or None for what isn't a file of the site."""
        if not address:
            return None  # nothing is loaded
        here = f"https://site.invalid{self._home}{quote(page)}"
        there = urlsplit(urljoin(here, re.sub(r"[\t\n\r]", "", address.strip())))
        if there.netloc != "site.invalid" or not there.path.startswith(self._home):
            return None
        path = self._site / unquote(there.path.removeprefix(self._home))
        return path if path.is_file() and path.resolve().is_relative_to(self._site.resolve()) else None


def _relative(root: str, path: str) -> str:
    address = root + quote(path)
    return address if address.startswith((".", "/")) else f"./{address}"  # else it would be the name of a package


def _hash_of(path: Path) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()}"
