"""How the secret gets into its variable: in each shell, and without a trace."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from pkce_widgets import example
from pkce_widgets.parts.token.part import PART
from tests.support.views import view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

SECRET = "s3cret with 'quotes' & more"
STORY = {**PART.example, "client_secret": SECRET, "client_assertion": "eyJh.eyJp.c2ln"}


def ask(now: float | None = example.NOW, /, **values: str) -> PartView:
    return view_of(PART, {**STORY, **values}, now=now)


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("posix", "IFS= read -rs CLIENT_SECRET"),
        ("powershell", "Read-Host 'client_secret' -AsSecureString"),
        ("cmd", "set /p"),
        ("http", "private"),
    ],
)
def test_each_shell_reads_the_variable_in_its_way(shell: str, line: str) -> None:
    """The page shows how to load the secret into its variable without a trace in the shell's history."""
    assert line in words(ask(shell=shell))
    assert line not in words(ask(shell=shell, token_endpoint_auth_method="none"))


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_line_for_posix_reads_a_secret(shell: str) -> None:
    """The line to run first puts the typed text into the variable, unchanged, and the line after takes it away."""
    line = "IFS= read -rs CLIENT_SECRET"
    program = f'{line}\nprintf "[%s]" "$CLIENT_SECRET"; unset CLIENT_SECRET; printf "%s" "${{CLIENT_SECRET-gone}}"'
    done = subprocess.run([shell, "-c", program], input=" a\\b \n", capture_output=True, text=True, check=True)
    assert done.stdout == "[ a\\b ]gone"
