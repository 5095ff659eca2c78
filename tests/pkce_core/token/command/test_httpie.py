"""HTTPie in a POSIX shell: how it reads its arguments."""

from __future__ import annotations

from base64 import b64decode

from hypothesis import example, given
from hypothesis import strategies as st

from pkce_core import UsageError, build_command, build_token_request
from pkce_core.text.form_encoding import parse_form
from tests.support.token_commands import ENDPOINT, METHODS, VALUES, command_request, read_posix
from tests.support.windows_shells import read_httpie_item


@given(method=st.sampled_from(METHODS), value=VALUES, secret=VALUES)
@example(method="client_secret_post", value="=@x:;@", secret="==")
@example(method="client_secret_basic", value=":=@", secret="@x\n")
def test_httpie(method: str, value: str, secret: str) -> None:
    """HTTPie takes every value as a form field, never as a file or a header; or the value is refused."""
    request = command_request(method, value, secret, name=value)
    try:
        script = build_command(request, ENDPOINT, shell="httpie", client_secret_from="value")
    except UsageError:
        used = f"{value}{secret if method == 'client_secret_post' else ''}"
        assert not used.isprintable() or "\\" in used or value.startswith("-")
        return
    words = read_posix(script)
    head = ["http", "--ignore-stdin", "--form", "POST", ENDPOINT, "Accept:application/json"]
    assert words[:6] == head
    rest = words[6:]
    if "--auth" in rest:
        at = rest.index("--auth")
        basic = b64decode(dict(build_token_request(request).headers)["Authorization"].removeprefix("Basic "))
        assert rest[at + 1] == basic.decode("ascii")
        del rest[at : at + 2]
    items = [read_httpie_item(word) for word in rest]
    assert {separator for _, separator, _ in items} == {"="}
    assert tuple((name, text) for name, _, text in items) == parse_form(build_token_request(request).body)
