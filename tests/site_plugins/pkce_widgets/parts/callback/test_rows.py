"""The rows of a redirect: the differences that they mark, the case of RFC 9207, the likely causes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pkce_widgets import example
from pkce_widgets.build.element_html import to_html
from tests.support.callback_part import GOOD, back, read
from tests.support.views import words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView


def marks(view: PartView) -> list[str]:
    return re.findall(r"<mark[^>]*>(.*?)</mark>", to_html(view.body))


@pytest.mark.parametrize(
    ("state", "message", "marked"),
    [
        pytest.param(example.STATE[:-4], "cut off after", ["TzR4"], id="cut off"),
        pytest.param(example.STATE.replace("ifj", "IFJ"), "in another letter case", ["I", "F", "J"], id="case"),
        pytest.param(example.STATE.replace("-", "%252D"), "percent-encod", ["-", "%2D"], id="encoded"),
        pytest.param(example.STATE[::-1], "the response to another request", [], id="another"),
    ],
)
def test_another_state(state: str, message: str, marked: list[str]) -> None:
    """A state that differs is refused, both stand side by side, and what differs is marked when it is little."""
    view = read(back(code="abc", state=state))
    assert (view.state, view.invalid) == ("wrong", ("redirect",))
    assert view.verdict.startswith("Don't use this response. state isn't the one you sent")
    assert message in words(view)
    assert marks(view) == marked
    assert "The state that came back" in words(view)


def test_a_code_that_may_not_be_used_is_hidden() -> None:
    """When what was judged before it fails, the code is neither shown nor given."""
    view = read(back(code="secret-code", state="wrong"))
    assert view.values["code"] == view.values["code_received_at"] == ""
    assert view.values["returned_state"] == "wrong"
    assert "secret-code" not in words(view) + view.verdict
    assert "data-copy" not in to_html(view.body)


@pytest.mark.parametrize(
    ("iss", "issuer", "advertised", "text"),
    [
        ("", example.ISSUER, "", "RFC 9207: iss is absent; the provider’s metadata is unknown."),
        ("", "", "true", "RFC 9207: iss is absent; the provider’s metadata promises it."),
        (
            "https://a",
            "https://a",
            "false",
            "iss matches the expected issuer; the provider’s metadata doesn’t promise it.",
        ),
        (
            "https://b",
            "https://a",
            "true",
            "iss differs from the expected issuer; the provider’s metadata promises it.",
        ),
        ("https://b", "", "", "iss is present, but the expected issuer is unknown; the provider’s metadata is unknown"),
    ],
)
def test_the_row_of_rfc_9207_is_named(iss: str, issuer: str, advertised: str, text: str) -> None:
    """Whether iss is right depends on what the metadata promises: the row of the decision is said."""
    redirect = f"{GOOD}&iss={iss}" if iss else GOOD
    view = read(redirect, issuer=issuer, iss_advertised=advertised)
    assert text in words(view)
    assert (view.state == "wrong") == ((iss == "https://b" and issuer != "") or advertised == "true")


def test_another_place() -> None:
    """A browser that went elsewhere is noticed, with the characters that differ."""
    view = read(GOOD.replace("/callback", "/Callback"))
    assert "wasn't sent to the redirect_uri of the request" in view.verdict
    assert marks(view) == ["C"]


def test_an_error_that_nobody_knows() -> None:
    """An error code without known causes gets its meaning."""
    view = read(back(error="teapot", state=example.STATE))
    assert "No specification that pkce-core knows defines this error code." in words(view)


def test_a_signed_response_is_named() -> None:
    """JARM: everything is inside the JWT, which is neither opened nor shown."""
    view = read(f"{example.REDIRECT_URI}?response=eyJh.eyJi.c2ln&code=abc")
    assert "This is a signed response (JARM)" in view.verdict
    assert "eyJh" not in words(view)
    assert view.values["code"] == ""


def test_an_error_code_of_another_kind_is_shown_short_and_clean() -> None:
    """What a server may put there is cut, and no control character gets into the sentence."""
    view = read(back(error="we\u202eird\x1b[31m" + "x" * 100, state=example.STATE))
    assert "\u202e" not in view.verdict
    assert "x" * 61 not in view.verdict
