"""What one message says against what another says: state, iss, client, code, scope, ID token."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core import (
    Level,
    check_flow,
    parse_flow,
)
from tests.support.flows import CHALLENGE, NOW, SOUND, VERIFIER, assert_first_error, flow, id_token, rules


@pytest.mark.parametrize(
    ("changes", "rule", "says"),
    [
        # RFC 6749 §10.12, §4.1.2: the state comes back as it was sent.
        ({"authorization_response": {"state": "another"}}, "state-mismatch", "No usual change makes one"),
        ({"authorization_response": {"state": "a-state/"}}, "state-mismatch", "slash at the end"),
        ({"authorization_response": {"state": ...}}, "state-mismatch", "but the redirect has none"),
        ({"authorization_request": {"state": ...}}, "state-mismatch", "didn't send one"),
        # RFC 9207 §2.4
        ({"authorization_response": {"iss": "https://evil.example"}}, "iss-mismatch", "doesn't match the issuer."),
        # RFC 6749 §4.1.3
        ({"token_request": {"client_id": "other"}}, "client-differs", "another client"),
        ({"token_request": {"client_id": "other", "client_secret": "client"}}, "client-differs", "are swapped"),
        ({"token_request": {"code": "the-cod"}}, "code-differs", "cut off"),
        ({"token_request": {"code": "another"}}, "code-differs", "earlier attempt"),
        # OIDC Core §3.1.3.3
        ({"token_response": {"id_token": ...}}, "id-token-absent", "no id_token"),
    ],
)  # fmt: skip
def test_what_does_not_match(changes: dict[str, Any], rule: str, says: str) -> None:
    """One wrong value gives one error, with the section that the two messages break."""
    assert_first_error(changes, rule, says)


def test_a_code_after_a_refusal() -> None:
    """RFC 6749 §4.1.2.1: a redirect with an error has no code, so a code that is redeemed is of another attempt."""
    refused = flow(authorization_response={"code": ..., "error": "access_denied"})
    message = next(each.message for each in check_flow(refused).errors if each.rule == "code-differs")
    assert "brought the error access_denied and no code" in message
    assert "code-differs" not in rules(check_flow(flow(authorization_response={"error": "access_denied"})))
    no_code = flow(authorization_response={"code": ..., "error": "access_denied"}, token_request={"code": ...})
    assert "code-differs" not in rules(check_flow(no_code))


def test_a_promised_iss_is_missed() -> None:
    """RFC 9207 §2.4: only where the metadata promises it; nothing is said of a redirect that isn't known."""
    promise = {"issuer": "https://op.example", "authorization_response_iss_parameter_supported": True}
    without = {"authorization_response": {"iss": ...}}
    report = check_flow(flow(metadata=promise, **without), now=NOW)
    assert rules(report) == ["iss-mismatch"]
    assert "the server's metadata promises it" in report.errors[0].message
    assert check_flow(flow(**without), now=NOW).ok
    assert check_flow(flow(metadata={**promise, "authorization_response_iss_parameter_supported": False}, **without)).ok
    assert check_flow(parse_flow({"metadata": promise, "client_id": "client"})).ok
    assert check_flow(parse_flow({"metadata": promise, "code": "c", "code_verifier": "v" * 43})).ok  # flat
    for partial in ({"code": "abc"}, {"response": "e30.e30.c2ln", "state": "s", "code": "c"}):
        assert check_flow(parse_flow({"metadata": promise, "authorization_response": partial})).ok


def test_a_scope_in_another_form_is_neither_granted_nor_not() -> None:
    """It's only probable, so nothing is ruled out by it."""
    asked = {"authorization_request": {"scope": "openid user.read"}}
    report = check_flow(flow(**asked, token_response={"scope": "openid User.Read"}), now=NOW)
    assert "scope-not-granted" not in {each.rule for each in report}


def test_what_is_used_again() -> None:
    """RFC 7636 §4.1, RFC 6749 §4.1.2: verifier, state, nonce and code belong to one attempt each."""
    other_code = {**SOUND, "token_request": {**SOUND["token_request"], "code": "another"}}
    again = check_flow(flow(earlier=[other_code]), now=NOW)
    assert rules(again) == ["verifier-reused", "state-reused", "nonce-reused"]
    retry = check_flow(flow(earlier=[SOUND]), now=NOW)  # of the same authorization request
    assert rules(retry) == ["code-reused"]
    assert "brought tokens" in retry.errors[0].message
    refused = check_flow(flow(earlier=[{"token_request": SOUND["token_request"]}]), now=NOW)
    assert "An earlier token request sent the same code." in refused.errors[0].message
    fresh = check_flow(flow(earlier=[{"code_verifier": "another"}, 5]), now=NOW)
    assert fresh.ok
    nothing = parse_flow({"earlier": [{}], "client_id": "client"})
    assert check_flow(nothing).ok


@pytest.mark.parametrize(
    ("granted", "rule", "says"),
    [
        ("openid", "scope-not-granted", "didn't grant 1 of the requested scopes"),
        ("email", "scope-not-granted", "didn't grant 1 of the requested scopes"),  # the ID token proves openid
    ],
)
def test_scopes_not_granted(granted: str, rule: str, says: str) -> None:
    """RFC 6749 §3.3, §5.1: fewer scopes are a warning; no scope means those asked for."""
    report = check_flow(flow(token_response={"scope": granted}), now=NOW)
    assert rules(report, Level.WARNING)[0] == rule
    assert says in report.warnings[0].message
    for there in (..., "profile openid email"):
        assert "scope-not-granted" in rules(check_flow(flow(token_response={"scope": there})), Level.PASS)
    assert check_flow(flow(authorization_request={"scope": "profile"}, token_response={"id_token": ...})).ok


def test_the_id_token_of_a_flow() -> None:
    """OIDC Core §3.1.3.7: issuer, client_id, nonce and access token come from the other steps."""
    wrong = id_token(iss="https://evil.example", aud="other", nonce="other", exp=NOW)
    report = check_flow(flow(token_response={"id_token": wrong}), now=NOW)
    assert rules(report) == ["iss-claim-mismatch", "aud-mismatch", "exp-passed", "nonce-mismatch"]
    bare = check_flow({"token_response": {"id_token": id_token()}}, now=NOW)
    assert bare.ok
    assert "nonce-not-compared" in rules(bare, Level.WARNING)
    assert "exp-passed" not in rules(check_flow({"token_response": {"id_token": id_token(exp=1)}}))


@pytest.mark.parametrize(
    "flat",
    [
        {"state": "s", "code": "c", "code_verifier": VERIFIER, "client_id": "a", "redirect_uri": "https://a.example"},
        {"code": "c", "code_verifier": VERIFIER, "code_challenge": CHALLENGE, "error": "invalid_client"},
        {"code": "c", "code_challenge": CHALLENGE, "access_token": "t", "scope": "openid"},
        {"grant_type": "refresh_token", "refresh_token": "r", "access_token": "t"},
        {"grant_type": "authorization_code", "refresh_token": "r", "client_id": "a", "error": "invalid_grant"},
    ],
)
def test_nothing_is_missing_from_a_flat_object(flat: dict[str, Any]) -> None:
    """It doesn't say what each message had, and a value that stands for two of them isn't compared with itself."""
    report = check_flow(parse_flow(flat))
    assert not [each for each in report if each.level in (Level.ERROR, Level.WARNING)]
    assert not {"client-differs", "code-differs", "redirect-uri-differs", "state-mismatch"} & {
        each.rule for each in report
    }


def test_a_state_inside_a_signed_response() -> None:
    """JARM has it in the JWT, so it isn't missing."""
    response = {"authorization_response": {"response": "e30.e30.c2ln", "state": ...}}
    assert "state-mismatch" not in rules(check_flow(flow(**response), now=NOW))


def test_some_values_of_a_request() -> None:
    """RFC 6749 §4.1.1: client_id is required, so a request without it is known in part, and lacks nothing."""
    known: dict[str, Any] = {
        "authorization_request": {"code_challenge": CHALLENGE},
        "authorization_response": {"code": "c", "state": "s"},
        "token_request": {"code": "c", "code_verifier": VERIFIER},
    }
    assert check_flow(parse_flow(known)).ok
    whole = {**known, "authorization_request": {"code_challenge": CHALLENGE, "client_id": "a"}}
    assert rules(check_flow(parse_flow(whole))) == ["state-mismatch", "method-missing"]


def test_an_encoded_code_is_not_copied_again() -> None:
    """To copy it again from the address gives the encoded text again."""
    values = parse_flow(
        {
            "authorization_response": "https://app.example/cb?code=4%2F0AVMBsJg&state=s",
            "token_request": {"grant_type": "authorization_code", "code": "4%2F0AVMBsJg"},
        }
    )
    found = next(each for each in check_flow(values) if each.rule == "code-differs")
    assert "percent-encoded once more" in found.message
    assert "Decode it once" in found.hint


def test_a_refresh_cites_its_own_section() -> None:
    values = parse_flow({"token_request": {"grant_type": "refresh_token", "refresh_token": '"abc"'}})
    found = next(each for each in check_flow(values) if each.rule == "value-quoted")
    assert str(found.spec) == "RFC 6749 §6"
