"""Whether the token request authenticates the client, and with what."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core import check_flow
from tests.support.flows import assert_first_error, flow, rules


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
