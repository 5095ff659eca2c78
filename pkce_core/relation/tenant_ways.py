"""What stands for a tenant in the issuers of Microsoft Entra, and the two versions of its issuer."""

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
_TENANT = re.compile(
    r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
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
    if found and found[0] in _COMMON and (_TENANT.fullmatch(found[1]) or found[1] in _COMMON):
        yield guide


def _common_for_tenant(text: str, guide: str) -> Iterator[str]:
    found = _other_segment(text, guide)
    if found and found[1] in _COMMON and _TENANT.fullmatch(found[0]):
        yield guide


def _other_tenant(text: str, guide: str) -> Iterator[str]:
    found = _other_segment(text, guide)
    if found and text.startswith("https://login.microsoftonline.com/") and all(map(_TENANT.fullmatch, found)):
        yield guide


def _first_version(text: str, guide: str) -> Iterator[str]:
    if (one := _V2.fullmatch(text)) and _V1.fullmatch(guide):
        yield f"https://sts.windows.net/{one[1]}/"


def _second_version(text: str, guide: str) -> Iterator[str]:
    if (one := _V1.fullmatch(text)) and _V2.fullmatch(guide):
        yield f"https://login.microsoftonline.com/{one[1]}/v2.0"


def _segments(before: str, after: str) -> str:
    one, other = _other_segment(before, after) or ("", "")
    return f"with {visible(other, 60)} in place of {visible(one, 60)}"


TENANT_WAYS = (
    Way("tenant-filled", USUAL, _tenant_filled, _segments,
        "What you compare with is a template, as Microsoft Entra publishes it for common: put the token's tid in its "
        "place before you compare, and check that you accept this tenant."),
    Way("tenant-open", USUAL, _tenant_open, _segments,
        "The document is a template, as Microsoft Entra publishes it for common, organizations and consumers: put the "
        "token's tid in its place, compare that with iss, and check that you accept the tenant."),
    Way("tenant-of-common", USUAL, _tenant_of_common, _segments,
        "common, organizations and consumers name no issuer: iss has the tenant of the user. Expect the "
        "issuer with the token's tid in its place, and check that you accept this tenant."),
    Way("common-for-tenant", USUAL, _common_for_tenant, _segments, "Use the address of your tenant in every place."),
    Way("other-tenant", USUAL, _other_tenant, _segments,
        "It's the issuer of another tenant: accept it only if you meant to."),
    Way("first-version", USUAL, _first_version, "as Microsoft Entra writes it in tokens of version 1.0",
        "Which version an API gets is set in its registration (requestedAccessTokenVersion). Compare with the issuer "
        "in the metadata of the same version."),
    Way("second-version", USUAL, _second_version, "as Microsoft Entra writes it in tokens of version 2.0",
        "Compare with the issuer in the metadata of the same version: its address has /v2.0/."),
)  # fmt: skip
"""A row has the name, the cost, the change, its phrase and the advice."""
