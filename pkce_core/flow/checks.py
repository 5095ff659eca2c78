"""Whether the messages of one attempt come in order and fit together (RFC 6749 §4.1)."""

from __future__ import annotations

from pkce_core.errors import UsageError
from pkce_core.findings import Finding, Report
from pkce_core.flow.consistency import consistency_findings
from pkce_core.flow.rules import RULES
from pkce_core.flow.values import FlowValues, parse_flow
from pkce_core.specifications import Spec
from pkce_core.text.times import is_moment

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


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
        InvalidValueError: `parse_flow` cannot read it.
    """
    if now is not None and not is_moment(now):
        raise UsageError("now is a finite number of seconds.")
    values = flow if isinstance(flow, FlowValues) else parse_flow(flow)
    return Report(findings=(*_check_order(values), *consistency_findings(values, now)))


def _check_order(flow: FlowValues) -> Iterator[Finding]:
    """A message that is merely unknown leaves a gap; one that follows a refusal is an error.

    A redirect brings a code or a refusal, and only a code leads on to the token request (RFC 6749 §4.1.2).
    """
    refused = bool(flow.value("authorization_response", "error"))
    came = refused or bool(flow.value("authorization_response", "code"))
    there = (bool(flow.authorization_request), came, bool(flow.token_request), bool(flow.token_response))
    names = (
        "authorization request",
        "redirect with an error" if refused else "redirect with a code",
        "token request",
        "token error" if flow.value("token_response", "error") else "tokens",
    )
    spec = Spec(document="RFC 6749", section="4.1")
    for place, name in enumerate(names):
        if not there[place]:
            continue
        if refused and place > 1 and not any(there[2:place]):
            message = f"There is a {name}, although the flow had ended: authorization refused."
            hint = "Start again, with a new verifier and a new state."
            yield RULES["flow-order"].error(message, hint, spec=spec)
        elif place and not there[place - 1]:
            message = f"What came before the {name} is not known here, so it was not compared."
            yield RULES["flow-gap"].info(message, spec=spec)
