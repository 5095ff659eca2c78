"""The `pkce` command, called in this process with a stdin of the test's choice."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

from pkce_core import derive_code_challenge
from pkce_core.cli import main

if TYPE_CHECKING:
    import pytest

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
CHALLENGE = derive_code_challenge(VERIFIER)
DASHED = f"-{VERIFIER[1:]}"
"""A verifier that starts with a dash, as RFC 7636 §4.1 allows."""
EXAMPLE = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
"""The verifier of RFC 7636 Appendix B."""


class Stream(io.TextIOWrapper):
    """A text stream over octets that can pretend to be a terminal, or fail."""

    def __init__(self, octets: bytes = b"", *, terminal: bool = False, failure: OSError | None = None) -> None:
        super().__init__(io.BytesIO(octets), encoding="utf-8")
        self.terminal, self.failure = terminal, failure

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> int:
        if self.failure:
            raise self.failure
        return super().write(text)

    def flush(self) -> None:
        if self.failure:
            raise self.failure
        super().flush()

    def fileno(self) -> int:
        raise io.UnsupportedOperation

    def close(self) -> None:
        self.failure = None
        super().close()


def set_stdin(monkeypatch: pytest.MonkeyPatch, octets: bytes, *, terminal: bool = False) -> None:
    """Give the command these octets to read."""
    monkeypatch.setattr(sys, "stdin", Stream(octets, terminal=terminal))


def run_json(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, dict[str, Any]]:
    """The exit status, and the one JSON object that --json writes on one line."""
    code = main([argv[0], "--json", *argv[1:]])
    out, _ = capsys.readouterr()
    assert out.count("\n") == 1
    return code, json.loads(out)


SECRET_CODE = "the-secret-code"
FAILED_FLOW: dict[str, Any] = {
    "authorization_request": {"client_id": "client", "redirect_uri": "https://app.example/cb"},
    "authorization_response": {"code": SECRET_CODE},
    "token_request": {
        "client_id": "client",
        "redirect_uri": "https://app.example/cb/",
        "code": SECRET_CODE,
        "code_verifier": VERIFIER,
    },
    "token_response": {"error": "invalid_grant", "error_description": f"{SECRET_CODE} was not found"},
}
"""A flow that failed because of a slash at the end of the redirect_uri."""
