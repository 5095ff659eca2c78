"""Our fences: each becomes a custom element that contains its worked example.

The body of a fence is TOML, because superfences silently drops a header with an unquoted option:

    ```pkce-check
    title = "Check your pair"
    code_verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    ```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pymdownx.superfences import SuperFencesException

from pkce_core import check_code_verifier, derive_code_challenge
from pkce_widgets import example
from pkce_widgets.build.answer_html import render_answer
from pkce_widgets.build.attempts import render_attempts
from pkce_widgets.build.checklist import render_checklist
from pkce_widgets.build.diagram import render_diagram
from pkce_widgets.build.fence_body import as_fence_error, read_list, read_toml
from pkce_widgets.build.guide import TOPICS, render_guide
from pkce_widgets.build.part_html import render_part
from pkce_widgets.build.progress import STEPS, render_progress
from pkce_widgets.parts.all_parts import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown import Markdown

    from pkce_widgets.view.part import Part

    Options = dict[str, object]

OF_THE_PANEL = ("title", "caption", "advanced")
"""The options of a part's fence that aren't values of its example."""
COUNT = "pkce_part_count"
"""The attribute of the converter that counts the parts of a page, so that their ids are unique."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PartOptions:
    """What an author wrote in the fence of a part.

    Attributes:
        title: the panel's title; "" for the part's default.
        caption: the line above the worked example; "" for the part's default.
        values: the worked example's values by wire name.
        advanced: the wire names of the fields that are folded on this page.
    """

    title: str
    caption: str
    values: Mapping[str, str]
    advanced: tuple[str, ...] = ()


def parse_part_options(source: str, part: Part) -> PartOptions:
    """Read the body of a part's fence.

    Args:
        source: the body, TOML: `title`, `caption`, `advanced` (the fields to fold, separated by spaces), and the worked
            example's values by wire name.
        part: the part that the fence makes.

    Raises:
        ValueError: the body is not TOML, a key is unknown, a value is not a string or not one of the choices, or the
            example's verifier can't be used.
    """
    given = read_toml(source, (*OF_THE_PANEL, *known_values(part)))
    if "title" in given and not given["title"].strip():
        raise ValueError("title names the panel, so it can't be empty")
    for field in part.fields:
        if field.choices and field.name in given and given[field.name] not in dict(field.choices):
            raise ValueError(f"{field.name} must be one of {', '.join(dict(field.choices))}")
    advanced = tuple(given.get("advanced", "").split())
    for name in advanced:
        if name not in {field.name for field in part.fields}:
            raise ValueError(f"advanced names {name}, which isn't a field of this part")
    values = {name: text for name, text in given.items() if name not in OF_THE_PANEL}
    if "code_verifier" in values:
        check_example(values["code_verifier"])
        values.setdefault("code_challenge", derive_code_challenge(values["code_verifier"]))
    caption = given.get("caption", "")
    if not caption and values.keys() & part.example.keys():
        caption = "A worked example." if values != part.example else ""
    return PartOptions(
        title=given.get("title", ""), caption=caption, values={**part.example, **values}, advanced=advanced
    )


def known_values(part: Part) -> tuple[str, ...]:
    """The wire names that a part's example may have."""
    return tuple(dict.fromkeys((*(field.name for field in part.fields), *part.uses)))


def check_example(code_verifier: str) -> None:
    if not check_code_verifier(code_verifier).ok:
        raise ValueError("the code_verifier breaks RFC 7636 section 4.1, so no challenge can be derived from it")


def format_part(part: Part, src: str, md: Markdown, **context: object) -> str:
    """Format a part's fence for superfences; a mistake in it raises `SuperFencesException`."""
    with as_fence_error(f"pkce-{part.name}"):
        options = parse_part_options(src, part)
        return render_part(
            part,
            options.values,
            next_name(md),
            title=options.title,
            caption=options.caption,
            advanced=options.advanced,
        )


def format_answer(src: str, md: Markdown, **context: object) -> str:
    """Format a `pkce-answer` fence for superfences; a mistake in it raises `SuperFencesException`."""
    with as_fence_error("pkce-answer"):
        return render_answer(next_name(md), **read_toml(src, ("quickstart",)))


def format_diagram(src: str, md: Markdown, **context: object) -> str:
    """Format a `pkce-diagram` fence for superfences; a mistake in it raises `SuperFencesException`."""
    with as_fence_error("pkce-diagram"):
        given = read_toml(src, ("code_verifier",))
        code_verifier = given.get("code_verifier", example.CODE_VERIFIER)
        check_example(code_verifier)
        return render_diagram(code_verifier, next_name(md))


def format_progress(src: str, md: Markdown, **context: object) -> str:
    """Format a `pkce-progress` fence for superfences; a mistake in it raises `SuperFencesException`."""
    with as_fence_error("pkce-progress"):
        title = read_toml(src, ("title",)).get("title", "Steps")
        return render_progress(STEPS, title, next_name(md))


def format_attempts(src: str, md: Markdown, **context: object) -> str:
    """Format a `pkce-attempts` fence for superfences; a mistake in it raises `SuperFencesException`."""
    with as_fence_error("pkce-attempts"):
        read_toml(src, ())
        return render_attempts(next_name(md))


def format_guide(src: str, md: Markdown, **context: object) -> str:
    """Format a `pkce-guide` fence for superfences; a mistake in it raises `SuperFencesException`."""
    with as_fence_error("pkce-guide"):
        topic = read_toml(src, ("topic",)).get("topic", "credentials")
        if topic not in TOPICS:
            raise ValueError(f"topic must be one of {', '.join(TOPICS)}")
        return render_guide(topic, next_name(md))


def format_checklist(src: str, md: Markdown, **context: object) -> str:
    """Format a `pkce-checklist` fence for superfences; a mistake in it raises `SuperFencesException`."""
    with as_fence_error("pkce-checklist"):
        title, items = read_list(src)
        return render_checklist(items, title, next_name(md))


FENCES: dict[str, Callable[..., str]] = {
    **{f"pkce-{part.name}": partial(format_part, part) for part in PARTS.values()},
    "pkce-answer": format_answer,
    "pkce-diagram": format_diagram,
    "pkce-progress": format_progress,
    "pkce-checklist": format_checklist,
    "pkce-attempts": format_attempts,
    "pkce-guide": format_guide,
}


def next_name(md: Markdown) -> str:
    """An id that is unique in the page."""
    count = getattr(md, COUNT, 0) + 1
    setattr(md, COUNT, count)
    return f"pkce-{count}"


def validate_header(language: str, inputs: dict[str, str], options: Options, attrs: Options, md: Markdown) -> bool:
    """Accept a fence whose header is only its name.

    Raises:
        SuperFencesException: the header has options, which belong in the body.
    """
    if inputs:
        raise SuperFencesException(
            f'{language}: write {", ".join(inputs)} in the body of the fence, one line each: name = "value"'
        )
    return True


def refuse_unknown(language: str, inputs: dict[str, str], options: Options, attrs: Options, md: Markdown) -> bool:
    """Stop at a fence that looks like ours but isn't: superfences would show it as code.

    Raises:
        SuperFencesException: always.
    """
    raise SuperFencesException(f"there is no fence {language!r}: the fences are {', '.join(FENCES)}")


def check_leftovers(lines: list[str]) -> None:
    """Stop at the start of a fence of ours that superfences left in the text.

    Args:
        lines: the page after superfences has replaced every fence that it could read.

    Raises:
        SuperFencesException: a fence has an unquoted option in its header, or no end.
    """
    for line in lines:
        if re.match(r"\s*(`{3,}|~{3,})\s*pkce-", line, re.IGNORECASE):
            raise SuperFencesException(
                f"{line.strip()!r} starts a fence that can't be read: write its options in its body, one line each "
                'as name = "value", and end it with the same characters'
            )


def reset_count(md: Markdown) -> None:
    """Start counting again, for programs that convert many pages with one converter."""
    setattr(md, COUNT, 0)
