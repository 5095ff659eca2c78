"""HAR files as Chromium, Firefox and Safari write them, of a login that a test makes right or wrong."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from pkce_core import derive_code_challenge

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
STATE = "Zq7f3a91c2d4XkP0vB8nLw"
CODE = "code-91f27ab3c65d"
ACCESS = "access-5ab3c65d91f27a"
REFRESH = "refresh-65d91f275ab3c"
SESSION = "session-27ab3c65d91f"
SECRETS = (VERIFIER, STATE, CODE, ACCESS, REFRESH, SESSION)
REDIRECT = "https://app.example/callback"
AUTHORIZE, TOKEN = "https://op.example/authorize", "https://op.example/oauth2/token"
ISSUER = "https://op.example"
METADATA = {
    "issuer": ISSUER, "authorization_endpoint": AUTHORIZE, "token_endpoint": TOKEN,
    "jwks_uri": "https://op.example/certificates", "userinfo_endpoint": "https://op.example/me",
    "authorization_response_iss_parameter_supported": False,
}  # fmt: skip


def pairs(values: dict[str, str]) -> list[dict[str, str]]:
    """Names and values as HAR lists them."""
    return [{"name": name, "value": value} for name, value in values.items()]


def entry(
    method: str,
    url: str,
    *,
    at: int = 0,
    status: int = 200,
    form: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    answer: object = None,
    answered: dict[str, str] | None = None,
) -> dict[str, Any]:
    """An entry as Chromium writes it, `at` seconds after the first one."""
    request: dict[str, Any] = {
        "method": method, "url": url, "httpVersion": "http/2.0", "cookies": [], "queryString": [],
        "headers": pairs({"cookie": f"sid={SESSION}", **(headers or {})}), "headersSize": -1, "bodySize": 0,
    }  # fmt: skip
    if form is not None:
        kind = "application/x-www-form-urlencoded"
        request["headers"] += pairs({"content-type": kind})
        request["postData"] = {"mimeType": kind, "text": urlencode(form), "params": pairs(form)}
        request["bodySize"] = len(urlencode(form))
    text = answer if isinstance(answer, str) else json.dumps(answer) if answer is not None else ""
    kind = "application/json" if answer is not None and not isinstance(answer, str) else "text/html"
    return {
        "_priority": "High", "startedDateTime": f"2026-01-31T12:00:{at:02}.000Z", "time": 120.5, "request": request,
        "response": {
            "status": status, "statusText": "", "httpVersion": "http/2.0", "cookies": [],
            "headers": pairs({"content-type": kind, "cache-control": "no-store", **(answered or {})}),
            "content": {"size": len(text), "mimeType": kind, "text": text},
            "redirectURL": (answered or {}).get("location", ""), "headersSize": -1, "bodySize": -1,
        },
        "cache": {}, "timings": {"send": 0, "wait": 120, "receive": 0},
    }  # fmt: skip


def har(*entries: object, name: str = "WebInspector") -> bytes:
    """The file."""
    log = {"version": "1.2", "creator": {"name": name, "version": "537.36"}, "pages": [], "entries": list(entries)}
    return json.dumps({"log": log}).encode()


def authorization(at: int = 1, **changes: str) -> dict[str, Any]:
    """The authorization request, answered by a redirect to the client."""
    values = {
        "response_type": "code", "client_id": "app-1", "redirect_uri": REDIRECT, "scope": "api", "state": STATE,
        "code_challenge": derive_code_challenge(VERIFIER), "code_challenge_method": "S256", **changes,
    }  # fmt: skip
    target = f"{REDIRECT}?{urlencode({'code': CODE, 'state': values['state']})}"
    return entry("GET", f"{AUTHORIZE}?{urlencode(values)}", at=at, status=302, answered={"location": target})


def callback(at: int = 2, **changes: str) -> dict[str, Any]:
    """The redirect's own request."""
    return entry("GET", f"{REDIRECT}?{urlencode({'code': CODE, 'state': STATE, **changes})}", at=at, answer="<p>")


def token(at: int = 3, *, answer: object = None, status: int = 200, **changes: str) -> dict[str, Any]:
    """The token request of a page, with its response."""
    form = {
        "grant_type": "authorization_code", "code": CODE, "redirect_uri": REDIRECT, "client_id": "app-1",
        "code_verifier": VERIFIER, **changes,
    }  # fmt: skip
    right = {
        "access_token": ACCESS, "token_type": "Bearer", "expires_in": 3600, "refresh_token": REFRESH, "scope": "api",
    }  # fmt: skip
    return entry(
        "POST", TOKEN, at=at, form=form, answer=right if answer is None else answer, status=status,
        headers={"origin": "https://app.example"}, answered={"access-control-allow-origin": "https://app.example"},
    )  # fmt: skip


def image(at: int = 0) -> dict[str, Any]:
    """A request that has nothing to do with the login."""
    return entry("GET", "https://app.example/logo.png", at=at, answer="not a picture")


def login() -> bytes:
    """A login of a page that is right, among other requests."""
    return har(image(), authorization(), callback(), image(2), token(), image(4))
