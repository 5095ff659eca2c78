"""The MkDocs plugin: the files of the live parts are in the site, whole, in a folder named by their content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from pkce_widgets.plugin import ASSETS, folder, lightened, served_files

if TYPE_CHECKING:
    from pathlib import Path


def test_the_site_has_every_file(tmp_path: Path) -> None:
    """Each file keeps its path in assets/, because scripts import each other by it; pages name the same folder."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Demo\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: Demo\nsite_url: ''\nplugins: [pkce-widgets]\n")
    build_site(load_config(str(tmp_path / "mkdocs.yml")))
    written = tmp_path / "site" / folder(served_files())
    names = {path.relative_to(written).as_posix() for path in written.rglob("*.*")}
    assert names == {path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*.*")}
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert f'src="{folder(served_files())}/register.mjs"' in page
    assert f'href="{folder(served_files())}/pkce.css"' in page


def test_what_is_served_is_light() -> None:
    """Comments and indentation stay here; every line of code is served as it was written."""
    assert lightened("// a\n  /** b\n   * c */\n  let d = '// e'; // f\n\n/* g */\n") == "let d = '// e'; // f\n\n"
    served = served_files()
    for path in ASSETS.rglob("*.*"):
        written = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        light = served[path.relative_to(ASSETS).as_posix()].splitlines()
        assert not [line for line in light if line.startswith(("//", "/*", " "))]
        assert {line.rstrip() for line in light} <= set(written)
        code = [line for line in written if line and not line.startswith(("//", "/*", "*"))]
        assert set(code) <= set(light) or path.suffix == ".css"


def test_the_folder_changes_with_the_content() -> None:
    """A file that is changed, renamed or moved gives the folder another name."""
    names = {folder(files) for files in ({"a.mjs": "1"}, {"a.mjs": "2"}, {"b.mjs": "1"}, {"part/a.mjs": "1"})}
    assert len(names) == 4
