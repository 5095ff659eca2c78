"""The token request (RFC 6749 §4.1.3 for a code, §6 for a refresh token), and the methods of client authentication."""

from __future__ import annotations

from dataclasses import dataclass, field

AUTH_METHODS = ("client_secret_basic", "client_secret_post", "private_key_jwt", "none")
"""The methods of client authentication that this package supports (OIDC Core §9)."""
JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenRequest:
    """The request that redeems a code or a refresh token, under wire names. Every secret is kept out of the repr.

    Attributes:
        client_id: the client that asks.
        code: the authorization code; "" for a refresh.
        redirect_uri: the redirect_uri of the authorization request, character by character.
        code_verifier: the secret that the request's code_challenge was derived from.
        client_secret: the secret of a confidential client; None when there is none, never "".
        client_assertion: a signed JWT instead of a secret (RFC 7523 §2.2).
        client_assertion_type: what kind of assertion that is.
        token_endpoint_auth_method: client_secret_basic, client_secret_post, private_key_jwt or none;
            None chooses client_secret_basic when there is a secret,
            private_key_jwt when there is an assertion, and none otherwise.
        grant_type: "authorization_code", or "refresh_token" (RFC 6749 §6).
        refresh_token: for a refresh, which has no code, redirect_uri or code_verifier.
        scope: what a refresh asks for, separated by spaces; None for all that was granted before.
        resource: the URIs of the APIs that the token is for (RFC 8707).
        extra: further parameters of the body, in order.
    """

    client_id: str
    code: str = field(default="", repr=False)
    redirect_uri: str | None = None
    code_verifier: str | None = field(default=None, repr=False)
    client_secret: str | None = field(default=None, repr=False)
    client_assertion: str | None = field(default=None, repr=False)
    client_assertion_type: str = JWT_BEARER
    token_endpoint_auth_method: str | None = None
    grant_type: str = "authorization_code"
    refresh_token: str | None = field(default=None, repr=False)
    scope: str | None = None
    resource: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def authentication(self) -> str:
        """The method in use: `token_endpoint_auth_method`, or the one that the credentials imply."""
        if self.token_endpoint_auth_method is not None:
            return self.token_endpoint_auth_method
        if self.client_secret is not None:
            return "client_secret_basic"
        return "none" if self.client_assertion is None else "private_key_jwt"
