"""The form of the client's credentials: what cannot be right, what looks swapped or cut off; no value is repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_core import check_authorization_url
from pkce_widgets.bridge import dispatch
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.credentials import PART
from tests.support.views import view_of

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

GUID = "2f4a9c1e-7b3d-4c58-9e60-1d8b5a7f3c21"
SECRET = "a-secret-that-a-server-made"


def judge(client_id: str, client_secret: str = "") -> PartView:
    return view_of(PART, {"client_id": client_id, "client_secret": client_secret})


def test_what_is_missing() -> None:
    """Without a client_id there is nothing to judge; a secret alone asks for it."""
    assert judge("").verdict == "Enter the client_id that your provider gave you."
    assert "The client_id is missing" in judge("", SECRET).verdict


def test_both_have_the_right_form() -> None:
    """Only the server can say more; how many characters there are is said of both."""
    view = judge(GUID, SECRET)
    assert (view.state, view.invalid) == ("right", ())
    assert view.notes == {"client_id": "36 characters.", "client_secret": "27 characters, kept in memory only."}
    assert judge(GUID).state == "right"


@pytest.mark.parametrize("strange", ["a\x00b", "сlient", "a\u200b", "a\nb", "\ud800"])
def test_other_characters_than_printable_ascii(strange: str) -> None:
    """RFC 6749 Appendix A.1 and A.2: both are VSCHAR; the field is named, its value is not repeated."""
    for values, wrong in (((strange, SECRET), "client_id"), ((GUID, strange), "client_secret")):
        view = judge(*values)
        assert view.state == "wrong"
        assert view.invalid == (wrong,)
        assert wrong in view.verdict
        assert strange not in view.verdict + to_html(view.body)


@pytest.mark.parametrize(
    ("client_id", "client_secret", "said"),
    [
        ("me@example.com", "", "email address"),
        ("https://app.example/cb", "", "Is it the redirect URI?"),
        ("my client", "", "contains a space"),
        (GUID, GUID, "is the same as the client_id"),
        (GUID, "short", "5 characters"),
        ("my-client", GUID, "Did you swap them?"),
    ],
)
def test_what_looks_wrong(client_id: str, client_secret: str, said: str) -> None:
    """What is allowed and hardly ever meant is a warning beside the answer."""
    assert said in to_html(judge(client_id, client_secret).body)


def test_the_secret_stays_where_it_is() -> None:
    """No answer holds the secret, except as the cleaned value of its own field."""
    assert SECRET not in dispatch(
        f'{{"op": "credentials", "values": {{"client_id": "a", "client_secret": "{SECRET}"}}}}'
    )


def test_the_url_is_judged_alike() -> None:
    """A client_id that is refused here is refused in an authorization URL too."""
    assert not check_authorization_url("https://op.example/a?response_type=code&client_id=%D1%81lient").ok
