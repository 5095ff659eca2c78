"""The token request as method, headers and body, for any HTTP client (RFC 6749 §4.1.3, §6)."""

from __future__ import annotations

from binascii import b2a_base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkce_core.text.form_encoding import build_form, encode_form
from pkce_core.token.request_checks import check_token_request

if TYPE_CHECKING:
    from pkce_core.text.form_encoding import Pairs
    from pkce_core.token.request import TokenRequest


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpRequest:
    """A token request to send with any HTTP client. Its repr shows only the names of headers and the body's length.

    Attributes:
        method: "POST".
        headers: Content-Type, Accept and, for client_secret_basic, Authorization; each a name and a value.
        body: the parameters, form-encoded, in ASCII.
    """

    method: str
    headers: tuple[tuple[str, str], ...]
    body: str

    def __repr__(self) -> str:
        names = ", ".join(name for name, _ in self.headers)
        return f"HttpRequest(method={self.method!r}, headers: {names}; body: {len(self.body)} characters)"


def build_token_request(request: TokenRequest) -> HttpRequest:
    """Write the request as method, headers and body, to be sent to the token endpoint.

    Returns:
        A value with `method` ("POST"), `headers` (pairs of name and value) and `body` (form-encoded, in ASCII). Only
        names and lengths are in its repr.

    Raises:
        ValidationError: `check_token_request` finds an error.
        UsageError: the argument is not a TokenRequest.
    """
    check_token_request(request).raise_errors()
    headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")]
    pairs = body_pairs(request)
    if request.authentication == "client_secret_basic":
        headers.append(("Authorization", f"Basic {basic_credentials(request.client_id, request.client_secret or '')}"))
    elif request.authentication == "client_secret_post":
        pairs = (*pairs, ("client_secret", request.client_secret or ""))
    return HttpRequest(method="POST", headers=tuple(headers), body=build_form(pairs))


def basic_credentials(client_id: str, client_secret: str) -> str:
    """What follows "Basic " in the Authorization header."""
    return b2a_base64(basic_user_pass(client_id, client_secret).encode("ascii"), newline=False).decode("ascii")


def basic_user_pass(client_id: str, client_secret: str) -> str:
    """User and password for Basic authentication, as "user:password", before base64 (RFC 7617 §2).

    Raises:
        FormError: one of them contains half of a character.
    """
    # RFC 6749 §2.3.1: "The client identifier is encoded using the "application/x-www-form-urlencoded" encoding
    # algorithm per Appendix B, and the encoded value is used as the username; the client password is encoded using the
    # same algorithm and used as the password."
    return f"{encode_form(client_id)}:{encode_form(client_secret)}"


def body_pairs(request: TokenRequest) -> Pairs:
    """The parameters of the body except client_secret, in the order of the specifications' examples."""
    pairs = [("grant_type", request.grant_type), ("code", request.code), ("redirect_uri", request.redirect_uri)]
    # RFC 6749 §4.1.3: "client_id REQUIRED, if the client is not authenticating with the authorization server". With
    # Basic it is in the header, and some servers reject a client_id that is in both places.
    if request.authentication != "client_secret_basic":
        pairs.append(("client_id", request.client_id))
    pairs += [(name, getattr(request, name)) for name in ("code_verifier", "refresh_token", "scope")]
    if request.authentication == "private_key_jwt":
        # RFC 7523 §2.2 names these two parameters.
        pairs.append(("client_assertion_type", request.client_assertion_type))
        pairs.append(("client_assertion", request.client_assertion))
    pairs += [("resource", value) for value in request.resource]
    # RFC 6749 §3.2: "Parameters sent without a value MUST be treated as if they were omitted from the request."
    return tuple((name, value) for name, value in (*pairs, *request.extra) if value)
