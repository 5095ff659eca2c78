"""The claims of an ID token besides its times, one function each (OIDC Core §2 and §3.1.3.7).

Each takes the claims and what the client expects, and returns its findings: what was expected and what is there. A
client that does not know what to expect passes `UNKNOWN`, and the finding warns that nothing was compared.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from pkce_core.id_token.rules import RULES
from pkce_core.relation.explain import explain
from pkce_core.text.differences import common_length
from pkce_core.text.quoting import quoted
from pkce_core.token.granted.audiences import known_api

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

    from pkce_core.findings import Findings
    from pkce_core.rule import Rule

    Claims = Mapping[str, object]

_LONGEST_SUB = 255
_OF_ACCESS_TOKENS = frozenset({"scope", "scp", "client_id", "token_use"})
"""Claims that access tokens have (RFC 9068 §2.2); token_use is Amazon Cognito's, and is "id" in an ID token."""
PUT_ELSEWHERE = (
    "The ID token is the member id_token of the token response. If this was that member, the server, or a program that "
    "handed the response on, put another token there."
)
"""Advice for any other token in the place of an ID token: whether it came in a token response isn't known."""
_ACCESS_TOKEN = f"This token has claims of an access token. {PUT_ELSEWHERE}"
_FOR_A_SERVER = (
    "The azp is your client_id: the token was issued to your client, for the one that aud names. At Google, that is "
    "your server, whose client_id the app gave as serverClientId. Hand it to your server, which compares aud with its "
    "own client_id. If aud is no server of yours, don't use it."
)
_BY_AN_APP = "The token was issued to that client. Accept it only if that is yours too, such as the app of this server."
_MOST_AUDIENCES = 5
"""How many values of aud are compared with the client_id in detail."""


class Unknown(Enum):
    """The type of `UNKNOWN`."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return self.name


UNKNOWN: Final = Unknown.UNKNOWN
"""Pass it for an expected value that you do not know; the report then warns that nothing was compared."""

# These findings are the same every time, so they are made once.
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
        return _missing_or_not_text(claims, "iss", RULES["iss-missing"], RULES["iss-type"])
    if issuer is UNKNOWN:
        message = f"The iss is {quoted(iss)}. It wasn't compared with anything."
        return (RULES["iss-not-compared"].warning(message, "Give the issuer to compare it with."),)
    message = f"The iss is {quoted(iss)}; expected {quoted(issuer)}."
    if (iss, issuer) == ("accounts.google.com", "https://accounts.google.com"):
        hint = "Google documents both forms for its ID tokens. Accept this one for Google alone."
        return (RULES["iss-claim-mismatch"].warning(message, hint),)
    return (RULES["iss-claim-mismatch"].error(message, _explain_issuer(iss, issuer)),)


def check_sub(claims: Claims) -> Findings:
    sub = claims.get("sub")
    if not isinstance(sub, str) or not sub:
        return _missing_or_not_text(claims, "sub", RULES["sub-missing"], RULES["sub-type"])
    # OIDC Core §2: "It MUST NOT exceed 255 ASCII [RFC20] characters in length."
    if len(sub) > _LONGEST_SUB:
        message = f"The sub has {len(sub):,} characters. At most {_LONGEST_SUB} are allowed."
        return (RULES["sub-length"].error(message),)
    if not sub.isascii():
        return (RULES["sub-ascii"].error("The sub contains characters that aren't ASCII."),)
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
        if "aud" not in claims and _OF_ACCESS_TOKENS & claims.keys():
            return (RULES["aud-missing"].error("The ID token has no aud, which is required.", _ACCESS_TOKEN),)
        return _missing_or_not_text(claims, "aud", RULES["aud-missing"], RULES["aud-type"], "text or a list of texts")
    if client_id is UNKNOWN:
        message = f"The aud is {quoted(aud)}. It wasn't compared with anything."
        return (RULES["aud-not-compared"].warning(message, "Give the client_id to compare it with."),)
    # OIDC Core §3.1.3.7: "The ID Token MUST be rejected if the ID Token does not list the Client as a valid audience,
    # or if it contains additional audiences not trusted by the Client."
    if client_id not in audiences:
        message = f"The aud is {quoted(aud)}; expected {quoted(client_id)} in it."
        return (RULES["aud-mismatch"].error(message, _audience_hint(claims, audiences, client_id)),)
    others = [one for one in audiences if one != client_id]
    if not others:
        return _AUD_RIGHT
    message = f"The aud names others besides your client_id: {quoted(others)}."
    return (RULES["aud-others"].warning(message, "Accept the token only if you trust all of them."),)


def check_azp(claims: Claims, client_id: str | Unknown) -> Findings:
    # OIDC Core §3.1.3.7: "when an azp (authorized party) Claim is present, the Client SHOULD verify that its client_id
    # is the Claim Value." Only extensions define it, so a difference warns and does not fail.
    if "azp" not in claims or client_id is UNKNOWN or claims["azp"] == client_id:
        return ()
    message = f"The azp is {quoted(claims['azp'])}; expected {quoted(client_id)}."
    return (RULES["azp-mismatch"].warning(message, _BY_AN_APP),)


def check_nonce(claims: Claims, nonce: str | Unknown | None) -> Findings:
    if nonce is UNKNOWN:
        if "nonce" not in claims:
            return ()
        message = "The ID token has a nonce. It wasn't compared with anything."
        return (RULES["nonce-not-compared"].warning(message, "Give the nonce that you sent to compare it with."),)
    if nonce is None:
        if "nonce" not in claims:
            return ()
        # OIDC Core §2: "If present in the ID Token, Clients MUST verify that the nonce Claim Value is equal to the
        # value of the nonce parameter sent in the Authentication Request."
        message = "The ID token has a nonce, although the authorization request sent none."
        return (RULES["nonce-unexpected"].error(message, "The token may belong to another authorization request."),)
    # OIDC Core §3.1.3.7: "If a nonce value was sent in the Authentication Request, a nonce Claim MUST be present and
    # its value checked to verify that it is the same value as the one that was sent in the Authentication Request."
    if "nonce" not in claims:
        message = "The ID token has no nonce, although the authorization request sent one."
        return (RULES["nonce-missing"].error(message, "The token may belong to another authorization request."),)
    if claims["nonce"] == nonce:
        return _NONCE_RIGHT
    return (RULES["nonce-mismatch"].error(*_explain_nonce(claims["nonce"], nonce)),)


def check_acr_and_amr(claims: Claims) -> Findings:
    # OIDC Core §2: acr is a "case-sensitive string", and "The amr value is an array of case-sensitive strings." No step
    # of §3.1.3.7 has a client reject them, so a wrong type warns.
    acr, amr = claims.get("acr", ""), claims.get("amr", [])
    right = {"acr": isinstance(acr, str), "amr": isinstance(amr, list) and all(isinstance(each, str) for each in amr)}
    wanted = {"acr": "text", "amr": "a list of texts"}
    return tuple(
        RULES[f"{name}-type"].warning(f"The {name} is {quoted(claims[name])}; expected {wanted[name]}.")
        for name in wanted
        if not right[name]
    )


def _missing_or_not_text(claims: Claims, name: str, missing: Rule, wrong_type: Rule, wanted: str = "text") -> Findings:
    if name not in claims:
        return (missing.error(f"The ID token has no {name}, which is required."),)
    return (wrong_type.error(f"The {name} is {quoted(claims[name])}; expected {wanted}."),)


def _explain_nonce(found: object, expected: str) -> tuple[str, str]:
    """How the nonce of the token was made from the one that was sent, without showing either."""
    message = "The nonce in the ID token isn't the one you sent."
    if not isinstance(found, str):
        return f"{message} It isn't text.", "The issuer has to copy the nonce of the authorization request."
    relation = explain("nonce", expected, found, "the nonce that you sent")
    if relation.ways and relation.ways[0][0].startswith("before-"):
        relation = explain("nonce", expected, found, "the nonce that you gave")
        return f"The nonce in the ID token isn't the one you gave. {relation.sentence}", relation.advice
    if relation.ways:
        return f"{message} {relation.sentence}", relation.advice
    if len(found) != len(expected):
        message += f" It has {len(found):,} characters, but the one you sent has {len(expected):,}."
    else:
        message += f" They differ from character {common_length(found, expected) + 1} on."
    return f"{message} {relation.sentence}", "The token most likely belongs to another authorization request."


def _explain_issuer(iss: str, issuer: str) -> str:
    relation = explain("issuer", issuer, iss, "the issuer that you expect")
    if relation.ways:
        return relation.text
    return f"{relation.text} Take the issuer from the metadata document, not from an address that looks similar."


def _audience_hint(claims: Claims, audiences: list[str], client_id: str) -> str:
    if api := known_api(audiences):
        return f"That is {api}. So this is an access token for it, and not an ID token. {PUT_ELSEWHERE}"
    if _OF_ACCESS_TOKENS & claims.keys():
        return _ACCESS_TOKEN
    if claims.get("azp") == client_id:
        # OIDC Core §2: azp is "the party to which the ID Token was issued"
        return _FOR_A_SERVER
    if any(one != client_id and one.strip() == client_id for one in audiences):
        return (
            "It's your client_id with white space beside it, and that space is in the token. Compare how the client is "
            "registered at the server: the space is there, or in the client_id that your program sent."
        )
    relations = (explain("client_id", client_id, one, "your client_id") for one in audiences[:_MOST_AUDIENCES])
    explained = next((relation.text for relation in relations if relation.ways), "")
    return explained or "The token was issued for another client."
