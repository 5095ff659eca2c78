"""The command as it is shown: the text to copy, its pieces explained, and how the secret gets into its variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.parts.token.command_pieces import command_pieces
from pkce_widgets.parts.token.secret_setting import BASIC_PLACEHOLDER, SETTINGS
from pkce_widgets.view.components import copy_button
from pkce_widgets.view.elements import Element, Node, el

if TYPE_CHECKING:
    from pkce_core import TokenRequest

CARRIED = ("code", "redirect_uri", "client_id", "code_verifier", "client_secret", "client_assertion")


def command_view(command: str, shell: str, asked: TokenRequest) -> Element:
    """The command, then each of its pieces with what it does."""
    pieces = [
        el(
            "li",
            el("code", *identified(piece.text, asked), class_="pkce-piece__text", dir="ltr"),
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
            el("code", *identified(command, asked), class_="pkce-fix__line", dir="ltr"),
            copy_button(command, "the command"),
            class_="pkce-fix pkce-command",
        ),
        el("details", el("summary", "Each piece explained"), el("ol", *pieces, class_="pkce-pieces")),
    )


def identified(text: str, asked: TokenRequest) -> list[Node]:
    """The text with every value of the flow in its identity, where it stands unchanged after its name."""
    nodes: list[Node] = [text]
    for name in CARRIED:
        there = getattr(asked, name)
        last = nodes[-1]
        if there and isinstance(last, str) and f"{name}={there}" in last:
            before, after = last.split(f"{name}={there}", 1)
            mark = el("span", el("span", there, class_="pkce-value__text"), data_value=name)
            nodes[-1:] = [f"{before}{name}=", mark, after]
    return [node for node in nodes if node]


def setting_view(shell: str, authentication: str) -> Element:
    """How to give the variable its value without leaving it in the history, before the command is run."""
    setting = SETTINGS[shell]
    meaning = setting.meaning
    if shell == "http" and authentication == "client_secret_basic":
        meaning = f"{meaning} {BASIC_PLACEHOLDER}"
    label = "First: give CLIENT_SECRET its value, without a trace in the history"
    return el(
        "div",
        el("span", label if setting.before else "The client_secret", class_="pkce-fix__label"),
        *line(setting.before, "the line that reads the secret"),
        el("span", meaning, class_="pkce-setting__meaning"),
        class_="pkce-fix pkce-setting",
    )


def forgetting_view(shell: str) -> Element | None:
    """How to take the value out of the variable again, after the command has run."""
    after = SETTINGS[shell].after
    label = el("span", "Afterwards: take the client_secret out of the variable", class_="pkce-fix__label")
    return el("div", label, *line(after, "the line that forgets the secret"), class_="pkce-fix") if after else None


def line(text: str, what: str) -> list[Element]:
    """A line to copy; nothing for no text."""
    code = el("code", text, class_="pkce-fix__line", dir="ltr")
    return [el("div", code, copy_button(text, what), class_="pkce-line")] if text else []
