"""Exact edges of rules, and every argument that one function hands on to another: what mutation testing asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import pkce_core
from pkce_core import (
    AuthorizationRequest,
    Level,
    StateExpectation,
    ValidationError,
)
from pkce_core.authorization.pasted_redirect import LONGEST_PASTE
from pkce_core.jose.jws import MOST_CHARACTERS
from pkce_core.text.base64url import encode_base64url
from pkce_core.token.request_checks import LONGEST_REQUEST
from pkce_core.urls.endpoint import LONGEST_URL

if TYPE_CHECKING:
    from pkce_core import Report, SignatureInput

NOW = 1_700_000_000
ISSUER = "https://op.example"
CLAIMS: dict[str, Any] = {"iss": ISSUER, "sub": "alice", "aud": "client", "exp": NOW + 60, "iat": NOW - 5}
JWKS = pkce_core.parse_jwks({"keys": [{"kty": "RSA", "n": encode_base64url(b"\xff" * 256), "e": "AQAB"}]})
CALLBACK = "https://client.example/cb?code=abc&state=xyz"


class Says:
    """A verifier that is always of one opinion."""

    def __init__(self, right: bool) -> None:
        self.right = right

    def verify(self, signature_input: SignatureInput) -> bool:
        assert signature_input.alg == "RS256"
        return self.right


def token(**changes: object) -> str:
    parts = (json.dumps({"alg": "RS256"}), json.dumps({**CLAIMS, **changes}))
    return ".".join([*(encode_base64url(part.encode()) for part in parts), encode_base64url(b"x")])


def check(text: str, **expected: Any) -> Report:
    return pkce_core.check_id_token(text, **{"issuer": ISSUER, "client_id": "client", "now": NOW, **expected})


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report}


def hint(report: Report, rule: str) -> str:
    return next(finding.hint for finding in report if finding.rule == rule)


@pytest.mark.parametrize(("right", "rule"), [(True, "signature-valid"), (False, "signature-invalid")])
def test_the_id_token_check_asks_the_verifier_it_was_given(right: bool, rule: str) -> None:
    """OIDC Core §3.1.3.7: the signature is judged by the keys and the verifier of the caller, and by no others."""
    assert rule in rules(check(token(), jwks=JWKS, verifier=Says(right)))
    pkce_core.check_id_token(
        pkce_core.parse_id_token(token()), issuer=ISSUER, client_id="client", now=NOW, jwks=JWKS, verifier=Says(True)
    ).raise_errors()
    with pytest.raises(ValidationError):
        pkce_core.check_id_token(
            token(), issuer=ISSUER, client_id="client", now=NOW, jwks=JWKS, verifier=Says(False)
        ).raise_errors()


@pytest.mark.parametrize(
    "expected",
    [
        {"issuer": "https://other.example"},
        {"iss_parameter_supported": True},
        {"redirect_uri": "https://client.example/other"},
        {"state": "other"},
    ],
)
def test_validating_a_redirect_hands_everything_on(expected: dict[str, Any]) -> None:
    """RFC 9207 §2.4 and RFC 6749 §4.1.2 hold for `validate_` as they do for `check_`."""
    text = CALLBACK if "iss_parameter_supported" in expected else f"{CALLBACK}&iss=https%3A%2F%2Fop.example"
    pkce_core.check_authorization_response(text, state="xyz").raise_errors()
    with pytest.raises(ValidationError):
        pkce_core.check_authorization_response(text, **{"state": "xyz", **expected}).raise_errors()


def test_validating_a_url_and_a_challenge_hands_everything_on() -> None:
    """A used state and the method count in `validate_` too."""
    request = AuthorizationRequest(
        client_id="c", scope="openid", redirect_uri="https://a.example/cb", state=pkce_core.generate_state(),
        code_challenge=pkce_core.generate_pair().code_challenge, code_challenge_method="S256",
        nonce=pkce_core.generate_nonce(),
    )  # fmt: skip
    url = pkce_core.build_authorization_url(request, "https://op.example/authorize")
    pkce_core.check_authorization_url(url).raise_errors()
    with pytest.raises(ValidationError):
        pkce_core.check_authorization_url(url, used_states=[str(request.state)]).raise_errors()
    with pytest.raises(ValidationError):
        pkce_core.check_code_challenge("x" * 128, "S256").raise_errors()
    assert pkce_core.check_code_challenge("x" * 128, "plain").ok
    pkce_core.check_code_challenge("x" * 128, "plain").raise_errors()


def test_a_new_pair_has_32_octets() -> None:
    """RFC 7636 §4.1 recommends 32 octets, which are 43 characters."""
    assert len(pkce_core.generate_pair().code_verifier) == 43


def test_a_space_in_a_url_is_percent_20() -> None:
    """Every decoder reads %20 as a space; some read a plus sign as one."""
    request = AuthorizationRequest(client_id="c", scope="openid profile")
    assert "scope=openid%20profile" in pkce_core.build_authorization_url(request, "https://op.example/authorize")


def test_an_empty_parameter_is_none() -> None:
    """RFC 6749 §3.1: what has no value is not sent, so it is not listed either."""
    assert AuthorizationRequest(client_id="", state="", prompt="").to_dict() == {"response_type": "code"}
    url = pkce_core.build_authorization_url(AuthorizationRequest(client_id="c", state=""), "https://op.example/a")
    assert url == "https://op.example/a?response_type=code&client_id=c"


def test_a_long_name_of_a_parameter_is_cut() -> None:
    """A name is shown up to 40 characters, however the other tool came by it."""
    for length, shown in ((40, f"The parameter {'x' * 40} "), (41, f"The parameter {'x' * 40}... (41 characters) ")):
        url = f"https://op.example/a?client_id=c&{'x' * length}=1&{'x' * length}=2"
        (finding,) = [each for each in pkce_core.check_authorization_url(url) if each.rule == "url-duplicate"]
        assert finding.message.startswith(shown)
        url = f"https://op.example/a?client_id=c&{'x' * length}=%3Cvalue%3E"
        (finding,) = [each for each in pkce_core.check_authorization_url(url) if each.rule == "url-placeholder"]
        assert finding.message.startswith(shown.removeprefix("The parameter "))


@pytest.mark.parametrize("name", ["login", "stateless", "promise", "challenge", "response"])
def test_a_distant_name_is_no_slip(name: str) -> None:
    """RFC 6749 §8.2: servers define parameters of their own; only a name that is almost one of ours is questioned."""
    report = pkce_core.check_authorization_url(f"https://op.example/a?client_id=c&{name}=1")
    assert "url-unknown-name" not in rules(report)


def test_a_query_starts_at_the_first_question_mark() -> None:
    """RFC 3986 §3.4: a question mark may stand inside a query."""
    request = AuthorizationRequest(client_id="c")
    with pytest.raises(ValidationError):
        pkce_core.build_authorization_url(request, "https://op.example/authorize?client_id=a&b=c?d")
    read = pkce_core.parse_authorization_url("https://op.example/authorize?client_id=a&b=c?d")
    assert (read.client_id, read.extra) == ("a", (("b", "c?d"),))


@pytest.mark.parametrize(("digits", "value"), [("9" * 10, 9_999_999_999), ("9" * 11, "9" * 11)])
def test_max_age_is_a_number_up_to_ten_digits(digits: str, value: int | str) -> None:
    """Longer ones are no age, and stay text."""
    assert pkce_core.parse_authorization_url(f"https://op.example/a?client_id=c&max_age={digits}").max_age == value


@pytest.mark.parametrize(
    ("changes", "expected", "rule", "there"),
    [
        ({"sub": "x" * 255}, {}, "sub-length", False),
        ({"exp": 100_000_000_000}, {}, "exp-milliseconds", False),
        ({"exp": 100_000_000_001}, {}, "exp-milliseconds", True),
        ({"exp": NOW}, {"clock_skew": 1}, "exp-within-skew", True),
        ({"iat": 100_000_000_000}, {}, "iat-milliseconds", False),
        ({"iat": NOW + 10}, {"clock_skew": 10}, "iat-future", False),
        ({"iat": NOW + 11}, {"clock_skew": 10}, "iat-future", True),
        ({"nbf": NOW + 10}, {"clock_skew": 10}, "nbf-future", False),
        ({"nbf": NOW + 11}, {"clock_skew": 10}, "nbf-future", True),
        ({"iat": True}, {}, "iat-type", True),
        ({"nbf": True}, {}, "nbf-type", True),
        ({"nbf": 1e18}, {}, "nbf-type", True),
    ],
)
def test_edges_of_claims(changes: dict[str, Any], expected: dict[str, Any], rule: str, there: bool) -> None:
    """OIDC Core §2, RFC 7519 §4.1.4 and §4.1.5: on the edge, one beyond, and with the clock difference."""
    assert (rule in rules(check(token(**changes), **expected))) is there


@pytest.mark.parametrize(
    ("iss", "issuer", "word"),
    [
        ("https://op.example/", "https://op.example", "slash"),
        ("https://op.example", "https://op.example/", "slash"),
        ("https://OP.example", "https://op.example", "case"),
        ("http://op.example", "https://op.example", "scheme"),
        ("https://op.example/a://b", "https://op.example/c://b", "metadata document"),
        ("http://op.example/a://b", "https://op.example/a://b", "scheme"),
        ("https://op.exampleX", "https://op.example", "metadata document"),
        ("https://op.example", "https://op.exampleX", "metadata document"),
        ("https://www.op.example", "https://op.example", "www"),
        ("https://op.example", "https://www.op.example", "www"),
        ("https://www.op.example/://www.a", "https://op.example/://a", "metadata document"),
        ("https://op.example/://a", "https://www.op.example/://www.a", "metadata document"),
    ],
)
def test_how_issuers_differ(iss: str, issuer: str, word: str) -> None:
    """OIDC Core §3.1.3.7: the issuer must match exactly; the hint says what differs."""
    assert word in hint(check(token(iss=iss), issuer=issuer), "iss-claim-mismatch")


@pytest.mark.parametrize(("late", "word"), [(600, "your clock"), (601, "Get a new token.")])
def test_how_late_a_clock_may_be_to_blame(late: int, word: str) -> None:
    """RFC 7519 §4.1.4 speaks of a small leeway: up to ten minutes the hint names the clocks, beyond it the token."""
    assert word in hint(check(token(exp=NOW - late)), "exp-passed")


@pytest.mark.parametrize("name", ["scope", "scp", "client_id", None])
def test_an_access_token_is_known_by_its_claims(name: str | None) -> None:
    """OIDC Core §3.1.3.7: with another aud, such claims tell that this is the wrong token."""
    changes = {} if name is None else {name: "x"}
    found = hint(check(token(aud="api", **changes)), "aud-mismatch")
    assert ("access token" in found) is (name is not None)


@pytest.mark.parametrize("name", ["access_token", "id_token"])
def test_a_token_without_a_code_is_the_implicit_flow(name: str) -> None:
    """OAuth 2.1 has no implicit flow, whichever token comes."""
    report = pkce_core.check_authorization_response(
        f"https://a.example/cb#{name}=x&error=", state=StateExpectation.UNCHECKED
    )
    assert any(finding.rule == "response-token" and finding.level is Level.ERROR for finding in report)


def test_the_hint_of_an_issuer_that_nobody_compared() -> None:
    """RFC 9207 §2.4: only an iss that nothing was compared with gets the hint to compare it."""
    text = f"{CALLBACK}&iss=https%3A%2F%2Fop.example"
    assert hint(pkce_core.check_authorization_response(text, state="xyz"), "response-iss-unchecked")
    assert hint(pkce_core.check_authorization_response(text, state="xyz", issuer=ISSUER), "response-iss-match") == ""
    assert hint(pkce_core.check_authorization_response(CALLBACK, state="xyz"), "response-iss-absent") == ""


@pytest.mark.parametrize(("state", "doubted"), [("xyz", False), ("other", True)])
def test_an_error_of_unknown_origin_is_doubted(state: str, doubted: bool) -> None:
    """RFC 9207 §2.4: clients must not assume that an error comes from their server, unless iss and state say so."""
    report = pkce_core.check_authorization_response("https://a.example/cb?error=access_denied&state=xyz", state=state)
    found = hint(report, "response-error")
    assert ("it may not come from your server" in found) is doubted
    assert "`pkce explain access_denied` says more." in found


@pytest.mark.parametrize(
    ("length", "shown"), [(60, "x" * 60 + ". It says"), (61, "x" * 60 + "... (61 characters). It says")]
)
def test_a_long_error_code_is_cut(length: int, shown: str) -> None:
    """RFC 6749 §4.1.2.1 bounds the characters of an error code, not their number; a message does."""
    text = f"https://a.example/cb?error={'x' * length}&error_description=no&state=xyz"
    report = pkce_core.check_authorization_response(text, state="xyz")
    assert any(f"The server refused: {shown}" in finding.message for finding in report.errors)


@pytest.mark.parametrize("name", ["access_token", "id_token"])
def test_a_token_next_to_a_code_is_a_warning(name: str) -> None:
    """RFC 9700 §2.1.2: no access token in the authorization response, where histories and logs keep it."""
    report = pkce_core.check_authorization_response(f"{CALLBACK}&{name}=x", state="xyz")
    assert [finding.rule for finding in report if finding.level is Level.WARNING] == ["response-token"]


def test_a_fragment_of_the_redirect_uri_does_not_count() -> None:
    """A browser keeps the fragment to itself, so it is no part of where it went."""
    for redirect_uri in ("https://client.example/cb", "https://client.example/cb#there"):
        report = pkce_core.check_authorization_response(CALLBACK, state="xyz", redirect_uri=redirect_uri)
        assert "response-redirect-uri" not in rules(report)


def test_the_longest_paste_is_read() -> None:
    """The limit itself is allowed."""
    text = f"code={'a' * (LONGEST_PASTE - 5)}"
    assert "response-length" not in rules(
        pkce_core.check_authorization_response(text, state=StateExpectation.NONE_SENT)
    )
    assert "response-length" in rules(
        pkce_core.check_authorization_response(f"{text}a", state=StateExpectation.NONE_SENT)
    )


def test_white_space_before_a_url_does_not_count() -> None:
    """Whatever its length: the limit is for the URL."""
    url = "https://op.example/a?client_id=c"
    assert pkce_core.parse_authorization_url(" " * LONGEST_URL + url).client_id == "c"


def test_the_longest_request_is_built() -> None:
    """What no browser carries is refused before it is encoded; the limit itself is allowed."""
    values: dict[str, Any] = {"client_id": "c", "response_type": "code"}
    fits = AuthorizationRequest(**values, state="a" * (LONGEST_URL - 5))
    assert pkce_core.build_authorization_url(fits, "https://op.example/authorize")
    with pytest.raises(ValidationError, match="characters together"):
        pkce_core.build_authorization_url(replace(fits, client_id="cc"), "https://op.example/authorize")


def test_the_longest_token_request_is_built() -> None:
    """The same for the request that redeems the code."""
    values: dict[str, Any] = {"client_id": "c", "redirect_uri": "https://a.example/cb", "code_verifier": "v" * 43}
    fits = pkce_core.TokenRequest(**values, code="a" * (LONGEST_REQUEST - 43 - 20 - 1))
    assert pkce_core.build_token_request(fits).body
    with pytest.raises(ValidationError, match="characters together"):
        pkce_core.build_token_request(replace(fits, client_id="cc"))


@pytest.mark.parametrize(("length", "read"), [(MOST_CHARACTERS, True), (MOST_CHARACTERS + 1, False)])
def test_the_longest_token_is_read(length: int, read: bool) -> None:
    """The limit itself is allowed."""
    report = check("." * length)
    assert ("id-token-length" not in rules(report)) is read


@pytest.mark.parametrize(("wrong", "mistyped"), [(3, True), (4, False)])
def test_how_many_wrong_characters_are_a_slip(wrong: int, mistyped: bool) -> None:
    """Up to three places look mistyped; more look like another challenge."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    challenge = pkce_core.derive_code_challenge(verifier)
    changed = "".join("A" if at < wrong and letter != "A" else letter for at, letter in enumerate(challenge))
    diagnosis = pkce_core.diagnose_challenge(verifier, changed)
    assert diagnosis is not None
    assert ("This challenge is right, but" in diagnosis.explanation) is mistyped


VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"


@pytest.mark.parametrize(
    ("challenge", "method", "rule"),
    [
        (VERIFIER, "plain", "pair-match"),
        (VERIFIER, None, "pair-match"),
        (VERIFIER[::-1], "plain", "pair-mismatch"),
        (VERIFIER[::-1], None, "pair-mismatch"),
        (VERIFIER, "S512", None),
    ],
)
def test_plain_pairs_are_compared(challenge: str, method: str | None, rule: str | None) -> None:
    """RFC 7636 §4.6: with plain, and with no method at all, verifier and challenge are the same text."""
    found = {name for name in rules(pkce_core.check_pair(VERIFIER, challenge, method)) if name.startswith("pair-")}
    assert found == ({rule} if rule else set())


def test_swapped_values_are_said_to_be_swapped() -> None:
    """Whatever else was done to the challenge, the swap is said first; alone, it is all that is said."""
    challenge = pkce_core.derive_code_challenge(VERIFIER)
    alone = pkce_core.diagnose_challenge(challenge, VERIFIER)
    more = pkce_core.diagnose_challenge(f"{challenge}=", VERIFIER)
    assert alone is not None
    assert more is not None
    assert alone.explanation == "The verifier and the challenge are in each other's place."
    assert more.explanation.startswith(f"{alone.explanation} ")


def test_half_characters_are_compared_as_they_are() -> None:
    """A lone surrogate on either side is no reason to give up."""
    assert pkce_core.diagnose_challenge("\ud800" * 43, "x" * 43) is not None
    assert pkce_core.diagnose_challenge(VERIFIER, "\ud800" * 43) is not None


@pytest.mark.parametrize("typ", ["at+jwt", "logout+jwt", "secevent+jwt", "dpop+jwt", "application/AT+JWT"])
def test_other_kinds_of_jwt_are_no_id_token(typ: str) -> None:
    """RFC 8725 §3.11: an explicit typ tells kinds of JWT apart."""
    head = encode_base64url(json.dumps({"alg": "RS256", "typ": typ}).encode())
    assert "typ-mismatch" in rules(check(f"{head}.{token().partition('.')[2]}"))


def test_a_token_response_with_space_before_it_is_told_from_a_token() -> None:
    """A whole JSON response in the place of its id_token is recognised."""
    assert "id-token-is-json" in rules(check(' \n{"id_token": "a.b.c"}'))


@pytest.mark.parametrize("name", ["access_token", "id_token"])
def test_a_token_beside_a_code_warns(name: str) -> None:
    """RFC 6749 §10.3: tokens do not belong where histories and logs keep them."""
    report = pkce_core.check_authorization_response(f"{CALLBACK}&{name}=x", state="xyz")
    assert any(finding.rule == "response-token" and finding.level is Level.WARNING for finding in report)
