"""Two algorithms in a message: which of them the program accepts, and which one the token was signed with."""

from __future__ import annotations

import re

from pkce_core.text.wording import join_words

_NAME = r"(?<![\w-])(?:(?:HS|RS|ES|PS)(?:256|384|512)|ES256K|Ed(?:DSA|25519|448))(?![\w-])|(?<=[\"'`])none(?=[\"'`])"
_ABOUT = r"(?i)\balg(?:s|orithms?)?\b|\bsign(?:ed|ature|ing)\b"
_OF_A_CLIENT = (
    r"(?i)\b(?:client[ _-]?assertion|assertion|dpop|proof|request[ _]object|invalid_client|private_key_jwt)\b"
)
"""What a server says of a JWT that a client made."""
_EXPECTED = re.compile(r"(?i)(?<!un)\bexpect\w*")
_GOT = re.compile(r"(?i)\b(?:got|received|found|actual|but|was|instead)\b")
_LONGEST = 200
_MOST = 8


def compare_algorithms(text: str) -> dict[str, str]:
    """The cause that two algorithms in a text show, with its evidence; nothing if it doesn't say which is which.

    Args:
        text: the message.
    """
    word = _EXPECTED.search(text)
    if word is None or not re.search(_ABOUT, text) or re.search(_OF_A_CLIENT, text):
        return {}
    before = _names(text[max(0, word.start() - _LONGEST) : word.start()])
    after = text[word.end() : word.end() + _LONGEST]
    got = _GOT.search(after)
    if before:
        expected, received = _names(after), before[-1:]
    elif got:
        expected, received = _names(after[: got.start()]), _names(after[got.end() :])[:1]
    else:
        return {}
    if not expected or not received or received[0] in expected:
        return {}
    has = "has the alg none: it isn't signed" if received[0] == "none" else f"is signed with {received[0]}"
    return {"client-algorithm": f"Your program accepts {join_words(expected)}, and the token {has}."}


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(_NAME, text)))[:_MOST]
