"""Whether the messages of one attempt come in order and fit together (RFC 6749 §4.1)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.findings import Finding, Report
from pkce_core.flow.consistency import consistency_findings
from pkce_core.flow.grant import grant_of
from pkce_core.flow.rules import RULES
from pkce_core.flow.values import FlowValues, parse_flow
from pkce_core.grants import CODE
from pkce_core.text.times import is_moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_JUDGED_ALONE = MappingProxyType(
    {"authorization_response": "`pkce callback` says more of it.", "token_response": "`pkce response` says more of it."}
)


def check_flow(flow: FlowValues | str | bytes | Mapping[str, object], *, now: float | None = None) -> Report:
    """Check whether the messages of a flow come in order and fit together.

    Args:
        flow: the values, parsed or as `parse_flow` takes them.
        now: the time in seconds since 1970; None skips the age of an unused code and the claims of an ID token.

    Returns:
        A report on the order of the messages, then on everything that involves two of them. The rules for a single
        message are in `check_authorization_url`, `check_authorization_response` and `check_token_response`.

    Raises:
        UsageError: `flow` has another type, or `now` is not a finite number.
        InvalidValueError: `parse_flow` cannot read it.
    """
    if now is not None and not is_moment(now):
        raise UsageError("now must be a finite number of seconds.")
    values = flow if isinstance(flow, FlowValues) else parse_flow(flow)
    return Report(findings=(*_check_order(values), *consistency_findings(values, now)))


def _check_order(flow: FlowValues) -> Iterator[Finding]:
    """A missing message is only a gap, because it may just not be known; a message after a refusal is an error.

    A redirect brings a code or a refusal, and only a code leads to the token request (RFC 6749 §4.1.2).
    """
    refused = bool(flow.value("authorization_response", "error"))
    answered = refused or bool(flow.value("authorization_response", "code"))
    known = (bool(flow.authorization_request), answered, flow.sent_token_request is not None, bool(flow.token_response))
    redeems_code = grant_of(flow) == CODE  # no other request needs a redirect before it
    names = (
        "authorization request",
        "redirect with an error" if refused else "redirect with a code",
        "token request",
        "token error" if flow.value("token_response", "error") else "token response",
    )
    for message, what in flow.unread.items():
        why = f"The {message} can't be read, so it wasn't compared. {what}"
        yield RULES["flow-gap"].info(why, _JUDGED_ALONE[message])
    for place, name in enumerate(names):
        if not known[place]:
            continue
        if refused and redeems_code and place > 1 and not any(known[2:place]):
            message = f"There is a {name}, but the flow had already ended: the server refused the authorization."
            yield RULES["flow-order"].error(message, "Start again, with a new verifier and a new state.")
        elif place and not known[place - 1] and (redeems_code or place == 3):
            yield RULES["flow-gap"].info(f"The message before the {name} is missing here, so it wasn't compared.")
