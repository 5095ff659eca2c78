"""`describe_json_document`: which known document an object of JSON is that is no message of the flow, by its members.

Readers paste the file that is at hand: an OpenAPI document, their package.json, a client's registration, the claims of
a token. Only names that such a document must have, or nearly always has, count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class JsonDocument(NamedTuple):
    """A known document.

    Attributes:
        what: what it is, for the end of a sentence.
        hint: what to know about it, in a sentence; "" for nothing.
    """

    what: str
    hint: str = ""


_SECRET = "It contains a secret: show it to nobody."  # noqa: S105 - a sentence
_CLAIMS = JsonDocument("the claims of a token, such as an ID token, and not the token itself")
_API = JsonDocument("an OpenAPI document, which describes an API")
_TABLE: tuple[tuple[tuple[str, ...], JsonDocument], ...] = (
    (("openapi", "info"), _API),
    (("swagger", "info"), _API),
    (("openapi", "paths"), _API),
    (("swagger", "paths"), _API),
    (("info", "item"), JsonDocument("a collection of Postman", "It may contain secrets.")),
    (("type", "private_key", "client_email"), JsonDocument("the key of a Google service account", _SECRET)),
    (("web",), JsonDocument("the settings of a client that Google lets you download", _SECRET)),
    (("installed",), JsonDocument("the settings of a client that Google lets you download", _SECRET)),
    (("client_id", "redirect_uris"), JsonDocument("the registration of a client (RFC 7591)",
                                                 "It may contain secrets.")),
    (("device_code", "user_code"), JsonDocument("the response of a device authorization endpoint (RFC 8628)")),
    (("credential_issuer",), JsonDocument("the metadata of an issuer of credentials (OpenID4VCI)")),
    (("subject", "links"), JsonDocument("an answer of WebFinger (RFC 7033)",
                                       "The href of its link with rel http://openid.net/specs/connect/1.0/issuer is the"
                                       " issuer to ask.")),
    (("iss", "exp"), _CLAIMS),
    (("iss", "iat"), _CLAIMS),
    (("iss", "aud"), _CLAIMS),
    (("active",), JsonDocument("an answer of an introspection endpoint (RFC 7662)")),
    (("log",), JsonDocument("a recording of a browser (a HAR file)", "`pkce explain --har` reads it.")),
    (("name", "version", "dependencies"), JsonDocument("a package.json, which describes a package of JavaScript")),
    (("name", "version", "devDependencies"), JsonDocument("a package.json, which describes a package of JavaScript")),
    (("name", "version", "scripts"), JsonDocument("a package.json, which describes a package of JavaScript")),
    (("compilerOptions",), JsonDocument("the settings of TypeScript (tsconfig.json)")),
    (("manifest_version", "name"), JsonDocument("the manifest of a browser's extension")),
    (("name", "start_url"), JsonDocument("the manifest of a web application")),
    (("applinks",), JsonDocument("an apple-app-site-association file, which ties an app to a site")),
    (("webcredentials",), JsonDocument("an apple-app-site-association file, which ties an app to a site")),
    (("$schema", "properties"), JsonDocument("a JSON Schema")),
    (("realm", "clients"), JsonDocument("an export of a Keycloak realm", _SECRET)),
    (("realm", "auth-server-url"), JsonDocument("the settings of a Keycloak adapter", "They may contain a secret.")),
    (("sub", "email"), JsonDocument("claims about a user, as userinfo returns them")),
    (("sub", "name"), JsonDocument("claims about a user, as userinfo returns them")),
    (("sub", "preferred_username"), JsonDocument("claims about a user, as userinfo returns them")),
)  # fmt: skip
"""By members that are all there: the document; the first counts."""
_INSIDE = {"web": "client_id", "installed": "client_id", "log": "entries"}
"""Names that say little by themselves, with a member that the object in them has."""


def describe_json_document(members: Mapping[str, object]) -> JsonDocument | None:
    """Which known document an object is; None for any other.

    Args:
        members: of the object.
    """
    for names, document in _TABLE:
        if all(name in members for name in names):
            inner = members[names[0]]
            if names[0] not in _INSIDE or (isinstance(inner, dict) and _INSIDE[names[0]] in inner):
                return document
    return None
