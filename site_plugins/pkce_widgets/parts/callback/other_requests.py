"""A redirect that answers no open request: one of an earlier attempt, or of a request that has had its tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import Report
from pkce_widgets.view.components import findings_list, try_again
from pkce_widgets.view.elements import el
from pkce_widgets.view.part import PartView
from pkce_widgets.view.rules import PAGE_RULES

if TYPE_CHECKING:
    from pkce_core import AuthorizationResponse
    from pkce_widgets.flow.attempts import EarlierAttempt
    from pkce_widgets.view.part import Inputs

FINISHED = (
    "The code of the last redirect was cleared after the token response, because it works only once. To get another "
    "one, try again."
)


def finished() -> PartView:
    """The request has had its tokens, so there is no redirect to check."""
    return PartView(state="empty", verdict=FINISHED, body=el("div", try_again(), class_="pkce-evidence"))


def of_another_attempt(attempt: EarlierAttempt) -> PartView:
    """A redirect that answers an earlier URL. It is no attack, and it brings nothing to the present attempt."""
    verdict = f"This redirect is from attempt {attempt.number}. It answers the URL that you opened then."
    hint = "The present attempt waits for the redirect of its own URL. Sign in there, and paste that one."
    finding = PAGE_RULES["response-other-attempt"].warning(verdict, hint)
    return PartView(
        state="wrong",
        verdict=verdict,
        body=el("div", findings_list([finding]), try_again(), class_="pkce-evidence"),
        invalid=("redirect",),
        values=dict.fromkeys(("code", "returned_state", "iss", "code_received_at"), ""),
    )


def check_reuse(inputs: Inputs, response: AuthorizationResponse | None) -> Report:
    """An error if the request that this redirect answers has already had its tokens."""
    if response is None or not response.state or response.state not in inputs.get("used_states").split(" "):
        return Report()
    message = "This redirect belongs to a finished request. Its code was redeemed, and works only once."
    hint = "Start again from the authorization URL, with a new pair and a new state."
    return Report(findings=(PAGE_RULES["response-state-used"].error(message, hint),))
