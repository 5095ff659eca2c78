"""Every error code of OAuth and OpenID Connect, as data: meaning, section, where it is sent, usual causes."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.specifications import Spec
from pkce_core.vendor_error_codes import VENDOR_CODES

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorCode:
    """One value of the parameter error.

    Attributes:
        error: the code as it is sent.
        meaning: what it means, in a sentence.
        steps: where it is sent, keys of `ERROR_STEPS`.
        causes: the slugs of its usual causes, the likeliest first; `explain_error` has them in words.
        spec: where it is defined; if no specification defines it, the section that it relates to.
        source: the page that shows it, if no specification defines it.
    """

    error: str
    meaning: str
    steps: tuple[str, ...]
    causes: tuple[str, ...]
    spec: Spec
    source: str = ""

    @property
    def definition(self) -> str:
        """That the code means this, in a sentence: a server may send it where something else happened."""
        return f"The code {self.error} means: {self.meaning[0].lower()}{self.meaning[1:]}"


ERROR_STEPS: Mapping[str, str] = MappingProxyType(
    {
        "authorization-response": "In the redirect",
        "token-response": "From the token endpoint",
        "login-page": "On the server's own page",
        "api": "From an API that the token is for",
        "elsewhere": "From other endpoints",
    }
)
"""Where an error is sent, in the order of a flow, each with its title."""

_REDIRECT, _TOKEN, _PAGE, _API, _ELSEWHERE = ERROR_STEPS
_OAUTH, _OIDC, _UMA, _CIBA = "RFC 6749", "OIDC Core", "UMA 2.0", "CIBA"

# RFC 6749 §5.2: "invalid_grant: The provided authorization grant (e.g., authorization code, resource owner credentials)
# or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request,
# or was issued to another client."
_GRANT = (
    "redirect-uri-differs", "code-reused", "code-old", "verifier-mismatch", "redirect-uri-missing", "verifier-missing",
    "verifier-malformed", "method-missing", "challenge-missing", "client-differs", "code-differs", "code-damaged",
    "wrong-environment",
)  # fmt: skip
_CLIENT = (
    "secret-wrong", "secret-missing", "auth-method", "client-unknown", "secret-expired", "secret-empty",
    "secret-is-client-id", "secret-unwanted", "client-id-missing", "basic-encoding", "auth-twice", "wrong-environment",
)  # fmt: skip
_REQUEST = (
    "challenge-required", "method-missing", "method-plain", "challenge-malformed", "verifier-malformed",
    "redirect-uri-unregistered", "redirect-uri-missing", "parameter-missing", "parameter-twice", "grant-type",
    "response-type", "body-not-form", "auth-twice",
)  # fmt: skip


def _code(
    error: str, document: str, section: str, steps: tuple[str, ...], meaning: str, causes: tuple[str, ...],
    source: str = "",
) -> ErrorCode:  # fmt: skip
    spec = Spec(document=document, section=section)
    return ErrorCode(error=error, meaning=meaning, steps=steps, causes=causes, spec=spec, source=source)


# RFC 6749 §4.1.2.1 lists the errors of the redirect, §5.2 those of the token endpoint. With a wrong redirection URI or
# client identifier, "the authorization server SHOULD inform the resource owner of the error and MUST NOT automatically
# redirect the user-agent" (§4.1.2.1), so the server's own page shows those errors.
_ALL = (
    # RFC 6749 §4.1.2.1, §5.2
    _code("invalid_request", _OAUTH, "5.2", (_REDIRECT, _TOKEN),
          "The request lacks a required parameter, repeats one, or is malformed.", _REQUEST),
    _code("invalid_client", _OAUTH, "5.2", (_TOKEN, _PAGE),
          "The server could not authenticate the client.", _CLIENT),
    _code("invalid_grant", _OAUTH, "5.2", (_TOKEN,),
          "The code or refresh token is invalid, expired, already used or another client's, or redirect_uri or verifier"
          " doesn't match.",
          _GRANT),
    _code("unauthorized_client", _OAUTH, "5.2", (_REDIRECT, _TOKEN),
          "The client isn't allowed to use this grant type or response type.",
          ("client-grant-type", "client-unknown", "secret-wrong", "response-type")),
    _code("unsupported_grant_type", _OAUTH, "5.2", (_TOKEN,),
          "The server doesn't support this grant_type.", ("grant-type", "body-not-form", "client-grant-type")),
    _code("invalid_scope", _OAUTH, "5.2", (_REDIRECT, _TOKEN),
          "A requested scope is unknown, malformed or not allowed.", ("scope-unknown", "scope-not-allowed")),
    _code("access_denied", _OAUTH, "4.1.2.1", (_REDIRECT, _TOKEN),  # RFC 8628 §3.5: at the token endpoint too
          "The user or the server refused.", ("user-denied", "policy-denied", "admin-consent", "secret-wrong")),
    _code("unsupported_response_type", _OAUTH, "4.1.2.1", (_REDIRECT,),
          "The server doesn't support this response_type.", ("response-type", "client-grant-type")),
    _code("server_error", _OAUTH, "4.1.2.1", (_REDIRECT,),
          "The server ran into an unexpected condition.", ("server-trouble",)),
    _code("temporarily_unavailable", _OAUTH, "4.1.2.1", (_REDIRECT,),
          "The server is overloaded or under maintenance.", ("server-trouble",)),
    # OIDC Core §3.1.2.6
    _code("interaction_required", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The server must show the user a page first. The error is meant for requests with prompt=none.",
          ("interaction-needed", "no-session")),
    _code("login_required", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The user must sign in first. The error is meant for requests with prompt=none.",
          ("no-session",)),
    _code("account_selection_required", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The user must choose an account first. The error is meant for requests with prompt=none.",
          ("interaction-needed",)),
    _code("consent_required", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The user must consent first. The error is meant for requests with prompt=none.",
          ("interaction-needed", "admin-consent")),
    _code("invalid_request_uri", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The request_uri is unknown, expired or used, returns an error, or contains invalid data.",
          ("request-uri-used", "request-object")),
    _code("invalid_request_object", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The request parameter contains an invalid Request Object.",
          ("object-signature", "object-time", "object-aud", "object-claim-missing", "object-client", "object-alg",
           "object-parameters", "object-encryption", "object-form", "object-used")),
    _code("request_not_supported", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The server doesn't support the request parameter.", ("request-object",)),
    _code("request_uri_not_supported", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The server doesn't support the request_uri parameter.", ("request-object",)),
    _code("registration_not_supported", _OIDC, "3.1.2.6", (_REDIRECT,),
          "The server doesn't support the registration parameter.", ("request-object",)),
    # OpenID Connect Core Error Code unmet_authentication_requirements: "The Authorization Server is unable to meet the
    # requirements of the Relying Party for the authentication of the End-User."
    _code("unmet_authentication_requirements", "OpenID Connect Unmet Authentication Requirements", "", (_REDIRECT,),
          "The server can't authenticate the user in the way that the request requires.", ("acr-unmet",)),
    # Related specifications: revocation, devices, resources, tokens, registration
    _code("unsupported_token_type", "RFC 7009", "2.2.1", (_ELSEWHERE,),
          "The server doesn't revoke tokens of this type.", ()),
    _code("authorization_pending", "RFC 8628", "3.5", (_TOKEN,),
          "The user hasn't finished signing in on the other device.", ("still-waiting",)),
    _code("slow_down", "RFC 8628", "3.5", (_TOKEN,),
          "The client polls too often: add five seconds to the interval.", ("still-waiting",)),
    _code("expired_token", "RFC 8628", "3.5", (_TOKEN,),
          "The device_code has expired.", ("device-code-invalid",)),
    _code("invalid_target", "RFC 8707", "2", (_REDIRECT, _TOKEN),
          "The requested resource is invalid, missing, unknown or malformed.",
          ("resource-unknown", "resource-missing")),
    _code("invalid_token", "RFC 6750", "3.1", (_API,),
          "The access token is expired, revoked, malformed or invalid for another reason.",
          ("token-expired", "wrong-environment")),
    _code("insufficient_scope", "RFC 6750", "3.1", (_API,),
          "The request needs more privileges than the access token grants.", ("token-scope",)),
    _code("insufficient_user_authentication", "RFC 9470", "3", (_API,),
          "The sign-in behind the token is too weak or too old for this resource.", ("sign-in-too-weak",)),
    _code("invalid_redirect_uri", "RFC 7591", "3.2.2", (_PAGE,),
          "The redirect_uri is invalid or not registered.", ("redirect-uri-unregistered",)),
    _code("invalid_client_metadata", "RFC 7591", "3.2.2", (_ELSEWHERE,),
          "A value in the client's registration is invalid.", ()),
    _code("invalid_software_statement", "RFC 7591", "3.2.2", (_ELSEWHERE,),
          "The software_statement of the registration is invalid.", ()),
    _code("unapproved_software_statement", "RFC 7591", "3.2.2", (_ELSEWHERE,),
          "The server doesn't accept who issued the software_statement of the registration.", ()),
    _code("invalid_dpop_proof", "RFC 9449", "5", (_TOKEN, _API),
          "The DPoP proof is invalid.",
          ("dpop-time", "dpop-target", "dpop-key", "dpop-replayed", "dpop-nonce", "dpop-missing")),
    _code("use_dpop_nonce", "RFC 9449", "8", (_TOKEN, _API),
          "The DPoP proof must contain the nonce that the server sent.", ("dpop-nonce",)),
    _code("invalid_authorization_details", "RFC 9396", "5", (_REDIRECT, _TOKEN),
          "The authorization_details are unknown or malformed.", ()),
    _code("unsupported_pop_key", "RFC 9200", "5.8.3", (_TOKEN,),
          "The server doesn't support the key to which the client wants the token bound.", ()),
    _code("incompatible_ace_profiles", "RFC 9200", "5.8.3", (_TOKEN,),
          "The client and the resource have no ACE profile in common.", ()),
    # UMA 2.0 §3.3.6; CIBA §11 and §13
    _code("need_info", _UMA, "3.3.6", (_TOKEN,),
          "The server needs more about the user first. The answer names what, or where to send the user.", ()),
    _code("request_submitted", _UMA, "3.3.6", (_TOKEN,),
          "The owner of the resource must decide first. Ask again later with the ticket of the answer.", ()),
    _code("request_denied", _UMA, "3.3.6", (_TOKEN,),
          "The client isn't allowed to have what it asked for.", ("policy-denied",)),
    _code("unknown_user_id", _CIBA, "13", (_ELSEWHERE,),
          "The server can't tell who is meant by login_hint, login_hint_token or id_token_hint.", ("user-unknown",)),
    _code("expired_login_hint_token", _CIBA, "13", (_ELSEWHERE,), "The login_hint_token has expired.", ()),
    _code("missing_user_code", _CIBA, "13", (_ELSEWHERE,), "A user_code is required, and the request has none.", ()),
    _code("invalid_user_code", _CIBA, "13", (_ELSEWHERE,), "The user_code is wrong.", ()),
    _code("invalid_binding_message", _CIBA, "13", (_ELSEWHERE,),
          "The binding_message can't be shown: it's too long, or has characters that the server doesn't take.", ()),
    _code("transaction_failed", _CIBA, "12", (_ELSEWHERE,),
          "The server ran into an unexpected condition while it asked the user.", ("server-trouble",)),
    *(_code(*row) for row in VENDOR_CODES),
)  # fmt: skip

ERROR_CODES: Mapping[str, ErrorCode] = MappingProxyType({code.error: code for code in _ALL})
"""Every error code by its name."""
