"""The section of the request that failed: a refresh has another list of parameters than the redemption of a code."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core import parse_flow
from pkce_core.explain.causes import CAUSES
from pkce_core.explain.compared.sections import section_of


@pytest.mark.parametrize(
    ("slug", "request_", "spec"),
    [
        ("parameter-missing", {"grant_type": "refresh_token"}, "RFC 6749 §6"),
        ("parameter-missing", {"grant_type": "authorization_code", "code": "c"}, "RFC 6749 §4.1.3"),
        ("value-quoted", None, "RFC 6749 §4.1.3"),
        ("value-quoted", {"grant_type": "client_credentials"}, "RFC 6749 §4.4.2"),
        ("value-quoted", {"grant_type": "urn:openid:params:grant-type:ciba"}, "RFC 6749 §4.1.3"),
        ("value-quoted", {"grant_type": "urn:example:other"}, "RFC 6749 §4.1.3"),
        ("code-differs", {"grant_type": "refresh_token"}, "RFC 6749 §4.1.3"),
    ],
)
def test_the_section(slug: str, request_: Any, spec: str) -> None:
    flow = None if request_ is None else parse_flow({"token_request": request_})
    assert str(section_of(slug, CAUSES[slug].spec, flow)) == spec


@pytest.mark.parametrize(
    ("flow", "evidence", "spec"),
    [
        (None, "By its words, the message is about the state: missing or required.", "RFC 6749 §4.1.1"),
        (None, 'The message contains "the state is missing", which hydra writes.', "RFC 6749 §4.1.1"),
        (None, "By its words, the message is about the code: missing or required.", "RFC 6749 §4.1.3"),
        ({"issuer": "https://op.example"}, "It is about a nonce.", "RFC 6749 §4.1.1"),
        ({"authorization_request": {"client_id": "c"}}, "", "RFC 6749 §4.1.1"),
        (
            {"authorization_request": {"client_id": "c"}, "token_request": {"grant_type": "authorization_code"}},
            "It is about the state.",
            "RFC 6749 §4.1.3",
        ),
    ],
)
def test_the_section_of_what_is_missing(flow: Any, evidence: str, spec: str) -> None:
    """What only an authorization request sends is missing there."""
    values = None if flow is None else parse_flow(flow)
    slug = "parameter-missing"
    assert str(section_of(slug, CAUSES[slug].spec, values, evidence)) == spec
