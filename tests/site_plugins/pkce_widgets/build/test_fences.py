"""Fences become HTML: golden cases, and what an author's mistakes say.

A golden case is a Markdown file beside the HTML that it becomes. After a wanted change, write them again with
`PKCE_UPDATE_GOLDEN=1 pytest tests/site_plugins/pkce_widgets` and read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import markdown
import pytest
from pymdownx.superfences import SuperFencesException

from pkce_widgets.build.fences import FENCES, parse_part_options
from pkce_widgets.parts.all_parts import PARTS

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = sorted(GOLDEN.glob("*.md"))


def convert(text: str, *others: str) -> str:
    return markdown.markdown(text, extensions=[*others, "pkce_widgets"])


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_golden(case: Path) -> None:
    """A fence becomes exactly the HTML that was looked at and kept."""
    html = convert(case.read_text(encoding="utf-8"), "attr_list", "pymdownx.superfences") + "\n"
    expected = case.with_suffix(".html")
    if os.environ.get("PKCE_UPDATE_GOLDEN"):
        expected.write_text(html, encoding="utf-8")
    assert html == expected.read_text(encoding="utf-8")


def test_golden_cases_are_there() -> None:
    """The folder of golden cases is not empty, so the test above has run."""
    assert len(CASES) >= 4


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("title = Check", "not TOML"),
        ('color = "red"', "no option 'color': the options are title, caption, advanced, code_verifier"),
        ("title = 3", "title must be a string in quotes, not 3"),
        ('code_verifier = "short"', "breaks RFC 7636 section 4.1"),
        ('title = " "', "title names the panel"),
        ('code_verifier = ""', "breaks RFC 7636 section 4.1"),
    ],
)
def test_a_mistake_in_the_body_stops_the_build(body: str, message: str) -> None:
    """A mistake stops the build with a sentence, where superfences alone would show the fence as code."""
    with pytest.raises(SuperFencesException, match="pkce-check: ") as caught:
        convert(f"```pkce-check\n{body}\n```")
    assert message in str(caught.value)


def test_an_option_in_the_header_stops_the_build() -> None:
    """Options are in the body; superfences would drop one in the header without a word."""
    with pytest.raises(SuperFencesException, match="write title in the body"):
        convert('```pkce-check title="Check"\n```')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("```pkce-check title=Check\n```", "can't be read"),
        ("```pkce-check\ntitle = 'x'\n", "can't be read"),
        ("~~~~ pkce-diagram x=y\n~~~~", "can't be read"),
        ("```pkce-chek\n```", "no fence 'pkce-chek'"),
        ("```PKCE-CHECK\n```", "no fence 'PKCE-CHECK'"),
    ],
)
def test_a_fence_that_is_not_read_stops_the_build(text: str, message: str) -> None:
    """A fence that superfences would show as code, because of its header, its name or its end, stops the build."""
    with pytest.raises(SuperFencesException, match=message):
        convert(f"Before.\n\n{text}\n\nAfter.", "pymdownx.superfences")


def test_markup_in_options_is_text() -> None:
    """What an author writes is shown, never run."""
    html = convert('```pkce-check\ntitle = "<script>alert(1)</script>"\ncaption = "<img src=x onerror=alert(1)>"\n```')
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_options_have_defaults() -> None:
    """An empty fence is a complete one: the part's own worked example."""
    part = PARTS["check"]
    options = parse_part_options("", part)
    assert (options.title, options.caption, options.values) == ("", "", part.example)


@pytest.mark.parametrize("name", [name for name in FENCES if name != "pkce-checklist"])
def test_every_fence_is_complete_when_empty(name: str) -> None:
    """Each fence works with no options, and its example has an answer that can be read without JavaScript."""
    html = convert(f"```{name}\n```")
    assert f"<{name}" in html
    assert f"</{name}>" in html


@pytest.mark.parametrize("body", ["", 'title = "Before you start"', "items = []"])
def test_a_checklist_without_items_stops_the_build(body: str) -> None:
    """There is no list that every site needs, so an empty one stops the build."""
    with pytest.raises(SuperFencesException, match=r"pkce-checklist: there is nothing to check off: write items = \["):
        convert(f"```pkce-checklist\n{body}\n```")
