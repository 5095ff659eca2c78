"""The values on the way from a verifier to its S256 challenge."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class DerivationSteps:
    """Each step of BASE64URL(SHA256(ASCII(code_verifier))) (RFC 7636 §4.2).

    Attributes:
        verifier: the code_verifier; kept out of the repr.
        octets: how many octets are hashed, 43 to 128.
        ascii_hex: those octets, two lower-case hex digits each; kept out of the repr.
        sha256_hex: the SHA-256 digest, 64 lower-case hex digits.
        base64: the digest in standard base64, 44 characters with padding.
        base64url: the digest in base64url without padding, 43 characters: the code_challenge.
    """

    verifier: str = field(repr=False)
    octets: int
    ascii_hex: str = field(repr=False)
    sha256_hex: str
    base64: str
    base64url: str

    @property
    def challenge(self) -> str:
        """The code_challenge; the same text as `base64url`."""
        return self.base64url
