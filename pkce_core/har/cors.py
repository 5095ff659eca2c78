"""Whether a server let a page read its answer (CORS): the preflight, and the headers of the response (Fetch §3.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.har.rules import RULES
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.har.recorded.exchange import Exchange

_HINT = (
    "Register the page's origin with the server, as its CORS settings or a single-page application's, or send the "
    "request from your own server."
)
_ORIGIN = r"https?://[\w.:\[\]-]{1,260}|null"


def check_preflight(exchange: Exchange) -> Iterator[Finding]:
    """What the answer to a preflight says; nothing when the file doesn't have the answer."""
    if exchange.status == 0:
        return
    rule, answer = RULES["har-preflight"], exchange.response_headers
    if not 200 <= exchange.status < 300:
        message = f"The server answers the browser's preflight with the status {exchange.status}."
        yield rule.error(f"{message} So the browser doesn't send the request.", _HINT)
        return
    if why := _not_allowed(exchange):
        yield rule.error(f"{why} So the browser doesn't send the request.", _HINT)
        return
    asked = {name.strip().lower() for name in exchange.headers.get("access-control-request-headers", "").split(",")}
    allowed = {name.strip().lower() for name in answer.get("access-control-allow-headers", "").split(",")}
    # Fetch, CORS-non-wildcard request-header name: "*" does not cover Authorization.
    missing = asked - allowed - {""} - (asked - {"authorization"} if "*" in allowed else set())
    if missing:
        name = min(missing)
        shown = name if re.fullmatch(r"[a-z-]{1,40}", name) else "a header"
        message = f"The server doesn't allow {shown} in requests of a page. So the browser doesn't send the request."
        yield rule.error(message, "Allow the header in the server's CORS settings, or don't send it.")
    else:
        yield rule.passed("The server allows the request in its answer to the preflight.")


def check_origin(exchange: Exchange) -> Iterator[Finding]:
    """What a response says to the page that sent the request; nothing when no page did, or it is right."""
    mode = exchange.headers.get("sec-fetch-mode", "cors")
    if exchange.status == 0 or not exchange.response_headers or mode != "cors":
        return
    if "origin" in exchange.headers and not _is_same_origin(exchange) and (why := _not_allowed(exchange)):
        yield RULES["har-preflight"].error(f"{why} So the page can't read it.", _HINT)


def _is_same_origin(exchange: Exchange) -> bool:
    found = re.match(r"[a-z]+://[^/?#]*", exchange.url)
    return found is not None and found[0] == exchange.headers["origin"]


def _not_allowed(exchange: Exchange) -> str:
    allowed = exchange.response_headers.get("access-control-allow-origin")
    origin = exchange.headers.get("origin", "")
    if allowed is None:
        return "The response has no Access-Control-Allow-Origin header."
    if allowed in ("*", origin) or not origin:
        return ""
    if not re.fullmatch(_ORIGIN, allowed):
        return "The Access-Control-Allow-Origin of the response isn't an origin."
    return f"The server allows the origin {visible(allowed)} alone, which isn't the page's."
