"""A flow from step to step: reading its values, checking across them, and a report without its secrets."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import (
    FlowValues,
    Level,
    PkceError,
    Report,
    UsageError,
    ValidationError,
    build_report,
    check_flow,
    derive_code_challenge,
    parse_flow,
)
from pkce_core.errors import JsonError
from pkce_core.flow.values import MOST_PARAMETERS
from tests.support.growth import FAR_TOO_MUCH, cost_per_character
from tests.support.signing import sign_hs256

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
CHALLENGE = derive_code_challenge(VERIFIER)
NOW = 1_700_000_000
REDIRECT = "http://127.0.0.1:8080/callback"


def id_token(**claims: object) -> str:
    known = {
        "iss": "https://op.example",
        "sub": "alice",
        "aud": "client",
        "exp": NOW + 60,
        "iat": NOW,
        "nonce": "a-nonce",
    }
    return sign_hs256({**known, **claims}, "a-client-secret", {"alg": "HS256", "kid": "k"})


SOUND: dict[str, Any] = {
    "issuer": "https://op.example",
    "registered_redirect_uri": REDIRECT,
    "authorization_request": {
        "client_id": "client",
        "response_type": "code",
        "redirect_uri": REDIRECT,
        "scope": "openid profile",
        "state": "a-state",
        "nonce": "a-nonce",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    },
    "authorization_response": {"code": "the-code", "state": "a-state", "iss": "https://op.example"},
    "token_request": {
        "grant_type": "authorization_code",
        "client_id": "client",
        "client_secret": "a-client-secret",
        "code": "the-code",
        "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
    },
    "token_response": {
        "access_token": "the-access-token",
        "id_token": id_token(),
        "token_type": "Bearer",
        "expires_in": 3600,
        "scope": "openid profile",
    },
    "code_received_at": NOW,
    "token_requested_at": NOW + 10,
}


def flow(**changes: Any) -> FlowValues:
    """The sound flow with parameters of its steps changed, or left out with `...`, or a whole value replaced."""
    values = json.loads(json.dumps(SOUND))
    for name, value in changes.items():
        if isinstance(value, dict) and name in values:
            step = {**values[name], **value}
            values[name] = {key: there for key, there in step.items() if there is not ...}
        else:
            values[name] = value
    return parse_flow({name: value for name, value in values.items() if value is not ...})


def rules(report: Report, level: Level = Level.ERROR) -> list[str]:
    return [finding.rule for finding in report.at(level)]


def test_a_sound_flow() -> None:
    """RFC 6749 §4.1, RFC 7636 §4: every comparison between two steps passes and says so."""
    report = check_flow(flow(), now=NOW)
    assert report.ok
    assert not report.warnings[1:]
    assert rules(report, Level.WARNING) == ["client-secret-short"]
    assert rules(report, Level.PASS)[:14] == [
        "state-mismatch", "iss-mismatch", "redirect-uri-missing", "redirect-uri-differs", "redirect-uri-unregistered",
        "verifier-missing", "challenge-missing", "verifier-malformed", "verifier-mismatch", "method-missing",
        "client-differs", "secret-missing", "code-differs", "code-old",
    ]  # fmt: skip
    check_flow(SOUND, now=NOW).raise_errors()


@pytest.mark.parametrize(
    ("changes", "rule", "says"),
    [
        # RFC 6749 §10.12, §4.1.2: the state comes back as it was sent.
        ({"authorization_response": {"state": "another"}}, "state-mismatch", "No usual slip explains the difference"),
        ({"authorization_response": {"state": "a-state/"}}, "state-mismatch", "slash at the end"),
        ({"authorization_response": {"state": ...}}, "state-mismatch", "but the redirect has none"),
        ({"authorization_request": {"state": ...}}, "state-mismatch", "didn't send one"),
        # RFC 9207 §2.4
        ({"authorization_response": {"iss": "https://evil.example"}}, "iss-mismatch", "doesn't match the issuer."),
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
        ({"token_request": {"client_id": "other"}}, "client-differs", "another client"),
        ({"token_request": {"code": "the-cod"}}, "code-differs", "cut off"),
        ({"token_request": {"code": "another"}}, "code-differs", "earlier attempt"),
        # RFC 9700 §2.1
        ({"registered_redirect_uri": REDIRECT.upper()}, "redirect-uri-unregistered", "the registered one differ from"),
        # RFC 7636 §4.1, §4.3, §4.5, §4.6; RFC 9700 §4.8.2
        ({"token_request": {"code_verifier": "x" * 43}}, "verifier-mismatch", "doesn't match"),
        ({"authorization_request": {"code_challenge": f"{CHALLENGE}="}}, "challenge-malformed", "1 too many"),
        ({"token_request": {"code_verifier": ...}}, "verifier-missing", "no code_verifier"),
        (
            {"authorization_request": {"code_challenge": ..., "code_challenge_method": ...}},
            "challenge-missing", "sent no code_challenge",
        ),
        ({"authorization_request": {"code_challenge_method": ...}}, "method-missing", "which means plain"),
        ({"authorization_request": {"code_challenge_method": "plain"}}, "method-missing", "The method sent is plain"),
        ({"authorization_request": {"code_challenge_method": "s256"}}, "method-plain", "neither S256 nor plain"),
        # RFC 6749 §2.3, §2.3.1
        ({"token_request": {"client_secret": ""}}, "secret-empty", "empty client_secret"),
        ({"token_request": {"client_assertion": "x"}}, "auth-twice", "client_assertion"),
        # RFC 6749 §4.1.2
        ({"token_requested_at": NOW + 601}, "code-old", "10 minutes and 1 second old when it was redeemed"),
        # OIDC Core §3.1.3.3
        ({"token_response": {"id_token": ...}}, "id-token-absent", "no id_token"),
    ],
)  # fmt: skip
def test_what_does_not_fit(changes: dict[str, Any], rule: str, says: str) -> None:
    """One wrong value gives one error, with the section that both steps break."""
    report = check_flow(flow(**changes), now=NOW)
    wrong = [finding for finding in report.errors if finding.rule == rule]
    assert says in wrong[0].message
    assert rules(report)[:1] == [rule]
    with pytest.raises(ValidationError, match=wrong[0].message[:20].split("(")[0]):
        check_flow(flow(**changes), now=NOW).raise_errors()


def test_secrets_that_are_not_the_secret() -> None:
    """RFC 6749 §2.3.1: the client_id in the place of the secret, and white space copied with it."""
    assert "secret-is-client-id" in rules(check_flow(flow(token_request={"client_secret": "client"})))
    assert "secret-wrong" in rules(check_flow(flow(token_request={"client_secret": "secret\n"})))


def test_a_challenge_made_wrong_without_a_method() -> None:
    """RFC 7636 §4.3, §4.6: a wrong hash without a method is two mistakes; the verifier itself is right under plain."""
    wrong = {"code_challenge": f"{CHALLENGE}=", "code_challenge_method": ...}
    assert rules(check_flow(flow(authorization_request=wrong))) == ["method-missing", "verifier-mismatch"]
    same = {"code_challenge": VERIFIER, "code_challenge_method": "plain"}
    assert check_flow(flow(authorization_request=same)).ok
    other = {"code_challenge": "y" * 43, "code_challenge_method": "plain"}
    assert rules(check_flow(flow(authorization_request=other))) == ["verifier-mismatch"]


def test_a_malformed_verifier() -> None:
    """RFC 7636 §4.1: the first error of the verifier, with its own section."""
    report = check_flow(flow(token_request={"code_verifier": f"{VERIFIER}\n"}))
    assert rules(report) == ["verifier-malformed", "verifier-mismatch"]
    assert "newline" in report.errors[0].message


def test_the_age_of_a_code() -> None:
    """RFC 6749 §4.1.2: ten minutes at most, and one minute is what many servers allow; unknown times say nothing."""
    waiting = {"token_request": ..., "token_response": ..., "token_requested_at": ...}
    assert rules(check_flow(flow(**waiting), now=NOW + 30), Level.PASS)[-1] == "code-old"
    assert rules(check_flow(flow(**waiting), now=NOW + 90), Level.WARNING) == ["code-old"]
    assert "old by now" in check_flow(flow(**waiting), now=NOW + 900).errors[0].message
    assert "code-old" not in rules(check_flow(flow(**waiting)), Level.PASS)
    assert "code-old" not in {finding.rule for finding in check_flow(flow(token_requested_at=NOW + 90))}
    refused = {"token_response": {"error": "invalid_grant"}}
    assert rules(check_flow(flow(**refused, token_requested_at=NOW + 10)), Level.PASS).count("code-old") == 1
    assert rules(check_flow(flow(**refused, token_requested_at=NOW + 11)), Level.INFO) == ["code-old"]


def test_what_is_used_again() -> None:
    """RFC 7636 §4.1, RFC 6749 §4.1.2: verifier, state, nonce and code belong to one attempt each."""
    again = check_flow(flow(earlier=[SOUND]), now=NOW)
    assert rules(again) == ["code-reused", "verifier-reused", "state-reused", "nonce-reused"]
    fresh = check_flow(flow(earlier=[{"code_verifier": "another"}, 5]), now=NOW)
    assert fresh.ok
    nothing = parse_flow({"earlier": [{}], "client_id": "client"})
    assert check_flow(nothing).ok


@pytest.mark.parametrize(
    ("granted", "rule", "says"),
    [
        ("openid", "scope-not-granted", "1 of the requested scopes"),
        ("email", "scope-not-granted", "2 of the requested scopes"),
    ],
)
def test_scopes_not_granted(granted: str, rule: str, says: str) -> None:
    """RFC 6749 §3.3, §5.1: fewer scopes are a warning; no scope means those asked for."""
    report = check_flow(flow(token_response={"scope": granted}), now=NOW)
    assert rules(report, Level.WARNING)[0] == rule
    assert says in report.warnings[0].message
    for there in (..., "profile openid email"):
        assert "scope-not-granted" in rules(check_flow(flow(token_response={"scope": there})), Level.PASS)
    assert check_flow(flow(authorization_request={"scope": "profile"}, token_response={"id_token": ...})).ok


def test_the_id_token_of_a_flow() -> None:
    """OIDC Core §3.1.3.7: issuer, client_id, nonce and access token come from the other steps."""
    wrong = id_token(iss="https://evil.example", aud="other", nonce="other", exp=NOW)
    report = check_flow(flow(token_response={"id_token": wrong}), now=NOW)
    assert rules(report) == ["iss-claim-mismatch", "aud-mismatch", "exp-passed", "nonce-mismatch"]
    bare = check_flow({"token_response": {"id_token": id_token()}}, now=NOW)
    assert bare.ok
    assert "nonce-not-compared" in rules(bare, Level.WARNING)
    assert "exp-passed" not in rules(check_flow({"token_response": {"id_token": id_token(exp=1)}}))


@pytest.mark.parametrize(
    ("values", "order"),
    [
        ({}, []),
        ({"client_id": "c"}, []),
        ({"authorization_response": {"error": "access_denied"}}, ["flow-gap"]),
        ({"client_id": "c", "code": "x"}, []),
        ({"code": "x"}, ["flow-gap"]),
        ({"token_request": {"code": "x"}}, ["flow-gap"]),
        ({"token_response": {"error": "invalid_grant"}}, ["flow-gap"]),
        (
            {"authorization_request": {"client_id": "c"}, "authorization_response": {"error": "x"},
             "token_request": {"code": "y"}},
            ["flow-order"],
        ),
    ],
)  # fmt: skip
def test_the_order_of_the_steps(values: dict[str, Any], order: list[str]) -> None:
    """A step whose predecessor is unknown is said to be; one after an end is an error."""
    parsed = parse_flow(values)
    assert [finding.rule for finding in check_flow(parsed) if finding.rule.startswith("flow-")] == order


def test_values_side_by_side() -> None:
    """A flat object goes to the steps that send each name."""
    flat = {
        "client_id": "client", "redirect_uri": REDIRECT, "state": "s", "code": "c", "iss": "i",
        "code_verifier": VERIFIER, "client_secret": "secret", "access_token": "t", "issuer": "i", "code_received_at": 5,
    }  # fmt: skip
    parsed = parse_flow(json.dumps(flat).encode())
    assert dict(parsed.authorization_request) == {"client_id": "client", "redirect_uri": REDIRECT, "state": "s"}
    assert dict(parsed.authorization_response) == {"code": "c", "iss": "i"}
    assert parsed.token_request.keys() == {"client_id", "redirect_uri", "code", "code_verifier", "client_secret"}
    assert dict(parsed.token_response) == {"access_token": "t"}
    assert (parsed.issuer, parsed.code_received_at, parsed.verifier) == ("i", 5, VERIFIER)
    before = parse_flow({"client_id": "client", "code_verifier": VERIFIER, "error": "access_denied", "code": None})
    assert not before.token_request
    assert before.verifier == VERIFIER
    assert before.value("authorization_response", "error") == "access_denied"
    refused = parse_flow({"code": "c", "code_verifier": VERIFIER, "error": "invalid_grant"})
    assert refused.value("token_response", "error") == "invalid_grant"


def test_messages_that_are_there_and_empty() -> None:
    """A flow that has not begun may name its four messages; none of them is then a parameter of another."""
    messages: dict[str, object] = {
        name: {} for name in ("authorization_request", "authorization_response", "token_request", "token_response")
    }
    assert parse_flow({**messages, "code_verifier": VERIFIER}) == parse_flow({"code_verifier": VERIFIER})
    assert parse_flow({**messages, "client_id": "client"}).authorization_request == {"client_id": "client"}


def test_urls_in_the_place_of_parameters() -> None:
    """A request and a redirect may be the URL that carries them; a parameter twice is refused (RFC 6749 §3.1)."""
    parsed = parse_flow(
        {
            "authorization_request": f"https://op.example/auth?{urlencode(SOUND['authorization_request'])}#x",
            "authorization_response": "code=the-code&state=a-state",
        }
    )
    assert dict(parsed.authorization_request) == SOUND["authorization_request"]
    assert check_flow(parsed).ok
    for url in ("https://op.example/auth?a=1&a=2", "?" + "&".join(f"a{n}=1" for n in range(MOST_PARAMETERS + 1))):
        with pytest.raises(ValidationError, match="each parameter once"):
            parse_flow({"authorization_request": url})


@pytest.mark.parametrize(
    ("document", "error", "says"),
    [
        ("[]", JsonError, "a list instead of an object"),
        (5, UsageError, "a JSON object"),
        ({"token_request": 5}, ValidationError, "token_request must be an object"),
        ({"token_request": {str(n): "" for n in range(99)}}, ValidationError, "at most 60"),
        ({str(n): "" for n in range(99)}, ValidationError, "at most 60 names"),
        ({"issuer": 5}, ValidationError, "issuer must be text"),
        ({"code_received_at": "5"}, ValidationError, "a number of seconds"),
        ({"authorization_request": "?%"}, PkceError, "percent sign"),
    ],
)
def test_what_are_no_values(document: Any, error: type[PkceError], says: str) -> None:
    """A value of a wrong type is named, and not shown."""
    with pytest.raises(error, match=says):
        parse_flow(document)


def test_wrong_use() -> None:
    """A time that is none is a wrong use."""
    with pytest.raises(UsageError, match="finite number"):
        check_flow(flow(), now=float("nan"))


def test_secrets_stay_out_of_the_repr() -> None:
    """Messages and verifier are not in the repr of the values, earlier attempts included."""
    shown = repr(flow(code_verifier=VERIFIER, earlier=[SOUND]))
    for secret in (VERIFIER, "the-code", "a-client-secret", "the-access-token", "a-state"):
        assert secret not in shown


SECRETS = (
    VERIFIER,
    CHALLENGE,
    "the-code",
    "a-client-secret",
    "the-access-token",
    "a-state",
    "a-nonce",
    id_token(),
    "alice",
)


def test_the_report_has_what_a_reader_needs_and_no_secret() -> None:
    """The steps with public values and lengths, what the checks found, and what the error means."""
    described = "Code the-code of joe@op.example: redirect_uri mismatch, trace 0a1b2c3d4e5f6a7b8c9d0e1f"
    failed = flow(
        token_request={"redirect_uri": f"{REDIRECT}/?code=the-code#frag"},
        token_response={"error": "invalid_grant", "error_description": described, "unknown thing": "x", "list": [1]},
        authorization_endpoint="https://user:pass@op.example/auth",
        provider="banno-admin",
    )
    report = build_report(failed, now=NOW)
    for line in (
        "- provider: `banno-admin`",
        "- authorization_endpoint: `https://(9 characters)@op.example/auth`",
        "- code_received_at: 2023-11-14T22:13:20Z",
        "- client_id: `client`",
        "- code_challenge_method: `S256`",
        "- code_verifier: (43 characters)",
        f"- redirect_uri: `{REDIRECT}/?(13 characters)#(4 characters)`",
        "- error: `invalid_grant`",
        "- error_description: `Code (8 characters) of (an address): redirect_uri mismatch, trace (24 characters)`",
        "- (a name of 13 characters): (1 character)",
        "- list: (left out: not text)",
        "- expires_in: 3600",
        "### What `invalid_grant` means",
    ):
        assert line in report, line
    assert "**error**: The redirect_uri of the token request and the one in the authorization URL differ" in report
    for secret in SECRETS:
        assert secret not in report
    assert 'alg `"HS256"`' in report


def test_the_report_of_nothing_and_of_all_well() -> None:
    """Unknown steps are said to be unknown; a flow that fits together is said to."""
    empty = build_report(parse_flow({}))
    assert empty.count("Not known.") == 4
    assert "The known messages fit together." in empty
    assert "HS256" not in build_report(parse_flow({"token_response": {"id_token": "x"}}))
    assert "can't be read as an ID token" in build_report(parse_flow({"token_response": {"id_token": "x"}}))


def test_the_report_cannot_be_taken_over() -> None:
    """Values cannot leave their code span or add lines, and long ones are not shown in part."""
    hostile = "`](https://evil.example)\n## Title\u202e"
    parsed = parse_flow({"client_id": hostile, "scope": "x" * 500, "state": "", "error": hostile})
    report = build_report(parsed)
    assert "\n## Title" not in report
    assert "\u202e" not in report
    assert "- client_id: `'](https://evil.example)\\n## Title\\u202e`" in report
    assert "- scope: (500 characters)" in report
    assert "- state: empty" in report


@pytest.mark.parametrize("encode", [str, lambda text: quote(text, safe=""), lambda text: text.replace("*", "\\*")])
def test_a_secret_that_a_server_repeats(encode: Any) -> None:
    """A secret in a message is replaced, also percent-encoded."""
    secret = "Pa$$w*rd/with+odd=chars"
    values = {
        "token_request": {"client_secret": secret},
        "token_response": {"error": "x", "error_description": encode(secret)},
    }
    report = build_report(parse_flow(values))
    assert encode(secret) not in report
    assert secret not in report


def test_half_a_character_in_a_secret() -> None:
    """A secret that has no octets is replaced like any other."""
    values = {"token_request": {"client_secret": "\ud800secret"}, "token_response": {"error": "x \ud800secret"}}
    assert "secret`" not in build_report(parse_flow(values))


def test_a_difference_far_behind_the_start() -> None:
    """RFC 6749 §4.1.3: redirect URIs that differ behind thousands of characters are still two."""
    long = f"{REDIRECT}/{'x' * 9000}"
    changes = {"authorization_request": {"redirect_uri": f"{long}a"}, "token_request": {"redirect_uri": f"{long}b"}}
    assert "redirect-uri-differs" in rules(check_flow(flow(**changes)))


NAMES = st.sampled_from(
    ["client_id", "redirect_uri", "code", "state", "error", "error_description", "id_token", "scope", "x"]
)
SECRET_NAMES = st.sampled_from(
    ["code", "code_verifier", "client_secret", "access_token", "refresh_token", "state", "new"]
)
STEPS = st.sampled_from(["authorization_request", "authorization_response", "token_request", "token_response"])
TEXT = st.text(max_size=12) | st.text(alphabet="ab`*\n<>%/?#@&", max_size=12) | st.integers() | st.floats() | st.none()


@given(
    st.dictionaries(STEPS, st.dictionaries(NAMES, TEXT, max_size=4), max_size=4),
    STEPS,
    SECRET_NAMES,
    st.text(min_size=8, max_size=30),
)
def test_no_secret_is_ever_in_the_report(
    values: dict[str, dict[str, object]], step: str, name: str, secret: str
) -> None:
    """Whatever a flow holds, a value that is not on the short list is not in the report, even repeated elsewhere."""
    secret = f"<{secret}>"
    members = {**values.get(step, {}), name: secret}
    told = {**values.get("token_response", {}), "error": "x", "error_description": f"no {secret}", "scope": secret}
    values = {**values, "token_response": told, step: {**(told if step == "token_response" else {}), **members}}
    parsed = parse_flow(values)
    report = build_report(parsed, now=NOW)
    assert secret not in report
    assert report.count("\n### ") >= 5
    assert isinstance(check_flow(parsed, now=NOW), Report)


@given(st.text(max_size=50) | st.binary(max_size=50) | st.dictionaries(st.text(max_size=9), TEXT | st.lists(TEXT)))
def test_any_document_is_values_or_an_error(document: Any) -> None:
    """Any text, octets or object: values, or an error of this package."""
    try:
        parsed = parse_flow(document)
    except PkceError:
        return
    assert build_report(parsed)


def test_hostile_values_are_quick() -> None:
    """Many and long values cost little: what is read is bounded."""
    long = "x" * 20_000
    step = {f"name_{'a' * n}": f"{n}{long}" for n in range(30)}
    values = dict.fromkeys(("authorization_request", "token_request", "token_response"), step)
    length = 30 * len(long) * 3 * 51
    cost = cost_per_character(lambda: build_report(parse_flow({**values, "earlier": [values] * 50})), length)
    assert cost < FAR_TOO_MUCH
