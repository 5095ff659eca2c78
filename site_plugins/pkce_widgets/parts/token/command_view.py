"""The command as the page shows it: the text to copy, its pieces explained, and how to load the secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.flow.secret_setting import secret_setting
from pkce_widgets.parts.token.command_pieces import command_pieces
from pkce_widgets.view.components import copy_button, rows
from pkce_widgets.view.elements import Element, Node, el

if TYPE_CHECKING:
    from pkce_core import TokenRequest

VALUES = ("code", "redirect_uri", "client_id", "code_verifier", "client_secret", "client_assertion", "refresh_token")


def command_view(command: str, shell: str, request: TokenRequest) -> Element:
    """The command to copy, then each of its pieces with what it does."""
    pieces = [
        el(
            "li",
            el("code", *identified(piece.text, request), class_="pkce-piece__text", dir="ltr"),
            el("span", piece.meaning, class_="pkce-piece__meaning"),
            data_value=piece.name or None,
        )
        for piece in command_pieces(command, shell)
    ]
    return el(
        "div",
        el(
            "div",
            el("span", "The request" if shell == "http" else "The command", class_="pkce-fix__label"),
            copy_button(command, "the command", words="Copy command"),
            el("code", *rows(identified(command, request)), class_="pkce-fix__line", dir="ltr"),
            class_="pkce-fix pkce-command",
        ),
        el("details", el("summary", "What each part does"), el("ol", *pieces, class_="pkce-pieces")),
    )


def identified(text: str, request: TokenRequest) -> list[Node]:
    """The text, with each value of the flow in its color where it appears unchanged after its name."""
    nodes: list[Node] = [text]
    for name in VALUES:
        value = getattr(request, name)
        last = nodes[-1]
        if value and isinstance(last, str) and f"{name}={value}" in last:
            before, after = last.split(f"{name}={value}", 1)
            mark = el("span", el("span", value, class_="pkce-value__text"), data_value=name)
            nodes[-1:] = [f"{before}{name}=", mark, after]
    return [node for node in nodes if node]


def secret_view(shell: str, authentication: str) -> Element:
    """How to load the secret into its variable before the command is run, and how to remove it afterward."""
    setting = secret_setting(shell, authentication)
    after = None
    if setting.after:
        label = el("span", "Afterward, remove it from the variable", class_="pkce-fix__label")
        after = el("div", label, *line(setting.after, "the line that removes the secret"), class_="pkce-fix")
    return el(
        "details",
        el("summary", "The client secret: load it first, remove it afterward"),
        el(
            "div",
            *line(setting.before, "the line that loads the secret"),
            el("span", setting.meaning, class_="pkce-setting__meaning"),
            class_="pkce-fix pkce-setting",
        ),
        after,
    )


def line(text: str, what: str) -> list[Element]:
    """A line to copy; empty if there is no text."""
    code = el("code", *rows([text]), class_="pkce-fix__line", dir="ltr")
    return [el("div", copy_button(text, what), code, class_="pkce-line")] if text else []
