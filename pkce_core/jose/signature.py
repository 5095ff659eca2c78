"""Who signed a token: which key may answer, and the seam behind which somebody asks it (RFC 7515 §5.2).

    token, keys ── build_signature_input ──▶ SignatureInput ── SignatureVerifier.verify ──▶ True or False

Choosing the key is where signature checks go wrong, so it happens here, once, for every verifier: the algorithm fixes
the kind of key, a public key never serves HS*, and two keys that fit are one too many. What is left for a verifier is
arithmetic: `pkce_core.JoseVerifier` does it with joserfc, a page with WebCrypto, and `HmacVerifier` for HS* alone.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from pkce_core.errors import SignatureKeyError, UsageError
from pkce_core.findings import Finding, Level, Report, ValidationError
from pkce_core.jose.algorithms import ALGORITHMS
from pkce_core.jose.header import check_header
from pkce_core.jose.jwks import JwkSet, select_jwk
from pkce_core.jose.rules import RULES
from pkce_core.specifications import Spec
from pkce_core.text.base64url import decode_base64url, encode_base64url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pkce_core.jose.algorithms import Algorithm

    class SignedToken(Protocol):
        """What a signature is checked on: an `IdToken`."""

        @property
        def header(self) -> Mapping[str, object]: ...
        @property
        def signature(self) -> bytes: ...
        @property
        def signing_input(self) -> bytes: ...


VALIDATION = Spec(document="OIDC Core", section="3.1.3.7")

_PUBLIC_MEMBERS = {"RSA": ("n", "e"), "EC": ("crv", "x", "y"), "OKP": ("crv", "x")}


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureInput:
    """One question to a verifier: did this key sign these octets?

    Attributes:
        alg: the algorithm; already known to fit the key.
        key: a JWK with nothing in it but its kty and its public members, or "k" for HS*; kept out of the repr.
        signing_input: the octets that were signed.
        signature: the octets of the signature.
    """

    alg: str
    key: Mapping[str, str] = field(repr=False)
    signing_input: bytes = field(repr=False)
    signature: bytes = field(repr=False)


class SignatureVerifier(Protocol):
    """Whoever can do the arithmetic of a signature algorithm."""

    def verify(self, signature_input: SignatureInput) -> bool:
        """Tell whether the key made the signature.

        Raises:
            SignatureKeyError: the algorithm is not offered, or the key is none.
        """
        ...


class HmacVerifier:
    """HS256, HS384 and HS512 with the standard library (RFC 7518 §3.2)."""

    def verify(self, signature_input: SignatureInput) -> bool:
        """Tell whether the client_secret made the signature.

        Raises:
            SignatureKeyError: the algorithm is not one of HS*.
        """
        algorithm = ALGORITHMS.get(signature_input.alg)
        if algorithm is None or not algorithm.symmetric:
            raise SignatureKeyError(f"Only HS* can be checked here, not {signature_input.alg}.")
        secret = decode_base64url(signature_input.key["k"])
        expected = hmac.digest(secret, signature_input.signing_input, algorithm.hash)
        return hmac.compare_digest(expected, signature_input.signature)


def build_signature_input(
    token: SignedToken, *, jwks: JwkSet | None = None, client_secret: str | None = None
) -> SignatureInput:
    """Choose the key that may check a token's signature, for a verifier that cannot be called from here.

    Args:
        token: a parsed ID token.
        jwks: the issuer's public keys.
        client_secret: the key of HS*, and of nothing else.

    Raises:
        ValidationError: no key may be used; the report says why.
    """
    chosen = _choose(token, jwks, client_secret)
    if isinstance(chosen, Finding):
        raise ValidationError(Report(findings=(chosen,)))
    return chosen


def check_signature(
    token: SignedToken,
    *,
    verifier: SignatureVerifier | None = None,
    jwks: JwkSet | None = None,
    client_secret: str | None = None,
    algorithms: Collection[str] | None = None,
) -> Report:
    """Judge a token's algorithm and signature (OIDC Core §3.1.3.7, steps 6 to 8).

    Args:
        token: a parsed ID token.
        verifier: does the arithmetic; HS* needs none.
        jwks: the issuer's public keys. Once they are given, a token they cannot vouch for is an error.
        client_secret: the key of HS*, and of nothing else.
        algorithms: what the client is registered for, or the issuer's id_token_signing_alg_values_supported; None
            when neither is known.

    Returns:
        A report that holds "signature-valid" only when a key said so. Without a key it holds the warning
        "signature-unverified".

    Raises:
        UsageError: there are keys for this algorithm, but no verifier to ask.
    """
    return Report(findings=judge_signature(token, verifier, jwks, client_secret, algorithms))


def judge_signature(
    token: SignedToken,
    verifier: SignatureVerifier | None,
    jwks: JwkSet | None,
    client_secret: str | None,
    algorithms: Collection[str] | None,
) -> tuple[Finding, ...]:
    """The findings of `check_signature`."""
    notes = check_header(token.header, algorithms)
    if notes and any(note.level is Level.ERROR for note in notes):
        return notes
    alg = str(token.header["alg"])
    if jwks is None and not (ALGORITHMS[alg].symmetric and client_secret):
        return (*notes, _unverified(alg))
    chosen = _choose(token, jwks, client_secret)
    if isinstance(chosen, Finding):
        return (*notes, chosen)
    if ALGORITHMS[alg].symmetric:
        notes += _check_secret_size(alg, client_secret or "")
    return (*notes, _ask(chosen, verifier))


def _choose(token: SignedToken, jwks: JwkSet | None, client_secret: str | None) -> SignatureInput | Finding:
    if problem := next((note for note in check_header(token.header, None) if note.level is Level.ERROR), None):
        return problem
    algorithm = ALGORITHMS[str(token.header["alg"])]
    if algorithm.symmetric:
        key = _secret_key(algorithm.name, client_secret)
    else:
        key = _public_key(algorithm, token.header.get("kid"), jwks or JwkSet(keys=()))
    if isinstance(key, Finding):
        return key
    return SignatureInput(alg=algorithm.name, key=key, signing_input=token.signing_input, signature=token.signature)


def _public_key(algorithm: Algorithm, kid: object, jwks: JwkSet) -> dict[str, str] | Finding:
    key = select_jwk(algorithm, kid, jwks)
    if isinstance(key, Finding):
        return key
    return {name: str(key.get(name)) for name in ("kty", *_PUBLIC_MEMBERS[algorithm.kty])}


def _secret_key(alg: str, client_secret: str | None) -> dict[str, str] | Finding:
    # RFC 8725 §3.1: "each key MUST be used with exactly one algorithm, and this MUST be checked when the
    # cryptographic operation is performed."
    if not client_secret:
        message = f"The algorithm {alg} signs with the client_secret. A public key is no secret, so none is tried."
        hint = "Expected a token signed with one of the issuer's keys? Then somebody changed alg: do not accept it."
        return RULES["alg-confusion"].error(message, hint)
    if "-----BEGIN" in client_secret or client_secret.lstrip().startswith("{"):
        message = f"The client_secret given for {alg} looks like a key in PEM or JSON. A public key is no secret."
        return RULES["alg-confusion"].error(message, "Give the client_secret itself.")
    # OIDC Core §3.1.3.7: "the octets of the UTF-8 [RFC3629] representation of the client_secret corresponding to the
    # client_id contained in the aud (audience) Claim are used as the key to validate the signature"
    return {"kty": "oct", "k": encode_base64url(client_secret.encode("utf-8", "surrogatepass"))}


def _check_secret_size(alg: str, client_secret: str) -> tuple[Finding, ...]:
    # RFC 7518 §3.2: "A key of the same size as the hash output ... or larger MUST be used with this algorithm."
    octets, least = len(client_secret.encode("utf-8", "surrogatepass")), int(alg[2:]) // 8
    if octets >= least:
        return ()
    message = f"The client_secret has {octets} octets; {alg} needs {least} or more, or the secret can be guessed."
    return (RULES["client-secret-short"].warning(message),)


def _ask(question: SignatureInput, verifier: SignatureVerifier | None) -> Finding:
    if verifier is None and not ALGORITHMS[question.alg].symmetric:
        raise UsageError("Keys without a verifier check nothing: pass verifier=, such as pkce_core.JoseVerifier().")
    try:
        right = (verifier or HmacVerifier()).verify(question)
    except SignatureKeyError as problem:
        return RULES["signature-not-checked"].error(f"The signature could not be checked. {problem}")
    if right:
        return RULES["signature-valid"].passed(f"The expected key made the signature ({question.alg}).")
    message = f"The signature ({question.alg}) was not made with this key, or the token was changed afterwards."
    return RULES["signature-invalid"].error(message, "Do not accept the token.")


@cache
def _unverified(alg: str) -> Finding:
    key = "the client_secret" if ALGORITHMS[alg].symmetric else "the keys at the issuer's jwks_uri"
    message = "The signature is unverified: no key was given, so anybody can have written this token."
    hint = f"Give {key} to verify it. Straight from the token endpoint over TLS, the connection vouches for it."
    return RULES["signature-unverified"].warning(message, hint)
