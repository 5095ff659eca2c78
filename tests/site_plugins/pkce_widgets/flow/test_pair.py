"""What several parts say about a pair: while it is typed, and after it was used."""

from __future__ import annotations

import pytest

from pkce_widgets import example
from pkce_widgets.flow.pair import LENGTH, check_verifier_reuse, half_typed
from pkce_widgets.view.part import Inputs


@pytest.mark.parametrize(
    ("name", "value", "typing", "answer"),
    [
        ("code_verifier", "dBj", "code_verifier", "3 of 43 characters."),
        ("code_challenge", "E9M", "code_challenge", "3 of 43 characters."),
        ("code_challenge", "E9M", "code_verifier", ""),
        ("code_challenge", "E9M", "", ""),
        ("code_challenge", "", "code_challenge", ""),
        ("code_challenge", "E9M.", "code_challenge", ""),
        ("code_verifier", "E9M.", "code_verifier", "4 of 43 characters."),
        ("code_verifier", "a" * LENGTH, "code_verifier", ""),
    ],
)
def test_a_value_that_is_only_too_short_so_far(name: str, value: str, typing: str, answer: str) -> None:
    """Only the value that is being typed is counted, and only while nothing else is wrong with it."""
    assert half_typed(Inputs(values={name: value}, typing=typing), name) == answer


@pytest.mark.parametrize(
    ("verifier", "used", "reused"),
    [
        (example.CODE_VERIFIER, f"x {example.CODE_CHALLENGE}", True),
        (example.CODE_VERIFIER, example.CODE_CHALLENGE[:-1], False),
        (example.CODE_VERIFIER, "", False),
        ("short", example.CODE_CHALLENGE, False),
    ],
)
def test_a_verifier_works_once(verifier: str, used: str, reused: bool) -> None:
    """RFC 7636 §4.1: each authorization request has its own verifier."""
    found = check_verifier_reuse(Inputs(values={"code_verifier": verifier, "used_challenges": used}))
    assert [finding.rule for finding in found] == (["verifier-reused"] if reused else [])
