"""The programs of the slow tests: one call installs what is missing, or a sentence names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from make import programs, stages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("debian", "browser"), [(True, None), (True, "/usr/bin/chromium"), (False, None)])
def test_programs_of_the_tests(
    debian: bool, browser: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On Debian one apt-get call installs all that is missing; elsewhere a sentence names it."""
    ran = list[list[str]]()
    monkeypatch.setattr(programs, "run", lambda command, otherwise: ran.append([str(word) for word in command]))
    monkeypatch.setattr(programs, "on_debian", lambda: debian)
    monkeypatch.setattr(programs, "browser", lambda: browser)
    there = {*programs.PROGRAMS.values()} - {"fish", "javac"}
    monkeypatch.setattr("shutil.which", lambda name: name if name in there else None)
    monkeypatch.setattr(programs, "LIBRARIES", {"libc6-dev": "bin/en*", "librust-sha2-dev": "no/such/sha2-*"})
    monkeypatch.setattr(programs, "unpack_servers", lambda: None)
    programs.install_programs()
    if debian:
        assert ran[-1][-3:] == ["fish", "default-jdk-headless", "librust-sha2-dev"]
        assert ("chromium-headless-shell" in ran[-1]) == (browser is None)
        assert sum("install" in command for command in ran) == 1
    else:
        assert "Install fish, javac, nginx, caddy yourself" in "".join(capsys.readouterr())


def test_who_may_not_install_reads_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A reader who is not root and has no sudo gets one sentence with the packages' names."""
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)  # Windows has none
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(stages, "VENV", tmp_path)
    with pytest.raises(stages.StopError, match="install golang-go ruby, then run this again"):
        programs.install_packages(["golang-go", "ruby"])


def test_web_servers_are_unpacked_and_not_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Installed, a web server would run on the reader's machine from then on."""
    ran = list[str]()
    monkeypatch.setattr(programs, "CACHE", tmp_path)
    monkeypatch.setattr(stages, "CACHE", tmp_path)
    monkeypatch.setattr(programs, "run", lambda command, otherwise: ran.append(command[-1]))
    programs.unpack_servers()
    [script] = ran
    assert "apt-get download" in script
    assert str(tmp_path / "servers") in script
    assert "install" not in script
