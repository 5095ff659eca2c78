"""A tampered flow: which check ends it, and that all of them pass when nothing is changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkce_widgets import example
from pkce_widgets.parts.tamper.checks import CHANGES, CHECKS, PASSED, STOPPED, UNREACHED, run

REGISTERED, FORM, ISS, STATE, SAME, GRAMMAR, PAIR = range(7)


def stop_of(changed: str, text: str) -> int | None:
    """The place of the check that ends the flow; None when it reaches its tokens."""
    results = [outcome.result for outcome in run(changed, text)]
    if STOPPED not in results:
        assert results == [PASSED] * len(CHECKS)
        return None
    at = results.index(STOPPED)
    assert results == [PASSED] * at + [STOPPED] + [UNREACHED] * (len(CHECKS) - at - 1)
    return at


@pytest.mark.parametrize(
    ("changed", "text", "stop"),
    [
        ("nothing", "", None),
        ("redirect_uri", f"{example.REDIRECT_URI}/", REGISTERED),
        ("redirect_uri", "HTTP://localhost:8080/callback", REGISTERED),
        ("redirect_uri", "", REGISTERED),
        ("code_challenge", "", FORM),
        ("code_challenge", f"{example.CODE_CHALLENGE}=", FORM),
        ("code_challenge", f"F{example.CODE_CHALLENGE[1:]}", PAIR),
        ("iss", "", ISS),
        ("iss", f"{example.ISSUER}/", ISS),
        ("state", "", STATE),
        ("state", example.STATE.upper(), STATE),
        ("token_redirect_uri", f"{example.REDIRECT_URI}/", SAME),
        ("token_redirect_uri", "", SAME),
        ("code_verifier", f"{example.CODE_VERIFIER}\n", GRAMMAR),
        ("code_verifier", "", GRAMMAR),
        ("code_verifier", f"e{example.CODE_VERIFIER[1:]}", PAIR),
    ],
)
def test_a_change_ends_the_flow_where_it_is_checked(changed: str, text: str, stop: int | None) -> None:
    """Each value has its check: what comes before passes, and nothing after it is reached."""
    assert stop_of(changed, text) == stop


@settings(deadline=None)
@given(st.sampled_from([*CHANGES]), st.text())
def test_no_change_gets_through(changed: str, text: str) -> None:
    """Whatever replaces a value, only the value itself leads to tokens."""
    assert (stop_of(changed, text) is None) == (text == CHANGES[changed].value)
