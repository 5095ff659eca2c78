"""Whether a code is the one of the redirect, is a code at all, and how old it was (RFC 6749 §4.1.2).

The time when a redirect came may be the time when it was pasted. So an age that counts from it is a lower bound, and
only the time of the authorization request gives an upper one. An upper bound proves nothing but that a code was fresh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.flow.rules import RULES
from pkce_core.jose.unverified import Jwt, open_jwt
from pkce_core.recognition.tokens import find_tokens
from pkce_core.relation.explain import explain
from pkce_core.text.differences import is_same
from pkce_core.text.quoting import visible
from pkce_core.text.times import duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues

CODE_LIFETIME = 600
"""Seconds (RFC 6749 §4.1.2)."""
_ONE_MINUTE = 60
"""Seconds; many servers give a code no more."""
_FRESH = 10
"""Seconds; no server is known to give a code less."""
_COUNTED = "counted from when the authorization URL was opened"


REQUEST, RESPONSE = "authorization_request", "authorization_response"
TOKEN_REQUEST, TOKEN_RESPONSE = "token_request", "token_response"
_TOKENS = ("access_token", "id_token", "refresh_token")
_OF_ID_TOKENS = frozenset({"iss", "sub", "aud", "exp", "iat"})
"""OIDC Core §2: the claims that every ID token has."""
_KINDS = {"id-token": "an ID token", "access-token": "an access token", "client-assertion": "a client_assertion"}
_SEND_THE_CODE = "Send the code of the redirect. A token is what comes back for it."


def check_code(flow: FlowValues) -> Iterator[Finding]:
    """The findings about the code: whether there was one, whether it is the one of the redirect, and is no token.

    Args:
        flow: the values that are known.
    """
    received, sent = flow.value(RESPONSE, "code"), flow.value(TOKEN_REQUEST, "code")
    if flow.value(RESPONSE, "error") and flow.lacks(RESPONSE, "code"):
        yield from _check_redirect(flow, sent)
    if sent and sent != received:
        yield from _check_token(flow, sent)
    if not received or not sent or TOKEN_REQUEST in flow.partial:
        return
    if is_same(received, sent):
        yield RULES["code-differs"].passed("The token request has the code of the redirect.")
    else:
        relation = explain("code", received, sent, "the code of the redirect")
        why = relation.sentence if relation.ways else f"{relation.text} It may come from an earlier attempt."
        # What changed it decides what to do: to copy an encoded code again gives an encoded one.
        hint = relation.advice if relation.ways else ""
        yield RULES["code-differs"].error(f"The code of the token request isn't the code of the redirect. {why}", hint)


def _check_redirect(flow: FlowValues, sent: str | None) -> Iterator[Finding]:
    """A token request after a redirect with an error (RFC 6749 §4.1.2.1), which has no code to redeem."""
    refused = visible(flow.value(RESPONSE, "error") or "", 60)
    message = f"The redirect brought the error {refused} and no code."
    if sent:
        hint = "Start again, and redeem only the code of that attempt. Explain the error of the redirect first."
        so = "So the code of the token request is of another attempt, or made up."
        yield RULES["code-differs"].error(f"{message} {so}", hint)
        return
    states = {flow.value(message, "state") for message in (REQUEST, RESPONSE)} - {None}
    is_other = len(states) > 1  # so the redirect is that of another request
    if is_other or not flow.lacks(TOKEN_REQUEST, "code") or not flow.value(TOKEN_RESPONSE, "error"):
        return
    words = flow.value(RESPONSE, "error_description")
    said = f" It says: {visible(words, 200)}" if words else ""
    hint = f"Mend what made the server answer {refused}, and send no token request after an error."
    yield RULES["redirect-refused"].error(f"{message} So there was none to redeem.{said}", hint)


def _check_token(flow: FlowValues, sent: str) -> Iterator[Finding]:
    """A token in the place of the code. Some servers make codes that are JWTs, so the form alone shows nothing."""
    rule = RULES["code-is-token"]
    for values, where in (
        (flow.authorization_response, "the redirect"),
        *((each.token_response, "an earlier token response") for each in flow.earlier),
    ):
        if name := next((name for name in _TOKENS if values.get(name) == sent), ""):
            yield rule.error(f"What the token request sends as the code is the {name} of {where}.", _SEND_THE_CODE)
            return
    found = next((each for each in find_tokens(sent) if each.value == sent), None)
    jwt = open_jwt(sent)
    if found and (kind := _KINDS.get(found.kind)):
        yield rule.warning(f"What the token request sends as the code looks like {kind}. {found.why}", _SEND_THE_CODE)
    elif isinstance(jwt, Jwt) and jwt.claims.keys() >= _OF_ID_TOKENS:
        client = flow.value(TOKEN_REQUEST, "client_id")
        own = " Its aud is the client_id." if client and client in _audiences(jwt) else ""
        message = "What the token request sends as the code is a JWT with the claims of an ID token: iss, sub, aud, exp"
        yield rule.warning(f"{message} and iat.{own}", _SEND_THE_CODE)


def _audiences(jwt: Jwt) -> list[object]:
    aud = jwt.claims.get("aud")
    return list(aud) if isinstance(aud, list) else [aud]


def check_code_age(flow: FlowValues, now: float | None) -> Iterator[Finding]:
    """The finding about the age of the code; none when the times don't show enough.

    Args:
        flow: the values that are known.
        now: the time in seconds since 1970; None when it isn't known.
    """
    # A code that was answered is no longer aging, and the time of the answer says nothing of the least age.
    redeemed = now if flow.token_requested_at is None and not flow.token_response else flow.token_requested_at
    least = _between(flow.code_received_at, redeemed)
    rule = RULES["code-old"]
    # RFC 6749 §4.1.2: "A maximum authorization code lifetime of 10 minutes is RECOMMENDED."
    if least is not None and least > CODE_LIFETIME:
        when = "when it was redeemed" if flow.token_requested_at is not None else "by now"
        message = (
            f"The code was at least {duration(least)} old {when}. A server should accept one for 10 minutes at most."
        )
        yield rule.error(message)
    elif flow.value("token_response", "error"):
        yield from _check_refused(least, _most(flow))
    elif least is None:
        return
    elif least <= _ONE_MINUTE:
        when = "ago" if flow.token_requested_at is None else "before it was redeemed"
        yield rule.passed(f"The code arrived here {duration(least)} {when}.")
    elif not flow.token_response:
        message = f"The code is at least {duration(least)} old, and many servers accept one for only a minute."
        yield rule.warning(message)


def _between(start: float | None, end: float | None) -> float | None:
    return None if start is None or end is None else end - start


def _most(flow: FlowValues) -> float | None:
    """The greatest age that the code can have had when the server got it; None when that isn't known."""
    # A command is copied before it is run, so only its answer shows that it had been run.
    answered = flow.token_received_at if flow.token_received_at is not None else flow.token_requested_at
    most = _between(flow.authorization_requested_at, answered)
    return None if most is None or most < 0 else most


def _check_refused(least: float | None, most: float | None) -> Iterator[Finding]:
    """The age of a code that the server may have refused for it."""
    rule = RULES["code-old"]
    if most is not None and most <= _FRESH:
        yield rule.passed(f"The code was at most {duration(most)} old, {_COUNTED}.")
        return
    bounds = []
    if least is not None and least > _FRESH:
        bounds.append(f"at least {duration(least)} old")
    if most is not None and most > _ONE_MINUTE:
        bounds.append(f"at most {duration(most)} old, {_COUNTED}")
    if bounds:
        message = f"The code was {' and '.join(bounds)}. Each server decides how long it accepts one: often a minute"
        yield rule.info(f"{message} or less.")
