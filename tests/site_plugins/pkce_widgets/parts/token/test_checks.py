"""What is said before the token request is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_core import derive_code_challenge
from pkce_widgets import example
from pkce_widgets.parts.token.part import PART
from tests.support.views import copied, view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

SECRET = "s3cret with 'quotes' & more"
STORY = {**PART.example, "client_secret": SECRET, "client_assertion": "a.b.c"}
VERIFIER = "Zu8rmIwpdEO6jmgkQo1mlZ1RYTEe6GMWxhLcw_4XxYs"


def ask(now: float | None = example.NOW, /, **values: str) -> PartView:
    return view_of(PART, {**STORY, **values}, now=now)


def own_pair(**values: str) -> dict[str, str]:
    """A flow without any warning: a verifier that nobody has published."""
    url = example.AUTHORIZATION_URL.replace(example.CODE_CHALLENGE, derive_code_challenge(VERIFIER))
    return {"code_verifier": VERIFIER, "authorization_url": url, **values}


def test_methods_ask_for_what_they_need() -> None:
    """A secret in the command and a signed JWT have to be there; fields without a use are hidden."""
    assert "client_secret" in ask(client_secret_from="value", client_secret="").verdict
    answer = ask(token_endpoint_auth_method="private_key_jwt", client_assertion="")
    assert "client_assertion" in answer.verdict
    assert answer.hidden == ("client_secret_from",)
    assert ask().hidden == ("client_assertion",)
    assert ask(token_endpoint_auth_method="none").hidden == ("client_assertion", "client_secret_from")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param(
            {"redirect_uri": f"{example.REDIRECT_URI}/"}, "has a slash at the end of its path", id="redirect_uri"
        ),
        pytest.param({"code_verifier": VERIFIER}, "doesn't match the code_verifier", id="verifier"),
        pytest.param({"returned_state": "another"}, "isn't the state that was sent", id="state"),
        pytest.param({"client_id": "another"}, "different client_ids", id="client_id"),
        pytest.param({"code_received_at": "1772360000", "token_requested_at": ""}, "old by now", id="age"),
        pytest.param({"used_challenges": example.CODE_CHALLENGE}, "This verifier has already been used", id="reuse"),
        pytest.param(
            {"authorization_url": "", "code_challenge": "A" * 43, "returned_state": ""},
            "challenge",
            id="challenge alone",
        ),
    ],
)
def test_what_would_fail_is_said_before_it_is_sent(values: dict[str, str], said: str) -> None:
    """A command that the server would refuse is shown with the reason first."""
    answer = ask(**values)
    assert answer.state == "wrong"
    assert answer.verdict.startswith("Don’t run this yet. ")
    assert said in answer.verdict
    assert copied(answer, "the command")


def test_the_url_that_was_opened_counts() -> None:
    """What the reader sent is what the snapshot of the opened URL says, not the URL that is ready now."""
    assert (
        ask(authorization_requested_url=example.AUTHORIZATION_URL, authorization_url="https://op.example/").state
        == "warning"
    )  # everyone knows the published pair


def test_a_young_code_and_an_ageing_one() -> None:
    """With the clock known, the page says how old the code is; after a minute that is a warning."""
    fresh = ask(**own_pair(token_requested_at=""))
    assert "The code arrived here 30 seconds ago." in words(fresh)
    assert fresh.state == "right"
    old = ask(example.NOW + 200, **own_pair(token_requested_at=""))
    assert "many servers accept one for only a minute" in words(old)
    assert old.state == "warning"


@pytest.mark.parametrize(
    ("values", "field"),
    [({"token_endpoint": "http://op.example/token"}, "token_endpoint"), ({"token_endpoint": "x y"}, "token_endpoint")],
)
def test_a_wrong_field_is_marked(values: dict[str, str], field: str) -> None:
    """A token endpoint that nothing may be sent to gives no command, and its field is marked."""
    answer = ask(**values)
    assert answer.state == "wrong"
    assert answer.invalid == (field,)
    assert not copied(answer, "the command")
