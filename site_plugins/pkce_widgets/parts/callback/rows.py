"""The rows of a redirect: each value with its identity, and the judgement beside it."""

from __future__ import annotations

from pkce_widgets.view.components import copy_button, findings_list, marked, value_row
from pkce_widgets.view.elements import Element, Node, el
from pkce_widgets.view.message_rows import MASK, row
from pkce_widgets.view.text_marks import mark_differences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core import AuthorizationResponse, Cause, Explanation, Report
    from pkce_widgets.parts.callback.sent_request import SentRequest

MOST_CAUSES = 3
AGES = (60, 600)  # seconds: what many servers allow, and the most that RFC 6749 §4.1.2 recommends


def iss_row(response: AuthorizationResponse, issuer: str, sent: SentRequest, report: Report) -> Element:
    """Who sent the response, with the row of RFC 9207's decision that applies."""
    case = "absent" if response.iss is None else "here, and no issuer to compare it with is known"
    if response.iss is not None and issuer:
        case = "the expected issuer" if response.iss == issuer else "another issuer"
    promised = {True: "promises it", False: "does not promise it", None: "is not known here"}[sent.iss_promised]
    which = el("p", f"RFC 9207: iss is {case}; the server’s metadata {promised}.", class_="pkce-apart__case")
    return judged("iss", response.iss, report, which)


def state_row(response: AuthorizationResponse, sent: SentRequest, report: Report) -> Element:
    """What came back of state; when it is nearly what was sent, the differences are marked."""
    if report.ok or not sent.state or not response.state or sent.state == response.state:
        return judged("state", response.state, report)
    expected, found = mark_differences(sent.state, response.state)
    compared = el(
        "div",
        value_row("state", *marked(sent.state, expected), label="The state that you sent"),
        value_row("state", *marked(response.state, found), label="The state that came back"),
        class_="pkce-compare",
    )
    return judged("state", response.state, report, compared)


def redirect_row(response: AuthorizationResponse, sent: SentRequest, report: Report) -> Element:
    """Where the browser was sent, beside where it should have gone."""
    expected, found = mark_differences(sent.redirect_uri, response.redirect_uri or "")
    compared = el(
        "div",
        value_row("redirect_uri", *marked(sent.redirect_uri, expected), label="The redirect URI that you sent"),
        value_row("redirect_uri", *marked(response.redirect_uri or "", found), label="Where the browser went"),
        class_="pkce-compare",
    )
    return judged("redirect_uri", response.redirect_uri, report, compared)


def error_row(response: AuthorizationResponse, report: Report) -> Element:
    """The server's refusal."""
    return judged("error", response.error, report)


def code_row(
    response: AuthorizationResponse, report: Report, *, usable: bool, since: str, now: float | None
) -> Element:
    """The code with its age; hidden when it must not be used."""
    if not response.code or not usable:
        return judged("code", MASK if response.code else None, report)
    return judged(
        "code", response.code, report, copy_button(response.code, "the code"), age(since, now) if since else None
    )


def age(since: str, now: float | None) -> Element | None:
    """How old the code is. The element counts on, and asks again when the judgement changes."""
    if now is None:
        return None
    passed = max(0, int(now) - int(since))
    until = next((int(since) + each for each in AGES if passed <= each), None)
    return el(
        "p",
        "Age of the code: ",
        el(
            "span",
            f"{passed // 60}:{passed % 60:02}",
            class_="pkce-age",
            data_since=since,
            data_until=None if until is None else str(until),
        ),
        " minutes. 10 minutes are the most that a server should allow.",
        class_="pkce-apart__case",
    )


def jarm_row() -> Element:
    return row("", "response=", MASK, el("p", "A signed response (JARM). Everything else stands inside this JWT."))


def judged(name: str, text: str | None, report: Report, *more: Node | None) -> Element:
    """A value of the response and what was judged about it."""
    sign, content = (f"{name}=", text) if text is not None else (f"{name} ", "absent")
    return row(name, sign, content, findings_list(report), *(each for each in more if each is not None))


# Why a server refused


def causes(explained: Explanation) -> Element:
    """The likeliest causes, the first ones."""
    shown = explained.causes[:MOST_CAUSES]
    if not shown:
        return el("div", el("p", explained.meaning), class_="pkce-causes")
    many = "The likeliest causes" if len(shown) > 1 else "The likeliest cause"
    return el(
        "div",
        el("p", many, class_="pkce-steps__title"),
        el("ol", *map(cause, shown), class_="pkce-steps"),
        class_="pkce-causes",
    )


def cause(one: Cause) -> Element:
    link = el("a", str(one.spec), href=one.spec.url, class_="pkce-spec") if one.spec.url else None
    return el(
        "li",
        one.text,
        " ",
        el("span", one.evidence, " ", class_="pkce-finding__hint") if one.evidence else None,
        one.fix,
        " ",
        link,
    )
