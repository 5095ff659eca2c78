"""Your own file of providers: what it means, and what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkce_core
from pkce_core import InvalidValueError, PkceError, Provider, UsageError
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

OWN = """
[my-bank]
title = "My bank"
authorization_endpoint = "https://{host}/auth"
token_endpoint = "https://{host}/token"
redirect_uri_rules = "strict"
scopes = ["openid"]
notes = ["Ask Ann."]
[my-bank.placeholders]
host = "the host of the branch"
[my-bank.uncertain]
token_endpoint = "guessed"
[my-bank.guide]
register = "Ask Ann, on floor 2."
ask = ["a key"]
help = { Ann = "https://ann.example/" }
[local]
issuer = "http://127.0.0.1:8080"
"""


def test_own_file() -> None:
    """A reader's file has the form of the built-in one; what is left out has its default."""
    bank, local = pkce_core.load_providers(OWN)
    assert bank.to_dict() == {
        "name": "my-bank",
        "title": "My bank",
        "issuer": None,
        "discovery": None,
        "authorization_endpoint": "https://{host}/auth",
        "token_endpoint": "https://{host}/token",
        "jwks_uri": None,
        "redirect_uri_rules": "strict",
        "scopes": ["openid"],
        "token_endpoint_auth_methods_supported": [],
        "notes": ["Ask Ann."],
        "placeholders": {"host": "the host of the branch"},
        "uncertain": {"token_endpoint": "guessed"},
        "guide": {
            "place": "", "register": "Ask Ann, on floor 2.", "message": "", "redirect": "", "after": "",
            "ask": ["a key"],
            "who": {}, "links": {}, "help": {"Ann": "https://ann.example/"},
        },
    }  # fmt: skip
    assert local == Provider(name="local", title="local", issuer="http://127.0.0.1:8080")
    assert pkce_core.load_providers(b"\xef\xbb\xbf" + OWN.encode()) == (bank, local)
    assert pkce_core.load_providers("\ufeff") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a", "isn't valid TOML"),
        (b"\xff", "isn't UTF-8: see octet 1"),
        ("a = 1", "a isn't a table"),
        ("[a]\nguide = 1", "guide must be a table"),
        ("[a.guide]\nasks = []", "asks isn't an entry of a guide. Did you mean ask?"),
        ("[a.guide]\nask = 1", "ask must be a list of texts"),
        ('[a.guide]\nhelp = { Ann = "ann" }', "help must be an absolute https URL"),
        ("[A]", 'The name "A" must have only'),
        ('["a\\nb"]', "must have only"),
        ("[a]\ntokn_endpoint = 'x'", "[a] tokn_endpoint isn't an entry of a provider. Did you mean token_endpoint?"),
        ("[a]\nzzz = 'x'", "The entries are title, issuer"),
        ("[a]\nname = 'x'", "[a] name isn't an entry"),
        ("[a]\ntitle = 1", "[a] title must be a text."),
        ("[a]\ntitle = ''", "[a] title must be a text."),
        ("[a]\nscopes = 'openid'", "[a] scopes must be a list of texts."),
        ("[a]\nscopes = [1]", "[a] scopes must be a list of texts."),
        ("[a]\nuncertain = 'x'", "[a] uncertain must be a table of texts."),
        ("[a.uncertain]\nissuer = 1", "[a] uncertain must be a table of texts."),
        ("[a.uncertain]\nisuer = 'x'", "names isuer, which isn't an entry"),
        ("[a]\nredirect_uri_rules = 'banno'", "[a] redirect_uri_rules must be one of banno-admin"),
        ("[a]\nissuer = 'a.example'", "[a] issuer must be an absolute https URL"),
        ("[a]\nissuer = 'https://u@a.example'", "[a] issuer must be an absolute https URL"),
        ("[a]\nissuer = 'https://a.example '", "[a] issuer must be an absolute https URL"),
        ("[a]\nissuer = 'app:/x'", "[a] issuer must be an absolute https URL"),
        ("[a]\nissuer = 'http://a.example'", "[a] issuer must use https"),
        ("[a]\nissuer = 'https://{x}/'", "[a] placeholders must explain x, which an address uses."),
        ("[a.placeholders]\nx = 'y'", "[a] placeholders explains x, which no address uses."),
        ("x = " + "[" * 10_000, "nested too deeply"),
        ("x = 1" + "0" * 10_000, "nested too deeply"),
        ("a" + ".a" * 1000 + " = 1", "more than 32 dots"),
        ("#" * 200_000, "200,000 characters"),
    ],
)
def test_mistakes_in_a_file(text: str | bytes, says: str) -> None:
    """A mistake is named with its table and entry."""
    with pytest.raises(InvalidValueError) as caught:
        pkce_core.load_providers(text)
    assert says in str(caught.value)


@pytest.mark.parametrize("value", [None, 7, {}])
def test_a_file_is_text(value: Any) -> None:
    """Other types are a misuse."""
    with pytest.raises(UsageError):
        pkce_core.load_providers(value)


@given(st.one_of(st.text(), st.binary(), st.text(alphabet="[]a.=\"'{}\n#1")))
def test_any_text_loads_or_is_refused(text: str | bytes) -> None:
    """No text raises anything but an error of this package."""
    try:
        providers = pkce_core.load_providers(text)
    except PkceError:
        return
    assert all(isinstance(provider, Provider) for provider in providers)


@pytest.mark.parametrize(
    "hostile", ["[" * 10**6, ("a." * 16 + "a=1\n") * 3000, "[a]\n" * 30_000], ids=["deep", "dots", "tables"]
)
def test_hostile_files_cost_little(hostile: str) -> None:
    """Length and dots are bounded before the parser sees them."""

    def call() -> None:
        with pytest.raises(InvalidValueError):
            pkce_core.load_providers(hostile)

    assert cost_per_character(call, len(hostile)) < FAR_TOO_MUCH
