"""The claims of an ID token besides its times: what was expected, what is there, and a hint (OIDC Core §2)."""

from __future__ import annotations

from hashlib import sha256

import pytest

from pkce_core import UNKNOWN, Level
from tests.support.id_tokens import assert_broken, check, rules, token
from tests.support.reports import hint, slugs


@pytest.mark.parametrize(
    ("changes", "rule", "says"),
    [
        # OIDC Core §2: iss, sub, aud, exp and iat are required.
        ({"iss": ...}, "iss-missing", "no iss"),
        ({"sub": ...}, "sub-missing", "no sub"),
        ({"aud": ...}, "aud-missing", "no aud"),
        ({"iss": 1}, "iss-type", "The iss is 1; expected text."),
        ({"sub": ""}, "sub-type", 'The sub is ""'),
        ({"aud": {}}, "aud-type", "The aud is an object; expected text or a list of texts."),
        ({"aud": []}, "aud-type", "[]"),
        ({"aud": ["client", 1]}, "aud-type", "a list of 2"),
        # OIDC Core §3.1.3.7: exact issuer, client_id in aud.
        (
            {"iss": "https://other.example"},
            "iss-claim-mismatch",
            'is "https://other.example"; expected "https://op.example"',
        ),
        ({"aud": "other"}, "aud-mismatch", 'The aud is "other"; expected "client" in it.'),
        ({"aud": ["a", "b"]}, "aud-mismatch", '["a", "b"]'),
        # OIDC Core §2: sub has at most 255 ASCII characters.
        ({"sub": "x" * 256}, "sub-length", "256 characters. At most 255"),
        ({"sub": "é"}, "sub-ascii", "aren't ASCII"),
        ({"nonce": "n"}, "nonce-unexpected", "sent none"),
    ],
)
def test_a_broken_claim(changes: dict[str, object], rule: str, says: str) -> None:
    """OIDC Core §2, §3.1.3.7: one error for one broken claim, with what is there and what was expected."""
    assert_broken(changes, rule, says)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"acr": "1", "amr": ["pwd", "mfa"]}, []),
        ({"amr": []}, []),
        ({"acr": 1}, ["The acr is 1; expected text."]),
        ({"acr": None}, ["The acr is null; expected text."]),
        ({"acr": ["a"]}, ['The acr is ["a"]; expected text.']),
        ({"amr": "pwd"}, ['The amr is "pwd"; expected a list of texts.']),
        ({"amr": ["pwd", 1]}, ["The amr is a list of 2; expected a list of texts."]),
        (
            {"amr": {}, "acr": {}},
            ["The acr is an object; expected text.", "The amr is an object; expected a list of texts."],
        ),
    ],
)
def test_acr_and_amr(changes: dict[str, object], found: list[str]) -> None:
    """OIDC Core §2: text, and a list of texts. No step of §3.1.3.7 rejects a token for them, so this warns."""
    report = check(token(**changes))
    assert report.ok
    assert [warning.message for warning in report.warnings if warning.rule in ("acr-type", "amr-type")] == found


@pytest.mark.parametrize(
    ("iss", "hint"),
    [
        ("https://op.example/", "with a slash at the end"),
        ("https://OP.example", "letter case"),
        ("http://op.example", "with http in place of https"),
        ("https://www.op.example", "www."),
        ("https://other.example", "Take the issuer from the metadata"),
    ],
)
def test_an_issuer_that_is_almost_right(iss: str, hint: str) -> None:
    """OIDC Core §3.1.3.7: the issuer matches exactly, and the hint names the difference."""
    assert hint in check(token(iss=iss)).errors[0].hint
    template = check(token(iss="https://login.example/1/v2.0"), issuer="https://login.example/{tenantid}/v2.0")
    assert "{tenantid}" in template.errors[0].hint


@pytest.mark.parametrize(
    ("iss", "issuer", "word"),
    [
        ("https://op.example/", "https://op.example", "slash"),
        ("https://op.example", "https://op.example/", "slash"),
        ("https://OP.example", "https://op.example", "case"),
        ("http://op.example", "https://op.example", "http in place of https"),
        ("https://op.example/a://b", "https://op.example/c://b", "metadata document"),
        ("http://op.example/a://b", "https://op.example/a://b", "http in place of https"),
        ("https://op.exampleX", "https://op.example", "metadata document"),
        ("https://op.example", "https://op.exampleX", "metadata document"),
        ("https://www.op.example", "https://op.example", "www"),
        ("https://op.example", "https://www.op.example", "www"),
        ("https://op.example.evil.example", "https://op.example", "metadata document"),
        ("https://www.op.example/://www.a", "https://op.example/://a", "metadata document"),
        ("https://op.example/://a", "https://www.op.example/://www.a", "metadata document"),
    ],
)
def test_how_issuers_differ(iss: str, issuer: str, word: str) -> None:
    """OIDC Core §3.1.3.7: the issuer must match exactly; the hint says what differs."""
    assert word in hint(check(token(iss=iss), issuer=issuer), "iss-claim-mismatch")


def test_the_longest_sub() -> None:
    """OIDC Core §2: 255 characters are allowed."""
    assert "sub-length" not in slugs(check(token(sub="x" * 255)))


def test_audiences() -> None:
    """OIDC Core §3.1.3.7: a list may name the client; others in it, and another azp, are warnings."""
    assert rules(check(token(aud=["client"])), Level.PASS)[3] == "aud"
    report = check(token(aud=["client", "api"], azp="api"))
    assert rules(report, Level.WARNING) == ["aud-others", "azp-mismatch"]
    assert '"api"; expected "client"' in report.warnings[1].message
    assert check(token(azp="client")).warnings == ()
    assert "access token" in check(token(aud="api", scope="x")).errors[0].hint


def test_both_forms_of_google() -> None:
    """Google documents accounts.google.com with and without https://; no other issuer has two forms."""
    both = check(token(iss="accounts.google.com"), issuer="https://accounts.google.com")
    assert both.ok
    assert "iss-claim-mismatch" in rules(both, Level.WARNING)
    other = check(token(iss="https://accounts.google.com"), issuer="accounts.google.com")
    assert rules(other, Level.ERROR) == ["iss-claim-mismatch"]


@pytest.mark.parametrize("name", ["scope", "scp", "client_id", None])
def test_an_access_token_is_known_by_its_claims(name: str | None) -> None:
    """OIDC Core §3.1.3.7: with another aud, such claims tell that this is the wrong token."""
    changes = {} if name is None else {name: "x"}
    found = hint(check(token(aud="api", **changes)), "aud-mismatch")
    assert ("access token" in found) is (name is not None)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"aud": "server"}, "serverClientId"),
        ({"aud": ["server", "other"]}, "serverClientId"),
        ({"aud": "server", "azp": "other"}, "The token was issued for another client."),
        ({"aud": "server", "scope": "x"}, "claims of an access token"),
        ({"aud": "https://graph.microsoft.com"}, "Microsoft Graph"),
    ],
)
def test_a_token_for_a_server_of_the_client(changes: dict[str, object], says: str) -> None:
    """OIDC Core §2: azp is the party to which the token was issued, and aud the one that it's for."""
    assert says in hint(check(token(**{"azp": "client", **changes})), "aud-mismatch")


def test_what_is_not_known_is_said_to_be() -> None:
    """An expected value that nobody gave is a warning that nothing was compared, never a pass."""
    report = check(token(nonce="n", azp="x"), issuer=UNKNOWN, client_id=UNKNOWN, nonce=UNKNOWN, client_secret=None)
    expected = ["signature-unverified", "iss-not-compared", "aud-not-compared", "nonce-not-compared"]
    assert rules(report, Level.WARNING) == expected
    assert report.ok
    assert check(token(), nonce=UNKNOWN).warnings == ()
    assert repr(UNKNOWN) == "UNKNOWN"


@pytest.mark.parametrize(
    ("there", "rule", "says"),
    [
        (..., "nonce-missing", "no nonce"),
        (1, "nonce-mismatch", "isn't text"),
        ("other-one", "nonce-mismatch", "has 9 characters, but the one you sent has 10"),
        ("sent-other", "nonce-mismatch", "differ from character 6 on"),
        ("sent-nonc", "nonce-mismatch", "cut off after 9 of 10 characters"),
        (sha256(b"sent-nonce").hexdigest(), "nonce-mismatch", "hashed with SHA-256 and written in hex"),
    ],
)
def test_a_wrong_nonce(there: object, rule: str, says: str) -> None:
    """OIDC Core §3.1.3.7: the nonce sent has to come back; where the two differ is said, not what they are."""
    report = check(token(nonce=there), nonce="sent-nonce")
    assert rules(report, Level.ERROR) == [rule]
    assert says in report.errors[0].message
    assert "sent-nonce" not in report.errors[0].message
