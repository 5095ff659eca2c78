"""The token request as a command: what each shell hands on, read by its documented rules.

Real shells run the POSIX form in `cli/test_shells.py`. PowerShell and cmd.exe cannot run there, so what holds for them
holds as far as the readers in `tests/support/windows_shells.py` are right.
"""

from __future__ import annotations

import re
import shlex
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pkce_core import (
    TokenRequest,
    UsageError,
    ValidationError,
    build_command,
    build_token_request,
    check_token_endpoint,
)
from pkce_core.text.form_encoding import build_form, encode_form, parse_form
from pkce_core.token.command.build import SHELLS
from pkce_core.urls.endpoint import is_encrypted_or_loopback
from tests.support.windows_shells import hand_on_from_powershell_5, read_cmd, read_httpie_item, read_powershell

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


def _request(method: str, value: str = "code", secret: str | None = SECRET, name: str = "k") -> TokenRequest:
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


def _read_posix(script: str) -> list[str]:
    """The words of a command; no value holds a line break, so each backslash before one continues the line."""
    return shlex.split(script.replace("\\\n", " "))


def _options(words: list[str]) -> Iterator[tuple[str, str]]:
    assert words[0] in ("curl", "curl.exe")
    rest = [word for word in words[1:] if word not in ("--globoff", "--silent", "--show-error")]
    assert all(word.startswith("--") for word in rest[::2])
    yield from zip(rest[::2], rest[1::2], strict=True)


def _assert_sends(words: list[str], request: TokenRequest, *, endpoint: str = ENDPOINT) -> dict[str, str]:
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


@given(method=st.sampled_from(METHODS), value=VALUES, secret=VALUES)
@example(method="client_secret_post", value="".join(NASTY), secret="".join(NASTY))
def test_posix(method: str, value: str, secret: str) -> None:
    """A POSIX shell hands every value on unchanged, and the text is printable ASCII."""
    request = _request(method, value, secret, name=value)
    script = build_command(request, ENDPOINT, client_secret_from="value")
    assert re.fullmatch(r"[ -~\n]+", script)
    assert _assert_sends(_read_posix(script), request) == {}


@given(method=st.sampled_from(METHODS), value=VALUES, secret=VALUES)
@example(method="client_secret_post", value="".join(NASTY), secret="".join(NASTY))
def test_powershell(method: str, value: str, secret: str) -> None:
    """PowerShell hands every value on unchanged, and so do both ways in which its versions start a program."""
    request = _request(method, value, secret, name=value)
    script = build_command(request, ENDPOINT, shell="powershell", client_secret_from="value")
    assert re.fullmatch(r"[ -~\n]+", script)
    words = read_powershell(script)
    assert hand_on_from_powershell_5(words) == words
    assert _assert_sends(words, request) == {}


@given(method=st.sampled_from(METHODS), value=VALUES, secret=VALUES)
@example(method="client_secret_post", value="".join(NASTY), secret="".join(NASTY))
def test_cmd(method: str, value: str, secret: str) -> None:
    """cmd.exe at its prompt hands every value on unchanged; no variable is expanded, no operator appears."""
    request = _request(method, value, secret, name=value)
    script = build_command(request, ENDPOINT, shell="cmd", client_secret_from="value")
    assert re.fullmatch(r"[ -~\n]+", script)
    ((operator, words),) = read_cmd(script, ENVIRONMENT)
    assert operator == ""
    assert _assert_sends(words, request) == {}


@given(method=st.sampled_from(METHODS), value=VALUES, secret=VALUES)
@example(method="client_secret_post", value="=@x:;@", secret="==")
@example(method="client_secret_basic", value=":=@", secret="@x\n")
def test_httpie(method: str, value: str, secret: str) -> None:
    """HTTPie takes every value as a form field, never as a file or a header; or the value is refused."""
    request = _request(method, value, secret, name=value)
    try:
        script = build_command(request, ENDPOINT, shell="httpie", client_secret_from="value")
    except UsageError:
        used = f"{value}{secret if method == 'client_secret_post' else ''}"
        assert not used.isprintable() or "\\" in used or value.startswith("-")
        return
    words = _read_posix(script)
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


@given(method=st.sampled_from(METHODS), value=VALUES, secret=VALUES)
def test_http(method: str, value: str, secret: str) -> None:
    """The plain request has the octets of `build_token_request` and their number."""
    request = _request(method, value, secret, name=value)
    text = build_command(request, f"{ENDPOINT}?a=b", shell="http", client_secret_from="value")
    head, _, body = text.partition("\r\n\r\n")
    lines = head.split("\r\n")
    built = build_token_request(request)
    assert lines[:2] == ["POST /token?a=b HTTP/1.1", "Host: op.example"]
    assert body == built.body
    headers = dict(line.split(": ", 1) for line in lines[1:])
    assert headers["Content-Length"] == str(len(body))
    assert headers.get("Authorization") == dict(built.headers).get("Authorization")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("source", ["env:MY_SECRET", "prompt"])
def test_a_secret_stays_out(shell: str, method: str, source: str) -> None:
    """Unless its value is asked for, the secret is not in the text, whatever the request holds."""
    request = _request(method)
    script = build_command(request, ENDPOINT, shell=shell, client_secret_from=source)
    assert SECRET not in script
    assert "client_secret=&" not in script
    assert ("MY_SECRET" in script) == (source != "prompt" and "secret" in method and (shell, method) != BASIC_HTTP)
    without = _request(method, secret=None)
    assert build_command(without, ENDPOINT, shell=shell, client_secret_from=source) == script


BASIC_HTTP = ("http", "client_secret_basic")


def test_http_placeholders() -> None:
    """An editor's HTTP client fills in what stands in double braces, and the length."""
    post = build_command(_request("client_secret_post"), ENDPOINT, shell="http")
    assert post.endswith("&client_secret={{CLIENT_SECRET}}")
    basic = build_command(_request("client_secret_basic"), ENDPOINT, shell="http", client_secret_from="prompt")
    assert "Authorization: Basic {{basic_credentials}}\n" in basic
    assert "Content-Length" not in post + basic
    assert "Host: [::1]:8080" in build_command(_request("none"), "http://[::1]:8080/token", shell="http")
    assert build_command(_request("none"), "https://op.example", shell="http").startswith("POST / HTTP/1.1")
    assert build_command(_request("none"), "https://op.example?a", shell="http").startswith("POST /?a HTTP/1.1")


_GUARDED = re.compile(
    r"""& \{\n(?P<ask>  \$typed = Read-Host 'client_secret' -AsSecureString\n.*\n)?"""
    r"""  if \((?P<secret>\$env:MY_SECRET|\$secret)\) \{\n"""
    r"""    '(?P<key>[^'\n]*)' \+ \[uri\]::EscapeDataString\((?P=secret)\) \+ '"' \|\n"""
    r"""      (?P<command>.*)\n  \} else \{ Write-Error '[^'\n]*' \}\n\}""",
    re.DOTALL,
)


@pytest.mark.parametrize("method", METHODS[1:3])
@pytest.mark.parametrize("source", ["env:MY_SECRET", "prompt"])
def test_powershell_pipes_the_secret(method: str, source: str) -> None:
    """The secret goes encoded into curl's configuration, and nothing is sent when there is none."""
    request = _request(method)
    match = _GUARDED.fullmatch(build_command(request, ENDPOINT, shell="powershell", client_secret_from=source))
    assert match is not None
    assert (match["ask"] is not None) == (source == "prompt")
    assert _assert_sends(read_powershell(match["command"]), request) == {"--config": "-"}
    if method == "client_secret_post":
        assert match["key"] == 'data = "client_secret='
    else:
        assert match["key"] == f'user = "{encode_form(request.client_id)}:'


@given(method=st.sampled_from(METHODS[1:3]), value=VALUES, source=st.sampled_from(["env:MY_SECRET", "prompt"]))
def test_cmd_leaves_the_secret_to_curl(method: str, value: str, source: str) -> None:
    """cmd.exe never expands the variable: curl reads it, and a prompt's variable is gone afterwards."""
    request = _request(method, value)
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
    others = _assert_sends(words, request)
    assert others.pop("--variable") == f"%{name}"
    if method == "client_secret_post":
        assert others == {"--expand-data": f"client_secret={{{{{name}:url}}}}"}
    else:
        assert others == {"--expand-user": f"{encode_form(request.client_id)}:{{{{{name}:url}}}}"}


@pytest.mark.parametrize(
    "endpoint", ["https://op.example/t?a=%20b&c='d'", "https://[::1]:3000/token", "http://127.0.0.1:3000/token(x)!$"]
)
def test_endpoints_are_quoted(endpoint: str) -> None:
    """Whatever a URL may hold reaches curl unchanged."""
    request = _request("none")
    assert _assert_sends(_read_posix(build_command(request, endpoint)), request, endpoint=endpoint) == {}
    words = read_powershell(build_command(request, endpoint, shell="powershell"))
    assert _assert_sends(words, request, endpoint=endpoint) == {}
    ((_, words),) = read_cmd(build_command(request, endpoint, shell="cmd"), ENVIRONMENT)
    assert _assert_sends(words, request, endpoint=endpoint) == {}


@pytest.mark.parametrize(
    ("endpoint", "rule"),
    [
        ("http://op.example/token", "token-endpoint-not-encrypted"),  # RFC 6749 §3.2
        ("https://op.example/token#x", "token-endpoint-fragment"),
        ("https://op.example/tok en", "token-endpoint-character"),
        ("https://op.example/tok'\n", "token-endpoint-character"),
        ("https://op.example/é", "token-endpoint-character"),
        ("op.example/token", "token-endpoint-not-absolute"),
        ("", "token-endpoint-not-absolute"),
    ],
)
def test_endpoints_that_are_refused(endpoint: str, rule: str) -> None:
    """RFC 6749 §3.2: an absolute URL over TLS, without a fragment; and nothing that no URL holds."""
    assert [finding.rule for finding in check_token_endpoint(endpoint).errors] == [rule]
    with pytest.raises(ValidationError):
        build_command(_request("none"), endpoint)


@pytest.mark.parametrize(
    "options",
    [
        {"shell": "fish"},
        {"shell": None},
        {"client_secret_from": "env:"},
        {"client_secret_from": "env:A B"},
        {"client_secret_from": "env:A;calc"},
        {"client_secret_from": "env:1A"},
        {"client_secret_from": "secret"},
        {"client_secret_from": None},
    ],
)
def test_misuse(options: Any) -> None:
    """An unknown shell or source, and a variable's name that is none, are a misuse."""
    with pytest.raises(UsageError):
        build_command(_request("none"), ENDPOINT, **options)


def test_other_types_are_a_misuse() -> None:
    """A TokenRequest and text are needed."""
    with pytest.raises(UsageError):
        build_command("code", ENDPOINT)  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        build_command(_request("none"), None)  # type: ignore[arg-type]


def test_a_value_that_is_not_there() -> None:
    """The value of a secret can only be written when there is one."""
    with pytest.raises(ValidationError) as caught:
        build_command(_request("client_secret_post", secret=None), ENDPOINT, client_secret_from="value")
    assert caught.value.report.errors[0].rule == "token-request-secret-missing"


def test_the_form_of_the_body_is_the_same_everywhere() -> None:
    """curl writes a space as %20 and the library as +; both are one space (RFC 6749 Appendix B)."""
    assert parse_form(build_form([("a", "b c")])) == parse_form(build_form([("a", "b c")], space="%20"))


@pytest.mark.parametrize(
    ("url", "safe"),
    [("https://a", True), ("http://127.1", True), ("http://[::1]:1", True), ("http://a", False), ("nothing", False)],
)
def test_who_can_listen(url: str, safe: bool) -> None:
    """http is for this machine only, however its address is written; what is no URL is not safe."""
    assert is_encrypted_or_loopback(url) == safe
