"""at_hash: which access token an ID token came with (OIDC Core §3.1.3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.id_token.rules import RULES
from pkce_core.jose.algorithms import ALGORITHMS, digest
from pkce_core.text.base64url import encode_base64url
from pkce_core.text.differences import is_same

if TYPE_CHECKING:
    from pkce_core.findings import Findings
    from pkce_core.id_token.claims import Claims


_RIGHT = (RULES["at-hash"].passed("The at_hash belongs to the access token."),)


def derive_at_hash(access_token: str, alg: str) -> tuple[str, ...]:
    """The at_hash of an access token; two for EdDSA, whose name does not tell the curve; none when alg is unknown."""
    algorithm = ALGORITHMS.get(alg)
    if algorithm is None:
        return ()
    octets = access_token.encode("utf-8", "surrogatepass")
    hashes = (algorithm.hash, "shake_256") if alg == "EdDSA" else (algorithm.hash,)
    return tuple(_half(digest(name, octets)) for name in hashes)


def check_at_hash(claims: Claims, alg: object, access_token: str | None) -> Findings:
    """Judge at_hash, which is optional: a token without it is fine."""
    if "at_hash" not in claims:
        return ()
    there = claims["at_hash"]
    if not isinstance(there, str):
        return (RULES["at-hash-type"].error("The at_hash is no text."),)
    if access_token is None:
        message = "The ID token has an at_hash, and no access token was given to compare it with."
        return (RULES["at-hash-not-compared"].info(message),)
    right = derive_at_hash(access_token, alg) if isinstance(alg, str) else ()
    if not right:
        message = "The alg names no known hash, so at_hash was not compared."
        return (RULES["at-hash-not-compared"].warning(message),)
    # OIDC Core §3.1.3.6: "Its value is the base64url encoding of the left-most half of the hash of the octets of the
    # ASCII representation of the access_token value, where the hash algorithm used is the hash algorithm used in the
    # alg Header Parameter of the ID Token's JOSE Header."
    if any(is_same(there, one) for one in right):
        return _RIGHT
    message = f"The at_hash is not that of the access token: {_why(there, access_token, str(alg), right)}."
    hint = "The access token comes from another response, or was changed."
    return (RULES["at-hash-mismatch"].error(message, hint),)


def _why(there: str, access_token: str, alg: str, right: tuple[str, ...]) -> str:
    if len(there) != len(right[0]):
        return f"it has {len(there):,} characters, and {alg} gives {len(right[0])}"
    octets = access_token.encode("utf-8", "surrogatepass")
    if there == encode_base64url(digest(ALGORITHMS[alg].hash, octets))[-len(there) :]:
        return "it is the right half of the hash, and the left one is asked for"
    if there in derive_at_hash(access_token.strip(), alg):
        return "it belongs to the access token without the white space around it"
    return f"the left half of its {ALGORITHMS[alg].hash.replace('_', '').upper()} hash is another"


def _half(octets: bytes) -> str:
    return encode_base64url(octets[: len(octets) // 2])
