"""The text that settles most, and the question for what no text shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pkce_core.answer import next_text
from pkce_core.answer.next_text import find_next_text, find_question, speaks_for
from pkce_core.explain.causes import CAUSES
from pkce_core.flow.values import MESSAGES

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


def test_the_question() -> None:
    """The likeliest cause that only the reader knows is asked about, once."""
    question = find_question([DIFFERS, OLD], {})
    assert question is not None
    assert (question.cause, question.text[-1]) == ("code-old", "?")
    assert find_question([DIFFERS, OLD], {"code-old": False}) is None
    assert find_question([replace(OLD, status="proved")], {}) is None


@pytest.mark.parametrize(("slug", "reply", "speaks"), [("code-old", True, True), ("client-unknown", True, False)])
def test_what_a_reply_speaks_for(slug: str, reply: bool, speaks: bool) -> None:
    """Yes speaks for most causes; that a client is registered speaks against the server's not knowing it."""
    assert speaks_for(slug, reply=reply) is speaks
    assert speaks_for(slug, reply=not reply) is not speaks


def test_the_tables_name_causes_and_messages() -> None:
    """Each slug is a cause, and each message one of the four."""
    assert set(next_text._SETTLED_BY) | set(next_text._QUESTIONS) <= set(CAUSES)
    assert set(next_text._WHERE) <= set(MESSAGES)
    assert {name for needed in next_text._SETTLED_BY.values() for name in needed} == set(next_text._WHERE)
