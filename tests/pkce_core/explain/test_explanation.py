"""An error code and the values of a flow: the causes, the likeliest first, each with its section."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import (
    ERROR_CODES,
    Explanation,
    Finding,
    FlowValues,
    Level,
    UsageError,
    check_flow,
    derive_code_challenge,
    diagnose_challenge,
    explain_error,
    parse_flow,
)
from pkce_core.explain.explanation import NAMED_NONE, NOT_SEEN
from pkce_core.explain.ranking import by_rule
from pkce_core.explain.usual.state_change import NO_CAUSE, OTHER_REQUEST
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"


def slugs(explanation: Explanation) -> list[str]:
    return [cause.slug for cause in explanation.causes]


@pytest.mark.parametrize("error", sorted(ERROR_CODES))
def test_every_code_is_explained(error: str) -> None:
    """Each code has a meaning, a section and its causes in their order."""
    explanation = explain_error(f" {error}\n")
    assert explanation.known
    assert explanation.meaning.endswith(".")
    assert explanation.spec is not None
    assert explanation.spec.url
    assert tuple(slugs(explanation)) == ERROR_CODES[error].causes
    assert explanation.to_dict()["error"] == error


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        ("Invalid_Grant", "Did you mean invalid_grant? Case"),
        ("invalid grant", "Did you mean invalid_grant?"),
        ("invalid-client", "Did you mean invalid_client?"),
        ("something", "No specification that pkce-core knows defines this error code."),
        ("", "No specification that pkce-core knows defines this error code."),
        ("x" * 200, "No specification that pkce-core knows defines this error code."),
    ],
)
def test_an_unknown_code(error: str, meaning: str) -> None:
    """An unknown code is reported, with the most similar code that is known."""
    explanation = explain_error(error)
    assert not explanation.known
    assert meaning in explanation.meaning
    assert explanation.spec is None
    assert explanation.to_dict()["spec"] is None
    assert len(explanation.error) < 90


@pytest.mark.parametrize(
    ("error", "description", "provider", "first"),
    [
        ("invalid_grant", "PKCE verification failed: Code mismatch", "keycloak", "verifier-mismatch"),
        ("invalid_grant", "Code not valid", "keycloak", "code-reused"),
        ("invalid_request", "Missing parameter: code_challenge_method", "keycloak", "method-missing"),
        ("invalid_request", "Missing parameter: code_challenge", "keycloak", "challenge-required"),
        ("invalid_grant", "AADSTS501481: The Code_Verifier does not match", "entra", "verifier-mismatch"),
        ("invalid_client", "AADSTS7000215: Invalid client secret provided.", "entra", "secret-wrong"),
        ("invalid_request", "AADSTS9999999: Something new.", "entra", "challenge-required"),
        ("invalid_grant", "Malformed auth code.", "google", "code-damaged"),
        ("invalid_grant", "Failed to verify code verifier", "auth0", "verifier-mismatch"),
        ("invalid_grant", "PKCE verification failed.", "okta", "verifier-mismatch"),
        ("invalid_client", "client authentication failed", "node-oidc-provider", "secret-wrong"),
        (
            "invalid_request", "Authorization Server policy requires PKCE to be used for this request",
            "node-oidc-provider", "challenge-required",
        ),
        ("invalid_grant", "it went wrong", None, "redirect-uri-differs"),
    ],
)  # fmt: skip
def test_what_the_message_says_comes_first(error: str, description: str, provider: str | None, first: str) -> None:
    """A provider's message is recognized, and its causes come before the usual ones."""
    explanation = explain_error(error, error_description=description)
    assert explanation.provider == provider
    assert slugs(explanation)[0] == first
    assert len(set(slugs(explanation))) == len(explanation.causes)
    if provider and explanation.causes[0].evidence:
        assert explanation.known_by in explanation.causes[0].evidence


def test_a_number_or_a_message_in_the_place_of_the_code() -> None:
    """AADSTS numbers are explained without an error code too."""
    explanation = explain_error("AADSTS50011")
    assert slugs(explanation) == ["redirect-uri-unregistered"]
    assert "Microsoft Entra ID writes such messages" in explanation.meaning
    assert explanation.known
    assert explanation.spec is None


def test_an_error_inside_a_message() -> None:
    """The error in a message is explained too, whether or not the code outside is known."""
    inside = '{"error":"invalid_client"}'
    for code in ("server_error", "upstream_failed"):
        explanation = explain_error(code, error_description=f"Failed: {inside}")
        assert "could not authenticate the client" in explanation.meaning
        assert slugs(explanation)[0] == "secret-wrong"
        assert explanation.known


@pytest.mark.parametrize(
    ("error", "description", "says"),
    [
        ("invalid_grant", "Falscher Wert", "no cause that pkce-core recognizes, so the causes are the usual ones"),
        ("unheard_of", "Falscher Wert", "names no cause that pkce-core recognizes."),
        ("access_denied", "The resource owner or authorization server denied the request.", "only repeats what"),
        ("invalid_grant", "Refresh token expired", "doesn't accept what was sent to get a token"),
    ],
)
def test_a_message_that_is_not_understood(error: str, description: str, says: str) -> None:
    """A message that names nothing known is said to name nothing; one that names something is not."""
    assert says in explain_error(error, error_description=description).meaning
    assert "names no cause" not in explain_error(error, error_description="The code has expired").meaning


def test_a_server_that_keeps_the_reason() -> None:
    """node-oidc-provider says one sentence for every invalid_grant; the meaning says so."""
    explanation = explain_error("invalid_grant", error_description="grant request is invalid")
    assert "writes the reason only to its log" in explanation.meaning
    assert slugs(explanation) == list(ERROR_CODES["invalid_grant"].causes)


def flow(**changes: Any) -> FlowValues:
    request = {
        "client_id": "client",
        "redirect_uri": "https://app.example/cb",
        "code_challenge": derive_code_challenge(VERIFIER),
        "code_challenge_method": "S256",
    }
    values: dict[str, Any] = {
        "authorization_request": request,
        "authorization_response": {"code": "c"},
        "token_request": {
            "client_id": "client",
            "redirect_uri": "https://app.example/cb",
            "code": "c",
            "code_verifier": VERIFIER,
        },
        "authorization_requested_at": 995,
        "code_received_at": 1000,
        "token_requested_at": 1001,
    }
    for name, value in changes.items():
        values[name] = {**values[name], **value} if isinstance(value, dict) else value
    return parse_flow(values)


def test_a_proof_comes_first() -> None:
    """RFC 6749 §4.1.3: the redirect_uri that differs is named with its difference, and what fits is ruled out."""
    wrong = flow(token_request={"redirect_uri": "https://app.example/cb/"})
    explanation = explain_error("invalid_grant", error_description="grant request is invalid", flow=wrong)
    first = explanation.causes[0]
    assert first.slug == "redirect-uri-differs"
    assert first.evidence == (
        "The redirect_uri of the token request has a slash at the end of its path, but "
        "the one in the authorization URL doesn't."
    )
    assert str(first.spec) == "RFC 6749 §4.1.3"
    out = [cause.slug for cause in explanation.ruled_out]
    assert {"verifier-mismatch", "verifier-missing", "client-differs", "code-differs", "code-old"} <= set(out)
    assert all(cause.evidence for cause in explanation.ruled_out)
    assert not set(out) & set(slugs(explanation))


@pytest.mark.parametrize(
    ("changes", "first", "fix"),
    [
        ({"token_request": {"code_verifier": "x" * 43}}, "verifier-mismatch", "keep its verifier"),
        ({"authorization_request": {"code_challenge": VERIFIER}}, "verifier-mismatch", ""),
        ({"authorization_request": {"code_challenge_method": ""}}, "method-missing", "S256"),
        ({"token_requested_at": 5000}, "code-old", "Start again"),
        ({"token_request": {"client_id": "other"}}, "client-differs", "same client_id"),
        ({"authorization_request": {"code_challenge": ""}}, "challenge-missing", "code_challenge_method=S256"),
        ({"earlier": [{"token_request": {"code": "c"}}]}, "code-reused", "Start again"),
    ],
)
def test_each_mistake_is_proved(changes: dict[str, Any], first: str, fix: str) -> None:
    """RFC 6749 §5.2, RFC 7636 §4.6: the mistake that the values show is the first cause."""
    explanation = explain_error("invalid_grant", flow=flow(**changes))
    assert explanation.causes[0].slug == first
    assert explanation.causes[0].evidence
    assert fix in explanation.causes[0].fix


def test_the_line_that_puts_a_challenge_right() -> None:
    """A challenge with a known mistake brings the line of the diagnosis as its fix."""
    wrong = derive_code_challenge(VERIFIER).replace("-", "+").replace("_", "/") + "="
    explanation = explain_error("invalid_grant", flow=flow(authorization_request={"code_challenge": wrong}))
    diagnosis = diagnose_challenge(VERIFIER, wrong)
    cause = next(cause for cause in explanation.causes if cause.slug == "verifier-mismatch")
    assert diagnosis is not None
    assert cause.fix == diagnosis.fix


def test_the_message_against_the_values() -> None:
    """What the server says and the values exclude is no cause; the values at hand may not be those it got."""
    explanation = explain_error("invalid_grant", error_description="Incorrect redirect_uri", flow=flow())
    assert "redirect-uri-differs" not in slugs(explanation)
    assert "redirect-uri-differs" in [cause.slug for cause in explanation.ruled_out]
    assert explanation.meaning.endswith(NAMED_NONE)
    assert slugs(explanation) == ["other-values", "server-compares"]
    reused = flow(
        earlier=[{"token_request": {"code": "c"}, "token_response": {"access_token": "a"}}], token_requested_at=1000
    )
    known = explain_error("invalid_grant", error_description="Code not valid", flow=reused)
    assert (slugs(known)[0], known.meaning.endswith(NAMED_NONE)) == ("code-reused", False)
    none = explain_error("my_error", error_description="Incorrect redirect_uri", flow=flow())
    assert (slugs(none), none.meaning.endswith(NAMED_NONE)) == (["other-values", "server-compares"], True)
    scope = explain_error("my_error", error_description="user denied access", flow=flow())
    assert slugs(scope) == ["other-values"]
    secret = flow(token_request={"client_secret": "a-secret"})
    missed = explain_error("invalid_request", error_description="client_secret is missing.", flow=secret)
    assert (slugs(missed)[0], missed.meaning.endswith(NOT_SEEN)) == ("auth-method", True)
    basic = parse_flow({"token_request": "curl -u app-1:a-secret -d grant_type=authorization_code https://op.example/"})
    more = explain_error("invalid_client", error_description="client_secret is required", flow=basic)
    method = next(cause for cause in more.causes if cause.slug == "auth-method")
    assert "the message is about" in method.evidence
    assert "in the Authorization header (Basic)" in method.evidence


def test_a_redirect_of_another_request() -> None:
    """RFC 6749 §10.12: an error in a redirect with another state may answer another request; the meaning says so."""
    values: dict[str, Any] = {
        "authorization_request": {"client_id": "app-1", "state": "Zq7f3a91c2d4XkP0"},
        "authorization_response": {"error": "access_denied", "state": "another-state-12"},
    }
    assert explain_error("access_denied", flow=parse_flow(values)).meaning.endswith(OTHER_REQUEST)
    values["authorization_response"]["state"] = "Zq7f3a91c2d4XkP0"
    assert OTHER_REQUEST not in explain_error("access_denied", flow=parse_flow(values)).meaning


def test_the_headline() -> None:
    """The cause that the message itself names; none for a code alone, or for words that only repeat it."""
    said = explain_error("temporarily_unavailable", error_description="authentication_expired")
    assert said.headline.startswith("The server no longer has the login")
    assert explain_error("access_denied").headline == explain_error("").headline == ""


def test_the_flows_own_words() -> None:
    """The description beside the error in the flow counts, unless another one is given or the error is another."""
    said = parse_flow({"token_response": {"error": "invalid_grant", "error_description": "Code expired"}})
    assert slugs(explain_error("invalid_grant", flow=said))[0] == "code-old"
    assert slugs(explain_error("invalid_grant", error_description="Code reused", flow=said))[0] == "code-reused"
    assert slugs(explain_error("invalid_request", flow=said))[0] != "code-old"
    redirect = {
        "authorization_request": {"client_id": "app-1"},
        "authorization_response": {"error": "access_denied", "error_description": "Admin approval is required"},
    }
    assert slugs(explain_error("access_denied", flow=parse_flow(redirect)))[0] == "admin-consent"


def test_a_state_that_came_back_changed() -> None:
    """It's named, and no cause: the redirect is of the same attempt, and a token request has no state."""
    changed = flow(
        authorization_request={"state": "aB+cD/eF9gH+iJ=="}, authorization_response={"state": "aB cD/eF9gH iJ=="}
    )
    explanation = explain_error("invalid_grant", flow=changed)
    assert "state-mismatch" not in slugs(explanation)
    assert "with a space for each +" in explanation.meaning
    assert explanation.meaning.endswith(NO_CAUSE)


def test_a_mistake_of_another_kind_is_shown_too() -> None:
    """What is proved wrong comes up even when this error has other usual causes, behind those it has."""
    wrong = flow(
        authorization_request={"state": "a"},
        authorization_response={"state": "b"},
        token_request={"client_secret": ""},
    )
    assert slugs(explain_error("invalid_client", flow=wrong))[:2] == ["secret-empty", "state-mismatch"]


def test_one_mistake_is_one_cause() -> None:
    """A mistake that two findings show is one cause, with the first evidence; a pass does not hide it."""
    said = ((Level.PASS, "fits"), (Level.ERROR, "first"), (Level.ERROR, "second"), (Level.PASS, "fits again"))
    findings = [Finding(rule="iss-mismatch", level=level, message=message) for level, message in said]
    assert by_rule(findings) == {"iss-mismatch": findings[1]}


def test_the_iss_of_the_id_token_is_not_that_of_the_redirect() -> None:
    """An ID token of another issuer does not prove that the redirect came from one."""
    wrong = flow(issuer="https://op.example", token_response="access_token=x&id_token=e30.eyJpc3MiOiJ4In0.")
    assert "iss-mismatch" not in slugs(explain_error("invalid_grant", flow=wrong, now=1000))


def test_wrong_use() -> None:
    """An error and its description are text."""
    for arguments in ((1, None), ("x", 1)):
        with pytest.raises(UsageError, match="must be text"):
            explain_error(arguments[0], error_description=arguments[1])  # type: ignore[arg-type]


@given(st.text(max_size=40) | st.sampled_from(sorted(ERROR_CODES)), st.none() | st.text(max_size=60))
def test_any_text_is_explained(error: str, description: str | None) -> None:
    """Any text has an explanation, in characters that a terminal can show."""
    explanation = explain_error(error, error_description=description)
    assert explanation.error.isprintable()
    assert explanation.meaning


def test_hostile_text_is_quick() -> None:
    """A megabyte of error and description costs little."""
    cost = cost_per_character(lambda: explain_error("x" * 10**6, error_description="AADSTS" * 200_000), 10**6)
    assert cost < FAR_TOO_MUCH


@pytest.mark.parametrize(
    ("token_request", "first"),
    [
        ({}, "secret-missing"),
        ({"token_endpoint_auth_method": "none"}, "secret-missing"),
        ({"token_endpoint_auth_method": "client_secret_basic"}, "secret-wrong"),
        ({"client_assertion": "a.b.c"}, "assertion-refused"),
        ({"client_secret": "a-secret"}, "secret-wrong"),
    ],
)
def test_a_client_that_did_not_authenticate(token_request: dict[str, Any], first: str) -> None:
    """RFC 6749 §3.2.1: a token request without authentication is the first cause of invalid_client.

    A secret, or a method that has one, rules nothing in: then the usual order stands.
    """
    for answer in ("error=invalid_client", None):  # with the server's answer in the flow, and without
        wrong = flow(token_request=token_request, token_response=answer)
        explanation = explain_error("invalid_client", flow=wrong)
        assert explanation.causes[0].slug == first
        assert bool(explanation.causes[0].evidence) is (first in ("secret-missing", "assertion-refused"))


def test_a_public_client_needs_no_secret() -> None:
    """Without invalid_client, a token request without client_secret is as it should be for a public client."""
    assert "secret-missing" not in slugs(explain_error("invalid_grant", flow=flow()))
    assert "secret-missing" not in [found.rule for found in check_flow(flow())]
    confidential = flow(token_request={"client_secret": "a-secret"})
    assert "secret-missing" in [each.slug for each in explain_error("invalid_client", flow=confidential).ruled_out]


def test_a_proof_for_this_error_stands_before_an_error_of_another_kind() -> None:
    """A missing secret explains invalid_client better than a state that differs."""
    wrong = flow(authorization_request={"state": "a"}, authorization_response={"state": "b"})
    assert slugs(explain_error("invalid_client", flow=wrong))[:2] == ["secret-missing", "state-mismatch"]


def test_the_name_of_a_status() -> None:
    """What a framework writes as error when nothing of OAuth is meant is no misspelled code."""
    assert "HTTP status" in explain_error('{"status":401,"error":"Unauthorized","path":"/token"}').meaning
    explained = explain_error('{"statusCode":404,"message":"Cannot POST /token","error":"Not Found"}')
    assert explained.causes[0].slug == "wrong-endpoint"


def test_a_request_without_a_secret_has_no_empty_one() -> None:
    """Neither an empty secret nor one too many is a cause when the whole request is known and has none."""
    form = "grant_type=authorization_code&code=x1y2&client_id=abc"
    for secret, there in (("", False), ("&client_secret=", True)):
        found = explain_error("invalid_client", flow=parse_flow({"token_request": form + secret}))
        assert ("secret-empty" in {cause.slug for cause in found.causes}) is there
        assert ("secret-unwanted" in {cause.slug for cause in found.causes}) is there
