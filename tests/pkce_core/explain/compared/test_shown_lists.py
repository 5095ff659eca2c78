"""`with_shown`: what a message lists as allowed, and the address that it shows, count."""

from __future__ import annotations

import pytest

from pkce_core.explain.compared.shown_lists import types_without_code, with_shown
from pkce_core.explain.explanation import explain_error
from pkce_core.flow.values import parse_flow
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

BOTH = {"redirect-uri-malformed": "said", "redirect-uri-unregistered": "said"}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The response type is not supported. Configured response types: [token, id_token].", "token, id_token"),
        ("response_type must be one of: token or id_token", "token, id_token"),
        ("Allowed response_types: ['token', 'id_token token']", "token, id_token"),
        ("Invalid response type. Supported values are none", "none"),
        ("Supported response types: code, code id_token", ""),
        ("response_type must be code", ""),
        ("The response type is not supported.", ""),
        ("Supported values are token", ""),
        ("The response type token is not allowed.", ""),
        ("Allowed response types: `token`, `code`", ""),
        ("Allowed response types: `token`, `id_token`", "token, id_token"),
        ("supported response types: id_token (implicit), code (authorization code)", ""),
        ("response_type must be one of token / code", ""),
        ("response_type must be one of {token / id_token}", "token, id_token"),
        ("Supported response types:\n- token\n- code", ""),
        ("Supported response types:\n* token\n* id_token", "token, id_token"),
        ("Allowed response types: token, ...", ""),
        ("Allowed response types: token, id_token and others", ""),
        ("response_type 'code' is wrong. Allowed response types: token", "token"),
    ],
)
def test_a_list_without_code(text: str, types: str) -> None:
    """Only a list of what is allowed counts, in a message about response types."""
    assert types_without_code(text) == types


def test_to_send_code_is_no_remedy() -> None:
    """The client has to be allowed code; a request that had another type is another matter."""
    words = "Configured response types: [token]"
    assert [each.slug for each in explain_error("unsupported_response_type", error_description=words).causes] == [
        "client-grant-type"
    ]
    flow = parse_flow({"authorization_request": {"response_type": "id_token", "client_id": "a"}})
    slugs = {
        each.slug for each in explain_error("unsupported_response_type", error_description=words, flow=flow).causes
    }
    assert "response-type" in slugs


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("redirect_uri 'https://a.example/cb' is malformed.", "redirect-uri-unregistered"),
        ("redirect_uri https://a.example:8443/cb?a=b, is malformed", "redirect-uri-unregistered"),
        ("redirect_uri http://a.example/cb is malformed", "redirect-uri-malformed"),
        ("redirect_uri https://a.example/cb#b is malformed", "redirect-uri-malformed"),
        ("redirect_uri https://u@a.example/cb is malformed", "redirect-uri-malformed"),
        ("redirect_uri is malformed", "redirect-uri-malformed"),
    ],
)
def test_the_address_that_is_shown(text: str, first: str) -> None:
    """One with https and without a fragment isn't refused for its form."""
    assert next(iter(with_shown(BOTH, text))) == first
    assert with_shown({"code-old": "said"}, text) == {"code-old": "said"}


@pytest.mark.parametrize(
    "piece", ["response type ", "token, ", "response types: token ", "https://a", "allowed values "]
)
def test_reading_is_fast(piece: str) -> None:
    """Repetition costs no more than other text."""
    text = "response_type " + piece * (10**6 // len(piece))
    assert cost_per_character(lambda: with_shown(BOTH, text), 10**6) < FAR_TOO_MUCH
