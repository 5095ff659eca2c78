"""The command as the page shows it: how to load the secret, and the values of the flow in it."""

from __future__ import annotations

import pytest

from pkce_core import TokenRequest
from pkce_widgets import example
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.token.command_view import command_view, secret_removal_view, secret_setting_view
from pkce_widgets.parts.token.secret_setting import BASIC_PLACEHOLDER, SETTINGS


@pytest.mark.parametrize("shell", SETTINGS)
@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_the_placeholder_of_http_basic_is_explained(shell: str, method: str) -> None:
    """Only a raw request with HTTP Basic has a placeholder that is more than the secret."""
    explained = BASIC_PLACEHOLDER in to_html(secret_setting_view(shell, method))
    assert explained is (shell == "http" and method == "client_secret_basic")


@pytest.mark.parametrize("shell", SETTINGS)
def test_what_is_loaded_is_removed(shell: str) -> None:
    """A shell that loads the secret into a variable has a line that removes it, and both can be copied."""
    setting, removal = SETTINGS[shell], secret_removal_view(shell)
    assert bool(setting.before) is bool(setting.after) is (removal is not None)
    assert to_html(secret_setting_view(shell, "client_secret_post")).count("data-copy") == bool(setting.before)


def test_each_value_has_its_identity_once() -> None:
    """A value of the flow is marked after its name; the text of the command stays the same."""
    request = TokenRequest(client_id=example.CLIENT_ID, code=example.CODE)
    html = to_html(command_view(f"--data code={example.CODE} --data client_id={example.CLIENT_ID}", "posix", request))
    assert html.count(f'<span data-value="code"><span class="pkce-value__text">{example.CODE}</span></span>') == 2
    assert f'data-copy="--data code={example.CODE} --data client_id={example.CLIENT_ID}"' in html
