"""The access token and its type (RFC 6749 §5.1), and what an access token that is a JWT or a JWE says of itself.

An access token is for the API: a client sends it on and doesn't depend on what is in it (RFC 9068 §6). But a token that
no API can read, or that is for another API, is a mistake that shows here first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.jose.unverified import Jwt, moment_of, moment_problem, open_encrypted, open_jwt, show_moment
from pkce_core.specifications import Spec
from pkce_core.text.quoting import visible
from pkce_core.text.times import duration
from pkce_core.token.granted.audiences import known_api
from pkce_core.token.granted.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pkce_core.findings import Finding, Findings

_HIDDEN = (
    r"(?s)[*•xX.]+|.*(?:\.{3}|…|\*{3}).*|<.+>|\[.+\]|(?i:redacted|hidden|masked|removed|your[_-]?(?:access[_-]?)?token)"
)


def check_access_token(token: str | None, others: Collection[str], now: float | None) -> Findings:
    """Judge the access token.

    Args:
        token: as the response has it; None when it has none.
        others: the names of members that no specification defines, to find one that should be access_token.
        now: seconds since 1970, to tell whether a JWT has expired; None leaves that out.
    """
    rule = RULES["token-response-access-token"]
    # RFC 6749 §5.1: "access_token REQUIRED."
    if token is None:
        message = "There is no access_token, which every successful response has."
        near = next((name for name in others if re.sub(r"[^a-z]", "", name.lower()) == "accesstoken"), None)
        hint = f"The response has {visible(near, 40)} instead." if near else "Paste the whole body of the response."
        return (rule.error(message, hint),)
    if re.fullmatch(_HIDDEN, token):
        message = "The access_token was shortened or hidden, so what was printed isn't the token."
        return (rule.warning(message, "Take the token from the response itself, not from a log or a table."),)
    # RFC 6749 Appendix A.12: "access-token = 1*VSCHAR"; of these, RFC 6750 §2.1 does not allow a space in a header.
    if not re.fullmatch(r"[!-~]+", token):
        message = "The access_token contains a space or another character that tokens don't contain."
        return (rule.error(message, "Copy the response again."),)
    if header := open_encrypted(token):
        return (_describe_encrypted(header),)
    read = open_jwt(token)
    about = () if isinstance(read, str) else tuple(_describe_claims(read, now))
    return (rule.passed(f"There is an access_token of {len(token):,} characters."), *about)


def check_token_type(token_type: str | None) -> Findings:
    """Judge token_type, whose value is case insensitive.

    Args:
        token_type: as the response has it; None when it has none.
    """
    rule = RULES["token-response-token-type"]
    # RFC 6749 §5.1: "token_type REQUIRED. The type of the token issued as described in Section 7.1. Value is case
    # insensitive."
    if token_type is None:
        return (rule.error("There is no token_type, so it isn't clear how to use the access_token."),)
    if token_type.lower() == "bearer":
        return (rule.passed("The token_type is Bearer."),)
    # RFC 6749 §7.1: "The client MUST NOT use an access token if it does not understand the token type."
    name = visible(token_type, 40)
    if token_type.lower() == "dpop":
        # RFC 9449 §7.1: "DPoP-bound access token[s] are sent using the Authorization request header field with the
        # DPoP authentication scheme"; §5: the type is DPoP if the token is bound to the key of the proof
        message = f'The token_type is "{name}": the token is bound to a key, and sent as Bearer it isn\'t accepted.'
        hint = "Send Authorization: DPoP and the token, with a DPoP proof for each call: pkce api --dpop writes both."
        return (rule.warning(message, hint, spec=Spec(document="RFC 9449", section="7.1")),)
    message = f'The token_type is "{name}". A client that doesn\'t know this type must not use the token.'
    return (rule.error(message, spec=Spec(document="RFC 6749", section="7.1")),)


def _describe_encrypted(header: Mapping[str, object]) -> Finding:
    how = ", ".join(visible(value, 24) for name in ("alg", "enc") if isinstance(value := header.get(name), str))
    message = (
        f"The access_token is encrypted (a JWE{': ' if how else ''}{how}). Only a server that has the key can read it, "
        "so an API of yours can't unless you gave that key to the authorization server."
    )
    hint = (
        "If it's meant for an API of yours, name that API in the authorization request: in resource (RFC 8707), or in "
        "audience at Auth0, which encrypts a token that is for no API."
    )
    if header.get("alg") != "dir":
        hint = (
            "An API of yours needs the key, or asks the server (introspection, RFC 7662). Some servers can leave "
            "access tokens unencrypted, as OpenIddict does with DisableAccessTokenEncryption."
        )
    return RULES["token-response-encrypted"].warning(message, hint)


def _describe_claims(jwt: Jwt, now: float | None) -> Iterator[Finding]:
    rule = RULES["token-response-jwt-claims"]
    audience = _show(jwt.claims.get("aud"))
    said = [f"for {audience} (aud)" if audience else "for no API that it names (no aud)"]
    said += [f"with the scope {shown} ({name})" for name in ("scope", "scp") if (shown := _show(jwt.claims.get(name)))]
    end, problem = moment_of(jwt, "exp"), moment_problem(jwt, "exp")
    if end is not None:
        said.append(f"until {show_moment(end)}")
    # RFC 9068 §6: "the client MUST NOT inspect the content of the access token"
    yield rule.info(f"The access_token is a JWT: {', '.join(said)}. Nobody has verified its signature here.")
    if api := known_api(jwt.claims.get("aud")):
        message = f"That aud is {api}. The token is for that API alone, and no other API can verify it."
        hint = "For an API of yours, ask for one of its own scopes, such as api://…/… at Entra ID."
        yield rule.info(message, hint)
    if problem:
        yield rule.warning(f"The exp of the access_token {problem}.")
    elif end is not None and now is not None and end <= now:
        yield rule.warning(f"The access_token expired {duration(now - end)} ago, says its exp.", "Get a new one.")


def _show(value: object) -> str:
    """Text, or a list of texts; "" for anything else, which an API can't read either."""
    words = [each for each in (value if isinstance(value, list) else [value])[:10] if isinstance(each, str) and each]
    return f'"{visible(" ".join(words), 120)}"' if words else ""
