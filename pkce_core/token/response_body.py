"""The body of a token response, in whatever form it was printed: JSON, a form, a Python dict, JSON inside JSON.

JSON on its own comes first. When that fails, the other forms are tried, each with a finding that says what was read.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

from pkce_core.errors import EncodingError, JsonError
from pkce_core.recognition.named_values import read_named_values
from pkce_core.text.base64url import decode_base64url
from pkce_core.text.json_object import MOST_CHARACTERS, find_json_objects, parse_json_object
from pkce_core.text.printed_object import find_printed_object, read_lines
from pkce_core.text.quoting import visible
from pkce_core.token.broken_json import explain_mistake, mend
from pkce_core.token.form_body import read_form
from pkce_core.token.other_body import describe_other_body, is_printed_instead
from pkce_core.token.response_rules import RULES
from pkce_core.web_answers.wrapping import without_page, without_php_messages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.findings import Finding, Findings
    from pkce_core.text.http_response import HttpText

    Members = Mapping[str, object]
    Body = tuple[Members | None, Findings, bool]

WANTED = frozenset({"access_token", "error"})
"""A response has one of these names."""
_NAMES = frozenset(
    {"access_token", "token_type", "expires_in", "expires_at", "refresh_token", "id_token", "scope", "error",
     "error_description", "error_uri"}
)  # fmt: skip
_EXPIRY = r"\bExpiry:([0-9-]{10})[ T]([0-9:]{8})[0-9.]*\s?([+-][0-9]{4}|Z)"  # of Go's oauth2.Token
_MOST_MEMBERS = 50
_DEEPEST = 3
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_ESCAPED_OBJECT = r'"(?:\\+"){0,9}\{\s*(?:\\[nrt]\s*)*\\+"'
_CLIENT_PREFIX = r"\A<Response \[[0-9]{3}\]>\s{0,20}"
"""How Python's requests prints a response, which isn't HTML."""
_PHP = "PHP printed a warning into the answer, before the response. With it, a client can't read the answer as JSON."
_PHP_HINT = "Switch display_errors off in the program that printed it, and correct what the warning names."
_BASE64 = r"[A-Za-z0-9+/_\-\s]{20,}={0,2}"


def read_body(http: HttpText) -> Body:
    """The members, what is odd about the form that they came in, and whether it was JSON, which has numbers."""
    body = without_php_messages(printed := re.sub(_CLIENT_PREFIX, "", http.body))
    inner = without_page(body, WANTED)
    read: Body | None = None
    if not inner.startswith("<"):
        read = _read_json(inner) if "{" in inner and not inner.startswith("[") else None
        if read is None or read[0] is None:
            read = _read_printed(inner) or read_form(inner) or _read_names(inner) or read
    if read is None or (read[0] is None and is_printed_instead(inner)):
        return None, (describe_other_body(http),), False
    members, notes, is_json = read
    if body != printed:
        notes = (RULES["token-response-around"].warning(_PHP, _PHP_HINT), *notes)
    if inner != body:
        notes = (_say_printed("The response was taken out of the HTML page around it."), *notes)
    return members, notes, is_json


def _read_json(body: str) -> Body:
    """The JSON from the first { to the last }; without members when that is not one object."""
    notes: Findings = ()
    inner = body[body.index("{") : body.rfind("}") + 1] or body
    if inner != body:
        notes = (_say_around(),)
    try:
        members: Members = parse_json_object(inner)
    except JsonError as problem:
        why = explain_mistake(body[body.index("{") :], WANTED) or str(problem)
        hint = "Copy the whole body again, from { to }."
        return None, (*notes, RULES["token-response-json"].error(f"The body can't be read. {why}", hint)), True
    members, wrapped = _unwrap(members)
    return members, notes + wrapped, True


def _unwrap(members: Members) -> tuple[Members, Findings]:
    """The response inside a member of another object, as when a program printed more than the body."""
    found = None if members.keys() & WANTED else _find_inside(members, _DEEPEST)
    if found is None:
        return members, ()
    inner, kind, name = found
    message = f"The response isn't at the top of this JSON. It was read from {kind} {visible(name, 40)}."
    hint = "If the server sends it like this, a client that follows RFC 6749 finds no token in it."
    return inner, (RULES["token-response-wrapped"].warning(message, hint),)


def _find_inside(members: Members, depth: int) -> tuple[Members, str, str] | None:
    for name, value in list(members.items())[:_MOST_MEMBERS]:
        inner, kind = value, "the member"
        if isinstance(value, str) and value.lstrip().startswith("{"):
            inner, kind = _json_or_none(value), "JSON inside the text of the member"
        if isinstance(inner, dict):
            if _is_response(inner):
                return inner, kind, name
            if depth > 1 and (found := _find_inside(inner, depth - 1)):
                return found
    return None


def _read_printed(body: str) -> Body | None:
    """A response in another form than JSON alone; None when there is none."""
    if len(body) > MOST_CHARACTERS:
        return None
    return (
        _read_one_of_several(body)
        or _read_object(body)
        or _read_escaped(body)
        or _read_html_escaped(body)
        or _read_base64(body)
        or _read_lines(body)
        or _read_mended(body)
    )


def _read_one_of_several(body: str) -> Body | None:
    """The response among several JSON objects, or next to text with braces in it."""
    objects = [each for each in find_json_objects(body) if not body[: each[0]].endswith("interface ")]  # a type of Go
    at = next((at for at, (_, _, members) in enumerate(objects) if _is_response(members)), None)
    if at is None or _opens(body[: objects[at][0]]):
        return None
    notes: Findings = () if len(objects) > 1 else (_say_around(),)
    if at == 0 and len(objects) > 1:
        message = "A second JSON object follows the first. Only the first was read."
        notes = (RULES["token-response-second"].warning(message, "Paste the other one on its own."),)
    elif len(objects) > 1:
        message = (
            f"The text has more than one JSON object. Only the {_ORDINALS[at] if at < 5 else f'{at + 1}th'} was read."
        )
        notes = (RULES["token-response-second"].warning(message, "If you meant another one, paste that alone."),)
    return objects[at][2], notes, True


def _read_object(body: str) -> Body | None:
    found = find_printed_object(body, WANTED)
    if found is None or _opens(body[: found.start]) or not _is_response(found.members):
        return None
    notes: Findings = (_say_printed(f"The response was printed as {found.what}, not as JSON."),)
    if body[: found.start].strip() or body[found.end :].strip():
        notes += (_say_around("it"),)
    return found.members, notes, "Java" not in found.what  # which prints text and numbers alike


def _read_escaped(body: str) -> Body | None:
    """JSON that was encoded as a JSON string, on its own or in a line of a log."""
    match = re.search(_ESCAPED_OBJECT, body)
    if match is None:
        return None
    try:
        text, end = json.JSONDecoder().raw_decode(body, match.start())
        for _ in range(2):  # encoded once more, and once more again
            text = json.loads(text) if text.startswith('"') else text
    except ValueError:
        return None
    members = _json_or_none(text)
    if members is None or not _is_response(members):
        return None
    notes: Findings = (_say_printed("The response is JSON inside a JSON string, so it was encoded more than once."),)
    if body[: match.start()].strip() or body[end:].strip():
        notes += (_say_around("it"),)
    return members, notes, True


def _read_html_escaped(body: str) -> Body | None:
    if "&quot;" not in body and "&#34;" not in body:
        return None
    text = html.unescape(body)
    members = _json_or_none(text[text.find("{") : text.rfind("}") + 1])
    if members is None or not _is_response(members):
        return None
    return members, (_say_printed("The JSON was copied out of HTML, where a quote is written &quot;."),), True


def _read_base64(body: str) -> Body | None:
    body = body.strip("\"'").strip()
    if not re.fullmatch(_BASE64, body):
        return None
    compact = re.sub(r"\s", "", body).rstrip("=").replace("+", "-").replace("/", "_")
    try:
        members = _json_or_none(decode_base64url(compact).decode("utf-8"))
    except (EncodingError, UnicodeDecodeError):
        return None
    if members is None or not _is_response(members):
        return None
    return members, (_say_printed("The JSON was encoded in base64, so a client must decode it first."),), True


def _read_lines(body: str) -> Body | None:
    members = read_lines(body, WANTED)
    values = () if members is None else [value for value in members.values() if isinstance(value, str)]
    # A line of something else, such as a command with a token in it, or a line of JSON or C.
    if members is None or any(("=" in each and " " in each) or re.search('[{};,"]$|",', each) for each in values):
        return None
    message = "The response was printed as lines of names and values, such as YAML, not as JSON."
    return members, (_say_printed(message),), False


def _read_mended(body: str) -> Body | None:
    """JSON that copying changed."""
    found = mend(body, WANTED)
    return None if found is None else (found[0], (_say_printed(found[1]),), True)


def _read_names(body: str) -> Body | None:
    """Values that are read by their names, in whatever form a program printed them."""
    members, expiry = read_named_values(body, _NAMES), re.search(_EXPIRY, body)
    if members is None or not _is_response(members) or " " in members.get("access_token", ""):
        return None
    members = {"expires_at": f"{expiry[1]}T{expiry[2]}{expiry[3]}", **members} if expiry else members
    message = "The response was printed in another form than JSON. Its values were read by their names."
    return members, (_say_printed(message),), False


def _is_response(members: Members) -> bool:
    return any(isinstance(members.get(name), str) and members[name] for name in WANTED)


def _opens(before: str) -> bool:
    """Whether an object that started earlier is not closed yet, so that what follows is only a part of it."""
    return before.count("{") > before.count("}")


def _json_or_none(text: str) -> dict[str, object] | None:
    try:
        return parse_json_object(text)
    except JsonError:
        return None


def _say_around(what: str = "the JSON") -> Finding:
    return RULES["token-response-around"].info(f"The text before or after {what} was ignored.")


def _say_printed(message: str) -> Finding:
    return RULES["token-response-printed"].info(message)
