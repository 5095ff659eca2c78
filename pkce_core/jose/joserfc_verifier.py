"""Every signature algorithm of JOSE, made and checked by joserfc: the extra `pkce-core[jwt]`.

    from pkce_core import JoseVerifier

    check_id_token(id_token, ..., jwks=parse_jwks(document), verifier=JoseVerifier())

This is the only module that needs a package from outside. It loads joserfc when you make a `JoseVerifier`, so that the
name can be imported without joserfc.
"""

from __future__ import annotations

import warnings
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from pkce_core.errors import JsonError, SignatureKeyError
from pkce_core.text.json_object import parse_json_object

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from pkce_core.jose.signature import SignatureInput


class JoseVerifier:
    """Checks RS, PS, ES, HS and EdDSA signatures with joserfc; a `SignatureVerifier` (RFC 7518 §3, RFC 8037 §3.1).

    Raises:
        ImportError: joserfc is not installed.
    """

    def __init__(self) -> None:
        try:
            import joserfc.jwk  # noqa: F401
        except ImportError:
            raise ImportError('JoseVerifier needs joserfc: python -m pip install "pkce-core[jwt]"') from None

    def verify(self, signature_input: SignatureInput) -> bool:
        """Return whether the key made the signature.

        Raises:
            SignatureKeyError: joserfc does not offer the algorithm, or cannot read the key.
        """
        from cryptography.exceptions import UnsupportedAlgorithm
        from joserfc.errors import JoseError, SecurityWarning
        from joserfc.jwk import JWKRegistry
        from joserfc.jws import JWSRegistry

        alg = signature_input.alg
        with warnings.catch_warnings():
            # joserfc warns that EdDSA is deprecated and that a short secret is weak. A client does not choose the
            # algorithm, and `check_signature` reports a short secret.
            warnings.simplefilter("ignore", SecurityWarning)
            try:
                key = JWKRegistry.import_key(dict(signature_input.key))
                algorithm = JWSRegistry(algorithms=[alg]).get_alg(alg)
                algorithm.check_key(key)
                return algorithm.verify(signature_input.signing_input, signature_input.signature, key)
            except (JoseError, UnsupportedAlgorithm, ValueError, TypeError) as problem:
                reason = type(problem).__name__  # its text may quote the key
                raise SignatureKeyError(f"joserfc can't check {alg} with this key ({reason}).") from None


_USUAL = {"RSA": "RS256", "P-256": "ES256", "P-384": "ES384", "P-521": "ES512", "Ed25519": "EdDSA"}
"""The algorithm of a key that no caller has chosen one for, by its curve or its kind."""


def sign_jwt(key_text: str, header: Mapping[str, str], claims: Mapping[str, object]) -> str:
    """Sign a JWT with a private key.

    Args:
        key_text: the key, in PEM or as a JWK.
        header: its alg is chosen by the key if it is absent; a kid of a JWK is added.
        claims: the claims.

    Raises:
        ImportError: joserfc is not installed.
        SignatureKeyError: the key can't be read, is public, or doesn't fit the alg. The message has nothing of it.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from joserfc import jwt
    from joserfc.errors import JoseError, SecurityWarning
    from joserfc.jwk import ECKey, JWKRegistry, OKPKey, RSAKey

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)
        key: Any = None
        tries: list[Callable[[], Any]]
        try:
            tries = [partial(JWKRegistry.import_key, dict(parse_json_object(key_text)))]  # type: ignore[arg-type]
        except JsonError:
            tries = [partial(kind.import_key, key_text) for kind in (RSAKey, ECKey, OKPKey)]
        for attempt in tries:
            with suppress(JoseError, UnsupportedAlgorithm, ValueError, TypeError, KeyError, AttributeError):
                key = attempt()
                break
        if key is not None and not key.is_private:
            raise SignatureKeyError("This is a public key, which isn't a private key: only the private one can sign.")
        if key is None:
            raise SignatureKeyError("The text isn't a private key in PEM or as a JWK.")
        kind = str(key.get("crv") or key.key_type)
        full = {"typ": "JWT", "alg": _USUAL.get(kind, ""), **({"kid": key.kid} if key.kid else {}), **header}
        try:
            return jwt.encode(full, dict(claims), key, algorithms=[full["alg"]])
        except (JoseError, UnsupportedAlgorithm, ValueError, TypeError) as problem:
            reason = type(problem).__name__
            fits = f" {_USUAL[kind]} fits this key." if _USUAL.get(kind, full["alg"]) != full["alg"] else ""
            raise SignatureKeyError(f"joserfc can't sign with this key and alg ({reason}).{fits}") from None
