"""The MkDocs plugin: writes what a static host needs beside the pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from static_hosts.compression import compress_site
from static_hosts.host_files import headers_file, robots_file
from static_hosts.serving import with_headers

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("static-hosts")
_ROBOTS, _SITEMAP = "robots.txt", "sitemap.xml"
_NEEDS_A_SITEMAP = "navigation.instant"


class StaticHostsConfig(Config):
    """The options in mkdocs.yml. The path is relative to that file."""

    quality = c.Choice(range(12), default=11)
    cache = c.Type(str, default=".cache/static-hosts")


class StaticHostsPlugin(BasePlugin[StaticHostsConfig]):
    """Works on the finished site, after the plugins that change pages."""

    _serves = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Compress nothing while an author writes."""
        self._serves = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Turn off what reads the sitemap, where there is none."""
        if not config.site_url:
            features = config.theme.get("features") or []
            config.theme["features"] = [each for each in features if not each.startswith(_NEEDS_A_SITEMAP)]
            log.info("site_url isn't set: no sitemap and no canonical links are written.")

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Write no sitemap without an address: it would name no page."""
        return "" if template_name == _SITEMAP and not config.site_url else output

    @event_priority(-300)  # after strict-csp, which changes pages with -200
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write `_headers`, `robots.txt` unless the site has one, and the compressed files."""
        site, address = Path(config.site_dir), config.site_url or ""
        if not (site / _ROBOTS).exists():
            (site / _ROBOTS).write_text(robots_file(address), encoding="utf-8")
        paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
        (site / "_headers").write_text(headers_file(paths, address), encoding="utf-8")
        if not self._serves:
            root = Path(config.config_file_path).parent
            count = compress_site(site, root / self.config.cache, self.config.quality)
            log.info(f"Compressed {count} files")

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Send the headers with each response."""
        application = server.get_app()
        if application is not None:
            server.set_app(with_headers(application))
        return server
