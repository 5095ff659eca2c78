"""Values beside their names, forms, error codes, and bare values."""

from __future__ import annotations

import pytest

from pkce_core import recognize

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"code_verifier: {VERIFIER}", ["certain verifier"]),
        (f'"codeVerifier": "{VERIFIER}"', ["certain verifier"]),
        (f"Code challenge => {CHALLENGE}", ["certain challenge"]),
        ("code_verifier: too short", ["likely verifier"]),
        ("client_secret = 's3cr3t'", ["likely client-secret"]),
        ("code: SplxlO", ["likely code"]),
        ('"code": "[redacted]", "state": "***", code_verifier=<hidden>, client_id: abc', ["likely client-id"]),
        ("error code: 400, exit code=1, HTTP code: 500", []),
        ("if code == 3 or code:= 4", []),
        ("grant_type=authorization_code&code=x", ["certain token-request", "certain code"]),
        ("?code=abc&state=xyz", ["likely code", "likely state"]),
        ("invalid_grant: AADSTS70008: expired", ["likely error-code", "likely error-code"]),
        (f"{VERIFIER}\n{CHALLENGE}", ["certain verifier", "certain challenge"]),
        (f"code_verifier={VERIFIER}, {CHALLENGE}", ["certain verifier", "possible pair-value"]),
        (CHALLENGE, ["possible pair-value"]),
        (VERIFIER + "~", ["possible verifier"]),
        ("a" * 129, []),
    ],
)
def test_kinds(text: str, expected: list[str]) -> None:
    """A name says what a value is; without one, only the other half of a pair makes it certain."""
    assert [f"{each.sureness} {each.kind}" for each in recognize(text)] == expected


@pytest.mark.parametrize(
    "name",
    [
        "authlib.integrations.base_client.errors.MismatchingStateError",
        "org.springframework.security.oauth2.core.OAuth2AuthenticationException",
        "oauthlib.oauth2.rfc6749.errors.InsecureTransportError",
        "my-service-01.with-a-long-name.internal.example-company.com",
    ],
)
def test_a_dotted_name_is_no_verifier(name: str) -> None:
    """A class, a module and a host have the characters of a verifier, and words between dots."""
    assert not [found for found in recognize(f"{name}: it failed") if found.kind == "verifier"]
