"""How the rules of a profile are applied: to the host that a browser resolves, to schemes and to lengths."""

from __future__ import annotations

import pytest

from pkce_core import Level
from tests.support.redirect_uris import check, find, slugs

LOCAL = "Use http://127.0.0.1 or https."
NAME = "Only the end of a host name counts. Use https, or the local name alone."


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
        ("http://１２７.0.0.1/", ["character", "host"]),
        ("http://lоcalhost/cb", ["character", "host"]),
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
    report = check(uri, "banno-admin")
    assert slugs(report) == rules


def test_a_scheme_without_a_dot() -> None:
    """RFC 8252 §8.4 SHOULD be rejected: an error for a native app, a warning where the server is unknown."""
    assert not check("myapp:/cb", "native").ok
    report = check("myapp://cb")
    assert report.ok
    assert slugs(report) == ["scheme-dot"]
    assert slugs(report, "info") == ["authority"]
    assert [str(finding.spec) for finding in report] == ["RFC 8252 §8.4", "RFC 8252 §7.1"]


@pytest.mark.parametrize(("profile", "ok"), [("keycloak", True), ("auth0", True), ("okta", True), ("generic", False)])
def test_unencrypted_answers_are_at_least_a_warning(profile: str, ok: bool) -> None:
    """RFC 9700 §2.6: authorization responses are not transmitted over unencrypted connections."""
    assert check("http://a.example/cb", profile).ok is ok


@pytest.mark.parametrize(("length", "rules"), [(256, []), (257, ["length"])])
def test_a_profile_may_bound_the_length(length: int, rules: list[str]) -> None:
    """Entra takes 256 characters; the bound itself is accepted."""
    assert slugs(check("https://a.example/".ljust(length, "a"), "entra")) == rules


@pytest.mark.parametrize(
    ("profile", "uri", "what", "hint"),
    [
        ("banno-admin", "http://8.8.8.8/", "8.8.8.8.", "Use https."),
        ("banno-admin", "http://[::ffff:127.0.0.1]/", "which counts as IPv6.", LOCAL),
        ("banno-admin", "http://0.0.0.0/", "not where a browser goes.", LOCAL),
        ("banno-admin", "http://[::1]/", "the loopback address of IPv6.", LOCAL),
        ("banno-admin", "http://a.localhost/", "a name below localhost.", LOCAL),
        ("banno-admin", "http://localhost.evil.example/", "localhost.evil.example.", NAME),
        ("banno-admin", "http://127.0.0.1.evil.example/", "127.0.0.1.evil.example.", NAME),
        ("banno-admin", "http://app.local.evil.example/", "app.local.evil.example.", NAME),
        ("banno-admin", "http://evil.example/", "evil.example.", "Use https."),
        ("google", "http://10.0.0.1/", "10.0.0.1, an address of a local network.", "Use https."),
        ("google", f"http://{'a' * 59}.{'b' * 59}/", f"{'a' * 59}.{'b' * 20}... (119 characters).", "Use https."),
        ("strict", "http://localhost/", "localhost.", "Use https."),
    ],
)
def test_http_that_is_refused(profile: str, uri: str, what: str, hint: str) -> None:
    """RFC 9700 §2.6: the message says what the host is when it may look local, and the hint what to write instead."""
    finding = find(check(uri, profile=profile), "http")
    assert finding.level is Level.ERROR
    assert finding.message.endswith(what)
    assert finding.hint == hint


@pytest.mark.parametrize(
    ("host", "goes"),
    [
        ("8.8.8.8", "to 8.8.8.8."),
        ("10.0.0.1", "to 10.0.0.1, an address of a local network."),
        ("[::ffff:7f00:1]", "to [::ffff:7f00:1], an IPv6 address with an IPv4 address inside, which counts as IPv6."),
    ],
)
def test_http_that_is_discouraged(host: str, goes: str) -> None:
    """RFC 9700 §2.6: where a server may accept http, the message still says who can read the answer."""
    finding = find(check(f"http://{host}/", profile="okta"), "http")
    assert (finding.level, str(finding.spec)) == (Level.WARNING, "RFC 9700 §2.6")
    assert "unencrypted" in finding.message
    assert finding.message.endswith(goes)


@pytest.mark.parametrize(
    ("profile", "uri", "shown"),
    [
        (
            "strict",
            f"{'a' * 41}.b:/cb",
            f"Only https is accepted. This redirect URI has the scheme {'a' * 40}... (43 characters).",
        ),
        ("strict", "com.example:/cb", "Only https is accepted. This redirect URI has the scheme com.example."),
        ("banno-admin", "com.example:/cb", "and http for localhost, names ending in .local"),
        ("native", "myapp:/cb", "The scheme myapp has no dot"),
        ("native", "com.example://cb", "The text after com.example:// is read as a host"),
        ("google", "com.example://cb", "Google documents one slash there."),
    ],
)
def test_the_scheme_is_named(profile: str, uri: str, shown: str) -> None:
    """The message names the scheme, cut short when it is long."""
    report = check(uri, profile=profile)
    assert any(shown in finding.message for finding in report), report
