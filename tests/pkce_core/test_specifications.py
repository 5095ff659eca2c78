"""Sections of specifications: how they are written, and where they are on the web."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pkce_core import ERROR_CODES, RULES, Spec, findings
from pkce_core.specifications import parse_spec


@pytest.mark.parametrize(
    ("document", "section", "text", "url"),
    [
        ("RFC 7636", "4.1", "RFC 7636 §4.1", "https://www.rfc-editor.org/rfc/rfc7636#section-4.1"),
        ("RFC 7636", "Appendix B", "RFC 7636 Appendix B", "https://www.rfc-editor.org/rfc/rfc7636#appendix-B"),
        ("RFC 9207", "", "RFC 9207", "https://www.rfc-editor.org/rfc/rfc9207"),
        (
            "OIDC Core",
            "3.1.3.7",
            "OIDC Core §3.1.3.7",
            "https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation",
        ),
        ("OIDC Core", "8", "OIDC Core §8", "https://openid.net/specs/openid-connect-core-1_0.html"),
        (
            "OAuth 2.1",
            "4.1.1",
            "OAuth 2.1 §4.1.1",
            "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1#section-4.1.1",
        ),
        ("A note", "2", "A note §2", ""),
    ],
)
def test_spec_reads_and_links(document: str, section: str, text: str, url: str) -> None:
    """A section reads as people write it and links to its anchor."""
    spec = Spec(document=document, section=section)
    assert (str(spec), spec.url) == (text, url)


@pytest.mark.parametrize("text", ["RFC 7636 §4.1", "RFC 7636 Appendix B", "RFC 9207", "OIDC Core §3.1.3.7"])
def test_what_a_section_is_written_as_is_read_back(text: str) -> None:
    """The rows of the rules name sections as text."""
    assert str(parse_spec(text)) == text


def test_every_openid_section_in_use_has_an_anchor() -> None:
    """What the package's sources cite of OpenID Connect leads to that section, not to the top of a long page."""
    sources = "\n".join(path.read_text("utf-8") for path in Path(findings.__file__ or "").parent.rglob("*.py"))
    cited = set(re.findall(r'document="(OIDC \w+)", section="([^"]+)"', sources))
    cited |= {("OIDC Core", section) for section in re.findall(r'_OIDC, "([^"]+)"', sources)}
    specs = [spec for rule in RULES.values() for spec in rule.specs] + [code.spec for code in ERROR_CODES.values()]
    cited |= {(spec.document, spec.section) for spec in specs if spec.document.startswith("OIDC")}
    assert ("OIDC Core", "3.1.3.7") in cited
    for document, section in cited:
        assert "#" in Spec(document=document, section=section).url, (document, section)
