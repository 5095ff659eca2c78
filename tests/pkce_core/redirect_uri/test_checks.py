"""`check_redirect_uri`: what its report contains, and in which order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkce_core
from pkce_core import PROFILES, PkceError, UsageError, ValidationError
from tests.support.growth import FAR_TOO_MUCH, cost_per_character
from tests.support.redirect_uris import URIS, check, slugs

ANY = st.one_of(URIS, st.binary(max_size=60))


def test_a_uri_is_accepted_when_nothing_is_worse_than_information() -> None:
    """The pass comes first, and not at all next to an error or a warning."""
    assert [finding.rule for finding in check("https://a.example")] == [
        "redirect-uri-accepted",
        "redirect-uri-no-path",
    ]
    assert [finding.rule for finding in check("/cb")] == ["redirect-uri-relative"]
    assert [finding.rule for finding in check("https://a.example/a/../b")] == ["redirect-uri-dot-segments"]


def test_uncertain_rules_are_shown_when_they_were_applied() -> None:
    """What is uncertain is in the data and in the report, but only where it matters."""
    assert slugs(check("https://a.example/cb", "banno-consumer"), "info") == []
    assert slugs(check("http://localhost/cb", "banno-consumer"), "info") == ["uncertain"]
    assert slugs(check("com.example.app:/cb", "banno-admin"), "info") == ["uncertain"]
    assert slugs(check("https://a.example/cb?a=b", "entra"), "info") == ["uncertain"]
    assert slugs(check("http://localhost:1/cb", "entra", "http://localhost/cb"), "info") == ["uncertain"]
    assert slugs(check("/cb", "okta"), "info") == []


@pytest.mark.parametrize(
    ("profile", "registered", "rules"),
    [
        ("keycloak", "https://a.example/*", ["pattern"]),
        ("keycloak", "https://b.example/*", ["mismatch"]),
        ("keycloak", "https://*.example/cb", ["mismatch"]),
        ("auth0", "https://*.example/cb", ["pattern"]),
        ("okta", "https://*.example/cb", ["pattern"]),
        ("generic", "https://a.example/*", ["pattern"]),  # the server isn't known
        ("generic", "https://b.example/*", ["mismatch"]),
        ("google", "https://a.example/*", ["mismatch"]),
    ],
)
def test_registered_patterns(profile: str, registered: str, rules: list[str]) -> None:
    """A * in the registered URI is a pattern on few servers, and a warning there (RFC 9700 §2.1)."""
    assert slugs(check("https://a.example/cb", profile, registered)) == rules


def test_a_pattern_ends_at_its_first_star() -> None:
    """Servers read one * at the end of a path; what follows it makes it no such pattern."""
    report = pkce_core.check_redirect_uri(
        "https://a.example/*/x", profile="keycloak", registered="https://a.example/*/*"
    )
    assert slugs(report) == ["wildcard", "mismatch"]


def test_validating_a_redirect_uri_hands_everything_on() -> None:
    """RFC 9700 §2.1: the profile's rules and the registered URI count."""
    pkce_core.check_redirect_uri(
        "http://127.0.0.1/cb", profile="native", registered="http://127.0.0.1/cb"
    ).raise_errors()
    with pytest.raises(ValidationError):
        pkce_core.check_redirect_uri("http://127.0.0.1/cb", profile="strict").raise_errors()
    with pytest.raises(ValidationError):
        pkce_core.check_redirect_uri("https://a.example/cb", registered="https://a.example/other").raise_errors()


def test_validate() -> None:
    """Raises with the report on an error; a warning passes."""
    pkce_core.check_redirect_uri("http://localhost/cb").raise_errors()
    with pytest.raises(ValidationError, match="fragment") as caught:
        pkce_core.check_redirect_uri("https://a.example/cb#x").raise_errors()
    assert not caught.value.report.ok


@pytest.mark.parametrize("profile", ["", "Banno-Admin", None, 7, []])
def test_unknown_profiles_are_a_misuse(profile: Any) -> None:
    """The error lists the profiles."""
    with pytest.raises(UsageError, match="banno-admin, banno-consumer, generic"):
        pkce_core.check_redirect_uri("https://a.example/", profile=profile)


def test_octets() -> None:
    """UTF-8 is read, a byte order mark left out; anything else is named by place; other types are a misuse."""
    assert check(b"\xef\xbb\xbfhttps://a.example/cb").ok
    (finding,) = check(b"https://a.example/\xff")
    assert (finding.rule, finding.marks[0].start) == ("redirect-uri-not-text", 18)
    assert [
        finding.rule for finding in pkce_core.check_redirect_uri("https://a.example/", registered=b"\xff").errors
    ] == ["registered-not-text"]
    misuse: Any = 7
    with pytest.raises(UsageError):
        check(misuse)


@given(ANY, st.sampled_from([*PROFILES]), st.one_of(st.none(), ANY))
def test_any_input_gives_a_report(uri: str | bytes, profile: str, registered: str | bytes | None) -> None:
    """No text or octets raise, and a report without errors is about a URL that a browser goes to."""
    report = pkce_core.check_redirect_uri(uri, profile=profile, registered=registered)
    assert len(report) > 0
    try:
        pkce_core.check_redirect_uri(uri, profile=profile, registered=registered).raise_errors()
    except PkceError:
        assert not report.ok


@pytest.mark.parametrize(
    "hostile",
    ["a" * 10**6, "https://" + "a." * 500_000, "https://" + "é" * 10**6, "http://h/" + "%25" * 330_000, "@" * 10**6,
     " " * 10**6, "https://a/?" + "&" * 10**6],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_length_costs_little(hostile: str) -> None:
    """A megabyte of anything is checked quickly; the bound is far above what it takes."""
    cost = cost_per_character(lambda: pkce_core.check_redirect_uri(hostile, registered=f"{hostile}x"), len(hostile))
    assert cost < FAR_TOO_MUCH


@pytest.mark.parametrize(
    ("text", "pattern", "rule"),
    [
        ("https://a.example/cb", "https://*/cb", "pattern"),
        ("https://a.example/cb", "https://*.example/*", "pattern"),
        ("https://a.example/cb", "*", "pattern"),
        ("https://a.example/cb", "https://a.*.example/cb", "mismatch"),
        ("https://a.example/cb", "https://a.example/cb*cb", "mismatch"),  # the pieces don't overlap
        ("https://a.example/cb", "http://*/cb", "mismatch"),
        ("https://a.example/cb", "https://*x*/cb", "pattern"),
        ("https://a.example/cb", "https://*y*/cb", "mismatch"),
        ("https://a.example/" + "a" * 2000, "https://a.example/" + "*a" * 500 + "b", "mismatch"),
    ],
)
def test_patterns_of_a_server_that_is_not_known(text: str, pattern: str, rule: str) -> None:
    """A star stands for any characters, and the time for it is bounded."""
    assert rule in slugs(check(text, registered=pattern))
