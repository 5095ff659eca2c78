"""Tests of `pkce_core.token.form_body`."""

from __future__ import annotations

import pytest

from pkce_core.token.form_body import read_form


def test_a_form() -> None:
    """It is read, and a warning says that it should be JSON."""
    found = read_form("?access_token=a&scope=b+c")
    assert found is not None
    assert found[0] == {"access_token": "a", "scope": "b c"}
    assert found[1][0].rule == "token-response-form"


@pytest.mark.parametrize("body", ["x=1", "access_token=a b", "error=%zz", "error=a&error=b"])
def test_what_is_no_form(body: str) -> None:
    """Other names, white space, a wrong escape, and a name that appears twice."""
    assert read_form(body) is None
