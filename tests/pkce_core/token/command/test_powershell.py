"""curl in PowerShell: what it passes on, read by its documented rules.

What holds for it holds as far as the reader in `tests/support/windows_shells.py` is right.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pkce_core import build_command
from pkce_core.text.form_encoding import encode_form
from tests.support.token_commands import ENDPOINT, METHODS, NASTY, VALUES, assert_sends, command_request
from tests.support.windows_shells import hand_on_from_powershell_5, read_powershell

_GUARDED = re.compile(
    r"""& \{\n(?P<ask>  \$typed = Read-Host 'client_secret' -AsSecureString\n.*\n)?"""
    r"""  if \((?P<secret>\$env:MY_SECRET|\$secret)\) \{\n"""
    r"""    '(?P<key>[^'\n]*)' \+ \[uri\]::EscapeDataString\((?P=secret)\) \+ '"' \|\n"""
    r"""      (?P<command>.*)\n  \} else \{ Write-Error '[^'\n]*' \}\n\}""",
    re.DOTALL,
)


@given(method=st.sampled_from(METHODS), value=VALUES, secret=VALUES)
@example(method="client_secret_post", value="".join(NASTY), secret="".join(NASTY))
def test_powershell(method: str, value: str, secret: str) -> None:
    """PowerShell passes every value on unchanged, and so do both ways in which its versions start a program."""
    request = command_request(method, value, secret, name=value)
    script = build_command(request, ENDPOINT, shell="powershell", client_secret_from="value")
    assert re.fullmatch(r"[ -~\n]+", script)
    words = read_powershell(script)
    assert hand_on_from_powershell_5(words) == words
    assert assert_sends(words, request) == {}


@pytest.mark.parametrize("method", METHODS[1:3])
@pytest.mark.parametrize("source", ["env:MY_SECRET", "prompt"])
def test_powershell_pipes_the_secret(method: str, source: str) -> None:
    """The secret goes encoded into curl's configuration, and nothing is sent when there is none."""
    request = command_request(method)
    match = _GUARDED.fullmatch(build_command(request, ENDPOINT, shell="powershell", client_secret_from=source))
    assert match is not None
    assert (match["ask"] is not None) == (source == "prompt")
    assert assert_sends(read_powershell(match["command"]), request) == {"--config": "-"}
    if method == "client_secret_post":
        assert match["key"] == 'data = "client_secret='
    else:
        assert match["key"] == f'user = "{encode_form(request.client_id)}:'
