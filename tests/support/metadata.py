"""Metadata documents for tests, and a short way to check one with changes and to read the report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pkce_core

if TYPE_CHECKING:
    from pkce_core import Report

ISSUER = "https://issuer.example/tenant"
COMPLETE: dict[str, Any] = {
    "issuer": ISSUER,
    "authorization_endpoint": "https://issuer.example/auth?tenant=1",
    "token_endpoint": "https://issuer.example/token",
    "jwks_uri": "https://issuer.example/jwks",
    "response_types_supported": ["code", "code id_token"],
    "grant_types_supported": ["authorization_code", "refresh_token"],
    "code_challenge_methods_supported": ["S256"],
    "token_endpoint_auth_methods_supported": ["client_secret_basic", "none"],
    "id_token_signing_alg_values_supported": ["RS256"],
    "scopes_supported": ["openid", "profile"],
    "authorization_response_iss_parameter_supported": True,
}
# The document of RFC 8414 §3.2, without its line ends.
RFC_8414 = """{"issuer": "https://server.example.com",
"authorization_endpoint": "https://server.example.com/authorize",
"token_endpoint": "https://server.example.com/token",
"token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
"token_endpoint_auth_signing_alg_values_supported": ["RS256", "ES256"],
"userinfo_endpoint": "https://server.example.com/userinfo",
"jwks_uri": "https://server.example.com/jwks.json",
"registration_endpoint": "https://server.example.com/register",
"scopes_supported": ["openid", "profile", "email", "address", "phone", "offline_access"],
"response_types_supported": ["code", "code token"],
"service_documentation": "http://server.example.com/service_documentation.html",
"ui_locales_supported": ["en-US", "en-GB", "en-CA", "fr-FR", "fr-CA"]}"""


def check(changes: dict[str, Any], *without: str, issuer: str | None = None) -> Report:
    document = {name: value for name, value in {**COMPLETE, **changes}.items() if name not in without}
    return pkce_core.check_metadata(json.dumps(document), issuer=issuer)


def slugs(report: Report, *levels: str) -> list[str]:
    wanted = levels or ("error", "warning")
    return [finding.rule.removeprefix("metadata-") for finding in report if finding.level.value in wanted]
