"""Reading a metadata document: text, octets or an object, and what is not one."""

from __future__ import annotations

import json
from typing import Any

import pytest

import pkce_core
from pkce_core import AuthorizationServerMetadata, UsageError, ValidationError
from tests.support.metadata import COMPLETE, RFC_8414, check, slugs


def test_the_document_of_the_rfc() -> None:
    """The example of RFC 8414 §3.2 reads; that it does not name PKCE is a warning, not an error."""
    metadata = pkce_core.parse_metadata(RFC_8414)
    assert isinstance(metadata, AuthorizationServerMetadata)
    assert metadata.token_endpoint_auth_methods_supported == ("client_secret_basic", "private_key_jwt")
    assert metadata.ui_locales_supported == ("en-US", "en-GB", "en-CA", "fr-FR", "fr-CA")
    assert metadata.code_challenge_methods_supported is None
    assert metadata.to_dict() == json.loads(RFC_8414)
    report = pkce_core.check_metadata(RFC_8414, issuer="https://server.example.com")
    assert (report.ok, slugs(report)) == (True, ["pkce-absent"])


@pytest.mark.parametrize("wrap", [json.dumps, lambda it: json.dumps(it).encode(), lambda it: "\ufeff" + json.dumps(it),
                                  lambda it: b"\xef\xbb\xbf" + json.dumps(it).encode(), dict])  # fmt: skip
def test_text_octets_and_objects_read_alike(wrap: Any) -> None:
    """JSON text, its octets (with or without a byte order mark) or the object itself."""
    metadata = pkce_core.parse_metadata(wrap({**COMPLETE, "unknown": 1}))
    assert metadata.to_dict() == COMPLETE


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("issuer", 1),
        ("token_endpoint", ["https://issuer.example/token"]),
        ("issuer", None),
        ("response_types_supported", []),
        ("scopes_supported", "openid"),
        ("scopes_supported", ["openid", 1]),
        ("code_challenge_methods_supported", "S256"),
        ("token_endpoint_auth_methods_supported", {}),
        ("authorization_response_iss_parameter_supported", "true"),
        ("authorization_response_iss_parameter_supported", 1),
    ],
)
def test_wrong_types(name: str, value: Any) -> None:
    """A member of another kind is an error once, and does not read."""
    report = check({name: value})
    assert slugs(report)[0] == "type"
    assert slugs(report).count("missing") == 0
    assert report.errors[0].message.startswith(f"{name} must be ")
    with pytest.raises(ValidationError, match=name):
        pkce_core.parse_metadata({**COMPLETE, name: value})


@pytest.mark.parametrize("value", [None, "", []])
@pytest.mark.parametrize(
    "name",
    [
        name
        for name in COMPLETE
        if name not in ("issuer", "response_types_supported") and not name.endswith("n_endpoint")
    ],
)
def test_an_optional_member_without_a_value(name: str, value: Any) -> None:
    """RFC 8414 §3.2: it should be left out. It is read as absent, and a warning says so."""
    report = check({name: value})
    assert report.ok
    assert report.warnings[0].rule == "metadata-empty"
    assert report.warnings[0].message == f"{name} has no value."
    assert report.findings[2:] == check({}, name).findings[1:]
    assert getattr(pkce_core.parse_metadata({**COMPLETE, name: value}), name) is None


def test_several_members_without_a_value() -> None:
    """They have one warning."""
    report = check({"acr_values_supported": [], "claims_supported": None, "userinfo_endpoint": ""})
    assert slugs(report) == ["empty"]
    named = "userinfo_endpoint, claims_supported and acr_values_supported have no value."
    assert report.warnings[0].message == named


@pytest.mark.parametrize(
    ("document", "says"),
    [
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
    assert slugs(report) == ["json"]
    assert says in report.findings[0].message
    with pytest.raises(ValidationError):
        pkce_core.parse_metadata(document)


@pytest.mark.parametrize("document", [None, 7, [1], ["ab", "c"]])
def test_other_types_are_a_misuse(document: Any) -> None:
    """Neither text, octets nor a mapping."""
    with pytest.raises(UsageError):
        pkce_core.check_metadata(document)
