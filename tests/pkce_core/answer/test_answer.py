"""What an answer rests on has one of six names."""

from __future__ import annotations

from pkce_core.answer.answer import Answer, Status


def test_the_names() -> None:
    """They are text, so that a page or a program can compare them without importing anything."""
    assert [str(each) for each in Status] == ["empty", "right", "warning", "proved", "likely", "unknown"]


def test_an_answer_has_little() -> None:
    """Only status and title are always there."""
    answer = Answer(status=Status.EMPTY, title="Nothing was pasted yet.")
    assert (answer.detail, answer.fix, answer.spec, answer.next_text, answer.question) == ("", "", None, None, None)
    assert answer.gathered.values == ()
