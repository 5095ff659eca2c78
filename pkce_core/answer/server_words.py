"""A server's own words in a text: without parameters, which are the reader's and may be secret."""

from __future__ import annotations

import re

from pkce_core.error_codes import ERROR_CODES
from pkce_core.explain.error_text import read_error_text
from pkce_core.explain.explanation import explain_error
from pkce_core.text.wording import LONGEST_MESSAGE

_PARAMETER = r"""[\w.\[\]-]+=(?:"[^"]*"|'[^']*'|[^\s"']*)"""
_HEADER = r"(?im)^\s*(?:authorization|cookie|set-cookie|proxy-authorization)\s*:.*$"
_CODE = rf"\b(?:{'|'.join(ERROR_CODES)})\b"
_QUESTION = r"(?i)\s*(?:how|why|what|when|where|which|who|is|are|can|could|do|does|did|should|would)\b.*\?|.*\?\s+\S"
"""A sentence of somebody who asks; a server states."""


def server_words(text: str) -> str:
    """The words beside an error code: its description if the text names one, or else the text without parameters.

    "" when the text has no other words.

    Args:
        text: a line of a log, a header, form encoding, JSON within other text.
    """
    words = read_error_text(text[:LONGEST_MESSAGE], "").description
    kept = re.sub(f"{_HEADER}|{_PARAMETER}|{_CODE}", " ", words)
    return re.sub(r"\s+", " ", kept).strip(" :;,.-")


def is_message(text: str) -> bool:
    """Whether a text without an error code is the words of a server.

    Args:
        text: what was pasted, or one line of it.
    """
    words = text.strip()
    if not words or len(words) > LONGEST_MESSAGE:
        return False
    explanation = explain_error("", error_description=words)
    if explanation.known:
        return True
    return bool(explanation.causes) and not re.search(_PARAMETER, words) and not re.match(_QUESTION, words)


def is_known_message(text: str) -> bool:
    """Whether a text is a message that a known server writes, so that it belongs to the code that was given apart.

    Args:
        text: what was pasted.
    """
    return explain_error("", error_description=text.strip()[:LONGEST_MESSAGE]).known
