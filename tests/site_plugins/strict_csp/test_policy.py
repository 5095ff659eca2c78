"""The policy: its text, what it refuses to contain, and which addresses it lets through."""

from __future__ import annotations

import re

import pytest

from strict_csp.policy import Policy, PolicyError, hash_of

SITE = "https://docs.example/team/"


def test_the_text() -> None:
    """Nothing is allowed that is not named, and nothing named is unsafe."""
    assert Policy().text() == (
        "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
        "img-src 'self' data:; font-src 'self'; manifest-src 'self'; child-src 'none'; media-src 'none'; "
        "object-src 'none'; form-action 'none'; base-uri 'none'"
    )


def test_wasm_hashes_and_sources() -> None:
    """What the author asks for is in its directive, in an order that does not change."""
    policy = Policy(wasm=True, sources={"img-src": ["https://images.example"], "frame-src": ["https://video.example"]})
    text = policy.text(scripts={"'sha256-b='", "'sha256-a='"}, styles={"'sha256-c='"})
    assert "; script-src 'self' 'wasm-unsafe-eval' 'sha256-a=' 'sha256-b='; style-src 'self' 'sha256-c='; " in text
    assert "; img-src 'self' data: https://images.example; " in text
    assert text.endswith("; frame-src https://video.example")
    assert re.findall(r"unsafe-[a-z]+", text.replace("wasm-unsafe-eval", "")) == []


@pytest.mark.parametrize(
    "source",
    ["'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "a; script-src *", "a b", "a,b", "", "'none'"],
)
def test_refuses_sources_that_are_not_strict(source: str) -> None:
    """A source that would open the policy, or leave its place in it, is an error that names it."""
    with pytest.raises(PolicyError, match=re.escape(repr(source))):
        Policy(sources={"script-src": [source]})


@pytest.mark.parametrize("directive", ["default-src", "script", "SCRIPT-SRC", "report-uri", "sandbox"])
def test_refuses_directives_it_does_not_have(directive: str) -> None:
    """A directive without sources, or misspelt, is an error that says which there are."""
    with pytest.raises(PolicyError, match=r"connect-src.*script-src"):
        Policy(sources={directive: ["https://a.example"]})


@pytest.mark.parametrize(
    "address", ["a.js", "/a.js", "../a.js", "#a", "?a", "", f"{SITE}a.js", "//docs.example/a.js", " a.js\n"]
)
def test_the_site_itself_is_allowed(address: str) -> None:
    """Relative addresses are the site's, and so is its full address."""
    assert Policy(site_url=SITE).allows("script-src", address)


@pytest.mark.parametrize(
    "address",
    [
        "https://other.example/a.js", "//other.example/a.js", "http://docs.example/a.js", "https://docs.example:8443/",
        "https://docs.example.other.example/", "data:text/javascript,1", "blob:https://docs.example/1", "h\nttps://o.example",
        "https://[", "https://a:b/",
    ],
)  # fmt: skip
def test_other_origins_are_not(address: str) -> None:
    """Another host, scheme or port is another origin."""
    assert not Policy(site_url=SITE).allows("script-src", address)


def test_data_images_are_allowed_and_frames_are_not() -> None:
    """Each directive has its own sources."""
    assert Policy().allows("img-src", "data:image/png;base64,AA==")
    assert not Policy().allows("frame-src", "page.html")


@pytest.mark.parametrize(
    ("source", "address", "allowed"),
    [
        ("https://a.example", "https://a.example/x.png", True),
        ("https://a.example", "https://A.EXAMPLE:443/x.png", True),
        ("https://a.example", "http://a.example/x.png", False),
        ("https://a.example", "https://b.a.example/x.png", False),
        ("a.example", "https://a.example/x.png", True),
        ("https://*.a.example", "https://b.a.example/x.png", True),
        ("https://*.a.example", "https://a.example/x.png", False),
        ("https://*.a.example", "https://xa.example/x.png", False),
        ("https://a.example:8443", "https://a.example:8443/x.png", True),
        ("https://a.example:8443", "https://a.example/x.png", False),
        ("https://a.example:*", "https://a.example:8443/x.png", True),
        ("https://a.example:*", "https://a.example/x.png", True),
        ("a.example:*/img/", "https://a.example:8443/x.png", False),
        ("https://a.example/img:*", "https://a.example:8443/img:*", False),
        ("https://a.example/img/", "https://a.example/img/x.png", True),
        ("https://a.example/img/", "https://a.example/x.png", False),
        ("https://a.example/x.png", "https://a.example/x.png?y", True),
        ("https:", "https://a.example/x.png", True),
        ("blob:", "blob:https://a.example/1", True),
    ],
)
def test_more_sources(source: str, address: str, *, allowed: bool) -> None:
    """A named source lets through what browsers let through for it."""
    assert Policy(sources={"img-src": [source]}).allows("img-src", address) is allowed


def test_the_hash_of_a_script() -> None:
    """The example of https://www.w3.org/TR/CSP3/#external-hash, and line ends as browsers see them."""
    assert hash_of("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert hash_of("a\r\nb\rc") == hash_of("a\nb\nc")
