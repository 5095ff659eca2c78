"""What has no entry is found: files, packages in source maps, and entries without a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from accountable.components import Component
from accountable.coverage import packages, problems

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.site import BuiltSite


def entry(*files: str, purl: str = "") -> Component:
    return Component(name="one", license="MIT", text="x", purl=purl, files=files)


def write(site: Path, *names: str) -> None:
    for name in names:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("x")


def test_a_file_without_an_entry(tmp_path: Path) -> None:
    """A compressed copy belongs to its file; without that file it needs an entry of its own."""
    write(tmp_path, "a.html", "a.html.br", "deep/b.js", "deep/b.js.gz", "c.gz")
    assert problems(tmp_path, [entry("*.html")]) == ["c.gz has no license entry.", "deep/b.js has no license entry."]
    assert problems(tmp_path, [entry("*.html", "*.gz"), entry("/deep/")]) == []


def test_an_entry_without_a_file(tmp_path: Path) -> None:
    """What isn't shipped any more leaves the list; a part of something else has no files of its own."""
    write(tmp_path, "a.html")
    [problem] = problems(tmp_path, [entry("*.html"), entry(), entry("*.js")])
    assert problem.startswith("The entry 'one' has no file of the site in it any more")


def test_a_package_in_a_source_map(tmp_path: Path) -> None:
    """A script is made from packages, which its source map names; each needs an entry."""
    sources = ["node_modules/rxjs/src/a.ts", "../node_modules/@a/b/c.js", "own/d.ts", "node_modules/rxjs/e.ts"]
    (tmp_path / "a.js.map").write_text(json.dumps({"sources": sources}))
    assert packages(tmp_path / "a.js.map") == {"rxjs", "@a/b"}
    own = entry("*.map")
    assert problems(tmp_path, [own, entry(purl="pkg:npm/rxjs")]) == [
        "@a/b, which a.js.map was made from, has no license entry."
    ]
    assert problems(tmp_path, [own, entry(purl="pkg:npm/rxjs"), entry(purl="pkg:npm/%40a/b")]) == []


def test_the_map_of_this_site_names_packages(built_site: BuiltSite) -> None:
    """Material's source maps still say what it is made of."""
    found = set[str]().union(*map(packages, built_site.folder.rglob("*.map")))
    assert {"rxjs", "lunr", "clipboard"} <= found
