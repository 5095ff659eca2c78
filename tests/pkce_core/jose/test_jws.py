"""A signed token is read strictly, and only to a length."""

from __future__ import annotations

import pytest

from pkce_core.findings import Finding
from pkce_core.jose.jws import MOST_CHARACTERS, read_jws


@pytest.mark.parametrize(("length", "read"), [(MOST_CHARACTERS, True), (MOST_CHARACTERS + 1, False)])
def test_the_longest_token_is_read(length: int, read: bool) -> None:
    """The limit itself is allowed."""
    found = read_jws("." * length)
    assert isinstance(found, Finding)
    assert (found.rule != "id-token-length") is read


def test_a_whole_token_response_is_recognized() -> None:
    """JSON instead of its id_token is named as such, with white space before it too."""
    found = read_jws(' \n{"id_token": "a.b.c"}')
    assert isinstance(found, Finding)
    assert found.rule == "id-token-is-json"
