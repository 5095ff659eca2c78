"""`answer_texts`: what any texts of a login show, taken together.

texts ──▶ gathered ──▶ the checks of each message, and of all messages together
                   ──▶ the latest error ──▶ its causes, which the values prove or rule out
──▶ one sentence with its status, and the text or the reply that would settle the rest
"""

from __future__ import annotations

from collections import deque
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.answer.answer import Answer, Status
from pkce_core.answer.error_answer import answer_error
from pkce_core.answer.gathered import gather
from pkce_core.answer.latest_error import find_latest_error
from pkce_core.answer.message_checks import check_messages
from pkce_core.answer.values_answer import answer_values
from pkce_core.errors import UsageError
from pkce_core.recognition.recording import is_recording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkce_core.answer.gathered import Gathered

_NOTHING = "Nothing in this text is a value of a login that pkce-core recognizes."
_EMPTY = "Nothing was pasted yet."
_ON_ITS_OWN = "There is nothing to check in it on its own."
_MOST_TEXTS = 50


def answer_texts(
    texts: Iterable[str],
    *,
    values: Mapping[str, str] = MappingProxyType({}),
    replies: Mapping[str, bool | None] = MappingProxyType({}),
    now: float | None = None,
) -> Answer:
    """Say what texts of one login show: what is wrong, what proves it, and how to put it right.

    Args:
        texts: anything that belongs to the login, in the order in which it was pasted: an error, a log, URLs, a
            command, a token response, a verifier and its challenge. Of more than 50, the last 50 are read. A HAR file,
            of at most 50 MB, is judged alone.
        values: single values whose parameter is known, such as code_verifier, by its name.
        replies: what the reader answered to `Answer.question`, by the slug of its cause: True for yes, None for a
            reader who doesn't know.
        now: the time in seconds since 1970; None skips what depends on it.

    Raises:
        UsageError: `texts` is one text instead of several, or a text or a value is not text.
    """
    if isinstance(texts, str | bytes):
        raise UsageError("The texts must be several: put a single one into a list.")
    pasted = list(deque(texts, maxlen=_MOST_TEXTS))  # what came last counts most
    if not all(isinstance(text, str) for text in pasted):
        raise UsageError("Each text must be text (str).")
    if not all(isinstance(name, str) and isinstance(value, str) for name, value in values.items()):
        raise UsageError("Each value and its name must be text (str).")
    if recording := next(filter(is_recording, reversed(pasted)), None):
        from pkce_core.answer.recording import answer_recording  # only for a HAR file: few readers have one

        return answer_recording(recording)
    gathered = gather(pasted, values)
    if not gathered.values:
        return _answer_nothing(pasted, gathered)
    checked = check_messages(gathered, now)
    base = Answer(status=Status.RIGHT, title="", gathered=gathered, report=checked.report, diagnosis=checked.diagnosis)
    error = find_latest_error(gathered)
    return answer_error(base, error, replies, now) if error else answer_values(base)


def _answer_nothing(texts: Iterable[str], gathered: Gathered) -> Answer:
    if gathered.others:
        title = f"This is {gathered.others[0]}."
        return Answer(status=Status.UNKNOWN, title=title, detail=_ON_ITS_OWN, gathered=gathered)
    title = _NOTHING if any(map(str.strip, texts)) else _EMPTY
    return Answer(status=Status.EMPTY, title=title, gathered=gathered)
