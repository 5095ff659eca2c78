"""Strict JSON: one object, and nothing that could be read in two ways."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import UsageError
from pkce_core.errors import JsonError
from pkce_core.text.json_object import DEEPEST, MOST_CHARACTERS, parse_json_object
from tests.support.growth import FAR_TOO_MUCH, cost_per_character


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("", "line 1, column 1"),
        ('{"a":1}x', "there is a mistake at line 1, column 8 (Extra data)"),
        ("\ufeff{}", "isn't JSON"),
        ("[]", "a list instead"),
        ('"x"', "text instead"),
        ("5", "a number instead"),
        ("null", "null instead"),
        ("true", "true or false instead"),
        ('{"a":1,"b":2,"a":3}', 'The name "a" appears twice in a JSON object'),
        ('{"x":{"a":1,"\\u0061":3}}', 'The name "a" appears'),
        ('{"a":Infinity}', "Infinity isn't a JSON number."),
        ('{"a":-1e999}', "too large"),
        ('{"a":' + "1" * 5000 + "}", "too many digits"),
        ('{"a":' + "[" * 100_000 + "]" * 100_000 + "}", "too deeply"),
        ('{"a":' + "[" * 3 * DEEPEST + '"]"' + "]" * 3 * DEEPEST + "}", "too deeply"),
        ('{"a":[' + "{}," * DEEPEST, "line 1, column"),
        ('{"a":[' + "{}," * DEEPEST + '"x\\', "line 1, column"),
        ('{"a":"' + "x" * MOST_CHARACTERS + '"}', "the limit is"),
        (b"{\xff}", "octet 2 isn't valid UTF-8"),
    ],
)
def test_what_is_refused(document: str | bytes, says: str) -> None:
    """RFC 8259 §4, RFC 7519 §4: one object, no name twice, no NaN or Infinity; errors name places, not values."""
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
