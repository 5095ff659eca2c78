"""A recorded token request as the checks of a flow read it, and a recorded response as they read that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.errors import JsonError
from pkce_core.har.recorded.exchange import parts_of
from pkce_core.text.json_object import parse_json_object
from pkce_core.token.sent.authorization_header import Authorization, read_authorization
from pkce_core.token.sent.http_message import read_body
from pkce_core.token.sent.parameters import form_parameters
from pkce_core.token.sent.sent_request import SentParameter, SentRequest

if TYPE_CHECKING:
    from pkce_core.har.recorded.exchange import Exchange

_NO_BODY = "a body that the file doesn't have"
_LEFT_OUT = "an Authorization header that the file may leave out"
_CREDENTIALS = frozenset({"client_secret", "client_assertion"})


def sent_request(exchange: Exchange, *, is_sanitized: bool) -> SentRequest:
    """The token request that was sent.

    Args:
        exchange: the request.
        is_sanitized: whether the file may leave out Authorization headers, so that a missing one proves nothing.
    """
    header = exchange.headers.get("authorization")
    given = Authorization() if header is None else read_authorization(header)
    query = form_parameters(parts_of(exchange.url)[1])
    body: tuple[SentParameter, ...] = (SentParameter(name="", value=None, variable=_NO_BODY),)
    form = ""
    if exchange.body is not None:
        body, form = read_body(exchange.body.replace("\r\n", "\n"), exchange.headers.get("content-type", "").lower())
    names = {each.name for each in body + query}
    client_id, client_secret = given.client_id, given.client_secret
    if header is None and is_sanitized and not names & _CREDENTIALS:
        client_secret = SentParameter(name="client_secret", value=None, variable=_LEFT_OUT)
        if "client_id" not in names:
            client_id = SentParameter(name="client_id", value=None, variable=_LEFT_OUT)
    return SentRequest(
        written_as="HTTP",
        method=exchange.method,
        url=exchange.address,
        query=query,
        body=body,
        body_format=form,
        client_id=client_id,
        client_secret=client_secret,
        authorization=given.scheme,
        basic_mistake=given.mistake,
        dpop=exchange.headers.get("dpop", ""),
    )


def response_members(exchange: Exchange) -> dict[str, object]:
    """The members of a JSON response; none when it has none, or isn't JSON."""
    try:
        return parse_json_object(exchange.response or "")
    except JsonError:
        return {}


def response_text(exchange: Exchange) -> str:
    """The response with its status and the headers that the checks of a response read."""
    head = [f"HTTP/1.1 {exchange.status}"]
    for name in ("content-type", "cache-control", "www-authenticate"):
        if name in exchange.response_headers:
            value = " ".join(exchange.response_headers[name].split())
            head.append(f"{name}: {value}")
    return "\n".join([*head, "", exchange.response or ""])


def request_text(exchange: Exchange) -> str:
    """The request as raw HTTP, with the one header that the check of a pushed request reads."""
    kind = " ".join(exchange.headers.get("content-type", "").split())
    return f"{exchange.method} {exchange.address} HTTP/1.1\ncontent-type: {kind}\n\n{exchange.body or ''}"
