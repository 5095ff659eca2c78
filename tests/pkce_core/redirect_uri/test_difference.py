"""Where two redirect URIs differ, and what a mark shows of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

import pkce_core
from pkce_core import UsageError
from pkce_core.text.characters import describe_character
from tests.support.redirect_uris import URIS, check, slugs


def test_a_difference_is_marked_character_by_character() -> None:
    """Each capital letter and the slash, at their places in both texts."""
    difference = pkce_core.compare_redirect_uri("https://a.example/CaLl/", "https://a.example/call")
    assert difference is not None
    places = [(mark.start, mark.end, mark.found) for mark in difference.marks]
    assert places == [(18, 19, "the character C"), (20, 21, "the character L"), (22, 23, "a slash")]
    assert [(mark.start, mark.end) for mark in difference.registered_marks] == [(18, 19), (20, 21), (22, 22)]
    assert difference.to_dict()["marks"] == [{"start": at, "end": end, "found": found} for at, end, found in places]


@pytest.mark.parametrize(
    ("one", "registered", "mine", "theirs"),
    [
        ("https://a.example/callbak", "https://a.example/callback", (24, 24, "nothing"), (24, 25, "the character c")),
        ("https://a.example/call", "https://a.example/cell", (19, 20, "the character a"), (19, 20, "the character e")),
        ("https://a.example/one/cb", "https://a.example/three/cb", (18, 20, "on"), (18, 22, "thre")),
        ("https://a.example/cb", "https://a.example/cb/", (20, 20, "nothing"), (20, 21, "a slash")),
        ("https://a.example/cb?a=12", "https://a.example/cb", (20, 25, "5 characters"), (20, 20, "nothing")),
    ],
)
def test_a_difference_is_marked_from_its_first_to_its_last_character(
    one: str, registered: str, mine: tuple[int, int, str], theirs: tuple[int, int, str]
) -> None:
    """What the two have in common before and after it is left out of the mark."""
    difference = pkce_core.compare_redirect_uri(one, registered)
    assert difference is not None
    for marks, place in ((difference.marks, mine), (difference.registered_marks, theirs)):
        assert [(mark.start, mark.end, mark.found) for mark in marks] == [place]


@pytest.mark.parametrize("at", [0, 1, 4094, 4095, 4096, 4097, 6000])
def test_a_difference_far_behind_is_marked_too(at: int) -> None:
    """Long texts are compared in blocks: the place is right in each, and at their edges."""
    before, after = "a" * at, "a" * (7000 - at)
    difference = pkce_core.compare_redirect_uri(
        f"https://a.example/{before}x{after}", f"https://a.example/{before}y{after}"
    )
    assert difference is not None
    assert [(mark.start, mark.end, mark.found) for mark in difference.marks] == [(18 + at, 19 + at, "the character x")]


@pytest.mark.parametrize("block", [0, 1, 4095, 4096, 4097, 9000])
def test_marks_stand_where_two_uris_part(block: int) -> None:
    """RFC 9700 §2.1 compares texts; the mark is exact, however far from the start."""
    start = len("https://a.example/") + block
    one, other = (f"https://a.example/{'p' * block}{middle}/tail" for middle in ("abc", "xyz1"))
    difference = pkce_core.compare_redirect_uri(one, other)
    assert difference is not None
    assert [(mark.start, mark.end) for mark in difference.marks] == [(start, start + 3)]
    assert [(mark.start, mark.end) for mark in difference.registered_marks] == [(start, start + 4)]


def test_sixteen_letters_are_marked() -> None:
    """Letters of another case are marked one by one, as far as a reader looks."""
    difference = pkce_core.compare_redirect_uri(f"https://a.example/{'A' * 20}", f"https://a.example/{'a' * 20}")
    assert difference is not None
    assert [mark.start for mark in difference.marks] == list(range(18, 34))


@pytest.mark.parametrize(
    ("one", "registered"),
    [
        ("https://a.example/?code=hunter2", "https://a.example/"),
        ("https://hunter2:x@a.example/", "https://a.example/"),
        ("https://a.example/#code=hunter2", "https://a.example/"),
        ("https%3A%2F%2Fa.example%2F%3Fcode%3Dhunter2%26b%3D1", "https://a.example/?code=hunter2&b=1"),
    ],
)
def test_a_difference_shows_no_value_that_may_be_secret(one: str, registered: str) -> None:
    """A query, a fragment, a user name or the whole may contain a code or a password: only its length is shown."""
    difference = pkce_core.compare_redirect_uri(one, registered)
    assert difference is not None
    assert "hunter2" not in str(difference)


@pytest.mark.parametrize(
    "text",
    ["https://user:secret@a.example/cb", "https://a.example/cb?key=secret", "https://a.example/cb#secret-part"],
)
def test_a_secret_on_one_side_is_not_shown(text: str) -> None:
    """A user name, a query and a fragment may contain secrets: their characters are counted, not shown."""
    difference = pkce_core.compare_redirect_uri(text, "https://a.example/cb")
    assert difference is not None
    assert "secret" not in repr(difference)
    assert any(mark.found == "nothing" for mark in difference.registered_marks)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
def test_loopback_ports(host: str) -> None:
    """RFC 8252 §7.3: any port for loopback addresses, and §8.4 nothing else may differ."""
    one, registered = f"http://{host}:51004/cb", f"http://{host}/cb"
    assert pkce_core.compare_redirect_uri(one, registered, loopback_port=True) is None
    assert pkce_core.compare_redirect_uri(registered, one, loopback_port=True) is None
    assert pkce_core.compare_redirect_uri(one, registered) is not None
    assert pkce_core.compare_redirect_uri(f"{one}/", registered, loopback_port=True) is not None
    assert pkce_core.compare_redirect_uri(f"http://{host}:x/cb", registered, loopback_port=True) is not None
    assert pkce_core.compare_redirect_uri(one.replace("http", "https"), registered, loopback_port=True) is not None
    report = check(one, "native", registered)
    assert slugs(report, "pass") == ["accepted", "registered"]
    assert "except for the port" in report.findings[-1].message


def test_localhost_keeps_its_port() -> None:
    """RFC 8252 §7.3 speaks of addresses; Entra and Google leave the port of localhost open too."""
    one, registered = "http://localhost:1/cb", "http://localhost:2/cb"
    assert pkce_core.compare_redirect_uri(one, registered, loopback_port=True) is not None
    assert check(one, "entra", registered).ok
    assert not check(one, "native", registered).ok


def test_the_registered_uri_itself() -> None:
    """The same text is a pass."""
    uri = "https://a.example/cb"
    assert pkce_core.compare_redirect_uri(uri, uri) is None
    assert slugs(check(uri, registered=uri), "pass") == ["accepted", "registered"]


@pytest.mark.parametrize(("one", "other"), [(b"a", "a"), ("a", b"a"), (None, "a")])
def test_only_text_is_compared(one: Any, other: Any) -> None:
    """Octets must be decoded first."""
    with pytest.raises(UsageError):
        pkce_core.compare_redirect_uri(one, other)


@given(URIS, URIS)
def test_differences_are_where_the_marks_are(one: str, other: str) -> None:
    """Equal texts have no difference; others have marks inside both texts that name the text there."""
    difference = pkce_core.compare_redirect_uri(one, other)
    assert (difference is None) == (one == other)
    if difference is None:
        return
    for text, marks in ((one, difference.marks), (other, difference.registered_marks)):
        for mark in marks:
            assert 0 <= mark.start <= mark.end <= len(text)
            if mark.end - mark.start == 1:
                assert mark.found == describe_character(text[mark.start])[0]


@pytest.mark.parametrize(
    ("one", "registered", "says"),
    [
        (
            "https://a.example/auth/cb",
            "https://a.example/auth",
            "Yours is the registered one, with /cb appended to its path.",
        ),
        ("http://10.0.0.3:8080/cb", "https://a.example/cb", "let it trust the headers of the proxy"),
        ("https://a.example/cb", "https://b.example/other", "The paths differ."),
    ],
)
def test_how_one_was_made_from_the_other(one: str, registered: str, says: str) -> None:
    """Where the parts only say that they differ, the whole says how one became the other."""
    difference = pkce_core.compare_redirect_uri(one, registered)
    assert difference
    assert says in difference.message
    assert ("Yours is the registered one" in difference.message) is ("paths differ" not in says)
