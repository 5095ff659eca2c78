"""A response that is not in an address: a form_post page, the POST that it makes, or parameters that a program printed.

OAuth 2.0 Form Post Response Mode: the server answers with an HTML form, which the browser posts to the redirect URI.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from pkce_core.authorization.joined_parameters import RESULTS
from pkce_core.authorization.response_rules import RULES
from pkce_core.errors import FormError, JsonError
from pkce_core.recognition.named_values import read_named_values
from pkce_core.text.form_encoding import parse_form
from pkce_core.text.json_object import parse_json_object
from pkce_core.text.printed_object import find_printed_object, read_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.findings import Finding, Findings
    from pkce_core.text.form_encoding import Pairs

    Delivered = tuple[Pairs, str | None, Findings]
    """The decoded parameters, the address that they were sent to if it is known, and how they got here."""

_INPUT = r"(?i)<input\b([^<>]*)>"
_FORM = r"(?i)<form\b([^<>]*)>"
_ATTRIBUTE = r"(?<![A-Za-z\-])([A-Za-z\-]{1,40})\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
_MOST_INPUTS = 200
_POST = r"(?m)^(?:> )?POST (\S+) HTTP/[0-9.]+[ \t]*\r?\n"
_PAIR = r"[\[(]\s{0,20}['\"]([A-Za-z_]{1,40})['\"]\s{0,20},\s{0,20}(?:'([^']*)'|\"([^\"]*)\")\s{0,20}[\])]"
_KNOWN = frozenset(
    {"code", "state", "iss", "error", "error_description", "error_uri", "error_reason", "response", "session_state",
     "scope", "id_token", "access_token", "token_type", "expires_in"}
)  # fmt: skip
_SAME = {"code", "state"}
_JWT = r"[A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]*){2}(?:(?:\.[A-Za-z0-9_\-]*){2})?"
"""Signed, with three parts, or encrypted, with five."""


def read_delivered(text: str) -> Delivered | None:
    """The parameters of a response that came in another way than in an address; None when there are none."""
    text = text.strip()
    if "<" in text and (page := _read_page(text)):
        return page
    if posted := _read_post(text):
        return posted
    if "{" in text or "(" in text or "[" in text:
        return _read_object(text) or _read_pairs(text) or _read_lines(text) or _read_names(text)
    return _read_lines(text) if "\n" in text else None


def _read_page(text: str) -> Delivered | None:
    """The hidden inputs of a page that posts the response to the redirect URI."""
    inputs = [_attributes(match[1]) for match in list(re.finditer(_INPUT, text))[:_MOST_INPUTS]]
    pairs = tuple((each["name"], each.get("value", "")) for each in inputs if each.get("name"))
    if not _has_result(pairs):
        return None
    form = re.search(_FORM, text)
    action = _attributes(form[1]).get("action") if form else None
    message = (
        "This is the page of a form_post response. With form_post, the browser sends the values in the body of a POST "
        "to the redirect_uri, and nothing of the response is in the address."
    )
    hint = "Your server must read them from the body. A page without a server can't: leave out response_mode=form_post."
    return pairs, action, (RULES["response-delivered"].info(message, hint),)


def _attributes(tag: str) -> dict[str, str]:
    found = re.finditer(_ATTRIBUTE, tag)
    return {match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "") for match in found}


def _read_post(text: str) -> Delivered | None:
    """The request that a form_post page makes, as a proxy or a server's log shows it."""
    start = re.search(_POST, text)
    if start is None:
        return None
    lines = text[start.start() :].replace("\r\n", "\n").split("\n")
    lines = [line.removeprefix("> ") for line in lines]
    body = "".join(lines[next((at for at, line in enumerate(lines) if not line.strip(" >")), len(lines)) :]).strip()
    try:
        pairs = parse_form(body)
    except FormError:
        return None
    if not _has_result(pairs) or any(name == "grant_type" for name, _ in pairs):
        return None
    message = (
        "This is the POST of a form_post response: the values are in its body, and nothing of the response is in the "
        "address."
    )
    hint = "Your server must read them from the body, not from the query."
    return pairs, start[1].partition("?")[0], (RULES["response-delivered"].info(message, hint),)


def _read_object(text: str) -> Delivered | None:
    """Parameters that a program printed after it had parsed them."""
    members, what = _json_members(text), "JSON"
    if members is None:
        found = find_printed_object(text, frozenset(_SAME) | RESULTS)
        if found is None:
            return None
        members, what = found.members, found.what
    nested = [value for value in members.values() if isinstance(value, dict)] if not members.keys() & RESULTS else []
    members = next((each for each in nested if each.keys() & RESULTS and each.keys() & _SAME), members)
    pairs = tuple((name, _first_text(value)) for name, value in members.items())
    pairs = tuple((name, value) for name, value in pairs if value)
    return _printed(pairs, what)


def _read_pairs(text: str) -> Delivered | None:
    """The list of pairs that frameworks print, such as Flask's ImmutableMultiDict."""
    found = tuple((match[1], match[2] or match[3] or "") for match in re.finditer(_PAIR, text))
    return _printed(found, "a list of pairs")


def _read_lines(text: str) -> Delivered | None:
    members = read_lines(text.replace("\r\n", "\n"), RESULTS)
    if members is None or len(members) < 2 or not members.keys() <= _KNOWN:
        return None
    pairs = tuple((name, value) for name, value in members.items() if isinstance(value, str))
    return _printed(pairs, "a list of parameters, one on each line")


def _read_names(text: str) -> Delivered | None:
    """Values by their names, in the form of any other language, such as Go's map or PHP's var_dump."""
    if "://" in text or "?" in text:
        return None
    members = read_named_values(text, _KNOWN)
    return None if members is None else _printed(tuple(members.items()), "a printed object")


def _printed(pairs: Pairs, what: str) -> Delivered | None:
    names = {name for name, _ in pairs}
    # An error alone is what a token endpoint answers; a redirect has at least a state next to it.
    if not _has_result(pairs) or not names & _SAME or names & {"access_token", "grant_type", "code_verifier"}:
        return None
    message = f"This is {what}, not an address. The parameters of a response were read from it."
    hint = "Where they came from isn't in it. Paste the whole address to have that checked too."
    return pairs, None, (RULES["response-delivered"].info(message, hint),)


def _has_result(pairs: Pairs) -> bool:
    return any(name in RESULTS and value for name, value in pairs)


def _json_members(text: str) -> Mapping[str, object] | None:
    try:
        return parse_json_object(text[text.find("{") : text.rfind("}") + 1])
    except JsonError:
        return None


def _first_text(value: object) -> str:
    """The text of a value; Python's parse_qs and some frameworks put each into a list."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value if isinstance(value, str) else ""


def describe_signed(response: str) -> Finding | None:
    """The error that a response is a signed one (JARM); None when the parameter response is no JWT.

    Args:
        response: the parameter response.
    """
    if not re.fullmatch(_JWT, response):
        return None
    # The JWT's signature covers nothing outside the JWT.
    # JARM §2.1: the JWT contains iss, aud and exp besides the parameters that are otherwise in the URL.
    message = (
        "This is a signed response (JARM): iss, state and code are inside the JWT in the parameter response. Its "
        "signature must be verified before anything in it is trusted. This check doesn't open the JWT and ignores the "
        "other parameters, because they aren't signed."
    )
    hint = "Read it with your client library, or send a request without a response_mode that ends in jwt."
    return RULES["response-jarm"].error(message, hint)
