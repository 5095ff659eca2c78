"""The line that loads the client_secret into the reader's terminal, before the login page is opened."""

from __future__ import annotations

from pkce_widgets import example
from pkce_widgets.flow.secret_setting import secret_setting
from pkce_widgets.flow.server import WITH_SECRET, choose_method
from pkce_widgets.flow.shells import SHELLS
from pkce_widgets.view.components import copy_button, rows
from pkce_widgets.view.elements import el
from pkce_widgets.view.part import Field, Inputs, Part, PartView

PUBLIC = "Nothing to load: your client authenticates without a secret."
ASSERTION = "Nothing to load: your client signs a JWT instead of sending a secret."
LOAD = "Run this line by itself before you log in, so the secret is in place when the code arrives."
EDITOR = "Your editor fills in the secret."


def view(inputs: Inputs) -> PartView:
    """The line for the reader's shell and method of client authentication, or why there is none."""
    method = choose_method(inputs)[0]
    shell = inputs.get("shell") if inputs.get("shell") in dict(SHELLS) else "posix"
    if method not in WITH_SECRET:
        return PartView(state="empty", verdict=ASSERTION if method == "private_key_jwt" else PUBLIC)
    setting = secret_setting(shell, method)
    meaning = el("p", setting.meaning, class_="pkce-tried")
    if not setting.before:
        return PartView(state="empty", verdict=EDITOR, body=el("div", meaning, class_="pkce-evidence"))
    line = el(
        "div",
        el("span", "In your terminal", class_="pkce-fix__label"),
        copy_button(setting.before, "the line that loads the secret"),
        el("code", *rows([setting.before]), class_="pkce-fix__line", dir="ltr"),
        class_="pkce-fix pkce-setting",
    )
    return PartView(state="empty", verdict=LOAD, body=el("div", line, meaning, class_="pkce-evidence"))


PART = Part(
    name="secret",
    title="Load the secret",
    fields=(Field(name="shell", label="Shell or tool", kind="select", choices=SHELLS, wire=False, remember=True),),
    view=view,
    uses=("provider", "metadata", "token_endpoint_auth_method"),
    starts=("client_id", "shell", "provider", "metadata"),
    actions=(),
    example={"provider": example.PROVIDER, "shell": "posix"},
    seeds=True,
)
