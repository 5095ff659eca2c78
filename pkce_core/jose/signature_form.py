"""Whether the signature of a JWT has the form that its alg makes, which shows without any key (RFC 7518 §3).

Only a length that another algorithm makes counts as wrong: an example's signature is often made up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    from pkce_core.jose.unverified import Jwt

_OCTETS = {"HS256": 32, "HS384": 48, "HS512": 64, "ES256": 64, "ES256K": 64, "ES384": 96, "ES512": 132, "Ed25519": 64,
           "Ed448": 114}  # fmt: skip
"""The length of a signature, which an algorithm with one curve or one hash always makes."""
_OF_RSA = (128, 256, 384, 512)
"""The lengths of RSA keys: 1024 bits, which is too short today, 2048, 3072 and 4096."""
_DER_HINT = (
    "Write r and s one after the other, each with leading zeros: a JWT library does so, and Node.js with "
    "dsaEncoding: 'ieee-p1363'."
)


def signature_problem(jwt: Jwt, name: str) -> tuple[str, str] | None:
    """What is wrong with the form of a signature, and what to do, in sentences; None for nothing.

    Args:
        jwt: the token.
        name: what a message calls it.
    """
    alg, size = jwt.header.get("alg"), jwt.signature.octets
    if not isinstance(alg, str) or size is None or not _wanted(alg):
        return None
    if size == 0:
        return f"The {name} has no signature after its last dot, although its alg is {alg}.", "Sign it with your key."
    if jwt.signature.is_der and alg.startswith("ES"):
        # RFC 7518 §3.4: the signature is R and S as octet sequences, one after the other
        message = (
            f"The signature of the {name} has {size} octets in DER, as OpenSSL and many crypto libraries write it. "
            f"{alg} needs r and s alone, in {_OCTETS[alg]} octets."
        )
        return message, _DER_HINT
    if size in _wanted(alg):
        return None
    makers = [each for each, octets in _OCTETS.items() if octets == size]
    makers += ["RS256 and other algorithms of RSA"] if size in _OF_RSA else []
    if not makers:
        return None
    wanted = join_words((str(each) for each in _wanted(alg)), "or")
    fit = join_words(makers, "or")
    message = f"The signature of the {name} has {size} octets, and {alg} makes {wanted}. {size} fit {fit}."
    return message, "Write the alg that fits the key that signs, and that the server takes."


def _wanted(alg: str) -> tuple[int, ...]:
    if alg == "EdDSA":
        return 64, 114
    if alg in _OCTETS:
        return (_OCTETS[alg],)
    return _OF_RSA if alg[:2] in ("RS", "PS") else ()
