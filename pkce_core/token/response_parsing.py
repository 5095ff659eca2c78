"""The token response, read from whatever the terminal showed: JSON, a form, or a whole HTTP response (RFC 6749 §5).

Reading reports what it drops or works around, because that is lost afterward. What the members mean is judged in
`response_checks`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.errors import JsonError
from pkce_core.findings import Finding, Report, ValidationError
from pkce_core.specifications import Spec
from pkce_core.text.decoding import read_text
from pkce_core.text.http_response import LONGEST_RESPONSE, parse_http_text
from pkce_core.text.json_object import parse_json_object
from pkce_core.text.quoting import visible
from pkce_core.token.error_shapes import read_error_shape
from pkce_core.token.granted.rules import SUCCESS_SPEC
from pkce_core.token.other_body import describe_unknown_object, describe_web
from pkce_core.token.response import TokenErrorResponse, TokenResponse
from pkce_core.token.response_body import read_body
from pkce_core.token.response_rules import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeGuard

    from pkce_core.findings import Findings
    from pkce_core.text.http_response import HttpText

_NAMES = frozenset(TokenResponse.__slots__)
_NUMBER = r"\s{0,10}-?[0-9]{1,14}(?:\.[0-9]{1,9})?\s{0,10}"


def parse_token_response(text: str | bytes) -> TokenResponse | TokenErrorResponse:
    """Read a token response.

    Args:
        text: the JSON body, or everything that `curl -i`, `curl -v` or HTTPie printed.

    Returns:
        The tokens or the error. Nothing is checked yet.

    Raises:
        ValidationError: it is neither, such as an HTML page.
        UsageError: the argument is neither str nor bytes.
    """
    response, findings = read_response(text)
    if response is None:
        raise ValidationError(Report(findings=findings))
    return response


def read_response(text: str | bytes) -> tuple[TokenResponse | TokenErrorResponse | None, Findings]:
    """The response, and what is wrong with the form that it came in; or None, and why the text cannot be read."""
    if isinstance(text, str | bytes) and (alone := _read_json_alone(text)) is not None:
        return _response_from(alone, None), _check_kinds(alone, is_json=True)
    pasted = read_text(text, RULES["token-response-not-text"], name="token response")
    if isinstance(pasted, Finding):
        return None, (pasted,)
    if len(pasted) > LONGEST_RESPONSE:
        message = f"The text has {len(pasted):,} characters, far more than a token response."
        return None, (RULES["token-response-length"].error(message, "Paste the response only."),)
    http = parse_http_text(pasted)
    members, notes, is_json = read_body(http)
    if members is None:
        return None, notes
    if "access_token" not in members and not _has_code(members) and (web := describe_web(http)):
        if "error" not in members:
            return None, (web,)
        notes = (web, *notes)
    elif read_error_shape(members) is None and (unknown := describe_unknown_object(http, members)):
        return None, (unknown,)
    if http.has_colors:
        message = "The colors of a terminal were removed from the text. In a file, they would break the JSON."
        notes = (RULES["token-response-printed"].info(message), *notes)
    notes = (*_check_head(http, is_error="error" in members), *notes, *_check_kinds(members, is_json=is_json))
    return _response_from(members, http.status), notes


def _read_json_alone(text: str | bytes) -> Mapping[str, object] | None:
    """The members when the text is only a JSON object with a token or an error, as programs pass it; else None."""
    if not (text.startswith("{") if isinstance(text, str) else text.startswith(b"{")):
        return None
    try:
        members = parse_json_object(text)
    except JsonError:
        return None
    return members if "access_token" in members or _has_code(members) else None


def _has_code(members: Mapping[str, object]) -> bool:
    """Whether a response has the code of an error that a specification defines."""
    error = members.get("error")
    return isinstance(error, str) and error in ERROR_CODES


def _check_head(http: HttpText, *, is_error: bool) -> Findings:
    """What is wrong with the status line and the headers, if they were pasted."""
    found = []
    if http.has_request:
        message = "The text contains the request with its Authorization header or cookies."
        hint = "Remove those lines before you show it to anyone."
        found.append(RULES["token-response-request-shown"].warning(message, hint))
    if http.status is not None and not is_error and http.status != 200:
        # RFC 6749 §5.1: "adding the parameters to the entity-body of the HTTP response with a 200 (OK) status code"
        found.append(RULES["token-response-status"].warning(f"The status is {http.status} instead of 200."))
    if http.status == 200 and is_error:
        # RFC 6749 §5.2: "The authorization server responds with an HTTP 400 (Bad Request) status code"
        message = "The response is an error, but its status is 200, so a client may take it for success."
        spec = Spec(document="RFC 6749", section="5.2")
        found.append(RULES["token-response-status"].warning(message, spec=spec))
    kind = http.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json":
        message = f"The Content-Type is {visible(kind, 60)} instead of application/json."
        found.append(RULES["token-response-content-type"].warning(message))
    if http.status is not None and not is_error and "no-store" not in http.headers.get("cache-control", "").lower():
        # RFC 6749 §5.1: "MUST include the HTTP "Cache-Control" response header field with a value of "no-store""
        found.append(RULES["token-response-cache"].info("The response doesn't have Cache-Control: no-store."))
    return tuple(found)


def _check_kinds(members: Mapping[str, object], *, is_json: bool) -> Findings:
    """The members that reading drops or converts, because they are not text as RFC 6749 §5.1 requires."""
    found = []
    rule = RULES["token-response-kind"]
    for name in ("refresh_token", "id_token", "scope"):
        value = members.get(name)
        if value is None or isinstance(value, str):
            continue
        if name == "scope" and _is_list_of_text(value):
            # RFC 6749 §3.3: "The value of the scope parameter is expressed as a list of space-delimited,
            # case-sensitive strings."
            found.append(rule.warning("The scope is a JSON list. It should be text with spaces between the scopes."))
        else:
            found.append(rule.error(f"The {name} isn't text, so it can't be used.", spec=SUCCESS_SPEC))
    lifetime = members.get("expires_in")
    if is_json and isinstance(lifetime, str) and isinstance(_expires_in(lifetime), int):
        # RFC 6749 Appendix A.14: "expires-in = 1*DIGIT"; §5.1: "Numerical values are included as JSON numbers."
        message = f'expires_in is text ("{lifetime}") instead of a number. Some client libraries don\'t accept that.'
        found.append(rule.info(message, spec=SUCCESS_SPEC))
    return tuple(found)


def _response_from(members: Mapping[str, object], status: int | None) -> TokenResponse | TokenErrorResponse:
    get = members.get
    # RFC 6749 §5.2 has error as text; many servers nest it, or name it differently.
    nested = None if isinstance(get("error"), str) and get("ok") is not False else read_error_shape(members)
    if nested is not None:
        return TokenErrorResponse(error=nested.error, error_description=nested.description or None, status=status)
    if "error" in members and ((error := _text(get("error"))) or "access_token" not in members):
        # Some servers write the reason into another member, such as hint, beside the sentence of the specification.
        shape, uri = read_error_shape(members), _text(get("error_uri"))
        description = shape.description or None if shape else _text(get("error_description"))
        return TokenErrorResponse(error=error or "", error_description=description, error_uri=uri, status=status)
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
    """Seconds, whether the server wrote a number or its digits in quotes."""
    if isinstance(value, str):
        return int(float(value)) if re.fullmatch(_NUMBER, value) else value[:100]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None if value is None else "not a number"
    return int(value) if abs(value) < 10**14 else "too large a number for a lifetime"


def _expires_at(value: object) -> str | None:
    return str(value)[:100] if isinstance(value, str | int | float) and value is not True else None


def _scope(value: object) -> str | None:
    """The scope as text; the list that some servers send is joined."""
    if _is_list_of_text(value):
        return " ".join(value)
    return value if isinstance(value, str) else None


def _is_list_of_text(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
