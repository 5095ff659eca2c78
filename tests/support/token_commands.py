"""Requests with values that shells could misread, and what a program makes of its arguments."""

from __future__ import annotations

import shlex
from base64 import b64decode
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from pkce_core import TokenRequest, build_token_request
from pkce_core.text.form_encoding import encode_form, parse_form

if TYPE_CHECKING:
    from collections.abc import Iterator

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
ENDPOINT = "https://op.example/token"
METHODS = ("none", "client_secret_post", "client_secret_basic", "private_key_jwt")
SECRET = "s3cr3t-s3cr3t"
ENVIRONMENT = {"PATH": '" & calc & "', "2F": "x", "A": "y", "CLIENT_SECRET": "z", '"': "q"}
NASTY = (
    "%PATH%", "%", "%%", '"', '""', "\\", '\\"', "^", "^&", "&calc&", "| calc", "!PATH!",
    "' ; calc ; '", "\u2019;calc;\u2019",
    "$(calc)", "$env:PATH", "`", "`n", "\n", "\r\ncalc\r\n", "<x>", "(", ")", "@x", "=@x", "==", "--%", "é", " ", "%2F",
    "%A:=b%", "{{CLIENT_SECRET}}",
)  # fmt: skip
PIECES = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
VALUES = st.lists(PIECES, min_size=1, max_size=4).map("".join).filter(bool)


def command_request(method: str, value: str = "code", secret: str | None = SECRET, name: str = "k") -> TokenRequest:
    """A request with the value in every place that takes one."""
    return TokenRequest(
        client_id=f"id {value}",
        code=value,
        redirect_uri=f"http://127.0.0.1:8080/cb?{value}",
        code_verifier=VERIFIER,
        client_secret=secret if "secret" in method else None,
        client_assertion="a.b.c" if method == "private_key_jwt" else None,
        token_endpoint_auth_method=method,
        extra=((name, value),),
    )


def read_posix(script: str) -> list[str]:
    """The words of a command; no value holds a line break, so each backslash before one continues the line."""
    return shlex.split(script.replace("\\\n", " "))


def _options(words: list[str]) -> Iterator[tuple[str, str]]:
    assert words[0] in ("curl", "curl.exe")
    rest = [word for word in words[1:] if word not in ("--globoff", "--silent", "--show-error")]
    assert all(word.startswith("--") for word in rest[::2])
    yield from zip(rest[::2], rest[1::2], strict=True)


def assert_sends(words: list[str], request: TokenRequest, *, endpoint: str = ENDPOINT) -> dict[str, str]:
    """What curl makes of its arguments is the request; returns the options that are not part of it."""
    sent, others = [], {}
    for option, argument in _options(words):
        if option == "--data-urlencode":
            # curl(1): "name=content: this makes curl URL-encode the content part and pass that on."
            name, equals, content = argument.partition("=")
            assert equals
            assert "@" not in name
            sent.append(f"{name}={encode_form(content, space='%20')}")
        elif option == "--data":
            assert not argument.startswith("@")
            sent.append(argument)
        else:
            others[option] = argument
    assert others.pop("--url") == endpoint
    assert others.pop("--header") == "Accept: application/json"
    assert others.pop("--write-out") == r"\n"  # curl makes a line end of it, and no shell does
    assert {"--silent", "--show-error"} < {*words}
    body = "&".join(sent)
    expected = build_token_request(request)
    if "--user" in others:
        basic = b64decode(dict(expected.headers)["Authorization"].removeprefix("Basic ")).decode("ascii")
        assert others.pop("--user") == basic
    if "--expand-data" not in others and not (request.client_secret and "--config" in others):
        assert body == expected.body.replace("+", "%20")
    else:
        secretless = [pair for pair in parse_form(expected.body) if pair[0] != "client_secret"]
        assert parse_form(body) == tuple(secretless)
    return others
