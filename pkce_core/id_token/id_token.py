"""The ID token, decoded strictly (OIDC Core §2, RFC 7515). Decoding verifies nothing; `check_id_token` does."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.findings import Finding, Report, ValidationError
from pkce_core.jose.jws import read_jws

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class IdToken:
    """An ID token, decoded but not verified.

    Attributes:
        header: the JOSE header, such as alg and kid.
        claims: the claims, under their wire names; anyone could have written them until the signature is verified.
        signature: its octets; kept out of the repr, like everything below.
        signing_input: the octets that were signed.
        token: the token as text.
    """

    header: Mapping[str, object]
    claims: Mapping[str, object]
    signature: bytes = field(repr=False)
    signing_input: bytes = field(repr=False)
    token: str = field(repr=False)


def parse_id_token(token: str | bytes) -> IdToken:
    """Decode an ID token strictly. This verifies nothing.

    Args:
        token: a signed JWT in its compact serialization.

    Raises:
        ValidationError: it cannot be decoded; the report says where and why.
        UsageError: the token is neither str nor bytes.
    """
    read = read_id_token(token)
    if isinstance(read, Finding):
        raise ValidationError(Report(findings=(read,)))
    return read


def read_id_token(token: str | bytes) -> IdToken | Finding:
    """The decoded token, or the finding that says why it cannot be decoded."""
    jws = read_jws(token)
    if isinstance(jws, Finding):
        return jws
    return IdToken(
        header=MappingProxyType(dict(jws.header)),
        claims=MappingProxyType(dict(jws.claims)),
        signature=jws.signature,
        signing_input=jws.signing_input,
        token=token if isinstance(token, str) else token.decode("ascii"),
    )
