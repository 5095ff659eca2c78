"""What the installed packages and the runtime say of a component: its version and the text of its license."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from accountable.components import TEXTS
from accountable.errors import AccountableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from accountable.components import Component, LookedUp

_PYTHON, _RUNTIME = "python:", "runtime:"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A component with what was found out about it.

    Attributes:
        version: "" where nothing says it.
        text_name: the name of the file with the license. Components with the same text share it.
        text: the license.
    """

    component: Component
    version: str
    text_name: str
    text: str

    @property
    def purl(self) -> str:
        """The package URL with the version; "" if the entry has none."""
        at = f"@{self.version}" if self.version else ""
        return f"{self.component.purl}{at}" if self.component.purl else ""


def facts(component: Component, runtime: Mapping[str, str]) -> Facts:
    """Find out a component's version and license.

    Args:
        component: the component.
        runtime: what the manifest of live-python says; empty if the site has none.

    Raises:
        AccountableError: the version or the text isn't where the entry says.
    """
    text_name, text = _text(component)
    return Facts(component=component, version=_version(component, runtime), text_name=text_name, text=text)


def check_looked_up(looked_up: LookedUp, found: Iterable[Facts], also: Mapping[str, str]) -> None:
    """Compare the version that a list of parts is of with the one that is shipped.

    Args:
        looked_up: the component and the version.
        found: the facts of all components.
        also: other versions whose parts the author has looked up, by the names of the components.

    Raises:
        AccountableError: the site ships a version that nobody has looked into.
    """
    [shipped] = (each.version for each in found if each.component.name == looked_up.name)
    if shipped not in (looked_up.version, str(also.get(looked_up.name))):
        raise AccountableError(
            f"The site ships {looked_up.name} {shipped}, and the list of its parts is of version {looked_up.version}."
            f" Find out which parts have changed, then write `looked_up: {{{looked_up.name}: {shipped}}}` under"
            " `accountable` in mkdocs.yml."
        )


def _version(component: Component, runtime: Mapping[str, str]) -> str:
    given = component.version
    if given.startswith(_PYTHON):
        return _distribution(component, given.removeprefix(_PYTHON)).version
    if given.startswith(_RUNTIME):
        found = runtime.get(given.removeprefix(_RUNTIME))
        if found is None:
            raise AccountableError(f"The version of {component.name!r} is {given!r}, and this site has no live-python.")
        return found
    return given


def _text(component: Component) -> tuple[str, str]:
    """The name of the file, and what is in it."""
    own = f"{component.slug}.txt"
    if not component.text.startswith(_PYTHON):
        shared = component.folder == TEXTS  # by several components
        return f"{component.text}.txt" if shared else own, _read(component, component.folder / component.text)
    name, _, place = component.text.removeprefix(_PYTHON).partition("/")
    found = _distribution(component, name)
    if place:
        return own, _read(component, Path(str(found.locate_file(place))))
    files = found.metadata.get_all("License-File") or []
    texts = (found.read_text(f"licenses/{file}") or found.read_text(file) for file in files)
    if not (whole := "\n".join(text for text in texts if text)):
        raise AccountableError(f"The distribution {name!r} has no license in it: give {component.name!r} a text.")
    return own, whole


def _distribution(component: Component, name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError:
        raise AccountableError(f"The entry of {component.name!r} names {name!r}, which isn't installed.") from None


def _read(component: Component, path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        raise AccountableError(
            f"The license of {component.name!r} should be in {path}: there is no such file."
        ) from None
