"""What is left when a server's message names something that the known values show to be right.

The message still says how far the server got: to compare a code_verifier, it must have found the code, so that code was
neither expired nor used. Only what fits both the message and the values is left.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.text.differences import is_same

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pkce_core.flow.values import FlowValues

OTHER_VALUES, OTHERWISE, ADDRESS = "other-values", "server-compares", "server-address"
_REQUEST, _RESPONSE, _TOKEN_REQUEST = "authorization_request", "authorization_response", "token_request"
_VERIFIER = (
    "To compare a code_verifier, a server must have found the code. It may have a different code_challenge for this"
    " code, or it received a different code_verifier."
)
_REDIRECT_URI = (
    "To compare a redirect_uri, a server must have found the code or the client. The server may have stored a different"
    " redirect_uri for this code or client, or it received a different one."
)
_CLIENT = (
    "A code belongs to one client. The server may have stored a different client for this code, or it received a"
    " different client_id."
)
_RIGHT = "These values are right about what the message names."
_UNSEEN = ("body-not-form", OTHER_VALUES)
_LEFT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("verifier-mismatch", "verifier-malformed", "challenge-malformed"), (OTHER_VALUES, OTHERWISE)),
        **dict.fromkeys(("redirect-uri-differs", "redirect-uri-unregistered", "redirect-uri-malformed"),
                        (OTHER_VALUES, OTHERWISE, "redirect-uri-unregistered")),
        "dpop-target": (ADDRESS, OTHER_VALUES),
        "client-unknown": ("wrong-environment", OTHER_VALUES),
        "no-session": ("login-session-lost", OTHER_VALUES),
        "client-differs": (OTHER_VALUES, "wrong-environment"),
        **dict.fromkeys(("verifier-missing", "redirect-uri-missing", "parameter-missing", "grant-type",
                         "refresh-token-missing", "body-not-form"), _UNSEEN),
        "client-id-missing": ("auth-method", *_UNSEEN),
        **dict.fromkeys(("secret-missing", "secret-empty", "assertion-missing"), ("auth-method", *_UNSEEN)),
        **dict.fromkeys(("secret-wrong", "secret-expired", "secret-is-client-id", "secret-jwt", "basic-encoding"),
                        ("secret-missing", "auth-method", OTHER_VALUES)),
        **dict.fromkeys(("assertion-refused", "assertion-replayed"),
                        ("assertion-missing", "auth-method", OTHER_VALUES)),
        **dict.fromkeys(("code-old", "code-reused", "code-differs", "code-damaged"),
                        ("code-reused", "code-old", "wrong-environment", OTHER_VALUES)),
    }
)  # fmt: skip
"""By a cause that the message names and the values exclude: what fits both, the likeliest first."""
_WHY: Mapping[str, str] = MappingProxyType(
    {
        "verifier-mismatch": _VERIFIER,
        "redirect-uri-differs": _REDIRECT_URI,
        "client-differs": _CLIENT,
        "no-session": "Without prompt=none, a server that knows no user lets one sign in.",
    }
)
_OF_ATTEMPTS = ("verifier-mismatch", "redirect-uri-differs", "client-differs")
_SAME_STATE = (
    "The redirect has the state of this request. So the code belongs to this request, unless two requests used the same"
    " state."
)
_OF_SENT_SECRETS = frozenset({"secret-wrong", "secret-expired", "secret-is-client-id", "secret-jwt", "basic-encoding"})
_UNAUTHENTICATED = "The message names how the client authenticates, and these values have no client_secret."
_OF_SECRETS = ("secret-missing", "secret-empty", "client-id-missing")
_IN_HEADER = (
    "The request has the client's credentials in the Authorization header (Basic), so the server probably looks for"
    " them in the body (client_secret_post)."
)
_IN_BODY = (
    "The request has the client's credentials in the body, so the server probably looks for them in the Authorization"
    " header (client_secret_basic)."
)


def subject_of(slug: str, message: str = "") -> str:
    """What a cause is about, such as "redirect" or "code"; "verifier" for all of PKCE.

    Args:
        slug: of the cause.
        message: what the values show of it, which may name the parameter that is empty.
    """
    if slug == "parameter-missing" and (empty := re.match(r"The (\w+) is empty", message)):
        return "verifier" if empty[1] == "code_verifier" else empty[1].partition("_")[0]
    subject = slug.partition("-")[0]
    return "verifier" if subject in ("challenge", "method", "pkce") else subject


def left_by(named: Collection[str], flow: FlowValues | None) -> dict[str, str]:
    """The causes that fit a message whose own causes the values exclude, in order, each with its evidence or "".

    Args:
        named: what the message names and the values exclude.
        flow: what was sent and received.
    """
    found = dict.fromkeys(
        (slug for each in named for slug in _LEFT.get(each, (OTHER_VALUES,)) if slug not in named), ""
    )
    if "auth-method" in found:
        found["auth-method"] = where_the_secret_is(named, flow)
    if any(slug in named for slug in _OF_ATTEMPTS):
        found.pop("body-not-form", None)  # the server has read what it compares
    found[OTHER_VALUES] = f"{_about(named)} {_about_the_state(named, flow)}".strip()
    if flow is not None and {*named} & _OF_SENT_SECRETS and not flow.has(_TOKEN_REQUEST, "client_secret"):
        found[OTHER_VALUES] = _UNAUTHENTICATED
    for each in (OTHERWISE, ADDRESS):
        if each in found:
            found[each] = _RIGHT
    if OTHERWISE in found or ADDRESS in found:
        return found
    if "auth-method" in found:
        found[OTHER_VALUES] = found.pop(OTHER_VALUES)  # comes last
    return found


def where_the_secret_is(named: Collection[str], flow: FlowValues | None) -> str:
    """Where the request has the credentials that a message misses; "" where that isn't known, or isn't the matter.

    Args:
        named: what the message names and the values exclude.
        flow: what was sent and received.
    """
    sent = flow.sent_token_request if flow else None
    if sent is None or not any(slug in named for slug in _OF_SECRETS):
        return ""
    if sent.client_secret is not None:
        return _IN_HEADER
    # An object has the client_secret by its name, however it was sent.
    is_known = sent.written_as != "parameters"
    return _IN_BODY if is_known and any(each.name == "client_secret" for each in sent.body) else ""


def _about(named: Collection[str]) -> str:
    return next((_WHY[slug] for slug in _WHY if slug in named), _RIGHT)


def _about_the_state(named: Collection[str], flow: FlowValues | None) -> str:
    """That the code is of the redirect that answers this request, if it is one of the same state."""
    if flow is None or not any(slug in named for slug in _OF_ATTEMPTS):
        return ""
    for first, second, name in ((_REQUEST, _RESPONSE, "state"), (_RESPONSE, _TOKEN_REQUEST, "code")):
        sent, came = flow.value(first, name), flow.value(second, name)
        if not sent or not came or not is_same(sent, came):
            return ""
    return _SAME_STATE
