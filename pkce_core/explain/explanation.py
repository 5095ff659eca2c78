"""From an error to its causes, the likeliest first.

    error ─────────────▶ the usual causes of the code                     (error_codes)
    error_description ─▶ the causes that a provider's message suggests    (explain.provider_messages)
                      ─▶ the causes that its words name                   (explain.words)
    flow ──────────────▶ the causes that the values prove and rule out    (flow.consistency)

The mistakes that the flow shows come first, then the causes of the message, then the other usual ones in the table's
order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.errors import UsageError
from pkce_core.explain.compared.asked_words import asked_causes
from pkce_core.explain.compared.sections import section_of
from pkce_core.explain.compared.shown_lists import fitting_types
from pkce_core.explain.compared.values import compare_values, with_compared
from pkce_core.explain.error_text import read_error_text
from pkce_core.explain.meaning import cause_of, find_program, meaning_of, of_program, of_web_answer
from pkce_core.explain.questions import find_question, weigh_replies
from pkce_core.explain.ranking import COMPARED_BY_CLIENT, by_rule, is_named_right, rank
from pkce_core.explain.suggestions import Suggestions, suggest
from pkce_core.explain.usual.by_authorization import ABOUT_OBJECTS, OF_AN_OBJECT
from pkce_core.explain.usual.by_words import by_words
from pkce_core.explain.usual.challenge_words import challenge_causes
from pkce_core.explain.usual.disproved import disproved, effects_of, has_assertion_alone, is_command
from pkce_core.explain.usual.own_words import answered, own_words, up_to_error
from pkce_core.explain.usual.refused_client import refused_client
from pkce_core.explain.usual.shown_claims import shown_claims
from pkce_core.explain.usual.state_change import NO_CAUSE, is_state_changed, of_another
from pkce_core.explain.usual.usual_causes import NOT_SILENT, UNASKED, said_here, usual_here
from pkce_core.flow.consistency import consistency_findings
from pkce_core.recognition.given_value import describe_given, holds_random
from pkce_core.text.quoting import visible
from pkce_core.web_answers.in_message import find_web_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.explain.causes import Cause
    from pkce_core.explain.questions import Question
    from pkce_core.explain.ranking import Ranked
    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues
    from pkce_core.specifications import Spec


NONE_FITS = (
    " None of its usual causes fits these values. Perhaps the server received other values, or isn't the one that these"
    " belong to, or requires more than the specifications do."
)

NAMED_NONE = " The message speaks of something that is right in these values. Perhaps the server received other ones."
NOT_SEEN = " The message says that something is missing, but these values include it."


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """What an error means, and what can cause it.

    Attributes:
        error: the code as given, made safe to show.
        known: whether the code or the message is known here.
        meaning: what the error means, in a sentence.
        speaker: who speaks: "the server", "your library (Authlib)", "your browser (Firefox)", "curl"; "" when the text
            doesn't show it.
        provider: which server writes such a message; None when the message is not recognized.
        known_by: the part or number by which the message was recognized.
        causes: the likeliest first.
        ruled_out: the usual causes that the values of the flow exclude, with the evidence. Their status says whether
            they do so only under a condition.
        spec: where the code is defined; None when it is unknown.
    """

    error: str
    known: bool
    meaning: str
    speaker: str
    provider: str | None
    known_by: str
    causes: tuple[Cause, ...]
    ruled_out: tuple[Cause, ...]
    spec: Spec | None

    @property
    def headline(self) -> str:
        """The likeliest cause that the message itself names, in a sentence; "" when it names none that is known."""
        return self.causes[0].text if self.causes and self.causes[0].named else ""

    def with_replies(self, replies: Mapping[str, bool | None]) -> Explanation:
        """The explanation with the causes first that a reader's replies speak for. A reply proves nothing.

        Args:
            replies: what the reader answered to `question`, by the slug of the cause: True for yes, None for a reader
                who doesn't know.
        """
        causes, excluded = weigh_replies(self.causes, replies)
        return replace(self, causes=causes, ruled_out=(*self.ruled_out, *excluded))

    def question(self, replies: Mapping[str, bool | None]) -> Question | None:
        """The question about the likeliest cause that no text shows; None when there is nothing to ask.

        Args:
            replies: what the reader answered before, which isn't asked again.
        """
        return find_question(self.causes, replies)

    def to_dict(self) -> dict[str, object]:
        """The explanation as JSON carries it."""
        return {
            "error": self.error,
            "meaning": self.meaning,
            "speaker": self.speaker,
            "provider": self.provider,
            "causes": [cause.to_dict() for cause in self.causes],
            "ruled_out": [cause.to_dict() for cause in self.ruled_out],
            "spec": None if self.spec is None else str(self.spec),
        }


def explain_error(
    error: str, *, error_description: str | None = None, flow: FlowValues | None = None, now: float | None = None
) -> Explanation:
    """Explain an error of an authorization server, or a message of a library, a browser or curl.

    Args:
        error: the error code, or a text or JSON that contains it; any text.
        error_description: the server's own words, if it sent any.
        flow: what was sent and received. The more values it has, the more causes are proved or ruled out.
        now: the time in seconds since 1970, for the age of the code.

    Raises:
        UsageError: the error or its description is not text.
    """
    if not isinstance(error, str) or not isinstance(error_description, str | None):
        raise UsageError("An error and its description must be text (str).")
    if error_description is None and flow is not None:
        error_description = own_words(error, flow)
    read = read_error_text(error, error_description or "")
    definition = ERROR_CODES.get(read.error)
    if not (definition or read.inner or error_description) and (what := describe_given(error)):
        return _given(what)
    flow = up_to_error(flow, read.error)
    said = suggest(read, error)
    given = f"{error} {error_description or ''}"
    asked = {**challenge_causes(read.error, given), **refused_client(read.error, read.description, given, flow)}
    asked |= {} if said.message else asked_causes(read.error, read.description)
    said = said._replace(causes={**asked, **{slug: why for slug, why in said.causes.items() if slug not in asked}})
    program = find_program(error, error_description or "", read, said)
    if program is not None and program.kind == "other":
        said = Suggestions(None, {})
    assertion = has_assertion_alone(flow)
    findings: Mapping[str, Finding] = {}
    against: Mapping[str, str] = {}
    claims: Mapping[str, str] = {}
    changed = ""
    if flow is not None:
        findings = by_rule(consistency_findings(answered(flow, read.error), now))
        if not flow.token_request:  # what the client compares in a redirect is no cause of the error in it
            changed = of_another(findings.get("state-mismatch"), flow)
            findings = {slug: found for slug, found in findings.items() if slug not in COMPARED_BY_CLIENT}
        elif "state-mismatch" in findings and is_state_changed(flow):  # it is of this attempt: no server compares it
            changed = f"{findings['state-mismatch'].message} {NO_CAUSE}"
            findings = {slug: found for slug, found in findings.items() if slug != "state-mismatch"}
        said = said._replace(causes=said_here(said.causes, flow, read.error, has_assertion=assertion))
        against = {**disproved(flow), **by_words(said.causes, flow)}
        claims = shown_claims(flow, now, read.description)
        if flow.value("authorization_response", "code") or read.error not in ABOUT_OBJECTS:
            # a server that sent a code took the request object, and one that doesn't support them hasn't opened it
            findings = {slug: found for slug, found in findings.items() if slug not in OF_AN_OBJECT}
    usual = usual_of_code = definition.causes if definition else ()
    if read.inner in ERROR_CODES:
        usual = tuple(dict.fromkeys((*ERROR_CODES[read.inner].causes, *usual)))
    usual = fitting_types(usual_here(usual, flow, read.error or read.inner, given), flow, given)
    suggested = said.causes
    # a warning that has nothing to do with an error about the client or the grant type
    findings = {slug: found for slug, found in findings.items() if slug != UNASKED or slug in {*usual, *suggested}}
    is_known = bool(definition or said.message or read.inner)
    if program is not None and (program.causes or not (is_known or program.hands_on)):
        suggested, usual = of_program(program, suggested), ()
    compared = {} if read.is_answer and program is None else compare_values(given, suggested)
    suggested = with_compared(suggested, compared)
    web = None
    if not is_known and (program is None or not program.causes):
        web = find_web_answer(given, after_words=program is not None)
    if web is not None:
        suggested = of_web_answer(web, suggested)
    ranking = rank(
        suggested,
        usual,
        findings,
        against,
        effects_of(flow),
        has_assertion=assertion,
        from_command=is_command(flow),
        flow=flow,
    )
    told = said._replace(causes={**compared, **said.causes})
    meaning = f"{web.what} {web.hint}" if web else meaning_of(read, told, usual, program, flow, given)
    has_none = flow is not None and (usual_of_code or said.causes) and not ranking.causes
    if has_none and not meaning.endswith(NOT_SILENT):
        meaning += NONE_FITS
    elif is_named_right(ranking, suggested, findings):
        meaning += NOT_SEEN if ranking.causes and ranking.causes[0].slug == "auth-method" else NAMED_NONE
    if changed:
        meaning += f" {changed}"
    return Explanation(
        error="" if holds_random(read.error) else visible(read.error, 60),
        known=bool(is_known or (program and program.causes) or web or compared),
        meaning=meaning,
        speaker=program.speaker if program else "the server" if definition or said.message else "",
        provider=said.message.provider if said.message else None,
        known_by=said.message.text if said.message else "",
        causes=tuple(_cause(each, claims, flow) for each in ranking.causes),
        ruled_out=tuple(_cause(each, {}, flow) for each in ranking.ruled_out),
        spec=definition.spec if definition else None,
    )


def _given(what: str) -> Explanation:
    """What a value is, given in place of an error. Nothing of it is in the answer: it may be a secret."""
    return Explanation(
        error="", known=False, meaning=what, speaker="", provider=None, known_by="", causes=(), ruled_out=(), spec=None
    )


def _cause(ranked: Ranked, claims: Mapping[str, str], flow: FlowValues | None) -> Cause:
    cause = cause_of(ranked.slug)
    if ranked.slug in claims and (ranked.named or not ranked.evidence):
        ranked = ranked._replace(evidence=f"{ranked.evidence} {claims[ranked.slug]}".strip())
    return replace(
        cause,
        status=ranked.status,
        evidence=ranked.evidence,
        fix=ranked.fix or cause.fix,
        spec=section_of(cause.slug, cause.spec, flow, ranked.evidence),
        named=ranked.named,
    )
