"""The authorization URL as it is shown: taken apart, with its errors counted, and open only without an error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pkce_core import parse_authorization_url
from pkce_widgets import example
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.authorize.part import PART
from tests.support.views import view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

ENDPOINT = "https://login.jackhenry.com/a/oidc-provider/api/v0/auth"
LINK = "Open the login page"


def ask(action: str = "", typing: str = "", **changed: str) -> PartView:
    """The view of the worked example with some of its values changed."""
    return view_of(PART, {**example.REQUEST, **changed}, action=action, typing=typing)


def test_the_url_is_taken_apart() -> None:
    """Each parameter has its own line, with its identity, its explanation and the section."""
    html = to_html(ask().body)
    rows = re.findall(r'<li class="pkce-apart__row">.*?</div></li>', html)
    assert len(rows) == 9
    for name in ("client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge"):
        [row] = [row for row in rows if f'data-value="{name}"' in row]
        assert f"{name}=</span>" in row
        assert 'class="pkce-spec"' in row
    assert ENDPOINT in rows[0]
    assert "Decoded: " in next(row for row in rows if 'data-value="redirect_uri"' in row)


def test_the_link_opens_apart_and_is_noted_down() -> None:
    """The way out is a real link that gives the server no handle on this page; link and copy are both noted down."""
    html = to_html(ask().body)
    link = re.search(r"<a [^>]*>Open the login page</a>", html)
    assert link
    for attribute in ('target="_blank"', 'rel="noopener noreferrer nofollow"', f'href="{ENDPOINT}?', "data-requested"):
        assert attribute in link[0]
    assert html.count("data-requested") == 2


def test_nothing_is_ready_to_open_while_there_is_an_error() -> None:
    """A URL with an error is taken apart, and offers neither link nor copy."""
    view = ask(more_parameters="client_secret=s3cret-s3cret")
    assert view.state == "wrong"
    assert view.verdict.startswith("client_secret is in the URL")
    assert view.invalid == ("more_parameters",)
    assert LINK not in words(view)
    assert view.values["authorization_url"] == ""
    assert "s3cret" not in words(view) + view.verdict


@pytest.mark.parametrize(
    "endpoint", ["http://127.0.0.1:9000/auth", "http://localhost:9000/auth", "HTTPS://op.example/auth"]
)
def test_such_a_server_can_be_opened(endpoint: str) -> None:
    """http is right for a server on the reader's own machine, and a scheme may be written in capitals."""
    assert f'href="{endpoint}?' in to_html(ask(authorization_endpoint=endpoint).body)


def test_state_nonce_and_scope_are_made_once() -> None:
    """What is left empty is made, given to the flow, and not made again when the reader takes it out."""
    view = ask(state="", nonce="", scope="")
    made = dict(view.values)
    asked = parse_authorization_url(made["authorization_url"])
    assert (asked.state, asked.nonce, asked.scope) == (made["state"], made["nonce"], "openid")
    assert len({made["state"], made["nonce"], ask(state="").values["state"]}) == 3
    again = ask(**{**made, "state": "", "nonce": ""})
    assert again.values.keys() == {"authorization_url"}
    assert "There is no state." in words(again)
    assert ask(state="", typing="state").values.keys() == {"authorization_url"}


def test_a_url_that_cannot_be_built() -> None:
    """An endpoint that is none is refused with the engine's reason, beside its field."""
    view = ask(authorization_endpoint="javascript:alert(1)")
    assert (view.state, view.invalid) == ("wrong", ("authorization_endpoint",))
    assert LINK not in words(view)
    assert ask(authorization_endpoint=f"{ENDPOINT}?client_id=x").verdict.startswith(
        "The parameter client_id appears in the URL more than once"
    )


def test_several_errors_are_counted() -> None:
    """The verdict has the first error and says that there are more."""
    assert "one more error" in ask(redirect_uri="http://[::1]/cb", scope="a  b").verdict
    assert "2 more errors" in ask(redirect_uri="http://[::1]/cb", scope="a  b", more_parameters="claims=x").verdict
