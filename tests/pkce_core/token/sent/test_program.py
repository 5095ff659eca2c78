"""Token requests in programs: what each library's call sends, and what stays unknown."""

from __future__ import annotations

import pytest

from pkce_core.token.sent.parse import parse_token_command
from pkce_core.token.sent.program_words import read_groups

GRANT = "'grant_type': 'authorization_code', 'code': code, 'client_id': 'web-7'"
JS = "grant_type: 'authorization_code', code, client_id: 'web-7'"


@pytest.mark.parametrize(
    ("text", "method", "format_"),
    [
        (f"requests.post('https://op.example/token', data={{{GRANT}}})", "POST", "form"),
        (f"requests.post('https://op.example/token', json={{{GRANT}}})", "POST", "json"),
        (f"httpx.post(url, data=json.dumps({{{GRANT}}}))", "POST", "json"),
        (f"payload = {{{GRANT}}}\nr = requests.request('POST', url, json=payload)", "POST", "json"),
        (f"fetch(url, {{method: 'POST', body: new URLSearchParams({{{JS}}})}})", "POST", "form"),
        (f"fetch(url, {{method: 'POST', body: JSON.stringify({{{JS}}})}})", "POST", "json"),
        (f"fetch(url, {{method: 'POST', headers: {{'Content-Type': 'application/json'}}, "
         f"body: new URLSearchParams({{{JS}}})}})", "POST", "text"),
        ("const form = new FormData();\nform.append('grant_type', 'authorization_code');\nform.append('code', code);\n"
         "form.append('client_id', 'web-7');\nfetch(url, { method: 'POST', body: form })", "POST", "multipart"),
        (f"axios.post(url, {{{JS}}})", "POST", "json"),
        (f"axios.post(url, qs.stringify({{{JS}}}))", "POST", "form"),
        (f"axios({{method: 'post', url: url, headers: {{'Content-Type': 'application/x-www-form-urlencoded'}}, "
         f"data: {{{JS}}}}})", "POST", ""),
        ("Invoke-RestMethod -Method Post -Uri $url -Body @{ grant_type = 'authorization_code'; code = $code; "
         "client_id = 'web-7' }", "POST", "form"),
        ("$body = @{\n  grant_type = 'authorization_code'\n  code = $code\n  client_id = 'web-7'\n}\n"
         "irm -Method Post $url -Body ($body | ConvertTo-Json)", "POST", "json"),
        ("data.Set(\"grant_type\", \"authorization_code\")\ndata.Set(\"code\", code)\n"
         "data.Set(\"client_id\", \"web-7\")",
         "", ""),
        ("$client->post($url, ['form_params' => ['grant_type' => 'authorization_code', 'code' => $code, "
         "'client_id' => 'web-7']])", "POST", "form"),
        ("body = \"grant_type=authorization_code&code=\" + code + \"&client_id=web-7\"; send(body)", "", "form"),
        ("body = f\"grant_type=authorization_code&code={code}&client_id=web-7\"\nsend(body)", "", "form"),
    ],
)  # fmt: skip
def test_how_a_program_sends_it(text: str, method: str, format_: str) -> None:
    """The words around the parameters say how they are sent; what the program computes is unknown."""
    request = parse_token_command(text)
    assert request is not None
    assert (request.method, request.body_format) == (method, format_)
    found = {each.name: each.value for each in request.body}
    assert found == {"grant_type": "authorization_code", "code": None, "client_id": "web-7"}


@pytest.mark.parametrize(
    "text",
    [
        f"requests.post('https://op.example/token', params={{{GRANT}}})",
        f"$client->post('https://op.example/token', ['query' => [{GRANT.replace(':', ' =>')}]])",
        "irm -Uri https://op.example/token -Body @{ grant_type = 'authorization_code'; code = $code }",
    ],
)
def test_parameters_in_the_url(text: str) -> None:
    """What a library puts into the URL is not in the body."""
    request = parse_token_command(text)
    assert request is not None
    assert request.body == ()
    assert {"grant_type", "code"} <= {each.name for each in request.query}
    assert request.url == "https://op.example/token"


@pytest.mark.parametrize(
    ("text", "client_id", "secret", "scheme", "mistake"),
    [
        (f"requests.post(url, auth=('a', ''), data={{{GRANT}}})", "a", "", "basic", ""),
        (f"axios.post(url, {{{JS}}}, {{auth: {{username: 'a', password: secret}}}})", "a", None, "basic", ""),
        (f"fetch(url, {{headers: {{Authorization: 'Basic ' + btoa(x)}}, body: new URLSearchParams({{{JS}}})}})",
         None, None, "basic", ""),
        (f"fetch(url, {{headers: {{Authorization: 'Basic YTpi'}}, body: new URLSearchParams({{{JS}}})}})",
         "a", "b", "basic", ""),
        (f"fetch(url, {{headers: {{Authorization: 'Basic a:b'}}, body: new URLSearchParams({{{JS}}})}})",
         None, None, "basic", "not encoded"),
        (f"fetch(url, {{headers: {{Authorization: 'YTpi'}}, body: new URLSearchParams({{{JS}}})}})",
         None, None, "", "no scheme"),
    ],
)  # fmt: skip
def test_credentials_in_a_program(
    text: str, client_id: str | None, secret: str | None, scheme: str, mistake: str
) -> None:
    """Credentials that are written out are read; others are there, and unknown."""
    request = parse_token_command(text)
    assert request is not None
    assert (request.client_id and request.client_id.value) == client_id
    assert request.client_secret is not None
    assert request.client_secret.value == secret
    assert (request.authorization, request.basic_mistake) == (scheme, mistake)


@pytest.mark.parametrize(
    "text", ["f(x)", "fetch(url)", "const a = {b: 1}", "x = [1, 2", "it's {a", "})", "/* { */ // ("]
)
def test_other_programs_show_nothing(text: str) -> None:
    """A program without the parameters of a token request is no token request."""
    assert parse_token_command(text) is None


def test_brackets_that_close_nothing() -> None:
    """A part of a program was copied: what closes outside of it is left out, and the rest is read."""
    (program,), (whole,) = read_groups(')} a = "b"'), read_groups('a = "b"')
    assert [each.text for each in program.elements[0]] == [each.text for each in whole.elements[0]]


@pytest.mark.parametrize(("secret", "mistake"), [("'a+b'", "client_secret +"), ("'ab'", ""), ("secret", "")])
def test_credentials_that_a_library_sends_as_they_are(secret: str, mistake: str) -> None:
    """RFC 6749 §2.3.1: the library puts them into the header without form-encoding them."""
    call = (
        f"requests.post('https://op.example/token', auth=('web-7', {secret}), data={{'grant_type': 'x', 'code': 'y'}})"
    )
    found = parse_token_command(call)
    assert found is not None
    assert (found.authorization, found.basic_mistake) == ("basic", mistake)
