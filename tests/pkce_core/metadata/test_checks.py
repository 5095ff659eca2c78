"""Authorization server metadata: read, judged, validated."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkce_core
from pkce_core import AuthorizationServerMetadata, PkceError, Report, UsageError, ValidationError
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

ISSUER = "https://issuer.example/tenant"
COMPLETE: dict[str, Any] = {
    "issuer": ISSUER,
    "authorization_endpoint": "https://issuer.example/auth?tenant=1",
    "token_endpoint": "https://issuer.example/token",
    "jwks_uri": "https://issuer.example/jwks",
    "response_types_supported": ["code", "code id_token"],
    "grant_types_supported": ["authorization_code", "refresh_token"],
    "code_challenge_methods_supported": ["S256"],
    "token_endpoint_auth_methods_supported": ["client_secret_basic", "none"],
    "id_token_signing_alg_values_supported": ["RS256"],
    "scopes_supported": ["openid", "profile"],
    "authorization_response_iss_parameter_supported": True,
}
# The document of RFC 8414 §3.2, without its line ends.
RFC_8414 = """{"issuer": "https://server.example.com",
"authorization_endpoint": "https://server.example.com/authorize",
"token_endpoint": "https://server.example.com/token",
"token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
"token_endpoint_auth_signing_alg_values_supported": ["RS256", "ES256"],
"userinfo_endpoint": "https://server.example.com/userinfo",
"jwks_uri": "https://server.example.com/jwks.json",
"registration_endpoint": "https://server.example.com/register",
"scopes_supported": ["openid", "profile", "email", "address", "phone", "offline_access"],
"response_types_supported": ["code", "code token"],
"service_documentation": "http://server.example.com/service_documentation.html",
"ui_locales_supported": ["en-US", "en-GB", "en-CA", "fr-FR", "fr-CA"]}"""


def _check(changes: dict[str, Any], *without: str, issuer: str | None = None) -> Report:
    document = {name: value for name, value in {**COMPLETE, **changes}.items() if name not in without}
    return pkce_core.check_metadata(json.dumps(document), issuer=issuer)


def _rules(report: Report, *levels: str) -> list[str]:
    wanted = levels or ("error", "warning")
    return [finding.rule.removeprefix("metadata-") for finding in report if finding.level.value in wanted]


def test_a_complete_document() -> None:
    """All is well, and said to be."""
    report = _check({}, issuer=ISSUER)
    assert _rules(report, "pass", "info", "warning", "error") == ["complete", "pkce", "iss"]


def test_the_document_of_the_rfc() -> None:
    """The example of RFC 8414 §3.2 reads; that it does not name PKCE is a warning, not an error."""
    metadata = pkce_core.parse_metadata(RFC_8414)
    assert isinstance(metadata, AuthorizationServerMetadata)
    assert metadata.token_endpoint_auth_methods_supported == ("client_secret_basic", "private_key_jwt")
    assert metadata.ui_locales_supported == ("en-US", "en-GB", "en-CA", "fr-FR", "fr-CA")
    assert metadata.code_challenge_methods_supported is None
    assert metadata.to_dict() == json.loads(RFC_8414)
    report = pkce_core.check_metadata(RFC_8414, issuer="https://server.example.com")
    assert (report.ok, _rules(report)) == (True, ["pkce-absent"])


@pytest.mark.parametrize("wrap", [json.dumps, lambda it: json.dumps(it).encode(), lambda it: "\ufeff" + json.dumps(it),
                                  lambda it: b"\xef\xbb\xbf" + json.dumps(it).encode(), dict])  # fmt: skip
def test_text_octets_and_objects_read_alike(wrap: Any) -> None:
    """JSON text, its octets (with or without a byte order mark) or the object itself."""
    metadata = pkce_core.parse_metadata(wrap({**COMPLETE, "unknown": 1}))
    assert metadata.to_dict() == COMPLETE


@pytest.mark.parametrize("name", ["issuer", "authorization_endpoint", "token_endpoint", "response_types_supported"])
def test_required_members(name: str) -> None:
    """RFC 8414 §2: what is REQUIRED for this flow."""
    assert _rules(_check({}, name)) == ["missing"]
    assert pkce_core.parse_metadata({}) == AuthorizationServerMetadata()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("issuer", 1),
        ("token_endpoint", ["https://issuer.example/token"]),
        ("jwks_uri", None),
        ("scopes_supported", "openid"),
        ("scopes_supported", ["openid", 1]),
        ("scopes_supported", []),
        ("code_challenge_methods_supported", "S256"),
        ("token_endpoint_auth_methods_supported", {}),
        ("authorization_response_iss_parameter_supported", "true"),
        ("authorization_response_iss_parameter_supported", 1),
    ],
)
def test_wrong_types(name: str, value: Any) -> None:
    """A member of another kind is an error once, and does not read."""
    report = _check({name: value})
    assert _rules(report)[0] == "type"
    assert _rules(report).count("missing") == 0
    assert report.errors[0].message.startswith(f"{name} is ")
    with pytest.raises(ValidationError, match=name):
        pkce_core.parse_metadata({**COMPLETE, name: value})


@pytest.mark.parametrize(
    ("issuer", "rules"),
    [
        ("issuer.example", ["issuer"]),
        ("http://issuer.example", ["http"]),
        ("http://127.1:8080", ["http"]),
        ("http://localhost:8080", ["http"]),
        ("https://issuer.example/?a=b", ["issuer-query"]),
        ("https://issuer.example/#a", ["issuer-fragment"]),
        ("https://issuer.example@evil.example", ["issuer"]),
        ("https://issuer .example", ["issuer"]),
        ("https://issuer.example\\", ["issuer"]),
        ("ftp://issuer.example", ["issuer"]),
        ("https://1.2.3.4.5", ["issuer"]),
        ("https://" + "a" * 9000, ["issuer"]),
    ],
)
def test_issuer(issuer: str, rules: list[str]) -> None:
    """RFC 8414 §2: https, no query, no fragment; http on this machine is for tests."""
    report = _check({"issuer": issuer})
    assert _rules(report) == rules
    assert report.ok is ("127.1" in issuer or "localhost" in issuer)


@pytest.mark.parametrize(
    ("asked", "hint"),
    [(f"{ISSUER}/", "Only a slash"), ("https://Issuer.example/tenant", "right server"), ("", "right server")],
)
def test_issuer_is_compared_as_text(asked: str, hint: str) -> None:
    """RFC 8414 §3.3: the issuer MUST be identical to the one that was asked."""
    report = _check({}, issuer=asked)
    assert _rules(report) == ["issuer-mismatch"]
    assert hint in report.errors[0].hint


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"token_endpoint": "/token"}, ["endpoint"]),
        ({"token_endpoint": "http://issuer.example/token"}, ["http"]),
        ({"authorization_endpoint": "https://issuer.example/auth#x"}, ["endpoint-fragment"]),
        ({"response_types_supported": ["id_token"]}, ["response-types"]),
        ({"grant_types_supported": ["implicit"]}, ["grant-types"]),
        ({"require_pushed_authorization_requests": True}, ["pushed-requests"]),
        ({"id_token_signing_alg_values_supported": ["RS256", "none"]}, ["signing-none"]),
        ({"scopes_supported": ["profile"]}, ["openid"]),
        ({"code_challenge_methods_supported": ["plain"]}, ["pkce-methods"]),
        ({"code_challenge_methods_supported": ["s256"]}, ["pkce-methods"]),
    ],
)
def test_values(changes: dict[str, Any], rules: list[str]) -> None:
    """RFC 6749 §3.1 no fragment in an endpoint; the flow, PKCE with S256, and what OIDC Discovery §3 adds."""
    assert _rules(_check(changes)) == rules


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
    """Absent PKCE support is a warning (RFC 8414 §2); other hosts than the issuer's are allowed, and told."""
    report = _check(changes, without)
    assert report.ok
    assert _rules(report, "info", "warning") == rules


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("", "This isn't JSON"),
        ("[]", "a list instead of an object"),
        ("<!doctype html>", "looks like a web page"),
        (b"  <html>", "looks like a web page"),
        (b"\xff", "octet 1 isn't valid UTF-8"),
        ('{"issuer": "a", "issuer": "b"}', "twice"),
        ('{"a": NaN}', "NaN"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_document(document: str | bytes, says: str) -> None:
    """One finding, which says what it is instead."""
    report = pkce_core.check_metadata(document)
    assert _rules(report) == ["json"]
    assert says in report.findings[0].message
    with pytest.raises(ValidationError):
        pkce_core.parse_metadata(document)


def test_validate() -> None:
    """Raises with the report on an error; a warning passes."""
    pkce_core.check_metadata(RFC_8414).raise_errors()
    with pytest.raises(ValidationError, match="differ as text") as caught:
        pkce_core.check_metadata(RFC_8414, issuer=ISSUER).raise_errors()
    assert not caught.value.report.ok


@pytest.mark.parametrize("document", [None, 7, [1], ["ab", "c"]])
def test_other_types_are_a_misuse(document: Any) -> None:
    """Neither text, octets nor a mapping."""
    with pytest.raises(UsageError):
        pkce_core.check_metadata(document)


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


def test_http_is_told_once_for_each_kind() -> None:
    """RFC 8414 §2: a test server on this machine gets one warning with every member; a remote one is an error."""
    local = {
        name: f"http://localhost:8080/{name}"
        for name in ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
    }
    report = _check(local)
    assert _rules(report, "error", "warning") == ["http"]
    every = "issuer, authorization_endpoint, token_endpoint, jwks_uri and userinfo_endpoint use http."
    assert report.warnings[0].message.startswith(every)
    mixed = _check({**local, "token_endpoint": "http://op.example/token", "jwks_uri": "http://op.example/jwks"})
    assert [(found.rule, found.level) for found in (*mixed.warnings, *mixed.errors)] == [
        ("metadata-http", pkce_core.Level.WARNING),
        ("metadata-http", pkce_core.Level.ERROR),
    ]
    assert "token_endpoint and jwks_uri use http, and they have to be https." in mixed.errors[0].message
    assert "token_endpoint" not in mixed.warnings[0].message
