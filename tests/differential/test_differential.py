"""The same answers as `pkce`, Authlib and oauthlib, where those are right."""

from __future__ import annotations

import pkce
from authlib.oauth2.rfc7636 import challenge as authlib
from hypothesis import given
from hypothesis import strategies as st
from oauthlib.oauth2 import WebApplicationClient
from oauthlib.oauth2.rfc6749.grant_types import authorization_code as oauthlib

import pkce_core
from pkce_core.text.alphabets import UNRESERVED

VERIFIERS = st.text(alphabet=UNRESERVED, min_size=43, max_size=128)


@given(VERIFIERS)
def test_challenges_agree(verifier: str) -> None:
    """Four implementations derive the same S256 challenge."""
    challenge = pkce_core.derive_code_challenge(verifier)
    assert challenge == pkce.get_code_challenge(verifier)
    assert challenge == authlib.create_s256_code_challenge(verifier)
    assert challenge == WebApplicationClient("client").create_code_challenge(verifier, "S256")
    assert oauthlib.code_challenge_method_s256(verifier, challenge)


@given(st.one_of(VERIFIERS, st.text(alphabet=f"{UNRESERVED}+/= \u00e9", max_size=140)))
def test_grammar_agrees_with_authlib(verifier: str) -> None:
    """Authlib accepts the same verifiers, but for the trailing newline that its `$` lets in."""
    theirs = authlib.CODE_VERIFIER_PATTERN.match(verifier) is not None
    assert pkce_core.check_code_verifier(verifier).ok == theirs


def test_their_verifiers_are_accepted() -> None:
    """What the others generate keeps the grammar here."""
    for verifier in (pkce.generate_code_verifier(), WebApplicationClient("client").create_code_verifier(length=64)):
        pkce_core.check_code_verifier(verifier).raise_errors()


def test_where_we_disagree_we_are_right() -> None:
    """RFC 7636 §4.1 knows no newline; Authlib's pattern does, and `pkce` derives from anything long enough."""
    newline = "x" * 43 + "\n"
    assert authlib.CODE_VERIFIER_PATTERN.match(newline)
    assert pkce.get_code_challenge(newline)
    assert not pkce_core.check_code_verifier(newline).ok
