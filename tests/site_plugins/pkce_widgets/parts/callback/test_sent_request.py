"""What a redirect is compared with: the request that was sent, and the time at which its code arrived."""

from __future__ import annotations

import pytest

from pkce_widgets import example
from tests.support.callback_part import GOOD, NOW, OPENED, back, read
from tests.support.views import words


def test_the_example_needs_no_time() -> None:
    """While the site is built there is no clock, and the example has no age."""
    view = read(now=None)
    assert (view.state, view.values["code_received_at"]) == ("right", "")
    assert "Age of the code" not in words(view)


@pytest.mark.parametrize(
    ("age", "state", "text"),
    [
        (5, "right", "0:05"),
        (61, "warning", "Many providers accept a code for only one minute."),
        (125, "warning", "2:05"),
        (600, "warning", "10:00"),
        (601, "wrong", "The code is older than 10 minutes"),
    ],
)
def test_the_age_of_the_code(age: int, state: str, text: str) -> None:
    """The time when the redirect came is kept; after 10 minutes the code is too old (RFC 6749 §4.1.2)."""
    view = read(now=NOW + age, code_received_at=str(NOW), code=example.CODE)
    assert view.state == state
    assert text in words(view)
    assert view.values["code_received_at"] == str(NOW)
    assert view.values["code"] == example.CODE


def test_another_code_has_its_own_time() -> None:
    """The time of an earlier redirect is not taken over, even when neither had a state, or both the same."""
    for earlier in ({"code": "another"}, {"code": "another", "returned_state": example.STATE}, {}):
        assert read(GOOD, NOW, code_received_at="1", **earlier).values["code_received_at"] == str(NOW)
    bare = f"{example.REDIRECT_URI}?code=second"
    assert read(bare, state="", code_received_at="1", code="first").values["code_received_at"] == str(NOW)
    assert read(code_received_at="soon", code=example.CODE).values["code_received_at"] == str(NOW)


def test_missing_unexpected_and_unknown_state_are_told_apart() -> None:
    """No state came back; one came that nobody sent; nobody knows which was sent: three answers."""
    assert "A state was sent, but none came back." in read(back(code="abc")).verdict
    opened = OPENED.replace(f"&state={example.STATE}", "")
    unexpected = read(back(code="abc", state="x"), authorization_requested_url=opened, state="")
    assert "A state came back, although none was sent" in unexpected.verdict
    unknown = read(back(code="abc", state="x"), state="")
    assert unknown.state == "warning"
    assert unknown.notes["state"] == "Enter the state that you sent to have it compared."


def test_the_request_that_was_sent_counts() -> None:
    """After the URL was opened here, its state is expected, whatever the form says by now; the change is said."""
    view = read(authorization_requested_url=OPENED, state="another-one", code_challenge="x" * 43)
    assert view.state == "warning"
    assert "You changed state, code_challenge after you opened the authorization URL." in words(view)
    assert "needs the verifier of the old challenge" in words(view)
    same = read(authorization_requested_url=OPENED)
    assert "You changed" not in words(same)
    assert "needs the verifier" not in words(read(authorization_requested_url=OPENED, scope="openid"))


def test_the_readers_own_request_after_one_of_this_page() -> None:
    """A state that the reader gives since, and that came back, is right; that it is another request is said."""
    view = read(back(code="abc", state="my-own-state"), authorization_requested_url=OPENED, state="my-own-state")
    assert view.state == "right"
    assert "not the URL that you opened here" in words(view)
