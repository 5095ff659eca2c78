"""The plugin in a small site: with an address and without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from mkdocs.commands.build import build
from mkdocs.config import load_config

from static_hosts.plugin import StaticHostsPlugin

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.livereload import LiveReloadServer

PAGE = "# Home\n\n" + "The same sentence again. " * 100


def built(folder: Path, url: str = "", command: Literal["build", "serve"] = "build") -> Path:
    """A site with Material and the plugin."""
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(PAGE)
    (folder / "docs" / "own.css").write_text("a{}")
    settings = "site_name: Demo\ntheme: {name: material, font: false, features: [navigation.instant, toc.follow]}\n"
    (folder / "mkdocs.yml").write_text(f"{settings}site_url: '{url}'\nplugins: [static-hosts: {{quality: 1}}]\n")
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command=command, dirty=False)
    build(config)
    return folder / "site"


def test_a_site_with_an_address(tmp_path: Path) -> None:
    """All that hosts read, and the compressed pages, are beside the pages."""
    site = built(tmp_path, "https://docs.example/team/")
    assert (site / "_headers").read_text().startswith("# For Netlify and Cloudflare Pages\n/team/*\n")
    assert "Sitemap: https://docs.example/team/sitemap.xml" in (site / "robots.txt").read_text()
    assert "https://docs.example/team/" in (site / "sitemap.xml").read_text()
    assert (site / "index.html.br").exists()
    assert (site / "index.html.gz").exists()
    assert (tmp_path / ".cache" / "static-hosts").is_dir()
    page = (site / "index.html").read_text()
    assert "navigation.instant" in page
    assert 'rel="canonical"' in page


def test_a_site_without_an_address(tmp_path: Path) -> None:
    """No sitemap, no canonical link, and nothing that would ask for the sitemap."""
    site = built(tmp_path)
    assert (site / "_headers").read_text().startswith("# For Netlify and Cloudflare Pages\n/*\n")
    assert "Sitemap" not in (site / "robots.txt").read_text()
    assert not list(site.glob("sitemap.xml*"))
    page = (site / "index.html").read_text()
    assert "navigation.instant" not in page
    assert "toc.follow" in page
    assert 'rel="canonical"' not in page


def test_the_own_robots_file_stays(tmp_path: Path) -> None:
    """A site that has one keeps it."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "robots.txt").write_text("mine")
    (tmp_path / "docs" / "index.md").write_text(PAGE)
    (tmp_path / "mkdocs.yml").write_text("site_name: Demo\nplugins: [static-hosts: {quality: 1}]\n")
    build(load_config(str(tmp_path / "mkdocs.yml")))
    assert (tmp_path / "site" / "robots.txt").read_text() == "mine"


def test_nothing_is_compressed_while_an_author_writes(tmp_path: Path) -> None:
    """`mkdocs serve` builds at each change."""
    site = built(tmp_path, command="serve")
    assert (site / "_headers").exists()
    assert not list(site.rglob("*.br"))


def test_serve_sends_the_headers() -> None:
    """The server's application is wrapped."""

    class Server:
        app: object = staticmethod(lambda environ, start: start("200 OK", []))

        def get_app(self) -> object:
            return self.app

        def set_app(self, app: object) -> None:
            self.app = app

    server: LiveReloadServer = Server()  # type: ignore[assignment]
    before = server.get_app()
    StaticHostsPlugin().on_serve(server, config=None, builder=None)  # type: ignore[arg-type]
    assert server.get_app() is not before
