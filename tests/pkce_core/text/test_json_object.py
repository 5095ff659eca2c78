"""Strict JSON, and the words for values and moments that messages use."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import UsageError
from pkce_core.errors import JsonError
from pkce_core.text.json_object import DEEPEST, MOST_CHARACTERS, parse_json_object
from pkce_core.text.quoting import quoted, visible
from pkce_core.text.times import duration, is_moment, moment
from tests.support.growth import FAR_TOO_MUCH, cost_per_character


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("", "line 1, column 1"),
        ('{"a":1}x', "it breaks at line 1, column 8 (Extra data)"),
        ("\ufeff{}", "no JSON"),
        ("[]", "a list instead"),
        ('"x"', "text instead"),
        ("5", "a number instead"),
        ("null", "null instead"),
        ("true", "true or false instead"),
        ('{"a":1,"b":2,"a":3}', 'The name "a" stands in the JSON object twice'),
        ('{"x":{"a":1,"\\u0061":3}}', 'The name "a" stands'),
        ('{"a":Infinity}', "Infinity is no JSON number."),
        ('{"a":-1e999}', "too large"),
        ('{"a":' + "1" * 5000 + "}", "too many digits"),
        ('{"a":' + "[" * 100_000 + "]" * 100_000 + "}", "too deeply"),
        ('{"a":' + "[" * 3 * DEEPEST + '"]"' + "]" * 3 * DEEPEST + "}", "too deeply"),
        ('{"a":[' + "{}," * DEEPEST, "line 1, column"),
        ('{"a":[' + "{}," * DEEPEST + '"x\\', "line 1, column"),
        ('{"a":"' + "x" * MOST_CHARACTERS + '"}', "are not read"),
        (b"{\xff}", "octet 2 is not UTF-8"),
    ],
)
def test_what_is_refused(document: str | bytes, says: str) -> None:
    """RFC 8259 §4, RFC 7519 §4: one object, no name twice, no number that is none; the place is named, no value is."""
    with pytest.raises(JsonError) as caught:
        parse_json_object(document)
    assert says in str(caught.value)


def test_what_is_read() -> None:
    """Members keep their order; nesting that somebody writes is fine."""
    assert list(parse_json_object(b'{"b":1,"a":[{"b":1.5}]}')) == ["b", "a"]
    deep = '{"a":' + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1) + "}"
    assert json.dumps(parse_json_object(deep), separators=(",", ":")) == deep
    wide = '{"a":[' + ",".join(['"[\\"["', "{}", "[]"] * 500) + "]}"
    assert parse_json_object(wide)
    with pytest.raises(UsageError):
        parse_json_object(5)  # type: ignore[arg-type]


@given(st.dictionaries(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5)))
def test_what_json_writes_is_read(value: dict[str, object]) -> None:
    """A round trip, with and without escapes."""
    assert parse_json_object(json.dumps(value)) == value


@given(st.text(alphabet='{}[]":,1eE-.\\u0ab\n', max_size=80) | st.binary(max_size=40))
def test_any_document_is_an_object_or_an_error(document: str | bytes) -> None:
    """Any text: an object, or a JsonError."""
    with suppress(JsonError):
        assert isinstance(parse_json_object(document), dict)


@pytest.mark.parametrize(
    "document",
    [
        "[" * 10**6,
        '{"a":[' + "{}," * 99 + '"' + '\\"' * 10**5,
        '{"a":"' + '\\"' * 10**5,
        "{" + '"a":1,' * 40_000,
        '{"a":[' + "[]," * 80_000 + "[]]}",
    ],
)
def test_hostile_documents_are_quick(document: str) -> None:
    """Cost is linear in the length, and the length is bounded."""

    def call() -> None:
        with suppress(JsonError):
            parse_json_object(document)

    assert cost_per_character(call, len(document)) < FAR_TOO_MUCH


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\n\x1b\u202e\\é", '"a\\n\\x1b\\u202e\\\\é"'),
        ("x" * 121, f'"{"x" * 120}... (121 characters)"'),
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (5, "5"),
        (0.5, "0.5"),
        (10**60, "a number of very many digits"),
        (["a", "b"], '["a", "b"]'),
        (("a",), '["a"]'),
        (["a"] * 6, "a list of 6"),
        ([1], "a list of 1"),
        ({}, "an object"),
    ],
)
def test_values_in_messages(value: object, shown: str) -> None:
    """A value is short, on one line, and hides nothing."""
    assert quoted(value) == shown


@given(st.text())
def test_visible_text_is_printable(text: str) -> None:
    """Whatever the text, what is shown can be printed."""
    assert visible(text).isprintable()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "less than a second"), (1.9, "1 second"), (-2, "2 seconds"),
        (119, "1 minute and 59 seconds"), (120, "2 minutes"),
        (7199, "1 hour and 59 minutes"), (7200, "2 hours"),
        (200_000, "2 days and 7 hours"), (10**9, "11,574 days and 1 hour"),
    ],
)  # fmt: skip
def test_durations(seconds: float, words: str) -> None:
    """The two largest units."""
    assert duration(seconds) == words


def test_moments() -> None:
    """RFC 7519 §2: seconds since 1970, as a date; what no calendar has stays a number."""
    assert moment(1_300_819_380) == "2011-03-22T18:43:00Z"
    assert moment(0.9) == "1970-01-01T00:00:00Z"
    assert moment(-1) == "-1"
    assert moment(253_402_300_799) == "9999-12-31T23:59:59Z"
    assert moment(253_402_300_800) == "2.53402e+11"
    accepted = [
        value for value in (0, -1.5, 1e17, True, "1", None, 1e18, float("nan"), float("inf")) if is_moment(value)
    ]
    assert accepted == [0, -1.5, 1e17]
