"""A token response in every form in which programs print it."""

from __future__ import annotations

import base64
import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import TokenResponse, check_token_response, parse_token_response
from tests.support.growth import FAR_TOO_MUCH, cost_per_character
from tests.support.reports import slugs
from tests.support.token_responses import RIGHT

J = json.dumps(RIGHT)
FORMS = {
    "dict": (repr(RIGHT), "a Python dict"),
    "log-dict": (f"INFO got {RIGHT!r} in 3 ms", "a Python dict"),
    "client": (f"<Response [200]> {RIGHT!r}", "a Python dict"),
    "lines": ("\n".join(f"{name}: {value}" for name, value in RIGHT.items()), "lines of names and values"),
    "string": (json.dumps(J), "JSON inside a JSON string"),
    "log-string": (f"level=info body={json.dumps(J)} ms=3", "JSON inside a JSON string"),
    "html": (J.replace('"', "&quot;"), "copied out of HTML"),
    "base64": (base64.b64encode(J.encode()).decode(), "encoded in base64"),
    "base64url": (base64.urlsafe_b64encode(J.encode()).decode().rstrip("="), "encoded in base64"),
    "colors": (f"\x1b[1;39m{J}\x1b[0m", "colors of a terminal"),
    "caret-colors": (f"^[[1;39m{J}^[[0m", "colors of a terminal"),
    "bare-colors": (f"[1;39m{J}[0m", "colors of a terminal"),
    "member": (json.dumps({"data": RIGHT}), "the member data"),
    "text-member": (json.dumps({"body": J}), "inside the text of the member body"),
    "log": (f"[10:00] {{http}} {J}", "before or after the JSON"),
    "second": (f"{J}\n{{}}", "A second JSON object follows"),
    "first": (f'{{"a":1}} {J}', "Only the second was read"),
}


@pytest.mark.parametrize(("text", "says"), FORMS.values(), ids=FORMS)
def test_what_was_read_is_said(text: str, says: str) -> None:
    """The tokens are read, and a finding says from what."""
    report = check_token_response(text)
    assert report.ok
    assert any(says in finding.message for finding in report)
    response = parse_token_response(text)
    assert isinstance(response, TokenResponse)
    assert (response.access_token, response.expires_in) == (RIGHT["access_token"], 3600)


@given(st.text(string.ascii_letters + string.digits + "-_.~", min_size=1, max_size=40), st.sampled_from(sorted(FORMS)))
def test_no_form_shows_the_token(token: str, form: str) -> None:
    """Whatever the token is, no finding and no repr shows it."""
    token = f"S3cret~{token}"
    if form in ("base64", "base64url"):
        text = base64.b64encode(J.replace(RIGHT["access_token"], token).encode()).decode()
    else:
        text = FORMS[form][0].replace(RIGHT["access_token"], token)
    response = parse_token_response(text)
    assert isinstance(response, TokenResponse)
    assert response.access_token == token
    assert token not in repr(response) + repr(check_token_response(text))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('{"access_token": "x", "extra": {"error": "a"}', "token-response-json"),
        ("{'a': {'error': 'x'} {", "token-response-json"),
        ("{ x: {'error': 'x'} , {", "token-response-json"),
        ('"{\\"a\\": 1}"', "token-response-json"),
        ('"{\\"a', "token-response-json"),
        ("{&quot;a&quot;: 1} {", "token-response-json"),
        (base64.b64encode(b'{"alg": "none", "x": 1}').decode(), "token-response-unknown"),
        ("A" * 21, "token-response-unknown"),
        (base64.b64encode(b"\xff" * 30).decode(), "token-response-unknown"),
        ("access_token='a' and more", "token-response-unknown"),
        (" " + "x" * 300_000, "token-response-unknown"),
        (json.dumps({"a": "{", "b": 1, "c": {"d": 1}}), "token-response-unknown"),
    ],
)
def test_what_is_no_response(text: str, rule: str) -> None:
    """A part of a broken object, or an object without tokens, is never taken for the response."""
    assert rule in slugs(check_token_response(text))


def test_the_third_object() -> None:
    """The place of the object that was read is said."""
    for count in (2, 6):
        message = next(iter(check_token_response("{} " * count + J))).message
        assert ("third" if count == 2 else "7th") in message


@pytest.mark.parametrize(
    "unit", ["{", '{"a":', "{'a':", '"{\\"', "&quot;{", "A", "\\", "a: b\n", '{"a":1}', "\x1b[0m", "["]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """Every form is tried a bounded number of times."""
    text = ("x" + unit * 100_000)[:100_000]
    assert cost_per_character(lambda: check_token_response(text), len(text)) < FAR_TOO_MUCH


@pytest.mark.parametrize(
    "text",
    [
        "access_token" + '\\"' * 30_000,
        '{access_token "' + '\\"' * 30_000,
        "access_token error " + "A" * 20 + " " * 60_000 + "!",
        '{"access_token": /* ' + "/* " * 20_000,
        '{"access_token":"a' + " " * 60_000 + 'b",}',
    ],
    ids=["escaped quotes", "an open text", "white space", "open comments", "spaces in a text"],
)
def test_what_almost_fits_takes_linear_time(text: str) -> None:
    """A text that is almost a response in another form is refused as quickly as another."""
    assert cost_per_character(lambda: check_token_response(text), len(text)) < FAR_TOO_MUCH
