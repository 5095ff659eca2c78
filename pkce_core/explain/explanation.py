"""An error code, and what the reader did -> the causes, the likeliest first.

    error ─────────────▶ the causes it can have         (error_codes)
    error_description ─▶ the causes a provider points at (provider_messages)
    flow ──────────────▶ the causes that are proved, and those that are ruled out (flow.consistency)

What the flow proves comes first, then what the message says, then the rest in the order of experience.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pkce_core.error_codes import ERROR_CODES
from pkce_core.errors import UsageError
from pkce_core.explain.causes import CAUSES, Cause
from pkce_core.explain.provider_messages import recognize_message
from pkce_core.findings import Finding, Level
from pkce_core.flow.consistency import consistency_findings
from pkce_core.text.quoting import visible

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkce_core.explain.provider_messages import ProviderMessage
    from pkce_core.flow.values import FlowValues
    from pkce_core.specifications import Spec


_OF_TOKEN_ENDPOINT = ("invalid_client", "invalid_grant", "unsupported_grant_type")
"""RFC 6749 §5.2 has these, §4.1.2.1 has not."""
_HIDDEN = "grant request is invalid"


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """What an error says, and why it came.

    Attributes:
        error: the code as given, made fit to show.
        known: whether a specification or a provider defines it.
        meaning: what it says, in a sentence.
        provider: who writes such an error_description; None when it is not recognised.
        known_by: the part or the number it was recognised by.
        causes: the likeliest first.
        ruled_out: the causes that the values of the flow exclude, with the evidence.
        spec: where the code is defined; None when it is unknown.
    """

    error: str
    known: bool
    meaning: str
    provider: str | None
    known_by: str
    causes: tuple[Cause, ...]
    ruled_out: tuple[Cause, ...]
    spec: Spec | None

    def to_dict(self) -> dict[str, object]:
        """The explanation as `--json` carries it."""
        return {
            "error": self.error,
            "meaning": self.meaning,
            "provider": self.provider,
            "causes": [cause.to_dict() for cause in self.causes],
            "ruled_out": [cause.to_dict() for cause in self.ruled_out],
            "spec": None if self.spec is None else str(self.spec),
        }


def explain_error(
    error: str, *, error_description: str | None = None, flow: FlowValues | None = None, now: float | None = None
) -> Explanation:
    """Explain an error of an authorization server.

    Args:
        error: the error code; any text.
        error_description: the server's own words, if it sent any.
        flow: what was sent and received; the more of it, the surer the causes.
        now: the time in seconds since 1970, for the age of the code.

    Raises:
        UsageError: the error or its description is not text.
    """
    if not isinstance(error, str) or not isinstance(error_description, str | None):
        raise UsageError("An error and its description are str.")
    code = error.strip()
    definition = ERROR_CODES.get(code)
    message = recognize_message(error_description or "") or recognize_message(code)
    findings = {} if flow is None else _by_rule(consistency_findings(_answered(flow, code), now))
    candidates = (definition.causes if definition else (), message.causes if message else ())
    proved, pointed, usual, ruled_out = _rank(*candidates, findings)
    said = _evidence(message)
    return Explanation(
        error=visible(code, 60),
        known=definition is not None or message is not None,
        meaning=_meaning(code, message),
        provider=message.provider if message else None,
        known_by=message.text if message else "",
        causes=(
            *(_cause(slug, findings[slug].message, findings[slug].hint) for slug in proved),
            *(_cause(slug, said) for slug in pointed),
            *(_cause(slug) for slug in usual),
        ),
        ruled_out=tuple(_cause(slug, findings[slug].message) for slug in ruled_out),
        spec=definition.spec if definition else None,
    )


def _answered(flow: FlowValues, code: str) -> FlowValues:
    """The flow with the error as its answer, when the values stop before it and only a token endpoint says so."""
    if not flow.token_request or flow.token_response or code not in _OF_TOKEN_ENDPOINT:
        return flow
    return replace(flow, token_response={"error": code})


def _rank(
    usual: tuple[str, ...], pointed: tuple[str, ...], findings: Mapping[str, Finding]
) -> tuple[list[str], list[str], list[str], list[str]]:
    """Sort slugs into proved, pointed at by the message, usual, and ruled out."""
    candidates = tuple(dict.fromkeys((*pointed, *usual)))
    wrong = [slug for slug, finding in findings.items() if finding.level is not Level.PASS and slug in CAUSES]
    # A proof for this very error stands before proofs of other mistakes, an error before a warning, and what is only
    # worth a note after both.
    proved = sorted(
        wrong,
        key=lambda slug: (
            findings[slug].level is Level.INFO, slug not in candidates, findings[slug].level is not Level.ERROR,
        ),
    )  # fmt: skip
    fine = {slug for slug, finding in findings.items() if finding.level is Level.PASS}
    # What the server says stays in the list even if the values here speak against it: they may not be those it got.
    message = [slug for slug in pointed if slug not in wrong]
    rest = [slug for slug in usual if slug not in wrong and slug not in pointed and slug not in fine]
    return proved, message, rest, [slug for slug in usual if slug in fine and slug not in pointed]


def _by_rule(findings: Iterable[Finding]) -> dict[str, Finding]:
    """One finding for each rule; a pass only while nothing speaks against it."""
    chosen: dict[str, Finding] = {}
    for finding in findings:
        if finding.rule not in chosen or chosen[finding.rule].level is Level.PASS:
            chosen[finding.rule] = finding
    return chosen


def _cause(slug: str, evidence: str = "", fix: str = "") -> Cause:
    cause = CAUSES[slug]
    return replace(cause, evidence=evidence, fix=fix or cause.fix)


def _evidence(message: ProviderMessage | None) -> str:
    if message is None:
        return ""
    return f'The message says "{message.text}", as {message.provider} does.'


def _meaning(code: str, message: ProviderMessage | None) -> str:
    if definition := ERROR_CODES.get(code):
        hidden = message is not None and message.text == _HIDDEN
        return f"{definition.meaning} This server keeps the reason to its log." if hidden else definition.meaning
    if message is not None:
        return f"The code is in no specification, but {message.provider} writes such messages."
    return f"This error code is in no specification known here.{_near(code)}"


def _near(code: str) -> str:
    if not code or len(code) > 60:
        return ""
    from difflib import get_close_matches  # only for a code that nobody knows

    near = get_close_matches(code.casefold().replace("-", "_").replace(" ", "_"), ERROR_CODES, n=1, cutoff=0.75)
    return f" Is it {near[0]}? Letter case and the underscore count." if near else ""
