"""The table of licenses."""

from __future__ import annotations

from accountable.components import Component
from accountable.facts import facts
from accountable.page import PLACE, with_table

FOUND = [
    facts(Component(name="A*", license="MIT", text="zlib", source="https://a.example/", what="Does a|b."), {}),
    facts(Component(name="b_c", license="Zlib", text="zlib", version="1", part_of="A*"), {}),
]
TABLE = r"""| What | Version | License | Part of |
| --- | --- | --- | --- |
| **[A\*](https://a.example/)**<br>Does a\|b. |  | [MIT](licenses/zlib.txt) |  |
| **b\_c** | 1 | [Zlib](licenses/zlib.txt) | A\* |"""


def test_the_table() -> None:
    """A row for each part, where the page has a place for it; other pages stay as they are."""
    assert with_table(f"# L\n\n{PLACE}\n\nMore.", "licenses.md", FOUND) == f"# L\n\n{TABLE}\n\nMore."
    assert with_table("# L\n", "licenses.md", FOUND) == "# L\n"


def test_a_page_in_a_folder() -> None:
    """Its links lead out of the folder."""
    assert "(../../licenses/zlib.txt)" in with_table(PLACE, "about/us/licenses.md", FOUND)
