"""The rules for the claims of an ID token, one function each (OIDC Core §2 and §3.1.3.7).

Each takes the claims and what the client knows, and returns its findings: what was expected, what is there. A client
that does not know says so with `UNKNOWN`; then the finding is the warning that nothing was compared.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from pkce_core.id_token.rules import RULES
from pkce_core.specifications import Spec
from pkce_core.text.differences import common_length
from pkce_core.text.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

    from pkce_core.findings import Findings
    from pkce_core.rule import Rule

    Claims = Mapping[str, object]


VALIDATION = Spec(document="OIDC Core", section="3.1.3.7")
ID_TOKEN = Spec(document="OIDC Core", section="2")


class Unknown(Enum):
    """The named way to say: I do not know what to expect."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return self.name


UNKNOWN: Final = Unknown.UNKNOWN
"""Passed for an expected value that the caller does not know; the report then warns that nothing was compared."""


def missing_or_not_text(claims: Claims, name: str, missing: Rule, wrong_type: Rule, wanted: str = "text") -> Findings:
    if name not in claims:
        return (missing.error(f"The ID token has no {name}, which is required."),)
    return (wrong_type.error(f"The {name} is {quoted(claims[name])}; expected {wanted}."),)


def not_compared(rule: Rule, message: str, what: str) -> Findings:
    return (rule.warning(message, f"Give {what} to compare it."),)


SUB_MOST = 255

# What says that a rule holds is the same every time, so it is made once.
_ISS_RIGHT = (RULES["iss"].passed("The iss is the expected issuer."),)
_AUD_RIGHT = (RULES["aud"].passed("The aud is your client_id."),)
_NONCE_RIGHT = (RULES["nonce"].passed("The nonce is the one you sent."),)


def check_iss(claims: Claims, issuer: str | Unknown) -> Findings:
    iss = claims.get("iss")
    # OIDC Core §3.1.3.7: "The Issuer Identifier for the OpenID Provider ... MUST exactly match the value of the iss
    # (issuer) Claim."
    if iss == issuer and isinstance(iss, str) and iss:
        return _ISS_RIGHT
    if not isinstance(iss, str) or not iss:
        return missing_or_not_text(claims, "iss", RULES["iss-missing"], RULES["iss-type"])
    if issuer is UNKNOWN:
        return not_compared(
            RULES["iss-not-compared"], f"The iss is {quoted(iss)}, and was compared with nothing.", "the issuer"
        )
    message = f"The iss is {quoted(iss)}; expected {quoted(issuer)}."
    return (RULES["iss-claim-mismatch"].error(message, _issuer_hint(iss, issuer)),)


def check_sub(claims: Claims) -> Findings:
    sub = claims.get("sub")
    if not isinstance(sub, str) or not sub:
        return missing_or_not_text(claims, "sub", RULES["sub-missing"], RULES["sub-type"])
    # OIDC Core §2: "It MUST NOT exceed 255 ASCII [RFC20] characters in length."
    if len(sub) > SUB_MOST:
        message = f"The sub has {len(sub):,} characters; at most {SUB_MOST} are allowed."
        return (RULES["sub-length"].error(message),)
    if not sub.isascii():
        return (RULES["sub-ascii"].error("The sub holds characters that are not ASCII."),)
    return _sub_right(len(sub))


@cache
def _sub_right(length: int) -> Findings:
    return (RULES["sub"].passed(f"The sub has {length} ASCII characters."),)


def check_aud(claims: Claims, client_id: str | Unknown) -> Findings:
    aud = claims.get("aud")
    if aud == client_id and isinstance(aud, str) and aud:  # the common special case
        return _AUD_RIGHT
    # OIDC Core §2: "In the general case, the aud value is an array of case-sensitive strings. In the common special
    # case when there is one audience, the aud value MAY be a single case-sensitive string."
    audiences = [aud] if isinstance(aud, str) and aud else aud
    if not isinstance(audiences, list) or not audiences or not all(isinstance(one, str) for one in audiences):
        return missing_or_not_text(claims, "aud", RULES["aud-missing"], RULES["aud-type"], "text or a list of texts")
    if client_id is UNKNOWN:
        return not_compared(
            RULES["aud-not-compared"], f"The aud is {quoted(aud)}, and was compared with nothing.", "the client_id"
        )
    # OIDC Core §3.1.3.7: "The ID Token MUST be rejected if the ID Token does not list the Client as a valid audience,
    # or if it contains additional audiences not trusted by the Client."
    if client_id not in audiences:
        message = f"The aud is {quoted(aud)}; expected {quoted(client_id)} in it."
        return (RULES["aud-mismatch"].error(message, _audience_hint(claims)),)
    others = [one for one in audiences if one != client_id]
    if not others:
        return _AUD_RIGHT
    message = f"The aud names others besides your client_id: {quoted(others)}."
    return (RULES["aud-others"].warning(message, "Accept the token only if you trust every one of them."),)


def check_azp(claims: Claims, client_id: str | Unknown) -> Findings:
    # OIDC Core §3.1.3.7: "when an azp (authorized party) Claim is present, the Client SHOULD verify that its client_id
    # is the Claim Value." Only extensions define it, so a difference warns and does not fail.
    if "azp" not in claims or client_id is UNKNOWN or claims["azp"] == client_id:
        return ()
    message = f"The azp is {quoted(claims['azp'])}; expected {quoted(client_id)}."
    return (RULES["azp-mismatch"].warning(message, "The token was issued to another client than yours."),)


def check_nonce(claims: Claims, nonce: str | Unknown | None) -> Findings:
    there = claims.get("nonce")
    if nonce is UNKNOWN:
        if "nonce" not in claims:
            return ()
        return not_compared(
            RULES["nonce-not-compared"],
            "The ID token has a nonce, which was compared with nothing.",
            "the nonce you sent",
        )
    if nonce is None:
        if "nonce" not in claims:
            return ()
        # OIDC Core §2: "If present in the ID Token, Clients MUST verify that the nonce Claim Value is equal to the
        # value of the nonce parameter sent in the Authentication Request."
        message = "The ID token has a nonce, although the authorization request sent none."
        return (RULES["nonce-unexpected"].error(message, "It may belong to another authorization request."),)
    # OIDC Core §3.1.3.7: "If a nonce value was sent in the Authentication Request, a nonce Claim MUST be present and
    # its value checked to verify that it is the same value as the one that was sent in the Authentication Request."
    if "nonce" not in claims:
        message = "The ID token has no nonce, although the authorization request sent one."
        return (RULES["nonce-missing"].error(message, "It may have been made for another authorization request."),)
    if there == nonce:
        return _NONCE_RIGHT
    return (RULES["nonce-mismatch"].error(_difference(there, nonce), "It belongs to another authorization request."),)


def _difference(there: object, nonce: str) -> str:
    """Where two nonces part; neither is shown."""
    if not isinstance(there, str):
        return "The nonce in the ID token is no text."
    if len(there) != len(nonce):
        return f"The nonce in the ID token has {len(there):,} characters; the one you sent has {len(nonce):,}."
    at = common_length(there, nonce)
    return f"The nonce in the ID token is not the one you sent: they differ from character {at + 1} on."


def _issuer_hint(iss: str, issuer: str) -> str:
    if iss.rstrip("/") == issuer.rstrip("/"):
        return "They differ by the slash at the end, and every character counts."
    if iss.casefold() == issuer.casefold():
        return "They differ in letter case, which counts."
    if "{tenantid}" in issuer:
        return "The metadata is a template: put the token's tid in the place of {tenantid} before you compare."
    if iss.partition("://")[2] == issuer.partition("://")[2]:
        return "They differ in the scheme, http or https."
    if iss.replace("://www.", "://", 1) == issuer.replace("://www.", "://", 1):
        return "They differ by www. at the start of the host."
    return "Take the issuer from the metadata document, not from an address that looks like it."


def _audience_hint(claims: Claims) -> str:
    if {"scope", "scp", "client_id"} & claims.keys():
        return "It has claims of an access token. The ID token is the member id_token of the token response."
    return "It was issued for another client."
