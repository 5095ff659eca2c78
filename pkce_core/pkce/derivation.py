"""From code_verifier to code_challenge, in one call or step by step (RFC 7636 §4.2)."""

from __future__ import annotations

from hashlib import sha256

from pkce_core.errors import UsageError
from pkce_core.frozen import Frozen, set_slot
from pkce_core.pkce.grammar import METHODS, is_code_verifier
from pkce_core.text.base64url import encode_base64url


class DerivationSteps(Frozen):
    """Each step of BASE64URL(SHA256(ASCII(code_verifier))) (RFC 7636 §4.2).

    Attributes:
        verifier: the code_verifier; kept out of the repr.
        octets: how many octets are hashed, 43 to 128.
        ascii_hex: those octets, two lower-case hex digits each; kept out of the repr.
        sha256_hex: the SHA-256 digest, 64 lower-case hex digits.
        base64: the digest in standard base64, 44 characters with padding.
        base64url: the digest in base64url without padding, 43 characters: the code_challenge.
    """

    __slots__ = ("ascii_hex", "base64", "base64url", "octets", "sha256_hex", "verifier")
    _hidden = ("ascii_hex", "verifier")
    verifier: str
    octets: int
    ascii_hex: str
    sha256_hex: str
    base64: str
    base64url: str

    def __init__(
        self, *, verifier: str, octets: int, ascii_hex: str, sha256_hex: str, base64: str, base64url: str
    ) -> None:
        set_slot(self, "verifier", verifier)
        set_slot(self, "octets", octets)
        set_slot(self, "ascii_hex", ascii_hex)
        set_slot(self, "sha256_hex", sha256_hex)
        set_slot(self, "base64", base64)
        set_slot(self, "base64url", base64url)

    @property
    def challenge(self) -> str:
        """The code_challenge; the same text as `base64url`."""
        return self.base64url


def derive_code_challenge(verifier: str | bytes, method: str = "S256") -> str:
    """Derive the code_challenge that belongs to a code_verifier (RFC 7636 §4.2).

    Args:
        verifier: 43 to 128 characters of A-Z a-z 0-9 - . _ ~ (RFC 7636 §4.1), as text or octets.
        method: "S256", or "plain" for servers that support nothing else. There is no fallback from one to the other
            (RFC 7636 §7.2).

    Returns:
        43 characters of base64url for S256; the verifier itself for plain.

    Raises:
        ValidationError: the verifier breaks the grammar; the error carries the report.
        UsageError: the method is neither "S256" nor "plain", or the verifier neither str nor bytes.
    """
    # RFC 7636 §4.2: "code_challenge = BASE64URL-ENCODE(SHA256(ASCII(code_verifier)))"
    if method == "S256" and isinstance(verifier, str) and is_code_verifier(verifier):  # the ordinary case
        return encode_base64url(sha256(verifier.encode("ascii")).digest())
    if method not in METHODS:
        raise UsageError("The method must be S256 or plain. Letter case matters.")
    text = _well_formed(verifier)
    return s256(text.encode("ascii")) if method == "S256" else text


def s256(octets: bytes) -> str:
    """The S256 transformation of any octets, whether or not they are a valid verifier."""
    return encode_base64url(sha256(octets).digest())


def derivation_steps(verifier: str | bytes) -> DerivationSteps:
    """Derive an S256 challenge and keep every step, to show them.

    Args:
        verifier: 43 to 128 characters (RFC 7636 §4.1), as text or octets.

    Returns:
        A value with `verifier`, `octets` (how many are hashed), `ascii_hex`, `sha256_hex`, `base64` and `base64url`,
        which is also its `challenge`.

    Raises:
        ValidationError: the verifier breaks the grammar; the error carries the report.
        UsageError: the verifier is neither str nor bytes.
    """
    text = _well_formed(verifier)
    octets = text.encode("ascii")
    digest = sha256(octets)
    challenge = encode_base64url(digest.digest())
    return DerivationSteps(
        verifier=text,
        octets=len(octets),
        ascii_hex=octets.hex(),
        sha256_hex=digest.hexdigest(),
        base64=challenge.replace("-", "+").replace("_", "/") + "=",
        base64url=challenge,
    )


def _well_formed(verifier: str | bytes) -> str:
    text = verifier.decode("utf-8", "replace") if isinstance(verifier, bytes) else verifier
    if isinstance(text, str) and is_code_verifier(text):
        return text
    # Only on failure: a report costs more than a derivation.
    from pkce_core.findings import ValidationError
    from pkce_core.pkce.checks import check_code_verifier

    raise ValidationError(check_code_verifier(verifier))
