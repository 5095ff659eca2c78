"""The checks of an authorization request: every parameter, and each of its mistakes once."""

from __future__ import annotations

import pytest

from pkce_core import (
    AuthorizationRequest,
    Level,
    ValidationError,
    build_authorization_url,
    check_authorization_url,
    check_code_challenge,
    generate_nonce,
    generate_pair,
    generate_state,
)
from pkce_core.authorization.request_checks import check_endpoint_path, check_parameters
from tests.support.authorization_urls import RIGHT, assert_judged, url_with
from tests.support.reports import levels

ERROR, WARNING, INFO = Level.ERROR, Level.WARNING, Level.INFO


@pytest.mark.parametrize(
    ("changes", "rule", "level"),
    [
        ({"response_type": None}, "url-response-type-missing", ERROR),  # RFC 6749 §4.1.1
        ({"response_type": "token"}, "url-response-type", ERROR),
        ({"response_type": "code id_token"}, "url-response-type", ERROR),
        ({"response_type": "Code"}, "url-response-type", ERROR),
        ({"client_id": ""}, "url-client-id-missing", ERROR),  # RFC 6749 §4.1.1
        ({"client_id": "сlient"}, "url-client-id-character", ERROR),  # RFC 6749 Appendix A.1
        ({"client_id": "a\x00"}, "url-client-id-character", ERROR),
        ({"redirect_uri": None}, "url-redirect-uri-missing", ERROR),  # OIDC Core §3.1.2.1
        ({"redirect_uri": None, "scope": "profile"}, "url-redirect-uri-missing", WARNING),  # RFC 6749 §4.1.1
        ({"redirect_uri": "/cb"}, "redirect-uri-relative", ERROR),  # RFC 6749 §3.1.2
        ({"scope": None}, "url-scope-missing", WARNING),
        ({"scope": "openid  profile"}, "url-scope-grammar", ERROR),  # RFC 6749 §3.3
        ({"scope": 'openid "x"'}, "url-scope-grammar", ERROR),
        ({"scope": "openid,profile"}, "url-scope-comma", WARNING),
        ({"scope": "openid openid"}, "url-scope-twice", INFO),
        ({"scope": "OpenID"}, "url-openid-missing", WARNING),  # OIDC Core §3.1.2.1, case-sensitive by RFC 6749 §3.3
        ({"scope": "profile"}, "url-openid-missing", WARNING),
        ({"state": None}, "url-state-missing", WARNING),  # RFC 6749 §10.12
        ({"state": "q6Xh0yXqq6Xh0yXqq6Xh0yXqq6Xh0yXq\u200b"}, "url-state-character", ERROR),  # RFC 6749 Appendix A.5
        ({"state": RIGHT["code_challenge"]}, "url-state-shared", WARNING),
        ({"nonce": None}, "url-nonce-missing", INFO),  # OIDC Core §3.1.2.1: nonce OPTIONAL
        ({"code_challenge": None}, "url-challenge-missing", ERROR),  # RFC 7636 §4.4.1
        ({"code_challenge": f"{RIGHT['code_challenge']}="}, "challenge-length", ERROR),  # RFC 7636 §4.2
        ({"code_challenge_method": None}, "method-missing", WARNING),  # RFC 7636 §4.3
        ({"code_challenge_method": None}, "url-method-forgotten", ERROR),
        ({"code_challenge_method": "plain"}, "method-plain", WARNING),
        ({"code_challenge_method": "s256"}, "method-unknown", ERROR),
        ({"prompt": "none login"}, "url-prompt", ERROR),  # OIDC Core §3.1.2.1
        ({"prompt": "Login"}, "url-prompt", WARNING),
        ({"scope": "openid offline_access"}, "url-offline-consent", INFO),  # OIDC Core §11
        ({"scope": "openid offline_access", "prompt": "login"}, "url-offline-consent", INFO),
        ({"scope": "openid offline_access", "prompt": "consent"}, "", INFO),
        ({"scope": "openid offline_access", "prompt": "none"}, "", INFO),
        ({"max_age": "1h"}, "url-max-age", ERROR),
        ({"claims": "userinfo"}, "url-claims", ERROR),  # OIDC Core §5.5
        ({"claims": "%7B%22id_token%22%3Anull%7D"}, "url-claims", ERROR),
        ({"claims": "{'id_token': None}"}, "url-claims", ERROR),
        ({"resource": "api"}, "url-resource", ERROR),  # RFC 8707 §2
        ({"resource": "https://api#x"}, "url-resource", ERROR),
        ({"resource": "https://api.example/"}, "", INFO),
        ({"scope": "profile", "nonce": None, "redirect_uri": "https://a.example/"}, "url-openid-missing", WARNING),
    ],
)
def test_each_parameter(changes: dict[str, str | None], rule: str, level: Level | None) -> None:
    """Each mistake has its rule and its level; "" means that nothing is left but passes."""
    assert_judged(changes, rule, level)


@pytest.mark.parametrize(
    ("scope", "says"),
    [
        ("openid+profile", "openid+profile is one scope, and openid isn't asked for."),
        ("openid read,write", "To them, read,write is one scope."),
        ("read;write", "To them, read;write is one scope."),
    ],
)
def test_scopes_that_are_joined(scope: str, says: str) -> None:
    """RFC 6749 §3.3: what has no space in it is one scope."""
    (found,) = [each for each in check_authorization_url(url_with(scope=scope)) if each.rule == "url-scope-comma"]
    assert found.message.endswith(says)


def test_a_state_that_was_used_before() -> None:
    """RFC 6749 §10.12: state protects only once."""
    report = check_authorization_url(url_with(), used_states=[RIGHT["state"]])
    assert levels(report) == {"url-state-reused": Level.ERROR}


def test_a_check_hands_everything_on() -> None:
    """A used state and the method count, and `raise_errors` raises for them."""
    request = AuthorizationRequest(
        client_id="c", scope="openid", redirect_uri="https://a.example/cb", state=generate_state(),
        code_challenge=generate_pair().code_challenge, code_challenge_method="S256",
        nonce=generate_nonce(),
    )  # fmt: skip
    url = build_authorization_url(request, "https://op.example/authorize")
    check_authorization_url(url).raise_errors()
    with pytest.raises(ValidationError):
        check_authorization_url(url, used_states=[str(request.state)]).raise_errors()
    with pytest.raises(ValidationError):
        check_code_challenge("x" * 128, "S256").raise_errors()
    assert check_code_challenge("x" * 128, "plain").ok
    check_code_challenge("x" * 128, "plain").raise_errors()


@pytest.mark.parametrize(
    ("claims", "hint"),
    [("%7B%22id_token%22%3Anull%7D", "percent-encoded twice"), ("{'id_token': None}", "double quotes")],
)
def test_how_the_claims_went_wrong(claims: str, hint: str) -> None:
    """The hint names what was done to the JSON."""
    (found,) = [found for found in check_authorization_url(url_with(claims=claims)) if found.rule == "url-claims"]
    assert hint in found.hint


def test_a_known_server_has_redirect_rules_of_its_own() -> None:
    """Entra takes http with localhost, and doesn't take [::1]."""
    request = AuthorizationRequest(client_id="a", redirect_uri="http://localhost:5005/cb")
    entra = "https://login.microsoftonline.com/common/oauth2/v2.0/authorize"
    assert not [each for each in check_parameters(request, entra) if each.rule.startswith("redirect-uri-local")]
    found = [each for each in check_parameters(request, "https://op.example/") if each.rule == "redirect-uri-localhost"]
    assert [each.hint for each in found] == ["Use 127.0.0.1."]


@pytest.mark.parametrize(
    ("endpoint", "levels_"), [("/oauth/authorize%20", ["error"]), ("/my%20realm/auth", ["warning"]), ("/auth", [])]
)
def test_white_space_in_the_path_of_the_endpoint(endpoint: str, levels_: list[str]) -> None:
    assert [each.level.value for each in check_endpoint_path(f"https://op.example{endpoint}?x=1")] == levels_


@pytest.mark.parametrize("query", ["response_type=code", "client_id=abc", "redirect_uri=https%3A%2F%2Fa.example%2Fcb"])
def test_a_url_that_was_cut_at_its_first_and(query: str) -> None:
    """A single parameter is what a shell leaves of a URL without quotes; the error about it comes first."""
    assert check_authorization_url(f"https://op.example/a?{query}").errors[0].rule == "url-cut"
    assert "url-cut" not in {each.rule for each in check_authorization_url(f"https://op.example/a?{query}&scope=a")}


def test_servers_that_want_no_consent() -> None:
    """Entra ID, for one, gives a refresh token for offline_access alone."""
    asked = "response_type=code&client_id=a&scope=openid%20offline_access"
    for endpoint, said in (
        ("https://login.microsoftonline.com/common/oauth2/v2.0/authorize", False),
        ("https://op.example/authorize", True),
    ):
        found = {each.rule for each in check_authorization_url(f"{endpoint}?{asked}")}
        assert ("url-offline-consent" in found) is said


def test_a_resource_at_entra() -> None:
    """It's only a warning: the endpoint may take it."""
    url = "https://login.microsoftonline.com/t/oauth2/v2.0/authorize?resource=https://a.example/&scope=openid"
    (found,) = check_endpoint_path(url)
    assert (found.rule, found.level) == ("url-resource", Level.WARNING)
