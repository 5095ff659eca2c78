"""What is odd about a parameter's value, whatever the parameter: a placeholder, quotes or spaces around it, a raw +."""

from __future__ import annotations

import re
from typing import NamedTuple

from pkce_core.text.wording import NO_VALUES

_PLACEHOLDER = (
    r"(?i)<[^<>]{1,60}>|\{\{?[^{}\":']{1,60}\}?\}|\$\{?[A-Za-z_]{1,60}\}?|\[?your[_ -][a-z0-9_ -]{1,60}\]?|"
    r"%[A-Z_]{2,60}%|\$?(?:process\.env|import\.meta\.env|os\.environ|ENV|\$_ENV)[.\[(][^\s]{1,80}|"
    r"\[[a-z]{2,30}(?:[_ -][a-z]{2,30}){0,3}\]"
)
_RAW_PLUS = re.compile(r"[?&](state|nonce|client_id|code_challenge|redirect_uri|login_hint)=[^&#+]*[+]")
_RAW_REDIRECT_URI = re.compile(r"[?&]redirect_uri=[A-Za-z][A-Za-z0-9+.\-]*://[^&#?]*\?[^&#]*&([^&#=]{1,60})=")


class OddValue(NamedTuple):
    """What is odd, in two sentences; `kind` is "placeholder" or "around"."""

    kind: str
    message: str
    hint: str


def describe_odd_value(name: str, value: str) -> OddValue | None:
    """What is odd about a value; None for one that may be meant. Neither sentence contains a value that isn't known."""
    if value in NO_VALUES:
        message = f"{name} is {value}, which a program writes when it has no value or an object instead of text."
        return OddValue("placeholder", message, "Look at where your program takes the value from.")
    if re.fullmatch(_PLACEHOLDER, value):
        message = f"{name} looks like a placeholder that was never replaced."
        return OddValue("placeholder", message, "Put your own value there.")
    if len(value) > 2 and value[0] == value[-1] and value[0] in "\"'`":
        message = f"{name} has quotes around it, which belong to the value for the server."
        return OddValue("around", message, "Remove the quotes, such as those in a file of settings.")
    if value != value.strip(" "):
        message = f"{name} has a space before or after it, which belongs to the value for the server."
        return OddValue("around", message, "Remove it where your program takes the value from.")
    return None


def find_raw_plus(url: str) -> tuple[str, ...]:
    """The parameters whose value has a + that isn't percent-encoded, so that it means a space."""
    return tuple(dict.fromkeys(_RAW_PLUS.findall(url)))


def find_cut_redirect_uri(url: str) -> str:
    """The parameter right after a redirect_uri that isn't percent-encoded and has a query of its own; or ""."""
    match = _RAW_REDIRECT_URI.search(url)
    return match[1] if match else ""
