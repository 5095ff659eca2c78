"""Every signature algorithm of an ID token, checked by joserfc: the extra `pkce-core[jwt]`.

The only module that needs a package from outside; nothing of `pkce_core` imports it by itself.

    from pkce_core.jwt import JoseVerifier

    check_id_token(id_token, ..., jwks=parse_jwks(document), verifier=JoseVerifier())
"""

from __future__ import annotations

import warnings

from cryptography.exceptions import UnsupportedAlgorithm
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import JWKRegistry
from joserfc.jws import JWSRegistry

from pkce_core.errors import SignatureKeyError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.signature import SignatureInput

__all__ = ["JoseVerifier"]


class JoseVerifier:
    """RS, PS, ES, HS and EdDSA; a `pkce_core.signature.SignatureVerifier`."""

    def verify(self, signature_input: SignatureInput) -> bool:
        """Tell whether the key made the signature.

        Raises:
            SignatureKeyError: joserfc does not offer the algorithm, or cannot read the key.
        """
        alg = signature_input.alg
        with warnings.catch_warnings():
            # EdDSA is said to be deprecated and a short secret to be weak: the first is no news to a client, which
            # does not choose, and the second is a finding of the check itself.
            warnings.simplefilter("ignore", SecurityWarning)
            try:
                key = JWKRegistry.import_key(dict(signature_input.key))
                algorithm = JWSRegistry(algorithms=[alg]).get_alg(alg)
                algorithm.check_key(key)
                return algorithm.verify(signature_input.signing_input, signature_input.signature, key)
            except (JoseError, UnsupportedAlgorithm, ValueError, TypeError) as problem:
                reason = type(problem).__name__  # its text may quote the key
                raise SignatureKeyError(f"joserfc cannot check {alg} with this key ({reason}).") from None
