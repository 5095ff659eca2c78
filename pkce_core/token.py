"""The token endpoint: the request that redeems a code, and what the server answers.

    TokenRequest ── build_token_request ──▶ HttpRequest        (or `build_command`: the same as a line for a shell)
             └───── check_token_request ──▶ Report
    answer, as pasted ─ parse_token_response ─▶ TokenResponse or TokenErrorResponse
             └───────── check_token_response ─▶ Report

Request and response live in modules of their own; this one gathers their names.
"""

from __future__ import annotations

from pkce_core.token_request import (
    AUTH_METHODS,
    HttpRequest,
    TokenRequest,
    build_token_request,
    check_token_request,
    validate_token_request,
)
from pkce_core.token_response import (
    TokenErrorResponse,
    TokenResponse,
    check_token_response,
    parse_token_response,
    validate_token_response,
)

__all__ = [
    "AUTH_METHODS",
    "HttpRequest",
    "TokenErrorResponse",
    "TokenRequest",
    "TokenResponse",
    "build_token_request",
    "check_token_request",
    "check_token_response",
    "parse_token_response",
    "validate_token_request",
    "validate_token_response",
]
