"""The rules about authorization server metadata, one function each, no finding when all is well."""

from __future__ import annotations

from pkce_core._browser_url import BrowserUrl, parse_as_browser
from pkce_core._hosts import Refusal
from pkce_core._quoting import visible
from pkce_core._redirect_hosts import kinds_of_host
from pkce_core.findings import Finding, Level, Spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core._metadata_values import AuthorizationServerMetadata

DOCUMENT_SPEC = Spec(document="RFC 8414", section="2")
ISSUER_SPEC = Spec(document="RFC 8414", section="3.3")
DISCOVERY_SPEC = Spec(document="OIDC Discovery", section="3")
PKCE_SPEC = Spec(document="RFC 9700", section="2.1.1")
ISS_SPEC = Spec(document="RFC 9207", section="3")
ENDPOINT_SPEC = Spec(document="RFC 6749", section="3.1")

LOCAL = frozenset({"localhost", "localhost-subdomain", "loopback-ipv4", "loopback-ipv6", "loopback-range"})
AUTH_METHODS = frozenset(
    {
        "none", "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt",
        "tls_client_auth", "self_signed_tls_client_auth", "attest_jwt_client_auth",
    }
)  # fmt: skip
_LONGEST_URL = 8192
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")


def error(rule: str, message: str, hint: str = "", spec: Spec | None = None) -> Finding:
    return Finding(rule=f"metadata-{rule}", level=Level.ERROR, message=message, hint=hint, spec=spec)


def _warning(rule: str, message: str, hint: str = "", spec: Spec | None = None) -> Finding:
    return Finding(rule=f"metadata-{rule}", level=Level.WARNING, message=message, hint=hint, spec=spec)


def _info(rule: str, message: str, hint: str = "", spec: Spec | None = None) -> Finding:
    return Finding(rule=f"metadata-{rule}", level=Level.INFO, message=message, hint=hint, spec=spec)


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
    yield from _transport(metadata)
    for name in _ENDPOINTS:
        if (url := getattr(metadata, name)) is not None:
            yield from _endpoint(name, url, metadata.issuer)
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
            yield error("missing", f"{name} is missing.", "Look whether you copied the whole document.", DOCUMENT_SPEC)


def _issuer(found: str, asked: str | None) -> Iterator[Finding]:
    # RFC 8414 §2: "The authorization server's issuer identifier, which is a URL that uses the "https" scheme and has
    # no query or fragment components."
    if wrong := _url_problem(found):
        yield error("issuer", f"The issuer {wrong}.", spec=DOCUMENT_SPEC)
        return
    for mark, part in (("?", "query"), ("#", "fragment")):
        if mark in found:
            yield error(f"issuer-{part}", f"The issuer has a {part} ({mark}), and it must not.", spec=DOCUMENT_SPEC)
    if asked is not None and asked != found:
        # RFC 8414 §3.3: "The "issuer" value returned MUST be identical to the authorization server's issuer identifier
        # value into which the well-known URI string was inserted"
        message = (
            f"The document was asked of {visible(asked)}, and its issuer is {visible(found)}: they differ as text."
        )
        hint = "Take the issuer from the document only when you asked the right server."
        if asked.rstrip("/") == found.rstrip("/"):
            hint = "Only a slash at the end differs. Use the issuer as the document writes it."
        yield error("issuer-mismatch", message, hint, ISSUER_SPEC)


def _endpoint(name: str, found: str, issuer: str | None) -> Iterator[Finding]:
    if wrong := _url_problem(found):
        yield error("endpoint", f"{name} {wrong}.", spec=DOCUMENT_SPEC)
        return
    if "#" in found:
        # RFC 6749 §3.1: "The endpoint URI MUST NOT include a fragment component."
        yield error("endpoint-fragment", f"{name} has a fragment (#), and it must not.", spec=ENDPOINT_SPEC)
    one, other = parse_as_browser(found), parse_as_browser((issuer or "")[:_LONGEST_URL])
    if isinstance(one, BrowserUrl) and isinstance(other, BrowserUrl) and one.host != other.host:
        message = f"{name} is on another host than the issuer: {visible(one.origin)}. That is allowed."
        yield _info("host", message, "Compare the issuer as text, never by the host of an endpoint.")


def _url_problem(text: str) -> str:
    """Why a text is no URL to go to, as the end of a sentence; nothing when it is one."""
    if len(text) > _LONGEST_URL:
        return f"has {len(text):,} characters, more than any URL"
    url = parse_as_browser(text)
    if url is None:
        return "is no absolute URL"
    if isinstance(url, Refusal):
        return f"is no URL a browser goes to: {url.why}"
    if url.scheme not in ("http", "https"):
        return f"has the scheme {visible(url.scheme, 20)}, and it has to be https"
    if url.userinfo is not None:
        return f"holds a user name before an @: it leads to {visible(url.origin)}"
    if text != text.strip() or any(letter <= " " or letter == "\\" for letter in text):
        return "holds white space or a backslash"
    return ""


def _transport(metadata: AuthorizationServerMetadata) -> Iterator[Finding]:
    """One finding for the members that use http on this machine, and one for those that use it anywhere else."""
    there = {name: text for name in ("issuer", *_ENDPOINTS) if (text := getattr(metadata, name)) is not None}
    using = {name: kinds for name, text in there.items() if (kinds := _kinds_of_http_host(text)) is not None}
    if local := [name for name, kinds in using.items() if kinds & LOCAL]:
        message = f"{_use_http(local)}. On this machine that is fine for a test, and nowhere else."
        yield _warning("http", message, spec=DOCUMENT_SPEC)
    if others := [name for name, kinds in using.items() if not kinds & LOCAL]:
        yield error(
            "http",
            f"{_use_http(others)}, and {'it has' if len(others) == 1 else 'they have'} to be https.",
            spec=DOCUMENT_SPEC,
        )


def _kinds_of_http_host(text: str) -> frozenset[str] | None:
    """Which kinds of host an http URL goes to; None for what is no such URL, or is wrong in another way."""
    url = parse_as_browser(text) if not _url_problem(text) else None
    return kinds_of_host(url.host) if isinstance(url, BrowserUrl) and url.scheme == "http" and url.host else None


def _use_http(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last} use http" if others else f"{last} uses http"


def _pkce(methods: tuple[str, ...] | None) -> Iterator[Finding]:
    if methods is None:
        # RFC 8414 §2: "If omitted, the authorization server does not support PKCE."
        message = "code_challenge_methods_supported is missing, which says that the server does not support PKCE."
        hint = "Many servers support it without saying so. Send code_challenge, then try a wrong code_verifier."
        yield _warning("pkce-absent", message, hint, DOCUMENT_SPEC)
    elif "S256" in methods:
        message = "The server supports PKCE with S256."
        yield Finding(rule="metadata-pkce", level=Level.PASS, message=message, spec=PKCE_SPEC)
        if "plain" in methods:
            yield _info("pkce-plain", "The server accepts the method plain too. Do not use it.", spec=PKCE_SPEC)
    else:
        listed = visible(", ".join(methods), 60)
        hint = "The method is written S256, with a capital S." if "s256" in map(str.lower, methods) else ""
        yield error("pkce-methods", f"The server offers {listed} for PKCE, and S256 is not among it.", hint, PKCE_SPEC)


def _flow(metadata: AuthorizationServerMetadata) -> Iterator[Finding]:
    types = metadata.response_types_supported
    if types is not None and "code" not in types:
        yield error("response-types", "response_types_supported does not hold code.", spec=DOCUMENT_SPEC)
    grants = metadata.grant_types_supported
    if grants is not None and "authorization_code" not in grants:
        yield error("grant-types", "grant_types_supported does not hold authorization_code.", spec=DOCUMENT_SPEC)
    if metadata.require_pushed_authorization_requests:
        message = "The server wants the authorization request pushed to it first."
        hint = "An authorization URL with the parameters in it is refused."
        yield _warning("pushed-requests", message, hint, Spec(document="RFC 9126", section="5"))


def _client_authentication(metadata: AuthorizationServerMetadata, mistyped: frozenset[str]) -> Iterator[Finding]:
    methods = metadata.token_endpoint_auth_methods_supported
    if methods is None:
        if "token_endpoint_auth_methods_supported" not in mistyped:
            # RFC 8414 §2: "If omitted, the default is "client_secret_basic""
            message = "token_endpoint_auth_methods_supported is missing, which means client_secret_basic."
            yield _info("auth-methods", message, spec=DOCUMENT_SPEC)
        return
    if unknown := [method for method in methods if method not in AUTH_METHODS]:
        listed = visible(", ".join(unknown), 60)
        yield _info("auth-methods", f"Not every client authentication method is a registered one: {listed}.")


def _openid(metadata: AuthorizationServerMetadata) -> Iterator[Finding]:
    """What OIDC Discovery adds, when the document speaks of ID tokens."""
    algorithms = metadata.id_token_signing_alg_values_supported
    if algorithms is None:
        return
    if "RS256" not in algorithms:
        # OIDC Discovery §3: "The algorithm RS256 MUST be included."
        message = f"ID tokens are signed with {visible(', '.join(algorithms), 60)}; many clients expect RS256."
        yield _info("signing", message, "Tell your client the algorithm.", DISCOVERY_SPEC)
    if "none" in algorithms:
        yield _warning("signing-none", "The server offers ID tokens without a signature (none).", spec=DISCOVERY_SPEC)
    if metadata.jwks_uri is None:
        yield _warning("jwks", "jwks_uri is missing, so no key to check ID tokens with.", spec=DISCOVERY_SPEC)
    if metadata.scopes_supported is not None and "openid" not in metadata.scopes_supported:
        # OIDC Discovery §3: "The server MUST support the openid scope value."
        yield _warning("openid", "scopes_supported does not hold openid.", spec=DISCOVERY_SPEC)


def _iss_parameter(supported: bool | None) -> Finding:
    if supported:
        # RFC 9207 §2.4: "Clients that support this specification MUST extract the value of the iss parameter from
        # authorization responses they receive if the parameter is present."
        message = "The redirect brings iss: it has to be there, and to equal the issuer as text."
        return Finding(rule="metadata-iss", level=Level.PASS, message=message, spec=ISS_SPEC)
    # RFC 9207 §3: "If omitted, the default value is false."
    message = "The server does not promise iss in the redirect, so a mix-up of servers is harder to notice."
    return _info("iss", message, "With more than one server, use one redirect URI for each.", ISS_SPEC)
