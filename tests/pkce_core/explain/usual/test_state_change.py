"""A state that is made from the one that was sent in a known way is that of the same attempt."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pkce_core import explain_error, parse_flow
from pkce_core.explain.usual.state_change import OTHER_REQUEST, is_state_changed, of_another
from pkce_core.flow.rules import RULES

SENT = "aB+cD/eF9gH+iJ=="
TOKEN = st.text(alphabet="abcdefXYZ0189", min_size=16, max_size=30)


def values(sent: str, returned: str) -> dict[str, object]:
    """A login whose state came back like this, and whose token request was refused."""
    return {
        "authorization_request": {"client_id": "app-1", "response_type": "code", "state": sent},
        "authorization_response": {"code": "x", "state": returned},
        "token_request": {"grant_type": "authorization_code", "code": "x", "client_id": "app-1"},
    }


@pytest.mark.parametrize(
    ("sent", "returned", "is_changed"),
    [
        (SENT, SENT.replace("+", " "), True),
        (SENT, SENT.rstrip("="), True),
        (SENT, f"{SENT}#_=_", True),
        (SENT, SENT, False),
        (SENT, "undefined", False),
        (SENT, "another-state-than-it", False),
        (SENT, SENT[:3], False),
        ("abc", "abcd", False),
    ],
)
def test_which_changes_are_known(sent: str, returned: str, is_changed: bool) -> None:
    """A missing value and a few characters show nothing of the state that was sent."""
    assert is_state_changed(parse_flow(values(sent, returned))) is is_changed


@given(sent=TOKEN, other=TOKEN, change=st.sampled_from(["{0}#_=_", " {0}", '"{0}"', "{0}{0}", "{0}&x=1"]))
def test_what_is_said_of_the_attempt(sent: str, other: str, change: str) -> None:
    """That the code may be of another attempt is said of another state, and never of the same one changed."""
    assume(other not in sent and sent not in other and other.casefold() != sent.casefold())
    changed = explain_error("invalid_grant", flow=parse_flow(values(sent, change.format(sent))))
    assert not any("another attempt" in each.evidence or each.slug == "state-mismatch" for each in changed.causes)
    stranger = explain_error("invalid_grant", flow=parse_flow(values(sent, other)))
    assert any("another attempt" in each.evidence for each in stranger.causes)


def test_a_redirect_of_another_request() -> None:
    """It's said only where the state was compared, differs, and isn't the one that was sent in another form."""
    flow = parse_flow(values(SENT, "another-state-here"))
    finding = RULES["state-mismatch"].error("It differs.")
    assert of_another(finding, flow) == f"It differs. {OTHER_REQUEST}"
    assert of_another(RULES["state-mismatch"].passed("It's the same."), flow) == of_another(None, flow) == ""
    assert of_another(finding, parse_flow(values(SENT, SENT.replace("+", " ")))) == ""
