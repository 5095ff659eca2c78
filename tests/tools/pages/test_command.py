"""docs/reference/command.md."""

from __future__ import annotations

from pages.command import FINDING, write_command
from pkce_core import check_code_verifier
from pkce_core.cli import build_parser
from pkce_core.cli.shell_files.description import describe


def test_every_command_has_a_section() -> None:
    """Each command has a heading, and the output of --json has one at the end."""
    page = write_command()
    headings = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    assert headings == [*(command.name for command in describe(build_parser())[1:]), "Output as JSON { #json }"]


def test_the_members_of_a_finding_are_described() -> None:
    """The table has what a finding has, in its order."""
    [finding] = check_code_verifier("short").errors
    assert list(finding.to_dict()) == list(FINDING)
