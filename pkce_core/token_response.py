"""The token response (RFC 6749 §5): tokens, or an error, read out of whatever the terminal showed."""

from __future__ import annotations

from pkce_core._http_text import LONGEST_RESPONSE, HttpText, parse_http_text
from pkce_core._json import parse_json_object
from pkce_core._text import read_text
from pkce_core._times import seconds_of
from pkce_core._token_response_rules import check_error, check_head, check_kinds, check_success, describe_foreign_body
from pkce_core._token_response_values import SUCCESS_SPEC, TokenErrorResponse, TokenResponse
from pkce_core.errors import FormError, JsonError, TokenResponseError, UsageError
from pkce_core.findings import Finding, Level, Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

__all__ = [
    "TokenErrorResponse", "TokenResponse", "check_token_response", "parse_token_response", "validate_token_response",
]  # fmt: skip


_NAMES = frozenset(TokenResponse.__slots__)


def parse_token_response(text: str | bytes) -> TokenResponse | TokenErrorResponse:
    """Read a token response.

    Args:
        text: the JSON body, or all that `curl -i`, `curl -v` or HTTPie printed.

    Returns:
        The tokens or the error. Nothing is judged yet.

    Raises:
        TokenResponseError: it is neither, such as an HTML page.
        UsageError: the argument is neither str nor bytes.
    """
    response, findings = read_response(text)
    if response is None:
        raise TokenResponseError(Report(findings=findings))
    return response


def check_token_response(
    response: TokenResponse | TokenErrorResponse | str | bytes,
    *,
    now: datetime | float | None = None,
    requested_scope: str | None = None,
) -> Report:
    """Judge a token response.

    Args:
        response: what the server answered, as text or already read.
        now: the time, as an aware datetime or in seconds since 1970, to tell what is left of expires_at; None leaves
            that out, and the report says so.
        requested_scope: the scope of the authorization request, to tell what was not granted; None when you don't
            know it.

    Raises:
        UsageError: an argument is of another type, or now is a datetime without a time zone.
    """
    moment = seconds_of(now)
    if requested_scope is not None and not isinstance(requested_scope, str):
        raise UsageError("requested_scope is text, or None when you don't know it.")
    notes: tuple[Finding, ...] = ()
    if not isinstance(response, TokenResponse | TokenErrorResponse):
        read, notes = read_response(response)
        if read is None:
            return Report(findings=notes)
        response = read
    if isinstance(response, TokenErrorResponse):
        return Report(findings=(*notes, *check_error(response)))
    return Report(findings=(*notes, *check_success(response, moment, requested_scope)))


def validate_token_response(
    response: TokenResponse | TokenErrorResponse | str | bytes,
    *,
    now: datetime | float | None = None,
    requested_scope: str | None = None,
) -> None:
    """Raise when `check_token_response`, which takes the same arguments, finds an error.

    Raises:
        TokenResponseError: it does; the error carries the report.
        UsageError: an argument is of another type.
    """
    report = check_token_response(response, now=now, requested_scope=requested_scope)
    if not report.ok:
        raise TokenResponseError(report)


def read_response(text: str | bytes) -> tuple[TokenResponse | TokenErrorResponse | None, tuple[Finding, ...]]:
    """The response and what is to say about its wrapping; or None and why it cannot be read."""
    if isinstance(text, str | bytes) and (alone := _read_json(text)) is not None:
        return _response_of(alone, None), check_kinds(alone)
    pasted = read_text(text, rule="token-response", name="token response", spec=SUCCESS_SPEC)
    if isinstance(pasted, Finding):
        return None, (pasted,)
    if len(pasted) > LONGEST_RESPONSE:
        message = f"The text has {len(pasted):,} characters, far more than a token response."
        return None, (_finding("length", Level.ERROR, message, "Paste the response only."),)
    http = parse_http_text(pasted)
    members, notes = _read_body(http)
    if members is None:
        return None, notes
    notes = (*check_head(http, is_error="error" in members), *notes, *check_kinds(members))
    return _response_of(members, http.status), notes


def _read_json(text: str | bytes) -> Mapping[str, object] | None:
    """The members of a JSON body alone, as programs have it; None when there is more to look at, or to say."""
    if not (text.startswith("{") if isinstance(text, str) else text.startswith(b"{")):
        return None
    try:
        return parse_json_object(text)
    except JsonError:
        return None


def _read_body(http: HttpText) -> tuple[Mapping[str, object] | None, tuple[Finding, ...]]:
    body = http.body
    if body.startswith(("<", "[")) or "{" not in body:
        form = _read_form(body)
        return (None, (describe_foreign_body(http),)) if form is None else (form, (_form_finding(),))
    notes: tuple[Finding, ...] = ()
    inner = body[body.index("{") : body.rfind("}") + 1] or body
    if inner != body:
        notes = (_finding("around", Level.INFO, "Text before or after the JSON was left out."),)
    try:
        return parse_json_object(inner), notes
    except JsonError as problem:
        hint = "Copy the whole body again, from { to }."
        return None, (*notes, _finding("json", Level.ERROR, f"The body cannot be read. {problem}", hint))


def _read_form(body: str) -> dict[str, object] | None:
    """A form-encoded body, which some servers send; None when it is something else."""
    from pkce_core._form import find_duplicates, parse_form

    if not body.startswith(("access_token=", "error=", "token_type=", "scope=", "expires_in=", "refresh_token=")):
        return None
    try:
        pairs = parse_form(body)
    except FormError:
        return None
    return None if find_duplicates(pairs) else dict(pairs)


def _response_of(members: Mapping[str, object], status: int | None) -> TokenResponse | TokenErrorResponse:
    get = members.get
    if "error" in members and ((error := _text(get("error"))) or "access_token" not in members):
        said, where = _text(get("error_description")), _text(get("error_uri"))
        return TokenErrorResponse(error=error or "", error_description=said, error_uri=where, status=status)
    return TokenResponse(
        access_token=_text(get("access_token")),
        token_type=_text(get("token_type")),
        expires_in=_expires_in(get("expires_in")),
        expires_at=None if (moment := get("expires_at")) is None else _expires_at(moment),
        scope=None if (scope := get("scope")) is None else _scope(scope),
        refresh_token=_text(get("refresh_token")),
        id_token=_text(get("id_token")),
        extra=() if members.keys() <= _NAMES else tuple([name for name in members if name not in _NAMES]),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _expires_in(value: object) -> int | str | None:
    """Seconds, whether the server wrote a number or the digits of one in quotes."""
    if isinstance(value, str):
        sound = value.isascii() and value.isdigit() and len(value) <= 12
        return int(value) if sound else value[:100]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None if value is None else "something else than a number"
    return int(value) if abs(value) < 10**12 else "a number too large for a lifetime"


def _expires_at(value: object) -> str | None:
    return str(value)[:100] if isinstance(value, str | int | float) and value is not True else None


def _scope(value: object) -> str | None:
    """The scope as text; the list that some servers send is joined."""
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return " ".join(value)
    return value if isinstance(value, str) else None


def _form_finding() -> Finding:
    # RFC 6749 §5.1: "The parameters are included in the entity-body of the HTTP response using the "application/json"
    # media type"
    message = "The body is form-encoded. RFC 6749 has JSON there; this server may want Accept: application/json."
    return _finding("form", Level.WARNING, message)


def _finding(rule: str, level: Level, message: str, hint: str = "") -> Finding:
    return Finding(rule=f"token-response-{rule}", level=level, message=message, hint=hint, spec=SUCCESS_SPEC)
