"""A raw HTTP request taken apart: its first line, its headers, the parameters in its body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.view.parameter_meanings import TOKEN_REQUEST

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADERS = {
    "Host": "The host of the token endpoint.",
    "Content-Type": "The body is a form: names and values, percent-encoded.",
    "Accept": "Asks for a JSON response.",
    "Authorization": "HTTP Basic: the client_id and client_secret, each percent-encoded, joined by a colon, in base64.",
    "Content-Length": "The number of bytes in the body.",
    "Connection": "Asks the server to close the connection after its response.",
}
VALUES_IN_HEADERS = {"Host": "token_endpoint", "Authorization": "client_secret"}


def explain_http(request: str) -> Iterator[tuple[str, str, str]]:
    """Yield each piece of a request: its text, the wire name of the value in it, what it does."""
    head, _, body = request.replace("\r\n", "\n").partition("\n\n")
    first, *headers = head.split("\n")
    yield (
        first,
        "token_endpoint",
        "A POST to the path of the token endpoint. What it sends is in the body, not in the URL.",
    )
    for line in headers:
        name = line.partition(":")[0]
        yield line, VALUES_IN_HEADERS.get(name, ""), HEADERS.get(name, "")
    for pair in body.split("&"):
        name = pair.partition("=")[0]
        yield pair, name, TOKEN_REQUEST.get(name, "")
