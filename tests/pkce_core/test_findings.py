"""Reports, findings and the places in specifications they point at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pkce_core import Finding, Level, Mark, Report, Spec, findings


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
        ("OIDC Core", "9", "OIDC Core §9", "https://openid.net/specs/openid-connect-core-1_0.html"),
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


def _finding(level: Level) -> Finding:
    return Finding(rule=f"a-{level}", level=level, message="It is so.")


def test_only_errors_make_a_report_fail() -> None:
    """Warnings, information and passes leave a report ok."""
    lenient = Report(findings=tuple(_finding(level) for level in (Level.PASS, Level.INFO, Level.WARNING)))
    strict = lenient + Report(findings=(_finding(Level.ERROR),))
    assert (lenient.ok, strict.ok, len(strict)) == (True, False, 4)
    assert [finding.rule for finding in strict.errors] == ["a-error"]
    assert [finding.rule for finding in strict.warnings] == ["a-warning"]
    assert [finding.level.value for finding in strict] == ["pass", "info", "warning", "error"]


def test_report_has_no_truth_value() -> None:
    """`if report:` is refused, because it could be read in two ways."""
    with pytest.raises(TypeError, match=r"report\.ok"):
        bool(Report())


def test_wire_form_has_exactly_these_keys() -> None:
    """The page and --json rely on the five keys, with the section as text or null."""
    spec = Spec(document="RFC 7636", section="4.1")
    finding = Finding(
        rule="r", level=Level.ERROR, message="m", hint="h", spec=spec, marks=(Mark(start=0, end=1, found="x"),)
    )
    bare = Finding(rule="r", level=Level.PASS, message="m")
    assert Report(findings=(finding, bare)).to_dict() == {
        "ok": False,
        "findings": [
            {"rule": "r", "level": "error", "message": "m", "hint": "h", "spec": "RFC 7636 §4.1"},
            {"rule": "r", "level": "pass", "message": "m", "hint": "", "spec": None},
        ],
    }


def test_values_are_frozen() -> None:
    """What a check found cannot be changed afterwards."""
    with pytest.raises(AttributeError, match="frozen"):
        _finding(Level.PASS).rule = "other"


def test_every_openid_section_in_use_has_an_anchor() -> None:
    """What the package's sources cite of OpenID Connect leads to that section, not to the top of a long page."""
    sources = "\n".join(path.read_text("utf-8") for path in Path(findings.__file__ or "").parent.rglob("*.py"))
    cited = set(re.findall(r'document="(OIDC \w+)", section="([^"]+)"', sources))
    cited |= {("OIDC Core", section) for section in re.findall(r'_OIDC, "([^"]+)"', sources)}
    for document, section in cited:
        assert "#" in Spec(document=document, section=section).url, (document, section)
