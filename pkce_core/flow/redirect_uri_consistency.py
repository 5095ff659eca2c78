"""The checks of the redirect URI across the two requests and the registration (RFC 6749 §4.1.3, RFC 9700 §2.1)."""

from __future__ import annotations

from pkce_core.flow.rules import RULES
from pkce_core.redirect_uri.difference import compare_redirect_uri
from pkce_core.specifications import Spec

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues
    from pkce_core.redirect_uri.difference import RedirectUriDifference


SAME = Spec(document="RFC 6749", section="4.1.3")


def _check_steps(flow: FlowValues) -> Iterator[Finding]:
    asked = flow.value("authorization_request", "redirect_uri")
    sent = flow.value("token_request", "redirect_uri")
    if not asked or not flow.token_request:
        return
    # RFC 6749 §4.1.3: "redirect_uri: REQUIRED, if the "redirect_uri" parameter was included in the authorization
    # request as described in Section 4.1.1, and their values MUST be identical."
    if not sent:
        message = "The authorization request sent a redirect_uri, and the token request has none."
        yield RULES["redirect-uri-missing"].error(message)
        return
    yield RULES["redirect-uri-missing"].passed("The token request has a redirect_uri.")
    difference = compare_redirect_uri(sent, asked)
    if difference is None:
        yield RULES["redirect-uri-differs"].passed("Both requests have the same redirect_uri.")
    else:
        why = _describe(difference, sent, "the one in the authorization URL")
        yield RULES["redirect-uri-differs"].error(f"The redirect_uri of the token request {why}.")


def _check_registered(flow: FlowValues) -> Iterator[Finding]:
    asked = flow.value("authorization_request", "redirect_uri")
    registered = flow.registered_redirect_uri
    if not asked or not registered:
        return
    # RFC 9700 §2.1: "authorization servers MUST utilize exact string matching except for port numbers in localhost
    # redirection URIs of native apps"
    difference = compare_redirect_uri(asked, registered, loopback_port=True)
    if difference is None:
        yield RULES["redirect-uri-unregistered"].passed("The redirect_uri is the registered one.")
    else:
        why = _describe(difference, asked, "the registered one")
        yield RULES["redirect-uri-unregistered"].error(f"The redirect_uri of the authorization request {why}.")


def _describe(difference: RedirectUriDifference, here: str, other: str) -> str:
    """What follows "the redirect_uri": the kind of difference, without the text, which may hold a secret."""
    if difference.kinds == ("trailing-slash",):
        if here.endswith("/"):
            return f"ends in /, {other} does not"
        return f"does not end in /, {other} does"
    at = min((mark.start for mark in difference.marks), default=0)
    kinds = [_KINDS.get(kind, kind) for kind in difference.kinds]
    return f"and {other} differ from character {at + 1} on, in {', '.join(kinds)}"


_KINDS = {
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
    "scheme": "the scheme, http or https",
    "slashes": "slashes in the path",
    "trailing-slash": "the slash at the end",
    "white-space": "white space around it",
}


REDIRECT_URI_CHECKS = (_check_steps, _check_registered)
