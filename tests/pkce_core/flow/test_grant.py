"""What a token request exchanges: only a code and a refresh token are judged."""

from __future__ import annotations

import json

import pytest

from pkce_core import Level, answer_texts, check_flow, explain_error, parse_flow
from pkce_core.flow.grant import grant_of, is_of_other_grant, is_refresh
from pkce_core.grants import CODE, GRANTS, REFRESH, grant_named

OTHERS = [*(grant for grant in GRANTS if grant not in (CODE, REFRESH)), "urn:example:own"]


@pytest.mark.parametrize(
    ("members", "grant"),
    [
        ({}, CODE),
        ({"code": "x"}, CODE),
        ({"refresh_token": "x"}, REFRESH),
        ({"refresh_token": "x", "code": "y"}, CODE),
        ({"grant_type": "refresh_token\n"}, REFRESH),
        ({"grant_type": "refreshToken"}, REFRESH),
        ({"grant_type": "refresh_tokenclient_id=a"}, REFRESH),
        ({"grant_type": "authorizationCode"}, CODE),
        ({"grant_type": "password"}, "password"),
        ({"grant_type": "urn:example:own"}, "urn:example:own"),
    ],
)
def test_the_grant(members: dict[str, str], grant: str) -> None:
    """The grant_type, also misspelled; without one, what the request has."""
    flow = parse_flow({"token_request": members})
    assert grant_of(flow) == grant
    assert is_refresh(flow) == (grant == REFRESH)
    assert is_of_other_grant(flow) == (grant not in (CODE, REFRESH))


def test_names() -> None:
    """A name with white space around it is the name; others are none."""
    assert [grant_named(value) for value in (" password ", "Refresh-Token", "x")] == ["password", REFRESH, ""]


@pytest.mark.parametrize("grant", OTHERS)
@pytest.mark.parametrize("error", ["invalid_grant", "invalid_request", "unauthorized_client"])
def test_other_grants_are_not_judged_as_an_exchange_of_a_code(grant: str, error: str) -> None:
    """What it exchanges is said, and no cause speaks of a code, a redirect_uri or a verifier."""
    members = {"grant_type": grant, "client_id": "a"}
    flow = parse_flow({"token_request": members, "token_response": {"error": error}})
    found = [each for each in check_flow(flow) if each.rule == "other-grant"]
    assert [each.level for each in found] == [Level.INFO]
    explanation = explain_error(error, flow=flow)
    said = json.dumps(explanation.to_dict())
    assert not any(word in said for word in ("redirect_uri", "code_verifier", "code_challenge", "The code "))
    curl = f"curl https://op.example/token -d grant_type={grant} -d client_id=a"
    assert answer_texts([curl]).title.startswith("This token request")
    assert "code" not in answer_texts([curl, json.dumps({"error": error})]).title.replace("device code", "")


def test_a_refresh_has_causes_of_its_own() -> None:
    """The K3 rows: rotation, age, revocation, another client; the words say nothing of the first request."""
    flow = parse_flow({"token_request": {"grant_type": "refresh_token", "refresh_token": "rt1"}})
    explanation = explain_error("invalid_grant", flow=flow)
    assert [cause.slug for cause in explanation.causes][:3] == [
        "refresh-token-used", "refresh-token-invalid", "refresh-token-of-another",
    ]  # fmt: skip
    said = json.dumps(explanation.to_dict())
    assert "redirect_uri" not in said
    assert "verifier" not in said
    asks = parse_flow({"token_request": "grant_type=refresh_token&refresh_token=rt1&scope=admin"})
    assert explain_error("invalid_scope", flow=asks).causes[0].slug == "scope-widened"
    empty = parse_flow({"token_request": {"grant_type": "refresh_token", "client_id": "a"}})
    assert explain_error("invalid_request", flow=empty).causes[0].slug == "refresh-token-missing"


def test_a_flat_object_of_a_refresh() -> None:
    """Parameters side by side: the refresh token was sent, and the error came back from the token endpoint."""
    flat = {"grant_type": "refresh_token", "refresh_token": "rt1", "client_id": "a", "error": "invalid_grant"}
    flow = parse_flow({**flat, "issuer": "https://op.example"})
    assert flow.value("token_request", "refresh_token") == "rt1"
    assert flow.value("token_response", "error") == "invalid_grant"
    assert not flow.authorization_request
    assert flow.issuer == "https://op.example"
    assert explain_error("invalid_grant", flow=flow).causes[0].slug == "refresh-token-used"
