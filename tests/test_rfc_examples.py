"""The RFCs' own examples: each is read as the RFC says, and what it lacks is what this project asks for besides."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import pkce_core
from pkce_core.text.base64url import encode_base64url

VECTORS = Path(__file__).parent / "vectors"
MESSAGES: list[dict[str, Any]] = json.loads((VECTORS / "rfc-messages.json").read_text("utf-8"))
TOKENS: dict[str, dict[str, Any]] = json.loads((VECTORS / "jose.json").read_text("utf-8"))


def of_kind(kind: str) -> pytest.MarkDecorator:
    """Every message of a kind, by its section."""
    messages = [message for message in MESSAGES if message["kind"] == kind]
    return pytest.mark.parametrize("message", messages, ids=lambda message: message["source"])


def errors(report: pkce_core.Report) -> list[str]:
    return [finding.rule for finding in report.errors]


@of_kind("authorization request")
def test_authorization_requests(message: dict[str, Any]) -> None:
    """RFC 6749 §4.1.1 is without PKCE, which is an error today; RFC 9126 §4 is right as it is."""
    found = {each.kind: each.value for each in pkce_core.recognize(message["text"])}
    assert found["client-id"] == message["values"]["client_id"]
    assert errors(pkce_core.check_authorization_url(message["text"])) == message["errors"]


@of_kind("authorization response")
def test_authorization_responses(message: dict[str, Any]) -> None:
    """RFC 6749 §4.1.2, RFC 9207 §2: the values are read, and iss is the issuer's."""
    response = pkce_core.parse_authorization_response(message["text"])
    assert {name: getattr(response, name) for name in message["values"]} == message["values"]
    issuer = message.get("issuer")
    report = pkce_core.check_authorization_response(
        response, state=message["values"]["state"], issuer=issuer, iss_parameter_supported=issuer is not None
    )
    assert errors(report) == message["errors"]


@of_kind("request")
def test_requests(message: dict[str, Any]) -> None:
    """RFC 6749 §4.1.3 and §6, RFC 9126 §2.1: the parameters, and the credentials of the header."""
    sent = pkce_core.parse_token_command(message["text"])
    assert sent is not None
    assert {each.name: each.value for each in sent.all_parameters} == message["values"]


@of_kind("token response")
def test_token_responses(message: dict[str, Any]) -> None:
    """RFC 6749 §5: the type "example" is none that a client can use."""
    response = pkce_core.parse_token_response(message["text"])
    assert {name: getattr(response, name) for name in message["values"]} == message["values"]
    assert errors(pkce_core.check_token_response(response)) == message["errors"]


@pytest.mark.parametrize("name", ["rfc9449_41", "rfc9449_71"])
def test_a_proof_is_no_id_token(name: str) -> None:
    """RFC 9449 §4.2: its typ says what it is."""
    report = pkce_core.check_id_token(
        TOKENS[name]["token"], issuer="https://server.example.com", client_id="s6BhdRkqt3", now=1562262616
    )
    assert "typ-mismatch" in errors(report)


def test_hashes_of_a_proof() -> None:
    """RFC 9449 §6.1 and §7.1, RFC 7638 §3: the hash of the access token, and the thumbprint of the key."""
    proof = TOKENS["rfc9449_71"]
    thumbprint = json.dumps(proof["key"], sort_keys=True, separators=(",", ":"))
    assert encode_base64url(sha256(proof["access_token"].encode()).digest()) == proof["ath"]
    assert encode_base64url(sha256(thumbprint.encode()).digest()) == proof["jkt"]
    assert pkce_core.parse_id_token(proof["token"]).claims["ath"] == proof["ath"]
