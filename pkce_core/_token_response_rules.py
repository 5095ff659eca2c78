"""The single rules behind `check_token_response`, one function each (RFC 6749 §5.1, §5.2)."""

from __future__ import annotations

import re

from pkce_core._error_codes import ERROR_CODES
from pkce_core._quoting import visible
from pkce_core._times import duration, parse_moment
from pkce_core._token_response_values import SUCCESS_SPEC, TokenErrorResponse, TokenResponse
from pkce_core.findings import Finding, Level, Spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core._http_text import HttpText

    Findings = tuple[Finding, ...]

_ERROR_SPEC = Spec(document="RFC 6749", section="5.2")
_SCOPE_SPEC = Spec(document="RFC 6749", section="3.3")
_TYPE_SPEC = Spec(document="RFC 6749", section="7.1")
_OIDC_SPEC = Spec(document="OIDC Core", section="3.1.3.3")


def check_success(response: TokenResponse, now: float | None, requested: str | None) -> Findings:
    """Every rule for a response with tokens, in the order of RFC 6749 §5.1."""
    return (
        *check_access_token(response),
        *check_token_type(response),
        *check_expires_in(response),
        *check_expires_at(response, now),
        *check_scope(response, requested),
        *check_id_token(response, requested),
        *check_refresh_token(response, requested),
    )


def check_kinds(members: Mapping[str, object]) -> Findings:
    """What is dropped in reading, because it is of another kind than RFC 6749 §5.1 has."""
    found = []
    for name in ("refresh_token", "id_token", "scope"):
        value = members.get(name)
        if value is None or isinstance(value, str):
            continue
        if name == "scope" and isinstance(value, list) and all(isinstance(word, str) for word in value):
            # RFC 6749 §3.3: "The value of the scope parameter is expressed as a list of space-delimited,
            # case-sensitive strings."
            message = "The scope is a JSON list. It should be one text, with spaces between the scopes."
            found.append(_finding("kind", Level.WARNING, message, "", _SCOPE_SPEC))
        else:
            found.append(_finding("kind", Level.ERROR, f"The {name} is no text, so it cannot be used."))
    return tuple(found)


def check_access_token(response: TokenResponse) -> Findings:
    # RFC 6749 §5.1: "access_token REQUIRED."
    if response.access_token is None:
        message = "There is no access_token, which every successful response has."
        near = next((name for name in response.extra if re.sub(r"[^a-z]", "", name.lower()) == "accesstoken"), None)
        hint = f"{visible(near, 40)} stands there instead." if near else "Paste the whole body of the response."
        return (_finding("access-token", Level.ERROR, message, hint),)
    # RFC 6749 Appendix A.12: "access-token = 1*VSCHAR"; of these, RFC 6750 §2.1 lets no space into a header.
    if not re.fullmatch(r"[!-~]+", response.access_token):
        message = "The access_token holds a space or a character that no token has."
        return (_finding("access-token", Level.ERROR, message, "Copy the response again."),)
    message = f"There is an access_token of {len(response.access_token):,} characters."
    return (_finding("access-token", Level.PASS, message),)


def check_token_type(response: TokenResponse) -> Findings:
    # RFC 6749 §5.1: "token_type REQUIRED. The type of the token issued as described in Section 7.1. Value is case
    # insensitive."
    if response.token_type is None:
        message = "There is no token_type, so nothing says how to use the access_token."
        return (_finding("token-type", Level.ERROR, message),)
    if response.token_type.lower() == "bearer":
        return (_finding("token-type", Level.PASS, "The token_type is Bearer."),)
    # RFC 6749 §7.1: "The client MUST NOT use an access token if it does not understand the token type."
    message = f'The token_type is "{visible(response.token_type, 40)}". A client that does not know it must not use it.'
    level = Level.WARNING if response.token_type.lower() == "dpop" else Level.ERROR
    return (_finding("token-type", level, message, "", _TYPE_SPEC),)


def check_expires_in(response: TokenResponse) -> Findings:
    lifetime = response.expires_in
    if lifetime is None:
        if response.expires_at is not None:
            return ()
        # RFC 6749 §5.1: "expires_in RECOMMENDED."
        return (_finding("expires-in", Level.INFO, "Nothing says how long the access_token is valid."),)
    if isinstance(lifetime, str):
        message = "expires_in is no whole number of seconds."
        return (_finding("expires-in", Level.ERROR, message),)
    if lifetime <= 0:
        return (_finding("expires-in", Level.WARNING, f"expires_in is {lifetime}: the token is of no use any more."),)
    message = f"The access_token is valid for {duration(lifetime)} from when the response was made."
    return (_finding("expires-in", Level.PASS, message),)


def check_expires_at(response: TokenResponse, now: float | None) -> Findings:
    if response.expires_at is None:
        return ()
    moment = parse_moment(response.expires_at)
    if moment is None:
        message = f'expires_at is "{visible(response.expires_at, 40)}", which is no date with a time (ISO 8601).'
        return (_finding("expires-at", Level.ERROR, message),)
    end, has_zone = moment
    zone = "" if has_zone else " It names no time zone; UTC is taken."
    shown = visible(response.expires_at, 40)
    level = Level.PASS if has_zone else Level.WARNING
    if now is None:
        message = f"The access_token is valid until {shown}.{zone} What is left was not computed."
    elif end > now:
        message = f"The access_token is valid until {shown}, for another {duration(end - now)}.{zone}"
    else:
        level = Level.WARNING
        message = f"The access_token ended at {shown}, {duration(now - end)} ago.{zone}"
    return (_finding("expires-at", level, message),)


def check_scope(response: TokenResponse, requested: str | None) -> Findings:
    granted = None if response.scope is None else response.scope.split()
    if requested is None:
        return ()
    asked = requested.split()
    # RFC 6749 §5.1: "scope OPTIONAL, if identical to the scope requested by the client; otherwise, REQUIRED."
    if granted is None:
        message = "The response has no scope, which means that you got what you asked for."
        return (_finding("scope", Level.INFO, message),)
    missing = [word for word in dict.fromkeys(asked) if word not in granted]
    more = [word for word in dict.fromkeys(granted) if word not in asked]
    if not missing and not more:
        return (_finding("scope", Level.PASS, "You got every scope that you asked for.", "", _SCOPE_SPEC),)
    found = []
    if missing:
        message = f"Not granted: {_list(missing)}."
        hint = "Ask the administrator of your client, or leave it out of the request."
        found.append(_finding("scope-missing", Level.WARNING, message, hint, _SCOPE_SPEC))
    if more:
        found.append(
            _finding("scope-more", Level.INFO, f"Granted without being asked for: {_list(more)}.", "", _SCOPE_SPEC)
        )
    return tuple(found)


def check_id_token(response: TokenResponse, requested: str | None) -> Findings:
    words = (response.scope if response.scope is not None else requested or "").split()
    if response.id_token is None and "openid" in words:
        # OIDC Core §3.1.3.3: "id_token REQUIRED. ID Token value associated with the authenticated session."
        message = "openid was granted, but there is no id_token."
        return (_finding("id-token", Level.ERROR, message, "", _OIDC_SPEC),)
    if response.id_token is not None and response.id_token == response.access_token:
        message = "The id_token is the access_token. They are for different readers."
        return (_finding("id-token", Level.WARNING, message, "", _OIDC_SPEC),)
    return ()


def check_refresh_token(response: TokenResponse, requested: str | None) -> Findings:
    # Some servers write their scopes as URLs that end in the name.
    wanted = any(word.rpartition("/")[2] == "offline_access" for word in (requested or "").split())
    if response.refresh_token is not None or not wanted:
        return ()
    message = "offline_access was asked for, but there is no refresh_token."
    hint = "Most servers give one only when the request has prompt=consent."
    return (_finding("refresh-token", Level.WARNING, message, hint, Spec(document="OIDC Core", section="11")),)


def check_error(response: TokenErrorResponse) -> Findings:
    code = visible(response.error, 60)
    if not response.error:
        message = "The response has an error, but not as RFC 6749 writes it: error is the text of one code."
        return (_finding("error", Level.ERROR, message, "", _ERROR_SPEC),)
    definition = ERROR_CODES.get(response.error)
    message = f"The server refused: {code}." + (f" {definition.meaning}" if definition else "")
    if response.error_description:
        message += f' It says: "{visible(response.error_description, 400)}"'
    return (
        _finding("error", Level.ERROR, message, _next_step(response.error, known=definition is not None), _ERROR_SPEC),
    )


def _next_step(code: str, *, known: bool) -> str:
    if not known:
        return "Compare the code with the documentation of the server."
    hint = f"`pkce explain {code} --flow FILE` proves or rules out causes with the values of your attempt."
    if code == "invalid_grant":
        hint += " `pkce check` compares your verifier with the challenge that you sent."
    return hint


def check_head(http: HttpText, *, is_error: bool) -> Findings:
    """What the status line and the headers say, when they were pasted too."""
    found = []
    if http.has_request:
        message = "The text holds the request with its Authorization header or cookies."
        hint = "Take those lines out before you show it to anyone."
        found.append(_finding("request-shown", Level.WARNING, message, hint))
    if http.status is not None and not is_error and http.status != 200:
        # RFC 6749 §5.1: "adding the parameters to the entity-body of the HTTP response with a 200 (OK) status code"
        found.append(_finding("status", Level.WARNING, f"The status is {http.status} instead of 200."))
    if http.status == 200 and is_error:
        # RFC 6749 §5.2: "The authorization server responds with an HTTP 400 (Bad Request) status code"
        message = "The response is an error, but its status is 200, so a client may take it for success."
        found.append(_finding("status", Level.WARNING, message, "", _ERROR_SPEC))
    kind = http.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json":
        message = f"The Content-Type is {visible(kind, 60)} instead of application/json."
        found.append(_finding("content-type", Level.WARNING, message))
    if http.status is not None and not is_error and "no-store" not in http.headers.get("cache-control", "").lower():
        # RFC 6749 §5.1: "MUST include the HTTP "Cache-Control" response header field with a value of "no-store""
        found.append(_finding("cache", Level.INFO, "The response does not say Cache-Control: no-store."))
    return tuple(found)


def describe_foreign_body(http: HttpText) -> Finding:
    """What a body is that is neither JSON nor form-encoded."""
    status = "" if http.status is None else f" The status is {http.status}."
    if not http.body:
        message = f"The response has no body.{status}"
        return _finding("empty", Level.ERROR, message, "Show it with curl -i, or look at the server's log.")
    if http.body.startswith("<"):
        title = re.search(r"(?i)<title>([^<]{1,200})", http.body)
        named = f' It is titled "{visible(title[1].strip(), 100)}".' if title else ""
        message = f"This is an HTML page, not a token response.{named}{status}"
        hint = "The URL is probably not the token endpoint, or a proxy answered. The server's metadata has the URL."
        return _finding("html", Level.ERROR, message, hint)
    if re.fullmatch(r"[A-Za-z0-9_\-]+\.[A-Za-z0-9_\-]+\.[A-Za-z0-9_\-]*", http.body):
        message = "This is a token alone (a JWT), not a token response."
        return _finding("jwt", Level.ERROR, message, "Paste the whole JSON that the token endpoint answered.")
    message = f"This is no token response: the body is neither JSON nor form-encoded.{status}"
    return _finding("unknown", Level.ERROR, message, "Paste the whole body, from { to }.")


def _list(words: list[str]) -> str:
    shown = ", ".join(visible(word, 80) for word in words[:10])
    return shown if len(words) <= 10 else f"{shown} and {len(words) - 10} more"


def _finding(rule: str, level: Level, message: str, hint: str = "", spec: Spec = SUCCESS_SPEC) -> Finding:
    return Finding(rule=f"token-response-{rule}", level=level, message=message, hint=hint, spec=spec)
