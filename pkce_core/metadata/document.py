"""`AuthorizationServerMetadata` and `parse_metadata`: the document in which a server describes itself.

Parsing keeps the values and the types of the document. `checks` finds those that break a rule or prevent PKCE.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from pkce_core.errors import JsonError, UsageError
from pkce_core.findings import Finding, Report
from pkce_core.metadata.rules import RULES
from pkce_core.text.json_object import parse_json_object
from pkce_core.text.quoting import quoted
from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class AuthorizationServerMetadata:
    """What an authorization server says about itself; None for a member that its document does not have.

    The fields are those of RFC 8414 §2, RFC 9207 §3, RFC 9126 §5, OIDC Discovery §3 and RP-Initiated Logout that
    matter to a client. Other members of the document are left out.
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
        """The document as a JSON object: absent members are left out, and tuples are lists."""
        members = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: list(it) if isinstance(it, tuple) else it for name, it in members if it is not None}


_TYPES = {
    field.name: str(field.type).partition(" ")[0].partition("[")[0] for field in fields(AuthorizationServerMetadata)
}
"""The type of each member, from its annotation: "str", "tuple" or "bool"."""

REQUIRED = ("issuer", "authorization_endpoint", "token_endpoint", "response_types_supported")
"""RFC 8414 §2: issuer and response_types_supported are REQUIRED; the two endpoints are, for this flow."""
_NEEDED = (*REQUIRED, "code_challenge_methods_supported", "jwks_uri")
_EMPTY: tuple[object, ...] = (None, "", [], ())


def parse_metadata(document: str | bytes | Mapping[str, object]) -> AuthorizationServerMetadata:
    """Read a metadata document.

    Args:
        document: the JSON text, its octets, or the parsed object. An optional member without a value is absent.

    Raises:
        ValidationError: it is not a JSON object, or a member has the wrong type.
        UsageError: the document is neither str, bytes nor a mapping.
    """
    members, findings = read_members(document)
    report = Report(findings=findings)
    report.raise_errors()
    assert members is not None  # noqa: S101 - the report of a document that isn't an object has an error
    return build_metadata(members)


def build_metadata(members: Mapping[str, object]) -> AuthorizationServerMetadata:
    """The metadata of members that have the right types."""
    values = {name: tuple(it) if isinstance(it, list | tuple) else it for name, it in members.items()}
    return AuthorizationServerMetadata(**values)  # type: ignore[arg-type]


def read_members(document: str | bytes | Mapping[str, object]) -> tuple[dict[str, object] | None, tuple[Finding, ...]]:
    """The known members with a value, None when the document is not an object; and what is wrong with the others."""
    try:
        members = parse_document(document)
    except JsonError as problem:
        return None, (RULES["metadata-json"].error(f"{problem}{_web_page(document)}"),)
    known = {name: members[name] for name in _TYPES if name in members}
    empty = [name for name, value in known.items() if name not in REQUIRED and value in _EMPTY]
    known = {name: value for name, value in known.items() if name not in empty}
    found = (_check_empty(empty), *(check_type(name, value) for name, value in known.items()))
    return known, tuple(finding for finding in found if finding)


def parse_document(document: str | bytes | Mapping[str, object]) -> dict[str, object]:
    """All members of a document, also those that metadata doesn't have.

    Args:
        document: the JSON text, its octets, or the parsed object.

    Raises:
        JsonError: it is no object of JSON.
        UsageError: the document is neither str, bytes nor a mapping.
    """
    if isinstance(document, bytes):
        return parse_json_object(document.removeprefix(b"\xef\xbb\xbf"))
    if isinstance(document, str):
        return parse_json_object(document.removeprefix("\ufeff"))
    try:
        members = dict(document)
    except (TypeError, ValueError):
        raise UsageError("The metadata is neither str, bytes nor a mapping.") from None
    return members


def misspelled_members(document: str | bytes | Mapping[str, object]) -> dict[str, str]:
    """What a client needs and the document has under a wrong name: the right name, and the wrong one.

    Args:
        document: as `parse_document` reads it.
    """
    names = [str(name) for name in parse_document(document)]
    found = {}
    for wanted in (name for name in _NEEDED if name not in names):
        near = [name for name in names if name not in _TYPES and _plain(name) == _plain(wanted)]
        if near:
            found[wanted] = near[0]
    return found


def _plain(name: str) -> str:
    """A name without what is misspelled most: case, plural, signs between words, and url for uri."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name[:100]).lower()
    return re.sub(r"[^a-z]|s(?=[_-]|$)", "", words).replace("url", "uri")


def _web_page(document: object) -> str:
    """A sentence when a document that isn't JSON looks like a web page."""
    start = document[:200].lstrip() if isinstance(document, str | bytes) else ""
    if start[:1] in ("<", b"<"):
        return " It looks like a web page: the address may be wrong or require a login."
    return ""


def _check_empty(names: list[str]) -> Finding | None:
    if not names:
        return None
    # RFC 8414 §3.2: "Claims with zero elements MUST be omitted from the response."
    message = f"{join_words(names)} {'have' if len(names) > 1 else 'has'} no value."
    return RULES["metadata-empty"].warning(message, "This is read as if it weren't there, which the server should do.")


def check_type(name: str, value: object) -> Finding | None:
    """The finding that a member has the wrong type; None when it has the right one."""
    kind = _TYPES[name]
    if _is_of_type(kind, value):
        return None
    wanted = {"str": "text", "tuple": "a list of texts", "bool": "true or false"}[kind]
    message = f"{name} must be {wanted}, but here it is {quoted(value)}."
    return RULES["metadata-type"].error(message)


def _is_of_type(kind: str, value: object) -> bool:
    if kind == "tuple":
        return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, str) for item in value)
    return isinstance(value, bool if kind == "bool" else str)
