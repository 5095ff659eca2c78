"""The causes that earlier answers of the server exclude: what brought tokens once was right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.flow.values import FlowValues

    Disproof = tuple[tuple[str, ...], str]

_REQUEST = "token_request"
_BY_VALUE = {
    "redirect_uri": ("redirect-uri-differs", "redirect-uri-missing", "redirect-uri-unregistered",
                     "redirect-uri-malformed"),
    "code_verifier": ("verifier-mismatch", "verifier-missing", "verifier-malformed", "challenge-missing",
                      "method-missing", "method-plain", "challenge-required", "challenge-malformed",
                      "pkce-unsupported"),
    "client_id": ("client-differs", "client-unknown", "client-id-missing"),
}  # fmt: skip
"""By parameter: the causes that it can't be, if it brought tokens with the same code."""


def by_earlier(flow: FlowValues) -> Iterator[Disproof]:
    """What earlier token requests exclude, if they brought tokens and aren't known to have gone to another address.

    Args:
        flow: what was sent and received.
    """
    for each in flow.earlier:
        if not each.value("token_response", "access_token") or len({_address(each), _address(flow)} - {""}) > 1:
            continue
        yield from _by_same_code(flow, each)
        is_known = bool(_address(each) and _address(flow))
        if is_known and _is_same_client(flow, each):
            yield ("client-unknown",), "The same client_id brought tokens before, from the same address."
            if _is_same_server(flow, each):
                yield ("wrong-environment",), "The same client got tokens before, from the same server."


def _by_same_code(flow: FlowValues, before: FlowValues) -> Iterator[Disproof]:
    code = flow.value(_REQUEST, "code")
    if not code or before.value(_REQUEST, "code") != code:
        return
    yield ("code-damaged", "code-differs", "wrong-environment"), "The same code brought tokens before."
    for name, slugs in _BY_VALUE.items():
        value = flow.value(_REQUEST, name)
        if value and value == before.value(_REQUEST, name):
            yield slugs, f"The same code brought tokens before, with the same {name}."


def _is_same_client(flow: FlowValues, before: FlowValues) -> bool:
    first = before.value(_REQUEST, "client_id") or before.value("authorization_request", "client_id")
    return first is not None and first == flow.value(_REQUEST, "client_id")


def _is_same_server(flow: FlowValues, before: FlowValues) -> bool:
    """Whether what is exchanged comes from the server of an earlier attempt: its code, or its token."""
    token = flow.value(_REQUEST, "refresh_token")
    if token:
        return token in before.token_response.values()
    endpoint = flow.authorization_endpoint
    return endpoint is not None and endpoint == before.authorization_endpoint


def _address(flow: FlowValues) -> str:
    """Where a token request went; "" if it isn't known."""
    return flow.sent_token_request.url if flow.sent_token_request else ""
