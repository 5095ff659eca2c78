"""Tokens with any header, a verifier that remembers what it was asked, and the check of one by the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pkce_core import parse_id_token, parse_jwks
from pkce_core.jose.signature import check_signature
from pkce_core.text.base64url import encode_base64url
from tests.support.signing import sign_hs256

if TYPE_CHECKING:
    from pkce_core import Report, SignatureInput

SECRET = "s" * 32
RSA = {"kty": "RSA", "n": encode_base64url(b"\xff" * 256), "e": "AQAB"}
EC = {"kty": "EC", "crv": "P-256", "x": "x", "y": "y"}


def sign(header: object) -> str:
    """A token signed with HMAC and SHA-256, whatever its header says."""
    return sign_hs256({}, SECRET, header)


class Recorder:
    """A verifier that gives one answer and remembers what it was asked."""

    def __init__(self, answer: bool | Exception = True) -> None:
        self.answer = answer
        self.asked: list[SignatureInput] = []

    def verify(self, signature_input: SignatureInput) -> bool:
        self.asked.append(signature_input)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def check(header: object, *, keys: list[Any] | None = None, **given_: Any) -> Report:
    jwks = None if keys is None else parse_jwks({"keys": keys})
    return check_signature(parse_id_token(sign(header)), jwks=jwks, **given_)


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report]
