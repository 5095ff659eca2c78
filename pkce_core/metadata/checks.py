"""`check_metadata`: whether a client can use the server that a metadata document describes, above all with PKCE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.findings import Finding, Level, Report
from pkce_core.metadata.document import REQUIRED, build_metadata, check_type, misspelled_members, read_members
from pkce_core.metadata.endpoint_checks import (
    ENDPOINTS,
    check_endpoint,
    check_hosts,
    check_slashes,
    check_transport,
    find_url_problem,
)
from pkce_core.metadata.other_document import describe_other_document, find_other_value
from pkce_core.metadata.rules import RULES
from pkce_core.relation.explain import explain
from pkce_core.text.quoting import quoted, visible
from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.metadata.document import AuthorizationServerMetadata


_REGISTERED_AUTH_METHODS = frozenset(
    {
        "none", "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt",
        "tls_client_auth", "self_signed_tls_client_auth", "attest_jwt_client_auth",
    }
)  # fmt: skip


def check_metadata(document: str | bytes | Mapping[str, object], *, issuer: str | None = None) -> Report:
    """Check a metadata document, above all what PKCE needs of it.

    Args:
        document: the JSON text, its octets, or the parsed object.
        issuer: the issuer that you asked for the document; None when it is not known, so nothing is compared.

    Raises:
        UsageError: the document is neither str, bytes nor a mapping.
    """
    members, findings = read_members(document)
    other = describe_other_document(document, members, issuer)
    if members is None or other:  # nothing of metadata is there, so nothing of it is missing
        is_web = any(finding.rule == "metadata-web" for finding in other)
        return Report(findings=other if is_web or members is not None else (*other, *findings))
    usable = {name: value for name, value in members.items() if not check_type(name, value)}
    mistyped = frozenset(members) - frozenset(usable)
    found = (*findings, *_check_members(build_metadata(usable), mistyped, issuer, misspelled_members(document)))
    if any(finding.level is Level.ERROR for finding in found):
        found = (*find_other_value(document), *found)
    else:
        message = "The metadata has what a client needs for the authorization code flow."
        found = (RULES["metadata-complete"].passed(message), *found)
    return Report(findings=found)


def _check_members(
    metadata: AuthorizationServerMetadata, mistyped: frozenset[str], issuer: str | None, misspelled: Mapping[str, str]
) -> Iterator[Finding]:
    """Check the values.

    Args:
        metadata: the document, without members of a wrong type.
        mistyped: the names of those members; each has its own finding already.
        issuer: the issuer to compare, or None.
        misspelled: the names that stand in the document in place of those that are missing.
    """
    yield from _check_required(metadata, mistyped, misspelled)
    if metadata.issuer is not None:
        yield from _check_issuer(metadata.issuer, issuer)
    yield from check_transport(metadata)
    for name in ENDPOINTS:
        if (url := getattr(metadata, name)) is not None:
            yield from check_endpoint(name, url)
    yield from check_slashes(metadata)
    yield from check_hosts(metadata)
    if "code_challenge_methods_supported" not in mistyped:
        yield from _check_pkce(metadata.code_challenge_methods_supported, misspelled)
    yield from _check_flow(metadata)
    if metadata.require_pushed_authorization_requests:
        yield _check_pushed_requests("pushed_authorization_request_endpoint" in mistyped, metadata)
    if "token_endpoint_auth_methods_supported" not in mistyped:
        yield from _check_client_authentication(metadata.token_endpoint_auth_methods_supported)
    if "token_endpoint_auth_signing_alg_values_supported" not in mistyped:
        yield from _check_signed_credentials(metadata)
    yield from _check_openid(metadata, misspelled)
    yield _check_iss_parameter(metadata.authorization_response_iss_parameter_supported)


def _check_required(
    metadata: AuthorizationServerMetadata, mistyped: frozenset[str], misspelled: Mapping[str, str]
) -> Iterator[Finding]:
    for name in REQUIRED:
        if getattr(metadata, name) is None and name not in mistyped:
            hint = _say_misspelled(name, misspelled) or "Make sure that you copied the whole document."
            yield RULES["metadata-missing"].error(f"{name} is missing.", hint)


def _say_misspelled(name: str, misspelled: Mapping[str, str]) -> str:
    if name not in misspelled:
        return ""
    return f"The document has {quoted(misspelled[name])}. If that is a misspelling, correct it to {name} on the server."


def _check_issuer(found: str, expected: str | None) -> Iterator[Finding]:
    # RFC 8414 §2: "The authorization server's issuer identifier, which is a URL that uses the "https" scheme and has
    # no query or fragment components."
    if problem := find_url_problem(found):
        yield RULES["metadata-issuer"].error(f"The issuer {problem}.")
        return
    if "?" in found:
        yield RULES["metadata-issuer-query"].error("The issuer has a query (?), and it must not have one.")
    if "#" in found:
        yield RULES["metadata-issuer-fragment"].error("The issuer has a fragment (#), and it must not have one.")
    if expected is not None and expected != found:
        # RFC 8414 §3.3: "The "issuer" value returned MUST be identical to the authorization server's issuer identifier
        # value into which the well-known URI string was inserted"
        yield _explain_issuer(found, expected)


def _explain_issuer(found: str, expected: str) -> Finding:
    relation = explain("issuer", expected, found, "the issuer that you asked")
    message = f"You asked {visible(expected)}, but the document's issuer is {visible(found)}."
    if relation.ways == (("tenant-open",),):
        # Every token has another iss, so the one text that differs is compared later, with the token.
        return RULES["metadata-issuer-template"].warning(f"{message} {relation.sentence}", relation.advice)
    hint = relation.advice or "Use the issuer in the document only if you asked the right server."
    return RULES["metadata-issuer-mismatch"].error(f"{message} {relation.sentence}", hint)


def _check_pkce(methods: tuple[str, ...] | None, misspelled: Mapping[str, str]) -> Iterator[Finding]:
    if methods is None:
        # RFC 8414 §2: "If omitted, the authorization server does not support PKCE."
        message = "The server doesn't announce PKCE: code_challenge_methods_supported is missing."
        hint = (
            "Some servers support it without saying so, such as Microsoft Entra ID. To find out, send a "
            "code_challenge, then a wrong code_verifier."
        )
        hint = _say_misspelled("code_challenge_methods_supported", misspelled) or hint
        yield RULES["metadata-pkce-absent"].warning(message, hint)
    elif "S256" in methods:
        yield RULES["metadata-pkce"].passed("The server supports PKCE with S256.")
        if "plain" in methods:
            yield RULES["metadata-pkce-plain"].info("The server also accepts the method plain. Don't use it.")
    else:
        message = f"For PKCE the server offers {visible(', '.join(methods), 60)}, but not S256."
        hint = "The method is written S256, with a capital S." if "s256" in map(str.lower, methods) else ""
        yield RULES["metadata-pkce-methods"].error(message, hint)


def _check_flow(metadata: AuthorizationServerMetadata) -> Iterator[Finding]:
    types = metadata.response_types_supported
    if types is not None and "code" not in types:
        yield RULES["metadata-response-types"].error("response_types_supported doesn't contain code.")
    grants = metadata.grant_types_supported
    if grants is not None and "authorization_code" not in grants:
        yield RULES["metadata-grant-types"].error("grant_types_supported doesn't contain authorization_code.")


def _check_pushed_requests(mistyped: bool, metadata: AuthorizationServerMetadata) -> Finding:
    message = "The server requires clients to push the authorization request to it first."
    if metadata.pushed_authorization_request_endpoint is None and not mistyped:
        message += " But the document has no pushed_authorization_request_endpoint to push it to."
        return RULES["metadata-pushed-requests"].error(message, "Ask the server's operators for the address.")
    hint = "It refuses an authorization URL with the parameters in it."
    return RULES["metadata-pushed-requests"].warning(message, hint)


def _check_client_authentication(methods: tuple[str, ...] | None) -> Iterator[Finding]:
    rule = RULES["metadata-auth-methods"]
    if methods is None:
        # RFC 8414 §2: "If omitted, the default is "client_secret_basic""
        yield rule.info("token_endpoint_auth_methods_supported is missing, which means client_secret_basic.")
    elif unregistered := [method for method in methods if method not in _REGISTERED_AUTH_METHODS]:
        listed = visible(", ".join(unregistered), 60)
        yield rule.info(f"Some client authentication methods aren't registered ones: {listed}.", spec=None)


def _check_signed_credentials(metadata: AuthorizationServerMetadata) -> Iterator[Finding]:
    name = "token_endpoint_auth_signing_alg_values_supported"
    algorithms = metadata.token_endpoint_auth_signing_alg_values_supported
    if algorithms is not None:
        if "none" in algorithms:
            # RFC 8414 §2: "The value "none" MUST NOT be used."
            message = f"{name} contains none: the server seems to accept a credential that nobody signed."
            yield RULES["metadata-auth-signing"].warning(message)
        return
    # RFC 8414 §2: "This metadata entry MUST be present if either of these authentication methods are specified"
    methods = metadata.token_endpoint_auth_methods_supported or ()
    if signed := [method for method in ("private_key_jwt", "client_secret_jwt") if method in methods]:
        message = f"The server offers {join_words(signed)}, but {name} is missing."
        yield RULES["metadata-auth-signing"].warning(message, "Look up in its documentation what to sign with.")


def _check_openid(metadata: AuthorizationServerMetadata, misspelled: Mapping[str, str]) -> Iterator[Finding]:
    """What OIDC Discovery requires of a server that issues ID tokens."""
    algorithms = metadata.id_token_signing_alg_values_supported
    if algorithms is None:
        return
    if "RS256" not in algorithms:
        # OIDC Discovery §3: "The algorithm RS256 MUST be included."
        message = f"The server signs ID tokens with {visible(', '.join(algorithms), 60)}. Many clients expect RS256."
        yield RULES["metadata-signing"].info(message, "Configure your client for the algorithm.")
    if "none" in algorithms:
        yield RULES["metadata-signing-none"].warning("The server offers ID tokens without a signature (none).")
    if metadata.jwks_uri is None:
        message = "jwks_uri is missing, so there is no key to check ID tokens with."
        yield RULES["metadata-jwks"].warning(message, _say_misspelled("jwks_uri", misspelled))
    if metadata.scopes_supported is not None and "openid" not in metadata.scopes_supported:
        # OIDC Discovery §3: "The server MUST support the openid scope value."
        yield RULES["metadata-openid"].warning("scopes_supported doesn't contain openid.")


def _check_iss_parameter(supported: bool | None) -> Finding:
    if supported:
        # RFC 9207 §2.4: "Clients that support this specification MUST extract the value of the iss parameter from
        # authorization responses they receive if the parameter is present."
        message = "The server promises iss in the redirect. It must be there, and equal the issuer as text."
        return RULES["metadata-iss"].passed(message)
    # RFC 9207 §3: "If omitted, the default value is false."
    message = "The server doesn't promise iss in the redirect, so it is harder to notice a mix-up of servers."
    return RULES["metadata-iss"].info(message, "If you use more than one server, use one redirect URI for each.")
