"""What stands for a tenant in the issuers of Microsoft Entra and Oracle, and the two versions of Entra's issuer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.relation.ways import USUAL, Way
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATE = re.compile(r"\{[A-Za-z_]{2,40}\}|%7[Bb][A-Za-z_]{2,40}%7[Dd]")
"""A segment that a program has to replace, such as {tenantid}."""
_COMMON = ("common", "organizations", "consumers")
_TENANT_ID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_TENANT = re.compile(rf"{_TENANT_ID.pattern}|[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{1,8}}")
_MICROSOFT = re.compile(
    r"https://(?:login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn|sts\.windows\.net)/"
)
_EXTERNAL = re.compile(
    r"https://([A-Za-z0-9-]{1,63}\.(?:b2clogin|ciamlogin)\.com)/([^/?#]{1,100})(?:/[^/?#]{1,100})?/v2\.0/?"
)
_ORACLE = re.compile(r"https://idcs-[A-Za-z0-9]{1,63}\.identity\.oraclecloud\.com(?::443)?/?")
_ORACLE_SHARED = "https://identity.oraclecloud.com/"
_V2 = re.compile(r"https://login\.microsoftonline\.com/([^/?#]{1,100})/v2\.0/?")
_V1 = re.compile(r"https://sts\.windows\.net/([^/?#]{1,100})/?")


def _other_segment(text: str, guide: str) -> tuple[str, str] | None:
    """The one segment of two URLs that differs."""
    one, other = text.split("/"), guide.split("/")
    if len(one) != len(other) or len(one) < 4:
        return None
    differing = [at for at in range(len(one)) if one[at] != other[at]]
    return (one[differing[0]], other[differing[0]]) if len(differing) == 1 and differing[0] > 2 else None


def _tenant_filled(text: str, guide: str) -> Iterator[str]:
    found = _other_segment(text, guide)
    if found and TEMPLATE.fullmatch(found[0]) and not TEMPLATE.fullmatch(found[1]):
        yield guide


def _tenant_open(text: str, guide: str) -> Iterator[str]:
    found = _other_segment(text, guide)
    if found and TEMPLATE.fullmatch(found[1]) and not TEMPLATE.fullmatch(found[0]):
        yield guide


def _tenant_of_common(text: str, guide: str) -> Iterator[str]:
    found = _other_segment(text, guide)
    if (
        found
        and _MICROSOFT.match(text)
        and found[0] in _COMMON
        and (_TENANT.fullmatch(found[1]) or found[1] in _COMMON)
    ):
        yield guide


def _common_for_tenant(text: str, guide: str) -> Iterator[str]:
    found = _other_segment(text, guide)
    if found and _MICROSOFT.match(text) and found[1] in _COMMON and _TENANT.fullmatch(found[0]):
        yield guide


def _other_tenant(text: str, guide: str) -> Iterator[str]:
    found = _other_segment(text, guide)
    if found and _MICROSOFT.match(text) and all(map(_TENANT.fullmatch, found)):
        yield guide


def _external_tenant(text: str, guide: str) -> Iterator[str]:
    """Entra External ID and Azure AD B2C: the address has a domain name, and often a policy; the issuer has the ID."""
    one, other = _EXTERNAL.fullmatch(text), _EXTERNAL.fullmatch(guide)
    if one and other and one[1] == other[1] and _TENANT_ID.fullmatch(other[2]) and not _TENANT_ID.fullmatch(one[2]):
        yield guide


def _oracle_shared(text: str, guide: str) -> Iterator[str]:
    if _ORACLE.fullmatch(text) and guide == _ORACLE_SHARED:
        yield guide


def _first_version(text: str, guide: str) -> Iterator[str]:
    if (one := _V2.fullmatch(text)) and _V1.fullmatch(guide):
        yield f"https://sts.windows.net/{one[1]}/"


def _second_version(text: str, guide: str) -> Iterator[str]:
    if (one := _V1.fullmatch(text)) and _V2.fullmatch(guide):
        yield f"https://login.microsoftonline.com/{one[1]}/v2.0"


def _filled_advice(before: str, _: str) -> str:
    if not _MICROSOFT.match(before):
        return "What you compare with is a template: put your own value in its place."
    return (
        "What you compare with is a template, as Microsoft Entra publishes it for common: put the token's tid in its "
        "place before you compare, and check that you accept this tenant."
    )


def _open_advice(_: str, after: str) -> str:
    if not _MICROSOFT.match(after):
        return "The other one is a template: put your own value in its place."
    return (
        "The document is a template, as Microsoft Entra publishes it for common, organizations and consumers: put the "
        "token's tid in its place, compare that with iss, and check that you accept the tenant."
    )


def _tenant_advice(before: str, after: str) -> str:
    one, other = _other_segment(before, after) or ("", "")
    if bool(_TENANT_ID.fullmatch(one)) == bool(_TENANT_ID.fullmatch(other)):
        return "It's the issuer of another tenant: accept it only if you meant to."
    return (
        "One names the tenant by its ID, the other by a domain name. Whether that's the same tenant can't be seen "
        "here. Issuers have the ID: look it up in the directory's overview, and expect that."
    )


def _segments(before: str, after: str) -> str:
    one, other = _other_segment(before, after) or ("", "")
    return f"with {visible(other, 60)} in place of {visible(one, 60)}"


TENANT_WAYS = (
    Way("tenant-filled", USUAL, _tenant_filled, _segments,
        _filled_advice),
    Way("tenant-open", USUAL, _tenant_open, _segments,
        _open_advice),
    Way("tenant-of-common", USUAL, _tenant_of_common, _segments,
        "common, organizations and consumers name no issuer: iss has the tenant of the user. Expect the "
        "issuer with the token's tid in its place, and check that you accept this tenant."),
    Way("common-for-tenant", USUAL, _common_for_tenant, _segments, "Use the address of your tenant in every place."),
    Way("other-tenant", USUAL, _other_tenant, _segments, _tenant_advice),
    Way("oracle-shared", USUAL, _oracle_shared, "as Oracle's identity domains write it for all of them",
        "Every identity domain of Oracle has this issuer unless its settings say another one. Expect it exactly as the "
        "document has it, and check that you asked your own domain."),
    Way("external-tenant", USUAL, _external_tenant, "with the tenant by its ID",
        "Microsoft's external tenants have addresses with a domain name, and issuers with the tenant's ID: expect the "
        "issuer as the document of your own address has it, after you have compared that ID with your tenant's."),
    Way("first-version", USUAL, _first_version, "as Microsoft Entra writes it in tokens of version 1.0",
        "Endpoints and metadata whose address has no v2.0 are of version 1.0, and so are the tokens of an API whose "
        "registration doesn't ask for version 2. Use addresses and issuer of one version."),
    Way("second-version", USUAL, _second_version, "as Microsoft Entra writes it in tokens of version 2.0",
        "Endpoints and metadata of version 2.0 have v2.0 in their address. Use addresses and issuer of one version."),
)  # fmt: skip
"""A row has the name, the cost, the change, its phrase and the advice."""
