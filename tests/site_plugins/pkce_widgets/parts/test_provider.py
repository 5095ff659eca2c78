"""Your provider: what the rest of the flow takes from a discovery document."""

from __future__ import annotations

import json
import re

import pytest

from pkce_widgets import example
from pkce_widgets.markup import to_html
from pkce_widgets.part import PartView, Request
from pkce_widgets.parts import callback, provider

DOCUMENT = {
    "issuer": example.ISSUER,
    "authorization_endpoint": f"{example.ISSUER}/auth",
    "token_endpoint": f"{example.ISSUER}/token",
    "response_types_supported": ["code"],
}
PROMISE = "authorization_response_iss_parameter_supported"


def read(**members: object) -> PartView:
    view = provider.PART.view(Request(values={"metadata": json.dumps({**DOCUMENT, **members})}, now=example.NOW))
    assert isinstance(view, PartView)
    return view


@pytest.mark.parametrize(
    ("members", "promises"), [({}, "false"), ({PROMISE: False}, "false"), ({PROMISE: True}, "true")]
)
def test_whether_iss_is_promised(members: dict[str, object], promises: str) -> None:
    """RFC 9207 §3: a document that leaves the member out says false."""
    assert read(**members).values["iss_advertised"] == promises


def test_a_profile_does_not_say() -> None:
    """Without a document, nobody knows whether the server sends iss."""
    view = provider.PART.view(Request(values={"provider": "google"}, now=example.NOW))
    assert isinstance(view, PartView)
    assert view.values["iss_advertised"] == ""


def test_a_server_that_leaves_it_out_is_not_asked_for_iss() -> None:
    """After such a document, a redirect without iss is right, and the page says what the metadata says."""
    given = read().values
    values = {**callback.PART.example, **{name: given[name] for name in ("issuer", "iss_advertised")}}
    view = callback.PART.view(Request(values=values, now=example.NOW))
    assert isinstance(view, PartView)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", to_html(view.body)))
    assert view.state == "right"
    assert "RFC 9207: iss is absent; the server’s metadata does not promise it." in text
    assert "is not known here" not in text
