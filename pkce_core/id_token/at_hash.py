"""at_hash and c_hash, which tie an ID token to the access token of the same response, and to the code.

OIDC Core §3.1.3.6 and §3.3.2.11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.id_token.rules import RULES
from pkce_core.jose.algorithms import ALGORITHMS, digest
from pkce_core.text.base64url import encode_base64url
from pkce_core.text.differences import is_same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.findings import Findings
    from pkce_core.id_token.claims import Claims


def derive_at_hash(access_token: str, alg: str) -> tuple[str, ...]:
    """The at_hash of an access token: none when alg is unknown, two for EdDSA, which does not name its curve."""
    return tuple(encode_base64url(octets[: len(octets) // 2]) for octets in _hashes(access_token, alg).values())


def check_at_hash(
    claims: Claims, alg: object, access_token: str | None, *, token: str, others: Mapping[str, str | None]
) -> Findings:
    """Judge at_hash, which is optional.

    Args:
        claims: the claims of the ID token.
        alg: what its header says.
        access_token: the access token of the same response; None when there is none.
        token: the ID token itself, which may have been given as the access token.
        others: what else the hash may be of, by its name in a sentence; None for what isn't known.
    """
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
    if access_token == token:
        message = "The at_hash doesn't match: what you gave as the access token is the ID token itself."
        return (RULES["at-hash-mismatch"].error(message, "Give the access_token of the same response."),)
    sources = {"the access token": access_token} | {name: text for name, text in others.items() if text}
    return (RULES["at-hash-mismatch"].error(*_explain("at_hash", at_hash, sources, str(alg))),)


def check_c_hash(claims: Claims, alg: object, code: str | None, access_token: str | None) -> Findings:
    """Judge c_hash, which only a token of the authorization endpoint must have; without the code, nothing is said."""
    c_hash = claims.get("c_hash")
    if code is None or c_hash is None:
        return ()
    if not isinstance(c_hash, str):
        return (RULES["c-hash-mismatch"].error("The c_hash isn't text."),)
    # OIDC Core §3.3.2.11: "Its value is the base64url encoding of the left-most half of the hash of the octets of the
    # ASCII representation of the code value"
    expected = derive_at_hash(code, alg) if isinstance(alg, str) else ()
    if not expected:
        return ()
    if any(is_same(c_hash, one) for one in expected):
        return (RULES["c-hash"].passed("The c_hash matches the code."),)
    sources = {"the code": code, **({"the access token": access_token} if access_token else {})}
    return (RULES["c-hash-mismatch"].error(*_explain("c_hash", c_hash, sources, str(alg))),)


def _explain(name: str, found: str, sources: dict[str, str], alg: str) -> tuple[str, str]:
    """What the hash is instead, and whose mistake that is; no source is shown."""
    from pkce_core.relation.token_hashes import explain_token_hash  # only here: most hashes are right

    what, text = next(iter(sources.items()))
    asked = _hashes(text, alg)
    trimmed = f"{what} without the white space around it"
    sources = {**sources, trimmed: text.strip()} if text != text.strip() else sources
    if explanation := explain_token_hash(found, sources, asked, alg):
        message = f"The {name} doesn't match {what} as it should: it's that of {explanation}."
        if explanation.startswith(trimmed):
            return message, f"White space was added to {what} after it was issued: remove it."
        if explanation.startswith(f"{what},"):
            return message, f"That's the issuer's mistake, and {what} is the one that this ID token was issued with."
        return message, "That's the issuer's mistake."
    length = len(derive_at_hash(text, alg)[0])
    why = f"it isn't the left half of its {' or '.join(asked)} hash"
    if len(found) != length:
        why = f"it has {len(found):,} characters, but {alg} gives {length}"
    hint = (
        f"No other hash, no other part of it and no other way to write it fits: {what} may come from another response, "
        "or it was changed, or this is the hash of something else."
    )
    return f"The {name} doesn't match {what}: {why}.", hint


def _hashes(text: str, alg: str) -> dict[str, bytes]:
    """What alg asks for: the hash by its name; two for EdDSA, none for an unknown alg."""
    algorithm = ALGORITHMS.get(alg)
    if algorithm is None:
        return {}
    octets = text.encode("utf-8", "surrogatepass")
    names = (algorithm.hash, "shake_256") if alg == "EdDSA" else (algorithm.hash,)
    return {_TITLES[name]: digest(name, octets) for name in names}


_TITLES = {"sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512", "shake_256": "SHAKE256"}
