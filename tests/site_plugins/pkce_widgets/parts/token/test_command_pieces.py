"""A token command taken apart: nothing is lost, and every piece is explained."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest

from pkce_core import TokenRequest, build_command
from pkce_widgets import example
from pkce_widgets.flow.shells import SHELLS
from pkce_widgets.parts.token.command_pieces import command_pieces
from pkce_widgets.parts.token.part import PART, SECRET_SOURCES
from tests.support.views import copied, view_of

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

METHODS = ("client_secret_post", "client_secret_basic", "none", "private_key_jwt")
EVERY_WAY = list(itertools.product(METHODS, dict(SHELLS), dict(SECRET_SOURCES)))
SECRET = "s3cret with 'quotes' & more"
STORY = {**PART.example, "client_secret": SECRET, "client_assertion": "a.b.c"}
VERIFIER = "Zu8rmIwpdEO6jmgkQo1mlZ1RYTEe6GMWxhLcw_4XxYs"


def ask(now: float | None = example.NOW, /, **values: str) -> PartView:
    return view_of(PART, {**STORY, **values}, now=now)


@pytest.mark.parametrize(("method", "shell", "source"), EVERY_WAY)
def test_every_piece_is_explained(method: str, shell: str, source: str) -> None:
    """A command taken apart loses no line but brackets; every piece has an explanation, every value its identity."""
    answer = ask(token_endpoint_auth_method=method, shell=shell, client_secret_from=source)
    command = copied(answer, "the command")
    pieces = command_pieces(command, shell)
    assert all(piece.meaning for piece in pieces)
    shown = re.sub(r"\s", "", "".join(piece.text for piece in pieces))
    lines = [re.sub(r" [\\`^]$", "", line).strip() for line in command.replace("\r\n", "\n").split("\n")]
    for line in lines:
        for part in line.split("&") if shell == "http" else [line]:
            assert line in (")", "}") or re.sub(r"\s", "", part) in shown
    names = [piece.name for piece in pieces]
    assert {"grant_type", "code", "redirect_uri", "code_verifier", "token_endpoint"} <= set(names)
    assert ("client_secret" in names) == method.startswith("client_secret")


def test_a_value_with_line_breaks_stays_in_its_piece() -> None:
    """A value that looks like an option is not taken for one."""
    request = TokenRequest(client_id="a\n)\nb", code="c", code_verifier=VERIFIER, token_endpoint_auth_method="none")
    pieces = command_pieces(build_command(request, "https://op.example/token"), "posix")
    assert [piece.name for piece in pieces].count("client_id") == 1
    assert "b" in next(piece.text for piece in pieces if piece.name == "client_id")


def test_the_pipe_of_http_basic_is_explained() -> None:
    """The line that hands the encoded secret to curl has a meaning of its own, and curl's is that it reads it."""
    request = TokenRequest(
        client_id="a", code="b", code_verifier="c" * 43, token_endpoint_auth_method="client_secret_basic"
    )
    command = build_command(request, "https://op.example/token", client_secret_from="encoded-env:CLIENT_SECRET_ENCODED")
    pieces = command_pieces(command, "posix")
    writes = next(piece for piece in pieces if piece.text.startswith("printf 'user"))
    assert "encoded client_secret" in writes.meaning
    reads = next(piece for piece in pieces if piece.text.startswith("curl --config -"))
    assert "reads the secret from the pipe" in reads.meaning
