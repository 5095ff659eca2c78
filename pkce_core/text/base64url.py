"""Strict base64url: the form without padding that RFC 7636 Appendix A describes, and nothing near it.

Built on `binascii` because importing `base64` costs more than everything this module does.
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64

from pkce_core.errors import EncodingError
from pkce_core.text.alphabets import BASE64URL

_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_", b"+/")
_LAST = {0: BASE64URL, 2: "AQgw", 3: "AEIMQUYcgkosw048"}
"""The last characters whose spare bits are zero, by how many characters stand in the last group of four."""
_NOT_BASE64URL = r"[^A-Za-z0-9\-_]"


def encode_base64url(octets: bytes) -> str:
    """Write octets in base64url without padding (RFC 7636 Appendix A)."""
    return b2a_base64(octets, newline=False).translate(_TO_URL, b"=").decode("ascii")


def decode_base64url(text: str) -> bytes:
    """Read base64url that is written in the one canonical way.

    Args:
        text: base64url without padding, white space or leftover bits.

    Returns:
        The octets; `encode_base64url` gives exactly `text` back.

    Raises:
        EncodingError: for any other text; `position` says where it goes wrong.
    """
    import re  # only here: encoding, all that `pkce challenge` needs, starts faster without it

    # RFC 7636 Appendix A: "base64url encoding ... with all trailing '=' characters omitted"
    if stranger := re.search(_NOT_BASE64URL, text):
        at = stranger.start()
        raise EncodingError(f"Character {at + 1} of the text is not in the base64url alphabet.", position=at)
    if len(text) % 4 == 1:
        raise EncodingError(
            f"No base64url text has {len(text)} characters: one is missing or too many.", position=len(text) - 1
        )
    # RFC 4648 §3.5: decoders may reject an encoding "if the pad bits have not been set to zero".
    if text[-1:] not in _LAST[len(text) % 4]:
        raise EncodingError(
            "The last character of the text carries bits that belong to no octet.", position=len(text) - 1
        )
    return a2b_base64(text.encode("ascii").translate(_FROM_URL) + b"=" * (-len(text) % 4))
