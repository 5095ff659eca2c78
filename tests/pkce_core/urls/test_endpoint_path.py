"""White space in the path of an authorization endpoint, and paths that aren't the published one."""

from __future__ import annotations

import pytest

from pkce_core import get_provider
from pkce_core.redirect_uri.profiles import PROFILES
from pkce_core.urls.endpoint_path import PUBLISHED, find_path_problem, find_resource_problem, published_at

GOOGLE, ENTRA = "https://accounts.google.com", "https://login.microsoftonline.com"


@pytest.mark.parametrize(
    ("url", "is_sure", "says"),
    [
        (f"{GOOGLE}/o/oauth2/v2%20/auth?x=1", True, "A space (%20) has got into the path"),
        (f"{GOOGLE}/o/oauth2/v%202/auth", True, "A space (%20) has got into the path"),
        ("https://op.example/auth%20", True, "A space (%20)"),
        ("https://op.example/%2520auth?x=1", True, "A space (%2520)"),
        ("https://op.example/au%0Ath", True, "White space (%0A)"),
        ("https://op.example/auth%e2%80%8b#x", True, "An invisible character (%e2%80%8b)"),
        ("https://op.example/%EF%BB%BFauth", True, "An invisible character (%EF%BB%BF)"),
        ("https://op.example/%25C2%25A0auth", True, "White space (%25C2%25A0)"),
        ("https://op.example/auth%C2%A0", True, "White space (%C2%A0)"),
        ("https://op.example/realms/my%C2%A0realm/auth", False, "has white space (%C2%A0) in it"),
        ("https://op.example/realms/my%E2%80%8Brealm/auth", False, "has an invisible character (%E2%80%8B) in it"),
        ("https://op.example/realms/a%20b%E2%80%8Bc/auth", False, "has white space (%20) in it"),
        (f"{GOOGLE}/o/oauth2/v%C2%A02/auth", True, "White space (%C2%A0)"),
        ("https://op.example/realms/my%20realm/auth", False, "has a space (%20) in it: /realms/my%20realm/auth."),
        ("https://login.jackhenry.com/a/my%20oidc/auth", False, "has a space"),
        (f"{GOOGLE}/o/oauth2/v2/Auth", False, "Google publishes /o/oauth2/v2/auth"),
        (f"{GOOGLE.upper().replace('HTTPS', 'https')}:443/o/outh2/v2/auth/", False, "The path is /o/outh2/v2/auth/."),
        (f"{ENTRA}/common/oauth2/v2.0/authorise?x=1", False, "publishes /{tenant}/oauth2/v2.0/authorize"),
    ],
)
def test_a_problem(url: str, is_sure: bool, says: str) -> None:
    problem = find_path_problem(url)
    assert problem is not None
    assert problem.is_sure is is_sure
    assert says in problem.message


@pytest.mark.parametrize(
    "url",
    [
        f"{GOOGLE}/o/oauth2/v2/auth?scope=a%20b",
        f"{GOOGLE}/o/oauth2/auth",  # an older endpoint, which still answers
        f"{ENTRA}/common/oauth2/v2.0/authorize",
        f"{ENTRA}/common/oauth2/authorize",
        f"{ENTRA}/common/oauth2/v2.0/devicecode",
        "https://login.jackhenry.com/a/oidc/auth",
        "https://op.example/auth?state=%20",
        "https://op.example",
        "text",
    ],
)
def test_no_problem(url: str) -> None:
    assert find_path_problem(url) is None


@pytest.mark.parametrize("host", PUBLISHED)
def test_what_is_published_is_what_the_providers_have(host: str) -> None:
    known = published_at(f"https://{host}/x")
    assert known is not None
    provider = get_provider(known.name)
    assert provider.title == known.title
    assert known.name in PROFILES
    if known.path:
        assert provider.authorization_endpoint == f"https://{host}{known.path}"


@pytest.mark.parametrize(
    ("url", "is_odd"),
    [
        (f"{ENTRA}/t/oauth2/v2.0/authorize?resource=https://a.example/&scope=https://a.example/.default", True),
        (f"{ENTRA}/t/oauth2/v2.0/authorize?resource=https://a.example&scope=openid", True),
        (f"{ENTRA}/t/oauth2/v2.0/authorize?resource=https://a.example&scope=openid+https://a.example/.default", False),
        (f"{ENTRA}/t/oauth2/v2.0/authorize?resource=https://a.example/&scope=https://a.example//.default", False),
        (f"{ENTRA}/t/oauth2/v2.0/authorize?scope=openid", False),
        (f"{ENTRA}/t/oauth2/authorize?resource=https://a.example&scope=openid", False),
        ("https://op.example/v2.0/authorize?resource=https://a.example&scope=openid", False),
    ],
)
def test_a_resource_that_no_scope_begins_with(url: str, is_odd: bool) -> None:
    """Only Entra ID's v2.0 endpoint takes the API from the scope."""
    assert (find_resource_problem(url) is not None) is is_odd
