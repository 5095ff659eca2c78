"""`Spec`: a section of a specification, as text and as an address on the web."""

from __future__ import annotations

from types import MappingProxyType

from pkce_core.frozen import Frozen, set_slot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {
        "OIDC Core": "https://openid.net/specs/openid-connect-core-1_0.html",
        "OIDC Discovery": "https://openid.net/specs/openid-connect-discovery-1_0.html",
        "OpenID Connect Unmet Authentication Requirements": (
            "https://openid.net/specs/openid-connect-unmet-authentication-requirements-1_0.html"
        ),
        "CIBA": "https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html",
        "UMA 2.0": "https://docs.kantarainitiative.org/uma/wg/rec-oauth-uma-grant-2.0.html",
        "JARM": "https://openid.net/specs/oauth-v2-jarm.html",
        "OAuth 2.1": "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1",
    }
)
"""The addresses of documents that are not RFCs; the address of an RFC follows from its number."""

_ANCHORS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("OIDC Core", "2"): "IDToken",
        ("OIDC Core", "3.1.2.1"): "AuthRequest",
        ("OIDC Core", "3.1.2.6"): "AuthError",
        ("OIDC Core", "3.1.3.3"): "TokenResponse",
        ("OIDC Core", "3.1.3.6"): "CodeIDToken",
        ("OIDC Core", "3.1.3.7"): "IDTokenValidation",
        ("OIDC Core", "3.1.3.8"): "CodeFlowTokenValidation",
        ("OIDC Core", "3.3.2.11"): "HybridIDToken",
        ("OIDC Core", "5.1"): "StandardClaims",
        ("OIDC Core", "5.5"): "ClaimsParameter",
        ("OIDC Core", "5.5.1.1"): "acrSemantics",
        ("OIDC Core", "6.1"): "RequestObject",
        ("OIDC Core", "9"): "ClientAuthentication",
        ("OIDC Core", "10.1"): "Signing",
        ("OIDC Core", "11"): "OfflineAccess",
        ("OIDC Core", "12.2"): "RefreshTokenResponse",
        ("OIDC Discovery", "3"): "ProviderMetadata",
    }
)
"""The anchors of sections in the OpenID documents, which use names instead of numbers."""


class Spec(Frozen):
    """A section of a specification, such as RFC 7636, section 4.1.

    Attributes:
        document: "RFC 7636", or a key of `_DOCUMENTS`.
        section: "4.1", "Appendix B", or "" for the whole document.
    """

    __slots__ = ("document", "section")
    document: str
    section: str

    def __init__(self, *, document: str, section: str = "") -> None:
        set_slot(self, "document", document)
        set_slot(self, "section", section)

    def __str__(self) -> str:
        """The section as people write it: "RFC 7636 §4.1", "RFC 7636 Appendix B"."""
        if not self.section:
            return self.document
        mark = "" if self.section.startswith("Appendix") else "§"
        return f"{self.document} {mark}{self.section}"

    @property
    def url(self) -> str:
        """The address of the section, or of the whole document when the section has no known anchor; "" for neither."""
        page, anchor = _DOCUMENTS.get(self.document, ""), _ANCHORS.get((self.document, self.section), "")
        is_rfc = self.document.startswith("RFC ")
        if is_rfc:
            page = f"https://www.rfc-editor.org/rfc/rfc{self.document.removeprefix('RFC ').strip()}"
        if self.section and (is_rfc or self.document == "OAuth 2.1"):
            anchor = f"section-{self.section}".replace("section-Appendix ", "appendix-")
        return f"{page}#{anchor}" if anchor and page else page


def parse_spec(text: str) -> Spec:
    """The section that `str` writes as this text, such as "RFC 7636 §4.1" or "RFC 7636 Appendix B"."""
    document, section_sign, section = text.partition(" §")
    if not section_sign:
        document, appendix, letter = text.partition(" Appendix ")
        section = f"Appendix {letter}" if appendix else ""
    return Spec(document=document, section=section)
