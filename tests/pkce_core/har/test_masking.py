"""What may be shown: public values, and lengths of all others."""

from __future__ import annotations

import json
from base64 import b64encode
from itertools import product
from typing import TYPE_CHECKING

import pytest

from pkce_core.explain.explanation import explain_error
from pkce_core.findings import Finding, Level, Mark
from pkce_core.har.explain_har import explain_har
from pkce_core.har.known_secrets import count
from pkce_core.har.masking import Masking, mask_name
from pkce_core.har.recorded.exchange import Exchange
from pkce_core.har.redact import redact_har
from tests.support.har import CODE, STATE, VERIFIER, authorization, callback, entry, har, token

if TYPE_CHECKING:
    from collections.abc import Callable

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
        ("error", "a_code_of_its_own", "a_code_of_its_own"),
        ("error", "st4te-value", "(11 characters)"),
        ("error", "secret_word", "(11 characters)"),
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
    assert Masking([Exchange(number=1, url=f"{AUTHORIZE}&nonce=secret_word")]).parameter(name, value) == shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://u:p@a.example:1/b?code=12#x=1&y", "https://a.example:1/b?code=2-characters#x=1-characters&name_1=0-characters"),
        ("https://a.example/reset/f81d4fae7dec/x", "https://a.example/reset/(12 characters)/x"),
        ("https://a.example/averyveryverylongword", "https://a.example/(21 characters)"),
        ("https://a.example/magic/abcdefghijklmnop/cb", "https://a.example/magic/(16 characters)/cb"),
        ("https://a.example/u:hunter@/x@y/a%40b", "https://a.example/(9 characters)/(3 characters)/(5 characters)"),
        ("https://a.example/.well-known/openid-configuration", "https://a.example/.well-known/openid-configuration"),
        ("https://a.example/oauth2/v2.0/authorize", "https://a.example/oauth2/v2.0/authorize"),
        ("https://a.example" + "/x" * 600, "https://a.example/(1,200 characters)"),
        ("https://a.example/?redirect_uri=https://b.example/%23iss=https://c.example", "https://a.example/?redirect_uri=https%3A%2F%2Fb.example%2F%23iss%3D%252817%2520characters%2529"),
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
    long = Masking([Exchange(number=1, url="https://a.example/?code=qwertyuiopasdfghjklzxcvbnm")])
    assert long.hide("code_qwertyuiopasdfghjklzxcvbnm") == "code_(26 characters)"


def test_a_secret_as_client_id() -> None:
    """A client_id that is sent as a secret, too, isn't public."""
    swapped = Exchange(number=1, url=AUTHORIZE)
    sent = Exchange(number=2, method="POST", body="client_secret=app-1&code=1")
    assert Masking([swapped]).clients == {"app-1"}
    long = AUTHORIZE.replace("app-1", "app-one")
    sent = Exchange(number=2, method="POST", body="client_secret=app-one&code=1")
    assert Masking([Exchange(number=1, url=long), sent]).clients == frozenset()


def test_an_address_in_itself() -> None:
    """Addresses are opened one level deep, however deep they go."""
    assert len(NOTHING.url("https://a.example/#" + "redirect_uri=https://a.example/#" * 3_000)) < 200


def test_hosts() -> None:
    """What is shown as a host is no secret elsewhere."""
    url = f"{AUTHORIZE}&domain_hint=op.example&audience=https://op.example&resource_server=elsewhere.example"
    masking = Masking(
        [Exchange(number=1, url=url, response_headers={"set-cookie": "sid=abcdefgh1; Domain=other.example"})]
    )
    text = "https://op.example/authorize other.example abcdefgh1 elsewhere.example"
    assert masking.hide(text) == "https://op.example/authorize other.example (9 characters) (17 characters)"


def test_our_words() -> None:
    """A value that is a word stays in a sentence of ours, but not in what the sentence quotes."""
    masking = Masking([Exchange(number=1, url="https://a.example/?mode=server")])
    finding = Finding(rule="har-status", level=Level.WARNING, message='So the server rejects "server".', hint="")
    assert [each.message for each in masking.report([finding])] == ['So the server rejects "(6 characters)".']


def test_paths() -> None:
    """A part of a path that isn't shown in an address isn't in a sentence either; an ordinary one stays."""
    masking = Masking([Exchange(number=1, url="https://a.example/callback/t0ken-of-bob/authorization")])
    text = "https://a.example/callback/t0ken-of-bob/authorization"
    assert masking.hide(text) == "https://a.example/callback/(12 characters)/authorization"


@pytest.mark.parametrize(
    "text", ['It says: "Hello Bob."', 'This is plain text that says "Hello Bob."', 'JSON, which says "Hello Bob."']
)
def test_what_is_said(text: str) -> None:
    """In each of the sentences that quote a server."""
    finding = Finding(rule="har-status", level=Level.WARNING, message=text, hint="")
    (shown,) = NOTHING.report([finding])
    assert shown.message.endswith('"(10 characters)"')


def test_words_of_a_server() -> None:
    """What a server says is hidden even if it was read from a form that isn't known here."""
    answer = repr({"error": "invalid_grant", "error_description": 'Bobby "Tables" was here'})
    found = explain_har(har(token(answer=answer, status=400)))
    (said,) = [each.message for each in found.all_findings if "It says" in each.message]
    assert 'It says: "(23 characters)". The code invalid_grant means:' in said


def test_error_codes() -> None:
    """A code that may be a value is named as one that isn't shown."""
    masking = Masking([Exchange(number=1, url="https://a.example/?code=c0de-value")])
    messages = ["The server refused: c0de-value.", "The server refused: other_error."]
    found = [Finding(rule="har-status", level=Level.WARNING, message=each, hint="") for each in messages]
    assert [each.message for each in masking.report(found)] == [
        "The server refused: an error code that isn't shown here.", messages[1]
    ]  # fmt: skip
    shown = [
        masking.explanation(explain_error(code)).error
        for code in ("c0de-value", "own_code", "No page: 7", "AADSTS50011")
    ]
    hidden = "an error code that isn't shown here"
    assert shown == [hidden, "own_code", hidden, "AADSTS50011"]


_SECRETS = (
    CODE,
    VERIFIER,
    STATE,
    "qwertyuiopasdfghjklzxcvbnm",
    "Sl4sh/plus+and=equals",
    "bob.builder@personal-mail.test",
)
_SHAPES: dict[str, Callable[[str], object]] = {
    "plain": lambda text: {"error_description": text},
    "list": lambda text: {"errors": [text]},
    "object": lambda text: {"details": {"message": [[text]]}},
    "code": lambda text: {"error": text},
    "printed": lambda text: repr({"error": "invalid_grant", "error_description": text}),
    "other error": lambda text: {"error": {"code": "x", "message": text}},
}


@pytest.mark.parametrize("shape", _SHAPES)
@pytest.mark.parametrize("secret", _SECRETS)
def test_no_piece_of_a_secret(secret: str, shape: str) -> None:
    """Wherever a check cuts a description, and whatever is around the secret in it, no 8 characters of it are shown."""
    entries = [authorization(), callback()]
    for number, (limit, back, around) in enumerate(
        product((60, 200, 300, 400), (0, 1, 6, 9, 20, 60), ("\n", '"', "\\"))
    ):
        text = "x" * max(0, limit - back - 1) + f"{around}{secret}{around} not found"
        sent = secret + ("\n", "", '"')[number % 3]
        refused = _SHAPES[shape](text)
        if isinstance(refused, dict):
            refused = {"error": "invalid_grant", **refused}
        entries.append(token(answer=refused, status=400, code=sent))
        if shape == "plain" and number % 5 == 0:
            entries.append(callback(error="access_denied", error_description=text, state=STATE))
            challenge = "Bearer error=invalid_token, error_description=" + json.dumps(text)
            entries.append(
                entry(
                    "GET",
                    "https://op.example/userinfo",
                    status=401,
                    answered={"www-authenticate": challenge},
                    answer="",
                )
            )
    octets = har(*entries)
    answer = explain_har(octets)
    shown = json.dumps(answer.to_dict()) + "".join(redact_har(octets, answer))
    assert not [at for at in range(len(secret) - 7) if secret[at : at + 8] in shown]


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


def test_the_words_of_a_server_are_shown() -> None:
    """A description stays as far as its words are known; a name, a code and an address in it don't."""
    words = "The code c0de-value-1 of joe@shop.example is invalid for Josephine"
    body = json.dumps({"error": "invalid_grant", "error_description": words})
    url = "https://op.example/token"
    masking = Masking([Exchange(number=1, method="POST", url=url, body="code=c0de-value-1", response=body)])
    finding = Finding(rule="har-status", level=Level.WARNING, message=f'The server refused. It says: "{words}"')
    shown = masking.report([finding]).findings[0].message
    assert "The code (12 characters) of (16 characters) is invalid for (9 characters)" in shown
    for secret in ("c0de", "joe", "Josephine"):
        assert secret not in shown
    assert masking.parameter("error_description", words) == f"({len(words)} characters)"
