"""The MkDocs plugin: the files of the live parts are in the site, whole, in a folder named by their content."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from make.stages import BIN, VENV
from pkce_widgets.plugin import ASSETS, compact, folder, lightened, served_files

NODE = Path(__file__).parents[3] / "tests" / "node"


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
    assert lightened("// a\n  /** b\n   * c */\n  let d = '//e'; // f\n\n/* g */\n") == "let d = '//e';\n"
    assert lightened("let a = /** @type {B} */ (c);\n  --d: 1px; /* e */\n") == "let a = (c);\n--d: 1px;\n"
    assert compact("a :is(b), c {\nd: 'e f';\n}\n@media (f: 1px) {\ng > h { i: j }\n}\n") == (
        "a :is(b), c{d: 'e f';}@media (f: 1px){g > h{i: j}}"
    )
    served = served_files()
    for path in ASSETS.rglob("*.*"):
        written = path.read_text(encoding="utf-8").splitlines()
        light = served[path.relative_to(ASSETS).as_posix()].splitlines()
        assert not [line for line in light if line.startswith(("//", "/*", " "))]
        code = [line.strip() for line in written if not re.search(r"//|/\*|^\s*\*|\*/", line)]
        assert set(code) - {""} <= set(light) or path.suffix == ".css", path.name


@pytest.mark.slow
def test_what_is_served_runs_alike(tmp_path: Path) -> None:
    """TypeScript writes each script as served the same way as the script as written, once both have no comments."""
    served = served_files()
    for path in ASSETS.rglob("*.mjs"):
        name = path.relative_to(ASSETS).as_posix()
        for folder_name, text in (("written", path.read_text(encoding="utf-8")), ("served", served[name])):
            copy = tmp_path / folder_name / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text, encoding="utf-8")
    outcomes = [emitted(tmp_path / each) for each in ("written", "served")]
    assert len(outcomes[0]) == len(list(ASSETS.rglob("*.mjs")))
    assert outcomes[0] == outcomes[1]


def emitted(scripts: Path) -> dict[str, str]:
    out = scripts.with_name(f"{scripts.name}-out")
    options = "--allowJs --removeComments --noResolve --target esnext --module esnext --moduleResolution bundler"
    command: list[str | Path] = [VENV / BIN / "node", NODE / "node_modules/typescript/bin/tsc", *options.split()]
    command += ["--rootDir", scripts, "--outDir", out, *sorted(scripts.rglob("*.mjs"))]
    subprocess.run(command, check=True, timeout=120)
    return {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.rglob("*.mjs")}


def test_a_page_has_the_style_sheets_that_it_needs(tmp_path: Path) -> None:
    """One more sheet for each room, right after the first, so that the site's own still come later."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("```pkce-diagram\n```\n")
    (tmp_path / "docs" / "deep").mkdir()
    (tmp_path / "docs" / "deep" / "page.md").write_text("```pkce-answer\n```\n")
    (tmp_path / "docs" / "own.css").write_text("")
    text = "site_name: Demo\nsite_url: ''\nextra_css: [own.css]\nplugins: [pkce-widgets]\n"
    (tmp_path / "mkdocs.yml").write_text(text + "markdown_extensions: [pymdownx.superfences]\n")
    build_site(load_config(str(tmp_path / "mkdocs.yml")))

    def sheets(page: str) -> list[str]:
        html = (tmp_path / "site" / page / "index.html").read_text(encoding="utf-8")
        return [each for each in re.findall(r'href="([^"]+\.css)"', html) if "own" in each or "/pkce" in each]

    assets = folder(served_files())
    assert sheets("") == [f"{assets}/pkce.css", f"{assets}/diagram.css", "own.css"]
    assert sheets("deep/page") == [f"../../{assets}/pkce.css", f"../../{assets}/answer.css", "../../own.css"]


def test_the_folder_changes_with_the_content() -> None:
    """A file that is changed, renamed or moved gives the folder another name."""
    names = {folder(files) for files in ({"a.mjs": "1"}, {"a.mjs": "2"}, {"b.mjs": "1"}, {"part/a.mjs": "1"})}
    assert len(names) == 4
