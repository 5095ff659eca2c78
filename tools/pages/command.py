"""docs/reference/command.md: every command and option, from what argparse knows."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pages.markdown import page_head
from pkce_core.cli import build_parser
from pkce_core.cli._description import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.cli._description import Argument, Command


def write_command() -> str:
    """The page, whole."""
    pkce, *commands = describe(build_parser())
    summary, _, flow = pkce.description.partition("\n\n")
    head = (
        page_head("The pkce command", "Every command and option of pkce.", "command.py"),
        f"{summary}\n",
        f"```text\n{flow}\n```\n",
        f"{pkce.epilog}\n",
    )
    return "\n".join((*head, *map("\n".join, map(_section, commands)))) + "\n"


def _section(command: Command) -> Iterator[str]:
    yield from (f"## {command.name}", "", f"{command.description}", "", "```text", command.usage, "```", "")
    yield from ("| argument | meaning |", "| --- | --- |", *map(_row, command.arguments), "")
    yield from ("```sh", command.epilog.removeprefix("Example: "), "```", "")


def _row(argument: Argument) -> str:
    flags = [_code(f"{flag} {argument.value}".rstrip()) for flag in argument.flags]
    names = ", ".join(flags) or _code(argument.value)
    needed = " Needed." if argument.required else ""
    return f"| {names} | {_cell(argument.help)}.{needed} |"


def _code(text: str) -> str:
    """A pipe would end the cell; in backticks its escape would be shown."""
    return f"<code>{escape(text).replace('|', '&#124;')}</code>" if "|" in text else f"`{text}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
