"""Values that can't be changed: what every class built on `Frozen` does, shown with a pair and a mark."""

from __future__ import annotations

import copy
import pickle

import pytest

from pkce_core.findings import Mark
from pkce_core.pkce.pair import PkcePair

MARK = Mark(start=1, end=2, found="a space")


def test_an_attribute_can_not_be_set_or_deleted() -> None:
    """The error names the class and the attribute."""
    with pytest.raises(AttributeError, match="Mark is frozen: start can't be set"):
        MARK.start = 0
    with pytest.raises(AttributeError, match="Mark is frozen: start can't be deleted"):
        del MARK.start
    assert MARK.start == 1


def test_a_value_is_equal_when_every_attribute_is() -> None:
    """Equal values have equal hashes; values of different attributes or classes are different."""
    assert Mark(start=1, end=2, found="a space", likely="") == MARK
    assert hash(Mark(start=1, end=2, found="a space")) == hash(MARK)
    assert MARK.replace(end=3) == Mark(start=1, end=3, found="a space") != MARK
    assert MARK != (1, 2, "a space", "")


def test_copies_are_equal() -> None:
    """A value survives `copy` and `pickle`."""
    assert copy.deepcopy(MARK) == MARK
    assert pickle.loads(pickle.dumps(MARK)) == MARK  # noqa: S301


def test_a_repr_leaves_secrets_out() -> None:
    """The repr names every attribute but the secret ones."""
    assert repr(MARK) == "Mark(end=2, found='a space', likely='', start=1)"
    pair = PkcePair(code_verifier="secret", code_challenge="public")
    assert repr(pair) == "PkcePair(code_challenge='public', code_challenge_method='S256')"
