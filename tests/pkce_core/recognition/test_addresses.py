"""URLs of a flow: which one it is, how sure that is, and the values in it."""

from __future__ import annotations

import pytest

from pkce_core import recognize


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://op.example/auth?client_id=a&response_type=code", "certain authorization-url"),
        ("https://op.example/auth?client_id=a&response_type=code&grant_type=x&code=y", "certain authorization-url"),
        ("https://op.example/auth?client_id=a&scope=openid", "likely authorization-url"),
        ("https://op.example/token?grant_type=authorization_code&code=x", "certain token-url"),
        ("http://localhost:8080/cb?code=SplxlO&state=xyz", "certain redirect"),
        ("https://app.example/#/login?code=abc&session_state=x", "certain redirect"),
        ("https://app.example/cb?code=abc", "likely redirect"),
        ("com.example.app:/cb?error=access_denied&state=x", "likely redirect"),
        ("https://app.example/cb#state=x&id_token=y", "certain redirect"),
        ("https://op.example/.well-known/openid-configuration", "certain metadata-url"),
    ],
)
def test_kinds(url: str, expected: str) -> None:
    """Its parameters decide; an error may be in the address of the server's own page, so that is only likely."""
    first = recognize(f"see {url}.")[0]
    assert f"{first.sureness} {first.kind}" == expected
    assert first.value == url


@pytest.mark.parametrize(
    "url", ["https://example.com/", "https://graph.example/me?access_token=x", "https://x.example?a"]
)
def test_other_addresses(url: str) -> None:
    """An address that doesn't belong to a login is no value of the flow: an API's address may have a token, too."""
    assert recognize(url) == ()


def test_a_value_is_decoded() -> None:
    """What can't be decoded stays as it is written."""
    values = recognize("https://app.example/cb?code=a%2Fb&state=%zz")
    assert [each.value for each in values[1:]] == ["a/b", "%zz"]
