"""The report: the flow at any step, in words to copy, and no secret of it."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkce_widgets import example
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.report import EMPTY, PART, SECRETS, write_report
from pkce_widgets.view.elements import Element
from pkce_widgets.view.part import Inputs, PartView
from tests.support.views import view_of

NOW = 1_772_366_450.0
DONE = {
    name: text for name, text in example.REFUSED.items() if name not in ("error", "error_description", "redirect_uri")
} | {"redirect_uri": example.REDIRECT_URI, "token_response": example.TOKEN_RESPONSE}


def ask(values: dict[str, str]) -> PartView:
    return view_of(PART, values, now=NOW)


def pre_of(view: PartView) -> str:
    """The text that is shown."""
    box = view.body.children[0]
    assert isinstance(box, Element)
    pre, button = box.children
    assert isinstance(pre, Element)
    assert isinstance(button, Element)
    text = pre.children[0]
    assert isinstance(text, str)
    assert button.attributes["data-copy"] == text
    return text


def test_nothing_to_report() -> None:
    """Before a flow has begun, the part says what a report will hold; a provider alone is no flow."""
    assert ask({}).verdict == EMPTY
    view = ask({"provider": example.PROVIDER, "issuer": example.ISSUER})
    assert view.state == "empty"
    assert "what the checks across the steps found" in to_html(view.body)


def test_the_example_is_a_whole_report() -> None:
    """The reader's words, the four messages, what the checks found and what the error means stand in this order."""
    text = pre_of(ask(dict(PART.example)))
    order = [
        "I expected tokens.",
        "banno-admin",
        "### 1. Authorization request",
        "### 2. Authorization response",
        "### 3. Token request",
        "### 4. Token response",
        "has a slash at the end of its path, but the one in the authorization URL doesn't",
        "### What `invalid_grant` means",
    ]
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("code_verifier", "code_challenge"), "- code_challenge: (43 characters)"),
        (("client_id", "redirect_uri"), "### 1. Authorization request\n\nNot known."),
        (("authorization_requested_url", "code_verifier"), "- scope: `openid profile`"),
        (("authorization_requested_url", "redirect", "code", "returned_state"), "- code: (22 characters)"),
        (tuple(DONE), "- id_token: ("),
    ],
)
def test_it_works_at_any_step(names: tuple[str, ...], says: str) -> None:
    """Whatever is known so far is in the report, and what is not is said to be unknown."""
    values = {name: DONE.get(name, "") for name in names}
    assert says in pre_of(ask(values))


def test_after_the_tokens() -> None:
    """When code and verifier are cleared, the report still has what came before and after."""
    used_up = ("code_verifier", "code_challenge", "code", "redirect")
    text = pre_of(ask({**DONE, **dict.fromkeys(used_up, ""), "finished": "true"}))
    assert "- token_type: `Bearer`" in text
    assert "- scope: `openid profile`" in text


def test_what_is_left_out_is_said() -> None:
    """Each secret that the flow has is listed below the report with its length, and no other."""
    html = to_html(ask({"client_id": "a", "client_secret": "x" * 12, "code_verifier": "y" * 43}).body)
    assert re.findall(r"<code>(\w+)</code> ([\d,]+) character", html) == [
        ("code_verifier", "43"),
        ("client_secret", "12"),
    ]


def test_the_note_keeps_no_stranger() -> None:
    """A secret of no field, such as an old code, and an address of a person are not in the reader's words."""
    note = "The code 4/0AfJohXk3pQ7Zs9Lw2Vb8TnYdRmE came for ann@bank.example, and then nothing."
    text = write_report(Inputs(values={"client_id": "a", "report_note": note}))
    assert text.startswith("The code (30 characters) came for (an address), and then nothing.")
    assert write_report(Inputs(values={"report_note": "a " * 5_000})).count("a ") < 2_500


SECRET = st.text(alphabet="abcXYZ0189-._~+/=%& é", min_size=8, max_size=40).filter(lambda text: text == text.strip())


@settings(deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(SECRETS, SECRET)), SECRET, st.booleans())
def test_no_secret_is_in_it(secrets: dict[str, str], error: str, refused: bool) -> None:
    """Wherever a secret was repeated, in a message, an address or the note, it is not in the report."""
    code, token = secrets["code"], secrets["access_token"]
    values = {
        **example.REFUSED,
        **secrets,
        "redirect": f"https://app.example/{quote(code)}?code={quote(code)}&state={quote(secrets['state'])}",
        "redirect_uri": f"https://app.example/{code}",
        "issuer": f"https://op.example/{secrets['client_secret']}",
        "token_endpoint": f"https://op.example/{quote(token, safe='')}",
        "report_note": " and ".join(secrets.values()),
        "error": "invalid_grant" if refused else "",
        "error_description": f"{error} {code} {secrets['code_verifier']}" if refused else "",
        "token_response": example.TOKEN_RESPONSE,
    }
    text = write_report(Inputs(values=values, now=NOW))
    for name, secret in secrets.items():
        assert secret not in text, name
        assert quote(secret, safe="") not in text, name


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([field.name for field in PART.fields] + list(PART.uses)), st.text(max_size=60)))
def test_any_values_give_an_answer(values: dict[str, str]) -> None:
    """Whatever is in the flow, there is an answer."""
    assert ask(values).state in {"empty", "right"}
