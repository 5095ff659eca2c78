"""Signed and encrypted tokens, private keys, and known shapes of secrets in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.errors import EncodingError, JsonError
from pkce_core.recognize.recognized import Recognized, Sureness
from pkce_core.text.base64url import decode_base64url
from pkce_core.text.json_object import parse_json_object

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = r"\beyJ[A-Za-z0-9_\-]{5,}(?:\.[A-Za-z0-9_\-]*){2,4}"
_KEY = r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"
_SECRETS = (
    (r"\bGOCSPX-[A-Za-z0-9_\-]{20,}", "It starts with GOCSPX-, as Google's client secrets do."),
    (r"\b[A-Za-z0-9_~.\-]{3}8Q~[A-Za-z0-9_~.\-]{30,40}", "It has 8Q~ in it, as client secrets of Entra ID do."),
)


def find_tokens(text: str) -> Iterator[Recognized]:
    """Every token with a readable header, every private key, every secret of a known shape."""
    for match in re.finditer(_TOKEN, text):
        parts = match[0].split(".")
        header = _object(parts[0])
        if header is None or not header.keys() & {"alg", "enc", "typ"}:
            continue
        kind, why = "jwt", "It has three parts, and its header names an algorithm."
        if len(parts) == 5:
            kind, why = "jwe", "It has five parts, and its header names an encryption."
        elif len(parts) != 3:
            continue
        elif (claims := _object(parts[1])) is not None and header.get("typ") != "at+jwt":
            if claims.keys() & {"nonce", "at_hash", "auth_time", "c_hash"} and "aud" in claims:
                kind, why = "id-token", "It is a signed token with claims that only an ID token has."
        yield Recognized(
            kind=kind, value=match[0], start=match.start(), end=match.end(), sureness=Sureness.CERTAIN, why=why
        )
    at = 0
    while match := re.compile(_KEY).search(text, at):
        end = text.find("-----END", match.end())
        at = len(text) if end < 0 else text.find("-----", end + 8) + 5
        at = at if at > match.end() else len(text)
        yield Recognized(
            kind="private-key", value=text[match.start() : at], start=match.start(), end=at,
            sureness=Sureness.CERTAIN, why="It says so in its first line.",
        )  # fmt: skip
    for pattern, why in _SECRETS:
        for match in re.finditer(pattern, text):
            yield Recognized(
                kind="client-secret", value=match[0], start=match.start(), end=match.end(),
                sureness=Sureness.LIKELY, why=why,
            )  # fmt: skip


def _object(part: str) -> dict[str, object] | None:
    try:
        return parse_json_object(decode_base64url(part))
    except (EncodingError, JsonError):
        return None
