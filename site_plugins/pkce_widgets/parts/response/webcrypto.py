"""Signatures checked by the browser: WebCrypto, called from the worker (RFC 7518 §3, W3C Web Cryptography API).

The one module that imports what only Pyodide has, and only when it is called. WebCrypto answers later, and
pkce_core's check asks at once: so the browser is asked first, and a verifier that knows the answer is handed on.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkce_core import SignatureInput, SignatureKeyError

if TYPE_CHECKING:
    from collections.abc import Mapping

    Parameters = Mapping[str, object]

CURVES = {"256": "P-256", "384": "P-384", "512": "P-521"}
NO_ALGORITHM = "This browser cannot check {alg}. Check this token with the pkce command, or in a newer browser."
NO_KEY = "The key with this kid is broken: its numbers are no {kty} key."
NO_CRYPTO = "The browser offers its cryptography to pages over https only."


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownAnswerVerifier:
    """A verifier that knows the answer to one question.

    Attributes:
        question: what the browser was asked.
        right: its answer; None when it could not tell.
        problem: why not.
    """

    question: SignatureInput
    right: bool | None
    problem: str = ""

    def verify(self, signature_input: SignatureInput) -> bool:
        """Give the answer.

        Raises:
            SignatureKeyError: the browser could not tell, or was asked something else.
        """
        if self.right is None or signature_input != self.question:
            raise SignatureKeyError(self.problem or "The browser was asked about another signature.")
        return self.right


def is_offered() -> bool:
    """Whether this Python runs in a page."""
    return sys.platform == "emscripten"


async def ask(question: SignatureInput) -> KnownAnswerVerifier:
    """Ask the browser whether the key made the signature.

    Args:
        question: from `build_signature_input`; not one of HS*, which needs no browser.
    """
    parameters = parameters_of(question.alg, question.key)
    if parameters is None:
        return KnownAnswerVerifier(question=question, right=None, problem=NO_ALGORITHM.format(alg=question.alg))
    from pyodide.ffi import JsException  # type: ignore[import-not-found]

    try:
        return KnownAnswerVerifier(question=question, right=await verify(question, *parameters))
    except JsException as error:
        return KnownAnswerVerifier(question=question, right=None, problem=in_words(str(error.name), question))
    except AttributeError:  # pages over http have no crypto.subtle
        return KnownAnswerVerifier(question=question, right=None, problem=NO_CRYPTO)


def parameters_of(alg: str, key: Mapping[str, str]) -> tuple[Parameters, Parameters] | None:
    """What WebCrypto calls an algorithm when it imports a key and when it verifies; None for one it has not."""
    family, size = alg[:2], alg[2:]
    if alg == "Ed25519" or (alg == "EdDSA" and key.get("crv") == "Ed25519"):
        return {"name": "Ed25519"}, {"name": "Ed25519"}
    if size not in CURVES:
        return None
    hashed = f"SHA-{size}"
    if family == "RS":
        name = "RSASSA-PKCS1-v1_5"
        return {"name": name, "hash": hashed}, {"name": name}
    if family == "PS":
        # RFC 7518 §3.5: "The size of the salt value is the same size as the hash function output."
        return {"name": "RSA-PSS", "hash": hashed}, {"name": "RSA-PSS", "saltLength": int(size) // 8}
    return {"name": "ECDSA", "namedCurve": CURVES[size]}, {"name": "ECDSA", "hash": hashed}


async def verify(question: SignatureInput, importing: Parameters, verifying: Parameters) -> bool:
    """Import the key and verify; what goes wrong is raised as JavaScript raises it."""
    from js import Object, crypto  # type: ignore[import-not-found]
    from pyodide.ffi import to_js

    def handed(value: object) -> Any:
        return to_js(value, dict_converter=Object.fromEntries)

    key = await crypto.subtle.importKey("jwk", handed(dict(question.key)), handed(importing), False, handed(["verify"]))
    octets, signed = to_js(question.signature), to_js(question.signing_input)
    return bool(await crypto.subtle.verify(handed(verifying), key, octets, signed))


def in_words(error: str, question: SignatureInput) -> str:
    """Why WebCrypto refused, by the name of its error, without what it refused."""
    if error == "NotSupportedError":
        return NO_ALGORITHM.format(alg=question.alg)
    if error in ("DataError", "SyntaxError", "InvalidAccessError"):
        return NO_KEY.format(kty=question.key.get("kty", ""))
    return f"The browser could not check it ({error[:40]})."
