"""The answer to anything that is pasted, without a browser."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from pkce_core.text.base64url import encode_base64url
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.answer.part import PART, SEPARATOR
from tests.support.landing import CHALLENGE, COMMAND, ERROR, REDIRECT, SECRET, URL, VERIFIER, WITH_NEWLINE
from tests.support.views import copied, elements, view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

NOW = 1_772_366_450.0


def ask(*texts: str, action: str = "", typing: str = "", **values: str) -> PartView:
    return view_of(PART, {"texts": SEPARATOR.join(texts), **values}, now=NOW, action=action, typing=typing)


def test_a_new_pair_is_two_values() -> None:
    """Create gives a verifier and the challenge that belongs to it."""
    view = ask(action="create")
    assert ask(**view.values).verdict == "Right: The challenge matches the verifier."


def test_a_half_typed_value_is_no_mistake() -> None:
    """Alone it has only a note; beside another value, it takes the place of the verdict on the earlier pair."""
    alone = ask(code_verifier=VERIFIER[:20], typing="code_verifier")
    assert alone.notes == {"code_verifier": "20 of 43 characters."}
    assert not alone.body.children
    assert "20 of 43 characters." in words(
        ask(code_verifier=VERIFIER[:20], code_challenge=CHALLENGE, typing="code_verifier")
    )


def test_a_typed_pair_is_judged_as_it_is() -> None:
    """What stands in a field is checked to the character, marked there, and not repeated among the values."""
    view = ask(code_verifier=VERIFIER, code_challenge=WITH_NEWLINE)
    assert view.verdict == "Wrong · proved: This challenge was made from the verifier plus a newline."
    assert view.invalid == ("code_challenge",)
    assert "Proved by this verifier and this challenge." in words(view)
    assert "Show" not in words(view)
    assert ask(code_verifier=f"{VERIFIER[:-1]} ").invalid == ("code_verifier",)


def test_the_quickstart_gets_what_belongs_to_no_attempt() -> None:
    """Client, redirect URI and scope of the URL; never a pair, which may have been sent."""
    assert ask(URL, COMMAND).offers == {
        "client_id": "my-application", "redirect_uri": "http://127.0.0.1:8080/callback", "scope": "openid",
    }  # fmt: skip
    assert ask(code_verifier=VERIFIER, code_challenge=CHALLENGE).offers == {}


def test_a_secret_is_nowhere() -> None:
    """Not in the answer, not in what is copied, not in the report."""
    for view in (ask(COMMAND, ERROR), ask(COMMAND, ERROR, action="report"), ask(f"client_secret={SECRET}")):
        assert SECRET not in to_html(view.body)
        assert SECRET not in view.verdict


def test_the_report_is_written_when_it_is_asked_for() -> None:
    """It has the redacted flow; the answer itself only has a place for it."""
    assert "Is this wrong?" in words(ask(ERROR))
    assert "## Authorization Code flow with PKCE" not in words(ask(ERROR))
    report = copied(ask(ERROR, action="report"), "the report")
    assert report.startswith("The page says: Not enough to tell: ")
    assert "\n\n## Authorization Code flow with PKCE" in report


def test_the_last_text_stays_in_the_box_if_nothing_is_in_it() -> None:
    """The page learns so from the field that the answer doesn't hide."""
    assert ask("hello world").hidden == ("texts",)
    assert ask(URL, "hello world").hidden == ("texts",)
    assert ask("hello world", URL).hidden == ()


@pytest.mark.parametrize(
    "word", ["Right", "Right, with a warning", "Wrong · proved", "Wrong · likely", "Not enough to tell"]
)
def test_each_verdict_has_its_word(word: str) -> None:
    """The word says what the answer rests on."""
    texts = {
        "Right": [URL],
        "Right, with a warning": [REDIRECT],
        "Wrong · proved": [URL, REDIRECT.replace("PO-7", "PO-8")],
        "Wrong · likely": [URL, COMMAND.replace("/callback ", "/callback/ "), ERROR],
        "Not enough to tell": [ERROR],
    }[word]
    view = ask(*texts)
    assert view.verdict.startswith(f"{word}: ")
    verdict = next(each for each in elements(view.body) if "pkce-verdict" in each.attributes.get("class", ""))
    assert verdict.attributes["data-state"] in {"right", "warning", "proved", "likely", "unknown"}
    assert ("Proved by" in words(view)) is (word == "Wrong · proved")


def test_what_differs_is_marked() -> None:
    """The two states stand below each other, with the character that differs marked."""
    html = to_html(ask(URL, REDIRECT.replace("PO-7", "PO-8")).body)
    assert html.count("<mark") == 1
    assert ">8</mark>" in html


def test_other_mistakes_are_not_hidden_behind_the_first() -> None:
    """A second error has a place of its own; what is right is folded."""
    text = words(
        ask(URL.replace("openid", "profile").replace(CHALLENGE, WITH_NEWLINE), REDIRECT.replace("PO-7", "x"), COMMAND)
    )
    assert "This challenge was made from the verifier plus a newline." in text
    assert "Also wrong" in text
    assert "state isn't the one you sent" in text


def test_the_values_that_differ_come_first() -> None:
    """Two values under one name, each with its source; the same value in two texts is one row."""
    text = words(ask(URL, COMMAND.replace("/callback ", "/callback/ ")))
    assert text.index("http://127.0.0.1:8080/callback/ ") < text.index("nKq3v…3zE5")
    assert "from the authorization URL and your token request" in text


def test_a_text_of_the_same_kind_takes_the_place_of_the_first() -> None:
    """And the page says so."""
    assert "The authorization URL took the place of an earlier one." in words(ask(URL, URL.replace("PO-7", "PO-8")))
    assert "It took the place of an earlier one." in words(ask("invalid_grant", "invalid_client"))


def test_replies_count() -> None:
    """Yes, no, and a reader who doesn't know; other texts are no replies."""
    assert ask(ERROR, replies="code-reused=yes").verdict.startswith("Wrong · likely: The code was redeemed before.")
    assert "Ruled out (1)" in words(ask(ERROR, replies="code-reused=no"))
    assert "Did more than a minute pass" in words(ask(ERROR, replies="code-reused=unknown"))
    assert "Did you send this code more than once?" in words(ask(ERROR, replies="code-reused=maybe"))


def test_the_fix_is_in_the_language_that_was_chosen() -> None:
    """Shell by default, since echo is a shell's; another if the reader wants it, and none that doesn't exist."""
    pair = {"code_verifier": VERIFIER, "code_challenge": WITH_NEWLINE}
    assert "printf" in words(ask(**pair))
    assert "hashlib" in words(ask(**pair, fix_language="python"))
    assert "printf" in words(ask(**pair, fix_language="cobol"))


def test_a_challenge_that_nothing_explains_is_compared() -> None:
    """With the right one, character by character, and what was tried is folded."""
    text = words(ask(code_verifier=VERIFIER, code_challenge=f"x{CHALLENGE[1:]}"))
    assert "The right challenge" in text
    other = words(ask(code_verifier=VERIFIER, code_challenge="A" * 43))
    assert "What was tried" in other
    assert "Make the challenge again" in other


@pytest.mark.parametrize(
    ("before", "after", "signs"),
    [("", "\n", ["\\n"]), ("", "\r\n", ["\\r\\n"]), ('"', '"', ['"', '"']), ("", " ", ["space"])],
)
def test_what_was_hashed_around_the_verifier_is_marked(before: str, after: str, signs: list[str]) -> None:
    """Beside it is how many bytes this makes; a verifier that was changed inside is compared by its challenge."""
    challenge = encode_base64url(sha256(f"{before}{VERIFIER}{after}".encode()).digest())
    view = ask(code_verifier=VERIFIER, code_challenge=challenge)
    assert [each.children[0] for each in elements(view.body) if each.tag == "mark"] == signs
    assert f"{43 + len(before + after)} bytes" in words(view)
    changed = encode_base64url(sha256(VERIFIER.lower().encode()).digest())
    assert "The right challenge" in words(ask(code_verifier=VERIFIER, code_challenge=changed))
