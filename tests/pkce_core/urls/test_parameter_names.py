"""Tests of `pkce_core.urls.parameter_names`."""

from __future__ import annotations

import pytest

from pkce_core.urls.parameter_names import intended_name

KNOWN = ("client_id", "redirect_uri", "scope", "code_challenge")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("clientId", "client_id"), ("CLIENT_ID", "client_id"), ("return_uri", "redirect_uri"), ("scopes", "scope"),
     ("code_chalenge", "code_challenge"), ("tenant", None)],
)  # fmt: skip
def test_a_misspelled_name(name: str, meant: str | None) -> None:
    """Letter case, other usual names and slips lead to the name; a distant name leads nowhere."""
    assert intended_name(name, KNOWN) == meant
