"""The members of a token response: shortened, explained, and no time said twice."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from pkce_widgets import example
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.response.part import PART
from tests.support.views import view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

NOW = example.NOW


def ask(**values: str) -> PartView:
    return view_of(PART, {**PART.example, **values}, now=NOW)


def body(**members: object) -> str:
    return json.dumps({"access_token": "an-access-token", "token_type": "Bearer", "scope": "openid profile", **members})


def test_tokens_are_shortened() -> None:
    """A token shows its ends; the whole of it is folded away, and no message has it."""
    html = to_html(ask().body)
    assert f"{example.ACCESS_TOKEN[:12]}…{example.ACCESS_TOKEN[-12:]}" in html
    assert re.findall(r"<details>.*?</details>", html)[0].count(example.ACCESS_TOKEN) == 2  # text and Copy
    assert example.ACCESS_TOKEN not in re.sub(r"<details>.*?</details>", "", html)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"expires_in": 300}, "290 seconds"),
        ({"expires_in": 300, "copied": str(NOW - 10)}, "it expires in 4 minutes and 50 seconds"),
        ({"expires_in": 300, "copied": str(NOW - 400)}, "it expired 1 minute and 40 seconds ago"),
        ({"expires_at": "2026-03-01T11:00:00Z"}, "expired at 2026-03-01T11:00:00Z"),
        ({"token_type": "mac"}, 'The token_type is "mac".'),
        ({"scope": "openid"}, "Not granted: profile."),
        ({"refresh_token": "r" * 50}, "Show all 50 characters"),
        ({"secret_member": "hidden-value"}, "secret_member"),
    ],
)
def test_members_are_explained(values: dict[str, str], said: str) -> None:
    """Each member of the response has its explanation, its value and what is to say about it."""
    copied = values.pop("copied", "")
    text = words(ask(token_response=body(**values), token_requested_at=copied))
    assert (said in text) == (said != "290 seconds")  # without knowing when it was sent, nothing is counted down
    assert "hidden-value" not in text


def test_how_far_a_moment_is_stands_once() -> None:
    """Neither the time that is left of a token nor an expiry in the ID token is said twice in its row."""
    answer = ask(token_response=body(expires_in=300, id_token=example.ID_TOKEN), token_requested_at=str(NOW - 10))
    said = words(answer)
    assert "it expires in 4 minutes and 50 seconds." in said
    assert said.count("4 minutes and 50 seconds") == 1
    assert said.count("in 59 minutes and 50 seconds") == 1
    assert "(10 seconds ago)" in said  # of iat, of which no finding speaks
