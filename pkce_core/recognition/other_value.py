"""Whether a check got another value of the flow than it asked for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.recognition.recognize import recognize
from pkce_core.recognition.recognized import Sureness

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 100_000
"""Characters; longer texts are not looked at, so that a check stays quick."""


class _Wanted(NamedTuple):
    title: str
    kinds: frozenset[str]  # what it may be, or what the check itself has words for
    hint: str
    name: str = ""  # the parameter or member that has it inside another value


_PAGES = frozenset({"html-page", "form-post", "http-response"})
_WANTED: Mapping[str, _Wanted] = MappingProxyType(
    {
        "verifier": _Wanted(
            "a code_verifier",
            frozenset({"verifier", "pair-value"}),
            "The code_verifier is the random text that your client kept when it built the authorization URL.",
            "code_verifier",
        ),
        "challenge": _Wanted(
            "a code_challenge",
            frozenset({"challenge", "pair-value"}),
            "The code_challenge is a parameter of the authorization URL.",
            "code_challenge",
        ),
        "authorization-url": _Wanted(
            "an authorization URL",
            frozenset({"authorization-url"}),
            "The authorization URL is the one that your client opens in the browser.",
        ),
        "redirect": _Wanted(
            "the redirect",
            frozenset({"redirect"}) | _PAGES,
            "The redirect starts with your redirect URI.",
        ),
        "redirect-uri": _Wanted(
            "a redirect URI",
            frozenset(),
            "The redirect URI is the address that you registered with the server.",
        ),
        "token-response": _Wanted(
            "a token response",
            frozenset({"token-response", "error", "jwt", "id-token", "access-token", "logout-token"}) | _PAGES,
            "The token response is what the token endpoint answers.",
        ),
        "metadata": _Wanted(
            "a metadata document",
            frozenset({"metadata"}) | _PAGES,
            "The issuer publishes its metadata under /.well-known/.",
        ),
        "id-token": _Wanted(
            "an ID token",
            frozenset({"id-token", "jwt", "jwe", "token-response", "access-token", "logout-token"}),
            "The ID token is a member of the token response.",
        ),
        "jwks": _Wanted(
            "a key set",
            frozenset({"jwks"}),
            "The issuer publishes its keys at the jwks_uri of its metadata.",
        ),
    }
)
"""What a check can ask for."""


def describe_other(text: str | bytes, wanted: str) -> tuple[str, str] | None:
    """What a text is when it is certainly another value than a check asked for.

    Args:
        text: what the check got, and found an error in.
        wanted: what it asked for, such as "verifier" or "token-response".

    Returns:
        A sentence that says what the text is, and one about where the wanted value is; None when that is not certain.
        Neither contains anything of the text.
    """
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    if len(text) > _LONGEST:
        return None
    text = text.strip()
    found = recognize(text)
    if not found or (found[0].start, found[0].end) != (0, len(text)) or found[0].sureness is not Sureness.CERTAIN:
        return None
    title, kinds, hint, name = _WANTED[wanted]
    if found[0].kind in kinds:
        return None
    if name and any(each.kind == wanted for each in found[1:]):
        hint = f"Copy only the value of {name}."
    return f"This is {found[0].title}, not {title}.", hint
