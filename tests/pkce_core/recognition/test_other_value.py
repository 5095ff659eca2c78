"""A check that gets another value than it asked for says so first, and never for a value that passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import pkce_core
from pkce_core import InvalidValueError
from pkce_core.recognition.other_value import describe_other

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkce_core import Report

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
TEXTS = {
    "verifier": VERIFIER,
    "challenge": CHALLENGE,
    "authorization-url": "https://op.example/auth?response_type=code&client_id=a&redirect_uri=https://a.example/cb"
    f"&state=kbBtFP9cVQrpJ0tM3sJwFA&code_challenge={CHALLENGE}&code_challenge_method=S256",
    "redirect": "http://localhost:8080/cb?code=MARKED&state=xyz",
    "redirect-uri": "https://app.example/cb",
    "token-response": '{"access_token": "MARKED", "token_type": "Bearer", "expires_in": 60}',
    "metadata": '{"issuer": "https://op.example", "authorization_endpoint": "https://op.example/auth", '
    '"token_endpoint": "https://op.example/token", "response_types_supported": ["code"]}',
    "id-token": "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhIiwiYXRfaGFzaCI6Ik1BUktFRCJ9.c2ln",
    "jwks": '{"keys": [{"kty": "RSA", "n": "MARKED"}]}',
}
"""A value of each kind that its own check accepts, as far as it asks what the value is."""
TITLES = {
    "authorization-url": "an authorization URL",
    "redirect": "the redirect back to a client",
    "token-response": "a token response",
    "metadata": "a discovery document",
    "id-token": "an ID token",
    "jwks": "a key set (JWKS)",
}
CHECKS: dict[str, tuple[str, Callable[[str], Report]]] = {
    "verifier": ("verifier-other-value", pkce_core.check_code_verifier),
    "challenge": ("challenge-other-value", pkce_core.check_code_challenge),
    "authorization-url": ("url-other-value", pkce_core.check_authorization_url),
    "redirect-uri": ("redirect-uri-other-value", pkce_core.check_redirect_uri),
    "token-response": ("token-response-other-value", pkce_core.check_token_response),
    "metadata": ("metadata-other-value", pkce_core.check_metadata),
}
OWN_WORDS = {("token-response", "id-token"), ("id-token", "token-response")}
"""What a check already has its own finding for."""


@pytest.mark.parametrize("wanted", CHECKS)
@pytest.mark.parametrize("given", TITLES)
def test_the_first_finding_says_what_it_is(wanted: str, given: str) -> None:
    """Each check, with each value that is certain; a report that passes says nothing of it."""
    slug, check = CHECKS[wanted]
    report = check(f" {TEXTS[given]}\n" if wanted != "redirect-uri" else TEXTS[given])
    other = [finding.rule for finding in report if finding.rule.endswith("-other-value")]
    if wanted == given or report.ok or (wanted, given) in OWN_WORDS:
        assert other == []
        return
    assert other == [slug]
    first = report.findings[0]
    assert first.rule == slug
    assert first.message.startswith(f"This is {TITLES[given]}, not a")
    assert first.hint
    assert "MARKED" not in repr(report)


@pytest.mark.parametrize("wanted", CHECKS)
def test_a_value_that_passes_is_no_other(wanted: str) -> None:
    """The right value of each check."""
    report = CHECKS[wanted][1](TEXTS[wanted])
    assert report.ok, report.errors


@pytest.mark.parametrize("given", TITLES)
def test_an_id_token_and_keys(given: str) -> None:
    """`parse_id_token` and `parse_jwks` raise, and what they say starts with it."""
    start = f"This is {TITLES[given]}, not a"
    if given not in ("id-token", "token-response"):
        with pytest.raises(InvalidValueError) as problem:
            pkce_core.parse_id_token(TEXTS[given])
        assert str(problem.value).startswith(start)
    if given not in ("jwks", "metadata"):
        for document in (TEXTS[given], TEXTS[given].encode()):
            with pytest.raises(InvalidValueError) as problem:
                pkce_core.parse_jwks(document)
            assert str(problem.value).startswith(start)
            assert "MARKED" not in str(problem.value)


def test_where_the_wanted_value_is() -> None:
    """The sentence after it says where to look; inside the value when it is there."""
    assert describe_other(TEXTS["authorization-url"], "redirect") == (
        "This is an authorization URL, not the redirect.",
        "The redirect starts with your redirect URI.",
    )
    inside = "Copy only the value of code_challenge."
    assert describe_other(TEXTS["authorization-url"], "challenge") == (
        "This is an authorization URL, not a code_challenge.",
        inside,
    )
    other = describe_other(f"{TEXTS['authorization-url'].partition('&code_challenge')[0]}", "challenge")
    assert other is not None
    assert other[1] != inside


@pytest.mark.parametrize(
    "text",
    ["", "text", VERIFIER, f"look: {TEXTS['redirect']}", f"{TEXTS['redirect']} x", "http://localhost/cb?code=x",
     TEXTS["metadata"] + " " * 10 + "{}", '{"access_token": "' + "a" * 100_000 + '"}'],
)  # fmt: skip
def test_what_is_not_certain(text: str) -> None:
    """Text around the value, a value that is only likely, and more text than a check should wait for."""
    assert describe_other(text, "challenge") is None
