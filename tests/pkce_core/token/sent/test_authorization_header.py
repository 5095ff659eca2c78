"""The Authorization header of a token request, and the mistakes of its encoding."""

from __future__ import annotations

import pytest

from pkce_core.token.sent.authorization_header import is_misnamed, read_authorization, read_basic


@pytest.mark.parametrize(
    ("value", "scheme", "mistake"),
    [
        ("Basic YTpi", "basic", ""),
        ("basic YTpi", "basic", ""),
        ("Basic YTpiYw", "basic", ""),
        ("Basic", "basic", ""),
        ("Basic {BASE64}", "basic", ""),
        ("Basic <redacted>", "basic", ""),
        ("Basic $AUTH", "basic", ""),
        ("Basic YTpi\nYw==", "basic", "white space"),
        ("Basic web-7:secret", "basic", "not encoded"),
        ("Basic d2ViLTc6Pz8_fn4-Zg", "basic", "base64url"),
        ("Basic YTpiY", "basic", "not base64"),
        ("Basic YTp!", "basic", "not base64"),
        ("Basic d2ViLTc=", "basic", "no colon"),
        ("Bearer abc", "bearer", ""),
        ("YTpi", "", "no scheme"),
        ("", "", ""),
        ("$AUTH", "", ""),
    ],
)
def test_the_mistake_of_a_header(value: str, scheme: str, mistake: str) -> None:
    """Each mistake has its name; what a template or a variable fills in is no mistake."""
    found = read_authorization(value)
    assert (found.scheme, found.mistake) == (scheme, mistake)
    if mistake:
        assert found.client_id is None
    assert "YTpi" not in repr(found)


@pytest.mark.parametrize(
    ("pair", "mistake"),
    [
        ("web-7:a%2Bb", ""),
        ("web-7:a/b=c~d!", ""),
        ("web-7:a+b", "client_secret +"),
        ("web+7:ab", "client_id +"),
        ("web-7:50%off", "client_secret %"),
        ("web-7:geheimnüs", "client_secret not ASCII"),
        ("my app:ab", "client_id space"),
        ("https://op.example/id:ab", "client_id :"),
        ("web-7:{{secret}}", ""),
        ("web-7", ""),
    ],
)
def test_what_is_not_form_encoded(pair: str, mistake: str) -> None:
    """RFC 6749 §2.3.1: a +, a lone %, a space, a second colon and what isn't ASCII are read in different ways."""
    found = read_basic(pair)
    assert (found.scheme, found.mistake) == ("basic", mistake)
    assert found.client_id is not None


@pytest.mark.parametrize(
    ("name", "value", "misnamed"),
    [("Authentication", "Basic YTpi", True), ("auth", "basic x", True), ("Authentication", "Bearer x", False),
     ("Authorization", "Basic YTpi", False),
     ("Authentication", "none", False)],
)  # fmt: skip
def test_another_name(name: str, value: str, misnamed: bool) -> None:
    """RFC 9110 §11.6.2: the header is Authorization. A Bearer token authenticates no client in any header."""
    assert is_misnamed(name, value) is misnamed
