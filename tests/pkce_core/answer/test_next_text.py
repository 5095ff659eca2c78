"""The text that settles most."""

from __future__ import annotations

from dataclasses import replace

from pkce_core.answer import next_text
from pkce_core.answer.next_text import find_next_text
from pkce_core.explain.causes import CAUSES
from pkce_core.flow.messages import MESSAGES

DIFFERS, MALFORMED, OLD = CAUSES["redirect-uri-differs"], CAUSES["verifier-malformed"], CAUSES["code-old"]


def test_the_text_that_settles_most() -> None:
    """A text counts the causes that it settles alone, then those that need one more."""
    found = find_next_text([DIFFERS, MALFORMED, OLD], known=())
    assert found is not None
    assert (found.message, found.settles, found.also_settles) == (
        "token_request", ("verifier-malformed",), ("redirect-uri-differs",)
    )  # fmt: skip
    then = find_next_text([DIFFERS, MALFORMED, OLD], known=("token_request",))
    assert then is not None
    assert (then.message, then.settles) == ("authorization_request", ("redirect-uri-differs",))


def test_no_text_settles_it() -> None:
    """Causes that no text shows, or that are decided, ask for nothing."""
    assert find_next_text([OLD], known=()) is None
    assert find_next_text([replace(DIFFERS, status="proved")], known=()) is None
    assert find_next_text([DIFFERS], known=MESSAGES) is None


def test_the_tables_name_causes_and_messages() -> None:
    """Each slug is a cause, and each message one of the four."""
    assert set(next_text._SETTLED_BY) <= set(CAUSES)
    assert set(next_text._WHERE) <= set(MESSAGES)
    assert {name for needed in next_text._SETTLED_BY.values() for name in needed} == set(next_text._WHERE)
