"""Signed and encrypted tokens, private keys, and known shapes of secrets in a text."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.errors import EncodingError, JsonError
from pkce_core.recognition.recognized import Recognized, Sureness
from pkce_core.text.base64url import decode_base64url
from pkce_core.text.json_object import parse_json_object
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_COMPACT = r"(?<![\w\-])eyJ[A-Za-z0-9_\-]{5,}(?:\.[A-Za-z0-9_\-]*){2,4}"
"""RFC 7515 §7.1, RFC 7516 §7.1: the compact serialization. eyJ is what an object in JSON begins with in base64url."""
_KEY = r"-----BEGIN (?:[A-Z]{1,20} ){0,3}PRIVATE KEY-----"
_END_OF_KEY = r"-----END [A-Z ]{1,60}-----"
# Each with a sign that is quick to look for: without it, the pattern is not in the text.
_SECRETS = (
    ("GOCSPX-", r"\bGOCSPX-[A-Za-z0-9_\-]{20,}", "It starts with GOCSPX-, as Google's client secrets do."),
    ("8Q~", r"\b[A-Za-z0-9_~.\-]{3}8Q~[A-Za-z0-9_~.\-]{30,40}", "It has 8Q~ in it, as client secrets of Entra ID do."),
)


_ACCESS_TOKENS = (
    ("ya29.", r"\bya29\.[A-Za-z0-9_\-]{20,}", "It starts with ya29., as Google's access tokens do."),
    ("_", r"\bgh[ou]_[A-Za-z0-9]{20,}", "It starts with gho_ or ghu_, as GitHub's access tokens do."),
    ("xox", r"\bxox[bp]-[A-Za-z0-9\-]{20,}", "It starts with xox, as Slack's access tokens do."),
)
_BY_TYP: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "at+jwt": ("access-token", "It is a JWT access token (RFC 9068): the typ in its header is at+jwt."),
        "logout+jwt": ("logout-token", "It is a signed token (JWT), and the typ in its header is logout+jwt."),
        "token-introspection+jwt": (
            "jwt",
            "It is a signed answer to an introspection request (RFC 9701): the typ in its header says so.",
        ),
        "secevent+jwt": ("jwt", "It is a security event token (RFC 8417): the typ in its header is secevent+jwt."),
    }
)
"""By the typ of a header, in lower case: the kind, and why."""
_BY_SHAPE = (("client-secret", _SECRETS), ("access-token", _ACCESS_TOKENS))


def find_tokens(text: str) -> Iterator[Recognized]:
    """Every token with a readable header, every private key, every value of a known shape."""
    for match in re.finditer(_COMPACT, text):
        found = _judge(match[0].split("."))
        if found is not None:
            yield _recognized(*found, match[0], match.start())
    yield from _find_keys(text)
    for kind, shapes in _BY_SHAPE:
        for sign, pattern, why in shapes:
            for match in re.finditer(pattern, text) if sign in text else ():
                yield _recognized(kind, why, Sureness.LIKELY, match[0], match.start())


def _judge(parts: list[str]) -> tuple[str, str, Sureness] | None:
    """The kind of a token, why, and how sure it is; None when it is no token."""
    header = _read(parts[0])
    if len(parts) == 5 and "enc" in header:
        return "jwe", "It has five parts, and its header names an encryption.", Sureness.CERTAIN
    if len(parts) != 3 or "alg" not in header:
        return None
    claims = _read(parts[1])
    typ = _typ_of(header)
    if typ in _BY_TYP:
        return *_BY_TYP[typ], Sureness.CERTAIN
    if (own := _of_client(header, claims)) is not None:
        return own
    # OIDC Core §3.1.3.6, §3.3.2.11: hashes that no other token has
    if claims.keys() & {"at_hash", "c_hash"}:
        return "id-token", "It is a signed token with a hash that only an ID token has.", Sureness.CERTAIN
    for_api = claims.keys() & {"scope", "scp"} or claims.get("typ") == "Bearer"
    if "aud" in claims and claims.keys() & {"nonce", "auth_time"} and not for_api:
        return "id-token", "It is a signed token with claims that ID tokens have.", Sureness.LIKELY
    named = f" and the typ {visible(typ, 40)}" if typ not in ("", "jwt") else ""
    return "jwt", f"It has three parts, and its header names an algorithm{named}.", Sureness.CERTAIN


def _typ_of(header: Mapping[str, object]) -> str:
    """The typ of a header in lower case, without what RFC 7515 §4.1.9 lets a sender leave out; "" if it has none."""
    typ = header.get("typ")
    return typ.lower().removeprefix("application/") if isinstance(typ, str) else ""


def _of_client(header: Mapping[str, object], claims: Mapping[str, object]) -> tuple[str, str, Sureness] | None:
    """A token that a client made; None for another."""
    if _typ_of(header) == "dpop+jwt" or claims.keys() >= {"htm", "htu"}:
        return "dpop-proof", "It is a signed token with the typ or the claims of a DPoP proof.", Sureness.CERTAIN
    if _typ_of(header) == "oauth-authz-req+jwt" or claims.keys() >= {"client_id", "response_type"}:
        return "request-object", "It is a signed token with parameters of an authorization request.", Sureness.CERTAIN
    iss, sub = claims.get("iss"), claims.get("sub")
    to_apple = claims.get("aud") == "https://appleid.apple.com"
    itself = isinstance(iss, str) and bool(iss) and iss == sub
    if "aud" in claims and (itself or to_apple) and not claims.keys() & {"scope", "scp", "azp", "nonce", "at_hash"}:
        return "client-assertion", "Its iss and sub name one client, or its aud is Apple's.", Sureness.LIKELY
    return None


def _find_keys(text: str) -> Iterator[Recognized]:
    at = 0
    while start := re.compile(_KEY).search(text, at):
        end = re.compile(_END_OF_KEY).search(text, start.end())
        at = len(text) if end is None else end.end()
        yield _recognized(
            "private-key", "Its first line says so.", Sureness.CERTAIN, text[start.start() : at], start.start()
        )


def _recognized(kind: str, why: str, sureness: Sureness, value: str, start: int) -> Recognized:
    return Recognized(kind=kind, value=value, start=start, end=start + len(value), sureness=sureness, why=why)


def _read(part: str) -> Mapping[str, object]:
    """The object in a part; empty when there is none."""
    try:
        return parse_json_object(decode_base64url(part))
    except (EncodingError, JsonError):
        return {}
