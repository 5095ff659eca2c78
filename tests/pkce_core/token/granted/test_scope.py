"""What was granted, compared with what was asked for, in the forms that servers write it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_core.token.granted.scope import (
    check_id_token_is_there,
    check_refresh_token_is_there,
    check_scope,
    compare_scopes,
    split_scope,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


def _says(granted: str | None, requested: str | None, tokens: Sequence[str] = ()) -> list[str]:
    return [f"{each.level.value}: {each.message}" for each in check_scope(granted, requested, tokens)]


@pytest.mark.parametrize(
    ("asked", "granted", "tokens", "missing", "more", "renamed", "by_token"),
    [
        ("a b", "b a", (), (), (), {}, ()),
        ("a b c", "a", (), ("b", "c"), (), {}, ()),
        ("a b", "a,b", (), (), (), {}, ()),
        ("a,b", "a b", (), (), (), {}, ()),
        ("a,b", "a,b", (), (), (), {}, ()),
        ("a b", "a, b,c", (), (), ("c",), {}, ()),
        ("a b", "a%20b", (), (), (), {}, ()),
        ("a%20b", "a b", (), (), (), {}, ()),
        ("a b", "a+b", (), (), (), {}, ()),
        ("a b", "a;b;c", (), (), ("c",), {}, ()),
        ("a b", "c,d", (), ("a", "b"), ("c,d",), {}, ()),  # perhaps one scope
        ("a", "a c,d", (), (), ("c,d",), {}, ()),
        ("api://x/.default", "api://x/read api://x/write", (), (), (), {}, ()),
        ("api://x/.default", "", (), ("api://x/.default",), (), {}, ()),
        ("user:email repo", "repo,user:email", (), (), (), {}, ()),
        ("user.read", "User.Read", (), (), (), {"user.read": "User.Read"}, ()),
        ("User.Read", "https://graph.example/User.Read", (), (), (),
         {"User.Read": "https://graph.example/User.Read"}, ()),
        ("https://graph.example/User.Read", "User.Read", (), (), (),
         {"https://graph.example/User.Read": "User.Read"}, ()),
        ("email", "https://www.googleapis.com/auth/userinfo.email", (), (), (),
         {"email": "https://www.googleapis.com/auth/userinfo.email"}, ()),
        ("email e-mail", "https://a.example/email", (), ("e-mail",), (), {"email": "https://a.example/email"}, ()),
        ("mail", "https://a.example/email", (), ("mail",), ("https://a.example/email",), {}, ()),
        ("read", "https://a.example/files.read", (), ("read",), ("https://a.example/files.read",), {}, ()),
        ("read", "api.read", (), ("read",), ("api.read",), {}, ()),  # no address: another scope
        ("read READ", "Read", (), ("READ",), (), {"read": "Read"}, ()),  # one form answers one scope
        ("openid a offline_access", "a", ("id_token", "refresh_token"), (), (), {}, ("openid", "offline_access")),
        ("openid a offline_access", "a", (), ("openid", "offline_access"), (), {}, ()),
        ("https://a.example/offline_access a", "a", ("refresh_token",), (), (), {},
         ("https://a.example/offline_access",)),
    ],
)  # fmt: skip
def test_comparison(
    asked: str, granted: str, tokens: tuple[str, ...], missing: tuple[str, ...], more: tuple[str, ...],
    renamed: dict[str, str], by_token: tuple[str, ...],
) -> None:  # fmt: skip
    """A scope that came back in another form, or whose token is there, isn't missing."""
    assert compare_scopes(asked, granted, tokens) == (missing, more, renamed, by_token)


def test_sentences() -> None:
    """What is uncertain is said to be probable, and what nobody can know isn't said."""
    assert _says("a b", None) == []
    assert _says(None, "a") == ["info: The response has no scope, which means that you got what you requested."]
    assert _says("a a", "a") == ["pass: You got every scope that you requested."]
    assert _says("repo,user", "user repo") == [
        "warning: The server separates the scopes with commas, where RFC 6749 has spaces.",
        "pass: You got every scope that you requested.",
    ]
    assert _says("", "a") == ["warning: The scope of the response is empty, so it doesn't say what was granted."]
    assert (
        _says("a+b", "a b")[0] == "warning: The server separates the scopes with plus signs, where RFC 6749 has spaces."
    )
    assert _says("a", "a,b")[0].startswith("warning: The requested scopes weren't separated with spaces")
    assert _says("a b", "a%20b") == ["pass: You got every scope that you requested."]
    assert _says("a,b", "a,b") == ["pass: You got every scope that you requested."]
    assert _says("User.Read x", "user.read y openid", ["id_token"]) == [
        "info: user.read probably came back as User.Read.",
        "warning: Not granted: y.",
        "info: The scope doesn't name openid, but the response has the id_token for it.",
        "info: Granted although not requested: x.",
    ]
    assert _says("openid", "openid api:openid") == ["warning: Not granted: api:openid."]
    assert _says("repo user", "repo user user:email x:y") == [
        "info: The granted scope doesn't name user:email, which may be part of a wider one that it names.",
        "warning: Not granted: x:y.",
    ]
    assert _says("read", "orders:read read") == ["warning: Not granted: orders:read."]
    assert _says("user", "admin:user user")[0] == "warning: Not granted: admin:user."
    assert _says("user", "read:user user")[0].startswith("info: The granted scope doesn't name read:user")
    assert _says("repo", "repo:status repo")[0].startswith("info: The granted scope doesn't name repo:status")
    assert _says("x", " ".join(map(str, range(20))))[0].endswith("9 and 10 more.")


def test_hostile_scopes_take_bounded_work() -> None:
    """Two long lists without a word in common."""
    asked, granted = (" ".join(f"{letter}{number}" for number in range(20_000)) for letter in "ab")
    assert len(compare_scopes(asked, granted).missing) == 20_000


def test_words() -> None:
    """Each scope once, in order."""
    assert split_scope(" a,b  a\tc ") == ["a", "b", "c"]


def test_tokens_that_scopes_bring() -> None:
    """OIDC Core §3.1.3.3 and §11."""
    assert check_id_token_is_there(None, "x", "a,openid", None)[0].message.startswith("openid was granted")
    assert check_id_token_is_there(None, "x", None, "openid")
    assert check_id_token_is_there(None, "x", "a", "openid") == ()
    assert check_id_token_is_there("x", "x", None, None)[0].level.value == "warning"
    assert check_id_token_is_there("y", "x", "openid", None) == ()
    assert check_refresh_token_is_there(None, "a,offline_access")
    assert check_refresh_token_is_there("x", "offline_access") == ()
    assert check_refresh_token_is_there(None, None) == ()


@pytest.mark.parametrize(
    ("asked", "granted", "hint"),
    [
        ("OpenID email", "email", "write openid"),
        ("https://www.googleapis.com/auth/drive", "email", "the user can leave permissions out"),
        ("read", "email", "a policy may not allow it. Ask again, or do without it."),
        ("read write", "email", "may not allow them"),
    ],
)
def test_what_to_do_about_a_missing_scope(asked: str, granted: str, hint: str) -> None:
    """Letter case, permissions that a user can leave out, or the client's registration."""
    (missing,) = [each for each in check_scope(granted, asked, ()) if each.rule == "token-response-scope-missing"]
    assert hint in missing.hint


@pytest.mark.parametrize(
    ("asked", "granted", "says"),
    [
        ("email", "https://www.googleapis.com/auth/userinfo.email", "email probably came back as"),
        ("https://graph.microsoft.com/User.Read", "User.Read", "probably came back as User.Read"),
        ("Read", "read", "Read probably came back as read"),
        ("read:x", "read%3Ax", "read:x probably came back as read%3Ax"),
        ("read", "https://evil.example/files/read", "only the server's documentation says"),
    ],
)
def test_another_form(asked: str, granted: str, says: str) -> None:
    """Only where servers are known to write scopes like that, or where only the letter case differs."""
    assert says in check_scope(granted, asked, ())[0].message
