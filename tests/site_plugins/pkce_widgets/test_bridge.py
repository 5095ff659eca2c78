"""The bridge between the page and the parts: JSON in, JSON out, and what copying added taken away."""

from __future__ import annotations

import json

import pytest

from pkce_widgets.bridge import dispatch
from pkce_widgets.parts.all_parts import PARTS
from pkce_widgets.view.verdict import WORDS


@pytest.mark.parametrize("message", ["[]", "{}", '{"op": "none"}', '{"op": ["check"]}', "not json"])
def test_unknown_requests_are_refused(message: str) -> None:
    """A request that names no part is our own mistake, and says so."""
    with pytest.raises(ValueError, match=r"op must be one of provider, |Expecting value"):
        dispatch(message)


@pytest.mark.parametrize(
    ("values", "message"),
    [('{"code_verifier": 1}', "code_verifier must be a string, not int"), ("[]", "values must be an object, not")],
)
def test_values_are_strings(values: str, message: str) -> None:
    """A value of another type is refused by name."""
    with pytest.raises(TypeError, match=message):
        dispatch(f'{{"op": "check", "values": {values}}}')


@pytest.mark.parametrize("name", PARTS)
def test_every_part_answers_nothing_with_what_to_do(name: str) -> None:
    """With nothing given yet, a part says what to give, in a sentence."""
    answer = json.loads(dispatch(json.dumps({"op": name, "now": 1_700_000_000})))
    assert answer["state"] in ({"warning"} if name == "provider" else {"empty", "waiting"})
    assert answer["verdict"].endswith(".")
    assert answer["body"][0] == "div"


@pytest.mark.parametrize("name", PARTS)
def test_every_part_answers_anything(name: str) -> None:
    """Whatever is in the fields, a part answers."""
    for text in ("", "a", "\n", "\x00\u202e\ud800😀", "<script>alert(1)</script>", "%", "a" * 10_000, "{", "\u200b'x'"):
        names = [field.name for field in PARTS[name].fields] + list(PARTS[name].uses)
        choices = {field.name: field.choices[0][0] for field in PARTS[name].fields if field.choices}
        values = {**dict.fromkeys(names, text), **choices}
        answer = json.loads(dispatch(json.dumps({"op": name, "values": values, "now": 1_700_000_000})))
        assert answer["state"] in WORDS
        assert answer["word"] == WORDS[answer["state"]] or answer["word"].startswith(("Wrong · ", "Waiting for step "))
        assert answer["verdict"]
