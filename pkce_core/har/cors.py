"""Whether the token endpoint let a page read it (CORS): the preflight, and the headers of the response (Fetch §3.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.har.rules import RULES
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from pkce_core.findings import Finding
    from pkce_core.har.exchange import Exchange

_HINT = (
    "Register the page's origin with the server, as its CORS settings or a single-page application's, or redeem the "
    "code from your own server."
)
_ORIGIN = r"https?://[\w.:\[\]-]{1,260}|null"


def check_preflight(exchange: Exchange) -> Finding | None:
    """What the answer to a preflight says; None when the file doesn't have the answer."""
    if exchange.status == 0:
        return None
    rule, answer = RULES["har-preflight"], exchange.response_headers
    if not 200 <= exchange.status < 300:
        message = f"The token endpoint answers the browser's preflight with the status {exchange.status}."
        return rule.error(f"{message} So the browser doesn't send the request.", _HINT)
    if why := _not_allowed(exchange):
        return rule.error(f"{why} So the browser doesn't send the request.", _HINT)
    asked = {name.strip().lower() for name in exchange.headers.get("access-control-request-headers", "").split(",")}
    allowed = {name.strip().lower() for name in answer.get("access-control-allow-headers", "").split(",")}
    # Fetch §3.2.5: "*" does not cover Authorization.
    missing = asked - allowed - {""} - (asked - {"authorization"} if "*" in allowed else set())
    if missing:
        name = min(missing)
        shown = name if re.fullmatch(r"[a-z-]{1,40}", name) else "a header"
        message = f"The token endpoint doesn't allow {shown} in requests of a page. So the browser doesn't send it."
        return rule.error(message, "Don't send that header: a token request of a page needs only its Content-Type.")
    return rule.passed("The token endpoint allows the request in its answer to the preflight.")


def check_origin(exchange: Exchange) -> Finding | None:
    """What the response to a token request says to the page that sent it; None when no page did, or it is right."""
    if exchange.status == 0 or "origin" not in exchange.headers or _is_same_origin(exchange):
        return None
    why = _not_allowed(exchange)
    return RULES["har-preflight"].error(f"{why} So the page can't read it.", _HINT) if why else None


def _is_same_origin(exchange: Exchange) -> bool:
    found = re.match(r"[a-z]+://[^/?#]*", exchange.url)
    return found is not None and found[0] == exchange.headers["origin"]


def _not_allowed(exchange: Exchange) -> str:
    allowed = exchange.response_headers.get("access-control-allow-origin")
    origin = exchange.headers.get("origin", "")
    if allowed is None:
        return "The response of the token endpoint has no Access-Control-Allow-Origin header."
    if allowed in ("*", origin) or not origin:
        return ""
    if not re.fullmatch(_ORIGIN, allowed):
        return "The Access-Control-Allow-Origin of the token endpoint isn't an origin."
    return f"The token endpoint allows the origin {visible(allowed)} alone, which isn't the page's."
