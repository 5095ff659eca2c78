"""The redirect URI across the two requests and the registration."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core import Level, check_flow
from tests.support.flows import REDIRECT, assert_first_error, flow, rules


@pytest.mark.parametrize(
    ("changes", "rule", "says"),
    [
        # RFC 6749 §4.1.3
        (
            {"token_request": {"redirect_uri": f"{REDIRECT}/"}}, "redirect-uri-differs",
            "has a slash at the end of its path, but the one in the authorization URL doesn't",
        ),
        (
            {"authorization_request": {"redirect_uri": f"{REDIRECT}/"}, "registered_redirect_uri": ...},
            "redirect-uri-differs", "has no slash at the end of its path, but the one in the authorization URL does",
        ),
        ({"token_request": {"redirect_uri": REDIRECT.replace("8080", "8081")}}, "redirect-uri-differs", "in the port"),
        ({"token_request": {"redirect_uri": ...}}, "redirect-uri-missing", "has none"),
        ({"token_request": {"redirect_uri": f"{REDIRECT}?code=x1&state=s"}}, "redirect-uri-differs",
         "with a query added. The query is what the server added to the redirect"),
        (
            {
                "token_request": {"redirect_uri": f"{REDIRECT}/?a=b"},
                "authorization_request": {"redirect_uri": f"{REDIRECT}?a=b"},
            },
            "redirect-uri-differs", "has a slash at the end of its path, but",
        ),
        (
            {
                "token_request": {"redirect_uri": f"{REDIRECT}//"},
                "authorization_request": {"redirect_uri": f"{REDIRECT}/"},
            },
            "redirect-uri-differs", "in the slash at the end of the path.",
        ),
        # RFC 9700 §2.1
        ({"registered_redirect_uri": REDIRECT.upper()}, "redirect-uri-unregistered", "the registered one differ from"),
    ],
)  # fmt: skip
def test_what_does_not_match(changes: dict[str, Any], rule: str, says: str) -> None:
    """RFC 6749 §4.1.3, RFC 9700 §2.1: one redirect URI that differs gives one error, which says how."""
    assert_first_error(changes, rule, says)


def test_a_difference_far_behind_the_start() -> None:
    """RFC 6749 §4.1.3: redirect URIs that differ only after thousands of characters are different."""
    long = f"{REDIRECT}/{'x' * 9000}"
    changes = {"authorization_request": {"redirect_uri": f"{long}a"}, "token_request": {"redirect_uri": f"{long}b"}}
    assert "redirect-uri-differs" in rules(check_flow(flow(**changes)))


def test_two_requests_are_not_mended_by_a_registration() -> None:
    """RFC 6749 §4.1.3: the two values must be identical, whatever is registered."""
    found = check_flow(flow(token_request={"redirect_uri": f"{REDIRECT}?a=b"})).errors[0].message
    assert found.endswith("with a query added.")


def test_a_redirect_uri_that_only_the_token_request_has() -> None:
    """RFC 6749 §4.1.3 says nothing of it, so it's a warning, and none where tokens came or the first may have one."""
    first = {"client_id": "a", "response_type": "code"}
    second = {"grant_type": "authorization_code", "code": "x1y2", "redirect_uri": "https://a.example/cb"}
    for request, answer, expected in (
        (first, {"error": "invalid_grant"}, [Level.WARNING]),
        (first, {"access_token": "t"}, []),
        ({"client_id": "a"}, {}, []),
        ({**first, "request_uri": "urn:example:1"}, {}, []),
    ):
        report = check_flow({"authorization_request": request, "token_request": second, "token_response": answer})
        assert [each.level for each in report if each.rule == "redirect-uri-unasked"] == expected
