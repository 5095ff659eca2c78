"""The error that the texts end with: a later one takes the place of an earlier one, and tokens end them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkce_core.answer.gathered_value import TITLES

if TYPE_CHECKING:
    from pkce_core.answer.gathered import Gathered

_RESPONSE, _TOKENS = "authorization_response", "token_response"


class LatestError(NamedTuple):
    """An error that no later answer replaces.

    Attributes:
        code: the error; "" for words alone.
        words: what the server says.
        in_redirect: whether it came in the redirect, so that no token request was sent.
        after_tokens: whether an earlier text has tokens.
    """

    code: str
    words: str
    in_redirect: bool = False
    after_tokens: bool = False


def find_latest_error(gathered: Gathered) -> LatestError | None:
    """The error to explain; None when there is none, or when tokens came with it or after it.

    Args:
        gathered: the values of all texts.
    """
    flow = gathered.flow
    found: list[tuple[int, LatestError]] = []
    for message in (_RESPONSE, _TOKENS):
        if (at := _place(gathered, message)) is not None and (code := flow.value(message, "error")):
            words = flow.value(message, "error_description") or ""
            found.append((at, LatestError(code, words, in_redirect=message == _RESPONSE)))
    alone = [each for each in gathered.values if each.source not in TITLES.values() and each.name.startswith("error")]
    if alone:
        said = {each.name: each.value for each in alone}
        error = LatestError(said.get("error", ""), said.get("error_description", ""))
        found.append((max(each.text for each in alone), error))
    if not found:
        return None
    at, error = max(found, key=lambda each: each[0])
    tokens = _place(gathered, _TOKENS) if flow.value(_TOKENS, "access_token") else None
    if tokens is None:
        return error
    return None if tokens >= at else error._replace(after_tokens=True)


def _place(gathered: Gathered, message: str) -> int | None:
    """The number of the text that a message is in; None when there is no such message."""
    numbers = [each.text for each in gathered.values if each.name == message or each.source == TITLES[message]]
    return max(numbers, default=None)
