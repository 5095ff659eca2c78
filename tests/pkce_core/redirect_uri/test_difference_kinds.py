"""What kind of difference there is between two redirect URIs."""

from __future__ import annotations

import pytest

import pkce_core
from tests.support.redirect_uris import check


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
        ("https://müller.example/cb", "https://xn--mller-kva.example/cb", ["host-form"]),
        ("https://xn--mller-kva.example/cb", "https://MÜLLER.example/cb", ["host-form"]),
        ("https://müller.example/cb", "https://muller.example/cb", ["host"]),
        ("https://müller.example/cb", "https://xn--99999999999.example/cb", ["host"]),
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
    report = check(one, registered=registered)
    (finding,) = [finding for finding in report.errors if finding.rule == "redirect-uri-mismatch"]
    assert finding.message.endswith(difference.message)
