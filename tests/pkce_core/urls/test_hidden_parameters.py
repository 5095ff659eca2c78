"""Tests of `pkce_core.urls.hidden_parameters`; `test_url_checks` has the sentences in a report."""

from __future__ import annotations

import pytest

from pkce_core.urls.hidden_parameters import describe_fragment, find_hidden, read_as_meant

NAMES = frozenset({"redirect_uri", "state", "scope"})
URL = "https://op.example/?redirect_uri=https://a.example/#/cb&state=s&x=1"


def test_what_a_raw_hash_hides() -> None:
    """Only parameters of the request count."""
    assert find_hidden(URL, NAMES) == ("state",)
    assert read_as_meant(URL, NAMES) == (("redirect_uri", "https://a.example/#/cb"), ("state", "s"), ("x", "1"))
    assert "no state" in describe_fragment(URL, NAMES)[0]


@pytest.mark.parametrize("url", ["https://op.example/?state=s", "https://op.example/?state==%zz"])
def test_nothing_to_read_in_another_way(url: str) -> None:
    """A right URL, and one that can't be decoded."""
    assert read_as_meant(url, NAMES) == ()


def test_a_hash_before_all_parameters_and_one_that_hides_nothing() -> None:
    """Where the # is, and what is behind it, make three different sentences."""
    assert "gets no state" in describe_fragment("https://op.example/#/a?state=s", NAMES)[0]
    assert describe_fragment("https://op.example/?scope=a#b&state=s", NAMES)[1] == "Write # as %23."
    assert describe_fragment("https://op.example/?state=s#b", NAMES)[0].startswith("The URL has a fragment")
