"""The command as the page shows it: how to load the secret, and the values of the flow in it."""

from __future__ import annotations

import pytest

from pkce_core import TokenRequest
from pkce_widgets import example
from pkce_widgets.build.element_html import to_html
from pkce_widgets.flow.secret_setting import secret_setting
from pkce_widgets.flow.shells import SHELLS
from pkce_widgets.parts.token.command_view import command_view, secret_view


@pytest.mark.parametrize("shell", dict(SHELLS))
@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_what_is_loaded_is_removed(shell: str, method: str) -> None:
    """The lines that load and remove the secret are folded beside the command, and both can be copied."""
    setting, html = secret_setting(shell, method), to_html(secret_view(shell, method))
    assert html.startswith("<details>")
    assert html.count("data-copy") == bool(setting.before) + bool(setting.after)
    assert ("joined by a colon" in html) is (shell == "http" and method == "client_secret_basic")


def test_each_value_has_its_identity_once() -> None:
    """A value of the flow is marked after its name; the text of the command stays the same."""
    request = TokenRequest(client_id=example.CLIENT_ID, code=example.CODE)
    html = to_html(command_view(f"--data code={example.CODE} --data client_id={example.CLIENT_ID}", "posix", request))
    assert html.count(f'<span data-value="code"><span class="pkce-value__text">{example.CODE}</span></span>') == 2
    assert f'data-copy="--data code={example.CODE} --data client_id={example.CLIENT_ID}"' in html
