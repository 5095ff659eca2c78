"""Values with their names beside them, error codes, and bare values that only their shape tells."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.recognize.addresses import PARAMETERS
from pkce_core.recognize.recognized import Recognized, Sureness
from pkce_core.text.base64url import encode_base64url

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = "|".join(
    sorted((re.escape(name).replace("_", "[_ -]?") for name in PARAMETERS if name != "error"), key=len)[::-1]
)
_LABELED = rf"(?i)(?<![\w?&])[\"']?({_NAMES})[\"']?\s*(?:=>|[:=])\s*[\"']?([^\s\"',;&}}<>]+)"
_FORM = r"(?:^|[&\s'\"])(grant_type=[^\s'\"]+)"
_ERROR = rf"(?<![\w/.])({'|'.join(sorted(ERROR_CODES, key=len, reverse=True))}|AADSTS\d{{4,8}})(?![\w/])"
_BARE = r"(?<![\w.~%+/=&?\-])[A-Za-z0-9\-._~]{43,128}(?![\w.~%+/=\-])"
_LAST_OF_HASH = "AEIMQUYcgkosw048"
_MOST_BARE = 50


def find_labeled(text: str) -> Iterator[Recognized]:
    """Values that stand behind their name, and token requests in form encoding."""
    for match in re.finditer(_LABELED, text):
        name = re.sub(r"[ -]", "_", match[1].lower())
        name = name if name in PARAMETERS else next(each for each in PARAMETERS if each.replace("_", "") == name)
        yield Recognized(
            kind=PARAMETERS[name], value=match[2], start=match.start(2), end=match.end(2),
            sureness=Sureness.CERTAIN, why=f"The text calls it {name}.",
        )  # fmt: skip
    for match in re.finditer(_FORM, text):
        yield Recognized(
            kind="token-request", value=match[1], start=match.start(1), end=match.end(1),
            sureness=Sureness.CERTAIN, why="It is a form that starts with grant_type.",
        )  # fmt: skip
    for match in re.finditer(_ERROR, text):
        yield Recognized(
            kind="error", value=match[1], start=match.start(1), end=match.end(1),
            sureness=Sureness.LIKELY, why="It is a known error code.",
        )  # fmt: skip


def find_bare(text: str) -> Iterator[Recognized]:
    """Values without a name that have the length and the characters of a verifier or a challenge."""
    found = list(re.finditer(_BARE, text))[:_MOST_BARE]
    hashes = {encode_base64url(sha256(match[0].encode("ascii")).digest()): match for match in found}
    values = {match[0] for match in found}
    for match in found:
        value = match[0]
        kind, sureness, why = _judge(value)
        if encode_base64url(sha256(value.encode("ascii")).digest()) in values:
            kind, sureness, why = "verifier", Sureness.CERTAIN, "Its S256 challenge is in this text."
        elif value in hashes:
            kind, sureness, why = (
                "challenge",
                Sureness.CERTAIN,
                "It is the S256 challenge of another value in this text.",
            )
        yield Recognized(kind=kind, value=value, start=match.start(), end=match.end(), sureness=sureness, why=why)


def _judge(value: str) -> tuple[str, Sureness, str]:
    if len(value) == 43 and value[-1] in _LAST_OF_HASH and not re.search(r"[.~]", value):
        why = "It has 43 characters of base64url: a challenge, or a verifier made of 32 octets."
        return "pair-value", Sureness.POSSIBLE, why
    return "verifier", Sureness.POSSIBLE, f"It has {len(value)} characters, all of them allowed in a verifier."
