"""Writes docs/reference/command.md from the help of the command: `python tools/command_reference.py`.

The page is kept in the repository, so that any site builder can read it. A test fails when it is out of date.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from pkce_core.cli import build_parser
from pkce_core.cli.shell_files.description import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.cli.shell_files.description import Argument, Command

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "command.md"
HEAD = """---
title: The pkce command
description: Every command and option of pkce.
---

# The pkce command

<!-- Written by tools/command_reference.py. Change the help in pkce_core/cli, then run it again. -->
"""


def write_page() -> str:
    """The page, whole."""
    pkce, *commands = describe(build_parser())
    summary, _, flow = pkce.description.partition("\n\n")
    head = (HEAD, f"{summary}\n", f"```text\n{flow}\n```\n", f"{pkce.epilog}\n")
    return "\n".join((*head, *map("\n".join, map(_section, commands)))) + "\n"


def _section(command: Command) -> Iterator[str]:
    yield from (f"## {command.name}", "", f"{command.description}", "", "```text", command.usage, "```", "")
    yield from ("| argument | meaning |", "| --- | --- |", *map(_row, command.arguments), "")
    yield from ("```sh", command.epilog.removeprefix("Example: "), "```", "")


def _row(argument: Argument) -> str:
    flags = [_code(f"{flag} {argument.value}".rstrip()) for flag in argument.flags]
    names = ", ".join(flags) or _code(argument.value)
    required = " Required." if argument.required else ""
    return f"| {names} | {_cell(argument.help)}.{required} |"


def _code(text: str) -> str:
    """Code in a cell. A pipe would end the cell, and Markdown would show its escape inside backticks."""
    return f"<code>{escape(text).replace('|', '&#124;')}</code>" if "|" in text else f"`{text}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(write_page(), encoding="utf-8")
