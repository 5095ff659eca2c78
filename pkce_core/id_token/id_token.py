"""The ID token: reading it, and every rule for it (OIDC Core §2 and §3.1.3.7).

    text ── parse_id_token ──▶ IdToken ── check_id_token ──▶ Report

Reading verifies nothing: without a key, the report says "signature-unverified", however well the claims fit. Keys come
from `parse_jwks`, the arithmetic from a `SignatureVerifier`. The clock is an argument.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType

from pkce_core.findings import Finding, Report, ValidationError
from pkce_core.jose.jws import Jws, read_jws

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class IdToken:
    """An ID token, decoded and not verified.

    Attributes:
        header: the JOSE header, such as alg and kid.
        claims: what it says, under the names on the wire; nobody has vouched for it yet.
        signature: its octets; kept out of the repr, like all that follows.
        signing_input: the octets that were signed.
        token: the text itself.
    """

    header: Mapping[str, object]
    claims: Mapping[str, object]
    signature: bytes = field(repr=False)
    signing_input: bytes = field(repr=False)
    token: str = field(repr=False)


def parse_id_token(token: str | bytes) -> IdToken:
    """Decode an ID token strictly; nothing is verified.

    Args:
        token: a signed JWT in its compact serialization.

    Raises:
        ValidationError: it cannot be read; the report says where it goes wrong.
        UsageError: the token is neither str nor bytes.
    """
    read = read_id_token(token)
    if isinstance(read, Finding):
        raise ValidationError(Report(findings=(read,)))
    return read


def read_id_token(token: str | bytes) -> IdToken | Finding:
    jws = read_jws(token)
    return jws if isinstance(jws, Finding) else _from_jws(jws, token)


def _from_jws(jws: Jws, token: str | bytes) -> IdToken:
    return IdToken(
        header=MappingProxyType(dict(jws.header)),
        claims=MappingProxyType(dict(jws.claims)),
        signature=jws.signature,
        signing_input=jws.signing_input,
        token=token if isinstance(token, str) else token.decode("ascii"),
    )
