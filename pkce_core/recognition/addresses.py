"""URLs in a text, told apart by their parameters."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.errors import FormError
from pkce_core.recognition.recognized import Recognized, Sureness
from pkce_core.text.form_encoding import decode_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PARAMETERS: Mapping[str, str] = MappingProxyType(
    {
        "code": "code", "code_verifier": "verifier", "code_challenge": "challenge", "state": "state", "nonce": "nonce",
        "client_id": "client-id", "client_secret": "client-secret", "error": "error-code", "id_token": "id-token",
        "access_token": "access-token", "refresh_token": "refresh-token",
    }
)  # fmt: skip
"""The kind of each parameter's value."""

_URL = r"[A-Za-z][A-Za-z0-9+.\-]{0,60}:/{1,3}[^\s\"'<>`\\^]+"
_PARAMETER = r"[?&#;]([A-Za-z_]\w{0,60})=([^&#\s\"'<>`]*)"
_REQUEST = frozenset({"response_type", "code_challenge", "code_challenge_method", "scope", "prompt", "request_uri"})
_BESIDE_CODE = ("state", "iss", "session_state")
_WELL_KNOWN = r"/\.well-known/(?:openid-configuration|oauth-authorization-server)"


def find_addresses(text: str) -> Iterator[Recognized]:
    """Every URL that belongs to a flow, each followed by the values in it."""
    for match in re.finditer(_URL, text):
        url, start = match[0].rstrip(".,;:!)]}"), match.start()
        found = _judge(url)
        if found is not None:
            kind, sureness, why = found
            yield Recognized(kind=kind, value=url, start=start, end=start + len(url), sureness=sureness, why=why)
            yield from find_parameters(url, start, sureness)


def _judge(url: str) -> tuple[str, Sureness, str] | None:
    """The kind of a URL, how sure it is, and why."""
    names = {match[1] for match in re.finditer(_PARAMETER, url)}
    if {"client_id", "response_type"} <= names:
        return "authorization-url", Sureness.CERTAIN, "It has client_id and response_type."
    if names & _REQUEST and names & {"client_id", "response_type"}:
        return "authorization-url", Sureness.LIKELY, "It has parameters of an authorization request."
    if "grant_type" in names:
        return "token-url", Sureness.CERTAIN, "It has grant_type among its parameters."
    if "code" in names:
        beside = next((name for name in _BESIDE_CODE if name in names), None)
        if beside is None:
            return "redirect", Sureness.LIKELY, "It has code among its parameters."
        return "redirect", Sureness.CERTAIN, f"It has code and {beside} among its parameters."
    if "error" in names:  # a server's own error page may have it in its address, without redirecting to a client
        return "redirect", Sureness.LIKELY, "It has error among its parameters."
    if re.search(r"#(?:[^#]*&)?(?:id_token|access_token)=", url):
        return "redirect", Sureness.CERTAIN, "It has a token in its fragment."
    if re.search(_WELL_KNOWN, url):
        return "metadata-url", Sureness.CERTAIN, "It has the path where servers publish their document."
    return None


def find_parameters(text: str, at: int, sureness: Sureness = Sureness.CERTAIN) -> Iterator[Recognized]:
    """The values of the flow among the parameters of a URL or a form.

    Args:
        text: the URL; a form starts with "?" or "&".
        at: where the text is in the whole.
        sureness: how sure it is that the parameters are the flow's.
    """
    for match in re.finditer(_PARAMETER, text):
        name, value = match[1], match[2]
        if name in PARAMETERS and value:
            yield Recognized(
                kind=PARAMETERS[name], value=_decoded(value), start=at + match.start(2), end=at + match.end(2),
                sureness=sureness, why=f"It is the parameter {name}.",
            )  # fmt: skip


def _decoded(value: str) -> str:
    try:
        return decode_form(value)
    except FormError:
        return value
