"""What a text is by its form alone: hex digits, base64 of so many octets, a UUID, a token."""

from __future__ import annotations

import re

from pkce_core.errors import EncodingError
from pkce_core.text.base64url import decode_base64url

_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}[:-]?){7,}[0-9A-Fa-f]{2}")
_JWT = re.compile(r"eyJ[A-Za-z0-9\-_]+\.[A-Za-z0-9\-_]*(?:\.[A-Za-z0-9\-_]*){1,3}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_BASE64URL = re.compile(r"([A-Za-z0-9\-_]+)(={0,2})")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
_HASHES = {20: "SHA-1", 48: "SHA-384", 64: "SHA-512"}
"""By octets. MD5 has as many as a UUID, and SHA-256 as many as most verifiers."""


def describe_form(text: str) -> str:
    """Say what a text is by its form, in words that continue "It", such as "is a UUID".

    Args:
        text: any text; the caller bounds its length.
    """
    if _UUID.fullmatch(text):
        return "is a UUID"
    if _ADDRESS.fullmatch(text):
        return "is a URL"
    if _JWT.fullmatch(text):
        return "has the form of a JWT"
    if text.isdecimal() and text.isascii():
        return f"is a number of {len(text)} digits"
    if _HEX.fullmatch(text):
        digits = re.sub("[:-]", "", text)
        return f"has {len(digits)} hex digits, which is {_bits(len(digits) // 2)}"
    if described := _describe_base64(text):
        return described
    if len(text) == 1:
        return "has 1 character, which isn't in the base64url alphabet"
    if not text.isascii():
        return f"has {len(text):,} characters, not all of them ASCII"
    return f"has {len(text):,} characters, not all of them in the base64url alphabet"


def _describe_base64(text: str) -> str:
    if (found := _BASE64URL.fullmatch(text)) is None:
        if _BASE64.fullmatch(text) and len(bare := text.rstrip("=")) % 4 != 1:
            return f"has {len(text)} characters of standard base64, which is {_bits(len(bare) * 6 // 8)}"
        return ""
    padded = " with = padding" if found[2] else ""
    start = f"has {len(text)} characters of base64url{padded}"
    try:
        return f"{start}, which is {_bits(len(decode_base64url(found[1])))}"
    except EncodingError:
        return f"{start}, but no bytes have exactly this form in base64url"


def _bits(octets: int) -> str:
    """How many bits these are, and which hash function gives as many."""
    return f"{octets * 8} bits" + (f", as {_HASHES[octets]} gives" if octets in _HASHES else "")
