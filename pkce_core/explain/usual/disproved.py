"""The causes that a known request can't have, each with what shows that: no secret was sent, or S256 was.

A cause needs something: a wrong client_secret needs a client_secret, a refused code_verifier a token request. Where the
request is known and doesn't have it, the cause isn't shown, neither as a usual one nor by a server's general words. The
same holds for what the server has accepted: a redirect URI to which it sent a code, or a code that brought tokens.

Other causes only follow from another one: a value that nobody filled in is also wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkce_core.explain.usual.by_authorization import by_authorization_request, by_redirect
from pkce_core.explain.usual.by_earlier import by_earlier
from pkce_core.explain.usual.by_token_request import by_token_request
from pkce_core.flow.messages import COMMANDS
from pkce_core.flow.opened_request import with_opened_request
from pkce_core.pkce.derivation import s256
from pkce_core.text.differences import is_same
from pkce_core.text.wording import NO_VALUES
from pkce_core.token.sent.parameters import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.flow.values import FlowValues


class Effect(NamedTuple):
    """What a cause follows from.

    Attributes:
        cause: the slug of the cause behind it.
        fix: what to do instead of what is right where it is a cause by itself.
        unless: a pattern of what is said of a message that shows that the server knew the value.
    """

    cause: str
    fix: str
    unless: str = r"\b(?:expired|used)\b"


_FILL_IN = "Fill in the value first: until then, nothing shows whether this is so too."
_KEEP = "Keep the pair, which matches under S256. Only the method is missing."
_OF_A_SECRET = ("secret-wrong", "secret-expired", "secret-is-client-id")
_OF_A_VALUE = {
    "code_verifier": ("verifier-mismatch", "verifier-malformed"),
    "code": ("code-reused", "code-old", "code-differs", "code-damaged"),
    "redirect_uri": ("redirect-uri-differs", "redirect-uri-unregistered", "redirect-uri-malformed"),
    "client_id": ("client-unknown", "client-differs", "client-id-missing", *_OF_A_SECRET),
    "client_secret": _OF_A_SECRET,
    "refresh_token": ("refresh-token-invalid", "refresh-token-used", "refresh-token-differs"),
}
"""By parameter: what a server says when it got the name of a variable, or a placeholder."""


def disproved(flow: FlowValues) -> Mapping[str, str]:
    """The slugs of the causes that the known request can't have, each with what shows that.

    Args:
        flow: what was sent and received.
    """
    opened = with_opened_request(flow)
    out: dict[str, str] = {}
    for slugs, why in (
        *by_redirect(opened),
        *by_authorization_request(flow, opened),
        *by_token_request(opened),
        *by_earlier(opened),
    ):
        for slug in slugs:
            out.setdefault(slug, why)
    return out


def effects_of(flow: FlowValues | None) -> dict[str, Effect]:
    """The causes that follow from another one, by slug.

    Args:
        flow: what was sent and received.
    """
    if flow is None:
        return {}
    sent = flow.sent_token_request
    unfilled = [
        each.name
        for each in (sent.all_parameters if sent else ())
        if each.kept_from_shell or each.variable == PLACEHOLDER or each.value in NO_VALUES
    ]
    found = {slug: Effect("variable-not-filled", _FILL_IN) for name in unfilled for slug in _OF_A_VALUE.get(name, ())}
    challenge = flow.value("authorization_request", "code_challenge")
    if challenge and flow.verifier and is_same(challenge, s256(flow.verifier.encode("utf-8", "surrogatepass"))):
        found["verifier-mismatch"] = Effect("method-missing", _KEEP)
    return found


def has_assertion_alone(flow: FlowValues | None) -> bool:
    """Whether the client authenticated with a client_assertion, and not with a client_secret.

    Args:
        flow: what was sent and received; None when nothing is known.
    """
    if flow is None or not flow.has("token_request", "client_assertion"):
        return False
    return not flow.has("token_request", "client_secret")


def is_command(flow: FlowValues | None) -> bool:
    """Whether the token request was read from a command, which its reader may have edited.

    Args:
        flow: what was sent and received; None when nothing is known.
    """
    sent = flow.sent_token_request if flow else None
    return sent is not None and sent.written_as in COMMANDS
