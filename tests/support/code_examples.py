"""The code examples as a page has them: their files, their commands, and a bench that runs these to the letter."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
EXAMPLES = DOCS / "examples"
CACHE = ROOT / ".cache" / "examples"
DEBIAN_CRATES = Path("/usr/share/cargo/registry")

_TAB = re.compile(r'^=== "(?P<name>[^"]+)"\n(?P<body>(?: {4}.*\n|\n)+)', re.MULTILINE)
_BLOCK = re.compile(r'^```(?P<lexer>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<body>.*?)^```$', re.MULTILINE | re.DOTALL)
_INCLUDE = re.compile(r'--8<-- "(examples/(\w+)/(.+))"\n')


@dataclass(frozen=True, kw_only=True)
class Example:
    """One tab of a page.

    Args:
        language: The folder below docs/examples.
        name: The label of the tab.
        files: What the reader saves, by file name.
        commands: The lines that the reader types; the last one starts the program with a verifier. Empty for a page.
        text: The whole tab.
    """

    language: str
    name: str
    files: dict[str, str]
    commands: list[str]
    text: str

    @property
    def start(self) -> list[str]:
        """The program and its options, without the verifier."""
        return shlex.split(self.commands[-1])[:-1]

    @property
    def programs(self) -> set[str]:
        """What has to be installed: the first word of each command, unless the example itself makes it."""
        words = {shlex.split(line)[0] for line in self.commands}
        return {word for word in words if "/" not in word}


class Tab(NamedTuple):
    """One tab of a page whose files stand in the page itself: its label, the files by name, the lines to type."""

    name: str
    files: dict[str, str]
    commands: list[str]


def find_tabs(text: str) -> list[Tab]:
    """The tabs with code in a part of a page."""
    found = []
    for tab in _TAB.finditer(text):
        blocks = list(_BLOCK.finditer(textwrap.dedent(tab["body"])))
        files = {block["title"]: block["body"] for block in blocks if block["title"]}
        commands = [line for block in blocks if not block["title"] for line in block["body"].splitlines()]
        found.append(Tab(tab["name"], files, commands))
    return found


def read_examples(page: str) -> dict[str, Example]:
    """The examples of a page below docs/, by language: the tabs that show a file of docs/examples."""
    tabs = _TAB.finditer((DOCS / page).read_text(encoding="utf-8"))
    found = [_read_tab(tab) for tab in tabs if '--8<-- "examples/' in tab["body"]]
    return {example.language: example for example in found}


def _read_tab(tab: re.Match[str]) -> Example:
    text = textwrap.dedent(tab["body"])
    blocks = list(_BLOCK.finditer(text))
    included = {block["title"]: _INCLUDE.fullmatch(block["body"]) for block in blocks if block["title"]}
    files, languages = {}, set()
    for title, include in included.items():
        assert include, f"{tab['name']}: {title} is no include"
        assert include[3] == title, f"{tab['name']}: {include[1]} is called {title}"
        files[title] = (DOCS / include[1]).read_text(encoding="utf-8")
        languages.add(include[2])
    assert len(languages) == 1, f"{tab['name']} shows the files of {languages}"
    commands = [line for block in blocks if not block["title"] for line in block["body"].splitlines()]
    return Example(language=languages.pop(), name=tab["name"], files=files, commands=commands, text=text)


class Bench:
    """Where examples are saved, built once, and started as often as wanted.

    Always the same folder, emptied first: Cargo keeps what it made for each folder it has seen.
    """

    def __init__(self) -> None:
        self.folder = CACHE / "bench"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self._printed: dict[str, str] = {}
        self.environment = {
            **os.environ,
            # node and python3 are those of the environment that the setup made.
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            # Compiled libraries are kept between runs.
            "CARGO_TARGET_DIR": str(CACHE / "cargo"),
            "GOCACHE": str(CACHE / "go"),
        }
        if DEBIAN_CRATES.is_dir():
            self._take_crates_from_debian()

    def _take_crates_from_debian(self) -> None:
        home = self.folder / "cargo-home"
        home.mkdir()
        (home / "config.toml").write_text(
            '[source.crates-io]\nreplace-with = "debian"\n\n'
            f'[source.debian]\ndirectory = "{DEBIAN_CRATES}"\n\n[net]\noffline = true\n'
        )
        self.environment["CARGO_HOME"] = str(home)

    def save(self, example: Example) -> Path:
        """Write the files of an example into a folder of their own."""
        folder = self.folder / example.language
        for name, content in example.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return folder

    def follow(self, example: Example) -> str:
        """Type the commands as the page has them, once, and return what they print. Then the program can `start`."""
        if example.language not in self._printed:
            missing = {name for name in example.programs if not self.find(name)}
            assert not missing, f"{example.name} needs {missing}: run `make test`, which brings what the tests need"
            script = "\n".join(["set -e", *example.commands])
            self._printed[example.language] = self.run(["sh", "-c", script], self.save(example))
        return self._printed[example.language]

    def start(self, example: Example, *arguments: str) -> dict[str, str]:
        """Start an example with these arguments, and return the pair it prints."""
        self.follow(example)
        return read_pair(self.run([*example.start, *arguments], self.folder / example.language))

    def find(self, program: str) -> str | None:
        """Where a program is, as the examples' shell sees it."""
        return shutil.which(program, path=self.environment["PATH"])

    def run(self, command: list[str], folder: Path) -> str:
        """What a command prints; it says nothing on standard error."""
        done = subprocess.run(
            command, cwd=folder, env=self.environment, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert done.stderr == ""
        return done.stdout


def read_pair(output: str) -> dict[str, str]:
    """The lines `name=value` of an example's output."""
    return dict(line.split("=", 1) for line in output.splitlines())
