"""The entries of a file: found without parsing it whole, and refused when it is no HAR file."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkce_core.errors import InvalidValueError
from pkce_core.har.entries import MOST_OCTETS, HarEntries
from pkce_core.har.explain_har import explain_har
from pkce_core.har.redact import redact_har
from tests.support.har import authorization, callback, har, image, login, token


@pytest.mark.parametrize(
    ("octets", "why"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"[]", "a HAR file is a JSON object"),
        (b"not JSON", "a HAR file is a JSON object"),
        (b'{"log": {}}', "no log with entries"),
        (b'{"log": {"entries": {}}}', "no log with entries"),
        (b'{"lag": {"entries": [{}]}}', "no log with entries"),
        (b'{"access_token": "secret-of-a-token-response"}', "no log with entries"),
        (b"\xff\xfe{\x00", "UTF-16"),
        (b" " * (MOST_OCTETS + 1), "52,428,801 bytes, and at most 52,428,800 are read"),
    ],
)
def test_what_is_no_har_file(octets: bytes, why: str) -> None:
    """The message says why, without a text of the file; a large file can be made smaller."""
    with pytest.raises(InvalidValueError, match=why) as raised:
        HarEntries(octets)
    assert "secret-of" not in str(raised.value)


def test_where_entries_are() -> None:
    """Brackets in strings, other members and a byte order mark don't matter; only the log's own entries count."""
    other = {
        "log": {"a": [{"entries": [1]}], "entries": [{"url": 'a"]}\\'}, 5, {"b": []}], "pages": [{}]},
        "x": {"entries": [{}]},
    }
    found = HarEntries(b"\xef\xbb\xbf" + json.dumps(other, indent=2).encode())
    assert [members for _, members in found] == [{"url": 'a"]}\\'}, {"b": []}]
    assert not found.is_cut_off


def test_a_file_that_is_cut_off() -> None:
    """The entries before the cut are read, wherever it is."""
    whole = login()
    for end in range(whole.index(b'"entries"') + 13, len(whole) - 1, 97):
        found = HarEntries(whole[:end])
        assert found.is_cut_off
        assert all(members for _, members in found)


def test_entries_that_cannot_be_read() -> None:
    """Broken, too deep, too many parts, too long, or no object: None, and the next one is read."""
    broken = b'{"log": {"entries": [{"a": }, {"b": 1}]}}'
    assert [members for _, members in HarEntries(broken)] == [None, {"b": 1}]
    many: list[object] = [{"a": [{}] * 50_000}, {"c": [1.5] * 400_000}, [], {"d": "e" * 300_000, "f": 1}]
    assert [members for _, members in HarEntries(har(*many))] == [None, None, None, {"d": "", "f": 1}]


def test_very_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops at a number that no recording has, and says so."""
    monkeypatch.setattr("pkce_core.har.entries._MOST_ENTRIES", 2)
    found = HarEntries(har(image(), image(), image()))
    assert len(found.spans) == 2
    assert found.has_more
    assert "more than 2 requests" in explain_har(har(image(), image(), image())).report.findings[0].message


def test_a_file_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Very many brackets are no recording: reading stops, and says so."""
    monkeypatch.setattr("pkce_core.har.entries._MOST_BRACKETS_OF_FILE", 50)
    assert HarEntries(har({"a": [{}] * 100}, {"b": 1})).has_more
    other = b'{"x": [' + b"[" * 100 + b'], "log": {"entries": []}}'
    with pytest.raises(InvalidValueError, match="no log with entries"):
        HarEntries(other)
    after = HarEntries(b'{"log": {"entries": [{}], "y": ' + b"[" * 100)
    assert [members for _, members in after] == [{}]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_octets(octets: bytes) -> None:
    """Whatever the file has: an answer, or a clear error without its text."""
    pieces = (octets, b'{"log": {"entries": [' + octets, login()[: 60 + len(octets)] + octets, login() + octets)
    for file in pieces:
        with suppress(InvalidValueError):
            json.loads("".join(redact_har(file, explain_har(file))))


_NAMES = st.sampled_from(["name", "value", "text", "headers", "url", "method", "status"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_members(data: st.DataObject) -> None:
    """A member of any type, or none, in the place of each member of a login."""
    entries = [authorization(), callback(), token()]
    for each in entries:
        place: dict[str, object] = each
        while isinstance(place, dict) and place:
            name = data.draw(st.sampled_from(sorted(place)))
            if data.draw(st.booleans()):
                place[name] = data.draw(_VALUES)
                break
            place = place[name]  # type: ignore[assignment]
    octets = har(*entries)
    answer = explain_har(octets)
    assert answer.entries == 3
    json.loads("".join(redact_har(octets, answer)))
    json.dumps(answer.to_dict())
