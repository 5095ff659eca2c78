"""From an error to its causes, the likeliest first.

    error ─────────────▶ the usual causes of the code                     (error_codes)
    error_description ─▶ the causes that a provider's message suggests    (explain.provider_messages)
                      ─▶ the causes that its words name                   (explain.words)
    flow ──────────────▶ the causes that the values prove and rule out    (flow.consistency)

The mistakes that the flow shows come first, then the causes of the message, then the other usual ones in the table's
order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.errors import UsageError
from pkce_core.explain.causes import CAUSES, Cause
from pkce_core.explain.error_text import ErrorText, read_error_text
from pkce_core.explain.impossible import is_not_of_a_code
from pkce_core.explain.questions import find_question, weigh_replies
from pkce_core.explain.ranking import by_rule, rank
from pkce_core.explain.suggestions import Suggestions, suggest
from pkce_core.explain.usual.challenge_words import challenge_causes
from pkce_core.explain.usual.usual_causes import meaning_here, usual_here
from pkce_core.explain.words import without_standard_sentences
from pkce_core.flow.consistency import consistency_findings
from pkce_core.flow.sent_request import COMMANDS
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.explain.questions import Question
    from pkce_core.explain.ranking import Ranked
    from pkce_core.flow.values import FlowValues
    from pkce_core.specifications import Spec


ONLY_FROM_TOKEN_ENDPOINT = ("invalid_client", "invalid_grant", "unsupported_grant_type")
"""RFC 6749 §5.2 lists these, §4.1.2.1 does not."""
_REASON_HIDDEN = "grant request is invalid"
"""What node-oidc-provider writes for every invalid_grant."""

_STATUSES = frozenset(
    {
        "bad request", "unauthorized", "forbidden", "not found", "method not allowed", "unsupported media type",
        "too many requests", "internal server error", "bad gateway", "service unavailable", "gateway timeout",
    }
)  # fmt: skip
"""What frameworks write as error when no OAuth code is meant."""


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
        ruled_out: the usual causes that the values of the flow exclude, with the evidence. Their status says whether
            they do so only under a condition.
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
        error: the error code, or a text or JSON that contains it; any text.
        error_description: the server's own words, if it sent any.
        flow: what was sent and received. The more values it has, the more causes are proved or ruled out.
        now: the time in seconds since 1970, for the age of the code.

    Raises:
        UsageError: the error or its description is not text.
    """
    if not isinstance(error, str) or not isinstance(error_description, str | None):
        raise UsageError("An error and its description must be text (str).")
    read = read_error_text(error, error_description or "")
    definition = ERROR_CODES.get(read.error)
    said = suggest(read)
    asked = challenge_causes(read.error, f"{error} {error_description or ''}")
    said = said._replace(causes={**asked, **{slug: why for slug, why in said.causes.items() if slug not in asked}})
    findings = {} if flow is None else by_rule(consistency_findings(_answered(flow, read.error), now))
    usual = definition.causes if definition else ()
    if read.inner in ERROR_CODES:
        usual = tuple(dict.fromkeys((*ERROR_CODES[read.inner].causes, *usual)))
    if flow is not None:
        usual = usual_here(usual, flow, read.error)
    ranking = rank(said.causes, usual, findings, has_assertion=_has_assertion(flow), from_command=_is_command(flow))
    return Explanation(
        error=visible(read.error, 60),
        known=definition is not None or said.message is not None or bool(read.inner),
        meaning=f"{_meaning(read, said, flow)}{_not_understood(read, said, usual)}",
        provider=said.message.provider if said.message else None,
        known_by=said.message.text if said.message else "",
        causes=tuple(map(_cause, ranking.causes)),
        ruled_out=tuple(map(_cause, ranking.ruled_out)),
        spec=definition.spec if definition else None,
    )


def _answered(flow: FlowValues, code: str) -> FlowValues:
    """The flow with the error as its token response, if it has none and the error comes from a token endpoint."""
    redeemed = code in ONLY_FROM_TOKEN_ENDPOINT or flow.value("authorization_response", "code")
    if not flow.token_request or flow.token_response or not redeemed:
        return flow
    return replace(flow, token_response={"error": code})


def _has_assertion(flow: FlowValues | None) -> bool:
    """Whether the client authenticated with a client_assertion, and not with a client_secret."""
    if flow is None or not flow.has("token_request", "client_assertion"):
        return False
    return not flow.has("token_request", "client_secret")


def _is_command(flow: FlowValues | None) -> bool:
    sent = flow.sent_token_request if flow else None
    return sent is not None and sent.written_as in COMMANDS


def _cause(ranked: Ranked) -> Cause:
    cause = CAUSES[ranked.slug]
    return replace(
        cause,
        status=ranked.status,
        evidence=ranked.evidence,
        fix=ranked.fix or cause.fix,
        named=ranked.named,
        contradicted=ranked.contradicted,
    )


def _meaning(read: ErrorText, said: Suggestions, flow: FlowValues | None) -> str:
    if definition := ERROR_CODES.get(read.error):
        hidden = said.message is not None and said.message.text == _REASON_HIDDEN
        more = " This server writes the reason only to its log." if hidden else ""
        if read.inner in ERROR_CODES:
            more += f" The message contains another error, {read.inner}: {ERROR_CODES[read.inner].meaning}"
        here = meaning_here(read.error, flow)
        meaning = here or definition.meaning
        if read.error == "invalid_grant" and not here and is_not_of_a_code(said.causes):
            meaning = "The server doesn't accept what was sent to get a token."
        return f"{meaning}{more}"
    if said.message is not None:
        by = said.message.provider
        if not read.error:
            return f"This is a message of {by}."
        return f"No specification that pkce-core knows defines this code, but {by} writes such messages."
    if read.inner in ERROR_CODES:
        return f"The message contains the error {read.inner}: {ERROR_CODES[read.inner].meaning}"
    if not read.error and read.description:
        return "The server gave no error code, only a message."
    if read.error.casefold() in _STATUSES:
        return "This is the name of an HTTP status, not an error code of OAuth."
    return f"No specification that pkce-core knows defines this error code.{_did_you_mean(read.error)}"


def _not_understood(read: ErrorText, said: Suggestions, usual: tuple[str, ...]) -> str:
    """That the causes come from the code alone, if there is a message that names none."""
    if not read.description or said.causes or (said.message and said.message.text == _REASON_HIDDEN):
        return ""
    if not re.search(r"\w", without_standard_sentences(read.description)):
        return " The message only repeats what the code means; it doesn't say which cause it was." if usual else ""
    rest = ", so the causes are the usual ones of the code" if usual else ""
    return f" The message names no cause that pkce-core recognizes{rest}."


def _did_you_mean(code: str) -> str:
    if not code or len(code) > 60:
        return ""
    from difflib import get_close_matches  # only for an unknown code

    near = get_close_matches(code.casefold().replace("-", "_").replace(" ", "_"), ERROR_CODES, n=1, cutoff=0.75)
    return f" Did you mean {near[0]}? Case and underscores count." if near else ""
