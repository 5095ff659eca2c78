"""curl in cmd.exe: what it passes on, read by its documented rules.

What holds for it holds as far as the reader in `tests/support/windows_shells.py` is right.
"""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from pkce_core import build_command
from pkce_core.text.form_encoding import encode_form
from tests.support.token_commands import ENDPOINT, ENVIRONMENT, METHODS, NASTY, VALUES, assert_sends, command_request
from tests.support.windows_shells import read_cmd


@given(method=st.sampled_from(METHODS), value=VALUES, secret=VALUES)
@example(method="client_secret_post", value="".join(NASTY), secret="".join(NASTY))
def test_cmd(method: str, value: str, secret: str) -> None:
    """cmd.exe at its prompt passes every value on unchanged; no variable is expanded, no operator appears."""
    request = command_request(method, value, secret, name=value)
    script = build_command(request, ENDPOINT, shell="cmd", client_secret_from="value")
    assert re.fullmatch(r"[ -~\n]+", script)
    ((operator, words),) = read_cmd(script, ENVIRONMENT)
    assert operator == ""
    assert assert_sends(words, request) == {}


@given(method=st.sampled_from(METHODS[1:3]), value=VALUES, source=st.sampled_from(["env:MY_SECRET", "prompt"]))
def test_cmd_leaves_the_secret_to_curl(method: str, value: str, source: str) -> None:
    """cmd.exe never expands the variable: curl reads it, and a prompt's variable is gone afterward."""
    request = command_request(method, value)
    script = build_command(request, ENDPOINT, shell="cmd", client_secret_from=source)
    environment = {**ENVIRONMENT, "MY_SECRET": '" & calc & "', "client_secret": '" & calc & "'}
    commands = read_cmd(script, environment)
    name = "MY_SECRET"
    if source == "prompt":
        name = "client_secret"
        assert [operator for operator, _ in commands] == ["", "&&", "&"]
        assert commands[0][1][:2] == ["set", "/p"]
        assert commands[2][1] == ["set", "client_secret="]
        commands = commands[1:2]
    ((_, words),) = commands
    others = assert_sends(words, request)
    assert others.pop("--variable") == f"%{name}"
    if method == "client_secret_post":
        assert others == {"--expand-data": f"client_secret={{{{{name}:url}}}}"}
    else:
        assert others == {"--expand-user": f"{encode_form(request.client_id)}:{{{{{name}:url}}}}"}
