"""code_verifier -> code_challenge, in one call or step by step (RFC 7636 §4.2)."""

from __future__ import annotations

from hashlib import sha256

from pkce_core._abnf import METHODS, is_code_verifier
from pkce_core._encoding import encode_base64url
from pkce_core.errors import CodeVerifierError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.steps import DerivationSteps


def derive_code_challenge(verifier: str | bytes, method: str = "S256") -> str:
    """Derive the code_challenge that belongs to a code_verifier (RFC 7636 §4.2).

    Args:
        verifier: 43 to 128 characters of A-Z a-z 0-9 - . _ ~ (RFC 7636 §4.1), as text or octets.
        method: "S256", or "plain" for servers that know nothing else; there is no fallback from one to the other
            (RFC 7636 §7.2).

    Returns:
        43 characters of base64url for S256; the verifier itself for plain.

    Raises:
        CodeVerifierError: the verifier breaks the grammar; the error carries the report.
        UsageError: the method is neither "S256" nor "plain", or the verifier neither str nor bytes.
    """
    # RFC 7636 §4.2: "code_challenge = BASE64URL-ENCODE(SHA256(ASCII(code_verifier)))"
    if method == "S256" and isinstance(verifier, str) and is_code_verifier(verifier):  # the ordinary case
        return encode_base64url(sha256(verifier.encode("ascii")).digest())
    if method not in METHODS:
        raise UsageError("The method is neither S256 nor plain. Its letter case counts.")
    text = _well_formed(verifier)
    return s256(text.encode("ascii")) if method == "S256" else text


def s256(octets: bytes) -> str:
    """The S256 transformation of any octets, whether or not they are a legal verifier."""
    return encode_base64url(sha256(octets).digest())


def derivation_steps(verifier: str | bytes) -> DerivationSteps:
    """Derive an S256 challenge and keep every step on the way, to show a reader.

    Args:
        verifier: 43 to 128 characters (RFC 7636 §4.1), as text or octets.

    Raises:
        CodeVerifierError: the verifier breaks the grammar; the error carries the report.
        UsageError: the verifier is neither str nor bytes.
    """
    text = _well_formed(verifier)
    octets = text.encode("ascii")
    challenge = s256(octets)
    from pkce_core.steps import DerivationSteps  # dataclasses cost more to import than the derivation to run

    digest = sha256(octets)
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
    from pkce_core._verifier import check_code_verifier  # only on failure: a report costs more than a derivation

    raise CodeVerifierError(check_code_verifier(verifier))
