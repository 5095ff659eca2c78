"""`describe_given`: what a value is that somebody gave in place of an error code, without anything of it."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.recognition.recognize import recognize
from pkce_core.recognition.success import is_success

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 100_000
"""Characters; longer texts are not looked at."""
_KEYS = "Never show it to anybody: make a new one if you did."
_PAIR = "`pkce check` judges a verifier and a challenge."
_JUDGES: Mapping[str, str] = MappingProxyType(
    {
        "verifier": _PAIR,
        "challenge": _PAIR,
        "pair-value": _PAIR,
        "id-token": "`pkce response` judges it.",
        "jwt": "If it's an ID token, `pkce response` judges it. Only its API can say whether an access token is valid.",
        "logout-token": "Only the client that it was sent to can say whether it's valid.",
        "jwe": "Only who has the key can read it.",
        "client-assertion": "`pkce token --client-assertion` judges it with the token request.",
        "dpop-proof": "`pkce explain --flow` and `pkce report` judge it with the token request; the page judges it"
        " alone.",
        "request-object": "`pkce authorize --from-url` judges it in the URL that has it as request.",
        "access-token": "Only the API that it is for can say whether it's valid.",
        "client-secret": _KEYS,
        "private-key": _KEYS,
        "redirect": "`pkce callback` judges it.",
        "authorization-url": "`pkce authorize --from-url` judges it.",
        "token-url": "`pkce what` lists what is in it.",
        "token-response": "`pkce response` judges it.",
        "pushed-response": "`pkce authorize --pushed` judges it.",
        "metadata": "`pkce discover` judges it.",
        "metadata-url": "`pkce discover` judges the document that it has.",
        "jwks": "`pkce response --jwks` verifies an ID token with it.",
    }
)
"""By kind: which command judges it."""
_RANDOM = (
    "This looks like a value, such as a code, a token or an ID, and not like an error code. A code or a token is judged"
    " by the server that made it: `pkce token` writes the request that redeems a code."
)
_SUCCESS = (
    "This looks like a token response with an access_token, not like an error. If a server sent it, the request"
    " succeeded. `pkce response` judges such a response."
)
_TOKEN = r"[A-Za-z0-9\-._~+/=%$!*]{10,4000}"  # noqa: S105 - a pattern
_PREFIX = r"^(?i:(?:authorization: ?)?(?:bearer|dpop|basic) |[a-z_]{2,30}=(?=[^&=]{1,4000}$))"
_ERROR = r"(?<![A-Za-z_])error[\"']?\s?[=:]"
_ADDRESS = r"[A-Za-z][A-Za-z0-9+.-]{1,40}://\S{1,100000}"
_BETWEEN = r"[\s=&:,;\"'()\[\]{}<>?#]+"
_LONGEST_WORDS, _WORDS = 20_000, 2
_PIECE = r"[A-Za-z0-9]+"
_WORD = r"[A-Z]?[a-z]{3,}"
_SHORT = 16
_LONG_PIECE, _CHANGES, _DIGITS = 8, 4, 2


def describe_given(text: str) -> str:
    """What a text is, if it is one value of the flow and no error; "" for another text.

    Args:
        text: what was given as an error code.

    Returns:
        Sentences that say what it is and which command judges it, with nothing of it.
    """
    text = re.sub(_PREFIX, "", text[: _LONGEST + 1].strip())
    if len(text) > _LONGEST or re.search(_ERROR, text):
        return ""
    found = recognize(text)
    if any(each.kind in ("error", "error-code") for each in found):
        return ""
    if found and found[0].kind in _JUDGES and (found[0].start, found[0].end) == (0, len(text)):
        kind, sure = found[0].kind, found[0].sureness.value
        if sure == "possible":
            return f"This has the form of {found[0].title}, and of other random values, not of an error code. {_PAIR}"
        how = "This is" if sure == "certain" else "This is probably"
        return f"{how} {found[0].title}, not an error code. {_JUDGES[kind]}"
    if is_success(text):
        return _SUCCESS
    if re.fullmatch(_ADDRESS, text):
        return "This is an address, not an error code. `pkce what` lists the values in it."
    return _RANDOM if not text.startswith("{") and len(text.split()) <= _WORDS and holds_random(text) else ""


def holds_random(text: str) -> bool:
    """Whether a word of a text, or a value beside a name in it, is one that no people write.

    Args:
        text: any text; 20,000 characters are looked at.
    """
    return any(map(is_random, re.split(_BETWEEN, text[:_LONGEST_WORDS])))


def is_random(text: str) -> bool:
    """Whether a text is one word that no people write: letters and digits in turn, or large and small letters.

    Args:
        text: any text.
    """
    if not re.fullmatch(_TOKEN, text):
        return False
    pieces = [each for each in re.findall(_PIECE, text) if len(each) >= _LONG_PIECE]
    if len(text) < _SHORT:  # a number such as AADB2C90118 is no value
        pieces = [each for each in pieces if re.search(r"[a-z]", each) and re.search(r"[A-Z]", each)]
    return any(_is_mixed(each) for each in pieces)


def _is_mixed(piece: str) -> bool:
    """Whether a piece changes more often between kinds of characters than names and numbers do."""
    if sum(map(len, re.findall(_WORD, piece))) * 5 >= len(piece) * 2:
        return False  # a name, such as X509CertificateError
    turns = len(re.findall(r"[a-z][A-Z]|[A-Za-z][0-9]|[0-9][A-Za-z]", piece))
    digits = sum(map(str.isdigit, piece))
    if digits >= _DIGITS:
        return turns >= _CHANGES - 1 or (turns >= _CHANGES - 2 and len(piece) >= 2 * _LONG_PIECE)
    return turns >= _CHANGES and turns * 5 >= len(piece)
