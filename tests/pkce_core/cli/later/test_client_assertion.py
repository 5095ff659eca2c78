"""`pkce client-assertion`: signs with a key from a file, in PEM or as a JWK, and never shows the key."""

from __future__ import annotations

import builtins
import json
from typing import TYPE_CHECKING, Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from pkce_core import check_client_jwt
from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_767_225_600
BASE = ["client-assertion", "--client-id", "a", "--now", str(NOW), "--key"]
AUDIENCE = ["--audience", "https://op.example/token"]
KEYS: dict[str, Any] = {
    "RS256": RSAKey.generate_key(2048),
    "ES256": ECKey.generate_key("P-256"),
    "ES384": ECKey.generate_key("P-384"),
    "EdDSA": OKPKey.generate_key("Ed25519"),
}


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
@pytest.mark.parametrize("alg", KEYS)
@pytest.mark.parametrize("form", ["pem", "jwk"])
def test_each_key(alg: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The alg fits the key, the signature verifies, and our own check finds nothing wrong."""
    key, file = KEYS[alg], tmp_path / "key"
    text = key.as_pem(private=True).decode() if form == "pem" else json.dumps(key.as_dict(private=True))
    file.write_text(text, "utf-8")
    assert main([*BASE, str(file), *AUDIENCE, "--kid", "k"]) == ExitCode.OK
    signed = capsys.readouterr().out.strip()
    token = jwt.decode(signed, key, algorithms=[alg])
    assert token.header["kid"] == "k"
    assert token.claims["exp"] == NOW + 60
    report = check_client_jwt(signed, client_id="a", token_endpoint=AUDIENCE[1], now=NOW)
    assert [finding.rule for finding in report] == ["client-jwt-right"]


def test_for_apple(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a Team ID it is the iss, and the aud is Apple's."""
    file = tmp_path / "key.p8"
    file.write_bytes(KEYS["ES256"].as_pem(private=True))
    more = ["--team-id", "TEAM123456", "--kid", "k", "--lifetime", "86400"]
    assert main([*BASE, str(file), *more]) == ExitCode.OK
    report = check_client_jwt(capsys.readouterr().out.strip(), client_id="a", now=NOW, as_secret=True)
    assert [finding.rule for finding in report] == ["client-jwt-right"]


@pytest.mark.parametrize(
    ("alg", "more", "says"),
    [
        ("RS256", ["--kid", "k"], "Apple accepts ES256 only"),
        ("ES256", ["--kid", "k", "--lifetime", "31536000"], "six months"),
        ("ES256", [], "has no kid"),
        ("ES256", ["--kid", "k", "--audience", "https://appleid.apple.com/auth/token"], "only"),
    ],
)
def test_what_apple_would_refuse(
    alg: str, more: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a Team ID, a JWT that Apple refuses isn't written."""
    file = tmp_path / "key"
    file.write_bytes(KEYS[alg].as_pem(private=True))
    assert main([*BASE, str(file), "--team-id", "TEAM123456", *more]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert not out
    assert "Apple would refuse" in err
    assert says in err


def test_what_is_unwise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A JWT that many servers refuse is written, with a warning."""
    file = tmp_path / "key"
    file.write_bytes(KEYS["RS256"].as_pem(private=True))
    assert main([*BASE, str(file), *AUDIENCE, "--lifetime", "86400"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.count(".") == 2
    assert "Many servers accept an hour at most" in err


def test_what_is_no_private_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is refused in a sentence, and nothing of the file is shown."""
    texts: list[Any] = [
        "MARK not a key", '{"kty":"MARK"}', json.dumps(KEYS["RS256"].as_dict(private=False)), "{}", b"\xff\xfe",
        KEYS["ES256"].as_pem(private=False).decode(),
    ]  # fmt: skip
    for text in texts:
        file = tmp_path / "key"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        assert main([*BASE, str(file), *AUDIENCE]) == ExitCode.USAGE
        out, err = capsys.readouterr()
        assert "isn't a private key" in err
        assert "MARK" not in out + err
    file.write_bytes(KEYS["ES256"].as_pem(private=True))
    assert main([*BASE, str(file), *AUDIENCE, "--alg", "RS256"]) == ExitCode.USAGE
    assert "ES256 fits this key" in capsys.readouterr().err
    file.write_text(json.dumps(OctKey.generate_key(256).as_dict(private=True)))
    assert main([*BASE, str(file), *AUDIENCE]) == ExitCode.USAGE


def test_options(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An audience is needed, a lifetime is a number, and without joserfc the command says so."""
    file = tmp_path / "key"
    file.write_bytes(KEYS["ES256"].as_pem(private=True))
    assert main([*BASE, str(file)]) == ExitCode.USAGE
    assert "--audience" in capsys.readouterr().err
    assert main([*BASE, str(file), *AUDIENCE, "--json"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["client_assertion"].count(".") == 2
    assert main([*BASE, str(file), *AUDIENCE, "--lifetime", "x"]) == ExitCode.USAGE
    original = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name.startswith("joserfc"):
            raise ImportError
        return original(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    assert main([*BASE, str(file), *AUDIENCE]) == ExitCode.USAGE
    assert "pkce-core[jwt]" in capsys.readouterr().err
