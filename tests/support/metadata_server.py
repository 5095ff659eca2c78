"""A server on this machine that publishes metadata, for the tests of `network/` and of `pkce discover`."""

from __future__ import annotations

from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.support.loopback import ANY_PORT, Loopback

OIDC = "/.well-known/openid-configuration"
OAUTH = "/.well-known/oauth-authorization-server"


def document_of(issuer: str) -> dict[str, Any]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/auth",
        "token_endpoint": f"{issuer}/token",
        "response_types_supported": ["code"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
    }


class MetadataServer(Loopback):
    """Answers what a test puts into `answers`: path -> status, headers, body."""

    def __init__(self) -> None:
        super().__init__(ThreadingHTTPServer(ANY_PORT, partial(_Handler, self)))
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, owner: MetadataServer, *connection: Any) -> None:
        self.owner = owner
        super().__init__(*connection)

    def do_GET(self) -> None:
        self.owner.asked.append(self.path)
        status, headers, body = self.owner.answers.get(self.path, (404, {}, b"no"))
        if status == 0:
            self.connection.close()
            return
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
