"""The line that loads the secret: for the reader's shell and method, or the reason why there is none."""

from __future__ import annotations

import pytest

from pkce_widgets.flow.secret_setting import secret_setting
from pkce_widgets.flow.shells import SHELLS
from pkce_widgets.parts.secret import ASSERTION, LOAD, PART, PUBLIC
from tests.support.views import copied, view_of, words

LINE = "the line that loads the secret"


@pytest.mark.parametrize("shell", dict(SHELLS))
@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_the_line_of_each_shell(shell: str, method: str) -> None:
    """The line to copy is the one that the command of the same shell and method relies on."""
    view = view_of(PART, {"shell": shell, "token_endpoint_auth_method": method})
    setting = secret_setting(shell, method)
    assert copied(view, LINE) == setting.before
    assert setting.meaning in words(view)
    assert (view.verdict == LOAD) is bool(setting.before)
    assert view.state == "empty", "nobody knows whether the reader ran it"


@pytest.mark.parametrize(("method", "verdict"), [("none", PUBLIC), ("private_key_jwt", ASSERTION)])
def test_a_client_without_a_secret(method: str, verdict: str) -> None:
    """A public client and one with a signed JWT have no line."""
    view = view_of(PART, {"shell": "posix", "token_endpoint_auth_method": method})
    assert (view.verdict, copied(view, LINE)) == (verdict, "")


def test_the_method_that_the_provider_takes() -> None:
    """Without a choice, the line is for the first method that the discovery document lists."""
    document = """{"issuer": "https://op.example", "authorization_endpoint": "https://op.example/auth",
      "token_endpoint": "https://op.example/token", "token_endpoint_auth_methods_supported": ["client_secret_basic"]}"""
    assert "ENCODED" in copied(view_of(PART, {"metadata": document, "shell": "unknown"}), LINE)
