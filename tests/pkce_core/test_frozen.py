"""Values that cannot be changed."""

from __future__ import annotations

import copy
import pickle

import pytest

from pkce_core import Mark, Spec
from pkce_core.pkce.pair import PkcePair

MARK = Mark(start=0, end=1, found="a tab")


def test_values_are_frozen() -> None:
    """What a check found cannot be changed afterwards."""
    with pytest.raises(AttributeError, match="frozen"):
        MARK.found = "other"
    with pytest.raises(AttributeError, match="frozen"):
        del MARK.found
    assert MARK.found == "a tab"


def test_equal_values_are_one_key() -> None:
    """Values are equal when all their slots are, and only within one class."""
    assert Mark(start=0, end=1, found="a tab") == MARK
    assert hash(MARK) == hash(Mark(start=0, end=1, found="a tab"))
    assert MARK.replace(end=2) != MARK
    assert Spec(document="a") != MARK


def test_values_are_copied_and_pickled() -> None:
    """A process that checks for another one sends its findings back."""
    assert pickle.loads(pickle.dumps(MARK)) == copy.deepcopy(MARK) == MARK  # noqa: S301


def test_a_repr_leaves_secrets_out() -> None:
    """The other slots are shown by name."""
    pair = PkcePair(code_verifier="hunter2", code_challenge="c")
    assert repr(pair) == "PkcePair(code_challenge='c', code_challenge_method='S256')"
