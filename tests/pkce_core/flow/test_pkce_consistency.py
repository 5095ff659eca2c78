"""Verifier, challenge and method across the two requests."""

from __future__ import annotations

import hmac
from typing import Any

import pytest

from pkce_core import check_flow, explain_error, parse_flow
from pkce_core.flow.pkce_consistency import other_values
from pkce_core.pkce.derivation import s256
from pkce_core.text.base64url import encode_base64url
from tests.support.flows import CHALLENGE, VERIFIER, assert_first_error, flow, rules


@pytest.mark.parametrize(
    ("changes", "rule", "says"),
    [
        # RFC 7636 §4.1, §4.3, §4.5, §4.6; RFC 9700 §4.8.2
        ({"token_request": {"code_verifier": "x" * 43}}, "verifier-mismatch", "doesn't match"),
        ({"authorization_request": {"code_challenge": f"{CHALLENGE}="}}, "challenge-malformed", "1 too many"),
        ({"token_request": {"code_verifier": ...}}, "verifier-missing", "no code_verifier"),
        ({"token_request": {"code_verifier": ..., "code_challenge": CHALLENGE}}, "verifier-missing", "instead"),
        (
            {"authorization_request": {"code_challenge": ..., "code_challenge_method": ...}},
            "challenge-missing", "sent no code_challenge",
        ),
        ({"authorization_request": {"code_challenge_method": ...}}, "method-missing", "which means plain"),
        ({"authorization_request": {"code_challenge_method": "plain"}}, "method-missing", "The method sent is plain"),
        ({"authorization_request": {"code_challenge_method": "s256"}}, "method-unknown", "is s256, and its letter"),
        ({"authorization_request": {"code_challenge_method": "sha256"}}, "method-unknown", "is sha256, which is"),
        ({"authorization_request": {"code_challenge_method": VERIFIER}}, "method-unknown", "is neither S256 nor"),
    ],
)  # fmt: skip
def test_what_does_not_match(changes: dict[str, Any], rule: str, says: str) -> None:
    """One wrong value gives one error, with the section that the two requests break."""
    assert_first_error(changes, rule, says)


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        ({}, "method-plain"),
        ({"error": "invalid_request"}, "method-plain"),
        ({"error": "access_denied"}, "method-unknown"),
        ({"code": "c"}, "method-unknown"),
    ],
)
def test_an_unknown_method(answer: dict[str, str], rule: str) -> None:
    """RFC 7636 §4.4.1: a server that doesn't support it answers invalid_request; one that goes on has taken it."""
    request = {"client_id": "a", "code_challenge": CHALLENGE, "code_challenge_method": "s256"}
    report = check_flow({"authorization_request": request, "authorization_response": answer})
    assert rules(report) == [rule]
    redeemed = {"authorization_request": request, "token_request": {"code": "c"}}
    assert "method-unknown" in rules(check_flow(redeemed))


@pytest.mark.parametrize(
    ("answer", "sends"),
    [
        ({"code": "c", "state": "s"}, True),
        ({"code": "c"}, True),
        ({"code": "c", "state": "another"}, False),
        ({"error": "server_error"}, False),
        ({"error": "invalid_scope"}, False),
        ({"error": "invalid_request"}, False),
        ({}, True),
    ],
)
def test_only_a_code_shows_that_the_server_went_on(answer: dict[str, str], sends: bool) -> None:
    """Any error may be about the method, and the code of another attempt says nothing of this one."""
    request = {"client_id": "a", "state": "s", "code_challenge": CHALLENGE, "code_challenge_method": "sha256"}
    messages = {"authorization_request": request, "authorization_response": answer, "token_request": {"code": "c"}}
    found = next(each for each in check_flow(messages).errors if each.rule.startswith("method-"))
    assert ("The server sent a code all the same" in found.message) == sends


@pytest.mark.parametrize(
    ("method", "challenge", "found", "says"),
    [
        ("s256", CHALLENGE, [], "and the two differ."),
        ("PLAIN", VERIFIER, [], "or refuse it only now."),
        ("s256", "y" * 43, ["verifier-mismatch"], "and the two differ."),
    ],
)
def test_a_pair_with_an_unknown_method(method: str, challenge: str, found: list[str], says: str) -> None:
    """RFC 7636 §4.3: nobody knows what the server compares, so equal texts pass under neither method."""
    changed = {"code_challenge": challenge, "code_challenge_method": method}
    report = check_flow(flow(authorization_request=changed))
    assert rules(report) == ["method-unknown", *found]
    assert report.errors[0].message.endswith(says)


def test_a_challenge_made_wrong_without_a_method() -> None:
    """RFC 7636 §4.3, §4.6: a wrong hash without a method is two mistakes; the verifier itself is right under plain."""
    wrong = {"code_challenge": f"{CHALLENGE}=", "code_challenge_method": ...}
    assert rules(check_flow(flow(authorization_request=wrong))) == ["method-missing", "verifier-mismatch"]
    same = {"code_challenge": VERIFIER, "code_challenge_method": "plain"}
    assert check_flow(flow(authorization_request=same)).ok
    other = {"code_challenge": "y" * 43, "code_challenge_method": "plain"}
    assert rules(check_flow(flow(authorization_request=other))) == ["verifier-mismatch"]


@pytest.mark.parametrize("method", [..., "plain"])
def test_a_spoiled_verifier_is_not_called_a_hash(method: Any) -> None:
    """RFC 7636 §4.3: under plain, a verifier with a newline is a challenge that differs, but it isn't a hash."""
    wrong = {"code_challenge": f"{VERIFIER}\n", "code_challenge_method": method}
    first = check_flow(flow(authorization_request=wrong)).errors[0]
    assert first.rule == "method-missing"
    assert first.message.endswith("So the server compares the challenge with the verifier itself, and the two differ.")


def test_a_malformed_verifier() -> None:
    """RFC 7636 §4.1: the first error of the verifier, with its own section."""
    report = check_flow(flow(token_request={"code_verifier": f"{VERIFIER}\n"}))
    assert rules(report) == ["verifier-malformed", "verifier-mismatch"]
    assert "newline" in report.errors[0].message


def test_a_malformed_challenge_names_its_mistake() -> None:
    """RFC 7636 §4.2: with the verifier, the mistake that made the challenge comes before its length, with the fix."""
    padded = check_flow(flow(authorization_request={"code_challenge": f"{CHALLENGE}="})).errors[0]
    assert padded.rule == "challenge-malformed"
    assert padded.message.startswith("This challenge")
    assert padded.message.endswith("It must have exactly 43 characters.")
    odd = {"authorization_request": {"code_challenge": "odd"}}
    assert check_flow(flow(**odd)).errors[0].message.startswith("The challenge has 3 characters")
    unknown = check_flow(flow(**odd, token_request={"code_verifier": ...}))
    assert "challenge-malformed" in rules(unknown)


def _marked_flow(challenge: str, method: str = "S256") -> dict[str, dict[str, object]]:
    return {
        "authorization_request": {
            "client_id": "my-client", "state": "MARKED-state", "code_challenge": challenge,
            "code_challenge_method": method, "max_age": 5,
        },
        "authorization_response": {"code": "MARKED-code"},
        "token_request": {"code": "MARKED-code", "code_verifier": VERIFIER, "client_secret": "MARKED-secret"},
    }  # fmt: skip


def test_the_pair_and_numbers_are_no_other_values() -> None:
    """Texts of all messages, by their names."""
    assert other_values(parse_flow(_marked_flow("x"))) == {
        "client_id": "my-client",
        "state": "MARKED-state",
        "code_challenge_method": "S256",
        "code": "MARKED-code",
        "client_secret": "MARKED-secret",
    }


@pytest.mark.parametrize(
    ("challenge", "words"),
    [
        (encode_base64url(hmac.digest(b"MARKED-secret", VERIFIER.encode(), "sha256")), "client_secret as the key"),
        (s256(b"MARKED-state"), "made from the value of state instead of the verifier"),
        (encode_base64url(b"code=MARKED-code"), "It decodes to text that contains code."),
        (encode_base64url(b"[object Promise]"), "the base64 of the text [object Promise] instead of a hash"),
    ],
)
def test_a_value_explains_the_challenge(challenge: str, words: str) -> None:
    """Its name is in the message; no value is."""
    report = check_flow(parse_flow(_marked_flow(challenge)))
    message = next(finding.message for finding in report.errors if finding.rule == "verifier-mismatch")
    assert words in message
    assert "MARKED" not in repr(report)


def test_a_challenge_that_is_there_rules_out_that_none_is() -> None:
    """A right challenge in the URL excludes the causes that it disproves, also while the verifier is unknown."""
    url = (
        "https://op.example/auth?response_type=code&client_id=a&code_challenge_method=S256"
        "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )
    sent = "curl https://op.example/token -d grant_type=authorization_code -d code=x -d @body.txt"
    values = parse_flow({"authorization_request": url, "token_request": sent})
    for code in ("invalid_request", "invalid_grant"):
        possible = {cause.slug for cause in explain_error(code, flow=values).causes}
        assert not possible & {"challenge-missing", "challenge-required", "challenge-malformed"}


def test_the_verifier_of_an_earlier_attempt() -> None:
    """Its owner is named, if the challenge is among the earlier ones."""
    first = {"authorization_request": {"code_challenge": s256(b"v" * 43)}}
    for earlier, says in ((first, "is that of an earlier attempt"), ({}, "It may belong to another verifier")):
        report = check_flow(flow(token_request={"code_verifier": "v" * 43}, earlier=[earlier]))
        found = next(each for each in report if each.rule == "verifier-mismatch")
        assert says in found.message


def test_a_short_verifier_whose_challenge_matches_was_made_so() -> None:
    challenge = s256(b"x" * 32)
    values = parse_flow(
        {
            "authorization_request": {"code_challenge": challenge, "code_challenge_method": "S256"},
            "token_request": {"code_verifier": "x" * 32},
        }
    )
    found = next(each for each in check_flow(values) if each.rule == "verifier-malformed")
    assert "Let it make a verifier of 43 to 128 characters" in found.hint


def test_another_value_in_the_place_of_the_verifier() -> None:
    """It is named, and its value isn't shown."""
    nonce = "s" * 43
    report = check_flow(flow(authorization_request={"nonce": nonce}, token_request={"code_verifier": nonce}))
    found = next(each for each in report if each.rule == "verifier-mismatch")
    assert found.message == "The code_verifier that was sent is the same text as the nonce."


def test_a_verifier_that_is_also_the_state() -> None:
    """That is no mistake where the challenge was made of it: the mistake of the challenge is named instead."""
    padded = f"{CHALLENGE}="
    changes = {"authorization_request": {"state": VERIFIER, "code_challenge": padded}}
    found = next(each for each in check_flow(flow(**changes)) if each.rule == "verifier-mismatch")
    assert "This challenge was made from the verifier" in found.message
    assert "the same text" not in found.message
