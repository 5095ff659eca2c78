"""`check_metadata`: whether a client can use the server that a document describes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkce_core
from pkce_core import AuthorizationServerMetadata, PkceError, ValidationError
from tests.support.growth import FAR_TOO_MUCH, cost_per_character
from tests.support.metadata import COMPLETE, ISSUER, RFC_8414, check, slugs

SIGNING = "token_endpoint_auth_signing_alg_values_supported"
SIGNED = {SIGNING: ["RS256"]}
PUSHED = {"pushed_authorization_request_endpoint": "https://issuer.example/par"}


def test_a_complete_document() -> None:
    """Nothing is wrong, and the report says so."""
    report = check({}, issuer=ISSUER)
    assert slugs(report, "pass", "info", "warning", "error") == ["complete", "pkce", "iss"]


@pytest.mark.parametrize("name", ["issuer", "authorization_endpoint", "token_endpoint", "response_types_supported"])
def test_required_members(name: str) -> None:
    """RFC 8414 §2: what is REQUIRED for this flow."""
    assert slugs(check({}, name)) == ["missing"]
    assert pkce_core.parse_metadata({}) == AuthorizationServerMetadata()


@pytest.mark.parametrize(
    ("missing", "name", "shown"),
    [
        ("code_challenge_methods_supported", "code_challenge_method_supported", True),
        ("code_challenge_methods_supported", "codeChallengeMethodsSupported", True),
        ("code_challenge_methods_supported", "code_challenge_methods", False),
        ("token_endpoint", "token-endpoint", True),
        ("token_endpoint", "token_exchange_endpoint", False),
        ("issuer", "Issuer", True),
        ("jwks_uri", "jwks_url", True),
    ],
)
def test_misspelled_members(missing: str, name: str, shown: bool) -> None:
    """What a client needs and finds under a wrong name only: the name is shown, and none that has its own meaning."""
    openid = {"id_token_signing_alg_values_supported": ["RS256"], "jwks_uri": f"{ISSUER}/jwks"}
    members = {**COMPLETE, **openid}
    members[name] = members.pop(missing)
    about = f"{missing} is missing"
    hints = [finding.hint for finding in pkce_core.check_metadata(members) if about in finding.message]
    assert [f'The document has "{name}"' in hint for hint in hints] == [shown]
    text = json.dumps(members)
    assert [f.hint for f in pkce_core.check_metadata(text) if about in f.message] == hints


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        (f"{ISSUER}/", "without the slash at the end. Use the issuer exactly as the server writes it"),
        ("https://Issuer.example/tenant", "with its host in another letter case"),
        ("https://other.example", "They differ in the host and the path. No usual change"),
        ("https://other.example", "right server"),
        ("", "right server"),
    ],
)
def test_issuer_is_compared_as_text(asked: str, hint: str) -> None:
    """RFC 8414 §3.3: the issuer MUST be identical to the one that was asked."""
    report = check({}, issuer=asked)
    assert slugs(report) == ["issuer-mismatch"]
    assert hint in f"{report.errors[0].message} {report.errors[0].hint}"


def test_a_template_is_no_error() -> None:
    """What Microsoft Entra publishes for common: the tenant is put in before iss is compared."""
    document = {"issuer": "https://login.microsoftonline.com/{tenantid}/v2.0"}
    report = check(document, issuer="https://login.microsoftonline.com/common/v2.0")
    assert "issuer-mismatch" not in slugs(report)
    assert "put the token's tid in its place" in report.warnings[0].hint
    report = check(document, issuer="https://login.evil.example/common/v2.0")
    assert "issuer-mismatch" in slugs(report)


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"token_endpoint": "/token"}, ["endpoint"]),
        ({"token_endpoint": "http://issuer.example/token"}, ["http"]),
        ({"authorization_endpoint": "https://issuer.example/auth#x"}, ["endpoint-fragment"]),
        ({"response_types_supported": ["id_token"]}, ["response-types"]),
        ({"grant_types_supported": ["implicit"]}, ["grant-types"]),
        ({"require_pushed_authorization_requests": True, **PUSHED}, ["pushed-requests"]),
        ({"require_pushed_authorization_requests": True}, ["pushed-requests"]),
        (
            {"require_pushed_authorization_requests": True, "pushed_authorization_request_endpoint": 1},
            ["type", "pushed-requests"],
        ),
        ({"token_endpoint_auth_methods_supported": ["private_key_jwt"]}, ["auth-signing"]),
        ({"token_endpoint_auth_methods_supported": ["client_secret_jwt"], **SIGNED}, []),
        ({"token_endpoint_auth_methods_supported": ["private_key_jwt"], **SIGNED}, []),
        ({"token_endpoint_auth_methods_supported": ["private_key_jwt"], SIGNING: "RS256"}, ["type"]),
        ({SIGNING: ["RS256", "none"]}, ["auth-signing"]),
        ({"id_token_signing_alg_values_supported": ["RS256", "none"]}, ["signing-none"]),
        ({"scopes_supported": ["profile"]}, ["openid"]),
        ({"code_challenge_methods_supported": ["plain"]}, ["pkce-methods"]),
        ({"code_challenge_methods_supported": ["s256"]}, ["pkce-methods"]),
    ],
)
def test_values(changes: dict[str, Any], rules: list[str]) -> None:
    """RFC 6749 §3.1 no fragment in an endpoint; the flow, PKCE with S256, and what OIDC Discovery §3 adds."""
    assert slugs(check(changes)) == rules


def test_pushed_requests_need_an_endpoint() -> None:
    """RFC 9126 §5: a server that accepts nothing else has to say where to push to."""
    required = {"require_pushed_authorization_requests": True}
    assert check({**required, **PUSHED}).ok
    assert "no pushed_authorization_request_endpoint" in check(required).errors[0].message


@pytest.mark.parametrize(
    ("changes", "without", "rules"),
    [
        ({}, "code_challenge_methods_supported", ["pkce-absent"]),
        ({}, "jwks_uri", ["jwks"]),
        ({}, "token_endpoint_auth_methods_supported", ["auth-methods"]),
        ({}, "authorization_response_iss_parameter_supported", ["iss"]),
        ({}, "id_token_signing_alg_values_supported", []),
        ({"token_endpoint_auth_methods_supported": ["client_secret_none"]}, "", ["auth-methods"]),
        ({"code_challenge_methods_supported": ["plain", "S256"]}, "", ["pkce-plain"]),
        ({"id_token_signing_alg_values_supported": ["ES256"]}, "", ["signing"]),
        ({"token_endpoint": "https://other.example/token"}, "", ["host"]),
    ],
)
def test_what_is_good_to_know(changes: dict[str, Any], without: str, rules: list[str]) -> None:
    """Absent PKCE support is a warning (RFC 8414 §2); a host other than the issuer's is allowed, and reported."""
    report = check(changes, without)
    assert report.ok
    assert slugs(report, "info", "warning") == rules


def test_validate() -> None:
    """Raises with the report on an error; a warning passes."""
    pkce_core.check_metadata(RFC_8414).raise_errors()
    with pytest.raises(ValidationError, match="differ in the host") as caught:
        pkce_core.check_metadata(RFC_8414, issuer=ISSUER).raise_errors()
    assert not caught.value.report.ok


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)


@given(st.one_of(st.text(), st.binary(), st.dictionaries(st.sampled_from([*COMPLETE]), JSON),
                 st.dictionaries(st.sampled_from([*COMPLETE]), JSON).map(json.dumps)))  # fmt: skip
def test_any_document_gives_a_report(document: Any) -> None:
    """No document raises, and what is parsed keeps its own words."""
    report = pkce_core.check_metadata(document, issuer=ISSUER)
    assert len(report) > 0
    try:
        metadata = pkce_core.parse_metadata(document)
    except PkceError:
        assert not report.ok
    else:
        assert pkce_core.parse_metadata(metadata.to_dict()) == metadata


@pytest.mark.parametrize(
    "hostile",
    [json.dumps({"issuer": "https://" + "é." * 200_000}), json.dumps({str(at): 1 for at in range(60_000)}),
     json.dumps({"scopes_supported": ["a"] * 200_000}), '{"a":' * 200_000],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_length_costs_little(hostile: str) -> None:
    """A megabyte costs little more than reading its JSON; the bound is far above what it takes."""
    assert cost_per_character(lambda: pkce_core.check_metadata(hostile), len(hostile)) < FAR_TOO_MUCH
