"""Entries: which files belong to one, and entries that contradict each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from accountable.components import KNOWN, TEXTS, Component, check, component, known
from accountable.errors import AccountableError


def test_an_entry_with_its_files() -> None:
    """Patterns are those of .gitignore; what isn't given is left out."""
    one = component(
        {"name": "A part, of 2", "license": "MIT", "text": "LICENSE", "what": None, "files": ["/a/", "*.b", "/c.*.d"]},
        Path("/x"),
    )
    assert one.slug == "a-part-of-2"
    assert one.folder == Path("/x")
    assert one.what == ""
    belongs = [each for each in ("a/x/y", "z/a/x", "deep/x.b", "c.1.d", "z/c.1.d", "c.d") if one.contains(each)]
    assert belongs == ["a/x/y", "deep/x.b", "c.1.d"]
    assert not component({"name": "b", "license": "MIT", "text": "x"}, TEXTS).contains("a")


@pytest.mark.parametrize(
    ("purl", "npm"), [("pkg:npm/rxjs", "rxjs"), ("pkg:npm/%40a/b", "@a/b"), ("pkg:pypi/rxjs", ""), ("", "")]
)
def test_the_name_on_npm(purl: str, npm: str) -> None:
    """It comes from the package URL."""
    assert Component(name="a", license="MIT", text="x", purl=purl).npm == npm


@pytest.mark.parametrize("name", sorted(path.stem for path in KNOWN.glob("*.toml")))
def test_what_is_known(name: str) -> None:
    """Every list can be read, is without contradiction, and has a file for each part that has no whole."""
    entries, _ = known(name)
    check(entries)
    assert all(each.files for each in entries if not each.part_of)
    assert all(each.source.startswith("https://") for each in entries if each.source)


def test_no_text_is_left_over() -> None:
    """Each license text belongs to an entry."""
    lists = [known(path.stem)[0] for path in KNOWN.glob("*.toml")]
    used = {each.text for entries in lists for each in entries if not each.text.startswith("python:")}
    assert used == {path.name for path in TEXTS.iterdir()}


def test_a_list_that_is_not_known() -> None:
    """The error names those that are."""
    with pytest.raises(AccountableError, match=r"'word' isn't known\. The option `known` takes live-python, m"):
        known("word")


def test_entries_that_contradict_each_other() -> None:
    """A name that stands twice, and a whole that isn't there."""
    one = Component(name="one", license="MIT", text="x")
    with pytest.raises(AccountableError, match="Two entries have the name 'one'"):
        check([one, one])
    with pytest.raises(AccountableError, match="'two' is part of 'three', which has no entry"):
        check([one, Component(name="two", license="MIT", text="x", part_of="three")])
