"""A refresh compared with what came before it: the token, the client, the scope, the new tokens (RFC 6749 §6).

What came before is the latest of the earlier attempts that brought tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.errors import PkceError
from pkce_core.findings import Report
from pkce_core.flow.rules import RULES
from pkce_core.flow.values import FlowValues
from pkce_core.id_token.id_token import parse_id_token
from pkce_core.jose.unverified import is_shortened, looks_like_jwt, open_encrypted, open_jwt
from pkce_core.relation.explain import explain
from pkce_core.text.differences import is_same
from pkce_core.text.quoting import visible
from pkce_core.text.wording import join_words
from pkce_core.token.granted.scope import compare_scopes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pkce_core.findings import Finding
    from pkce_core.token.response import TokenResponse

_MOST_SCOPES = 3
"""Scopes that a message names."""
REQUEST, TOKEN_REQUEST, TOKEN_RESPONSE = "authorization_request", "token_request", "token_response"


def check_refresh(flow: FlowValues) -> Iterator[Finding]:
    """The findings about a refresh, with passes.

    Args:
        flow: the values, whose token request redeems a refresh token.
    """
    before = next((each for each in reversed(flow.earlier) if each.value(TOKEN_RESPONSE, "access_token")), None)
    yield from _check_token(flow, before)
    yield from _check_client(flow, before)
    granted = _granted(flow, before)
    tokens = {"refresh_token", *(before.token_response if before else ()), *flow.token_response}
    yield from _check_scope(flow, granted, tokens, is_sure=before is not None)
    if flow.value(TOKEN_RESPONSE, "access_token"):
        yield from _check_rotation(flow)
        yield from _check_new_scope(flow, granted, tokens)
        yield from _check_user(flow, before)


def compare_responses(first: TokenResponse, new: TokenResponse, scope: str | None) -> Report:
    """Judge the response to a refresh by the response that the refresh token came from.

    Args:
        first: the earlier response.
        new: the response to the refresh.
        scope: what the refresh asked for; None for nothing, or if it isn't known.
    """
    request = {"grant_type": "refresh_token", "refresh_token": first.refresh_token or "", "scope": scope or ""}
    earlier = FlowValues(token_response=_members(first))
    flow = FlowValues(token_request=request, token_response=_members(new), earlier=(earlier,))
    return Report(findings=tuple(check_refresh(flow)))


def _members(response: TokenResponse) -> dict[str, object]:
    names = ("access_token", "refresh_token", "id_token", "scope")
    return {name: value for name in names if (value := getattr(response, name)) is not None}


def _check_token(flow: FlowValues, before: FlowValues | None) -> Iterator[Finding]:
    sent = flow.value(TOKEN_REQUEST, "refresh_token")
    if not sent:
        return
    if sent in {flow.value(TOKEN_RESPONSE, "access_token"), *(_all(flow, "access_token"))}:
        yield RULES["refresh-token-differs"].error("The refresh_token is an access_token that was received.")
        return
    if kind := _other_token(sent):
        message = f"The refresh_token is {kind}, by what its JWT says of itself."
        yield RULES["refresh-token-differs"].error(message, "Send the refresh_token of the same response.")
        return
    spent = [each for each in flow.earlier if each.value(TOKEN_REQUEST, "refresh_token") == sent]
    newer = [new for each in spent if (new := each.value(TOKEN_RESPONSE, "refresh_token")) and new != sent]
    received = before.value(TOKEN_RESPONSE, "refresh_token") if before else None
    if newer:
        # RFC 6749 §6: "the client MUST discard the old refresh token and replace it with the new refresh token."
        message = "An earlier request sent this refresh_token, and its response brought a new one."
        yield RULES["refresh-token-used"].error(message, "Send the newest refresh token.")
    elif received is None or is_same(received, sent):
        if received:
            yield RULES["refresh-token-differs"].passed("The refresh_token came with the last token response.")
        elif looks := _looks_like_access_token(sent):
            message = f"The refresh_token is {looks}. Many access tokens look like that, and few refresh tokens."
            hint = "Compare it with the token response: send what is named refresh_token there, and not access_token."
            yield RULES["refresh-token-differs"].warning(message, hint)
    elif sent in _all(flow, "refresh_token"):
        message = "The refresh_token is that of an earlier response, and a later response brought a new one."
        yield RULES["refresh-token-used"].error(message, "Send the newest refresh token.")
    else:
        relation = explain("refresh_token", received, sent, "the last refresh_token")
        why = relation.text if relation.ways else "It may be another login's or another client's."
        yield RULES["refresh-token-differs"].error(f"The refresh_token isn't the last one that was received. {why}")


def _other_token(text: str) -> str:
    """What a JWT is that was sent as a refresh token; "" if it may be one."""
    jwt = open_jwt(text) if looks_like_jwt(text) else ""
    if isinstance(jwt, str):
        return ""
    typ = str(jwt.header.get("typ")).lower().removeprefix("application/")
    # RFC 9068 §2.1: "the value used SHOULD be "at+jwt"". Keycloak writes the kind as a claim.
    if typ == "at+jwt" or jwt.text("typ") == "Bearer" or jwt.text("token_use") == "access":  # the last is Cognito's
        return "an access token"
    return (
        "an ID token"
        if "ID" in (jwt.text("typ"), jwt.text("token_use").upper())
        or jwt.claims.keys() & {"at_hash", "nonce", "c_hash"}
        else ""
    )


def _looks_like_access_token(text: str) -> str:
    """What a JWT is that is likelier an access token, although it may be a refresh token; "" for any other text."""
    if is_shortened(text):
        return ""
    if header := open_encrypted(text):
        # Auth0's and QuickBooks' access tokens have alg dir; Cognito's refresh tokens have another one, and OpenIddict
        # writes the kind as typ.
        is_of_access = header.get("alg") == "dir" and str(header.get("typ", "JWT")).upper() in ("JWT", "JOSE", "AT+JWT")
        return "an encrypted JWT (JWE) whose alg is dir" if is_of_access else ""
    jwt = open_jwt(text) if looks_like_jwt(text) else ""
    if isinstance(jwt, str) or "refresh" in f"{jwt.header} {jwt.claims}".lower():
        return ""
    return "a JWT with the claim scp, which lists what it gives access to" if "scp" in jwt.claims else ""


def _all(flow: FlowValues, name: str) -> list[str]:
    """A member of every earlier token response."""
    return [value for each in flow.earlier if (value := each.value(TOKEN_RESPONSE, name))]


def _check_client(flow: FlowValues, before: FlowValues | None) -> Iterator[Finding]:
    sent = flow.value(TOKEN_REQUEST, "client_id")
    first = flow.value(REQUEST, "client_id")
    if before:
        first = before.value(TOKEN_REQUEST, "client_id") or before.value(REQUEST, "client_id") or first
    if not sent or not first:
        return
    rule = RULES["refresh-token-of-another"]
    # RFC 6749 §6: "Because refresh tokens are typically long-lasting credentials used to request additional access
    # tokens, the refresh token is bound to the client to which it was issued."
    if sent == first:
        yield rule.passed("The client_id is that of the client that got the refresh token.")
    else:
        relation = explain("client_id", first, sent, "the client_id of that client")
        why = relation.text if relation.ways else ""
        yield rule.error(f"The client_id isn't that of the client that got the refresh token. {why}".rstrip())


def _granted(flow: FlowValues, before: FlowValues | None) -> str | None:
    """The scope that the user granted; None when it isn't known."""
    if before is None:
        return flow.value(REQUEST, "scope")
    # RFC 6749 §5.1: a response without a scope grants what was requested
    asked = before.value(REQUEST, "scope") or before.value(TOKEN_REQUEST, "scope") or flow.value(REQUEST, "scope")
    return before.value(TOKEN_RESPONSE, "scope") or asked


def _check_scope(flow: FlowValues, granted: str | None, tokens: set[str], *, is_sure: bool) -> Iterator[Finding]:
    asked = flow.value(TOKEN_REQUEST, "scope")
    if not asked or not granted:
        return
    # RFC 6749 §6: "The requested scope MUST NOT include any scope not originally granted by the resource owner"
    found = compare_scopes(asked, granted, tokens)
    if more := found.missing:
        message = f"The refresh asks for {_name(more)}, which the user didn't grant before."
        if not is_sure:
            message = f"The refresh asks for {_name(more)}, which the authorization request didn't ask for."
        hint = "Leave scope out, or ask for less. For more, send the user through a new authorization request."
        rule = RULES["scope-widened"]
        yield rule.error(message, hint) if is_sure else rule.warning(message, hint)
    elif not found.renamed:  # of which it's only probable
        yield RULES["scope-widened"].passed("The refresh asks for no more scope than was granted before.")


def _check_rotation(flow: FlowValues) -> Iterator[Finding]:
    if TOKEN_RESPONSE in flow.partial:
        return
    sent, new = flow.value(TOKEN_REQUEST, "refresh_token"), flow.value(TOKEN_RESPONSE, "refresh_token")
    # RFC 6749 §6: "The authorization server MAY issue a new refresh token"
    if not new:
        yield RULES["refresh-rotation"].passed("The response has no refresh_token, so the one that was sent stays.")
    elif sent == new:
        yield RULES["refresh-rotation"].passed("The response has the same refresh_token again, so it stays.")
    elif sent:
        message = "The response has a new refresh_token. From now on, send that one: the old one may work no longer."
        yield RULES["refresh-rotation"].info(message, "Save it before you do anything else.")


def _check_new_scope(flow: FlowValues, granted: str | None, tokens: set[str]) -> Iterator[Finding]:
    wanted, got = flow.value(TOKEN_REQUEST, "scope") or granted, flow.value(TOKEN_RESPONSE, "scope")
    if not wanted or not got:
        return
    found = compare_scopes(wanted, got, tokens)
    if lost := found.missing:
        message = f"The new access token doesn't have {_name(lost)}."
        yield RULES["scope-not-granted"].warning(message)
    elif not found.renamed:
        yield RULES["scope-not-granted"].passed("The new access token has the scope that it should have.")


def _check_user(flow: FlowValues, before: FlowValues | None) -> Iterator[Finding]:
    """OIDC Core §12.2: the ID token of a refresh is of the same issuer, user and client as the first."""
    new, old = _claims(flow), _claims(before) if before else {}
    for name in ("iss", "sub", "aud"):
        # OIDC Core §12.2: "its sub Claim Value MUST be the same as in the ID Token issued when the original
        # authentication occurred"
        if name in new and name in old and new[name] != old[name]:
            message = f"The {name} of the new ID token isn't that of the first one, so it may be another user's."
            yield RULES["refresh-id-token"].error(message, "Don't use it: send the user through a new login.")
    # OIDC Core §12.2: nonce, auth_time and azp, if they are there, are those of the first ID token
    for name in ("nonce", "auth_time", "azp"):
        if name in new and name in old and new[name] != old[name]:
            message = f"The {name} of the new ID token isn't that of the first one, and it must be."
            hint = "That's the issuer's mistake, unless the two tokens are of different logins."
            yield RULES["refresh-id-token"].error(message, hint)


def _claims(flow: FlowValues) -> dict[str, object]:
    token = flow.value(TOKEN_RESPONSE, "id_token")
    try:
        return dict(parse_id_token(token).claims) if token else {}
    except PkceError:
        return {}


def _name(scopes: Collection[str]) -> str:
    """The scopes in words; only their number if they are many."""
    if len(scopes) > _MOST_SCOPES:
        return f"{len(scopes)} scopes"
    return f"the scope{'s' if len(scopes) > 1 else ''} {join_words(visible(each, 60) for each in sorted(scopes))}"
