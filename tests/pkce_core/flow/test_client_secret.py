"""Whether the token request authenticates the client, and with what."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pkce_core import Level, answer_texts, check_flow, explain_error, parse_flow
from pkce_core.flow.client_secret import check_client_jwts
from pkce_core.token.request import JWT_BEARER
from tests.support.flows import assert_first_error, flow, rules
from tests.support.jwts import jwt

NOW = 1_767_225_600
RIGHT: dict[str, Any] = {
    "iss": "a", "sub": "a", "aud": "https://op.example/token", "iat": NOW, "exp": NOW + 60, "jti": "1",
}  # fmt: skip
APPLE = {"iss": "TEAM123456", "sub": "a", "aud": "https://appleid.apple.com", "iat": NOW, "exp": NOW + 10**8}


@pytest.mark.parametrize(
    ("changes", "rule", "says"),
    [
        # RFC 6749 §2.3, §2.3.1
        ({"client_secret": ""}, "secret-empty", "empty client_secret"),
        ({"client_assertion": "x"}, "auth-twice", "client_assertion"),
    ],
)
def test_what_is_wrong(changes: dict[str, Any], rule: str, says: str) -> None:
    """A secret without a value, and two ways of authentication."""
    assert_first_error({"token_request": changes}, rule, says)


def test_secrets_that_are_not_the_secret() -> None:
    """RFC 6749 §2.3.1: the client_id instead of the secret, and white space copied with it."""
    assert "secret-is-client-id" in rules(check_flow(flow(token_request={"client_secret": "client"})))
    assert "secret-wrong" in rules(check_flow(flow(token_request={"client_secret": "secret\n"})))
    assert "secret-wrong" in rules(check_flow(flow(token_request={"client_secret": '"secret"'})))


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        ({"client_secret": "secret\n"}, "The client_secret ends with a line end."),
        ({"client_secret": "secret\r\n"}, "The client_secret ends with a line end."),
        ({"client_secret": " secret"}, "The client_secret starts or ends with white space"),
        ({"client_secret": " secret\n"}, "The client_secret starts or ends with white space"),
        (
            "POST /token HTTP/1.1\nAuthorization: Basic d2ViOnMzY3IzdAo=\n\ngrant_type=authorization_code&code=x",
            "The client_secret in the Basic header ends with a line end.",
        ),
    ],
)
def test_white_space_at_an_end(request_: Any, says: str) -> None:
    """A line end is what echo writes, and other white space was copied along."""
    (found,) = [each for each in check_flow({"token_request": request_}).errors if each.rule == "secret-wrong"]
    assert found.message.startswith(says)
    assert ("echo" in found.hint) is ("line end" in says)


@pytest.mark.parametrize(
    ("secret", "says"),
    [
        ("Zq8f%2F77+kLw2", "percent-encoded once more"),
        ("zq8f/77 klw2", "in lower case"),
        ("Zq8f/77 kLw2", ""),
        ("another-secret", ""),
    ],
)
def test_a_secret_that_worked_before(secret: str, says: str) -> None:
    """Compared with the secret of an earlier request that brought tokens; neither is shown."""
    earlier = {"token_request": {"client_secret": "Zq8f/77 kLw2"}, "token_response": {"access_token": "x"}}
    request = {"client_secret": secret, "client_id": "client"}
    findings = [
        one for one in check_flow({"token_request": request, "earlier": [earlier]}) if one.rule == "secret-wrong"
    ]
    assert bool(findings) == bool(says)
    assert all(says in one.message and "Zq8f" not in one.message for one in findings)


def test_a_secret_without_a_client_id() -> None:
    """Without a client_id, nothing is compared with it."""
    found = rules(check_flow({"token_request": {"client_secret": "secret", "code": "x"}}))
    assert "secret-is-client-id" not in found


def found(request: dict[str, Any] | str, now: float | None = NOW, **more: object) -> dict[str, Level]:
    values = parse_flow({"token_request": request, **more})
    return {each.rule: each.level for each in check_client_jwts(values, now)}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({}, {}),
        ({"client_assertion": jwt(RIGHT), "client_assertion_type": JWT_BEARER}, {}),
        ({"client_assertion": jwt({**RIGHT, "iss": "b"})}, {"assertion-refused": Level.ERROR}),
        ({"client_assertion": jwt({**RIGHT, "jti": ""})}, {"assertion-refused": Level.WARNING}),
        ({"client_assertion": "eyJ..."}, {}),
        ({"client_assertion": jwt(RIGHT), "client_assertion_type": "jwt"}, {"assertion-missing": Level.ERROR}),
        ({"client_secret": jwt(APPLE)}, {"secret-jwt": Level.ERROR}),
        ({"client_secret": "eyJhbGci..."}, {}),
        ({"client_secret": "plain"}, {}),
    ],
)
def test_each_jwt(members: dict[str, str], expected: dict[str, Level]) -> None:
    """Errors are proofs, warnings are hints, and what is shortened says nothing."""
    assert found({"client_id": "a", **members}) == expected


def test_a_body_without_the_type() -> None:
    """A text shows all parameters, so a missing type is one."""
    body = f"grant_type=authorization_code&code=x&client_id=a&client_assertion={jwt(RIGHT)}"
    assert found(body) == {"assertion-missing": Level.ERROR}


def test_when_it_was_sent() -> None:
    """An ended JWT is an error if it was sent after its end, and a hint if that isn't known."""
    members = {"client_assertion": jwt(RIGHT), "client_id": "a"}
    assert found(members, NOW + 10**6) == {"assertion-refused": Level.WARNING}
    assert found(members, NOW + 10**6, token_requested_at=NOW + 1) == {}
    assert found(members, NOW + 10**6, token_received_at=NOW + 61) == {"assertion-refused": Level.ERROR}


def test_the_secret_is_not_judged_as_a_plain_one() -> None:
    """The causes of a plain secret are gone, and no answer contains the JWT."""
    secret = jwt(APPLE, signature="MARKMARK")
    request = {"client_id": "a", "client_secret": secret}
    refused = {"token_request": request, "token_response": {"error": "invalid_client"}}
    explanation = explain_error("invalid_client", flow=parse_flow(refused))
    assert explanation.causes[0].slug == "secret-jwt"
    assert not {"secret-empty", "secret-is-client-id", "secret-wrong"} & {cause.slug for cause in explanation.causes}
    answer = answer_texts([json.dumps(refused)], now=NOW)
    assert answer.status == "proved"
    assert "Apple accepts" in answer.title
    assert secret not in json.dumps(explanation.to_dict()) + answer.title + answer.detail


def _basic(pair: str, error: str = "invalid_client", **url: str) -> list[tuple[Level, str]]:
    command = f"curl -u '{pair}' https://op.example/token -d grant_type=authorization_code -d code=x"
    values = {"authorization_request": url, "token_request": command, "token_response": {"error": error}}
    return [(each.level, each.message) for each in check_flow(values) if each.rule == "basic-encoding"]


@pytest.mark.parametrize(
    ("pair", "says"),
    [
        ("web-7:a+b", "The client_secret in the Basic header has a +, and a server that form-decodes it"),
        ("web-7:50%off", "The client_secret in the Basic header has a % that begins no escape"),
        ("my app:ab", "The client_id in the Basic header has a space"),
        ("web-7:geheimnüs", "The client_secret in the Basic header has a character that isn't ASCII"),
        ("https://op.example/id:ab", "The client_id in the Basic header ends at the first of several colons."),
    ],
)
def test_what_servers_read_in_different_ways(pair: str, says: str) -> None:
    """RFC 6749 §2.3.1: it's only said where the client was refused, and proves nothing."""
    [(level, message)] = _basic(pair)
    assert level is Level.WARNING
    assert message.startswith(says)
    assert not _basic(pair, "invalid_grant")


def test_a_colon_in_the_secret() -> None:
    """A client_id that is known to be right shows that the second colon is in the client_secret."""
    assert not _basic("web-7:a:b", client_id="web-7")
    assert _basic("web-7:a:b", client_id="other")


@pytest.mark.parametrize(
    "request_",
    ["curl https://op.example/token -H 'Authentication: Basic YTpi' -d 'grant_type=a&client_id=a&code=x'",
     "POST /token HTTP/1.1\nHost: op.example\nAuthentication: Basic YTpi\n\ngrant_type=authorization_code&client_id=a"],
)  # fmt: skip
def test_a_header_of_another_name(request_: str) -> None:
    """Credentials in a header that isn't Authorization weren't sent for the server."""
    found = check_flow(parse_flow({"token_request": request_, "token_response": {"error": "invalid_client"}}))
    assert "client-id-missing" not in [each.rule for each in found.warnings]
    (problem,) = [each for each in found if each.rule == "secret-missing"]
    assert (
        problem.message
        == "The client's credentials are in a header named authentication; servers look in Authorization."
    )
    assert problem.hint == "Name the header Authorization."


@pytest.mark.parametrize(
    ("secret", "is_hash"),
    [
        ("pbkdf2_sha256$720000$r3pniduElbIXf8WLtnYW1v$hLRuQ7HazJFSsuLVfsl1HEqAwskiRGkMv5ur1zwavlE=", True),
        ("$2b$12$" + "a" * 53, True),
        ("{bcrypt}$2a$10$" + "a" * 53, True),
        ("$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA", True),
        ("argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdA$aGFzaA", True),
        ("scrypt:32768:8:1$salt$00ff", True),
        ("$6$rounds=5000$salt$hash", True),
        ("$2b$12$short", False),
        ("pa$$word$5$x", False),
        ("scrypt", False),
    ],
)
def test_a_hash_in_the_place_of_the_secret(secret: str, is_hash: bool) -> None:
    """Its form shows it, and a server that accepted the client shows that it's the secret after all."""
    for answer, is_said in (({"error": "invalid_client"}, is_hash), ({"access_token": "t"}, False), ({}, is_hash),
                            ({"error": "invalid_grant"}, False)):  # fmt: skip
        report = check_flow({"token_request": {"client_id": "a", "client_secret": secret}, "token_response": answer})
        said = [each for each in report if each.rule == "secret-wrong"]
        assert [each.level for each in said] == [Level.WARNING] * is_said
        assert all(secret not in each.message + each.hint for each in said)
