"""curl in a POSIX shell: what the shell passes on, read by its rules. `test_shells_run` runs real shells."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from pkce_core import build_command
from tests.support.token_commands import ENDPOINT, METHODS, NASTY, VALUES, assert_sends, command_request, read_posix


@given(method=st.sampled_from(METHODS), value=VALUES, secret=VALUES)
@example(method="client_secret_post", value="".join(NASTY), secret="".join(NASTY))
def test_posix(method: str, value: str, secret: str) -> None:
    """A POSIX shell passes every value on unchanged, and the text is printable ASCII."""
    request = command_request(method, value, secret, name=value)
    script = build_command(request, ENDPOINT, client_secret_from="value")
    assert re.fullmatch(r"[ -~\n]+", script)
    assert assert_sends(read_posix(script), request) == {}
