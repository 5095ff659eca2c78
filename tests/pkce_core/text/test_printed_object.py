"""Objects as programs print them, read without evaluating anything."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.text.printed_object import PrintedObject, find_printed_object, read_lines
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

NAMES = frozenset({"access_token", "error"})
TEXT = st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("text", "what", "members"),
    [
        ("{'access_token': 'a', 'x': None}", "a Python dict", {"access_token": "a", "x": None}),
        ('{"access_token": "a", "x": True}', "a Python dict", {"access_token": "a", "x": True}),
        ("{b'access_token': b'a'}", "a Python dict", {"access_token": "a"}),
        ("{'access_token': 'a', 'l': ['b', (1, 2.5)]}", "a Python dict", {"access_token": "a", "l": ["b", [1, 2.5]]}),
        ("x { access_token: 'a', n: null, }", "a JavaScript object", {"access_token": "a", "n": None}),
        ("{'access_token': 'a', 'n': null}", "a JavaScript object", {"access_token": "a", "n": None}),
        ('{"access_token": `a`}', "a JavaScript object", {"access_token": "a"}),
        ('{"access_token"=>"a", :n=>:b}', "a map with =>", {"access_token": "a", "n": "b"}),
        ("Map(1) { 'error' => 'a' }", "a map with =>", {"error": "a"}),
        ("{access_token=a b, n=3600}", "a map with =, as Java", {"access_token": "a b", "n": "3600"}),
        (r"{'error': 'a\'b\n\x41\u0042\q'}", "a Python dict", {"error": "a'b\nABq"}),
    ],
)
def test_what_programs_print(text: str, what: str, members: dict[str, object]) -> None:
    """Each form is read and called by its name; what its values are stays out of the repr."""
    found = find_printed_object(text, NAMES)
    assert isinstance(found, PrintedObject)
    assert found.members == members
    assert found.what.startswith(what.split(",")[0])
    assert text[found.start] == "{"
    assert text[found.end - 1] == "}"
    assert "members" not in repr(found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        '{"access_token": "a", "n": null}',  # plain JSON is read elsewhere
        "{'other': 1}",
        "{'access_token': 'a', 'access_token': 'b'}",
        "{'access_token': 'a'",
        "{'access_token' 'a'}",
        "{'access_token': 'a' 'b'}",
        "{'access_token': }",
        "{'access_token': word}",
        "{'access_token': 12345678901234567890}",
        "{[1]: 2, 'access_token': 'a'}",
        "{access_token=}",
        "{:}",
        "{'access_token': __import__('os')}",
        "{'access_token': " + "[" * 30 + "]" * 30 + "}",
        "{" * 30,
        "'" * 300_000,
    ],
)
def test_what_is_not_read(text: str) -> None:
    """A call, a name, a number without end, an object that isn't closed: nothing is guessed."""
    assert find_printed_object(text, NAMES) is None


@given(st.dictionaries(TEXT, VALUES, max_size=4), VALUES)
def test_what_python_prints_is_read_as_python_reads_it(members: dict[str, object], token: object) -> None:
    """Whatever a dict has, its repr gives the same values."""
    printed = repr({**members, "access_token": token})
    found = find_printed_object(printed, NAMES)
    assert found is not None
    assert found.members == ast.literal_eval(printed)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Any text is read or refused."""
    find_printed_object(text, NAMES)
    read_lines(text, NAMES)


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("access_token: a\nn: 1", {"access_token": "a", "n": "1"}),
        ("---\naccess_token: 'a'\nn: null\nm: ~\no:\n", {"access_token": "a", "n": None, "m": None, "o": None}),
        ("Array\n(\n    [access_token] => a\n)", {"access_token": "a"}),
        ("access_token : abc\n               def\nn : 1", {"access_token": "abcdef", "n": "1"}),
        ('"error": "invalid_grant",', {"error": "invalid_grant"}),
        ("error:\n          abc", {"error": "abc"}),
        ("error = a\nn = b", {"error": "a", "n": "b"}),
    ],
)
def test_lines_of_names_and_values(text: str, members: dict[str, object]) -> None:
    """YAML, PHP's print_r, PowerShell: each line has a name and a value."""
    assert read_lines(text, NAMES) == members


@pytest.mark.parametrize(
    "text", ["", "hello", "error=a", "error: a\nerror: b", "error: a\nhello world", "other: a", "a: b\n" * 201]
)
def test_what_are_no_such_lines(text: str) -> None:
    """One line with = may be a form; a line without a name makes all of it something else."""
    assert read_lines(text, NAMES) is None


@pytest.mark.parametrize("unit", ["{", "{'a':", "'", "{a:1,", "a: b\n", "\\", "{'a", "[", "(", "a=", " "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """A megabyte of one thing costs as much for each character as a little of it."""
    text = "{'a': '" + unit * (200_000 // len(unit))
    assert cost_per_character(lambda: find_printed_object(text, NAMES), len(text)) < FAR_TOO_MUCH
    assert cost_per_character(lambda: read_lines(text, NAMES), len(text)) < FAR_TOO_MUCH
