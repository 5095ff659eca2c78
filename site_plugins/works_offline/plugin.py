"""The MkDocs plugin: writes the service worker of the finished site, and adds to each page what registers it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files

from works_offline.stored_files import SiteTooLargeError, choose_files
from works_offline.worker_file import WORKER, build_id, mark, page_assets, removing_worker, storing_worker

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

log = get_plugin_logger("works-offline")
_PLACE = "data-works-offline"


class WorksOfflineConfig(Config):
    """The options in mkdocs.yml. Patterns are of paths in the built site."""

    offline = c.Type(bool, default=True)
    exclude = c.ListOfItems(c.Type(str), default=[])


class WorksOfflinePlugin(BasePlugin[WorksOfflineConfig]):
    """Stores the site after the first answer of live Python; without live Python, after a page has loaded."""

    _serves = False
    _stores = False
    _order: tuple[str, ...] = ()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Store nothing while an author writes."""
        self._serves = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Add the script to every page."""
        self._stores = self.config.offline and not self._serves
        if self._stores:
            script = ExtraScriptValue(f"{_folder()}/start.mjs")
            script.type = "module"
            config.extra_javascript.append(script)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what the script loads."""
        for name, text in page_assets().items() if self._stores else ():
            files.append(File.generated(config, f"{_folder()}/{name}", content=text))
        return files

    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Remember which pages come first."""
        self._order = tuple(page.file.dest_uri for page in nav.pages)

    def on_post_page(self, output: str, **_: object) -> str:
        """Give each page a place for the line that says what is stored, unless the theme has one."""
        if not self._stores or _PLACE in output:
            return output
        return output.replace("</body>", f"<div {_PLACE}></div></body>", 1)

    def on_post_template(self, output: str, *, template_name: str, **_: object) -> str:
        """The same for the page of a missing address."""
        return self.on_post_page(output) if template_name.endswith(".html") else output

    @event_priority(-250)  # after strict-csp changes pages, with -200; before static-hosts compresses them, with -300
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Mark the pages, and write the service worker."""
        site = Path(config.site_dir)
        if not self._stores:
            (site / WORKER).write_text(removing_worker(), encoding="utf-8")
            return
        try:
            stored = choose_files(site, self._order, self.config.exclude)
        except SiteTooLargeError as error:
            raise PluginError(f"works-offline: {error}") from error
        build = build_id(site, stored)
        for path in site.rglob("*.html"):
            text = path.read_bytes().decode("utf-8", "surrogateescape")
            path.write_bytes(mark(text, build).encode("utf-8", "surrogateescape"))
        (site / WORKER).write_text(storing_worker(site, stored, build), encoding="utf-8")
        log.info(f"Readers store {len(stored.paths)} files, {stored.transferred / 1e6:.1f} MB on their way")
        if stored.left_out:
            log.warning(f"Not stored, because of the limit: {', '.join(stored.left_out)}")


def _folder() -> str:
    """Where the script is. The name changes with the content."""
    return f"assets/offline.{sha256(json.dumps(page_assets()).encode()).hexdigest()[:12]}"
