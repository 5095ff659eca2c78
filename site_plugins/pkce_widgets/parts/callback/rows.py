"""The rows of a redirect: each value with its identity, and what the checks found about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import ERROR_CODES
from pkce_widgets.view.components import MASK, copy_button, findings_list, legible, marked, value_row
from pkce_widgets.view.elements import Element, Node, el
from pkce_widgets.view.explanation import cause_item, cause_list, certain_causes
from pkce_widgets.view.message_rows import row
from pkce_widgets.view.text_marks import mark_differences

if TYPE_CHECKING:
    from pkce_core import AuthorizationResponse, Explanation, Report
    from pkce_widgets.parts.callback.sent_request import SentRequest

MOST_CAUSES = 3
_LONGEST_CODE = 60
"""Characters of an error code that are shown; those of specifications have up to 30."""


def iss_row(response: AuthorizationResponse, issuer: str, sent: SentRequest, report: Report) -> Element:
    """The server that sent the response, with the case of RFC 9207 that applies."""
    if response.iss is None:
        case = "is absent"
    elif not issuer:
        case = "is present, but the expected issuer is unknown"
    else:
        case = f"{'matches' if response.iss == issuer else 'differs from'} the expected issuer"
    promised = {
        True: "the provider’s metadata promises it",
        False: "the provider’s metadata doesn’t promise it",
        None: "the provider’s metadata is unknown",
    }[sent.iss_promised]
    which = el("p", f"RFC 9207: iss {case}; {promised}.", class_="pkce-apart__case")
    return checked_row("iss", response.iss, report, which)


def state_row(response: AuthorizationResponse, sent: SentRequest, report: Report) -> Element:
    """The state that came back, beside the one that was sent if the two differ."""
    if report.ok or not sent.state or not response.state or sent.state == response.state:
        return checked_row("state", response.state, report)
    labels = "The state that you sent", "The state that came back"
    return checked_row("state", response.state, report, compared("state", labels, sent.state, response.state))


def redirect_row(response: AuthorizationResponse, sent: SentRequest, report: Report) -> Element:
    """The address that the browser was sent to, beside the one that was sent."""
    labels = "The redirect URI that you sent", "Where the browser went"
    found = response.redirect_uri or ""
    more = compared("redirect_uri", labels, sent.redirect_uri, found)
    return checked_row("redirect_uri", response.redirect_uri, report, more)


def compared(name: str, labels: tuple[str, str], sent: str, came: str) -> Element:
    """What was sent above what came, with the differences marked if there are few."""
    expected, found = mark_differences(sent, came)
    return el(
        "div",
        value_row(name, *marked(sent, expected), label=labels[0]),
        value_row(name, *marked(came, found), label=labels[1]),
        class_="pkce-compare",
    )


def refusal(response: AuthorizationResponse, explained: Explanation | None, proof: str, *, only: bool) -> str:
    """The error with what proves its cause, or with the cause that its words name if nothing else is wrong; or ""."""
    code = legible((response.error or "")[:_LONGEST_CODE])
    if proof:
        return f"The server refused: {code}. {proof}"
    if not only or explained is None or not explained.headline:
        return ""
    start = "The server refused:" if response.error in ERROR_CODES else "The response has the error"
    return f"{start} {code}. The likeliest cause: {explained.headline}"


def error_row(response: AuthorizationResponse, report: Report) -> Element:
    """The provider's error."""
    return checked_row("error", response.error, report)


def code_row(response: AuthorizationResponse, report: Report, age: Element | None, *, usable: bool) -> Element:
    """The code with its age; masked if it must not be used."""
    if not response.code or not usable:
        return checked_row("code", MASK if response.code else None, report)
    copy = copy_button(response.code, "the code")
    return checked_row("code", response.code, report, copy, age)


def jarm_row() -> Element:
    """The JWT of a signed response, masked."""
    return row("", "response=", MASK, el("p", "A signed response (JARM). All other values are inside this JWT."))


def checked_row(name: str, text: str | None, report: Report, *more: Node | None) -> Element:
    """A value of the response, and what the checks found about it."""
    label, content = (f"{name}=", text) if text is not None else (f"{name} ", "absent")
    return row(name, label, content, findings_list(report), *(each for each in more if each is not None))


def causes_of(explained: Explanation) -> Element:
    """The causes of an error, those first that the values prove; its meaning if no cause is known."""
    proved = certain_causes(explained)
    likely = [each for each in explained.causes if each not in proved][: max(0, MOST_CAUSES - len(proved))]
    title = "Likely causes" if len(likely) > 1 else "The likely cause"
    return el(
        "div",
        el("p", explained.meaning) if not explained.causes else None,
        cause_list("Proved by your values", (cause_item(each) for each in proved)) if proved else None,
        cause_list(title, (cause_item(each) for each in likely)) if likely else None,
        class_="pkce-explanation",
    )
