"""What isn't metadata is described, and nothing of it is judged as metadata."""

from __future__ import annotations

import json

import pytest

from pkce_core.metadata.checks import check_metadata
from pkce_core.metadata.other_document import find_other_value

ISSUER = "https://op.example"


@pytest.mark.parametrize(
    ("document", "says", "hint"),
    [
        ({"openapi": "3.0.1", "info": {}, "paths": {}}, "It's an OpenAPI document", "at the issuer"),
        ({"name": "x", "version": "1", "dependencies": {}}, "It's a package.json", "at the issuer"),
        ({"client_id": "x", "redirect_uris": [], "grant_types": []}, "It's the registration", "may contain secrets"),
        ({"iss": ISSUER, "aud": "x", "exp": 1}, "It's the claims of a token", f"names an issuer, {ISSUER}"),
        ({"weather": "good"}, "It's a JSON object with the member weather", "at the issuer"),
        ({}, "It's an empty JSON object", "at the issuer"),
        (
            {"errorCode": "E0000007", "errorSummary": "Not found: Resource not found: x (AuthorizationServer)"},
            "It says: Not found: Resource not found: x",
            "misspelled part of the issuer's path",
        ),
        ({"error": "invalid_request", "error_description": "Bad"}, "It says: Bad", "The document is at the issuer"),
        ({"error": 5}, "not a metadata document", "/.well-known/"),
        ({"access_token": "a", "token_type": "Bearer"}, "a token response, not a metadata document", "/.well-known/"),
        ({"keys": [{"kty": "RSA", "n": "AQAB", "e": "AQAB"}]}, "not a metadata document", "/.well-known/"),
    ],
)
def test_other_json(document: dict[str, object], says: str, hint: str) -> None:
    """One error says what it is and where the metadata is."""
    report = check_metadata(json.dumps(document))
    assert [finding.rule for finding in report] == ["metadata-other-value"]
    assert says in report.errors[0].message
    assert hint in report.errors[0].hint


def test_a_mapping() -> None:
    """The parsed object is described too."""
    report = check_metadata({"weather": "good"})
    assert [finding.rule for finding in report] == ["metadata-other-value"]


def test_a_part_of_metadata() -> None:
    """A document with an issuer or an endpoint is metadata, and what it misses is said."""
    for member in ("issuer", "authorization_endpoint", "token_endpoint"):
        rules = {finding.rule for finding in check_metadata({member: ISSUER})}
        assert "metadata-missing" in rules
        assert "metadata-other-value" not in rules


def test_what_is_no_text() -> None:
    """Only a text can be another value of the flow."""
    assert find_other_value({"keys": []}) == ()


@pytest.mark.parametrize(
    ("asked", "is_said"),
    [
        ("https://api.example/mcp/oauth", True),
        ("https://api.example/mcp", False),
        ("https://auth.example", False),
        ("https://api.example/.well-known/oauth-protected-resource/mcp", False),
        ("mcp", False),
        (None, False),
    ],
)
def test_the_metadata_of_an_api_at_another_address(asked: str | None, is_said: bool) -> None:
    """RFC 9728 §3.3: its resource is the address that was asked; of another host, another document was meant."""
    document = {"resource": "https://api.example/mcp", "authorization_servers": ["https://auth.example"]}
    report = check_metadata(json.dumps(document), issuer=asked)
    assert [each.rule for each in report] == ["metadata-web", "metadata-resource"][: 1 + is_said]
