"""Authorization server metadata: the document in which a server describes itself (RFC 8414, OIDC Discovery).

Parsing keeps the document's own words and types; checking says which of them break a rule or get in the way of PKCE.
"""

from __future__ import annotations

from dataclasses import fields

from pkce_core._json import parse_json_object
from pkce_core._metadata_rules import DOCUMENT_SPEC, check_members, error
from pkce_core._metadata_values import AuthorizationServerMetadata
from pkce_core._quoting import quoted
from pkce_core.errors import JsonError, MetadataError, UsageError
from pkce_core.findings import Finding, Level, Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["AuthorizationServerMetadata", "check_metadata", "parse_metadata", "validate_metadata"]


_KINDS = {
    field.name: str(field.type).partition(" ")[0].partition("[")[0] for field in fields(AuthorizationServerMetadata)
}
"""Which kind of value each member holds, told from its annotation: "str", "tuple" or "bool"."""


def parse_metadata(document: str | bytes | Mapping[str, object]) -> AuthorizationServerMetadata:
    """Read a metadata document.

    Args:
        document: the JSON text, its octets, or the object it holds.

    Raises:
        MetadataError: it is no JSON object, or a member holds another kind of value than it should.
        UsageError: the document is neither str, bytes nor a mapping.
    """
    members, findings = _read(document)
    if members is None or findings:
        raise MetadataError(Report(findings=findings))
    return _build(members)


def check_metadata(document: str | bytes | Mapping[str, object], *, issuer: str | None = None) -> Report:
    """Judge a metadata document, above all what PKCE needs of it.

    Args:
        document: the JSON text, its octets, or the object it holds.
        issuer: the issuer that the document was asked of, to be compared; None when it is not known.

    Raises:
        UsageError: the document is neither str, bytes nor a mapping.
    """
    members, findings = _read(document)
    if members is None:
        return Report(findings=findings)
    right = {name: value for name, value in members.items() if not _type_finding(name, value)}
    wrong = frozenset(members) - frozenset(right)
    found = (*findings, *check_members(_build(right), wrong, issuer))
    if not any(finding.level is Level.ERROR for finding in found):
        message = "The metadata holds what a client needs for the authorization code flow."
        found = (Finding(rule="metadata-complete", level=Level.PASS, message=message, spec=DOCUMENT_SPEC), *found)
    return Report(findings=found)


def validate_metadata(document: str | bytes | Mapping[str, object], *, issuer: str | None = None) -> None:
    """Raise unless the metadata keeps the rules; warnings do not count.

    Raises:
        MetadataError: it does not; the error carries the report.
        UsageError: the document is neither str, bytes nor a mapping.
    """
    report = check_metadata(document, issuer=issuer)
    if not report.ok:
        raise MetadataError(report)


def _build(members: Mapping[str, object]) -> AuthorizationServerMetadata:
    values = {name: tuple(it) if isinstance(it, list | tuple) else it for name, it in members.items()}
    return AuthorizationServerMetadata(**values)  # type: ignore[arg-type]


def _read(document: str | bytes | Mapping[str, object]) -> tuple[dict[str, object] | None, tuple[Finding, ...]]:
    """The known members, None when there is no object to read them from; and what is wrong with their kinds."""
    try:
        members = _members(document)
    except JsonError as problem:
        return None, (error("json", f"{problem}{_page(document)}", spec=DOCUMENT_SPEC),)
    known = {name: members[name] for name in _KINDS if name in members}
    found = (_type_finding(name, value) for name, value in known.items())
    return known, tuple(finding for finding in found if finding)


def _members(document: str | bytes | Mapping[str, object]) -> dict[str, object]:
    if isinstance(document, bytes):
        return parse_json_object(document.removeprefix(b"\xef\xbb\xbf"))
    if isinstance(document, str):
        return parse_json_object(document.removeprefix("\ufeff"))
    try:
        members = dict(document)
    except (TypeError, ValueError):
        raise UsageError("The metadata is neither str, bytes nor a mapping.") from None
    return members


def _page(document: object) -> str:
    """What a document that is no JSON is instead."""
    start = document[:200].lstrip() if isinstance(document, str | bytes) else ""
    if start[:1] in ("<", b"<"):
        return " It looks like a web page: the address may be wrong, or ask for a login."
    return ""


def _type_finding(name: str, value: object) -> Finding | None:
    kind = _KINDS[name]
    if _is_of(kind, value):
        return None
    wanted = {"str": "text", "tuple": "a list of texts", "bool": "true or false"}[kind]
    hint = ""
    if value is None or value == []:
        # RFC 8414 §3.2: "Claims with zero elements MUST be omitted from the response."
        hint = "A member without a value is left out of the document."
    message = f"{name} is {wanted}, and here it is {quoted(value)}."
    return error("type", message, hint, DOCUMENT_SPEC)


def _is_of(kind: str, value: object) -> bool:
    if kind == "tuple":
        return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, str) for item in value)
    return isinstance(value, bool if kind == "bool" else str)
