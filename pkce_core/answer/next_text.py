"""What would settle an error: the text to paste next."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pkce_core.explain.causes import Cause

_REQUEST, _RESPONSE, _TOKEN_REQUEST = "authorization_request", "authorization_response", "token_request"
_BOTH = (_REQUEST, _TOKEN_REQUEST)
_SETTLED_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "redirect-uri-differs": _BOTH, "verifier-mismatch": _BOTH, "challenge-missing": _BOTH, "client-differs": _BOTH,
        "redirect-uri-missing": _BOTH, "verifier-missing": _BOTH,
        "code-differs": (_RESPONSE, _TOKEN_REQUEST), "state-mismatch": (_REQUEST, _RESPONSE),
        "method-missing": (_REQUEST,), "method-plain": (_REQUEST,), "challenge-required": (_REQUEST,),
        "challenge-malformed": (_REQUEST,), "response-type": (_REQUEST,),
        **dict.fromkeys(
            (
                "verifier-malformed", "secret-missing", "secret-empty", "secret-is-client-id", "auth-twice",
                "token-method", "parameters-in-url", "parameter-name", "variable-not-filled", "value-quoted",
                "value-white-space", "value-encoded-twice", "body-not-form", "grant-type", "client-id-missing",
                "grant-mismatch",
            ),
            (_TOKEN_REQUEST,),
        ),
        **dict.fromkeys(
            ("object-time", "object-aud", "object-client", "object-alg", "object-form", "object-claim-missing"),
            (_REQUEST,),
        ),
    }
)  # fmt: skip
"""The messages that show whether a cause is the true one. Nothing that a reader can paste shows the others."""
_WHERE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        _TOKEN_REQUEST: (
            "your token request",
            "The curl command that you ran, “Copy as cURL” from the browser's network panel, a line of your log, or the"
            " body of the request.",
        ),
        _REQUEST: (
            "the authorization URL",
            "The address that your program opened in the browser. The browser's history has it.",
        ),
        _RESPONSE: (
            "the redirect",
            "The whole address that the browser showed after the login, with code= or error= in it.",
        ),
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class NextText:
    """The text to paste next.

    Attributes:
        message: the message that it is, such as "token_request".
        title: the words for it: "your token request".
        where: where the reader finds it.
        settles: the slugs of the causes that it proves or rules out.
        also_settles: those that need one more message after it.
    """

    message: str
    title: str
    where: str
    settles: tuple[str, ...]
    also_settles: tuple[str, ...] = ()


def find_next_text(causes: Iterable[Cause], known: Collection[str]) -> NextText | None:
    """The message that settles most of the causes that are still possible; None when no message would.

    Args:
        causes: the causes, the likeliest first.
        known: the names of the messages that are there.
    """
    undecided = [cause.slug for cause in causes if cause.status == "possible"]
    missing = {slug: set(_SETTLED_BY[slug]) - set(known) for slug in undecided if slug in _SETTLED_BY}
    best: NextText | None = None
    for message, (title, where) in _WHERE.items():
        settles = tuple(slug for slug, needed in missing.items() if needed == {message})
        also = tuple(slug for slug, needed in missing.items() if message in needed and needed != {message})
        if (settles or also) and (best is None or _weight(settles, also) > _weight(best.settles, best.also_settles)):
            best = NextText(message=message, title=title, where=where, settles=settles, also_settles=also)
    return best


def find_counterpart(known: Collection[str]) -> NextText | None:
    """The message that the known ones are compared with, where no error is; None when none is missing.

    Args:
        known: the names of the messages that are there.
    """
    wanted = _REQUEST if {_RESPONSE, _TOKEN_REQUEST} & set(known) else _TOKEN_REQUEST
    if wanted in known or not {*_BOTH, _RESPONSE} & set(known):
        return None
    title, where = _WHERE[wanted]
    return NextText(message=wanted, title=title, where=where, settles=())


def _weight(settles: tuple[str, ...], also: tuple[str, ...]) -> tuple[int, int]:
    return len(settles) + len(also), len(settles)
