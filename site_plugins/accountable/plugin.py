"""The MkDocs plugin: adds the bill of materials and the licenses, and stops a build that ships a file without one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File
from pathspec import GitIgnoreSpec

from accountable.bill import bill_of_materials
from accountable.commit import EPOCH, commit_time
from accountable.components import Component, LookedUp, check, component, known
from accountable.coverage import problems
from accountable.errors import AccountableError
from accountable.facts import Facts, check_looked_up, facts
from accountable.page import FOLDER, with_table

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = get_plugin_logger("accountable")
BILL = "sbom.cdx.json"
_TOLD = 10  # files in an error; more of them say no more


class ComponentConfig(Config):
    """One of `components`: the attributes of a `Component`. The path of its text is relative to mkdocs.yml."""

    name = c.Type(str)
    license = c.Type(str)
    text = c.Type(str)
    version = c.Type(str, default="")
    part_of = c.Type(str, default="")
    purl = c.Type(str, default="")
    source = c.Type(str, default="")
    what = c.Type(str, default="")
    files = c.ListOfItems(c.Type(str), default=[])


class AccountableConfig(Config):
    """The options in mkdocs.yml."""

    known = c.ListOfItems(c.Type(str), default=[])
    components = c.ListOfItems(c.SubConfig(ComponentConfig), default=[])
    leave_out = c.ListOfItems(c.Type(str), default=[])
    looked_up = c.Type(dict, default={})


class AccountablePlugin(BasePlugin[AccountableConfig]):
    """Reads the entries before the site is built, and compares them with the finished site."""

    _serves = False
    _took_date = False
    _found: tuple[Facts, ...] = ()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """While an author writes, a file without an entry doesn't stop the site."""
        self._serves = command == "serve"

    @event_priority(100)  # before anything asks for the date
    def on_config(self, config: MkDocsConfig) -> None:
        """Take the date of the build from the commit, for the sitemap and whatever else has a date."""
        if EPOCH in os.environ:
            return
        time = commit_time(Path(config.config_file_path).parent)
        if time is None:
            log.info("There is no commit to take the date from: the sitemap has today's.")
        else:
            os.environ[EPOCH], self._took_date = time, True

    @event_priority(-100)  # after live-python, whose manifest says what it ships
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the bill of materials and the license texts, and leave out what the site doesn't need."""
        left_out = GitIgnoreSpec.from_lines(self.config.leave_out)
        for file in [file for file in files if left_out.match_file(file.dest_uri)]:
            files.remove(file)
        try:
            self._found = self._find(config, _runtime(files))
        except AccountableError as error:
            raise PluginError(f"accountable: {error}") from error
        bill = bill_of_materials(config.site_name, self._found, os.environ.get(EPOCH))
        files.append(File.generated(config, BILL, content=bill))
        for name, text in sorted({(each.text_name, each.text) for each in self._found}):
            files.append(File.generated(config, f"{FOLDER}/{name}", content=text))
        return files

    def _find(self, config: MkDocsConfig, runtime: dict[str, str]) -> tuple[Facts, ...]:
        root = Path(config.config_file_path).parent
        components = [component(each, root) for each in self.config.components]
        depends = list[LookedUp]()
        for name in self.config.known:
            entries, looked_up = known(name)
            components += entries
            depends += [looked_up] if looked_up else []
        check(components)
        found = tuple(facts(each, runtime) for each in components)
        for each in depends:
            check_looked_up(each, found, self.config.looked_up)
        return found

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """Write the table of licenses where a page has a place for it."""
        return with_table(markdown, page.file.src_uri, self._found)

    @event_priority(-1000)  # after everything that writes into the site
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stop if something in the finished site has no entry."""
        self._give_date_back()
        if self._serves:
            return
        own = Component(name=BILL, license="", text="", files=(f"/{BILL}", f"/{FOLDER}/*.txt"))
        found = problems(Path(config.site_dir), [own, *(each.component for each in self._found)])
        if found:
            more = [f"And {len(found) - _TOLD} more."] if len(found) > _TOLD else []
            advice = (
                "An entry of `components`, under `accountable` in mkdocs.yml, says the license of something and has the"
                " patterns of its files: add the file to an entry, or write a new one."
            )
            raise PluginError("accountable:\n" + "\n".join([*found[:_TOLD], *more, advice]))

    def on_build_error(self, **_: object) -> None:
        """Leave the environment as it was."""
        self._give_date_back()

    def _give_date_back(self) -> None:
        if self._took_date:
            os.environ.pop(EPOCH, None)
            self._took_date = False


def _runtime(files: Files) -> dict[str, str]:
    """The versions in the manifest that live-python has added to the site."""
    for file in files:
        if file.dest_uri.endswith("/manifest.json"):
            content = json.loads(file.content_bytes)
            if isinstance(content, dict) and {"pyodide", "python"} <= content.keys():
                return {"pyodide": content["pyodide"], "python": content["python"]}
    return {}
