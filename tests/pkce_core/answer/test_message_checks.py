"""The checks of each message and of all of them together, each finding once."""

from __future__ import annotations

from collections import Counter

import pytest

from pkce_core import answer_texts
from pkce_core.answer.gathered import gather
from pkce_core.answer.message_checks import check_messages
from pkce_core.findings import Level
from pkce_core.pkce.derivation import s256
from tests.support.id_tokens import NOW, token
from tests.support.jwts import jwt
from tests.support.login_texts import CHALLENGE, COMMAND, METADATA, REDIRECT, STATE, URL, VERIFIER

TOKENS = '{"access_token":"at-3f9c27d1e5b84a60","token_type":"Bearer","expires_in":3600,"scope":"profile"}'


def test_every_message_is_checked() -> None:
    """Each message gives its own findings, and nothing that only says what is missing is left."""
    report, diagnosis = check_messages(gather([URL, REDIRECT, COMMAND, TOKENS, METADATA]), 1_767_225_600)
    rules = {finding.rule for finding in report}
    assert {"pair-match", "state-mismatch", "redirect-uri-differs", "scope-not-granted"} <= rules
    assert diagnosis is None
    assert "flow-gap" not in {finding.rule for finding in check_messages(gather([COMMAND]), None).report}


def test_an_id_token_alone() -> None:
    """Its claims are checked; what they must equal is compared once the authorization URL or the metadata is there."""
    alone = {finding.rule: finding.level for finding in check_messages(gather([token(nonce="n1")]), NOW).report}
    assert alone["exp"] is Level.PASS
    assert alone["aud-not-compared"] is alone["iss-not-compared"] is Level.WARNING
    with_url = {finding.rule: finding.level for finding in check_messages(gather([URL, token(nonce="n1")]), NOW).report}
    assert with_url["aud-mismatch"] is Level.ERROR
    late = {finding.rule: finding.level for finding in check_messages(gather([token(nonce="n1")]), NOW + 10**6).report}
    assert late["exp-passed"] is Level.ERROR
    assert not list(check_messages(gather([token(nonce="n1")]), None).report)


def test_each_finding_is_there_once() -> None:
    """No message is said twice, and no rule passes twice."""
    report, _ = check_messages(gather([URL, REDIRECT.replace(STATE, "other"), COMMAND]), None)
    assert max(Counter(finding.message for finding in report).values()) == 1
    assert max(Counter(finding.rule for finding in report if finding.level is Level.PASS).values()) == 1


def test_values_of_the_flow_may_have_been_hashed() -> None:
    """The diagnosis knows the other values of the flow."""
    _, diagnosis = check_messages(gather([URL.replace(CHALLENGE, s256(STATE.encode())), COMMAND]), None)
    assert diagnosis is not None
    assert "state" in diagnosis.explanation


def test_a_verifier_alone() -> None:
    """A verifier without a challenge is checked on its own; plain has no diagnosis."""
    report, _ = check_messages(gather([f"code_verifier={VERIFIER}"]), None)
    assert report.ok
    assert len(report) > 0
    plain = URL.replace("S256", "plain").replace(CHALLENGE, VERIFIER[::-1])
    assert check_messages(gather([plain, COMMAND]), None).diagnosis is None


EXPIRES = 1_767_225_660
ASSERTION = {"iss": "a", "sub": "a", "aud": "https://op.example/token", "iat": EXPIRES - 60, "exp": EXPIRES, "jti": "1"}
APPLE = {"iss": "TEAM123456", "sub": "a", "aud": "https://appleid.apple.com", "iat": EXPIRES - 60, "exp": EXPIRES}
PROOF = {"htm": "POST", "htu": "https://op.example/token", "iat": EXPIRES, "jti": "1"}
PROOF_HEADER = {"typ": "dpop+jwt", "alg": "ES256", "jwk": {"kty": "EC"}}
INSIDE = {
    "iss": "a", "aud": "https://op.example", "client_id": "a", "response_type": "code", "scope": "openid",
    "redirect_uri": "https://app.example/cb", "state": "q8wJd0sKx72nZ1q8wJd0sKx", "code_challenge_method": "S256",
    "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        (jwt(ASSERTION), "right", "the JWT that authenticates the client"),
        (jwt({**ASSERTION, "exp": EXPIRES * 1000}), "proved", "milliseconds"),
        (jwt(APPLE), "right", "the JWT that authenticates the client"),
        (jwt({**APPLE, "exp": EXPIRES + 10**8}), "proved", "Apple accepts"),
        (jwt(PROOF, PROOF_HEADER), "right", "the DPoP proof"),
        (jwt({**PROOF, "htm": ""}, PROOF_HEADER), "proved", "htm"),
        (jwt(INSIDE), "right", "the request object"),
        (jwt({**INSIDE, "code_challenge": None}), "proved", "code_challenge"),
        ('{"request_uri":"urn:x","expires_in":60}', "right", "the response to the pushed request"),
    ],
)
def test_what_a_client_signed_or_pushed(text: str, status: str, says: str) -> None:
    """Each is judged on its own, and with its client_id; no JWT is in the answer."""
    for texts in ([text], [text, "client_id=a"]):
        answer = answer_texts(texts, now=EXPIRES - 30)
        assert (answer.status, says in answer.title) == (status, True)
        assert text not in answer.title + answer.detail + answer.fix


def test_a_request_object_that_cannot_be_opened() -> None:
    """Its header says what it is; then it is said that its claims can't be read."""
    header = jwt({}, {"alg": "ES256", "typ": "oauth-authz-req+jwt"}).partition(".")[0]
    answer = answer_texts([f"{header}.bm8.c2ln"])
    assert (answer.status, "not a JSON object" in answer.title) == ("proved", True)


@pytest.mark.parametrize(
    ("challenge", "status", "says"),
    [
        ('Bearer error="insufficient_scope", scope="a b"', "proved", "The API requires the scope b."),
        ('Bearer error="insufficient_user_authentication", max_age="60"', "proved", "too old or too weak"),
        ('Bearer error="invalid_token"', "proved", "doesn't accept the access token"),
        ("Bearer", "proved", "names no error"),
    ],
)
def test_the_answer_of_an_api(challenge: str, status: str, says: str) -> None:
    """What its header says is what is missing; the scope is compared with what was granted."""
    text = f"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: {challenge}\r\n\r\n"
    answer = answer_texts([TOKENS.replace("profile", "a"), text])
    assert (answer.status, says in answer.title) == (status, True)
