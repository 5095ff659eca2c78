"""The MkDocs plugin: writes the policy into every page of the built site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from strict_csp.policy import Policy, PolicyError
from strict_csp.serving import allow_injected_scripts
from strict_csp.site import apply_policy

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("strict-csp")


class StrictCspConfig(Config):
    """The options in mkdocs.yml."""

    wasm = c.Type(bool, default=False)
    sources = c.DictOfItems(c.ListOfItems(c.Type(str)), default={})
    integrity = c.Type(bool, default=True)


class StrictCspPlugin(BasePlugin[StrictCspConfig]):
    """Writes the policy into all pages, including those that other plugins wrote."""

    _policy: Policy

    def on_config(self, config: MkDocsConfig) -> None:
        try:
            self._policy = Policy(wasm=self.config.wasm, sources=self.config.sources, site_url=config.site_url or "")
        except PolicyError as error:
            raise PluginError(f"strict-csp: {error}") from error

    @event_priority(-200)  # after the plugins that ask to be last with -100, such as Material's offline plugin
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        outcome = apply_policy(Path(config.site_dir), self._policy, integrity=self.config.integrity)
        for problem in outcome.problems:
            log.warning(problem)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Allow the script that reloads pages."""
        application = server.get_app()
        if application is not None:
            server.set_app(allow_injected_scripts(application))
        return server
