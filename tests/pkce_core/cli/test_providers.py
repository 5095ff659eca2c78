"""`pkce providers`: output, JSON, exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import run_json

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_providers(capsys: pytest.CaptureFixture[str]) -> None:
    """The list, one line each; --json has every provider whole."""
    assert main(["providers"]) == ExitCode.OK
    assert capsys.readouterr().out.startswith("banno-admin     Banno Admin API\nbanno-consumer  Banno Consumer API\n")
    code, result = run_json(capsys, "providers")
    assert (code, list(result), len(result["providers"])) == (0, ["schema", "ok", "findings", "providers"], 8)


def test_a_provider(capsys: pytest.CaptureFixture[str]) -> None:
    """What is uncertain is marked and explained; placeholders are asked for, and filled."""
    assert main(["providers", "banno-consumer"]) == ExitCode.OK
    out, _ = capsys.readouterr()
    assert "/oidc/.well-known/openid-configuration  (uncertain)\n" in out
    assert "\nUncertain discovery: inferred from" in out
    assert "\nPlaceholder institution_host: the host" in out
    code, result = run_json(capsys, "providers", "banno-consumer", "--set", "institution_host=digital.garden-fi.com")
    assert (code, result["ok"], result["placeholders"]) == (0, True, {})
    assert result["token_endpoint"] == "https://digital.garden-fi.com/a/consumer/api/v0/oidc/token"
    assert {finding["rule"] for finding in result["findings"]} == {"provider-uncertain"}


def test_own_providers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of one's own; its names come first, the built-in ones are there too."""
    file = tmp_path / "own.toml"
    file.write_text('[bank]\ntitle = "My bank"\nissuer = "https://a.example"\n')
    assert main(["providers", "--file", str(file)]) == ExitCode.OK
    assert capsys.readouterr().out == "bank  My bank\n"
    assert main(["providers", "--file", str(file), "bank"]) == ExitCode.OK
    assert capsys.readouterr().out == "My bank\nissuer=https://a.example\nredirect_uri_rules=generic\n"
    assert main(["providers", "--file", str(file), "okta"]) == ExitCode.OK
    file.write_text("")
    assert main(["providers", "--file", str(file)]) == ExitCode.OK
    file.write_text("x")
    assert main(["providers", "--file", str(file)]) == ExitCode.USAGE
    assert "isn't valid TOML" in capsys.readouterr().err


def test_unknown_provider(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong use, with what is near."""
    assert main(["providers", "keyclok"]) == ExitCode.USAGE
    assert capsys.readouterr() == ("", "pkce: Unknown provider. Did you mean keycloak?\n")
