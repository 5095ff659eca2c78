"""What of a recorded request may be shown: public values alone, and every other value by its length.

Two safeguards work together, as in `redacted_report`: only values of a short list of names are shown, and a value that
is secret in one place is replaced wherever else it appears.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.errors import FormError
from pkce_core.har.exchange import form_of
from pkce_core.text.form_encoding import encode_form
from pkce_core.text.json_object import find_json_objects
from pkce_core.token.sent.authorization_header import read_authorization

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkce_core.har.exchange import Exchange

_WORDS = r"[A-Za-z_]{1,40}(?:[ :/.-][A-Za-z_]{1,40}){0,20}"
_SHOWN = {
    "code_challenge_method": r"S256|plain",
    "display": r"[a-z]{1,10}",
    "error": r"[a-z_]{1,40}",
    "expires_in": r"[0-9]{1,9}",
    "grant_type": r"[a-z_]{1,30}|urn:[a-z0-9:.-]{1,80}",
    "prompt": r"[a-z_ ]{1,40}",
    "response_mode": r"[a-z_.]{1,20}",
    "response_type": r"[a-z_ ]{1,30}",
    "scope": _WORDS,
    "token_type": r"(?i:bearer|dpop|mac)",
    "client_assertion_type": r"urn:[a-z0-9:.-]{1,80}",
}
"""Names whose values may be shown, and the form that a value has then."""
_URLS = frozenset({"redirect_uri", "iss", "issuer", "error_uri"})
_NAME = r"[a-z][a-z_]{0,39}"
_LONG = r"[^/]{20,}|(?=[^/]*[0-9])[^/]{12,}"
"""A part of a path that may be a token, such as the one of a link to reset a password."""
_SHORTEST = 6
"""Characters; a shorter value is in a text by chance."""
_LONGEST = 20_000
_AUTHORITY = r"([A-Za-z][A-Za-z0-9+.-]{0,40}://)([^/?#]*)([^?#]*)"


def count(text: str) -> str:
    """What stands for a hidden text."""
    return "(1 character)" if len(text) == 1 else f"({len(text):,} characters)"


def mask_parameter(name: str, value: str, clients: Iterable[str]) -> str:
    """The value of a parameter, or its length when it may be secret.

    Args:
        name: of the parameter.
        value: its value.
        clients: the client_ids that authorization requests showed to everyone.
    """
    if name == "client_id" and value in clients:
        return value
    if name in _URLS:
        return mask_url(value)
    return value if re.fullmatch(_SHOWN.get(name, "(?!)"), value) else count(value)


def mask_name(name: str) -> str:
    """A parameter's name; an unlikely one may be a value in the wrong place."""
    return name if re.fullmatch(_NAME, name) else f"name_{len(name)}"


def mask_url(url: str, clients: Iterable[str] = ()) -> str:
    """A URL without its user, its secret parts and the values of its query and fragment."""
    found = re.match(_AUTHORITY, url)
    if found is None:
        return count(url)
    host = found[2].rpartition("@")[2]
    path = "/".join(count(part) if re.fullmatch(_LONG, part) else part for part in found[3].split("/"))
    query, _, fragment = url[found.end() :].partition("#")
    shown = f"{found[1]}{host}{path}"
    for mark, part in (("?", query.removeprefix("?")), ("#", fragment)):
        if part:
            shown += mark + mask_form(part, clients)
    return shown


def mask_form(text: str, clients: Iterable[str] = ()) -> str:
    """A form with its values masked."""
    pairs = form_of(text)
    if not pairs:
        return count(text)
    shown = []
    for name, value in pairs.items():
        masked = mask_parameter(name, value, clients)
        hidden = masked != value and name not in _URLS
        shown.append(f"{mask_name(name)}={f'{len(value)}-characters' if hidden else _quoted(masked)}")
    return "&".join(shown)


def mask_object(members: Mapping[str, object], clients: Iterable[str]) -> dict[str, object]:
    """A JSON object with its values masked, and without its objects and lists."""
    shown: dict[str, object] = {}
    for name, value in members.items():
        text = str(value) if isinstance(value, str | int | float) else ""
        shown[mask_name(name)] = mask_parameter(name, text, clients) if text else "(left out)"
    return shown


def secrets_of(exchanges: Iterable[Exchange]) -> tuple[str, ...]:
    """Every text that must not be shown, the longest first, as it is and as URLs write it."""
    clients = public_clients(exchanges)
    found: set[str] = set()
    for each in exchanges:
        target = each.response_headers.get("location", "")
        forms = [each.query, each.form, *(form_of(part) for part in re.split("[?#]", target)[1:])]
        forms += [form_of(each.url.partition("#")[2])]
        forms += [members for body in (each.body, each.response) if body for _, _, members in find_json_objects(body)]  # type: ignore[misc]
        values = [
            value
            for members in forms
            for name, value in members.items()
            if isinstance(value, str) and mask_parameter(name, value, clients) != value and name not in _URLS
        ]
        header = each.headers.get("authorization", "")
        basic = read_authorization(header).client_secret
        values.append((basic.value or "") if basic else "")
        values += [
            header.partition(" ")[2],
            each.headers.get("cookie", ""),
            each.response_headers.get("set-cookie", ""),
        ]
        found.update(value for value in values if _SHORTEST <= len(value) <= _LONGEST)
    encoded = {_quoted(value) for value in found}
    return tuple(sorted(found | encoded, key=len, reverse=True))


def public_clients(exchanges: Iterable[Exchange]) -> frozenset[str]:
    """The client_ids of authorization requests, which anyone can see in the address bar."""
    return frozenset(
        each.query["client_id"] for each in exchanges if "client_id" in each.query and "response_type" in each.query
    )


def hide(text: str, secrets: Iterable[str]) -> str:
    """The text with every secret replaced by its length."""
    for secret in secrets:
        if secret in text:
            text = text.replace(secret, count(secret))
    return text


def _quoted(value: str) -> str:
    try:
        return encode_form(value, space="%20")
    except FormError:
        return count(value)
