"""From an error to its causes, the likeliest first.

    error ─────────────▶ the usual causes of the code                     (error_codes)
    error_description ─▶ the causes that a provider's message suggests    (explain.provider_messages)
    flow ──────────────▶ the causes that the values prove and rule out    (flow.consistency)

The causes that the flow proves come first, then those of the message, then the other usual ones in the table's order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.errors import UsageError
from pkce_core.explain.causes import CAUSES, Cause
from pkce_core.explain.provider_messages import recognize_message
from pkce_core.findings import Finding, Level
from pkce_core.flow.consistency import consistency_findings
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkce_core.explain.provider_messages import ProviderMessage
    from pkce_core.flow.values import FlowValues
    from pkce_core.specifications import Spec


_ONLY_FROM_TOKEN_ENDPOINT = ("invalid_client", "invalid_grant", "unsupported_grant_type")
"""RFC 6749 §5.2 lists these, §4.1.2.1 does not."""
_REASON_HIDDEN = "grant request is invalid"
"""What node-oidc-provider writes for every invalid_grant."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """What an error means, and what can cause it.

    Attributes:
        error: the code as given, made safe to show.
        known: whether the code or the message is known here.
        meaning: what the error means, in a sentence.
        provider: which server writes such a message; None when the message is not recognized.
        known_by: the part or number by which the message was recognized.
        causes: the likeliest first.
        ruled_out: the usual causes that the values of the flow exclude, with the evidence.
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
        """The explanation as JSON carries it."""
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
        flow: what was sent and received. The more values it has, the more causes are proved or ruled out.
        now: the time in seconds since 1970, for the age of the code.

    Raises:
        UsageError: the error or its description is not text.
    """
    if not isinstance(error, str) or not isinstance(error_description, str | None):
        raise UsageError("An error and its description must be text (str).")
    code = error.strip()
    definition = ERROR_CODES.get(code)
    message = recognize_message(error_description or "") or recognize_message(code)
    findings = {} if flow is None else _by_rule(consistency_findings(_answered(flow, code), now))
    candidates = (definition.causes if definition else (), message.causes if message else ())
    proved, suggested, usual, ruled_out = _rank(*candidates, findings)
    evidence = _evidence(message)
    return Explanation(
        error=visible(code, 60),
        known=definition is not None or message is not None,
        meaning=_meaning(code, message),
        provider=message.provider if message else None,
        known_by=message.text if message else "",
        causes=(
            *(_cause(slug, findings[slug].message, findings[slug].hint) for slug in proved),
            *(_cause(slug, evidence) for slug in suggested),
            *(_cause(slug) for slug in usual),
        ),
        ruled_out=tuple(_cause(slug, findings[slug].message) for slug in ruled_out),
        spec=definition.spec if definition else None,
    )


def _answered(flow: FlowValues, code: str) -> FlowValues:
    """The flow with the error as its token response, if it has none and only a token endpoint sends this error."""
    if not flow.token_request or flow.token_response or code not in _ONLY_FROM_TOKEN_ENDPOINT:
        return flow
    return replace(flow, token_response={"error": code})


def _rank(
    usual: tuple[str, ...], suggested: tuple[str, ...], findings: Mapping[str, Finding]
) -> tuple[list[str], list[str], list[str], list[str]]:
    """Sort slugs into proved, suggested by the message, usual, and ruled out."""
    candidates = {*suggested, *usual}
    wrong = [slug for slug, finding in findings.items() if finding.level is not Level.PASS and slug in CAUSES]
    # A finding that is only worth knowing comes last. Before it, causes of this error come before other mistakes, and
    # errors before warnings.
    proved = sorted(
        wrong,
        key=lambda slug: (
            findings[slug].level is Level.INFO, slug not in candidates, findings[slug].level is not Level.ERROR,
        ),
    )  # fmt: skip
    # The server's message stays in the list even if the values contradict it: the server may have received other ones.
    others = [slug for slug in usual if slug not in wrong and slug not in suggested]
    return (
        proved,
        [slug for slug in suggested if slug not in wrong],
        [slug for slug in others if slug not in findings],
        [slug for slug in others if slug in findings],
    )


def _by_rule(findings: Iterable[Finding]) -> dict[str, Finding]:
    """One finding for each rule: the first that is not a pass, or else a pass."""
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
    return f'The message contains "{message.text}", which {message.provider} writes.'


def _meaning(code: str, message: ProviderMessage | None) -> str:
    if definition := ERROR_CODES.get(code):
        hidden = message is not None and message.text == _REASON_HIDDEN
        return f"{definition.meaning} This server writes the reason only to its log." if hidden else definition.meaning
    if message is not None:
        return f"No specification that pkce-core knows defines this code, but {message.provider} writes such messages."
    return f"No specification that pkce-core knows defines this error code.{_did_you_mean(code)}"


def _did_you_mean(code: str) -> str:
    if not code or len(code) > 60:
        return ""
    from difflib import get_close_matches  # only for an unknown code

    near = get_close_matches(code.casefold().replace("-", "_").replace(" ", "_"), ERROR_CODES, n=1, cutoff=0.75)
    return f" Did you mean {near[0]}? Case and underscores count." if near else ""
