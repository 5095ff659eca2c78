"""Each part of a URL that was changed is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.relation.search import explain_relation
from pkce_core.relation.tables import ISSUER, REDIRECT_URI
from pkce_core.relation.url_relations import parts_of
from tests.support.relations import assert_named

if TYPE_CHECKING:
    from collections.abc import Callable

LABELS = st.from_regex("[a-z][a-z0-9]{1,8}", fullmatch=True)
HOSTS = st.builds(lambda one, two: f"{one}.{two}.example", LABELS, LABELS)
PATHS = st.lists(LABELS, min_size=1, max_size=3).map(lambda labels: "".join(f"/{label}" for label in labels))
CHANGES: dict[str, Callable[[str, str], str]] = {
    "slash": lambda host, path: f"https://{host}{path}/",
    "scheme": lambda host, path: f"http://{host}{path}",
    "default-port": lambda host, path: f"https://{host}:443{path}",
    "port": lambda host, path: f"https://{host}:8443{path}",
    "scheme-and-port": lambda host, path: f"http://{host}:8080{path}",
    "host-case": lambda host, path: f"https://{host.upper()}{path}",
    "host-dot": lambda host, path: f"https://{host}.{path}",
    "www": lambda host, path: f"https://www.{host}{path}",
    "neighbor-host": lambda host, path: f"https://other.{host}{path}",
    "inner-address": lambda _, path: f"http://keycloak:8080{path}",
    "slashes": lambda host, path: f"https://{host}/{path}",
    "dot-segments": lambda host, path: f"https://{host}/.{path}",
    "path-longer": lambda host, path: f"https://{host}{path}/callback",
    "path-shorter": lambda host, _: f"https://{host}",
    "path-cut": lambda host, path: f"https://{host}{path[:-1]}",
    "path-prefixed": lambda host, path: f"https://{host}/auth{path}",
    "query": lambda host, path: f"https://{host}{path}?a=1",
    "fragment": lambda host, path: f"https://{host}{path}#top",
    "scheme-dropped": lambda host, path: f"{host}{path}",
}
BACK = {
    **{slug: slug for slug in CHANGES if not slug.startswith("path-")},
    "path-cut": "path-more",
    "path-longer": "path-shorter",
    "path-shorter": "path-longer",
    "path-prefixed": "path-unprefixed",
    "scheme-dropped": "scheme-added",
}


@pytest.mark.parametrize("slug", CHANGES)
@given(host=HOSTS, path=PATHS)
def test_a_change_is_named_in_both_directions(slug: str, host: str, path: str) -> None:
    """Whatever the URL: the change that was made, or a simpler one that makes the same."""
    url, changed = f"https://{host}{path}", CHANGES[slug](host, path)
    for table in (ISSUER, REDIRECT_URI):
        assert_named(table, slug, url, changed)
        assert_named(table, BACK[slug], changed, url)


@given(
    HOSTS, PATHS, st.sampled_from(["slash", "scheme", "port", "path-prefixed"]), st.sampled_from(["host-case", "www"])
)
def test_two_changes_are_named(host: str, path: str, first: str, second: str) -> None:
    """A pair of changes, each to its own part."""
    both = CHANGES[first](parts_of(CHANGES[second](host, path))["host"], path)
    relation = explain_relation(f"https://{host}{path}", both, ISSUER, "the issuer")
    assert {first, second} in [set(ways) for ways in relation.ways] or relation.cost <= 5


@pytest.mark.parametrize(
    ("expected", "actual", "says"),
    [
        ("http://localhost:3000/cb", "http://127.0.0.1:3000/cb", "with 127.0.0.1 in place of localhost"),
        ("http://[::1]/cb", "http://localhost/cb", "with localhost in place of [::1]"),
        ("https://a.example:8443/x", "https://a.example:9443/x", "with the port 9443 in place of 8443"),
        ("https://a.example:8443/x", "https://a.example/x", "without its port 8443"),
        ("https://a.example/x", "https://a.example:443/x", "with the default port 443 added"),
        ("https://a.example:443/x", "https://a.example/x", "without the default port 443"),
        ("https://a.example/x?b=1&a=2", "https://a.example/x?a=2&b=1", "with its query in another order"),
        ("https://a.example/x?b=1", "https://a.example/x", "without its query"),
        ("https://a.example/x", "https://a.example/x#b", "with a fragment added"),
        ("https://a.example/auth/realms/x", "https://a.example/realms/x", "Keycloak 17 and later have no /auth"),
        ("https://a.example/x/y", "https://a.example", "without its path /x/y"),
        ("https://a.example/x/y", "https://a.example/x", "without /y at the end of its path"),
        ("https://eu.login.example", "https://us.login.example", "with us.login.example in place of eu.login.example"),
        ("https://a.example/cb", "http://10.0.0.3:8080/cb", "with http://10.0.0.3:8080 in place of https://a.example"),
        ("http://keycloak:8080/r", "https://a.example/r", "with https://a.example in place of http://keycloak:8080"),
        ("https://a.example/x", "https://b.other.example/y", "They differ in the host and the path. No usual change"),
        ("https://op.example", "https://op.example.evil.example", "They differ in the host. No usual change"),
        ("https://op.example", "https://op.exampleX", "They differ in the host. No usual change"),
        ("https://u@a.example/x", "https://v@b.example/x", "the user name before the @ and the host"),
    ],
)
def test_what_is_said(expected: str, actual: str, says: str) -> None:
    """The phrase names hosts, ports and paths, and what to do."""
    assert says in explain_relation(expected, actual, ISSUER, "the issuer").text


def test_letter_case_makes_no_other_host() -> None:
    """A name of one word in another letter case is the same host, and its default port the same place."""
    relation = explain_relation("https://app:443/cb", "https://APP/cb", REDIRECT_URI, "the redirect_uri")
    assert [set(each) for each in relation.ways] == [{"default-port", "host-case"}]
    other = explain_relation("https://app:443/cb", "https://web/cb", REDIRECT_URI, "the redirect_uri")
    assert other.ways == (("inner-address",),)
