"""docs/reference/command.md: every command and option, from the help of the command."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pages.markdown import page_head
from pkce_core.cli import build_parser
from pkce_core.cli.shell_files.description import describe
from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.rendering import JSON_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.cli.shell_files.description import Argument, Command

FINDING = {
    "rule": "the rule's name, listed in [Rules](../rules.md)",
    "level": "`error`, `warning`, `info` or `pass`",
    "message": "a sentence for people; it can change in any release",
    "hint": "what to do, or `null`",
    "spec": "the section that states the rule, or `null` for a rule from practice",
}
"""The members of a finding."""

JSON_OUTPUT = f"""\
## Output as JSON {{ #json }}

With `--json`, a command writes one object on one line, in ASCII:

| member | meaning |
| --- | --- |
| `schema` | `{JSON_SCHEMA}`, the form of this object. It changes when a member is removed or gets another meaning. |
| `ok` | `true` if no finding is an error |
| `findings` | a list of objects, described below |

The result follows, under its names on the wire, such as `code_verifier` or `token_type`. Any release can add members
without changing `schema`.

| member of a finding | meaning |
| --- | --- |
{"".join(f"| `{name}` | {meaning} |{chr(10)}" for name, meaning in FINDING.items())}
The exit status is {ExitCode.OK} if `ok` is `true`, and {ExitCode.FOUND_ERROR} if it is not. It is \
{ExitCode.USAGE} if the command line, or what it reads, is wrong.
Then nothing is written to standard output.
"""


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
    return "\n".join((*head, *map("\n".join, map(_section, commands)), JSON_OUTPUT))


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
