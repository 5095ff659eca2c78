"""A code_challenge that has the form of a hash, but not the form that RFC 7636 §4.2 asks for.

Without its verifier, only the form of a challenge shows how it was made: a hash in hex digits has 64 of them, and that
length is no accident of copying.
"""

from __future__ import annotations

import re

from pkce_core.errors import EncodingError
from pkce_core.text.base64url import decode_base64url

_HASHES = {16: "MD5", 20: "SHA-1", 32: "SHA-256", 48: "SHA-384", 64: "SHA-512"}
"""By octets."""
_SHA256 = 32
_TO_URL = str.maketrans("+/", "-_")
_ENCODE = "Encode the 32 bytes of the hash in base64url, not its hex digits, and leave out the = at the end."


def describe_digest(challenge: str) -> tuple[str, str] | None:
    """Say which form of a hash a text has; None if it has none.

    Args:
        challenge: any text that isn't the S256 challenge of a verifier.

    Returns:
        Words that continue "The challenge", and what to do.
    """
    if name := _of_hex(digits := re.sub("^0[xX]|[: ]", "", challenge)):
        return f"has {len(digits)} hex digits, as many as {name} gives", _hint(name)
    try:
        octets = decode_base64url(challenge.rstrip("=").translate(_TO_URL))
    except EncodingError:
        return None
    if name := _of_hex(octets.decode("latin-1")):
        return f"is {len(octets)} hex digits in base64, as many as {name} gives", _hint(name)
    if len(octets) not in _HASHES:
        return None
    form = "standard base64" if re.search("[+/]", challenge) else "base64url"
    padded = " with = padding" if challenge.endswith("=") else ""
    what = f"is {len(octets)} bytes in {form}{padded}, as many as {_HASHES[len(octets)]} gives"
    if len(octets) == _SHA256:
        return what, "Write - for + and _ for /, and leave out the = at the end."
    whole = " Make sure that you copied all of it." if len(octets) < _SHA256 else ""
    return what, f"Send the SHA-256 hash of the verifier, neither another hash nor the verifier itself.{whole}"


def _of_hex(text: str) -> str:
    """The hash function that gives as many hex digits as a text has; "" if it isn't hex digits."""
    return _HASHES.get(len(text) // 2, "") if re.fullmatch("(?:[0-9A-Fa-f]{2})+", text) else ""


def _hint(name: str) -> str:
    return _ENCODE if name == "SHA-256" else f"Hash the verifier with SHA-256. {_ENCODE}"
