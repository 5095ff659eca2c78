"""URLs in a text, told apart by their parameters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.errors import FormError
from pkce_core.recognize.recognized import Recognized, Sureness
from pkce_core.text.form_encoding import parse_form

if TYPE_CHECKING:
    from collections.abc import Iterator

_URL = r"[A-Za-z][A-Za-z0-9+.\-]{0,60}:/{1,3}[^\s\"'<>`\\^]+"
_PARAMETER = r"[?&#;]([A-Za-z_]\w{0,60})=([^&#\s\"'<>`]*)"
PARAMETERS = {
    "code": "code", "code_verifier": "verifier", "code_challenge": "challenge", "state": "state", "nonce": "nonce",
    "client_id": "client-id", "client_secret": "client-secret", "error": "error", "id_token": "id-token",
    "access_token": "access-token", "refresh_token": "refresh-token",
}  # fmt: skip
"""The kind of each parameter's value."""
_REQUEST = frozenset({"response_type", "code_challenge", "code_challenge_method", "scope", "prompt", "request_uri"})


def find_addresses(text: str) -> Iterator[Recognized]:
    """Every URL that belongs to a flow, each followed by the values in it."""
    for match in re.finditer(_URL, text):
        url = match[0].rstrip(".,;:!)]}")
        names = {name for name, _ in re.findall(_PARAMETER, url)}
        found = _judge(url, names)
        if found is None:
            continue
        kind, sureness, why = found
        end = match.start() + len(url)
        yield Recognized(kind=kind, value=url, start=match.start(), end=end, sureness=sureness, why=why)
        yield from _values(url, match.start())


def _judge(url: str, names: set[str]) -> tuple[str, Sureness, str] | None:
    if "grant_type" in names:
        return "token-url", Sureness.CERTAIN, "It has grant_type among its parameters."
    if names & _REQUEST and ("client_id" in names or "response_type" in names):
        both = {"client_id", "response_type"} <= names
        shown = "client_id and response_type" if both else "parameters of an authorization request"
        return "authorization-url", Sureness.CERTAIN if both else Sureness.LIKELY, f"It has {shown}."
    if "error" in names or "code" in names:
        came = "error" if "error" in names else "code"
        also = names & {"state", "iss", "error_description", "session_state"}
        sureness = Sureness.CERTAIN if also else Sureness.LIKELY
        return "redirect", sureness, f"It has {' and '.join([came, *sorted(also)[:1]])} among its parameters."
    if "id_token" in names or "access_token" in names:
        return "redirect", Sureness.CERTAIN, "It has a token among its parameters."
    if re.search(r"/\.well-known/(?:openid-configuration|oauth-authorization-server)", url):
        return "metadata-url", Sureness.CERTAIN, "It has the path where servers publish their document."
    return None


def _values(url: str, at: int) -> Iterator[Recognized]:
    for match in re.finditer(_PARAMETER, url):
        name, written = match[1], match[2]
        if name not in PARAMETERS or not written:
            continue
        try:
            value = parse_form(f"x={written}")[0][1]
        except FormError:
            value = written
        yield Recognized(
            kind=PARAMETERS[name], value=value, start=at + match.start(2), end=at + match.end(2),
            sureness=Sureness.CERTAIN, why=f"It is the parameter {name} of that URL.",
        )  # fmt: skip
