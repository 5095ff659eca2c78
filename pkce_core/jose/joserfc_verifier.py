"""Every signature algorithm of an ID token, checked by joserfc: the extra `pkce-core[jwt]`.

    from pkce_core import JoseVerifier

    check_id_token(id_token, ..., jwks=parse_jwks(document), verifier=JoseVerifier())

This is the only module that needs a package from outside. It loads joserfc when you make a `JoseVerifier`, so that the
name can be imported without joserfc.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from pkce_core.errors import SignatureKeyError

if TYPE_CHECKING:
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
