"""Strict base64url without padding, as RFC 7636 Appendix A describes it.

This module uses `binascii` because `base64` takes longer to import than all of this takes to run.
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64

from pkce_core.errors import EncodingError
from pkce_core.text.alphabets import BASE64URL

_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_", b"+/")
_LAST = {0: BASE64URL, 2: "AQgw", 3: "AEIMQUYcgkosw048"}
"""The last characters whose spare bits are zero, by how many characters are in the last group of four."""
_NOT_BASE64URL = r"[^A-Za-z0-9\-_]"


def encode_base64url(octets: bytes) -> str:
    """Write octets in base64url without padding (RFC 7636 Appendix A)."""
    return b2a_base64(octets, newline=False).translate(_TO_URL, b"=").decode("ascii")


def decode_base64url(text: str) -> bytes:
    """Read base64url that is written in the one canonical way.

    Args:
        text: base64url without padding or white space, with all spare bits zero.

    Returns:
        The octets. `encode_base64url` turns them back into exactly `text`.

    Raises:
        EncodingError: any other text; `position` is the place of the mistake.
    """
    import re  # only here: encoding, all that `pkce challenge` needs, starts faster without it

    # RFC 7636 Appendix A: "base64url encoding ... with all trailing '=' characters omitted"
    if stranger := re.search(_NOT_BASE64URL, text):
        at = stranger.start()
        raise EncodingError(f"Character {at + 1} isn't in the base64url alphabet.", position=at)
    if len(text) % 4 == 1:
        raise EncodingError(
            f"Base64url text never has {len(text)} characters: one is missing or extra.", position=len(text) - 1
        )
    # RFC 4648 §3.5: decoders may reject an encoding "if the pad bits have not been set to zero".
    if text[-1:] not in _LAST[len(text) % 4]:
        raise EncodingError("The last character carries bits that aren't part of any octet.", position=len(text) - 1)
    return a2b_base64(text.encode("ascii").translate(_FROM_URL) + b"=" * (-len(text) % 4))
