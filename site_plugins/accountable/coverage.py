"""Finds what a site ships without an entry that says its license."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from accountable.components import Component

_COPIES = (".br", ".gz")
_PACKAGE = re.compile(r"(?:^|/)node_modules/((?:@[^/]+/)?[^/]+)/")


def problems(site: Path, components: Sequence[Component]) -> list[str]:
    """What has no entry, and which entries have no file, one sentence each.

    Args:
        site: the folder of the built site.
        components: the entries.
    """
    paths = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    # A compressed copy has the license of its file.
    originals = sorted(path for path in paths if not (path.endswith(_COPIES) and path.rpartition(".")[0] in paths))
    return [
        *(f"{path} has no license entry." for path in originals if not any(each.contains(path) for each in components)),
        *(
            f"{name}, which {path} was made from, has no license entry."
            for path in originals
            if path.endswith(".map")
            for name in sorted(packages(site / path) - {each.npm for each in components})
        ),
        *(
            f"The entry {each.name!r} has no file of the site in it any more: take it away, or correct its patterns."
            for each in components
            if each.files and not any(map(each.contains, originals))
        ),
    ]


def packages(source_map: Path) -> set[str]:
    """The packages from npm that a file was made from, as its source map says."""
    sources = json.loads(source_map.read_text("utf-8")).get("sources", [])
    return {found[1] for each in sources if (found := _PACKAGE.search(each))}
