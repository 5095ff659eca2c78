"""The provider: a profile or a pasted discovery document, and what the flow takes from it."""

from __future__ import annotations

import json
import re

import pytest

from pkce_core import get_provider, provider_names
from pkce_widgets import example
from pkce_widgets.build.element_html import to_html
from pkce_widgets.flow.server import METHODS
from pkce_widgets.parts.callback import part as callback
from pkce_widgets.parts.provider import ADDRESSES, OFFERED, PART
from pkce_widgets.view.part import Inputs, PartView
from tests.support.views import view_of

DOCUMENT = {
    "issuer": "https://op.example",
    "authorization_endpoint": "https://op.example/auth",
    "token_endpoint": "https://op.example/token",
    "jwks_uri": "https://op.example/jwks",
    "response_types_supported": ["code"],
    "subject_types_supported": ["public"],
    "id_token_signing_alg_values_supported": ["RS256"],
    "code_challenge_methods_supported": ["S256"],
    "scopes_supported": ["openid", "profile"],
    "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
}
PROMISE = "authorization_response_iss_parameter_supported"


def choose(provider: str, **values: str) -> PartView:
    return view_of(PART, {"provider": provider, **values})


def test_every_profile() -> None:
    """Each profile gives its endpoints, or says which value it still needs, or asks for the document."""
    for slug in OFFERED:
        profile, view = get_provider(slug), choose(slug)
        if profile.placeholders:
            assert view.state == "empty"
            assert set(view.notes) == set(profile.placeholders)
            assert not set(view.hidden) & set(profile.placeholders)
            assert not any(view.values[name] for name in ADDRESSES)
        elif profile.authorization_endpoint:
            assert view.values["authorization_endpoint"] == profile.authorization_endpoint
            assert view.offers["scope"] == " ".join(profile.scopes)
        else:
            assert "Paste your provider's discovery document" in view.verdict


def test_the_values_of_a_profile() -> None:
    """A placeholder that is given fills the addresses; one that can't be in an address is named."""
    needy = next(slug for slug in OFFERED if len(get_provider(slug).placeholders) == 1)
    (name,) = get_provider(needy).placeholders
    assert choose(needy, **{name: "example.com"}).values["authorization_endpoint"].startswith("https://")
    wrong = choose(needy, **{name: "a b\n"})
    assert (wrong.state, wrong.invalid) == ("wrong", (name,))
    both = choose("keycloak", host="sso example", realm="")
    assert (both.state, both.invalid) == ("wrong", ("host",))


def test_what_is_uncertain_is_said() -> None:
    """A profile with uncertain data says so in the verdict and names the value."""
    view = choose("banno-admin")
    assert view.verdict == (
        "Endpoints for Banno Admin API. One address is a guess: confirm it in the discovery document."
    )
    assert "is uncertain" in to_html(view.body)


def test_a_document() -> None:
    """A discovery document counts more than the choice, and gives all that the flow asks for."""
    view = choose("banno-admin", metadata=json.dumps(DOCUMENT))
    assert (view.state, view.verdict) == (
        "right",
        "The discovery document of https://op.example has everything that this flow needs.",
    )
    assert {name: view.values[name] for name in ADDRESSES} == {name: DOCUMENT[name] for name in ADDRESSES}
    assert view.values["scopes_supported"] == "openid profile"
    assert view.values["redirect_uri_profile"] == "generic"  # nobody chose Banno: it is chosen from the start
    banno = get_provider("banno-admin")
    own = {**DOCUMENT, "token_endpoint": banno.token_endpoint}
    assert choose("banno-admin", metadata=json.dumps(own)).values["redirect_uri_profile"] == "banno-admin"
    assert view.offers["token_endpoint_auth_method"] == "client_secret_basic"
    assert view.offers["token_endpoint_auth_method"] in METHODS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "This isn't JSON"),
        ("https://op.example", "This is an address. Open it"),
        ("http://127.0.0.1:3000/.well-known/openid-configuration\n", "This is an address. Open it"),
        ("[]", "instead of an object"),
        ('{"issuer": "https://op.example"}', "authorization_endpoint"),
        ('{"openapi": "3.0.1", "info": {}, "paths": {}}', "It's an OpenAPI document"),
        ('{"iss": "https://op.example", "aud": "x", "exp": 1}', "It's the claims of a token"),
    ],
)
def test_a_document_that_is_none(text: str, said: str) -> None:
    """What is wrong with the text is said, and the field is marked."""
    view = choose("banno-admin", metadata=text)
    assert view.state == "wrong"
    assert view.invalid == ("metadata",)
    assert said in view.verdict


def test_an_unknown_profile() -> None:
    """A name that no profile has is read as the first one: the page offers only known names."""
    assert choose("no-such-provider").verdict == choose(provider_names()[0]).verdict


@pytest.mark.parametrize(
    ("members", "promises"), [({}, "false"), ({PROMISE: False}, "false"), ({PROMISE: True}, "true")]
)
def test_whether_iss_is_promised(members: dict[str, object], promises: str) -> None:
    """RFC 9207 §3: a document that leaves the member out says false; without a document, nobody knows."""
    view = choose("banno-admin", metadata=json.dumps({**DOCUMENT, **members}))
    assert view.values["iss_advertised"] == promises
    assert choose("google").values["iss_advertised"] == ""


def test_a_server_that_leaves_it_out_is_not_asked_for_iss() -> None:
    """After such a document, a redirect without iss is right, and the page says what the metadata says."""
    given = choose("banno-admin", metadata=json.dumps({**DOCUMENT, "issuer": example.ISSUER})).values
    values = {**callback.PART.example, **{name: given[name] for name in ("issuer", "iss_advertised")}}
    view = callback.PART.view(Inputs(values=values, now=example.NOW))
    assert isinstance(view, PartView)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", to_html(view.body)))
    assert view.state == "right"
    assert "RFC 9207: iss is absent; the provider’s metadata doesn’t promise it." in text
    assert "metadata is unknown" not in text


@pytest.mark.parametrize(
    ("supported", "offered"),
    [
        (["client_secret_jwt", "client_secret_basic", "client_secret_post"], "client_secret_basic"),
        (["none", "client_secret_post"], "none"),
        (["client_secret_jwt"], ""),
    ],
)
def test_the_method_of_a_document(supported: list[str], offered: str) -> None:
    """A document lists the methods in the provider's order: the first one that the command supports is offered."""
    document = {**DOCUMENT, "token_endpoint_auth_methods_supported": supported}
    assert choose("banno-admin", metadata=json.dumps(document)).offers["token_endpoint_auth_method"] == offered


def test_the_method_of_a_profile() -> None:
    """A profile lists its methods in no order: the one with the shortest command is offered, if it is among them."""
    for slug in OFFERED:
        profile = get_provider(slug)
        if profile.authorization_endpoint and not profile.placeholders:
            supported = [name for name in METHODS if name in profile.token_endpoint_auth_methods_supported]
            assert choose(slug).offers["token_endpoint_auth_method"] == supported[0]
    assert choose("banno-admin").offers["token_endpoint_auth_method"] == "client_secret_post"
