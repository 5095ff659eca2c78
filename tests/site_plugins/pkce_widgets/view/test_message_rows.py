"""A message taken apart: which parameters are masked."""

from __future__ import annotations

import pytest

from pkce_core import check_authorization_url
from pkce_widgets.build.element_html import to_html
from pkce_widgets.view.components import MASK
from pkce_widgets.view.message_rows import SECRETS, take_apart
from pkce_widgets.view.parameter_meanings import AUTHORIZATION_REQUEST, TOKEN_REQUEST

NAMES = sorted({*SECRETS, *AUTHORIZATION_REQUEST, *TOKEN_REQUEST, "username", "access", "x"})


@pytest.mark.parametrize("name", NAMES)
def test_what_must_not_be_in_a_url_is_masked(name: str) -> None:
    """The page masks exactly the parameters that `pkce_core` calls secrets."""
    value = "s3cret-s3cret"
    url = f"https://op.example/auth?{name}={value}"
    is_secret = any(finding.rule == "url-secret" for finding in check_authorization_url(url))
    html = to_html(take_apart(url))
    assert (value not in html) is is_secret
    assert (MASK in html) is is_secret
