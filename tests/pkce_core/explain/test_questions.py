"""What no text shows of an error: the question, and what a reply says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pkce_core import explain_error
from pkce_core.explain import questions
from pkce_core.explain.causes import CAUSES
from pkce_core.explain.questions import find_question, speaks_for, weigh_replies

DIFFERS, OLD, REUSED = (CAUSES[slug] for slug in ("redirect-uri-differs", "code-old", "code-reused"))


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


def test_what_replies_change() -> None:
    """A reply puts its cause first or rules it out, proves nothing, and moves no proved cause."""
    causes, excluded = weigh_replies([DIFFERS, OLD], {"code-old": True})
    assert [(cause.slug, cause.status) for cause in causes] == [
        ("code-old", "likely"), ("redirect-uri-differs", "possible")
    ]  # fmt: skip
    assert excluded == ()
    causes, excluded = weigh_replies([DIFFERS, OLD], {"code-old": False})
    assert [cause.slug for cause in causes] == ["redirect-uri-differs", "code-old"]  # some codes end sooner
    assert excluded == ()
    causes, excluded = weigh_replies([DIFFERS, REUSED], {"code-reused": False})
    assert [cause.slug for cause in causes] == ["redirect-uri-differs"]
    assert excluded[0].status == "ruled out if your reply is right"
    proved = replace(OLD, status="proved")
    assert weigh_replies([proved], {"code-old": False}) == ((proved,), ())
    assert weigh_replies([OLD], {"code-old": None}) == ((OLD,), ())


def test_an_explanation_asks_until_all_is_known() -> None:
    """The next question follows a reply, and none is asked twice."""
    explanation = explain_error("invalid_grant")
    first = explanation.question({})
    assert first is not None
    weighed = explanation.with_replies({first.cause: False})
    assert first.cause in {cause.slug for cause in weighed.ruled_out}
    then = weighed.question({first.cause: False})
    assert then is None or then.cause != first.cause


def test_every_question_is_about_a_cause() -> None:
    """Each slug of the table is a known cause."""
    assert set(questions._QUESTIONS) <= set(CAUSES)
