"""Whether the token request authenticates the client, and with what (RFC 6749 §2.3, §3.2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.flow.rules import RULES
from pkce_core.relation.explain import explain
from pkce_core.specifications import Spec
from pkce_core.text.differences import is_same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues


def check_client_secret(flow: FlowValues) -> Iterator[Finding]:
    """The findings about client_secret, however it was sent, and about its absence.

    Args:
        flow: the values that are known.
    """
    secret = flow.token_request.get("client_secret")
    if secret == "":
        yield RULES["secret-empty"].error("The token request has an empty client_secret.")
        return
    if not isinstance(secret, str):
        yield from _check_unauthenticated(flow)
        return
    yield RULES["secret-missing"].passed("The token request has a client_secret.")
    client_id = flow.value("token_request", "client_id") or flow.value("authorization_request", "client_id")
    yield RULES["secret-empty"].passed("The token request has a client_secret that isn't empty.")
    if client_id and is_same(secret, client_id):
        yield RULES["secret-is-client-id"].error("The client_secret is the same text as the client_id.")
    elif client_id:
        yield RULES["secret-is-client-id"].passed("The client_secret and the client_id are different texts.")
    if secret != secret.strip():
        message = "The client_secret starts or ends with white space, which was probably copied along."
        yield RULES["secret-wrong"].error(message)
    elif len(secret) > 2 and secret[0] == secret[-1] and secret[0] in "\"'`":
        message = "The client_secret is in quotes, which became part of it."
        yield RULES["secret-wrong"].error(message)
    else:
        yield from _compare_with_earlier(flow, secret)
    if flow.value("token_request", "client_assertion"):
        # RFC 6749 §2.3: "The client MUST NOT use more than one authentication method in each request."
        yield RULES["auth-twice"].error("The token request has both a client_secret and a client_assertion.")


def _compare_with_earlier(flow: FlowValues, secret: str) -> Iterator[Finding]:
    """A secret that brought tokens before was right, so another one is compared with it."""
    worked = [earlier for earlier in flow.earlier if earlier.value("token_response", "access_token")]
    earlier = next((one for each in worked if (one := each.value("token_request", "client_secret"))), None)
    if earlier is None or is_same(earlier, secret):
        return
    relation = explain("client_secret", earlier, secret, "the client_secret of that request")
    if relation.ways:
        message = f"An earlier token request with another client_secret brought tokens. {relation.text}"
        yield RULES["secret-wrong"].error(message)


def _check_unauthenticated(flow: FlowValues) -> Iterator[Finding]:
    """No client authentication, after the server answered invalid_client; a public client's request looks the same."""
    if not flow.token_request or flow.value("token_response", "error") != "invalid_client":
        return
    method = flow.value("token_request", "token_endpoint_auth_method")
    if any(flow.has("token_request", name) for name in ("client_secret", "client_assertion")) or method not in (
        None,
        "none",
    ):
        return
    # RFC 6749 §3.2.1: "Confidential clients or other clients issued client credentials MUST authenticate with the
    # authorization server ... when making requests to the token endpoint."
    message = (
        "The token request has no client_secret and no client_assertion. Only a public client, or one with a TLS "
        "certificate (RFC 8705), sends it like this."
    )
    yield RULES["secret-missing"].warning(message, spec=Spec(document="RFC 6749", section="3.2.1"))
