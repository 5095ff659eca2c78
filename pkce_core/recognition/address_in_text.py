"""The address of a redirect in a longer text: a log, a header, a command, a link, a sentence."""

from __future__ import annotations

import re
from types import MappingProxyType

_CHUNK = re.compile(r"(?:[^\s\"'`<>(){}\[\]]|\[[0-9A-Fa-f:.]{2,45}\])+")
"""What an address in a longer text consists of; brackets only around the address of an IPv6 host."""
_RESULT = re.compile(r"(?:^|[?&#])(?:code|error|response|access_token|id_token)=.")
_STATE = re.compile(r"(?:^|[?&#])state=.")
_NEXT_LINE = re.compile(r"\r?\n[ \t]*([^\s\"'`<>(){}\[\]:]+)[ \t]*(?=\r?\n|$)")
_LABEL = r"[A-Za-z\-]{1,30}:(?=[A-Za-z][A-Za-z0-9+.\-]*://)"
CLOSING = MappingProxyType({'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "„": "“", "«": "»", "<": ">", "(": ")"})
"""The sign that closes what each sign opens around an address."""


def find_address(text: str) -> str:
    """The address in a log, a header, a command, a link or a sentence; the text itself when it starts with one."""
    if not _has_value(text):
        return text
    chunks = list(_CHUNK.finditer(text))
    found = next((each for each in chunks if _RESULT.search(each[0])), None)
    found = found or next((each for each in chunks if _STATE.search(each[0])), None)
    if found is None or "grant_type=" in text or not _surrounds(text, found.start()):
        return text
    start, end = found.span()
    for before_it in reversed(chunks[: chunks.index(found)]):  # wrapped over lines before its parameters
        if (
            before_it[0][-1] not in "?&#="
            or text[before_it.end() : start].strip()
            or "\n" not in text[before_it.end() : start]
        ):
            break
        start = before_it.start()
    before = text[start - 1 : start]
    if before and before in "\"'`" and (closing := text.find(before, start)) >= 0:
        return text[start:closing]
    parts = text[start:end].split()
    while line := _NEXT_LINE.match(text, end):  # wrapped over lines
        parts.append(line[1])
        end = line.end()
    return without_label("".join(parts).lstrip("*_~,;:").rstrip(".,;:!*"))


def _has_value(text: str) -> bool:
    return any(f"{name}=" in text for name in ("code", "state", "error", "response", "access_token", "id_token"))


def _surrounds(text: str, start: int) -> bool:
    """Whether there is more before the address than the quote that also ends the text."""
    before = text[:start].strip()
    return bool(before) and not (len(before) == 1 and CLOSING.get(before) == text[-1] and before not in text[start:-1])


def without_label(text: str) -> str:
    """An address without what some programs put before it, such as view-source:."""
    return re.sub(f"^(?:{_LABEL})", "", text)


def shows_other_address(text: str) -> bool:
    """Whether a text shows addresses, and none of them can be a token endpoint by its name. An origin isn't one.

    Args:
        text: any text.
    """
    paths = re.findall(r"(?i)\bhttps?://[^\s'\"<>/?#]{1,300}/([^\s'\"<>?#]{1,2000})", text)
    return bool(paths) and not any("token" in path.casefold() for path in paths)
