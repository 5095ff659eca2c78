"""The MkDocs plugin: the policy is on every page that MkDocs and other plugins write, and live reloading goes on."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from strict_csp.policy import hash_of
from tests.site_plugins.strict_csp.conftest import get

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

pytestmark = pytest.mark.slow

TABLE = "| a | b |\n| :-: | --: |\n| 1 | 2 |\n"
BAD = "# Bad\n\n<a href='javascript:go()'>go</a>\n"


def load(folder: Path, pages: dict[str, str], options: str = "", *, strict: bool = False) -> MkDocsConfig:
    """Write a site with the plugin and load its configuration."""
    for name, text in pages.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    plugin = f"  - strict-csp:\n{options}" if options else "  - strict-csp\n"
    (folder / "mkdocs.yml").write_text(
        "site_name: Demo\nsite_url: http://127.0.0.1/sub/\ntheme: {name: material, font: false}\n"
        f"plugins:\n{plugin}  - search\nmarkdown_extensions: [tables]\n"
    )
    return load_config(str(folder / "mkdocs.yml"), strict=strict)


def test_every_page_has_the_policy(tmp_path: Path) -> None:
    """Pages, the 404 page and other HTML in docs have one policy, and aligned tables no style attribute."""
    config = load(tmp_path, {"index.md": TABLE, "deep/page.md": TABLE, "plain.html": "<p>plain"}, "      wasm: true\n")
    build_site(config)
    pages = {
        path.relative_to(tmp_path / "site").as_posix(): path.read_text() for path in (tmp_path / "site").rglob("*.html")
    }
    assert pages.keys() == {"index.html", "deep/page/index.html", "404.html", "plain.html"}
    for name, page in pages.items():
        assert page.count("Content-Security-Policy") == 1, name
        assert ' style="' not in page
    shared = {
        re.findall(r'content="(default-src[^"]*)', page)[0] for name, page in pages.items() if name != "plain.html"
    }
    assert len(shared) == 1
    assert "'wasm-unsafe-eval'" in shared.pop()
    assert 'href="/sub/assets/strict-csp.' in pages["404.html"]
    assert 'href="../../assets/strict-csp.' in pages["deep/page/index.html"]


def test_what_is_blocked_stops_a_strict_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The warning names page and element, and MkDocs ends a strict build for it."""
    with pytest.raises(Abort, match="1 warning"):
        build_site(load(tmp_path, {"index.md": BAD}, strict=True))
    assert "index.html, line" in caplog.text
    assert "<a href='javascript:go()'>" in caplog.text


def test_what_is_blocked_is_a_warning_otherwise(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Without `strict`, the site is built and the author gets a warning."""
    build_site(load(tmp_path, {"index.md": BAD}))
    warnings = [
        record for record in caplog.records if record.levelno == logging.WARNING and "strict-csp" in record.name
    ]
    assert len(warnings) == 1
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("      sources: {script-src: [\"'unsafe-inline'\"]}\n", "unsafe-inline"),
        ("      sources: {scripts: [https://a.example]}\n", "'scripts' isn't a directive"),
    ],
)
def test_a_mistake_in_the_options_stops_the_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, options: str, words: str
) -> None:
    """A policy that would not be strict is refused before anything is built."""
    with pytest.raises(Abort):
        build_site(load(tmp_path, {"index.md": "# Hi\n"}, options))
    assert "strict-csp: " in caplog.text
    assert words in caplog.text
    assert not (tmp_path / "site").exists()


def test_live_reloading_works_under_the_policy(tmp_path: Path) -> None:
    """The page that `mkdocs serve` sends allows the script that it adds, and other files are sent as they are."""
    config = load(tmp_path, {"index.md": TABLE, "data.txt": "plain"})
    build_site(config)
    with LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path / "site")) as server:
        server.watch(str(tmp_path / "docs"))
        config.plugins.on_serve(server, config=config, builder=lambda: None)
        page = get(server.get_app(), "/")
        assert get(server.get_app(), "/data.txt") == b"plain"
        server.observer.unschedule_all()
    (script,) = re.findall(rb"<script>(\nvar livereload.*?)</script>", page, re.DOTALL)
    assert hash_of(script.decode()) in page.decode()
