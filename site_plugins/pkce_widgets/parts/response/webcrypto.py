"""Signatures verified by the browser: WebCrypto, called from the worker (RFC 7518 §3, W3C Web Cryptography API).

Only this module imports what only Pyodide has, and only when it is called. WebCrypto answers later, but `pkce_core`
needs the answer at once. So the browser is asked first, and `pkce_core` gets a verifier that knows the answer.
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
NO_ALGORITHM = "This browser can't verify {alg}. Check this token with the pkce command, or in a newer browser."
NO_KEY = "The key with this kid is broken: its numbers aren't a valid {kty} key."
NO_CRYPTO = "This page wasn't loaded over https, so the browser doesn't offer its cryptography here."


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownAnswerVerifier:
    """A verifier that knows the answer to one question.

    Attributes:
        question: what the browser was asked.
        right: its answer; None if it couldn't verify the signature.
        problem: why it couldn't.
    """

    question: SignatureInput
    right: bool | None
    problem: str = ""

    def verify(self, signature_input: SignatureInput) -> bool:
        """Give the answer.

        Raises:
            SignatureKeyError: the browser couldn't verify the signature, or was asked about another one.
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
        return KnownAnswerVerifier(question=question, right=None, problem=explain_refusal(str(error.name), question))
    except AttributeError:  # pages over http have no crypto.subtle
        return KnownAnswerVerifier(question=question, right=None, problem=NO_CRYPTO)


def parameters_of(alg: str, key: Mapping[str, str]) -> tuple[Parameters, Parameters] | None:
    """WebCrypto's parameters for importing a key and for verifying; None for an algorithm that it doesn't have."""
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
    """Import the key and verify the signature; errors are raised as JavaScript raises them."""
    from js import Object, crypto  # type: ignore[import-not-found]
    from pyodide.ffi import to_js

    def converted(value: object) -> Any:
        return to_js(value, dict_converter=Object.fromEntries)

    key = await crypto.subtle.importKey(
        "jwk", converted(dict(question.key)), converted(importing), False, converted(["verify"])
    )
    octets, signed = to_js(question.signature), to_js(question.signing_input)
    return bool(await crypto.subtle.verify(converted(verifying), key, octets, signed))


def explain_refusal(error: str, question: SignatureInput) -> str:
    """Why WebCrypto refused, by the name of its error. The refused value isn't repeated."""
    if error == "NotSupportedError":
        return NO_ALGORITHM.format(alg=question.alg)
    if error in ("DataError", "SyntaxError", "InvalidAccessError"):
        return NO_KEY.format(kty=question.key.get("kty", ""))
    return f"The browser couldn't verify it ({error[:40]})."
