"""A flow as a report: what a reader needs, and no secret."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import (
    Report,
    build_report,
    check_flow,
    parse_flow,
)
from tests.support.flows import CHALLENGE, NOW, REDIRECT, VERIFIER, flow, id_token
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

SECRETS = (
    VERIFIER,
    CHALLENGE,
    "the-code",
    "a-client-secret",
    "the-access-token",
    "a-state",
    "a-nonce",
    id_token(),
    "alice",
)


def test_the_report_has_what_a_reader_needs_and_no_secret() -> None:
    """The steps with public values and lengths, what the checks found, and what the error means."""
    described = "Code the-code of joe@op.example: redirect_uri mismatch, trace 0a1b2c3d4e5f6a7b8c9d0e1f"
    failed = flow(
        token_request={"redirect_uri": f"{REDIRECT}/?code=the-code#frag"},
        token_response={"error": "invalid_grant", "error_description": described, "unknown thing": "x", "list": [1]},
        authorization_endpoint="https://user:pass@op.example/auth",
        provider="banno-admin",
    )
    report = build_report(failed, now=NOW)
    for line in (
        "- provider: `banno-admin`",
        "- authorization_endpoint: `https://(9 characters)@op.example/auth`",
        "- code_received_at: 2023-11-14T22:13:20Z",
        "- client_id: `client`",
        "- code_challenge_method: `S256`",
        "- code_verifier: (43 characters)",
        f"- redirect_uri: `{REDIRECT}/?(13 characters)#(4 characters)`",
        "- error: `invalid_grant`",
        "- error_description: `Code (8 characters) of (an address): redirect_uri mismatch, trace (24 characters)`",
        "- (a name of 13 characters): (1 character)",
        "- list: (left out: not text)",
        "- expires_in: 3600",
        "### What `invalid_grant` means",
        "Possible causes, the likeliest first:",
    ):
        assert line in report, line
    assert "**error**: The redirect_uri of the token request and the one in the authorization URL differ" in report
    for secret in SECRETS:
        assert secret not in report
    assert 'alg `"HS256"`' in report


def test_the_report_of_nothing_and_of_all_well() -> None:
    """The report says which messages are unknown, and that two known ones fit together; of one, it claims nothing."""
    empty = build_report(parse_flow({}))
    assert empty.count("Not known.") == 4
    assert "There was nothing to compare" in empty
    two = {"authorization_request": {"client_id": "a"}, "token_request": {"client_id": "a"}}
    assert "The known messages fit together." in build_report(parse_flow(two))
    assert "HS256" not in build_report(parse_flow({"token_response": {"id_token": "x"}}))
    assert "can't be read as an ID token" in build_report(parse_flow({"token_response": {"id_token": "x"}}))


def test_the_report_cannot_be_taken_over() -> None:
    """Values cannot leave their code span or add lines, and long ones are not shown in part."""
    hostile = "`](https://evil.example)\n## Title\u202e"
    parsed = parse_flow({"client_id": hostile, "scope": "x" * 500, "state": "", "error": hostile})
    report = build_report(parsed)
    assert "\n## Title" not in report
    assert "\u202e" not in report
    assert "- client_id: `'](https://evil.example)\\n## Title\\u202e`" in report
    assert "- scope: (500 characters)" in report
    assert "- state: empty" in report


@pytest.mark.parametrize("encode", [str, lambda text: quote(text, safe=""), lambda text: text.replace("*", "\\*")])
def test_a_secret_that_a_server_repeats(encode: Any) -> None:
    """A secret in a message is replaced, also percent-encoded."""
    secret = "Pa$$w*rd/with+odd=chars"
    values = {
        "token_request": {"client_secret": secret},
        "token_response": {"error": "x", "error_description": encode(secret)},
    }
    report = build_report(parse_flow(values))
    assert encode(secret) not in report
    assert secret not in report


def test_a_command_as_the_token_request() -> None:
    """A command is read: a variable has no value, a secret in it only a length, and the report says what was read."""
    command = "curl -u client:a-client-secret https://op.example/token -d grant_type=authorization_code -d code=$CODE"
    report = build_report(parse_flow({"token_request": command, "token_response": {"error": "invalid_client"}}))
    assert "- code: filled in when it is sent" in report
    assert "Read from: curl with POST." in report
    assert "a-client-secret" not in report
    glued = build_report(parse_flow({"token_request": "grant_type=authorization_codecode=x1y2z3w4&client_id=a"}))
    assert "x1y2z3w4" not in glued


def test_half_a_character_in_a_secret() -> None:
    """A secret that has no octets is replaced like any other."""
    values = {"token_request": {"client_secret": "\ud800secret"}, "token_response": {"error": "x \ud800secret"}}
    assert "secret`" not in build_report(parse_flow(values))


NAMES = st.sampled_from(
    ["client_id", "redirect_uri", "code", "state", "error", "error_description", "id_token", "scope", "x"]
)


SECRET_NAMES = st.sampled_from(
    ["code", "code_verifier", "client_secret", "access_token", "refresh_token", "state", "new"]
)


STEPS = st.sampled_from(["authorization_request", "authorization_response", "token_request", "token_response"])


TEXT = st.text(max_size=12) | st.text(alphabet="ab`*\n<>%/?#@&", max_size=12) | st.integers() | st.floats() | st.none()


@given(
    st.dictionaries(STEPS, st.dictionaries(NAMES, TEXT, max_size=4), max_size=4),
    STEPS,
    SECRET_NAMES,
    st.text(min_size=8, max_size=30),
)
def test_no_secret_is_ever_in_the_report(
    values: dict[str, dict[str, object]], step: str, name: str, secret: str
) -> None:
    """A value whose name is not on the short list is never in the report, even if another value repeats it."""
    secret = f"<{secret}>"
    members = {**values.get(step, {}), name: secret}
    told = {**values.get("token_response", {}), "error": "x", "error_description": f"no {secret}", "scope": secret}
    values = {**values, "token_response": told, step: {**(told if step == "token_response" else {}), **members}}
    parsed = parse_flow(values)
    report = build_report(parsed, now=NOW)
    assert secret not in report
    assert report.count("\n### ") >= 5
    assert isinstance(check_flow(parsed, now=NOW), Report)


def test_hostile_values_are_quick() -> None:
    """Many and long values cost little: what is read is bounded."""
    long = "x" * 20_000
    step = {f"name_{'a' * n}": f"{n}{long}" for n in range(30)}
    values = dict.fromkeys(("authorization_request", "token_request", "token_response"), step)
    length = 30 * len(long) * 3 * 51
    cost = cost_per_character(lambda: build_report(parse_flow({**values, "earlier": [values] * 50})), length)
    assert cost < FAR_TOO_MUCH
