"""The messages of a flow, from texts or from an object."""

from __future__ import annotations

import pytest

from pkce_core import Level, ValidationError, check_flow, parse_flow
from pkce_core.flow.messages import (
    from_parameters,
    known_parameters,
    parse_sent_request,
    read_answer,
    read_redirect,
    read_request,
)


@pytest.mark.parametrize(
    ("text", "written_as", "known"),
    [
        ("curl -u 'a:b' https://op.example/token -d code=x -d code_verifier=$V", "curl",
         {"code": "x", "client_id": "a", "client_secret": "b"}),
        ("https://op.example/token?code=x", "URL", {"code": "x"}),
        ("code=x&code=y", "form", {"code": "x"}),
        ("POST /token HTTP/1.1\nHost: op.example\n\ncode=x", "HTTP", {"code": "x"}),
    ],
)  # fmt: skip
def test_a_text(text: str, written_as: str, known: dict[str, str]) -> None:
    """The known values are the token request of the flow; Basic has client_id and client_secret."""
    flow = parse_flow({"token_request": text})
    assert flow.sent_token_request is not None
    assert flow.sent_token_request.written_as == written_as
    assert dict(flow.token_request) == known


def test_what_has_no_parameters() -> None:
    """A text that shows no request is unread; what is no text, and an object without texts, is no request."""
    for text in ("hello", "see above", "requests.post(url, data=form)", "const a = 'b'", "{{request}}"):
        unread = parse_sent_request(text)
        assert unread is not None
        assert (unread.written_as, unread.all_parameters) == ("unread", ())
    assert parse_sent_request(5) is None
    assert parse_sent_request(" ") is None
    assert from_parameters({"code": 5}) is None
    assert parse_flow({}).sent_token_request is None


def test_an_object() -> None:
    """An object is judged too; it doesn't say how it was sent. No more parameters are read than asked for."""
    sent = from_parameters({"code": "x", "n": 5, "state": "y"})
    assert sent is not None
    assert (sent.written_as, sent.method, sent.body_format) == ("parameters", "", "")
    assert known_parameters(sent, 1) == {"code": "x"}


def test_has_a_parameter() -> None:
    """A variable counts as there; in other messages only a known value does."""
    flow = parse_flow({"token_request": "curl https://op.example/token -d code=$CODE -d a=b", "client_id": "x"})
    assert flow.has("token_request", "code")
    assert flow.value("token_request", "code") is None
    assert flow.has("token_request", "a")
    assert not flow.has("token_request", "redirect_uri")
    assert not flow.has("authorization_request", "code")
    assert not parse_flow({}).has("token_request", "code")


@pytest.mark.parametrize("placeholder", ["{{code}}", "$CODE", "<code>", "YOUR_CODE"])
def test_a_placeholder_in_an_object(placeholder: str) -> None:
    """It's said to be one, and stays the value that was given."""
    found = [
        each for each in check_flow({"token_request": {"code": placeholder}}) if each.rule == "variable-not-filled"
    ]
    assert [each.level for each in found] == [Level.INFO]
    assert parse_flow({"token_request": {"code": placeholder}}).value("token_request", "code") == placeholder


def test_a_variable_in_single_quotes() -> None:
    """It was sent by its name, so there is a parameter, and its value shows nothing to compare."""
    flow = parse_flow({"token_request": "curl https://op.example/token -d 'code=$CODE'"})
    assert flow.has("token_request", "code")
    assert flow.value("token_request", "code") is None
    of_cmd = "curl https://op.example/token -d 'code=%CODE%'"
    found = next(each for each in check_flow({"token_request": of_cmd}) if each.rule == "variable-not-filled")
    assert found.message.startswith("Only cmd.exe fills in %NAME%, and single quotes are for other shells")


def test_a_request_is_read_from_its_url() -> None:
    """White space around it and the fragment aren't part of it; a name twice is no request (RFC 6749 §3.1)."""
    assert read_request(" https://op.example/auth?a=1&b=%2F#c=2\n") == {"a": "1", "b": "/"}
    assert read_request("a=1&b=2") == {"a": "1", "b": "2"}
    assert read_request("a=1&a=2") is None


@pytest.mark.parametrize(
    "text",
    [
        "https://client.example/cb?code=c&state=s&session_state=x",
        "https://client.example/cb#code=c&state=s&session_state=x",
        "HTTP/1.1 302 Found\nLocation: https://client.example/cb?code=c&state=s&session_state=x\n",
        "code=c&state=s&session_state=x",
    ],
)
def test_a_redirect_is_read_in_each_of_its_forms(text: str) -> None:
    """The response may be in the query, in the fragment or in a header."""
    assert read_redirect(text) == {"code": "c", "state": "s", "session_state": "x"}


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ('{"error": "invalid_grant", "error_description": "d"}', {"error": "invalid_grant", "error_description": "d"}),
        ('HTTP/1.1 400 Bad Request\n\n{"error": "invalid_grant"}', {"error": "invalid_grant"}),
        ('{"access_token": "t", "token_type": "Bearer"}', {"access_token": "t", "token_type": "Bearer"}),
    ],
)
def test_an_answer_is_read_in_each_of_its_forms(text: str, members: dict[str, object]) -> None:
    """The JSON alone, or with the head of the HTTP response."""
    assert read_answer(text) == members


def test_what_is_no_answer() -> None:
    """A page isn't a token response without members: it is none."""
    with pytest.raises(ValidationError):
        read_answer("<html><body>Bad Gateway</body></html>")
