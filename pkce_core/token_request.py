"""The token request (RFC 6749 §4.1.3): what is sent to redeem a code, as a body and headers, for any HTTP client."""

from __future__ import annotations

from binascii import b2a_base64
from dataclasses import dataclass, field

from pkce_core._form import build_form, encode_form
from pkce_core.errors import TokenRequestError, UsageError
from pkce_core.findings import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core._form import Pairs

AUTH_METHODS = ("client_secret_basic", "client_secret_post", "private_key_jwt", "none")
"""The ways of client authentication that are offered (OIDC Core §9)."""
JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenRequest:
    """What redeems an authorization code, under wire names. Every secret is kept out of the repr.

    Attributes:
        client_id: who asks.
        code: the authorization code.
        redirect_uri: the one of the authorization request, character by character.
        code_verifier: the secret behind its code_challenge.
        client_secret: of a confidential client; None when there is none, never "".
        client_assertion: a signed JWT in place of a secret (RFC 7523 §2.2).
        client_assertion_type: what kind of assertion that is.
        token_endpoint_auth_method: one of `AUTH_METHODS`; None chooses client_secret_basic when there is a secret,
            private_key_jwt when there is an assertion, and none otherwise.
        grant_type: "authorization_code".
        resource: the URIs of the APIs that the token is for (RFC 8707).
        extra: further parameters of the body, in order.
    """

    client_id: str
    code: str = field(repr=False)
    redirect_uri: str | None = None
    code_verifier: str | None = field(default=None, repr=False)
    client_secret: str | None = field(default=None, repr=False)
    client_assertion: str | None = field(default=None, repr=False)
    client_assertion_type: str = JWT_BEARER
    token_endpoint_auth_method: str | None = None
    grant_type: str = "authorization_code"
    resource: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def authentication(self) -> str:
        """The method in use: the one that was named, or the one that the credentials mean."""
        if self.token_endpoint_auth_method is not None:
            return self.token_endpoint_auth_method
        if self.client_secret is not None:
            return "client_secret_basic"
        return "none" if self.client_assertion is None else "private_key_jwt"


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpRequest:
    """A request for any HTTP client; only names and lengths are in its repr.

    Attributes:
        method: "POST".
        headers: names and values.
        body: form-encoded, in ASCII.
    """

    method: str
    headers: tuple[tuple[str, str], ...]
    body: str

    def __repr__(self) -> str:
        names = ", ".join(name for name, _ in self.headers)
        return f"HttpRequest(method={self.method!r}, headers: {names}; body: {len(self.body)} characters)"


def build_token_request(request: TokenRequest) -> HttpRequest:
    """Write the request as method, headers and body.

    Raises:
        TokenRequestError: `check_token_request` finds an error.
        UsageError: the argument is no TokenRequest.
    """
    report = check_token_request(request)
    if not report.ok:
        raise TokenRequestError(report)
    headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")]
    pairs = body_pairs(request)
    if request.authentication == "client_secret_basic":
        headers.append(("Authorization", f"Basic {basic_credentials(request.client_id, request.client_secret or '')}"))
    elif request.authentication == "client_secret_post":
        pairs = (*pairs, ("client_secret", request.client_secret or ""))
    return HttpRequest(method="POST", headers=tuple(headers), body=build_form(pairs))


def basic_credentials(client_id: str, client_secret: str) -> str:
    """What stands behind "Basic " in the Authorization header.

    Raises:
        FormError: one of them holds half a character.
    """
    # RFC 6749 §2.3.1: "The client identifier is encoded using the "application/x-www-form-urlencoded" encoding
    # algorithm per Appendix B, and the encoded value is used as the username; the client password is encoded using the
    # same algorithm and used as the password."
    pair = f"{encode_form(client_id)}:{encode_form(client_secret)}"
    return b2a_base64(pair.encode("ascii"), newline=False).decode("ascii")


def body_pairs(request: TokenRequest) -> Pairs:
    """The parameters of the body but for the client_secret, in the order in which specifications show them."""
    pairs = [("grant_type", request.grant_type), ("code", request.code), ("redirect_uri", request.redirect_uri)]
    # RFC 6749 §4.1.3: "client_id REQUIRED, if the client is not authenticating with the authorization server"; with
    # Basic it stands in the header, and twice is what some servers refuse.
    if request.authentication != "client_secret_basic":
        pairs.append(("client_id", request.client_id))
    pairs.append(("code_verifier", request.code_verifier))
    if request.authentication == "private_key_jwt":
        # RFC 7523 §2.2 names these two parameters.
        pairs.append(("client_assertion_type", request.client_assertion_type))
        pairs.append(("client_assertion", request.client_assertion))
    pairs += [("resource", value) for value in request.resource]
    # RFC 6749 §3.2: "Parameters sent without a value MUST be treated as if they were omitted from the request."
    return tuple((name, value) for name, value in (*pairs, *request.extra) if value)


def check_token_request(request: TokenRequest, *, secret_elsewhere: bool = False) -> Report:
    """Judge a token request before it is sent.

    Args:
        request: the values.
        secret_elsewhere: True when the client_secret is filled in later, from a variable or a prompt.

    Raises:
        UsageError: the argument is no TokenRequest.
    """
    if not isinstance(request, TokenRequest):
        raise UsageError("A TokenRequest is needed.")
    from pkce_core._token_rules import RULES, check_length, check_secret

    if too_long := check_length(request):
        return Report(findings=too_long)
    findings = [finding for rule in RULES for finding in rule(request)]
    return Report(findings=(*findings, *check_secret(request, secret_elsewhere=secret_elsewhere)))


def validate_token_request(request: TokenRequest) -> None:
    """Raise when `check_token_request` finds an error.

    Raises:
        TokenRequestError: it does; the error carries the report.
        UsageError: the argument is no TokenRequest.
    """
    report = check_token_request(request)
    if not report.ok:
        raise TokenRequestError(report)
