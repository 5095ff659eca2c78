"""A signed JWT that a client made or got, opened without verifying it: its header and its claims, and when it counts.

An ID token has a strict reader of its own, in `jws`. What is opened here is judged by the reader who signed it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.errors import EncodingError, JsonError
from pkce_core.text.base64url import decode_base64url
from pkce_core.text.json_object import parse_json_object
from pkce_core.text.times import is_moment, moment

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_JWT = 100_000
"""Characters; far more than a client sends."""
MILLISECONDS = 100_000_000_000
"""In seconds, this is the year 5138; in milliseconds, 1973. So a larger number is in milliseconds."""

_JWE = r"[A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]*){4}"
"""RFC 7516 §3.1: header, encrypted key, initialization vector, ciphertext and tag."""


class SignatureForm(NamedTuple):
    """The form of a signature: how many octets it has, None if it isn't base64url; and whether they are in DER."""

    octets: int | None = None
    is_der: bool = False


class Jwt(NamedTuple):
    """A JWT, opened and not verified."""

    header: Mapping[str, object]
    claims: Mapping[str, object]
    signature: SignatureForm = SignatureForm()

    def text(self, name: str) -> str:
        """A claim as text; "" if it is absent or something else."""
        value = self.claims.get(name)
        return value if isinstance(value, str) else ""


def looks_like_jwt(text: str) -> bool:
    """Whether a text starts as every JWT does: an object of JSON in base64url."""
    return text.lstrip().startswith("eyJ")


def is_shortened(text: str) -> bool:
    """Whether a JWT was shortened or hidden before it was shown, so that nothing can be said of it."""
    return re.search(r"\.{3}|…|\*{3}|[<>{}\[\]$]|(?i:redacted|hidden)", text) is not None


def open_jwt(text: str) -> Jwt | str:
    """The parts of a JWT, or what is wrong with its form, as the end of a sentence. Nothing of the text is in it.

    Args:
        text: the compact serialization (RFC 7515 §7.1).
    """
    if len(text) > LONGEST_JWT:
        return f"has {len(text):,} characters, far more than a JWT that a client sends"
    parts = text.split(".")
    if len(parts) == 5:
        return "is encrypted (JWE), so it can't be opened here"
    if len(parts) != 3:
        return f"has {len(parts)} part{'' if len(parts) == 1 else 's'} between dots instead of three"
    if re.search(r"\s", text):
        return "has white space in it"
    found = []
    for name, part in zip(("header", "claims"), parts[:2], strict=True):
        try:
            found.append(parse_json_object(decode_base64url(part)))
        except EncodingError:
            return f"has {name} that {'are' if name == 'claims' else 'is'} not base64url without padding"
        except JsonError:
            return f"has {name} that {'are' if name == 'claims' else 'is'} not a JSON object"
    return Jwt(found[0], found[1], _form_of(parts[2]))


def open_encrypted(text: str) -> Mapping[str, object] | None:
    """The header of an encrypted JWT, which isn't encrypted; None for any other text.

    Args:
        text: the compact serialization (RFC 7516 §7.1).
    """
    if len(text) > LONGEST_JWT or not re.fullmatch(_JWE, text):
        return None
    try:
        header = parse_json_object(decode_base64url(text.partition(".")[0]))
    except (EncodingError, JsonError):
        return None
    # RFC 7516 §4.1.2: "This Header Parameter MUST be present and MUST be understood and processed by implementations."
    return header if "enc" in header else None


def _form_of(signature: str) -> SignatureForm:
    try:
        octets = decode_base64url(signature)
    except EncodingError:
        return SignatureForm()
    # X.690 §8.9, §8.3: a SEQUENCE of two INTEGERs, each with its length
    body = octets[3:] if octets[:2] == b"\x30\x81" else octets[2:]
    length = octets[2] if octets[:2] == b"\x30\x81" and len(octets) > 2 else octets[1] if len(octets) > 1 else -1
    return SignatureForm(len(octets), octets[:1] == b"\x30" and length == len(body) and body[:1] == b"\x02")


def moment_problem(jwt: Jwt, name: str) -> str:
    """What is wrong with a claim that is a time, as the end of a sentence; "" for nothing, or if it is absent.

    Args:
        jwt: the token.
        name: exp, iat or nbf.
    """
    value = jwt.claims.get(name)
    if name not in jwt.claims:
        return ""
    if not is_moment(value):
        return "isn't a number of seconds since 1970"
    if value > MILLISECONDS:
        return f"is {value:.0f}, which is in milliseconds. It must be in seconds since 1970: {value / 1000:.0f}"
    return ""


def moment_of(jwt: Jwt, name: str) -> float | None:
    """A claim that is a time, in seconds; None if it is absent or not in seconds."""
    value = jwt.claims.get(name)
    return value if is_moment(value) and value <= MILLISECONDS else None


def show_moment(seconds: float) -> str:
    """A time for people, and the number in the claim."""
    return f"{moment(seconds)} ({seconds:.0f})"
