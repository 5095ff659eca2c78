"""What installed packages and the runtime say of a component."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from accountable.components import Component, LookedUp
from accountable.errors import AccountableError
from accountable.facts import Facts, check_looked_up, facts

if TYPE_CHECKING:
    from pathlib import Path


def entry(**changes: object) -> Component:
    values: dict[str, object] = {"name": "One part", "license": "MIT", "text": "zlib", **changes}
    return Component(**values)  # type: ignore[arg-type]


def test_versions() -> None:
    """As text, of an installed package, of the runtime, or none."""
    assert facts(entry(), {}).version == ""
    assert facts(entry(version="1.2"), {}).version == "1.2"
    assert facts(entry(version="python:mkdocs"), {}).version == version("mkdocs")
    assert facts(entry(version="runtime:pyodide"), {"pyodide": "9.9"}).version == "9.9"


def test_texts(tmp_path: Path) -> None:
    """A file of the site, one that several parts share, the license of a package, and a file in a package."""
    (tmp_path / "LICENSE").write_text("mine")
    mine = facts(entry(text="LICENSE", folder=tmp_path), {})
    assert (mine.text_name, mine.text) == ("one-part.txt", "mine")
    shared = facts(entry(), {})
    assert shared.text_name == "zlib.txt"
    assert "Jean-loup Gailly" in shared.text
    package = facts(entry(text="python:mkdocs-material"), {})
    assert package.text_name == "one-part.txt"
    assert "Martin Donath" in package.text
    assert (
        "GitHub Inc." in facts(entry(text="python:mkdocs-material/material/templates/.icons/octicons/LICENSE"), {}).text
    )


def test_the_package_url() -> None:
    """With the version where there is one."""
    assert facts(entry(purl="pkg:npm/a", version="1"), {}).purl == "pkg:npm/a@1"
    assert facts(entry(purl="pkg:npm/a"), {}).purl == "pkg:npm/a"
    assert facts(entry(version="1"), {}).purl == ""


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"version": "python:no-such-thing"}, "The entry of 'One part' names 'no-such-thing', which isn't installed."),
        ({"version": "runtime:python"}, "this site has no live-python"),
        ({"text": "no-such-file"}, "The license of 'One part' should be in .*no-such-file: there is no such file"),
        ({"text": "python:mkdocs/no/such/file"}, "there is no such file"),
    ],
)
def test_what_is_not_there(changes: dict[str, object], message: str) -> None:
    """The error says which entry and what."""
    with pytest.raises(AccountableError, match=message):
        facts(entry(**changes), {})


def test_a_package_without_its_license(monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry has to say where the text is."""
    monkeypatch.setattr("importlib.metadata.PathDistribution.read_text", lambda *_: None)
    with pytest.raises(AccountableError, match="'mkdocs' has no license in it: give 'One part' a text"):
        facts(entry(text="python:mkdocs"), {})


def test_another_version_than_was_looked_up() -> None:
    """It may have other parts, so the build stops until the author has looked."""
    found = [facts(entry(name="Pyodide", version="0.30"), {}), facts(entry(), {})]
    looked_up = LookedUp(name="Pyodide", version="0.29")
    with pytest.raises(
        AccountableError, match=r"ships Pyodide 0\.30.*is of version 0\.29.*`looked_up: {Pyodide: 0\.30}`"
    ):
        check_looked_up(looked_up, found, {})
    check_looked_up(looked_up, found, {"Pyodide": "0.30"})
    check_looked_up(LookedUp(name="Pyodide", version="0.30"), found, {})


def test_facts_are_values() -> None:
    """Two of the same content are equal, so that a set has each once."""
    assert facts(entry(), {}) == Facts(
        component=entry(), version="", text_name="zlib.txt", text=facts(entry(), {}).text
    )
