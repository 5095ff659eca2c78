"""What every command with --json has in common."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest
from joserfc.jwk import ECKey

from pkce_core.cli import build_parser, main
from pkce_core.cli.shell_files.description import describe

if TYPE_CHECKING:
    from pathlib import Path

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
METADATA = {"issuer": "https://op.example", "authorization_endpoint": "https://op.example/auth"}
REDIRECT_URI = "http://127.0.0.1:8765/callback"
SERVER = ("--provider", "google", "--client-id", "my-client", "--redirect-uri", REDIRECT_URI)
COMMANDS: dict[str, tuple[str, ...]] = {
    "verifier": (),
    "pair": (),
    "challenge": (VERIFIER,),
    "check": (VERIFIER, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
    "discover": ("metadata.json",),
    "providers": (),
    "redirect-uri": (REDIRECT_URI,),
    "authorize": SERVER,
    "callback": (f"{REDIRECT_URI}?code=a&state=af0ifjsldkj", "--state", "af0ifjsldkj"),
    "token": (*SERVER, "--code", "-", "--code-verifier", VERIFIER),
    "response": ("body.json",),
    "client-assertion": ("--client-id", "a", "--audience", "https://op.example", "--key", "key.json"),
    "api": ("https://op.example/userinfo",),
    "revoke": ("--client-id", "a", "--revocation-endpoint", "https://op.example/revoke", "--token", "x"),
    "explain": ("invalid_grant",),
    "report": ("flow.json",),
    "what": ("body.json",),
    "match": ("body.json",),
}


def test_each_command_is_here() -> None:
    """No command with --json is left out below."""
    commands = describe(build_parser())[1:]
    with_json = {each.name for each in commands if any("--json" in argument.flags for argument in each.arguments)}
    assert with_json == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_object_says_which_form_it_has(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first member is the number of the form, then come the verdict and the findings."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "metadata.json").write_text(json.dumps(METADATA), encoding="utf-8")
    (tmp_path / "key.json").write_text(json.dumps(ECKey.generate_key("P-256").as_dict(private=True)), encoding="utf-8")
    (tmp_path / "flow.json").write_text("{}", encoding="utf-8")
    (tmp_path / "body.json").write_text('{"access_token": "a", "token_type": "Bearer"}', encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"the-code"), encoding="utf-8"))
    assert main([command, *COMMANDS[command], "--json"]) in (0, 1)
    written = json.loads(capsys.readouterr().out)
    assert list(written)[:3] == ["schema", "ok", "findings"]
    assert written["schema"] == 1
    assert isinstance(written["ok"], bool)
