"""The parts of a site, as entries in mkdocs.yml or in the folder `known` say."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pathspec import GitIgnoreSpec

from accountable.errors import AccountableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KNOWN = Path(__file__).parent / "known"
TEXTS = KNOWN / "texts"


@dataclass(frozen=True, kw_only=True)
class Component:
    """One part of the site, and its license.

    Attributes:
        name: what people call it.
        license: an SPDX identifier or expression.
        text: where the text of the license is: a file in `folder`; `python:NAME` for the license of an installed
            distribution; `python:NAME/PATH` for a file in it.
        folder: what `text` is relative to.
        version: as text; `python:NAME` for that of an installed distribution; `runtime:pyodide` or `runtime:python` for
            what live-python ships; "" where nothing says it.
        part_of: the name of the component that contains it; "" if the site itself does.
        purl: its package URL without a version, such as `pkg:npm/rxjs`, if it is on a registry. Scanners read it.
        source: the https address of its source.
        what: what it does, in a few words.
        files: the files of the site that contain it, as patterns like those of .gitignore.
    """

    name: str
    license: str
    text: str
    folder: Path = TEXTS
    version: str = ""
    part_of: str = ""
    purl: str = ""
    source: str = ""
    what: str = ""
    files: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The name in lower case, of letters, digits and hyphens."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    @property
    def npm(self) -> str:
        """Its name on npm, by which source maps call it; "" if it has none."""
        kind, _, name = self.purl.partition("/")
        return unquote(name) if kind == "pkg:npm" else ""

    def contains(self, path: str) -> bool:
        """Whether a file of the site, by its path in it, belongs to this component."""
        return self._patterns.match_file(path)

    @cached_property
    def _patterns(self) -> GitIgnoreSpec:
        return GitIgnoreSpec.from_lines(self.files)


@dataclass(frozen=True, kw_only=True)
class LookedUp:
    """The version of a component in which its parts were looked up: another may have others."""

    name: str
    version: str


def known(name: str) -> tuple[list[Component], LookedUp | None]:
    """The entries of a file in the folder `known`, and the version that they are of, if they depend on one.

    Raises:
        AccountableError: there is no such file.
    """
    path = KNOWN / f"{name}.toml"
    if not path.is_file():
        names = ", ".join(sorted(each.stem for each in KNOWN.glob("*.toml")))
        raise AccountableError(f"{name!r} isn't known. The option `known` takes {names}.")
    content = tomllib.loads(path.read_text("utf-8"))
    looked_up = LookedUp(**content["looked_up"]) if "looked_up" in content else None
    return [component(each, TEXTS) for each in content["components"]], looked_up


def component(entry: Mapping[str, Any], folder: Path) -> Component:
    """An entry as a component.

    Args:
        entry: the attributes of a component by their names.
        folder: what the path of its text is relative to.
    """
    values = {name: value for name, value in entry.items() if value}
    return Component(**{**values, "files": tuple(entry.get("files") or ()), "folder": folder})


def check(components: Iterable[Component]) -> None:
    """Find entries that contradict each other.

    Raises:
        AccountableError: a name stands twice, or an entry is part of one that isn't there.
    """
    names = set[str]()
    components = list(components)
    for each in components:
        if each.name in names:
            raise AccountableError(f"Two entries have the name {each.name!r}: take one away.")
        names.add(each.name)
    for each in components:
        if each.part_of and each.part_of not in names:
            raise AccountableError(f"{each.name!r} is part of {each.part_of!r}, which has no entry: add one.")
