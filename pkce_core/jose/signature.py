"""Who signed a token: this module chooses the key, and a verifier checks the signature with it (RFC 7515 §5.2).

    token, keys ── build_signature_input ──▶ SignatureInput ── SignatureVerifier.verify ──▶ True or False

Most mistakes in signature checks are in choosing the key, so that happens here, once for every verifier: the algorithm
decides the kind of key, a public key is never used for HS*, and two keys that fit are refused. A verifier only does the
cryptography: `pkce_core.JoseVerifier` uses joserfc, a page uses WebCrypto, and `HmacVerifier` checks only HS*.
"""

from __future__ import annotations

import hmac
from base64 import b64decode, urlsafe_b64decode
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Protocol

from pkce_core.errors import SignatureKeyError, UsageError
from pkce_core.findings import Finding, Report, ValidationError
from pkce_core.jose.algorithms import ALGORITHMS
from pkce_core.jose.header import check_header
from pkce_core.jose.jwks import JwkSet, select_jwk
from pkce_core.jose.rules import RULES
from pkce_core.text.base64url import decode_base64url, encode_base64url
from pkce_core.text.differences import is_same

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from pkce_core.jose.algorithms import Algorithm

    class SignedToken(Protocol):
        """What `check_signature` needs of a token, such as an `IdToken`."""

        @property
        def header(self) -> Mapping[str, object]: ...
        @property
        def signature(self) -> bytes: ...
        @property
        def signing_input(self) -> bytes: ...


_PUBLIC_MEMBERS = {"RSA": ("n", "e"), "EC": ("crv", "x", "y"), "OKP": ("crv", "x")}


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureInput:
    """What a verifier needs to answer: did this key sign these octets?

    Attributes:
        alg: the algorithm, which fits the key.
        key: a JWK with only its kty and its public members, or "k" for HS*; kept out of the repr.
        signing_input: the octets that were signed.
        signature: the octets of the signature.
    """

    alg: str
    key: Mapping[str, str] = field(repr=False)
    signing_input: bytes = field(repr=False)
    signature: bytes = field(repr=False)


class SignatureVerifier(Protocol):
    """Anything that can do the cryptography of signature algorithms."""

    def verify(self, signature_input: SignatureInput) -> bool:
        """Return whether the key made the signature.

        Raises:
            SignatureKeyError: the verifier does not offer the algorithm, or cannot use the key.
        """
        ...


class HmacVerifier:
    """HS256, HS384 and HS512 with the standard library (RFC 7518 §3.2)."""

    def verify(self, signature_input: SignatureInput) -> bool:
        """Return whether the client_secret made the signature.

        Raises:
            SignatureKeyError: the algorithm is not one of HS*.
        """
        algorithm = ALGORITHMS.get(signature_input.alg)
        if algorithm is None or not algorithm.symmetric:
            raise SignatureKeyError(f"HmacVerifier checks only HS256, HS384 and HS512, not {signature_input.alg}.")
        secret = decode_base64url(signature_input.key["k"])
        expected = hmac.digest(secret, signature_input.signing_input, algorithm.hash)
        return is_same(expected, signature_input.signature)


def build_signature_input(
    token: SignedToken, *, jwks: JwkSet | None = None, client_secret: str | None = None
) -> SignatureInput:
    """Choose the key that may check a token's signature, for a verifier that you call yourself.

    Args:
        token: a parsed ID token.
        jwks: the issuer's public keys.
        client_secret: the key for HS*, and for nothing else.

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
    """Check a token's algorithm and signature (OIDC Core §3.1.3.7, steps 6 to 8).

    Args:
        token: a parsed ID token.
        verifier: checks the signature; HS* needs none.
        jwks: the issuer's public keys. When they are given, a token that none of them verifies is an error.
        client_secret: the key for HS*, and for nothing else.
        algorithms: what the client is registered for, or the issuer's id_token_signing_alg_values_supported; None
            when neither is known.

    Returns:
        A report that has "signature-valid" only when a key verified the signature. Without a key it has the warning
        "signature-unverified".

    Raises:
        UsageError: there are keys for this algorithm, but there is no verifier.
    """
    header = Report(findings=check_header(token.header, algorithms))
    if not header.ok:
        return header
    alg = str(token.header["alg"])
    if jwks is None and not (ALGORITHMS[alg].symmetric and client_secret):
        return header + Report(findings=(_unverified(alg),))
    chosen = _choose(token, jwks, client_secret)
    if isinstance(chosen, Finding):
        return header + Report(findings=(chosen,))
    short = _check_secret_size(alg, client_secret or "") if ALGORITHMS[alg].symmetric else ()
    return header + Report(findings=(*short, _ask(chosen, verifier)))


def _choose(token: SignedToken, jwks: JwkSet | None, client_secret: str | None) -> SignatureInput | Finding:
    if problems := Report(findings=check_header(token.header, None)).errors:
        return problems[0]
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
        message = f"The algorithm {alg} signs with the client_secret. A public key isn't a secret, so none was tried."
        hint = "If you expected a token signed with one of the issuer's keys, someone changed alg: don't accept it."
        return RULES["alg-confusion"].error(message, hint)
    if "-----BEGIN" in client_secret or client_secret.lstrip().startswith("{"):
        message = f"The client_secret given for {alg} looks like a key in PEM or JSON. A public key isn't a secret."
        return RULES["alg-confusion"].error(message, "Use the client_secret itself.")
    # OIDC Core §3.1.3.7: "the octets of the UTF-8 [RFC3629] representation of the client_secret corresponding to the
    # client_id contained in the aud (audience) Claim are used as the key to validate the signature"
    return {"kty": "oct", "k": encode_base64url(client_secret.encode("utf-8", "surrogatepass"))}


def _check_secret_size(alg: str, client_secret: str) -> tuple[Finding, ...]:
    # RFC 7518 §3.2: "A key of the same size as the hash output ... or larger MUST be used with this algorithm."
    octets, least = len(client_secret.encode("utf-8", "surrogatepass")), int(alg[2:]) // 8
    if octets >= least:
        return ()
    message = f"The client_secret has {octets} octets. {alg} needs {least} or more: a shorter one can be guessed."
    return (RULES["client-secret-short"].warning(message),)


def _ask(question: SignatureInput, verifier: SignatureVerifier | None) -> Finding:
    if verifier is None and not ALGORITHMS[question.alg].symmetric:
        raise UsageError("Keys are of no use without a verifier: pass verifier=pkce_core.JoseVerifier(), for example.")
    try:
        right = (verifier or HmacVerifier()).verify(question)
    except SignatureKeyError as problem:
        return RULES["signature-not-checked"].error(f"The signature couldn't be checked. {problem}")
    if right:
        return RULES["signature-valid"].passed(f"The signature was made with the expected key ({question.alg}).")
    message = f"The signature ({question.alg}) wasn't made with this key, or the token was changed afterward."
    if ALGORITHMS[question.alg].symmetric and (encoding := _encoding_of_secret(question)):
        # OIDC Core §10.1: the key is the octets of the UTF-8 representation of the client_secret
        message = (
            f"The key of this signature ({question.alg}) is the client_secret decoded from {encoding}, not its text."
        )
        hint = "OpenID Connect takes the text itself as the key. Find out which of the two the server's settings mean."
        return RULES["signature-invalid"].error(message, hint)
    return RULES["signature-invalid"].error(message, "Don't accept this token.")


def _encoding_of_secret(question: SignatureInput) -> str:
    """How the client_secret has to be decoded to be the key of this signature; "" if no usual way gives it."""
    text = decode_base64url(question.key["k"]).decode("utf-8", "replace").strip()
    decoders: dict[str, Callable[[], bytes]] = {
        "base64": lambda: b64decode(text, validate=True),
        "base64url": lambda: urlsafe_b64decode(text + "=" * (-len(text) % 4)),
        "hex": lambda: bytes.fromhex(text),
    }
    for name, decode in decoders.items():
        try:
            key = encode_base64url(decode())
        except ValueError:
            continue
        if HmacVerifier().verify(replace(question, key={"kty": "oct", "k": key})):
            return name
    return ""


@cache
def _unverified(alg: str) -> Finding:
    key = "the client_secret" if ALGORITHMS[alg].symmetric else "the keys at the issuer's jwks_uri"
    message = "The signature is unverified: no key was given, so anyone could have written this token."
    hint = f"Verify it with {key}. If the token came straight from the token endpoint over TLS, TLS vouches for it."
    return RULES["signature-unverified"].warning(message, hint)
