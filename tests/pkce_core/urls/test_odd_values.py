"""Tests of `pkce_core.urls.odd_values`."""

from __future__ import annotations

import pytest

from pkce_core.urls.odd_values import describe_odd_value, find_cut_redirect_uri, find_raw_plus


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("YOUR_CLIENT_ID", "placeholder"), ("{{client_id}}", "placeholder"), ("$CLIENT_ID", "placeholder"),
        ("%CLIENT_ID%", "placeholder"), ("process.env.CLIENT_ID", "placeholder"), ("[client id]", "placeholder"),
        ("undefined", "placeholder"), ("[object Object]", "placeholder"), ("'a'", "around"), (" a", "around"),
    ],
)  # fmt: skip
def test_an_odd_value_is_described(value: str, kind: str) -> None:
    """The parameter is named."""
    found = describe_odd_value("client_id", value)
    assert found is not None
    assert found.kind == kind
    assert found.message.startswith("client_id ")


@pytest.mark.parametrize("value", ["my-client", '{"a":"b"}', "''", "none", "openid profile", "a%20b"])
def test_a_usual_value_is_not_odd(value: str) -> None:
    """JSON, an empty pair of quotes and prompt=none may be meant."""
    assert describe_odd_value("state", value) is None


def test_a_raw_plus() -> None:
    """A + in a value that isn't a list of words was probably meant as a plus sign."""
    assert find_raw_plus("https://op.example/?scope=a+b&state=x+y&nonce=p%2Bq") == ("state",)


def test_a_cut_redirect_uri() -> None:
    """Only a redirect_uri that isn't percent-encoded loses a part of its query."""
    assert find_cut_redirect_uri("https://op.example/?redirect_uri=https://a.example/cb?x=1&y=2&state=s") == "y"
    assert find_cut_redirect_uri("https://op.example/?redirect_uri=https%3A%2F%2Fa.example%2Fcb%3Fx=1&y=2") == ""
