"""The token request as plain HTTP."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pkce_core import build_command, build_token_request
from tests.support.token_commands import ENDPOINT, METHODS, VALUES, command_request


@given(method=st.sampled_from(METHODS), value=VALUES, secret=VALUES)
def test_http(method: str, value: str, secret: str) -> None:
    """The plain request has the octets of `build_token_request` and their number."""
    request = command_request(method, value, secret, name=value)
    text = build_command(request, f"{ENDPOINT}?a=b", shell="http", client_secret_from="value")
    head, _, body = text.partition("\r\n\r\n")
    lines = head.split("\r\n")
    built = build_token_request(request)
    assert lines[:2] == ["POST /token?a=b HTTP/1.1", "Host: op.example"]
    assert body == built.body
    headers = dict(line.split(": ", 1) for line in lines[1:])
    assert headers["Content-Length"] == str(len(body))
    assert headers.get("Authorization") == dict(built.headers).get("Authorization")


def test_http_placeholders() -> None:
    """An editor's HTTP client fills in what stands in double braces, and the length."""
    post = build_command(command_request("client_secret_post"), ENDPOINT, shell="http")
    assert post.endswith("&client_secret={{CLIENT_SECRET}}")
    basic = build_command(command_request("client_secret_basic"), ENDPOINT, shell="http", client_secret_from="prompt")
    assert "Authorization: Basic {{basic_credentials}}\n" in basic
    assert "Content-Length" not in post + basic
    assert "Host: [::1]:8080" in build_command(command_request("none"), "http://[::1]:8080/token", shell="http")
    assert build_command(command_request("none"), "https://op.example", shell="http").startswith("POST / HTTP/1.1")
    assert build_command(command_request("none"), "https://op.example?a", shell="http").startswith("POST /?a HTTP/1.1")
