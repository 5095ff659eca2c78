"""A JWS in its compact serialization, read strictly (RFC 7515 §7.1): three parts, canonical base64url, JSON objects.

Nothing is verified here. A token that cannot be read gives a finding that names parts, positions and single characters,
but never the token itself, which is secret.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkce_core.errors import EncodingError, JsonError, UsageError
from pkce_core.findings import Finding, Mark
from pkce_core.jose.rules import RULES
from pkce_core.recognition.other_value import describe_other
from pkce_core.specifications import Spec
from pkce_core.text.alphabets import BASE64URL
from pkce_core.text.base64url import decode_base64url
from pkce_core.text.characters import describe_strays, mark_strays
from pkce_core.text.json_object import parse_json_object

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_CHARACTERS = 256 * 1024
"""Far more than any server accepts in a header; this bounds the work on hostile text."""

_DECODING = Spec(document="RFC 7515", section="5.2")
_CLAIMS = Spec(document="RFC 7519", section="7.2")

_PARTS = (
    ("header", RULES["id-token-header"]),
    ("claims", RULES["id-token-claims"]),
    ("signature", RULES["id-token-signature"]),
)
_STRAY = r"[^A-Za-z0-9\-_.]"


@dataclass(frozen=True, kw_only=True, slots=True)
class Jws:
    """The three parts of a signed token, decoded and not verified.

    Attributes:
        header: the JOSE header.
        claims: the payload, which is a JSON object in a JWT.
        signature: its octets; empty with the algorithm "none".
        signing_input: the octets that were signed.
    """

    header: Mapping[str, object]
    claims: Mapping[str, object]
    signature: bytes = field(repr=False)
    signing_input: bytes = field(repr=False)


def read_jws(token: str | bytes) -> Jws | Finding:
    """The parts of a signed token, or the finding that says why it cannot be read.

    Raises:
        UsageError: the token is neither str nor bytes.
    """
    text = _as_text(token)
    if isinstance(text, Finding):
        return text
    problem = _check_size(text) or _check_parts(text) or _check_characters(text)
    if problem and (other := describe_other(text, "id-token")):
        return RULES["id-token-other-value"].error(*other)
    return problem or _decode(text)


def _as_text(token: str | bytes) -> str | Finding:
    if isinstance(token, str):
        return token
    if not isinstance(token, bytes):
        raise UsageError("The ID token must be str or bytes.")
    try:
        return token.decode("ascii")
    except UnicodeDecodeError as problem:
        octet, at = token[problem.start], problem.start
        mark = Mark(start=at, end=at + 1, found=f"the octet 0x{octet:02X}", likely="not ASCII")
        message = f"Octet {at + 1} of the ID token is 0x{octet:02X}, which isn't ASCII."
        return RULES["id-token-not-text"].error(message, marks=(mark,))


def _check_size(text: str) -> Finding | None:
    if not text:
        return RULES["id-token-empty"].error("The ID token is empty.")
    if len(text) > MOST_CHARACTERS:
        message = f"The ID token has {len(text):,} characters, and the limit is {MOST_CHARACTERS:,}."
        return RULES["id-token-length"].error(message)
    if text.lstrip()[:1] == "{":
        message = "This is JSON, such as a whole token response, not an ID token."
        return RULES["id-token-is-json"].error(message, "Copy only the value of id_token.")
    return None


def _check_parts(text: str) -> Finding | None:
    # RFC 7515 §7.1: "BASE64URL(UTF8(JWS Protected Header)) || '.' || BASE64URL(JWS Payload) || '.' ||
    # BASE64URL(JWS Signature)"
    parts = text.count(".") + 1
    if parts == 3:
        return None
    # RFC 7516 §9: "If the object is using the JWE Compact Serialization, the number of base64url-encoded segments
    # ... is five for JWEs"
    if parts == 5:
        message = "The ID token is encrypted (a JWE): it has five parts, and a signed token has three."
        return RULES["id-token-encrypted"].error(message, "Decrypt it first with the client's private key.")
    if re.search(r"\.{3}|…|\*{3}|redacted", text):
        message = "The ID token is shortened or hidden in this text, so it can't be checked."
        return RULES["id-token-parts"].error(message, "Paste the whole token.")
    hint = {
        1: "An opaque access token or an authorization code isn't an ID token.",
        2: "The signature is missing. Copy the whole token again.",
    }.get(parts, "Copy only the token.")
    counted = "1 part" if parts == 1 else f"{parts:,} parts, separated by dots"
    return RULES["id-token-parts"].error(f"The ID token has {counted}. A signed token has three.", hint)


def _check_characters(text: str) -> Finding | None:
    stray = re.search(_STRAY, text)
    if stray is None:
        return None
    number = text.count(".", 0, stray.start())
    start = text.rfind(".", 0, stray.start()) + 1
    marks, total = mark_strays(text.split(".")[number], BASE64URL)
    moved = tuple(mark.replace(start=mark.start + start, end=mark.end + start) for mark in marks)
    hint = "A token contains only A-Z a-z 0-9 - _ and two dots."
    if text[:7].casefold() == "bearer ":
        hint = "Remove the word Bearer and the space after it."
    return _PARTS[number][1].error(describe_strays(moved, total, "ID token"), hint, spec=_DECODING, marks=moved)


def _decode(text: str) -> Jws | Finding:
    parts = text.split(".")
    octets = []
    for (name, rule), part in zip(_PARTS, parts, strict=True):
        try:
            octets.append(decode_base64url(part))
        except EncodingError as problem:
            return rule.error(f"The {name} of the ID token isn't base64url. {problem}", spec=_DECODING)
    objects = []
    for (name, rule), document in zip(_PARTS[:2], octets[:2], strict=True):
        try:
            objects.append(parse_json_object(document))
        except JsonError as problem:
            return rule.error(f"The {name} of the ID token can't be read. {problem}", spec=_CLAIMS)
    signing_input = text.rpartition(".")[0].encode("ascii")
    return Jws(header=objects[0], claims=objects[1], signature=octets[2], signing_input=signing_input)
