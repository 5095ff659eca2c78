"""What every check returns, whoever shows it: a `Report` of `Finding`s.

A rule is judged once and written down here as data. Raising it, printing it in a terminal and drawing it in a page
are three ways to present the same finding, so none of them decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Level(StrEnum):
    """How much a finding matters. Only `ERROR` makes a report fail."""

    PASS = "pass"  # noqa: S105
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_ERROR = Level.ERROR

DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {
        "OIDC Core": "https://openid.net/specs/openid-connect-core-1_0.html",
        "OIDC Discovery": "https://openid.net/specs/openid-connect-discovery-1_0.html",
        "JARM": "https://openid.net/specs/oauth-v2-jarm.html",
        "OAuth 2.1": "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1",
    }
)
"""Where documents live that are not RFCs; an RFC's address follows from its number."""

_ANCHORS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("OIDC Core", "2"): "IDToken",
        ("OIDC Core", "3.1.2.1"): "AuthRequest",
        ("OIDC Core", "3.1.2.6"): "AuthError",
        ("OIDC Core", "3.1.3.3"): "TokenResponse",
        ("OIDC Core", "3.1.3.6"): "CodeIDToken",
        ("OIDC Core", "3.1.3.7"): "IDTokenValidation",
        ("OIDC Core", "5.5"): "ClaimsParameter",
        ("OIDC Core", "10.1"): "Signing",
        ("OIDC Core", "11"): "OfflineAccess",
        ("OIDC Discovery", "3"): "ProviderMetadata",
    }
)
"""The OpenID documents name their sections; these are the ones that findings speak of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spec:
    """A place in a specification, such as RFC 7636, section 4.1.

    Attributes:
        document: "RFC 7636", or a key of `DOCUMENTS`.
        section: "4.1", "Appendix B", or "" for the whole document.
    """

    document: str
    section: str = ""

    def __str__(self) -> str:
        """The place as a reader writes it: "RFC 7636 §4.1", "RFC 7636 Appendix B"."""
        if not self.section:
            return self.document
        mark = "" if self.section.startswith("Appendix") else "§"
        return f"{self.document} {mark}{self.section}"

    @property
    def url(self) -> str:
        """The address of that section; of the document alone when the document is of an unknown kind."""
        anchor = self.section.replace("Appendix ", "appendix-")
        if self.document.startswith("RFC "):
            page = f"https://www.rfc-editor.org/rfc/rfc{self.document.removeprefix('RFC ').strip()}"
            anchor = anchor if anchor.startswith("appendix-") or not anchor else f"section-{anchor}"
        elif self.document == "OAuth 2.1":
            page = DOCUMENTS[self.document]
            anchor = anchor if anchor.startswith("appendix-") or not anchor else f"section-{anchor}"
        else:
            page = DOCUMENTS.get(self.document, "")
            anchor = _ANCHORS.get((self.document, anchor), "")
        return f"{page}#{anchor}" if anchor and page else page


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A place in the checked text that a finding points at.

    Attributes:
        start: offset of its first character, counted in characters from 0.
        end: offset after its last character.
        found: what stands there, by name: "a newline", "CYRILLIC SMALL LETTER A".
        likely: what it probably was or what to do about it; may be "".
    """

    start: int
    end: int
    found: str
    likely: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One judgement about one value.

    Attributes:
        rule: a stable slug, such as "verifier-length".
        level: how much it matters.
        message: one or two sentences to the reader; names single characters, never a whole secret.
        hint: what to do about it; "" when there is nothing to do.
        spec: the section that states the rule, if one does.
        marks: the places in the text, in reading order; the first few when there are very many.
    """

    rule: str
    level: Level
    message: str
    hint: str = ""
    spec: Spec | None = None
    marks: tuple[Mark, ...] = field(default=())

    def to_dict(self) -> dict[str, str | None]:
        """The finding as the page and `--json` carry it; `spec` is a string or None."""
        return {
            "rule": self.rule,
            "level": self.level.value,
            "message": self.message,
            "hint": self.hint,
            "spec": None if self.spec is None else str(self.spec),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """Everything a check found, in the order the reader should meet it."""

    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """True when no finding is an error; warnings do not count."""
        return all(finding.level is not _ERROR for finding in self.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make the report fail."""
        return self.at(Level.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that a careful reader acts on."""
        return self.at(Level.WARNING)

    def at(self, level: Level) -> tuple[Finding, ...]:
        """The findings of exactly this level."""
        return tuple(finding for finding in self.findings if finding.level is level)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        """Refuse `if report:`, which could mean "has findings" or "is ok".

        Raises:
            TypeError: always.
        """
        raise TypeError("a Report has no truth value: ask report.ok")

    def __add__(self, other: Report) -> Report:
        """Both reports, one after the other."""
        return Report(findings=self.findings + other.findings)

    def to_dict(self) -> dict[str, object]:
        """The report as the page and `--json` carry it: "ok" and "findings"."""
        return {"ok": self.ok, "findings": [finding.to_dict() for finding in self.findings]}
