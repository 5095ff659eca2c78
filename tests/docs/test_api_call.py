"""The call of the API at the end of the quickstart: run as printed, it brings the token and shows it to nobody."""

from __future__ import annotations

import os
import re
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.loopback import ANY_PORT, Loopback

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[2] / "docs" / "quickstart.md"
TOKEN = "eyJhbGciOiJub25lIn0.e30.a-token_of-nobody"


class Api(Loopback):
    """Answers every GET, and keeps what came in the header Authorization."""

    def __init__(self) -> None:
        self.heard: list[str | None] = []
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                api.heard.append(self.headers["Authorization"])
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *arguments: object) -> None:
                """Keep the test's output clean."""

        super().__init__(ThreadingHTTPServer(ANY_PORT, Handler))


@pytest.fixture
def api() -> Iterator[Api]:
    with Api() as running:
        yield running


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_call_brings_the_token(shell: str, api: Api) -> None:
    """Token and address are typed; the token goes through a pipe, and arrives after the word Bearer."""
    block = re.search(
        r"^    ```sh\n(    IFS= read -rs ACCESS_TOKEN\n.*?)^    ```", PAGE.read_text("utf-8"), re.M | re.S
    )
    assert block
    script = re.sub(r"^    ", "", block[1], flags=re.MULTILINE)
    environment = {**os.environ, "NO_PROXY": "127.0.0.1"}
    typed = f"{TOKEN}\nhttp://127.0.0.1:{api.port}/\n"
    done = subprocess.run([shell, "-c", script], input=typed, text=True, env=environment, check=True)
    assert done.returncode == 0
    assert api.heard == [f"Bearer {TOKEN}"]
