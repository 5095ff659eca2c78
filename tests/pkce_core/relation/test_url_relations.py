"""Parts of a URL, and hosts that mean nothing outside of a network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.relation.url_relations import is_inner, join_parts, parts_of


@given(st.text())
def test_parts_are_the_text(text: str) -> None:
    """Split and joined, a text is as before."""
    assert join_parts(parts_of(text)) == text


@pytest.mark.parametrize("host", ["keycloak", "10.1.2.3", "db.local", "localhost", "127.0.0.1", "a.svc"])
def test_inner_hosts(host: str) -> None:
    """Names and addresses that mean nothing on the Internet."""
    assert is_inner(host)


@pytest.mark.parametrize("host", ["a.example", "8.8.8.8", "[2001:db8::1]", "bad host", ""])
def test_other_hosts(host: str) -> None:
    """Any other host, and what is none."""
    assert not is_inner(host)
