"""The ID token: reading it, and every rule for it (OIDC Core §2 and §3.1.3.7).

    text ── parse_id_token ──▶ IdToken ── check_id_token ──▶ Report

Reading verifies nothing: without a key, the report says "signature-unverified", however well the claims fit. Keys come
from `parse_jwks`, the arithmetic from a `SignatureVerifier`. The clock is an argument.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType

from pkce_core._at_hash import check_at_hash
from pkce_core._claim_findings import UNKNOWN, Unknown
from pkce_core._claim_times import EXP_HOLDS, check_auth_time, check_exp, check_iat, check_nbf, describe_exp
from pkce_core._claims import check_aud, check_azp, check_iss, check_nonce, check_sub
from pkce_core._jws import Jws, read_jws
from pkce_core._times import is_moment
from pkce_core.errors import IdTokenError, UsageError
from pkce_core.findings import Finding, Level, Report, Spec
from pkce_core.signature import judge_signature

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import TypedDict, Unpack

    from pkce_core.jwks import JwkSet
    from pkce_core.signature import SignatureVerifier

__all__ = ["UNKNOWN", "IdToken", "Unknown", "check_id_token", "parse_id_token", "validate_id_token"]

TYPE = Spec(document="RFC 8725", section="3.11")


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
        IdTokenError: it cannot be read; the report says where it goes wrong.
        UsageError: the token is neither str nor bytes.
    """
    read = _read(token)
    if isinstance(read, Finding):
        raise IdTokenError(Report(findings=(read,)))
    return read


def check_id_token(
    token: IdToken | str | bytes,
    *,
    issuer: str | Unknown,
    client_id: str | Unknown,
    now: float,
    nonce: str | Unknown | None = None,
    clock_skew: float = 0,
    access_token: str | None = None,
    max_age: float | None = None,
    algorithms: Collection[str] | None = None,
    jwks: JwkSet | None = None,
    client_secret: str | None = None,
    verifier: SignatureVerifier | None = None,
) -> Report:
    """Judge an ID token as a client has to before it believes it (OIDC Core §3.1.3.7).

    Args:
        token: the token, parsed or as text.
        issuer: the issuer of the metadata document, or `UNKNOWN`, which warns that nothing was compared.
        client_id: yours, or `UNKNOWN`.
        now: the time, in seconds since 1970.
        nonce: the one you sent; None when you sent none, and then the token may have none; or `UNKNOWN`.
        clock_skew: by how many seconds your clock and the issuer's may differ.
        access_token: of the same token response, for at_hash; None when you have none.
        max_age: what the authorization request sent; None when it sent none.
        algorithms: the values of alg that your registration or the issuer's metadata allows; None when unknown.
        jwks: the issuer's keys. Once they are given, a token they cannot vouch for is an error.
        client_secret: the key of HS*, and of nothing else.
        verifier: does the arithmetic of the signature, such as `pkce_core.jwt.JoseVerifier()`.

    Returns:
        A report with a finding for each rule: passes too, so that a reader sees what was compared.

    Raises:
        UsageError: the token is of a wrong type, a time is no finite number, or there are keys but no verifier.
    """
    _require_moments(now, clock_skew, max_age)
    read = token if isinstance(token, IdToken) else _read(token)
    if isinstance(read, Finding):
        return Report(findings=(read,))
    findings = _judge(
        read, issuer, client_id, now, nonce=nonce, clock_skew=clock_skew, access_token=access_token, max_age=max_age,
        algorithms=algorithms, jwks=jwks, client_secret=client_secret, verifier=verifier,
    )  # fmt: skip
    return _report(findings, read, now)


if TYPE_CHECKING:

    class _Expected(TypedDict, total=False):
        """The arguments of `check_id_token` that have a default."""

        nonce: str | Unknown | None
        clock_skew: float
        access_token: str | None
        max_age: float | None
        algorithms: Collection[str] | None
        jwks: JwkSet | None
        client_secret: str | None
        verifier: SignatureVerifier | None


def validate_id_token(
    token: IdToken | str | bytes,
    *,
    issuer: str | Unknown,
    client_id: str | Unknown,
    now: float,
    **expected: Unpack[_Expected],
) -> IdToken:
    """Return the ID token, or raise when `check_id_token` finds an error; warnings do not count.

    Takes the arguments of `check_id_token`. An unverified signature is a warning: give `jwks` and `verifier` to make
    it count.

    Raises:
        IdTokenError: a rule is broken; the error carries the report.
        UsageError: as `check_id_token`.
    """
    read = token if isinstance(token, IdToken) else parse_id_token(token)
    _require_moments(now, expected.get("clock_skew", 0), expected.get("max_age"))
    findings = _judge(read, issuer, client_id, now, **expected)
    if any(finding.level is Level.ERROR for finding in findings):
        raise IdTokenError(_report(findings, read, now))
    return read


def _judge(
    token: IdToken,
    issuer: str | Unknown,
    client_id: str | Unknown,
    now: float,
    *,
    nonce: str | Unknown | None = None,
    clock_skew: float = 0,
    access_token: str | None = None,
    max_age: float | None = None,
    algorithms: Collection[str] | None = None,
    jwks: JwkSet | None = None,
    client_secret: str | None = None,
    verifier: SignatureVerifier | None = None,
) -> tuple[Finding, ...]:
    """Every rule, in the order of OIDC Core §3.1.3.7; `EXP_HOLDS` stands for a sentence that a report spells out."""
    claims = token.claims
    return (
        *_check_type(token.header),
        *judge_signature(token, verifier, jwks, client_secret, algorithms),
        *check_iss(claims, issuer),
        *check_sub(claims),
        *check_aud(claims, client_id),
        *check_azp(claims, client_id),
        *check_exp(claims, now, clock_skew),
        *check_iat(claims, now, clock_skew),
        *check_nbf(claims, now, clock_skew),
        *check_nonce(claims, nonce),
        *check_auth_time(claims, max_age, now, clock_skew),
        *check_at_hash(claims, token.header.get("alg"), access_token),
    )


def _report(findings: tuple[Finding, ...], token: IdToken, now: float) -> Report:
    return Report(findings=tuple([describe_exp(token.claims, now) if each is EXP_HOLDS else each for each in findings]))


def _read(token: str | bytes) -> IdToken | Finding:
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


def _check_type(header: Mapping[str, object]) -> tuple[Finding, ...]:
    # RFC 8725 §3.11 tells kinds of JWT apart by an explicit typ, and RFC 9068 §2.1 gives an access token "at+jwt".
    kind = header.get("typ")
    if not isinstance(kind, str):
        return ()
    kind = kind.casefold().removeprefix("application/")
    if kind not in ("at+jwt", "logout+jwt", "secevent+jwt", "dpop+jwt"):
        return ()
    message = f"The typ in the header is {kind}: this is no ID token."
    hint = "The ID token is the member id_token of the token response."
    return (Finding(rule="typ-mismatch", level=Level.ERROR, message=message, hint=hint, spec=TYPE),)


def _require_moments(now: float, clock_skew: float, max_age: float | None) -> None:
    if is_moment(now) and is_moment(clock_skew) and (max_age is None or is_moment(max_age)):
        return
    name = "now" if not is_moment(now) else "max_age" if is_moment(clock_skew) else "clock_skew"
    raise UsageError(f"{name} is a finite number of seconds.")
