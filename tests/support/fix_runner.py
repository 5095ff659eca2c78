"""Runs lines that fix a pair, in every language whose programs the setup installs.

All lines of a language become functions of one program, because starting a compiler takes longer than all of them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pkce_core.diagnosis.fixes.repairs import DERIVE

_BIN = Path(sys.executable).parent
_SEPARATOR = "\x1e"
_EXPRESSION = re.compile(r"(?!\[?\$?(?:swap|code_verifier|code_challenge)(?:,| ?=)|String swap|var swap|digest :=)")
"""A line that doesn't assign to a variable."""
_ONLY_VERIFIER = re.compile(r"\$?code_verifier ?=(?!.*code_challenge ?=)")
"""A line that repairs the verifier: the right challenge is then derived from it."""


class Case(NamedTuple):
    """A line, and the values of its variables before it runs."""

    line: str
    verifier: str
    challenge: str


def run_fixes(language: str, cases: list[Case], folder: Path) -> list[tuple[str, str]]:
    """What `code_verifier` and `code_challenge` are after each line.

    Args:
        language: one of `LANGUAGES` but PowerShell, which the setup doesn't install.
        cases: what to run.
        folder: an empty one.
    """
    write, file, commands = _PROGRAMS[language]
    statements = [_complete(language, case.line) for case in cases]
    (folder / file).write_text(write(statements, cases), encoding="utf-8")
    for command in commands[:-1]:
        _run(command, folder)
    words = _run(commands[-1], folder).split(_SEPARATOR)[:-1]
    assert len(words) == 2 * len(cases)
    return list(zip(words[::2], words[1::2], strict=True))


def _run(command: list[str], folder: Path) -> str:
    program = str(_BIN / command[0]) if (_BIN / command[0]).exists() else shutil.which(command[0])
    assert program, f"{command[0]} is not installed: run `make test`, which brings it"
    done = subprocess.run([program, *command[1:]], cwd=folder, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, f"{command}: {done.stdout.decode()} {done.stderr.decode()}"
    return done.stdout.decode()


def _complete(language: str, line: str) -> str:
    """The line as statements that leave a challenge in `code_challenge`."""
    dollar = "$" if language == "php" else ""
    end = ";" if language in ("php", "java", "csharp", "node", "javascript") else ""
    assign = f"{dollar}code_challenge = "
    if language == "shell":
        if _EXPRESSION.match(line):
            return f"code_challenge=$({line})"
        return f"{line}; code_challenge=$({DERIVE['shell']})" if _ONLY_VERIFIER.match(line) else line
    if _EXPRESSION.match(line):
        return f"{assign}{line}{end}"
    line = line if line.endswith(";") or not end else f"{line}{end}"
    if not _ONLY_VERIFIER.match(line):
        return line
    derive = DERIVE[language] if language == "go" else f"{assign}{DERIVE[language]}"
    return f"{line.removesuffix(';')}; {derive}{end}"


def _hex(text: str) -> str:
    return text.encode().hex()


def _write_shell(statements: list[str], cases: list[Case]) -> str:
    lines = []
    for statement, case in zip(statements, cases, strict=True):
        # A value may end with a line end, which $(...) takes away.
        values = [
            "".join(f"\\{octet:03o}" for octet in value.encode()) + "." for value in (case.verifier, case.challenge)
        ]
        lines.append(
            f"code_verifier=$(printf '{values[0]}'); code_verifier=${{code_verifier%.}}\n"
            f"code_challenge=$(printf '{values[1]}'); code_challenge=${{code_challenge%.}}\n"
            f'{statement}\nprintf \'%s\\036%s\\036\' "$code_verifier" "$code_challenge"'
        )
    return "set -e\n" + "\n".join(lines)


def _write_python(statements: list[str], cases: list[Case]) -> str:
    lines = ["import base64, hashlib, re, sys, urllib.parse"]
    for statement, case in zip(statements, cases, strict=True):
        lines += [
            f"code_verifier, code_challenge = {case.verifier!r}, {case.challenge!r}",
            statement,
            "sys.stdout.buffer.write(f'{code_verifier}\\x1e{code_challenge}\\x1e'.encode())",
        ]
    return "\n".join(lines)


def _write_javascript(statements: list[str], cases: list[Case]) -> str:
    lines = []
    for statement, case in zip(statements, cases, strict=True):
        one, other = (f"Buffer.from('{_hex(value)}', 'hex').toString()" for value in case[1:])
        lines.append(
            f"{{ let code_verifier = {one}, code_challenge = {other};\n{statement}\n"
            "process.stdout.write(`${code_verifier}\\x1e${code_challenge}\\x1e`); }"
        )
    return "\n".join(lines)


def _write_node(statements: list[str], cases: list[Case]) -> str:
    return "import crypto from 'node:crypto';\n" + _write_javascript(statements, cases)


def _write_php(statements: list[str], cases: list[Case]) -> str:
    lines = ["<?php"]
    for statement, case in zip(statements, cases, strict=True):
        lines += [
            f"$code_verifier = hex2bin('{_hex(case.verifier)}'); $code_challenge = hex2bin('{_hex(case.challenge)}');",
            statement,
            'echo "$code_verifier\\x1e$code_challenge\\x1e";',
        ]
    return "\n".join(lines)


def _write_ruby(statements: list[str], cases: list[Case]) -> str:
    lines = ['require "digest"', "$stdout.binmode"]
    for statement, case in zip(statements, cases, strict=True):
        one, other = (f'["{_hex(value)}"].pack("H*").force_encoding("UTF-8")' for value in case[1:])
        lines += [
            f"code_verifier = {one}; code_challenge = {other}",
            statement,
            'print "#{code_verifier}\\x1e#{code_challenge}\\x1e"',
        ]
    return "\n".join(lines)


def _in_functions(head: str, function: str, call: str, tail: str) -> Callable[[list[str], list[Case]], str]:
    """A program with one function for each case."""

    def write(statements: list[str], cases: list[Case]) -> str:
        functions = [function.replace("NUMBER", str(at)).replace("BODY", body) for at, body in enumerate(statements)]
        calls = [
            call.replace("NUMBER", str(at)).replace("ONE", _hex(case.verifier)).replace("OTHER", _hex(case.challenge))
            for at, case in enumerate(cases)
        ]
        return "\n".join([head, *functions, tail.replace("CALLS", "\n".join(calls))])

    return write


_write_java = _in_functions(
    "import java.net.*; import java.nio.charset.*; import java.security.*; import java.util.*;\n"
    "import java.util.regex.*;\npublic class Fixes {\n"
    "static String text(String hex) { return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8); }",
    "static String fixNUMBER(String code_verifier, String code_challenge) throws Exception {\nBODY\n"
    'return code_verifier + "\\u001e" + code_challenge + "\\u001e"; }',
    'out.append(fixNUMBER(text("ONE"), text("OTHER")));',
    "public static void main(String[] args) throws Exception { StringBuilder out = new StringBuilder();\nCALLS\n"
    "System.out.write(out.toString().getBytes(StandardCharsets.UTF_8)); System.out.flush(); } }",
)
_write_csharp = _in_functions(
    "using System; using System.Linq; using System.Security.Cryptography; using System.Text;\n"
    "using System.Text.RegularExpressions;\nstatic class Fixes {\n"
    "static string Text(string hex) { return Encoding.UTF8.GetString(Enumerable.Range(0, hex.Length / 2)"
    ".Select(at => Convert.ToByte(hex.Substring(2 * at, 2), 16)).ToArray()); }",
    "static string FixNUMBER(string code_verifier, string code_challenge) {\nBODY\n"
    'return code_verifier + "\\u001e" + code_challenge + "\\u001e"; }',
    'all.Append(FixNUMBER(Text("ONE"), Text("OTHER")));',
    "static void Main() { var all = new StringBuilder();\nCALLS\n"
    "var octets = Encoding.UTF8.GetBytes(all.ToString());\n"
    "Console.OpenStandardOutput().Write(octets, 0, octets.Length); } }",
)
_write_go = _in_functions(
    'package main\nimport ("crypto/sha256"; "encoding/base64"; "encoding/hex"; "fmt"; "regexp"; "strings")\n'
    "var _, _ = regexp.MustCompile, strings.NewReplacer\nvar _, _ = sha256.Sum256, base64.RawURLEncoding\n"
    "func text(digits string) string { octets, _ := hex.DecodeString(digits); return string(octets) }",
    "func fixNUMBER(code_verifier, code_challenge string) string {\nBODY\n"
    'return code_verifier + "\\x1e" + code_challenge + "\\x1e" }',
    'fmt.Print(fixNUMBER(text("ONE"), text("OTHER")))',
    "func main() {\nCALLS\n}",
)

_Program = tuple[Callable[[list[str], list[Case]], str], str, list[list[str]]]
_PROGRAMS: dict[str, _Program] = {
    "shell": (_write_shell, "fixes.sh", [["sh", "fixes.sh"]]),
    "python": (_write_python, "fixes.py", [["python", "fixes.py"]]),
    "node": (_write_node, "fixes.mjs", [["node", "fixes.mjs"]]),
    # Node has crypto.subtle, btoa and TextEncoder under the names that a browser gives them.
    "javascript": (_write_javascript, "fixes.mjs", [["node", "fixes.mjs"]]),
    "php": (_write_php, "fixes.php", [["php", "fixes.php"]]),
    "java": (
        _write_java,
        "Fixes.java",
        [["javac", "-encoding", "UTF-8", "Fixes.java"], ["java", "-cp", ".", "Fixes"]],
    ),
    "csharp": (_write_csharp, "Fixes.cs", [["mcs", "-out:Fixes.exe", "Fixes.cs"], ["mono", "Fixes.exe"]]),
    "go": (_write_go, "fixes.go", [["go", "run", "fixes.go"]]),
    "ruby": (_write_ruby, "fixes.rb", [["ruby", "fixes.rb"]]),
}
RUNNABLE = tuple(_PROGRAMS)
"""The languages that can be run here."""
