"""`check_id_token`: every rule for an ID token (OIDC Core §2 and §3.1.3.7).

    text ── parse_id_token ──▶ IdToken ── check_id_token ──▶ Report

Without a key, the report warns "signature-unverified", even when every claim is right. Keys come from `parse_jwks`; a
`SignatureVerifier` does the arithmetic. The clock is an argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.findings import Finding, Level, Report
from pkce_core.id_token.at_hash import check_at_hash, check_c_hash
from pkce_core.id_token.claims import (
    PUT_ELSEWHERE,
    Unknown,
    check_acr_and_amr,
    check_aud,
    check_azp,
    check_iss,
    check_nonce,
    check_sub,
)
from pkce_core.id_token.id_token import IdToken, read_id_token
from pkce_core.id_token.rules import RULES
from pkce_core.id_token.time_claims import check_auth_time, check_exp, check_iat, check_nbf
from pkce_core.jose.signature import check_signature
from pkce_core.text.times import is_moment

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pkce_core.jose.jwks import JwkSet
    from pkce_core.jose.signature import SignatureVerifier

# RFC 9068 §2.1, OIDC Back-Channel Logout §2.4, RFC 8417 §2.3 and RFC 9449 §4.2 define these values of typ.
_OTHER_TYPES = ("at+jwt", "logout+jwt", "secevent+jwt", "dpop+jwt")


def check_id_token(
    token: IdToken | str | bytes,
    *,
    issuer: str | Unknown,
    client_id: str | Unknown,
    now: float,
    nonce: str | Unknown | None = None,
    clock_skew: float = 0,
    access_token: str | None = None,
    code: str | None = None,
    refresh_token: str | None = None,
    max_age: float | None = None,
    algorithms: Collection[str] | None = None,
    jwks: JwkSet | None = None,
    client_secret: str | None = None,
    verifier: SignatureVerifier | None = None,
) -> Report:
    """Judge an ID token as a client must before it trusts the token (OIDC Core §3.1.3.7).

    Args:
        token: the token, parsed or as text.
        issuer: the issuer of the metadata document; or `UNKNOWN`, and the report warns that it was not compared.
        client_id: your client_id, or `UNKNOWN`.
        now: the time, in seconds since 1970.
        nonce: the nonce that you sent; None when you sent none, so that the token must have none; or `UNKNOWN`.
        clock_skew: by how many seconds your clock and the issuer's may differ.
        access_token: the access token of the same response, to compare with at_hash; None when you have none.
        code: the code that you redeemed, to compare with c_hash; None when you do not know it.
        refresh_token: the refresh token of the same response: a wrong at_hash may be its hash; None when you have none.
        max_age: what the authorization request sent; None when it sent none.
        algorithms: the values of alg that your registration or the issuer's metadata allows; None when unknown.
        jwks: the issuer's keys. With them, a token whose signature they do not confirm is an error.
        client_secret: the key for HS* algorithms, used for nothing else.
        verifier: does the arithmetic of the signature, such as `pkce_core.JoseVerifier()`.

    Returns:
        A report with a finding for each rule. It includes passes, so that a reader sees what was compared.

    Raises:
        UsageError: an argument has the wrong type, a time is not a finite number, or there are keys but no verifier.
    """
    _require_moments(now, clock_skew, max_age)
    read = token if isinstance(token, IdToken) else read_id_token(token)
    if isinstance(read, Finding):
        return Report(findings=(read,))
    findings = _judge(
        read, issuer, client_id, now, nonce=nonce, clock_skew=clock_skew, access_token=access_token, code=code,
        refresh_token=refresh_token, max_age=max_age, algorithms=algorithms, jwks=jwks, client_secret=client_secret,
        verifier=verifier,
    )  # fmt: skip
    return Report(findings=findings)


def _judge(
    token: IdToken,
    issuer: str | Unknown,
    client_id: str | Unknown,
    now: float,
    *,
    nonce: str | Unknown | None = None,
    clock_skew: float = 0,
    access_token: str | None = None,
    code: str | None = None,
    refresh_token: str | None = None,
    max_age: float | None = None,
    algorithms: Collection[str] | None = None,
    jwks: JwkSet | None = None,
    client_secret: str | None = None,
    verifier: SignatureVerifier | None = None,
) -> tuple[Finding, ...]:
    """Every rule, in the order of OIDC Core §3.1.3.7; that no key was given comes last."""
    claims = token.claims
    signature = check_signature(token, verifier=verifier, jwks=jwks, client_secret=client_secret, algorithms=algorithms)
    is_unread = all(each.level is Level.WARNING for each in signature)  # said of every token without a key: comes last
    others = {"the code": code, "the refresh token": refresh_token}
    return (
        *_check_type(token.header),
        *(() if is_unread else signature),
        *check_iss(claims, issuer),
        *check_sub(claims),
        *check_aud(claims, client_id),
        *check_azp(claims, client_id),
        *check_exp(claims, now, clock_skew),
        *check_iat(claims, now, clock_skew),
        *check_nbf(claims, now, clock_skew),
        *check_nonce(claims, nonce),
        *check_auth_time(claims, max_age, now, clock_skew),
        *check_acr_and_amr(claims),
        *check_at_hash(claims, token.header.get("alg"), access_token, token=token.token, others=others),
        *check_c_hash(claims, token.header.get("alg"), code, access_token),
        *(signature if is_unread else ()),
    )


def _check_type(header: Mapping[str, object]) -> tuple[Finding, ...]:
    # RFC 8725 §3.11: an explicit typ shows what kind of JWT a token is.
    kind = header.get("typ")
    if not isinstance(kind, str):
        return ()
    kind = kind.casefold().removeprefix("application/")
    if kind not in _OTHER_TYPES:
        return ()
    message = f"The typ in the header is {kind}, so this isn't an ID token."
    return (RULES["typ-mismatch"].error(message, PUT_ELSEWHERE),)


def _require_moments(now: float, clock_skew: float, max_age: float | None) -> None:
    if is_moment(now) and is_moment(clock_skew) and (max_age is None or is_moment(max_age)):
        return
    name = "now" if not is_moment(now) else "max_age" if is_moment(clock_skew) else "clock_skew"
    raise UsageError(f"{name} must be a finite number of seconds.")
