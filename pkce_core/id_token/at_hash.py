"""at_hash, which ties an ID token to the access token of the same response (OIDC Core §3.1.3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.id_token.rules import RULES
from pkce_core.jose.algorithms import ALGORITHMS, digest
from pkce_core.text.base64url import encode_base64url
from pkce_core.text.differences import is_same

if TYPE_CHECKING:
    from pkce_core.findings import Findings
    from pkce_core.id_token.claims import Claims


def derive_at_hash(access_token: str, alg: str) -> tuple[str, ...]:
    """The at_hash of an access token: none when alg is unknown, two for EdDSA, which does not name its curve."""
    algorithm = ALGORITHMS.get(alg)
    if algorithm is None:
        return ()
    octets = access_token.encode("utf-8", "surrogatepass")
    hashes = (algorithm.hash, "shake_256") if alg == "EdDSA" else (algorithm.hash,)
    return tuple(_half(digest(name, octets)) for name in hashes)


def check_at_hash(claims: Claims, alg: object, access_token: str | None) -> Findings:
    """Judge at_hash, which is optional."""
    if "at_hash" not in claims:
        return ()
    at_hash = claims["at_hash"]
    if not isinstance(at_hash, str):
        return (RULES["at-hash-type"].error("The at_hash isn't text."),)
    if access_token is None:
        message = "The ID token has an at_hash, but you gave no access token to compare it with."
        return (RULES["at-hash-not-compared"].info(message),)
    expected = derive_at_hash(access_token, alg) if isinstance(alg, str) else ()
    if not expected:
        message = "The alg doesn't name a known hash, so the at_hash wasn't compared."
        return (RULES["at-hash-not-compared"].warning(message),)
    # OIDC Core §3.1.3.6: "Its value is the base64url encoding of the left-most half of the hash of the octets of the
    # ASCII representation of the access_token value, where the hash algorithm used is the hash algorithm used in the
    # alg Header Parameter of the ID Token's JOSE Header."
    if any(is_same(at_hash, one) for one in expected):
        return (RULES["at-hash"].passed("The at_hash matches the access token."),)
    message = f"The at_hash doesn't match the access token: {_why(at_hash, access_token, str(alg), expected)}."
    hint = "Either the access token comes from another response, or it was changed."
    return (RULES["at-hash-mismatch"].error(message, hint),)


def _why(at_hash: str, access_token: str, alg: str, expected: tuple[str, ...]) -> str:
    if len(at_hash) != len(expected[0]):
        return f"it has {len(at_hash):,} characters, but {alg} gives {len(expected[0])}"
    octets = access_token.encode("utf-8", "surrogatepass")
    if at_hash == encode_base64url(digest(ALGORITHMS[alg].hash, octets))[-len(at_hash) :]:
        return "it's the right half of the hash instead of the left half"
    if at_hash in derive_at_hash(access_token.strip(), alg):
        return "it matches the access token without the white space around it"
    return f"it isn't the left half of the token's {ALGORITHMS[alg].hash.replace('_', '').upper()} hash"


def _half(octets: bytes) -> str:
    return encode_base64url(octets[: len(octets) // 2])
