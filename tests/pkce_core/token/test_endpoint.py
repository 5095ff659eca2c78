"""The token endpoint's URL."""

from __future__ import annotations

import pytest

from pkce_core import check_token_endpoint


@pytest.mark.parametrize(
    ("endpoint", "rule"),
    [
        ("http://op.example/token", "token-endpoint-not-encrypted"),  # RFC 6749 §3.2
        ("https://op.example/token#x", "token-endpoint-fragment"),
        ("https://op.example/tok en", "token-endpoint-character"),
        ("https://op.example/tok'\n", "token-endpoint-character"),
        ("https://op.example/é", "token-endpoint-character"),
        ("op.example/token", "token-endpoint-not-absolute"),
        ("", "token-endpoint-not-absolute"),
    ],
)
def test_endpoints_that_are_refused(endpoint: str, rule: str) -> None:
    """RFC 6749 §3.2: an absolute URL over TLS, without a fragment; and nothing that no URL holds."""
    assert [finding.rule for finding in check_token_endpoint(endpoint).errors] == [rule]
