"""What is in our three wheels, and what they say of themselves."""

from __future__ import annotations

import re
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from make.pythons import NEWEST, oldest_minor
from make.setup import PROJECTS
from pkce_core import __version__
from settings import read_settings
from tests.support.wheels import ROOT, Wheel, wheels

__all__ = ["wheels"]
PACKAGES = {
    "pkce-core": ["pkce_core"],
    "mkdocs-live-python": [
        f"site_plugins/{each}" for each in ("live_python", "strict_csp", "static_hosts", "works_offline", "accountable")
    ],
    "mkdocs-pkce-widgets": ["site_plugins/pkce_widgets"],
}
SHIPPED = re.compile(r"\.(?:py|pyi|mjs|css|toml|conf)$|(?:^|/)Caddyfile$|(?:^|/)py\.typed$|/known/texts/[\w.-]+$")
"""What belongs in a wheel."""
LEFT_OUT = re.compile(r"(?:^|/)(?:README\.md|LICENSE|pyproject\.toml)$")
"""What lies beside it and doesn't."""
NEVER = re.compile(r"(?:^|/)(?:tests?|docs|tools|node_modules|site|__pycache__|\..+)/|\.(?:pyc|md|html|txt|in|lock)$")
"""What must not be in a wheel, whatever the folders of the project hold one day."""
NAMES = pytest.mark.parametrize("name", PACKAGES)


def files_of(folder: str) -> set[str]:
    """The files of a package that git knows or would add, by their path in the wheel."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return {name.removeprefix("site_plugins/") for name in listed if (ROOT / name).exists()}


def test_there_are_three(wheels: dict[str, Wheel]) -> None:
    """One wheel for each project, each for any machine and any Python 3."""
    assert set(wheels) == set(PACKAGES)
    assert all(wheel.file.name.endswith("-py3-none-any.whl") for wheel in wheels.values())


@NAMES
def test_a_wheel_has_exactly_its_packages(name: str, wheels: dict[str, Wheel]) -> None:
    """Every file of the packages that belongs in a wheel is in it, and nothing else."""
    files = set[str]().union(*map(files_of, PACKAGES[name]))
    undecided = {file for file in files if not SHIPPED.search(file) and not LEFT_OUT.search(file)}
    assert not undecided, "say in SHIPPED or LEFT_OUT whether these belong in the wheel"
    assert wheels[name].names() == {file for file in files if not LEFT_OUT.search(file)}
    assert not [file for file in wheels[name].names() if NEVER.search(file)]
    assert {f"{Path(package).name}/py.typed" for package in PACKAGES[name]} <= wheels[name].names()


@NAMES
def test_a_wheel_describes_itself(name: str, wheels: dict[str, Wheel]) -> None:
    """Beside the packages a wheel has its metadata, its entry points and its license."""
    expected = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
    assert set(wheels[name].description()) == expected
    assert wheels[name].description()["licenses/LICENSE"] == (ROOT / "LICENSE").read_text(encoding="utf-8")


@NAMES
def test_metadata_is_complete(name: str, wheels: dict[str, Wheel]) -> None:
    """One version for all, an SPDX license, and a classifier for each Python from the oldest to the newest."""
    metadata = wheels[name].metadata()
    assert metadata["Version"] == __version__
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Summary"]
    assert metadata["Description-Content-Type"] == "text/markdown"
    classifiers = metadata.get_all("Classifier", [])
    minors = [each.rpartition("3.")[2] for each in classifiers if re.search(r"Python :: 3\.\d+$", each)]
    oldest = oldest_minor(wheels[name].project)
    assert minors == [str(minor) for minor in range(oldest, NEWEST + 1)]
    assert metadata["Requires-Python"] == f">=3.{oldest}"
    assert "Typing :: Typed" in classifiers


@NAMES
def test_links_and_authors_come_from_the_settings(name: str, wheels: dict[str, Wheel]) -> None:
    """While project.toml is empty, a wheel has neither field."""
    metadata, settings = wheels[name].metadata(), read_settings()
    assert bool(metadata.get_all("Project-URL")) == bool(settings.repository)
    assert bool(metadata["Author"] or metadata["Author-email"]) == bool(settings.authors)


def test_the_widgets_need_the_other_two(wheels: dict[str, Wheel]) -> None:
    """Whoever installs mkdocs-pkce-widgets gets what it runs on; pkce-core needs nothing."""
    needed = wheels["mkdocs-pkce-widgets"].metadata().get_all("Requires-Dist", [])
    assert {"mkdocs-live-python", "pkce-core"} <= {Requirement(each).name for each in needed}
    assert all("extra ==" in each for each in wheels["pkce-core"].metadata().get_all("Requires-Dist", []))


def minor_of(name: str, seen: set[str]) -> int:
    """The minor version of the oldest Python that a distribution and all that it needs support."""
    if name in seen:
        return 0
    seen.add(name)
    found = distribution(name)
    minors = [int(minor) for minor in re.findall(r">=\s*3\.(\d+)", found.metadata.get("Requires-Python") or "")]
    for text in found.requires or ():
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            minors.append(minor_of(requirement.name, seen))
    return max(minors, default=0)


@pytest.mark.parametrize("project", PROJECTS[1:], ids=lambda project: project.name)
def test_the_oldest_python_is_what_the_dependencies_allow(project: Path) -> None:
    """Not older, because then it can't be installed; not newer, because then it refuses whom it could serve."""
    name = {"site_plugins": "mkdocs-live-python", "pkce_widgets": "mkdocs-pkce-widgets"}[project.name]
    ours = {"mkdocs-live-python", "mkdocs-pkce-widgets"}
    seen = {name, *ours}
    requires = [Requirement(text).name for each in ours for text in distribution(each).requires or ()]
    assert oldest_minor(project) == max(minor_of(each, seen) for each in requires)
