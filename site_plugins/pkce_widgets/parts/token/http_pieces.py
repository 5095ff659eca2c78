"""A raw HTTP request taken apart: its first line, its headers, and each parameter of its body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.view.parameter_meanings import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADERS = {
    "Host": "The server of the token endpoint.",
    "Content-Type": "The body is a form: names and values, percent-encoded.",
    "Accept": "Asks for the answer as JSON.",
    "Authorization": "HTTP Basic: client_id and client_secret, percent-encoded, with a colon between them, in base64.",
    "Content-Length": "How many bytes the body has.",
    "Connection": "The server ends the connection after its answer.",
}
CARRIES = {"Host": "token_endpoint", "Authorization": "client_secret"}


def explain_http(request: str) -> Iterator[tuple[str, str, str]]:
    """Yield each piece of a request: its text, the wire name of the value it carries, what it does."""
    head, _, body = request.replace("\r\n", "\n").partition("\n\n")
    first, *headers = head.split("\n")
    yield first, "token_endpoint", "A POST to the path of the token endpoint: a code never stands in an address here."
    for line in headers:
        name = line.partition(":")[0]
        yield line, CARRIES.get(name, ""), HEADERS.get(name, "")
    for pair in body.split("&"):
        name = pair.partition("=")[0]
        yield pair, name, PARAMETERS.get(name, "")
