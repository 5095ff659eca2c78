"""What may be shown: public values, and lengths of all others."""

from __future__ import annotations

from base64 import b64encode

import pytest

from pkce_core.findings import Finding, Level, Mark
from pkce_core.har.masking import Masking, count, mask_name
from pkce_core.har.recorded.exchange import Exchange

AUTHORIZE = "https://op.example/authorize?response_type=code&client_id=app-1&state=st4te-value"
NOTHING = Masking([])


def test_counts_and_names() -> None:
    """A length in words; a name that is none of a parameter, or has no value, may be a value."""
    assert (count("a"), count("a" * 1000)) == ("(1 character)", "(1,000 characters)")
    assert (mask_name("code", "x"), mask_name("code", ""), mask_name("S3cret", "x")) == ("code", "name_4", "name_6")


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("error", "invalid_grant", "invalid_grant"),
        ("error", "a_secret_of_letters", "(19 characters)"),
        ("grant_type", "authorization_code", "authorization_code"),
        ("grant_type", "refresh", "(7 characters)"),
        ("scope", "openid api.read", "openid api.read"),
        ("scope", "s3cret", "(6 characters)"),
        ("expires_in", "3600", "3600"),
        ("client_id", "app-1", "app-1"),
        ("client_id", "app-2", "(5 characters)"),
        ("code", "abc", "(3 characters)"),
        ("redirect_uri", "https://a.example/cb?t=secret", "https://a.example/cb?t=6-characters"),
        ("token_type", "Bearer", "Bearer"),
    ],
)
def test_parameters(name: str, value: str, shown: str) -> None:
    """Only values of a short list of names, in their own form; a client_id that an authorization request had."""
    assert Masking([Exchange(number=1, url=AUTHORIZE)]).parameter(name, value) == shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://u:p@a.example:1/b?code=12#x=1&y", "https://a.example:1/b?code=2-characters#x=1-characters&name_1=0-characters"),
        ("https://a.example/reset/f81d4fae7dec/x", "https://a.example/reset/(12 characters)/x"),
        ("https://a.example/averyveryverylongword", "https://a.example/(21 characters)"),
        ("com.example.app:/cb?code=12", "com.example.app:/cb?code=2-characters"),
        ("https://a.example/?%zz", "https://a.example/?(3 characters)"),
        ("/relative?code=1", "(16 characters)"),
        ("data:text/html,secret", "(21 characters)"),
        ("", ""),
        ("https://a.example/?iss=https%3A%2F%2Fop.example", "https://a.example/?iss=https%3A%2F%2Fop.example"),
    ],
)  # fmt: skip
def test_urls(url: str, shown: str) -> None:
    """Without user, long parts of the path, and the values of query and fragment."""
    assert NOTHING.url(url) == shown


def test_members() -> None:
    """A JSON object without its values, and without what is inside it."""
    members = {"token_type": "Bearer", "expires_in": 60, "access_token": "abc", "nested": {"a": 1}, "S": "x"}
    assert NOTHING.members(members) == {
        "token_type": "Bearer", "expires_in": "60", "access_token": "(3 characters)", "name_6": "(left out)",
        "name_1": "(1 character)",
    }  # fmt: skip


def test_a_secret_wherever_it_is() -> None:
    """In URLs, headers, cookies, bodies and responses: each is replaced in any other text."""
    url = f"https://us3r:passw0rd@a.example/?code=c0de%2Fvalue&redirect_uri={'https%3A%2F%2Fb%3Ft0ken%3Dinner1'}#frag=fr4gment"
    exchange = Exchange(
        number=1,
        url=url,
        headers={
            "authorization": "Basic " + b64encode(b"id:b4sic-secret").decode(), "cookie": "a=c00kie1; b=c00kie2",
            "referer": "https://r.example/?code=ref3rer", "dpop": "pr00f.value",
        },
        body="code_verifier=v3rifier&%zz=brok3n",
        response_headers={"set-cookie": "sid=setc00kie; Path=/", "location": "https://l.example/?code=l0cation"},
        response='{"access_token":"acc3ss","inner":{"refresh_token":"r3fresh"},"list":[{"id_token":"idt0ken"}]}',
    )  # fmt: skip
    masking = Masking([exchange])
    secrets = (
        "us3r:passw0rd", "passw0rd", "c0de/value", "c0de%2Fvalue", "inner1", "fr4gment", "b4sic-secret", "c00kie1",
        "c00kie2", "ref3rer", "pr00f.value", "v3rifier", "brok3n", "setc00kie", "l0cation", "acc3ss", "r3fresh",
        "idt0ken",
    )  # fmt: skip
    for secret in secrets:
        assert masking.hide(f"x{secret}y") == f"x{count(secret)}y", secret
    assert {"access_token", "authorization", "code", "cookie", "refresh_token"} <= set(masking.names)
    assert "acc3ss" not in repr(masking)


def test_secrets_that_are_words() -> None:
    """A word is only hidden where it is a word of its own; a longer secret goes first."""
    masking = Masking([Exchange(number=1, url="https://a.example/?client_secret=secret&x=secret-long&y=sh")])
    assert masking.hide("The client_secret is secret, secret-long, sh.") == (
        "The client_secret is (6 characters), (11 characters), sh."
    )


def test_a_secret_as_client_id() -> None:
    """A client_id that is sent as a secret, too, isn't public."""
    swapped = Exchange(number=1, url=AUTHORIZE)
    sent = Exchange(number=2, method="POST", body="client_secret=app-1&code=1")
    assert Masking([swapped]).clients == {"app-1"}
    long = AUTHORIZE.replace("app-1", "app-one")
    sent = Exchange(number=2, method="POST", body="client_secret=app-one&code=1")
    assert Masking([Exchange(number=1, url=long), sent]).clients == frozenset()


def test_half_characters() -> None:
    """What no URL can write is hidden as it is."""
    masking = Masking([Exchange(number=1, response='{"code":"abc\\ud800def"}')])
    assert masking.hide("abc\ud800def") == "(7 characters)"


def test_reports() -> None:
    """Findings without secrets, and without places that point at them."""
    masking = Masking([Exchange(number=1, url="https://a.example/?code=c0de-value")])
    mark = Mark(start=0, end=1, found="x")
    finding = Finding(
        rule="har-status", level=Level.WARNING, message="c0de-value.", hint="Not c0de-value.", marks=(mark,)
    )
    (shown,) = masking.report([finding])
    assert (shown.message, shown.hint, shown.marks) == ("(10 characters).", "Not (10 characters).", ())
