"""What authorization server metadata and the rules for it share: the members of the document."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True, slots=True)
class AuthorizationServerMetadata:
    """What an authorization server says about itself; None for what it does not say.

    The fields are those of RFC 8414 §2, RFC 9207 §3, RFC 9126 §5, OIDC Discovery §3 and RP-Initiated Logout that
    matter to a client. Unknown members of the document are left out.
    """

    issuer: str | None = None
    authorization_endpoint: str | None = None
    token_endpoint: str | None = None
    jwks_uri: str | None = None
    userinfo_endpoint: str | None = None
    registration_endpoint: str | None = None
    revocation_endpoint: str | None = None
    introspection_endpoint: str | None = None
    end_session_endpoint: str | None = None
    device_authorization_endpoint: str | None = None
    pushed_authorization_request_endpoint: str | None = None
    service_documentation: str | None = None
    scopes_supported: tuple[str, ...] | None = None
    response_types_supported: tuple[str, ...] | None = None
    response_modes_supported: tuple[str, ...] | None = None
    grant_types_supported: tuple[str, ...] | None = None
    code_challenge_methods_supported: tuple[str, ...] | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] | None = None
    token_endpoint_auth_signing_alg_values_supported: tuple[str, ...] | None = None
    id_token_signing_alg_values_supported: tuple[str, ...] | None = None
    subject_types_supported: tuple[str, ...] | None = None
    claims_supported: tuple[str, ...] | None = None
    acr_values_supported: tuple[str, ...] | None = None
    prompt_values_supported: tuple[str, ...] | None = None
    ui_locales_supported: tuple[str, ...] | None = None
    authorization_response_iss_parameter_supported: bool | None = None
    claims_parameter_supported: bool | None = None
    request_parameter_supported: bool | None = None
    request_uri_parameter_supported: bool | None = None
    require_pushed_authorization_requests: bool | None = None

    def to_dict(self) -> dict[str, object]:
        """The document as JSON carries it: what is absent is left out, tuples are lists."""
        members = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: list(it) if isinstance(it, tuple) else it for name, it in members if it is not None}
