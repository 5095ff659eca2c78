"""The rules about authorization server metadata, one function each, no finding when all is well."""

from __future__ import annotations

from pkce_core.findings import Finding, Level, Report
from pkce_core.metadata.document import build_metadata, check_type, read_members
from pkce_core.metadata.endpoint_checks import ENDPOINTS, check_endpoint, check_transport, url_problem
from pkce_core.metadata.rules import RULES
from pkce_core.text.quoting import visible

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.metadata.document import AuthorizationServerMetadata


AUTH_METHODS = frozenset(
    {
        "none", "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt",
        "tls_client_auth", "self_signed_tls_client_auth", "attest_jwt_client_auth",
    }
)  # fmt: skip


def check_members(
    metadata: AuthorizationServerMetadata, mistyped: frozenset[str], issuer: str | None
) -> Iterator[Finding]:
    """Judge the values.

    Args:
        metadata: the document, without members of a wrong kind.
        mistyped: the names of those members; a complaint about them has been made.
        issuer: the issuer that the document was asked of, or None.
    """
    yield from _required(metadata, mistyped)
    if metadata.issuer is not None:
        yield from _issuer(metadata.issuer, issuer)
    yield from check_transport(metadata)
    for name in ENDPOINTS:
        if (url := getattr(metadata, name)) is not None:
            yield from check_endpoint(name, url, metadata.issuer)
    if "code_challenge_methods_supported" not in mistyped:
        yield from _pkce(metadata.code_challenge_methods_supported)
    yield from _flow(metadata)
    yield from _client_authentication(metadata, mistyped)
    yield from _openid(metadata)
    yield _iss_parameter(metadata.authorization_response_iss_parameter_supported)


def _required(metadata: AuthorizationServerMetadata, mistyped: frozenset[str]) -> Iterator[Finding]:
    # RFC 8414 §2: issuer and response_types_supported are REQUIRED; the two endpoints are, for this flow.
    for name in ("issuer", "authorization_endpoint", "token_endpoint", "response_types_supported"):
        if getattr(metadata, name) is None and name not in mistyped:
            yield RULES["metadata-missing"].error(f"{name} is missing.", "Look whether you copied the whole document.")


def _issuer(found: str, asked: str | None) -> Iterator[Finding]:
    # RFC 8414 §2: "The authorization server's issuer identifier, which is a URL that uses the "https" scheme and has
    # no query or fragment components."
    if wrong := url_problem(found):
        yield RULES["metadata-issuer"].error(f"The issuer {wrong}.")
        return
    if "?" in found:
        yield RULES["metadata-issuer-query"].error("The issuer has a query (?), and it must not.")
    if "#" in found:
        yield RULES["metadata-issuer-fragment"].error("The issuer has a fragment (#), and it must not.")
    if asked is not None and asked != found:
        # RFC 8414 §3.3: "The "issuer" value returned MUST be identical to the authorization server's issuer identifier
        # value into which the well-known URI string was inserted"
        message = (
            f"The document was asked of {visible(asked)}, and its issuer is {visible(found)}: they differ as text."
        )
        hint = "Take the issuer from the document only when you asked the right server."
        if asked.rstrip("/") == found.rstrip("/"):
            hint = "Only a slash at the end differs. Use the issuer as the document writes it."
        yield RULES["metadata-issuer-mismatch"].error(message, hint)


def _pkce(methods: tuple[str, ...] | None) -> Iterator[Finding]:
    if methods is None:
        # RFC 8414 §2: "If omitted, the authorization server does not support PKCE."
        message = "code_challenge_methods_supported is missing, which says that the server does not support PKCE."
        hint = "Many servers support it without saying so. Send code_challenge, then try a wrong code_verifier."
        yield RULES["metadata-pkce-absent"].warning(message, hint)
    elif "S256" in methods:
        message = "The server supports PKCE with S256."
        yield RULES["metadata-pkce"].passed(message)
        if "plain" in methods:
            yield RULES["metadata-pkce-plain"].info("The server accepts the method plain too. Do not use it.")
    else:
        listed = visible(", ".join(methods), 60)
        hint = "The method is written S256, with a capital S." if "s256" in map(str.lower, methods) else ""
        yield RULES["metadata-pkce-methods"].error(
            f"The server offers {listed} for PKCE, and S256 is not among it.", hint
        )


def _flow(metadata: AuthorizationServerMetadata) -> Iterator[Finding]:
    types = metadata.response_types_supported
    if types is not None and "code" not in types:
        yield RULES["metadata-response-types"].error("response_types_supported does not hold code.")
    grants = metadata.grant_types_supported
    if grants is not None and "authorization_code" not in grants:
        yield RULES["metadata-grant-types"].error("grant_types_supported does not hold authorization_code.")
    if metadata.require_pushed_authorization_requests:
        message = "The server wants the authorization request pushed to it first."
        hint = "An authorization URL with the parameters in it is refused."
        yield RULES["metadata-pushed-requests"].warning(message, hint)


def _client_authentication(metadata: AuthorizationServerMetadata, mistyped: frozenset[str]) -> Iterator[Finding]:
    methods = metadata.token_endpoint_auth_methods_supported
    if methods is None:
        if "token_endpoint_auth_methods_supported" not in mistyped:
            # RFC 8414 §2: "If omitted, the default is "client_secret_basic""
            message = "token_endpoint_auth_methods_supported is missing, which means client_secret_basic."
            yield RULES["metadata-auth-methods"].info(message)
        return
    if unknown := [method for method in methods if method not in AUTH_METHODS]:
        listed = visible(", ".join(unknown), 60)
        yield RULES["metadata-auth-methods"].info(
            f"Not every client authentication method is a registered one: {listed}.", spec=None
        )


def _openid(metadata: AuthorizationServerMetadata) -> Iterator[Finding]:
    """What OIDC Discovery adds, when the document speaks of ID tokens."""
    algorithms = metadata.id_token_signing_alg_values_supported
    if algorithms is None:
        return
    if "RS256" not in algorithms:
        # OIDC Discovery §3: "The algorithm RS256 MUST be included."
        message = f"ID tokens are signed with {visible(', '.join(algorithms), 60)}; many clients expect RS256."
        yield RULES["metadata-signing"].info(message, "Tell your client the algorithm.")
    if "none" in algorithms:
        yield RULES["metadata-signing-none"].warning("The server offers ID tokens without a signature (none).")
    if metadata.jwks_uri is None:
        yield RULES["metadata-jwks"].warning("jwks_uri is missing, so no key to check ID tokens with.")
    if metadata.scopes_supported is not None and "openid" not in metadata.scopes_supported:
        # OIDC Discovery §3: "The server MUST support the openid scope value."
        yield RULES["metadata-openid"].warning("scopes_supported does not hold openid.")


def _iss_parameter(supported: bool | None) -> Finding:
    if supported:
        # RFC 9207 §2.4: "Clients that support this specification MUST extract the value of the iss parameter from
        # authorization responses they receive if the parameter is present."
        message = "The redirect brings iss: it has to be there, and to equal the issuer as text."
        return RULES["metadata-iss"].passed(message)
    # RFC 9207 §3: "If omitted, the default value is false."
    message = "The server does not promise iss in the redirect, so a mix-up of servers is harder to notice."
    return RULES["metadata-iss"].info(message, "With more than one server, use one redirect URI for each.")


def check_metadata(document: str | bytes | Mapping[str, object], *, issuer: str | None = None) -> Report:
    """Judge a metadata document, above all what PKCE needs of it.

    Args:
        document: the JSON text, its octets, or the object it holds.
        issuer: the issuer that the document was asked of, to be compared; None when it is not known.

    Raises:
        UsageError: the document is neither str, bytes nor a mapping.
    """
    members, findings = read_members(document)
    if members is None:
        return Report(findings=findings)
    right = {name: value for name, value in members.items() if not check_type(name, value)}
    wrong = frozenset(members) - frozenset(right)
    found = (*findings, *check_members(build_metadata(right), wrong, issuer))
    if not any(finding.level is Level.ERROR for finding in found):
        message = "The metadata holds what a client needs for the authorization code flow."
        found = (RULES["metadata-complete"].passed(message), *found)
    return Report(findings=found)
