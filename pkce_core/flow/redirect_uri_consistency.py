"""The checks of the redirect URI across the two requests and the registration (RFC 6749 §4.1.3, RFC 9700 §2.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.flow.rules import RULES
from pkce_core.redirect_uri.difference import compare_redirect_uri
from pkce_core.relation.explain import explain
from pkce_core.relation.tables import SAME_URI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues
    from pkce_core.redirect_uri.difference import RedirectUriDifference


_DIFFERENCES = {
    "case": "letter case",
    "dot-segments": "dots in the path",
    "host": "the host",
    "host-form": "how the host is written",
    "html-escape": "an HTML escape",
    "localhost-ip": "localhost or its address",
    "path": "the path",
    "percent-encoding": "percent-encoding",
    "port": "the port",
    "query": "the query",
    "query-order": "the order of the query",
    "quotes": "quotes around it",
    "scheme": "the scheme",
    "slashes": "slashes",
    "trailing-slash": "the slash at the end of the path",
    "white-space": "white space around it",
    "www": "www. before the host",
}
"""The kinds of difference in words; a kind that is missing here is already a word, such as userinfo."""


def check_redirect_uris(flow: FlowValues) -> Iterator[Finding]:
    """The findings about the redirect URI, with passes."""
    yield from _check_requests(flow)
    yield from _check_registered(flow)


def has_unasked_uri(flow: FlowValues) -> bool:
    """Whether the token request has a redirect_uri, and the authorization request is known and had none.

    Args:
        flow: what was sent and received, with its request object opened.
    """
    if not flow.value("token_request", "redirect_uri") or not flow.value("authorization_request", "response_type"):
        return False
    elsewhere = any(flow.authorization_request.get(name) for name in ("request", "request_uri"))
    return flow.lacks("authorization_request", "redirect_uri") and not elsewhere and "token_request" not in flow.partial


def _check_requests(flow: FlowValues) -> Iterator[Finding]:
    first = flow.value("authorization_request", "redirect_uri")
    second = flow.value("token_request", "redirect_uri")
    if not flow.token_request or "token_request" in flow.partial:
        return
    if not first:
        if second:
            yield RULES["redirect-uri-missing"].passed("The token request has a redirect_uri.")
        if has_unasked_uri(flow) and not flow.value("token_response", "access_token"):
            # RFC 6749 §4.1.3 asks for it only "if the "redirect_uri" parameter was included in the authorization
            # request", and says nothing of one that wasn't.
            message = "The token request has a redirect_uri, but the authorization request had none. A server that"
            message += " compares the two may refuse that."
            yield RULES["redirect-uri-unasked"].warning(message)
        return
    if not second and flow.has("token_request", "redirect_uri"):
        return  # a variable fills it in, perhaps with nothing
    # RFC 6749 §4.1.3: "redirect_uri: REQUIRED, if the "redirect_uri" parameter was included in the authorization
    # request as described in Section 4.1.1, and their values MUST be identical."
    if not second:
        message = "The authorization request sent a redirect_uri, but the token request has none."
        yield RULES["redirect-uri-missing"].error(message)
        return
    yield RULES["redirect-uri-missing"].passed("The token request has a redirect_uri.")
    difference = compare_redirect_uri(second, first)
    if difference is None:
        yield RULES["redirect-uri-differs"].passed("Both requests have the same redirect_uri.")
    else:
        how = _describe(difference, second, first, "the one in the authorization URL", is_of_requests=True)
        yield RULES["redirect-uri-differs"].error(f"The redirect_uri of the token request {how}")


def _check_registered(flow: FlowValues) -> Iterator[Finding]:
    requested = flow.value("authorization_request", "redirect_uri")
    registered = flow.registered_redirect_uri
    if not requested or not registered:
        return
    # RFC 9700 §2.1: "authorization servers MUST utilize exact string matching except for port numbers in localhost
    # redirection URIs of native apps"
    difference = compare_redirect_uri(requested, registered, loopback_port=True)
    if difference is None:
        yield RULES["redirect-uri-unregistered"].passed("The redirect_uri matches the registered one.")
    else:
        how = _describe(difference, requested, registered, "the registered one")
        yield RULES["redirect-uri-unregistered"].error(f"The redirect_uri of the authorization request {how}")


def _describe(
    difference: RedirectUriDifference, uri: str, other: str, other_name: str, *, is_of_requests: bool = False
) -> str:
    """What follows "the redirect_uri": the kind of difference, then how the one was made from the other.

    The query isn't shown, because it may contain a secret.
    """
    if difference.kinds == ("trailing-slash",) and _ends_in_slash(uri) != _ends_in_slash(other):
        if _ends_in_slash(uri):
            return f"has a slash at the end of its path, but {other_name} doesn't."
        return f"has no slash at the end of its path, but {other_name} does."
    place = min((mark.start for mark in difference.marks), default=0) + 1
    kinds = [_DIFFERENCES.get(kind, kind) for kind in difference.kinds]
    relation = explain("redirect_uri", other, uri, other_name)
    how = f" {relation.text}" if relation.ways else ""
    if is_of_requests:
        # RFC 6749 §4.1.3: the two "MUST be identical", so to register both is no remedy.
        how = how.removesuffix(f" {SAME_URI}")
        if re.match(r"[?&](?:code|state|error)=", uri.removeprefix(other)):
            how += " The query is what the server added to the redirect, such as the code and the state: leave it out."
    return f"and {other_name} differ from character {place} on, in {', '.join(kinds)}.{how}"


def _ends_in_slash(uri: str) -> bool:
    return re.split("[?#]", uri, maxsplit=1)[0].endswith("/")
