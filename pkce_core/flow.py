"""A flow from the first request to the tokens: where it stands, whether its steps fit together, a report to hand on.

The rules of the way:

- An attempt starts ready and goes one way. Nothing leads back.
- A redirect brings a code or a refusal. Only a code leads on to the token request (RFC 6749 §4.1.2).
- A code is redeemed once, whatever the answer: after a token request there is only its response (RFC 6749 §4.1.2).
- Refused, failed and done are the ends. A new attempt starts ready again, with a new verifier and a new state
  (RFC 7636 §4.1).
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from pkce_core._redaction import build_report
from pkce_core._spans import span_findings
from pkce_core.errors import FlowError, UsageError
from pkce_core.findings import Finding, Level, Report, Spec
from pkce_core.flow_values import FlowValues, parse_flow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "TRANSITIONS",
    "FlowEvent",
    "FlowStep",
    "FlowValues",
    "build_report",
    "check_flow",
    "flow_step",
    "parse_flow",
    "validate_flow",
]


class FlowStep(StrEnum):
    """Where an attempt stands."""

    READY = "ready"
    REQUESTED = "authorization requested"
    CODE_RECEIVED = "code received"
    REFUSED = "authorization refused"
    REDEEMING = "code sent to the token endpoint"
    FAILED = "token request refused"
    DONE = "tokens received"


class FlowEvent(StrEnum):
    """What brings an attempt on: a message that was sent or received."""

    AUTHORIZATION_REQUEST = "authorization request"
    CODE = "redirect with a code"
    AUTHORIZATION_ERROR = "redirect with an error"
    TOKEN_REQUEST = "token request"  # noqa: S105
    TOKENS = "tokens"
    TOKEN_ERROR = "token error"  # noqa: S105


TRANSITIONS: Mapping[tuple[FlowStep, FlowEvent], FlowStep] = MappingProxyType(
    {
        (FlowStep.READY, FlowEvent.AUTHORIZATION_REQUEST): FlowStep.REQUESTED,
        (FlowStep.REQUESTED, FlowEvent.CODE): FlowStep.CODE_RECEIVED,
        (FlowStep.REQUESTED, FlowEvent.AUTHORIZATION_ERROR): FlowStep.REFUSED,
        (FlowStep.CODE_RECEIVED, FlowEvent.TOKEN_REQUEST): FlowStep.REDEEMING,
        (FlowStep.REDEEMING, FlowEvent.TOKENS): FlowStep.DONE,
        (FlowStep.REDEEMING, FlowEvent.TOKEN_ERROR): FlowStep.FAILED,
    }
)
"""Every step that may follow another; what is not here does not happen in a sound flow."""

_LEADS_TO = {event: step for (_, event), step in TRANSITIONS.items()}
_ENDS = (FlowStep.REFUSED, FlowStep.FAILED, FlowStep.DONE)


def flow_step(flow: FlowValues) -> FlowStep:
    """Where an attempt stands: the step its last known message leads to."""
    step = FlowStep.READY
    for event in _events(flow):
        step = _LEADS_TO[event]
    return step


def check_flow(flow: FlowValues | str | bytes | Mapping[str, object], *, now: float | None = None) -> Report:
    """Judge whether the steps of a flow fit together.

    Args:
        flow: the values, parsed or as `parse_flow` takes them.
        now: the time in seconds since 1970; None leaves out the age of an unused code and the claims of an ID token.

    Returns:
        A report on the order of the steps, then on everything that spans two of them. The rules for a single message
        are in `check_authorization_url`, `check_authorization_response` and `check_token_response`.

    Raises:
        UsageError: `flow` is of another type, or `now` is no number.
        JsonError, FormError, FlowError: `parse_flow` cannot read it.
    """
    from pkce_core._times import is_moment

    if now is not None and not is_moment(now):
        raise UsageError("now is a finite number of seconds.")
    values = flow if isinstance(flow, FlowValues) else parse_flow(flow)
    return Report(findings=(*_check_order(values), *span_findings(values, now)))


def validate_flow(flow: FlowValues | str | bytes | Mapping[str, object], *, now: float | None = None) -> None:
    """Raise when `check_flow` finds an error; warnings do not count.

    Raises:
        FlowError: the steps do not fit together; the error carries the report.
        UsageError, JsonError, FormError: as `check_flow`.
    """
    report = check_flow(flow, now=now)
    if not report.ok:
        raise FlowError(report)


def _events(flow: FlowValues) -> Iterator[FlowEvent]:
    """The messages that are there, in the order in which a flow has them."""
    if flow.authorization_request:
        yield FlowEvent.AUTHORIZATION_REQUEST
    if flow.value("authorization_response", "error"):
        yield FlowEvent.AUTHORIZATION_ERROR
    elif flow.value("authorization_response", "code"):
        yield FlowEvent.CODE
    if flow.token_request:
        yield FlowEvent.TOKEN_REQUEST
    if flow.value("token_response", "error"):
        yield FlowEvent.TOKEN_ERROR
    elif flow.token_response:
        yield FlowEvent.TOKENS


def _check_order(flow: FlowValues) -> Iterator[Finding]:
    """Walk the table; a message that is merely unknown leaves a gap, one after an end is an error."""
    step, spec = FlowStep.READY, Spec(document="RFC 6749", section="4.1")
    for event in _events(flow):
        if step in _ENDS:
            message = f"There is a {event}, although the flow had ended: {step}."
            hint = "Start again, with a new verifier and a new state."
            yield Finding(rule="flow-order", level=Level.ERROR, message=message, hint=hint, spec=spec)
        elif (step, event) not in TRANSITIONS:
            message = f"What came before the {event} is not known here, so it was not compared."
            yield Finding(rule="flow-gap", level=Level.INFO, message=message, spec=spec)
        step = _LEADS_TO[event]
