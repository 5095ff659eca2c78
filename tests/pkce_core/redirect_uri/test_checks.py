"""Redirect URIs: their form, the rules of each profile, and the difference to the registered one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkce_core
from pkce_core import PROFILES, PkceError, Report, UsageError, ValidationError
from pkce_core.text.characters import describe_character
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

PIECES = st.sampled_from(
    ["http://", "https://", "localhost", "127.0.0.1", "[::1]", ":8080", "/cb", "?a=b", "&", "#", "%20", "%", "@", "..",
     "*", "\\", " ", "é", "xn--", "com.example.app:/", "A", ""]
)  # fmt: skip
URIS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=7).map("".join))
ANY = st.one_of(URIS, st.binary(max_size=60))


def _rules(report: Report, *levels: str) -> list[str]:
    wanted = levels or ("error", "warning")
    return [finding.rule.removeprefix("redirect-uri-") for finding in report if finding.level.value in wanted]


def _check(uri: str | bytes, profile: str = "generic", registered: str | None = None) -> Report:
    return pkce_core.check_redirect_uri(uri, profile=profile, registered=registered)


@pytest.mark.parametrize(
    "uri",
    [
        "http://localhost/cb", "http://localhost:8080/cb", "http://app.local/cb", "http://a.b.local:1/", "http://127.0.0.1/",
        "http://127.255.255.255/", "http://10.0.0.0/", "http://10.255.255.255/", "http://172.16.0.0/",
        "http://172.31.255.255/", "http://192.168.0.0/", "http://192.168.255.255/", "https://any.example/cb",
        "https://8.8.8.8/cb", "https://[::1]/cb", "https://localhost/cb?a=b",
    ],
)  # fmt: skip
@pytest.mark.parametrize("profile", ["banno-admin", "banno-consumer"])
def test_banno_allow_list(uri: str, profile: str) -> None:
    """https anywhere; http for localhost, names ending in .local and the four IPv4 ranges, at both their ends."""
    assert _rules(_check(uri, profile)) == []


@pytest.mark.parametrize(
    ("uri", "rules"),
    [
        ("http://[::1]/cb", ["http"]),
        ("http://126.255.255.255/", ["http"]),
        ("http://128.0.0.0/", ["http"]),
        ("http://9.255.255.255/", ["http"]),
        ("http://11.0.0.0/", ["http"]),
        ("http://172.15.255.255/", ["http"]),
        ("http://172.32.0.0/", ["http"]),
        ("http://192.167.255.255/", ["http"]),
        ("http://192.169.0.0/", ["http"]),
        ("http://0.0.0.0/", ["http"]),
        ("http://169.254.1.1/", ["http"]),
        ("http://local/", ["http"]),
        ("http://applocal/", ["http"]),
        ("http://app.local.example/", ["http"]),
        ("http://app.localhost/", ["http"]),
        ("http://localhost.example/", ["http"]),
        ("http://127.0.0.1.example/", ["http"]),
        ("http://example/", ["http"]),
        ("com.example.app:/cb", ["scheme"]),
    ],
)
def test_banno_refusals(uri: str, rules: list[str]) -> None:
    """Everything beside the list is an error; [::1] is not on it."""
    assert _rules(_check(uri, "banno-admin")) == rules


@pytest.mark.parametrize(
    ("uri", "rules"),
    [
        ("http://127.1/cb", ["host-form"]),
        ("http://0x7f.1/cb", ["host-form"]),
        ("http://2130706433/cb", ["host-form"]),
        ("http://017700000001/cb", ["host-form"]),
        ("http://127.0.0.1./cb", ["host-form"]),
        ("http://%6cocalhost/cb", ["host-form"]),
        ("http://%4Cocalhost/cb", ["host-form"]),
        (" HTTP://localhost/cb", ["character", "capitals"]),
        (" httP://localhost/cb", ["character", "capitals"]),
        ("http://localhost./cb", ["trailing-dot"]),
        ("http://LocalHost/cb", ["capitals"]),
        ("HTTP://localhost/cb", ["capitals"]),
        ("http://134744072/cb", ["host-form", "http"]),
        ("http://010.0.0.1/cb", ["host-form", "http"]),
        ("http://[::ffff:127.0.0.1]/cb", ["host-form", "http"]),
        ("http://localhost@evil.example/", ["userinfo", "http"]),
        ("http://127.0.0.1:80@evil.example/", ["userinfo", "http"]),
        ("http://evil.example\\@localhost/", ["character", "http"]),
        ("http:\\\\localhost\\cb", ["character", "slashes"]),
        ("http:/localhost/cb", ["slashes"]),
        ("http:localhost/cb", ["slashes"]),
        ("http:///localhost/cb", ["slashes"]),
        ("http://local\thost/cb", ["character"]),
        ("http://localhost\n/cb", ["character"]),
        (" http://localhost/cb", ["character"]),
        ("http://１２７.0.0.1/", ["character", "host-form"]),
        ("http://lоcalhost/cb", ["character", "host-form", "host-script", "http"]),
        ("http://xn--lcalhost-nbh/cb", ["host-script", "http"]),
        ("http://xn--bcher-kva.local/cb", ["host-script"]),
        ("http://localhost#@evil.example/", ["fragment"]),
        ("http://1.2.3.4.5/", ["host"]),
        ("http://.local/", ["host"]),
        ("http://localhost:99999/", ["host"]),
        ("http:///", ["host"]),
    ],
)
def test_the_host_is_the_one_a_browser_resolves(uri: str, rules: list[str]) -> None:
    """Never what the eye reads: other notations, user names, look-alikes, what vanishes inside."""
    report = _check(uri, "banno-admin")
    assert _rules(report) == rules


def test_the_message_names_where_a_browser_goes() -> None:
    """The finding about a user name says the real host, and no password."""
    report = _check("https://good.example:hunter2@evil.example:444/cb")
    (finding,) = report.errors
    assert "a browser goes to https://evil.example:444." in finding.message
    assert "hunter2" not in str(report)


@pytest.mark.parametrize(
    ("uri", "rules"),
    [
        ("http://127.0.0.1:51004/cb", []),
        ("http://[::1]:61023/cb", []),
        ("http://localhost/cb", ["localhost"]),
        ("http://127.0.0.2/cb", ["loopback-range"]),
        ("http://10.0.0.1/cb", ["http"]),
        ("http://app.local/cb", ["http"]),
        ("http://[::ffff:7f00:1]/cb", ["http"]),
        ("https://app.example.com/cb", []),
        ("com.example.app:/oauth2redirect/example-provider", []),
        ("myapp:/cb", ["scheme-dot"]),
        ("myapp://cb", ["scheme-dot"]),
    ],
)
def test_native_apps(uri: str, rules: list[str]) -> None:
    """RFC 8252 §7.1 a dot in private-use schemes; §7.3 loopback addresses; §8.3 localhost NOT RECOMMENDED."""
    assert _rules(_check(uri, "native")) == rules


def test_a_scheme_without_a_dot() -> None:
    """RFC 8252 §8.4 SHOULD be rejected: an error for a native app, a warning where the server is unknown."""
    assert not _check("myapp:/cb", "native").ok
    report = _check("myapp://cb")
    assert report.ok
    assert _rules(report) == ["scheme-dot"]
    assert _rules(report, "info") == ["authority"]
    assert [str(finding.spec) for finding in report] == ["RFC 8252 §8.4", "RFC 8252 §7.1"]


@pytest.mark.parametrize("uri", ["http://localhost/", "http://127.0.0.1/", "http://[::1]/", "com.example.app:/cb"])
def test_strict(uri: str) -> None:
    """https and nothing else, not even on this machine."""
    assert not _check(uri, "strict").ok
    assert _check("https://a.example/cb", "strict").ok


@pytest.mark.parametrize(
    ("profile", "uri", "rules"),
    [
        ("generic", "http://a.example/cb", ["http"]),
        ("generic", "http://localhost/cb", ["localhost"]),
        ("sandbox", "http://localhost:8080/cb", []),
        ("keycloak", "http://a.example/cb", ["http"]),
        ("auth0", "http://a.example/cb", ["http"]),
        ("okta", "http://a.example/cb", ["http"]),
        ("entra", "http://localhost/cb", []),
        ("entra", "http://[::1]/cb", ["http"]),
        ("entra", "http://127.0.0.2/cb", ["http"]),
        ("entra", "https://a.example/(cb)", ["character"]),
        ("entra", f"https://a.example/{'a' * 300}", ["length"]),
        ("google", "https://8.8.8.8/cb", ["ip-address"]),
        ("google", "https://127.0.0.1/cb", []),
        ("google", "https://127.0.0.2/cb", []),
        ("google", "https://[::1]/cb", []),
        ("google", "http://localhost:8080", []),
    ],
)
def test_other_servers(profile: str, uri: str, rules: list[str]) -> None:
    """What each documents; http elsewhere is against RFC 9700 §2.6 everywhere, and an error where it is refused."""
    assert _rules(_check(uri, profile)) == rules


@pytest.mark.parametrize(("profile", "ok"), [("keycloak", True), ("auth0", True), ("okta", True), ("generic", False)])
def test_unencrypted_answers_are_at_least_a_warning(profile: str, ok: bool) -> None:
    """RFC 9700 §2.6: authorization responses are not transmitted over unencrypted connections."""
    assert _check("http://a.example/cb", profile).ok is ok


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
def test_form(uri: str, rules: list[str]) -> None:
    """RFC 6749 §3.1.2: absolute, without a fragment; RFC 3986 §2: its characters; and what servers compare."""
    assert _rules(_check(uri)) == rules


def test_what_is_wrong_is_marked_where_it_stands() -> None:
    """Marks count characters; very many strays are marked to a limit, and counted all."""
    (finding, *_) = _check("https://a.example/a b\tc").errors
    assert [(mark.start, mark.end, mark.found) for mark in finding.marks] == [(19, 20, "a space"), (21, 22, "a tab")]
    assert "leaves out tabs" in finding.hint
    (finding, *_) = _check("https://a.example/\u00a0").errors
    assert [(mark.found, mark.likely) for mark in finding.marks] == [describe_character("\u00a0")]
    assert finding.marks[0].likely
    (finding, *_) = _check("https://a.example/" + "a b" * 40).errors
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
    (finding,) = [finding for finding in _check(uri).errors if finding.rule == f"redirect-uri-{rule}"]
    assert [(mark.start, mark.end) for mark in finding.marks] == [(at, at + 1)]


@pytest.mark.parametrize(
    ("length", "levels"), [(2048, []), (2049, ["warning"]), (8192, ["warning"]), (8193, ["error"])]
)
def test_how_long_a_redirect_uri_may_be(length: int, levels: list[str]) -> None:
    """Some servers stop early, and none takes more than the bound; the bound itself is judged in full."""
    report = _check("https://a.example/".ljust(length, "a"))
    assert [finding.level.value for finding in report if finding.rule == "redirect-uri-length"] == levels


def test_parameters_that_an_answer_adds_are_named() -> None:
    """RFC 6749 §3.1: a parameter must not stand twice, and the server adds these."""
    (finding,) = _check("https://a.example/cb?state=1&x=2&code=3").warnings
    assert finding.message.startswith("The query already holds code, state, which")


def test_no_path_is_told() -> None:
    """A browser adds the slash that a server compares."""
    assert _rules(_check("https://a.example"), "info") == ["no-path"]


def test_a_uri_is_accepted_when_nothing_is_worse_than_information() -> None:
    """The pass comes first, and not at all next to an error or a warning."""
    assert [finding.rule for finding in _check("https://a.example")] == [
        "redirect-uri-accepted",
        "redirect-uri-no-path",
    ]
    assert [finding.rule for finding in _check("/cb")] == ["redirect-uri-relative"]
    assert [finding.rule for finding in _check("https://a.example/a/../b")] == ["redirect-uri-dot-segments"]


@pytest.mark.parametrize(("length", "rules"), [(256, []), (257, ["length"])])
def test_a_profile_may_bound_the_length(length: int, rules: list[str]) -> None:
    """Entra takes 256 characters; the bound itself is accepted."""
    assert _rules(_check("https://a.example/".ljust(length, "a"), "entra")) == rules


def test_uncertain_rules_are_shown_when_they_were_applied() -> None:
    """What is uncertain is in the data and in the report, but only where it matters."""
    assert _rules(_check("https://a.example/cb", "banno-consumer"), "info") == []
    assert _rules(_check("http://localhost/cb", "banno-consumer"), "info") == ["uncertain"]
    assert _rules(_check("com.example.app:/cb", "banno-admin"), "info") == ["uncertain"]
    assert _rules(_check("https://a.example/cb?a=b", "entra"), "info") == ["uncertain"]
    assert _rules(_check("http://localhost:1/cb", "entra", "http://localhost/cb"), "info") == ["uncertain"]
    assert _rules(_check("/cb", "okta"), "info") == []


def test_profiles() -> None:
    """The slugs of `--profile`, each with a title."""
    assert list(PROFILES) == [
        "banno-admin", "banno-consumer", "generic", "native", "strict", "sandbox", "keycloak", "auth0", "entra",
        "google", "okta",
    ]  # fmt: skip
    assert all(profile.name == name and profile.title for name, profile in PROFILES.items())


@pytest.mark.parametrize("profile", ["", "Banno-Admin", None, 7, []])
def test_unknown_profiles_are_a_misuse(profile: Any) -> None:
    """The error lists the profiles."""
    with pytest.raises(UsageError, match="banno-admin, banno-consumer, generic"):
        pkce_core.check_redirect_uri("https://a.example/", profile=profile)


def test_octets() -> None:
    """UTF-8 is read, a byte order mark left out; anything else is named by place; other types are a misuse."""
    assert _check(b"\xef\xbb\xbfhttps://a.example/cb").ok
    (finding,) = _check(b"https://a.example/\xff")
    assert (finding.rule, finding.marks[0].start) == ("redirect-uri-not-text", 18)
    assert [
        finding.rule for finding in pkce_core.check_redirect_uri("https://a.example/", registered=b"\xff").errors
    ] == ["registered-not-text"]
    misuse: Any = 7
    with pytest.raises(UsageError):
        _check(misuse)


@pytest.mark.parametrize(
    ("one", "registered", "kinds"),
    [
        ("https://a.example/CB", "https://a.example/cb", ["case"]),
        ("https://A.example/cb", "https://a.example/cb", ["case"]),
        ("HTTPS://a.example/cb", "https://a.example/cb", ["case"]),
        ("https://a.example/cb?A=1", "https://a.example/cb?a=1", ["case"]),
        ("https://a.example/cb/", "https://a.example/cb", ["trailing-slash"]),
        ("https://a.example", "https://a.example/", ["trailing-slash"]),
        ("https://a.example/CB/", "https://a.example/cb", ["trailing-slash"]),
        ("http://a.example:8080/cb", "http://a.example:9090/cb", ["port"]),
        ("https://a.example:443/cb", "https://a.example/cb", ["port"]),
        ("http://[::1]:1/", "http://[::1]:2/", ["port"]),
        ("https://a.example/a b", "https://a.example/a%20b", ["percent-encoding"]),
        ("https://a.example/%2f", "https://a.example/%2F", ["case"]),
        ("https://a.example/%61", "https://a.example/a", ["percent-encoding"]),
        ("https://a.example/a%2520b", "https://a.example/a%20b", ["percent-encoding"]),
        ("https://a.example/a%20b", "https://a.example/a%2520b", ["percent-encoding"]),
        ("https://a.example/?q=a+b", "https://a.example/?q=a%20b", ["percent-encoding"]),
        ("https%3A%2F%2Fa.example%2Fcb", "https://a.example/cb", ["percent-encoding"]),
        ("https://a.example/cb", "https%253A%252F%252Fa.example%252Fcb", ["percent-encoding"]),
        ("https://a.example/?a=1&b=2", "https://a.example/?b=2&a=1", ["query-order"]),
        ("https://a.example/?a=1", "https://a.example/?a=2", ["query"]),
        ("https://a.example/?a=1", "https://a.example/", ["query"]),
        ("https://a.example/", "https://a.example/?", ["query"]),
        ("http://localhost/cb", "http://127.0.0.1/cb", ["localhost-ip"]),
        ("http://[::1]/cb", "http://localhost/cb", ["localhost-ip"]),
        ("http://127.1/cb", "http://127.0.0.1/cb", ["host-form"]),
        ("http://localhost./cb", "http://localhost/cb", ["host-form"]),
        ("https://www.a.example/cb", "https://a.example/cb", ["www"]),
        ("https://a.example/cb", "https://b.example/cb", ["host"]),
        ("https://a..example/cb", "https://a.example/cb", ["host"]),
        ("http://a.example/cb", "https://a.example/cb", ["scheme"]),
        ("https://a.example/a//b", "https://a.example/a/b", ["slashes"]),
        ("https:/a.example/cb", "https://a.example/cb", ["slashes", "host", "path"]),
        ("https://a.example/a/../b", "https://a.example/b", ["dot-segments"]),
        ("https://a.example/callbak", "https://a.example/callback", ["path"]),
        ("https://u@a.example/cb", "https://a.example/cb", ["userinfo"]),
        ("https://u@a.example/cb", "https://v@a.example/cb", ["userinfo"]),
        ("https://a.example/cb#x", "https://a.example/cb", ["fragment"]),
        ("https://a.example/cb", "https://a.example/cb#x", ["fragment"]),
        ("https://a.example/cb ", "https://a.example/cb", ["white-space"]),
        ("https://a.example/cb", "\nhttps://a.example/cb", ["white-space"]),
        ('"https://a.example/cb"', "https://a.example/cb", ["quotes"]),
        ("https://a.example/cb", "' https://a.example/cb'", ["quotes"]),
        ("'https://a.example/cbX'", "https://a.example/cb", ["scheme", "path"]),
        ("https://a.example/cb", "'https://a.example/cbX'", ["scheme", "path"]),
        ("https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&b=2", ["html-escape"]),
        ("http://A.example:1/cb/?x", "https://a.example/cb", ["scheme", "case", "port", "trailing-slash", "query"]),
        ("", "https://a.example/cb", ["scheme", "slashes", "host", "path"]),
        ("https://a.example/" + "a" * 9000, "https://a.example/" + "a" * 9001, ["path"]),
    ],
)
def test_kinds_of_differences(one: str, registered: str, kinds: list[str]) -> None:
    """RFC 9700 §2.1 exact string matching: whatever differs is a difference, and has a kind."""
    difference = pkce_core.compare_redirect_uri(one, registered)
    assert difference is not None
    assert (difference.kind, list(difference.kinds)) == (kinds[0], kinds)
    assert len(difference.marks) == len(difference.registered_marks) > 0
    report = _check(one, registered=registered)
    (finding,) = [finding for finding in report.errors if finding.rule == "redirect-uri-mismatch"]
    assert finding.message.endswith(difference.message)


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
    """A query, a fragment, a user name or the whole may hold a code or a password: it is counted, not shown."""
    difference = pkce_core.compare_redirect_uri(one, registered)
    assert difference is not None
    assert "hunter2" not in str(difference)


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
    report = _check(one, "native", registered)
    assert _rules(report, "pass") == ["accepted", "registered"]
    assert "but for the port" in report.findings[-1].message


def test_localhost_keeps_its_port() -> None:
    """RFC 8252 §7.3 speaks of addresses; Entra and Google leave the port of localhost open too."""
    one, registered = "http://localhost:1/cb", "http://localhost:2/cb"
    assert pkce_core.compare_redirect_uri(one, registered, loopback_port=True) is not None
    assert _check(one, "entra", registered).ok
    assert not _check(one, "native", registered).ok


def test_the_registered_uri_itself() -> None:
    """The same text is a pass."""
    uri = "https://a.example/cb"
    assert pkce_core.compare_redirect_uri(uri, uri) is None
    assert _rules(_check(uri, registered=uri), "pass") == ["accepted", "registered"]


@pytest.mark.parametrize(
    ("profile", "registered", "rules"),
    [
        ("keycloak", "https://a.example/*", ["pattern"]),
        ("keycloak", "https://b.example/*", ["mismatch"]),
        ("keycloak", "https://*.example/cb", ["mismatch"]),
        ("auth0", "https://*.example/cb", ["pattern"]),
        ("okta", "https://*.example/cb", ["pattern"]),
        ("generic", "https://a.example/*", ["mismatch"]),
    ],
)
def test_registered_patterns(profile: str, registered: str, rules: list[str]) -> None:
    """A * in the registered URI is a pattern on few servers, and a warning there (RFC 9700 §2.1)."""
    assert _rules(_check("https://a.example/cb", profile, registered)) == rules


def test_validate() -> None:
    """Raises with the report on an error; a warning passes."""
    pkce_core.check_redirect_uri("http://localhost/cb").raise_errors()
    with pytest.raises(ValidationError, match="fragment") as caught:
        pkce_core.check_redirect_uri("https://a.example/cb#x").raise_errors()
    assert not caught.value.report.ok


@pytest.mark.parametrize(("one", "other"), [(b"a", "a"), ("a", b"a"), (None, "a")])
def test_only_text_is_compared(one: Any, other: Any) -> None:
    """Octets have to be read first."""
    with pytest.raises(UsageError):
        pkce_core.compare_redirect_uri(one, other)


@given(ANY, st.sampled_from([*PROFILES]), st.one_of(st.none(), ANY))
def test_any_input_gives_a_report(uri: str | bytes, profile: str, registered: str | bytes | None) -> None:
    """No text or octets raise, and a report without errors is about a URL that a browser goes to."""
    report = pkce_core.check_redirect_uri(uri, profile=profile, registered=registered)
    assert len(report) > 0
    try:
        pkce_core.check_redirect_uri(uri, profile=profile, registered=registered).raise_errors()
    except PkceError:
        assert not report.ok


@given(URIS, URIS)
def test_differences_are_where_the_marks_are(one: str, other: str) -> None:
    """Equal texts have no difference; others have marks inside both texts that name what stands there."""
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
    "hostile",
    ["a" * 10**6, "https://" + "a." * 500_000, "https://" + "é" * 10**6, "http://h/" + "%25" * 330_000, "@" * 10**6,
     " " * 10**6, "https://a/?" + "&" * 10**6],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_length_costs_little(hostile: str) -> None:
    """A megabyte of anything is judged at once; the bound is far above what it takes."""
    cost = cost_per_character(lambda: pkce_core.check_redirect_uri(hostile, registered=f"{hostile}x"), len(hostile))
    assert cost < FAR_TOO_MUCH
