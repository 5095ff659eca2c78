"""Packages come from where the reader's own settings say, for pip, uv and npm alike."""

from __future__ import annotations

import http.server
import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from make.registries import uv_environment
from make.setup import NPM, UV
from make.stages import BIN, VENV

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PYTHON = VENV / BIN / "python"
VARIABLES = ("PIP_INDEX_URL", "PIP_CONFIG_FILE", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "NPM_CONFIG_REGISTRY")


class Registry(http.server.BaseHTTPRequestHandler):
    """A registry that has no package, and notes what it was asked for."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def registry() -> Iterator[tuple[str, list[str]]]:
    """The address of a registry on this machine, and the paths that it is asked for."""
    asked: list[str] = []
    handler = type("Handler", (Registry,), {"asked": asked})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def test_the_variable_of_pip_comes_before_its_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """uv gets the index of pip's configuration, or of PIP_INDEX_URL, which pip itself prefers."""
    (tmp_path / "pip.conf").write_text("[global]\nindex-url = http://127.0.0.1/configured\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    assert uv_environment(PYTHON) == {"UV_DEFAULT_INDEX": "http://127.0.0.1/configured"}
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1/named")
    assert uv_environment(PYTHON) == {"UV_DEFAULT_INDEX": "http://127.0.0.1/named"}


@pytest.mark.parametrize("name", ["UV_DEFAULT_INDEX", "UV_INDEX_URL"])
def test_the_variables_of_uv_are_left_alone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sets uv's own variable means uv."""
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1/pip")
    monkeypatch.setenv(name, "http://127.0.0.1/uv")
    assert uv_environment(PYTHON) == {}


def test_without_settings_uv_asks_where_it_always_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting, no variable."""
    (tmp_path / "pip.conf").write_text("[install]\nno-compile = true\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    assert uv_environment(PYTHON) == {}


@pytest.mark.slow
def test_uv_asks_the_index_of_pip(
    registry: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With PIP_INDEX_URL set, the uv of the setup asks that index and no other."""
    address, asked = registry
    monkeypatch.setenv("PIP_INDEX_URL", f"{address}/simple")
    subprocess.run(
        [UV, "pip", "install", "--python", sys.executable, "--dry-run", "no-such-package-of-ours"],
        env={**os.environ, **uv_environment(PYTHON), "UV_CACHE_DIR": str(tmp_path)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert asked == ["/simple/no-such-package-of-ours/"]


@pytest.mark.slow
def test_npm_asks_its_own_registry(
    registry: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock files have no addresses, so that `npm ci` asks the registry of npm's settings."""
    address, asked = registry
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", f"{address}/")
    package = {"name": "a", "version": "1.0.0", "dependencies": {"no-such-package-of-ours": "1.0.0"}}
    locked = {"version": "1.0.0", "integrity": f"sha512-{'A' * 86}=="}
    packages = {"": package, "node_modules/no-such-package-of-ours": locked}
    lock = {**package, "lockfileVersion": 3, "requires": True, "packages": packages}
    (tmp_path / "package.json").write_text(json.dumps(package), encoding="utf-8")
    (tmp_path / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    command = [str(NPM), "ci", "--fetch-retries=0", f"--cache={tmp_path}/cache", f"--prefix={tmp_path}"]
    environment = {**os.environ, "PATH": f"{VENV / BIN}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
    assert asked
    assert {path.split("/")[1] for path in asked} == {"no-such-package-of-ours"}
