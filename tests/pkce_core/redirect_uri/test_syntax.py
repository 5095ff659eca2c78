"""What is wrong with a redirect URI on every server, and where it is marked."""

from __future__ import annotations

import pytest

from pkce_core.text.characters import describe_character
from tests.support.redirect_uris import check, find, slugs


@pytest.mark.parametrize(
    ("uri", "rules"),
    [
        ("", ["empty"]),
        ("/cb", ["relative"]),
        ("//a.example/cb", ["relative"]),
        ("a.example/cb", ["relative"]),
        ("localhost:8080/cb", ["relative"]),
        ("a.example:443", ["relative"]),
        ("https%3A%2F%2Fa.example%2Fcb", ["encoded"]),
        ("https%253A%252F%252Fa.example", ["encoded"]),
        ("https://a.example/cb#", ["fragment"]),
        ("https://a.example/cb#x", ["fragment"]),
        ("https://a.example/%zz", ["percent"]),
        ("https://a.example/%", ["percent"]),
        ("https://a.example/{id}", ["character"]),
        ("https://a.example/[1]", ["character"]),
        ("https://a.example/?q=[1]", ["character"]),
        ("https://a.example/é", ["character"]),
        ("https://*.a.example/", ["wildcard"]),
        ("https://a.example/*", ["wildcard"]),
        ("https://https://a.example/", ["host", "port-form"]),
        ("https://http://a.example/", ["host", "port-form"]),
        ("tel:12345", ["scheme"]),
        ("data:1/x", ["scheme"]),
        ("com.example.app://8080/cb", []),
        ("https://a.example:0/", ["port"]),
        ("https://a.example:443/", ["port-form"]),
        ("https://a.example:/", ["port-form"]),
        ("https://a.example:08080/", ["port-form"]),
        ("https://a.example/a/../b", ["dot-segments"]),
        ("https://a.example/%2e%2E/b", ["dot-segments"]),
        ("https://a.example/a%2520b", ["double-encoding"]),
        ("https://a.example/cb?code=1&x=2", ["query-parameter"]),
        ("https://a.example/cb?x=2", []),
        ("https://0.0.0.0/cb", ["unspecified"]),
        ("javascript:alert(1)", ["scheme"]),
        ("data:text/html,x", ["scheme"]),
        ("ftp://a.example/cb", ["scheme"]),
        ("urn:ietf:wg:oauth:2.0:oob", ["out-of-band"]),
        ("urn:example", ["scheme"]),
        (f"https://a.example/{'a' * 2048}", ["length"]),
        ("https://a.example/" + "a" * 8192, ["length"]),
    ],
)
def test_syntax(uri: str, rules: list[str]) -> None:
    """RFC 6749 §3.1.2: absolute, without a fragment; RFC 3986 §2: its characters; and what servers compare."""
    assert slugs(check(uri)) == rules


@pytest.mark.parametrize(
    ("uri", "says", "at"),
    [
        ("com.developer.auth_service://cb", "an underscore at position 19", 18),
        ("com.my_app://my-domain.example/callback", "an underscore at position 7", 6),
        ("my~app:/cb", "a tilde at position 3", 2),
        ("1password://cb", "1 at position 1", 0),
        ("-app:/cb", "- at position 1", 0),
        ("com,example://cb", "a comma at position 4", 3),
        ("müller.app://cb", "at position 2", 1),
        ("my app:/cb", "a space at position 3", 2),
    ],
)
def test_a_scheme_with_a_character_that_schemes_have_not(uri: str, says: str, at: int) -> None:
    """RFC 3986 §3.1: the character and its place are named, in place of "not absolute"."""
    found = find(check(uri), "scheme")
    assert says in found.message
    assert [(mark.start, mark.end) for mark in found.marks] == [(at, at + 1)]
    assert str(found.spec) == "RFC 3986 §3.1"


@pytest.mark.parametrize(
    "uri",
    [
        "my_host:8080/cb",
        "127.0.0.1:8080/cb",
        "redirect_uri=https://a.example/cb",
        "a_b",
        "_:",
        "/a_b:c",
        "[::1]:8080",
        "Redirect_URI: https://a.example/cb",
        "GET_1:https://a.example/cb",
        "my_user@host:path",
    ],
)
def test_what_has_no_scheme(uri: str) -> None:
    """A host, a name before the URI or a path isn't a misspelled scheme."""
    assert "relative" in slugs(check(uri))
    assert "scheme" not in slugs(check(uri))


def test_a_broken_scheme_of_the_web_is_mended() -> None:
    """For ht tps, no other scheme is wanted; what is wrong behind the scheme is said too."""
    assert find(check("ht tps://a.example/cb"), "scheme").hint == "Write https."
    assert slugs(check("my app:/c b")) == ["scheme", "character"]


@pytest.mark.parametrize(
    ("uri", "named"), [("com.example.app", "com.example.app:/"), ("com.example.app/cb", "com.example.app:/")]
)
def test_a_name_in_reverse_may_be_a_scheme(uri: str, named: str) -> None:
    """RFC 8252 §7.1: a private scheme is a domain in reverse; without a colon it may also be a host."""
    found = find(check(uri), "relative")
    assert named in found.hint
    assert "https://" in found.hint
    assert "scheme of your own" not in find(check("www.example.com/cb"), "relative").message


def test_each_wrong_character_is_marked() -> None:
    """Marks count characters. Of very many wrong characters, only the first are marked, but all are counted."""
    (finding, *_) = check("https://a.example/a b\tc").errors
    assert [(mark.start, mark.end, mark.found) for mark in finding.marks] == [(19, 20, "a space"), (21, 22, "a tab")]
    assert "leaves out tabs" in finding.hint
    (finding, *_) = check("https://a.example/\u00a0").errors
    assert [(mark.found, mark.likely) for mark in finding.marks] == [describe_character("\u00a0")]
    assert finding.marks[0].likely
    (finding, *_) = check("https://a.example/" + "a b" * 40).errors
    assert len(finding.marks) == 32
    assert "And 35 more." in finding.message


@pytest.mark.parametrize(
    ("uri", "rule", "at"),
    [
        ("https://a.example/cb#x#y", "fragment", 20),
        ("https://u@a.example/@x", "userinfo", 9),
        ("https://a.example/%zz%zz", "percent", 18),
        ("a.example/cb", "relative", 0),
    ],
)
def test_the_first_place_is_marked(uri: str, rule: str, at: int) -> None:
    """One mark of one character, where the trouble starts."""
    (finding,) = [finding for finding in check(uri).errors if finding.rule == f"redirect-uri-{rule}"]
    assert [(mark.start, mark.end) for mark in finding.marks] == [(at, at + 1)]


def test_the_message_names_where_a_browser_goes() -> None:
    """The finding about a user name names the real host, and shows no password."""
    report = check("https://good.example:hunter2@evil.example:444/cb")
    (finding,) = report.errors
    assert "a browser goes to https://evil.example:444." in finding.message
    assert "hunter2" not in str(report)


@pytest.mark.parametrize(
    ("length", "levels"), [(2048, []), (2049, ["warning"]), (8192, ["warning"]), (8193, ["error"])]
)
def test_how_long_a_redirect_uri_may_be(length: int, levels: list[str]) -> None:
    """Some servers accept far less, and none accepts more than the limit; a URI of that length is checked in full."""
    report = check("https://a.example/".ljust(length, "a"))
    assert [finding.level.value for finding in report if finding.rule == "redirect-uri-length"] == levels


def test_parameters_that_the_response_adds_are_named() -> None:
    """RFC 6749 §3.1: a parameter must not appear twice, and the server adds these."""
    (finding,) = check("https://a.example/cb?state=1&x=2&code=3").warnings
    assert finding.message.startswith("The query already has code, state, which")


def test_a_missing_path_is_reported() -> None:
    """A browser adds the slash that a server compares."""
    assert slugs(check("https://a.example"), "info") == ["no-path"]


@pytest.mark.parametrize(
    ("host", "named"),
    [
        ("xn--lcalhost-nbh", "CYRILLIC SMALL LETTER O, a letter of another script."),
        ("xn--bcher-kva.example", "LATIN SMALL LETTER U WITH DIAERESIS."),
        ("xn--a", ""),
    ],
)
def test_other_letters_in_a_host_are_named(host: str, named: str) -> None:
    """Only the letters that are not ASCII: they are the ones that look like others."""
    finding = find(check(f"https://{host}/cb"), "host-script")
    assert finding.message.endswith(f"other letters{f': {named}' if named else '.'}")
