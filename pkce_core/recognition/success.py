"""Token responses in a text: what brought tokens is no error, and the names in it are no words of a message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.text.wording import LONGEST_GIVEN

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_OBJECTS = 20
_TOKEN = re.compile(r"\\?[\"']access_?[tT]oken\\?[\"']\s{0,9}:\s{0,9}\\?[\"'][^\"'\s]")
_ERROR = re.compile(r"\\?[\"'](?:errors?|error_?(?:code|description|message)|fault)\\?[\"']\s{0,9}:", re.IGNORECASE)
_MEMBER = re.compile(
    r"\\?[\"'](?:token_?type|expires_?(?:in|at)|refresh_?token|id_?token|scopes?)\\?[\"']\s{0,9}:", re.IGNORECASE
)
"""What else a token response has (RFC 6749 §5.1): an access_token alone may be sent by a client, or set somewhere."""
_PLACEHOLDER = re.compile(
    r"access_?token\\?[\"']\s{0,9}:\s{0,9}\\?[\"'](?:<[^<>]{1,80}>|\$?\{|\[|your\b|\*{3}|\.{3}|x{3,}\\?[\"'])",
    re.IGNORECASE,
)
_REQUEST = re.compile(r"(?:^|\s|[<*>] ?)(?:POST|PUT|PATCH|GET|DELETE) (?:/|https?:|[\"'{])|\bcurl\b")
_PIECE = re.compile(r"\\.|\"(?:[^\"\\]|\\.)*\"?|'(?:[^'\\]|\\.)*'?|[{}]")
"""What is passed over, a quote in JSON within JSON too, and the braces."""
_SUCCESS = re.compile(r"^(?:[<*>] ?)?HTTP/[\d.]{1,3} 2\d\d\b")
_HEADER = re.compile(r"^(?:[<*>] ?)?(?:HTTP/[\d.]{1,3} \d{3}\b.*|[A-Za-z][\w-]{1,60}:.*|)$")
_TROUBLE = re.compile(
    r"(?i)error|fail|invalid|exception|denied|missing|refus|reject|expired|mismatch|unauthor|unable|traceback|undefined"
    r"|no such|unknown|unexpected|\bnot\b|n't\b|cannot|\bwrong|\bbad\b|(?<![\w.:-])[45]\d\d(?![\w.:-])"
)


def is_success(text: str) -> bool:
    """Whether a text looks like a token response with an access_token, alone or after words or headers without trouble.

    Args:
        text: what was given as an error; one longer than 20,000 characters is none.
    """
    spans = [] if len(text) > LONGEST_GIVEN else list(_responses(text))
    if not spans:
        return False
    lines = _without(text, spans).strip().splitlines()
    if any(_SUCCESS.match(line.strip()) for line in lines):
        lines = [line for line in lines if not _HEADER.match(line.strip())]
    elif not _is_whole(text, spans):
        return False
    return not _TROUBLE.search("\n".join(lines))


def _is_whole(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether an object has what token responses have beside the access_token, and nothing shows that it was sent."""
    if _REQUEST.search(_without(text, spans)):
        return False
    return any(_MEMBER.search(text, *span) and not _PLACEHOLDER.search(text, *span) for span in spans)


def without_responses(text: str) -> str:
    """A text without the token responses in it.

    Args:
        text: a message; the first 20,000 characters are read.
    """
    return _without(text, list(_responses(text[:LONGEST_GIVEN]))).strip()


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text


def _responses(text: str) -> Iterator[tuple[int, int]]:
    """Where each outer object with an access_token and without an error begins and ends."""
    at = 0 if _TOKEN.search(text) else len(text)
    for _ in range(_MOST_OBJECTS):
        start = text.find("{", at)
        if start < 0:
            return
        at = _end(text, start)
        inside = text[start:at]
        if _TOKEN.search(inside) and not _ERROR.search(inside):
            yield start, at


def _end(text: str, start: int) -> int:
    """Where the brace at this place is closed; what stands in quotes is skipped."""
    depth = 0
    for match in _PIECE.finditer(text, start):
        depth += (match[0] == "{") - (match[0] == "}")
        if not depth:
            return match.end()
    return len(text)
