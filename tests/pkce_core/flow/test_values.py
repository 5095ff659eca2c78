"""`parse_flow`: the values of a flow, read from JSON, objects and URLs."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import (
    FlowValues,
    PkceError,
    UsageError,
    ValidationError,
    build_report,
    check_flow,
    parse_flow,
)
from pkce_core.errors import JsonError
from pkce_core.flow.messages import MESSAGES
from pkce_core.flow.values import MOST_PARAMETERS
from tests.support.flows import REDIRECT, SOUND, VERIFIER, flow


def test_values_side_by_side() -> None:
    """A flat object goes to the steps that send each name."""
    flat = {
        "client_id": "client", "redirect_uri": REDIRECT, "state": "s", "code": "c", "iss": "i",
        "code_verifier": VERIFIER, "client_secret": "secret", "access_token": "t", "issuer": "i", "code_received_at": 5,
    }  # fmt: skip
    parsed = parse_flow(json.dumps(flat).encode())
    assert dict(parsed.authorization_request) == {"client_id": "client", "redirect_uri": REDIRECT, "state": "s"}
    assert dict(parsed.authorization_response) == {"code": "c", "iss": "i"}
    assert parsed.token_request.keys() == {"client_id", "redirect_uri", "code", "code_verifier", "client_secret"}
    assert dict(parsed.token_response) == {"access_token": "t"}
    assert (parsed.issuer, parsed.code_received_at, parsed.verifier) == ("i", 5, VERIFIER)
    before = parse_flow({"client_id": "client", "code_verifier": VERIFIER, "error": "access_denied", "code": None})
    assert not before.token_request
    assert before.verifier == VERIFIER
    assert before.value("authorization_response", "error") == "access_denied"
    refused = parse_flow({"code": "c", "code_verifier": VERIFIER, "error": "invalid_grant"})
    assert refused.value("token_response", "error") == "invalid_grant"


def test_metadata_beside_the_messages() -> None:
    """It gives issuer, endpoints and the promise of iss; what is said outright counts more."""
    document = {
        "issuer": "https://op.example",
        "token_endpoint": "https://op.example/token",
        "authorization_response_iss_parameter_supported": True,
    }
    for metadata in (document, json.dumps(document)):
        flow = parse_flow({"metadata": metadata, "token_endpoint": "https://other.example/token", "code": "c"})
        assert (flow.issuer, flow.token_endpoint) == ("https://op.example", "https://other.example/token")
        assert flow.iss_parameter_supported is None  # side by side, nobody knows what the redirect had
        nested = parse_flow({"metadata": metadata, "authorization_response": {"code": "c", "state": "s"}})
        assert nested.iss_parameter_supported is True
        assert dict(flow.authorization_response) == {"code": "c"}
    promise = parse_flow({"metadata": {"issuer": "https://op.example"}, "token_request": {"code": "c"}})
    assert promise.iss_parameter_supported is False
    assert parse_flow({"issuer": "https://op.example"}).iss_parameter_supported is None
    for wrong in (5, "{", {"issuer": 5}):
        with pytest.raises(ValidationError):
            parse_flow({"metadata": wrong})


def test_messages_that_are_there_and_empty() -> None:
    """A flow that has not begun may name its four messages; none of them is then a parameter of another."""
    messages: dict[str, object] = {
        name: {} for name in ("authorization_request", "authorization_response", "token_request", "token_response")
    }
    assert parse_flow({**messages, "code_verifier": VERIFIER}) == parse_flow({"code_verifier": VERIFIER})
    assert parse_flow({**messages, "client_id": "client"}).authorization_request == {"client_id": "client"}


def test_urls_in_the_place_of_parameters() -> None:
    """A request and a redirect may be the URL that carries them; a parameter twice is refused (RFC 6749 §3.1)."""
    parsed = parse_flow(
        {
            "authorization_request": f"https://op.example/auth?{urlencode(SOUND['authorization_request'])}#x",
            "authorization_response": "code=the-code&state=a-state",
        }
    )
    assert dict(parsed.authorization_request) == SOUND["authorization_request"]
    assert check_flow(parsed).ok
    for url in ("https://op.example/auth?a=1&a=2", "?" + "&".join(f"a{n}=1" for n in range(MOST_PARAMETERS + 1))):
        with pytest.raises(ValidationError, match="each parameter once"):
            parse_flow({"authorization_request": url})


def test_an_error_beside_the_messages() -> None:
    """It is the server's answer to the last message that is there, and never lost in silence."""
    error = {"error": "invalid_grant", "error_description": "d"}
    for redeemed in (
        {"token_request": {"code": "c"}},
        {"token_request": "curl -d code=c https://op.example/token"},
        {"authorization_response": {"code": "c"}},
    ):
        assert dict(parse_flow({**redeemed, **error}).token_response) == error
    refused = parse_flow({"authorization_request": {"client_id": "a"}, "error": "access_denied"})
    assert (dict(refused.authorization_response), dict(refused.token_response)) == ({"error": "access_denied"}, {})
    both = parse_flow({"token_response": {"access_token": "t"}, "error": "access_denied"})
    assert dict(both.token_response) == {"access_token": "t"}


@pytest.mark.parametrize(
    ("document", "error", "says"),
    [
        ("[]", JsonError, "a list instead of an object"),
        (5, UsageError, "a JSON object"),
        ({"token_request": 5}, ValidationError, "token_request must be an object"),
        ({"token_request": {str(n): "" for n in range(99)}}, ValidationError, "at most 60"),
        ({str(n): "" for n in range(99)}, ValidationError, "at most 60 names"),
        ({"issuer": 5}, ValidationError, "issuer must be text"),
        ({"code_received_at": "5"}, ValidationError, "a number of seconds"),
        ({"authorization_request": "?%"}, PkceError, "percent sign"),
        ({"token_response": "<html></html>"}, ValidationError, "HTML"),
    ],
)
def test_what_are_not_values(document: Any, error: type[PkceError], says: str) -> None:
    """A value of a wrong type is named, and not shown."""
    with pytest.raises(error, match=says):
        parse_flow(document)


def test_a_response_that_is_something_else() -> None:
    """The other messages are read, and what it is is kept; a value of a wrong type stays an error."""
    asked = {"client_id": "a", "response_type": "code"}
    found = parse_flow({"authorization_request": asked, "token_response": "<html>502</html>"})
    assert dict(found.authorization_request) == asked
    assert dict(found.token_response) == {}
    assert list(found.unread) == ["token_response"]
    assert found.unread["token_response"].startswith("This is an HTML page")
    assert "HTML" not in repr(found)
    redirect = parse_flow({"authorization_request": asked, "authorization_response": "nothing of it"})
    assert list(redirect.unread) == ["authorization_response"]
    with pytest.raises(ValidationError, match="token_response must be an object"):
        parse_flow({"authorization_request": asked, "token_response": 5})


def test_secrets_stay_out_of_the_repr() -> None:
    """Messages and verifier are not in the repr of the values, earlier attempts included."""
    shown = repr(flow(code_verifier=VERIFIER, earlier=[SOUND]))
    for secret in (VERIFIER, "the-code", "a-client-secret", "the-access-token", "a-state"):
        assert secret not in shown


TEXT = st.text(max_size=12) | st.text(alphabet="ab`*\n<>%/?#@&", max_size=12) | st.integers() | st.floats() | st.none()


@given(st.text(max_size=50) | st.binary(max_size=50) | st.dictionaries(st.text(max_size=9), TEXT | st.lists(TEXT)))
def test_any_document_is_values_or_an_error(document: Any) -> None:
    """Any text, octets or object: values, or an error of this package."""
    try:
        parsed = parse_flow(document)
    except PkceError:
        return
    assert build_report(parsed)


def test_what_is_not_given_is_empty() -> None:
    """Without values, each of the four messages is an empty object that cannot be changed."""
    for message in MESSAGES:
        members = getattr(FlowValues(), message)
        assert members == {}
        with pytest.raises(TypeError):
            members["code"] = "x"
