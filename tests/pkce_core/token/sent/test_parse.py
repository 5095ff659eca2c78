"""A token request read back from commands, traces and messages: what is sent, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import TokenRequest, UsageError, ValidationError, build_command
from pkce_core.token.sent.parse import parse_token_command
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

if TYPE_CHECKING:
    from pkce_core.token.sent.sent_request import SentRequest

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
SHELLS = ("posix", "powershell", "cmd", "httpie", "http")
METHODS = ("client_secret_basic", "client_secret_post", "none")


def read(text: str) -> SentRequest:
    request = parse_token_command(text)
    assert request is not None
    return request


def values(request: SentRequest) -> dict[str, str | None]:
    return {each.name: each.value for each in request.parameters}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("method", METHODS)
def test_what_pkce_token_writes_is_read_back(shell: str, method: str) -> None:
    """Every command that this package writes says the same when it is read; the secret is there and unknown."""
    request = TokenRequest(
        client_id="abc", redirect_uri="https://app.example.com/cb?x=1&y='2'", code="x1y2'z3 w4", code_verifier=VERIFIER,
        client_secret=None if method == "none" else "s3cr3t", token_endpoint_auth_method=method,
    )  # fmt: skip
    command = build_command(request, "https://op.example/token", shell=shell, client_secret_from="prompt")
    sent = read(command)
    found = values(sent)
    assert found["grant_type"] == "authorization_code"
    assert found["code"] == "x1y2'z3 w4"
    assert found["redirect_uri"] == "https://app.example.com/cb?x=1&y='2'"
    assert found["code_verifier"] == VERIFIER
    assert (sent.method, sent.url, sent.body_format) == ("POST", "https://op.example/token", "form")
    if method == "none":
        assert "client_secret" not in found
        assert sent.client_secret is None
    else:
        secret = sent.client_secret or next(each for each in sent.body if each.name == "client_secret")
        assert secret.value is None
        assert secret.variable


@given(
    shell=st.sampled_from(SHELLS),
    code=st.text(
        st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_categories=("Cc", "Cs")), min_size=1, max_size=40
    ),
)
def test_any_value_survives_the_way_through_a_shell(shell: str, code: str) -> None:
    """What quoting hides from a shell, reading finds again."""
    request = TokenRequest(client_id="abc", code=code, code_verifier=VERIFIER)
    try:
        command = build_command(request, "https://op.example/token", shell=shell)
    except (UsageError, ValidationError):
        return  # a value that no command of this shell can carry
    found = values(read(command))
    assert found["code"] in (code, None)
    if not any(letter in code for letter in "$%{<"):
        assert found["code"] == code


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("text", "format_", "expected"),
    [
        ("curl https://op.example/token -d grant_type=authorization_code -d 'code=a%2Bb'", "form", {"code": "a+b"}),
        ("curl https://op.example/token -d 'grant_type=authorization_code&code=a+b'", "form", {"code": "a b"}),
        ("curl https://op.example/token -d 'code=a%zz&state'", "form", {"code": "a%zz", "state": ""}),
        ("curl -sSXPOST https://op.example/token --data-urlencode 'code=a+b'", "form", {"code": "a+b"}),
        ("curl https://op.example/token --data-urlencode '%63ode=a%'", "form", {"code": "a%"}),
        ("curl https://op.example/token --data-urlencode 'code%=a'", "form", {"code%": "a"}),
        ("curl https://op.example/token --data-urlencode abc -d code=x", "form", {"code": "x"}),
        ("curl https://op.example/token --data-raw @x", "form", {"@x": ""}),
        ("curl https://op.example/token -F grant_type=authorization_code -F code=x", "multipart", {"code": "x"}),
        ("curl https://op.example/token --json '{\"code\":\"x\",\"n\":5,\"o\":{}}'", "json", {"code": "x", "n": "5"}),
        ("curl https://op.example/token --json '{code:x}'", "json", {}),
        ("curl https://op.example/token -H 'Content-Type: application/json' -d '{\"code\":1}'", "json", {"code": "1"}),
        ("curl https://op.example/token -H 'Content-Type: text/plain' -d 'code=x'", "text", {"code": "x"}),
        ("curl https://op.example/token -d code=x --data", "form", {"code": "x"}),
        ("curl https://op.example/token -d code=x -d", "form", {"code": "x"}),
        ("curl -d code=x", "form", {"code": "x"}),
        ("curl -d grant_type=a^&code=x https://op.example/token", "form", {"grant_type": "a", "code": "x"}),
        ("curl -Uri https://op.example/token -Method POST -Body 'grant_type=a&code=x'", "form", {"code": "x"}),
        ("wget -q --post-data 'code=x&state=y' -O - https://op.example/token", "form", {"code": "x", "state": "y"}),
        ("wget --method=POST --body-data=code=x https://op.example/token", "form", {"code": "x"}),
        ("see 12:00 POST /token HTTP/1.1\nhost: op.example\n\n12:01 body grant_type=a&code=x", "form", {"code": "x"}),
        ("body was grant_type=a&code=x today", "", {"grant_type": "a", "code": "x"}),
        ("grant_type: authorization_code\ncode: x", "", {"code": "x"}),
        ("grant_type=a\n&code=x\n&state=y", "form", {"code": "x", "state": "y"}),
        ("R=$(curl https://op.example/token -d code=x)", "form", {"code": "x"}),
        ("http -f POST op.example/token code=x state=y", "form", {"code": "x", "state": "y"}),
        ("http -vf POST op.example/token code=x -h", "form", {"code": "x"}),
        ("http --multipart POST op.example/token code=x", "multipart", {"code": "x"}),
        ("http POST op.example/token code=x bad", "json", {"code": "x"}),
        (
            f'fetch("https://op.example/token", {{"headers": {{"content-type": "{FORM}"}}, '
            '"body": "code=x&state=y", "method": "POST"}); fetch("x", {"a": 1})',
            "form", {"code": "x", "state": "y"},
        ),
        ("POST /token HTTP/1.1\nHost: op.example\n\n{\"code\": \"x\"}", "json", {"code": "x"}),
        ("POST /token HTTP/1.1\n\ncode=x&\nstate=y\n&a=b\nend", "form", {"code": "x", "state": "y", "a": "b"}),
        ("POST /token HTTP/1.1\nContent-Type: text/plain\n\ncode=x", "text", {"code": "x"}),
        (
            "POST /token HTTP/1.1\nContent-Type: multipart/form-data; boundary=b\n\n--b\n"
            'Content-Disposition: form-data; name="code"\n\nx\n--b--',
            "multipart", {"code": "x"},
        ),
        ("grant_type=authorization_codeclient_id=a&code=x", "form", {"grant_type": "authorization_codeclient_id=a"}),
        ('curl ^"https://op.example/token^" ^\n  --data-raw ^"code=a^%^2Bb^&state=y^"', "form", {"code": "a+b"}),
        ("curl.exe https://op.example/token -d \"code=a b\" | more\nexit", "form", {"code": "a b"}),
        ("curl.exe 'https://op.example/token' `\n -d 'code=it''s'", "form", {"code": "it's"}),
        ("$ curl https://op.example/token \\\n  -d $'code=a\\x41\\n'", "form", {"code": "aA\n"}),
        ('curl https://op.example/token -d "code=a\\"\\n\\\nb"', "form", {"code": 'a"\\nb'}),
        ("curl https://op.example/token -d code=x # -d state=y", "form", {"code": "x"}),
        ("cd x\n; true && curl https://op.example/token -d code=x", "form", {"code": "x"}),
    ],
)  # fmt: skip
def test_forms_of_a_request(text: str, format_: str, expected: dict[str, str]) -> None:
    """Each shell, program and format is read by its own rules."""
    request = read(text)
    assert request.body_format == format_
    assert values(request).items() >= expected.items()


@pytest.mark.parametrize(
    ("text", "name", "variable", "kept"),
    [
        ('curl https://op.example/token -d "code=$CODE"', "code", "CODE", ""),
        ("curl https://op.example/token -d 'code=$CODE'", "code", "", "$CODE"),
        ("curl https://op.example/token -d 'client_id=$ID&code=$CODE'", "code", "", "$CODE"),
        ("curl https://op.example/token -d 'code=%CODE%'", "code", "", "%CODE%"),
        ('curl https://op.example/token -d "code=%CODE%"', "code", "CODE", ""),
        ("curl https://op.example/token -d 'code={{code}}'", "code", "a placeholder", ""),
        ("curl https://op.example/token --expand-data 'code={{code}}'", "code", "code", ""),
        ("curl https://op.example/token -d 'code=${{ secrets.CODE }}'", "code", "secrets.CODE", ""),
        ('curl https://op.example/token -d "code=$(pbpaste)"', "code", "$(…)", ""),
        ('curl https://op.example/token --data-urlencode "code=${CODE:?}"', "code", "CODE", ""),
        ("curl https://op.example/token --data-urlencode code@code.txt", "code", "the file code.txt", ""),
        ("curl.exe https://op.example/token ^\n -d code=%CODE%", "code", "CODE", ""),
        ("POST /token HTTP/1.1\n\ncode={{code}}", "code", "a placeholder", ""),
        ("curl https://op.example/token -F code=@code.txt", "code", "the file code.txt", ""),
        ("http op.example/token code=@code.txt", "code", "the file code.txt", ""),
        ("http op.example/token code==@code.txt", "code", "the file code.txt", ""),
        ("curl https://op.example/token -d @body.txt", "", "the file body.txt", ""),
        ("wget https://op.example/token --post-file body.txt", "", "the file body.txt", ""),
        ("curl https://op.example/token -K token.cfg", "", "the file token.cfg", ""),
        ("POST /token HTTP/1.1\nHost: op.example", "", "a body that this text doesn't show", ""),
        ("curl https://op.example/token -d code=YOUR_CODE", "code", "a placeholder", ""),
        ("curl https://op.example/token -d 'code=[redacted]'", "code", "what hides it", ""),
        ("curl https://op.example/token -d 'code=ab\ncd'", "code", "a line that ends in its middle", ""),
        ('let b = "grant_type=a&code=\\(code)"', "code", "…", ""),
        ("curl https://op.example/token --data-urlencode @body.txt", "", "the file body.txt", ""),
        ('curl https://op.example/token -d "$BODY"', "", "BODY", ""),
        ("curl.exe https://op.example/token -d $BODY", "", "BODY", ""),
        ('curl.exe https://op.example/token -d "code=$env:CODE"', "code", "CODE", ""),
        ("code=$CODE", "code", "a placeholder", ""),
        ("fetch('https://op.example/token', {body: {grant_type: 'x', code: '${code}'}})", "code", "a placeholder", ""),
    ],
)
def test_variables_stay_variables(text: str, name: str, variable: str, kept: str) -> None:
    """What a shell fills in is unknown; what single quotes keep from it is sent by its name."""
    found = next(each for each in read(text).parameters if each.name == name)
    assert (found.variable, found.kept_from_shell) == (variable, kept)
    assert (found.value is None) == bool(variable)


@pytest.mark.parametrize(
    ("text", "client_id", "secret", "scheme"),
    [
        ("curl https://op.example/token -u a%2Bb:c -d code=x", "a+b", "c", "basic"),
        ("curl https://op.example/token -u a -d code=x", "a", None, "basic"),
        ("curl https://op.example/token -H 'Authorization: Basic YTpi' -d code=x", "a", "b", "basic"),
        ("curl https://op.example/token -H 'Authorization: Bearer t' -d code=x", None, None, "bearer"),
        ("> POST /token HTTP/2\n> Authorization: Basic YTpi\n>\n< HTTP/2 400", "a", "b", "basic"),
        ("http -a a:b -f op.example/token code=x", "a", "b", "basic"),
        ("http --auth=a:b -f op.example/token code=x", "a", "b", "basic"),
        ("http --verify no -f op.example/token code=x Authorization:Basic", None, None, "basic"),
        ("http op.example/token -a", None, None, ""),
        ('curl https://op.example/token -H "Authorization: Basic $AUTH" -d code=x', None, None, "basic"),
        ("curl https://op.example/token -H 'Authorization: Basic ***' -d code=x", None, None, "basic"),
        ("curl https://op.example/token -u a:%zz -d code=x", "a", "%zz", "basic"),
        ("curl https://op.example/token --oauth2-bearer t -d code=x", None, None, "bearer"),
        ("POST /token HTTP/1.1\nAuthorization: Basic YTpi\n\ncode=x", "a", "b", "basic"),
        ("POST /token HTTP/1.1\nAuthorization: Basic <redacted>\n\ncode=x", None, None, "basic"),
        ("POST /token HTTP/1.1\nAuthorization: DPoP x\n\ncode=x", None, None, "dpop"),
        ('fetch("https://op.example", {"headers": {"authorization": "Basic YTpi"}})', "a", "b", "basic"),
    ],
)
def test_credentials(text: str, client_id: str | None, secret: str | None, scheme: str) -> None:
    """Basic credentials are taken apart; a prompt leaves the secret unknown."""
    request = read(text)
    assert (request.client_id and request.client_id.value) == client_id
    assert (request.client_secret and request.client_secret.value) == secret
    assert request.authorization == scheme


@pytest.mark.parametrize(
    ("text", "method", "url"),
    [
        ("curl -I https://op.example/token", "HEAD", "https://op.example/token"),
        ("curl -X put https://op.example/token", "PUT", "https://op.example/token"),
        ("curl --compressed https://op.example/token", "GET", "https://op.example/token"),
        ("https op.example/token", "GET", "op.example/token"),
        ("fetch(`https://op.example/token`)", "GET", "https://op.example/token"),
        ("fetch('https:\\/\\/op.example\\u002ftoken', {method: 'POST', body})", "POST", "https://op.example/token"),
        ("POST https://op.example/token", "POST", "https://op.example/token"),
        ("> POST /token HTTP/2\n> Host: op.example\n* more\n> Accept: */*", "POST", "https://op.example/token"),
        ("$ curl -v https://op.example/token -d a=b\n> POST /token HTTP/2\n>", "POST", "https://op.example/token"),
    ],
)
def test_method_and_url(text: str, method: str, url: str) -> None:
    """Where it goes, and how."""
    request = read(text)
    assert (request.method, request.url) == (method, url)


def test_parameters_in_the_url() -> None:
    """-G, a URL with a query and a bare URL put the parameters where servers and logs see them."""
    for text in (
        "curl -G https://op.example/token -d code=x",
        "curl 'https://op.example/token?code=x'",
        "curl --url-query code=x https://op.example/token",
        "http op.example/token code==x",
        "https://op.example/token?code=x",
    ):
        request = read(text)
        assert [each.name for each in request.query] == ["code"]
        assert request.body == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello world",
        "{}",
        "curl",
        "https://op.example/token",
        "<html>",
        "\x00",
        "fetch(url)",
        "echo 'curl x'",
        "> POST ",
    ],
)
def test_other_text_is_none(text: str) -> None:
    """What shows no request gives None."""
    assert parse_token_command(text) is None


def test_only_text_is_read() -> None:
    """Octets are a misuse."""
    wrong: Any = b"curl"
    with pytest.raises(UsageError):
        parse_token_command(wrong)


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from(list("'\"\\$`^{}()&|;\n =%@:-dcurlhttp ")), max_size=120).map("".join)
)
def test_any_text_is_read_or_none(text: str) -> None:
    """No text breaks the reading, and no secret is in the repr."""
    request = parse_token_command(f"curl https://op.example/token -d client_secret=S3CR3T {text}")
    assert request is None or "S3CR3T" not in repr(request)


HOSTILE = (
    "curl '", 'curl "', "curl ${", "curl $(", "curl \\\n", 'curl ^"', "http a=b ", "fetch({", "fetch('", "> POST ",
    "&a=b", "grant_type",
    "a: 'b', ", "{'a': ", "wget --post-data ", "0000: POST ", "code=a\n&", "irm -Body @{", "url    ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("start", ["curl https://a.example -d a=b ", ""])
def test_hostile_text_takes_no_longer_than_its_length(start: str, piece: str) -> None:
    """Each character of a hostile text costs little, however long the text is."""
    text = start + piece * (30_000 // len(piece))
    assert cost_per_character(lambda: parse_token_command(text), len(text)) < 5 * FAR_TOO_MUCH


@pytest.mark.parametrize(
    "text",
    [
        "code=1&" + "\n&" * 15_000 + "z\nx",
        "code=a" + " " * 30_000 + "b&grant_type=c",
        "POST /t HTTP/1.1\n\ncode=a" + " " * 30_000 + "b&grant_type=c",
        "0000: POST /t" + "\n0000: " * 4_000,
        "fetch(" + "/* " * 10_000,
    ],
    ids=["broken form", "spaces in a form", "spaces in a body", "empty lines of a trace", "open comments"],
)
def test_what_almost_fits_takes_no_longer(text: str) -> None:
    """A text that almost has a form is refused as quickly as another."""
    assert cost_per_character(lambda: parse_token_command(text), len(text)) < 5 * FAR_TOO_MUCH


def test_lines_that_no_sign_joins_are_read_once() -> None:
    """A command on every line, each of which looks like the rest of the one before, costs little more than one."""
    text = "curl a\n" + "-x curl\n" * 4_000
    assert cost_per_character(lambda: parse_token_command(text), len(text)) < 5 * FAR_TOO_MUCH


@pytest.mark.parametrize(
    "text",
    [
        "POST https://op.example/token\nHost: op.example\nRequest Body:\n grant_type: authorization_code\n code: 123\n",
        'requests.post("https://op.example/token", data={"grant_type": "authorization_code", "code": 123}, auth=AUTH)',
        'requests.post("https://a.example", auth=(1, 2, 3), data={"grant_type": "authorization_code", "code": 123})',
        "POST /token HTTP/1.1\nHost: op.example\ngrant_type=authorization_code&code=123",
    ],
)
def test_a_body_in_an_odd_place(text: str) -> None:
    """A list of names, a number, credentials of another form, and a body without an empty line before it are read."""
    sent = parse_token_command(text)
    assert sent is not None
    assert [(each.name, each.value) for each in sent.body] == [("grant_type", "authorization_code"), ("code", "123")]


@pytest.mark.parametrize(
    ("header", "is_hidden"), [("DPoP: $PROOF", True), ("DPoP: eyJhbGciOiJub25lIn0.e30.c2ln", False), ("X: y", False)]
)
def test_a_dpop_header_that_a_variable_fills(header: str, is_hidden: bool) -> None:
    """It is there, though its proof isn't known."""
    sent = parse_token_command(
        f'curl -H "{header}" -d grant_type=authorization_code -d code=c https://op.example/token'
    )
    assert sent is not None
    assert sent.has_hidden_dpop is is_hidden
    assert bool(sent.dpop) is header.startswith("DPoP: eyJ")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("-F 'code=\"x y\"'", "x y"),
        ('-F \'code="x\\"y\\\\z"\'', 'x"y\\z'),
        ("-F 'code=\"x\\ny\"'", "x\\ny"),
        ("--form 'code= \"x;y\";type=text/plain'", "x;y"),
        ("--form 'code=\"x\" y'", "x"),
        ("--form 'code=  x  '", "x"),
        ("--form 'code=x;type=text/plain'", "x"),
        ("--form 'code=\"x'", '"x'),
        ("--form \"code='x'\"", "'x'"),
        ("--form 'code=x\"y\"'", 'x"y"'),
        ("--form 'code='", ""),
        ("--form-string 'code=\"x\";y'", '"x";y'),
        ("--form-string 'code=@x'", "@x"),
    ],
)
def test_what_curl_sends_of_a_form(option: str, value: str) -> None:
    """Compared with what curl 7.88 sent: no quotes around a content, no type behind it, and a literal as it is."""
    found = read(f"curl https://op.example/token {option}")
    assert [each.value for each in found.parameters] == [value]
    assert found.body_format == "multipart"
