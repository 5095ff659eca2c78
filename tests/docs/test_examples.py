"""The code examples on the pages: each runs here, on the real toolchain, and gives the known challenges."""

from __future__ import annotations

import random
import re
import shutil
import string
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pkce_core import check_pair, derive_code_challenge
from tests.support import example_runs
from tests.support.code_examples import DOCS, EXAMPLES, Bench, read_examples, read_pair
from tests.support.example_runs import (
    NEVER,
    RAN,
    RUNS,
    VERSIONS,
    ask_versions,
    find_version,
    read_runs,
    record,
    write_runs,
)
from tests.support.server import SiteServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

    Start = Callable[..., dict[str, str]]

pytestmark = pytest.mark.slow

HAS = """
using System;
using System.Linq;

// Tells of each TYPE.STATIC.METHOD whether the type has the static member, and what that returns has the method.
static class Has
{
    static bool Known(string path)
    {
        var parts = path.Split('.');
        var type = Type.GetType("System." + string.Join(".", parts.Take(parts.Length - 2)));
        var member = type?.GetMember(parts[parts.Length - 2]).FirstOrDefault();
        var result = (member as System.Reflection.MethodInfo)?.ReturnType
            ?? (member as System.Reflection.PropertyInfo)?.PropertyType;
        return result != null && result.GetMember(parts[parts.Length - 1]).Any();
    }

    static void Main(string[] paths)
    {
        foreach (var path in paths) Console.WriteLine(Known(path));
    }
}
"""
UNRESERVED = string.ascii_letters + string.digits + "-._~"
PUBLISHED = {
    "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "3641a2d12d66101249cdf7a79c000c1f8c05d2aafcf14bf146497bed": "6fdkQaPm51l13DSukcAH3Mdx7_ntecHYd1vi3n0hMZY",
}
"""RFC 7636, Appendix B, and the example of OAuth 2.1."""

PAGE = read_examples("code-examples.md")
ELSEWHERE = {"powershell"}
"""No registry has these toolchains. Where a reader's machine has one, its example runs there."""

LANGUAGES = [name for name in PAGE if name not in ELSEWHERE or all(map(shutil.which, PAGE[name].programs))]
WITH_COMMANDS = [name for name in LANGUAGES if PAGE[name].commands]


def verifiers() -> list[str]:
    """Twenty verifiers: the published ones, the shortest, the longest, and some of each length between."""
    chosen = random.Random(7636)
    lengths = [43, 128, *(chosen.randint(43, 128) for _ in range(16))]
    made = ["".join(chosen.choices(UNRESERVED, k=length)) for length in lengths]
    return [*PUBLISHED, *made[:-2], "-" + made[-2][1:], "~" + made[-1][1:]]


@pytest.fixture(scope="session")
def bench() -> Bench:
    return Bench()


@pytest.fixture
def start(bench: Bench, request: pytest.FixtureRequest) -> Iterator[Start]:
    """Starts an example in its language, with a verifier or without, and returns the pair it shows."""
    with SiteServer(bench.save(PAGE["browser"])) as server:

        def start(language: str, *arguments: str) -> dict[str, str]:
            if language == "browser":
                return show_pair(request.getfixturevalue("page"), server.url, *arguments)
            return bench.start(PAGE[language], *arguments)

        yield start


def show_pair(page: Page, url: str, verifier: str = "") -> dict[str, str]:
    """What the example page shows when its question is answered."""

    def answer(dialog: Dialog) -> None:
        dialog.accept(verifier)

    page.once("dialog", answer)
    page.goto(url)
    pair = page.locator("pre")
    expect(pair).to_contain_text("code_challenge=")
    return read_pair(pair.inner_text())


def test_the_verifiers_are_twenty() -> None:
    """They have all unreserved characters and both lengths at the edge, and some look like an option."""
    chosen = verifiers()
    assert len(set(chosen)) == 20
    assert set("".join(chosen)) == set(UNRESERVED)
    assert {43, 128} <= {len(verifier) for verifier in chosen}
    assert any(verifier.startswith("-") for verifier in chosen)
    assert {verifier: derive_code_challenge(verifier) for verifier in PUBLISHED} == PUBLISHED


@pytest.mark.parametrize("language", LANGUAGES)
def test_derives_known_challenges(language: str, start: Start, bench: Bench, request: pytest.FixtureRequest) -> None:
    """Given a verifier, an example prints the challenge that pkce_core derives; the first ones are published."""
    for verifier in verifiers():
        assert start(language, verifier) == {
            "code_verifier": verifier,
            "code_challenge": derive_code_challenge(verifier),
        }
    if language == "browser":
        browser: Browser = request.getfixturevalue("browser")
        record(language, {"Chromium": find_version(browser.version)})
    else:
        record(language, ask_versions(bench, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_makes_new_pairs(language: str, start: Start) -> None:
    """Without an argument, an example makes a good pair of 32 octets, another one each time."""
    pairs = [start(language) for _ in range(3)]
    assert len({pair["code_verifier"] for pair in pairs}) == 3
    for pair in pairs:
        assert len(pair["code_verifier"]) == 43
        report = check_pair(pair["code_verifier"], pair["code_challenge"])
        assert report.ok
        assert not report.warnings


@pytest.mark.parametrize("language", WITH_COMMANDS)
def test_the_commands_print_the_pair_on_the_page(language: str, bench: Bench) -> None:
    """The lines a reader types, as the page has them, print what the page says."""
    shown = re.search(r"```text\n(.*?)```", (DOCS / "code-examples.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    assert bench.follow(PAGE[language]) == shown[1]
    assert read_pair(shown[1])["code_challenge"] in PUBLISHED.values()


def test_every_file_is_on_the_page() -> None:
    """What a reader copies is what ran, and no example is forgotten."""
    shown = {EXAMPLES / name / file for name, example in PAGE.items() for file in example.files}
    there = {path for path in EXAMPLES.rglob("*") if path.is_file()}
    assert shown == there - {RUNS}
    assert [name for name, example in PAGE.items() if not example.commands] == ["browser"]


def test_each_tab_can_be_marked() -> None:
    """The style sheet marks the chosen tab by its number, and knows as many numbers as there are examples."""
    style = (DOCS / "assets" / "site.css").read_text(encoding="utf-8")
    marked = re.findall(r"\.many-tabs .+ input:nth-child\((\d+)\):checked ~ \.tabbed-labels > :nth-child\(\1\)", style)
    assert [int(number) for number in marked] == [*range(1, len(PAGE) + 1)]


def test_the_page_says_what_ran() -> None:
    """Each example's tab ends in the line of runs.md on it: what ran has versions, what can't run here says so."""
    runs = read_runs()
    assert list(runs) == list(PAGE)
    assert set(VERSIONS) | {"browser"} == set(PAGE)
    for language, said in runs.items():
        assert PAGE[language].text.rstrip().endswith(f'--8<-- "examples/runs.md:{language}"')
        assert RAN.fullmatch(said) or (language in ELSEWHERE and said == NEVER), language


def test_a_run_is_recorded_on_request_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With PKCE_UPDATE_RUNS=1 one line changes and the others stay; without it nothing does."""
    path = tmp_path / "runs.md"
    monkeypatch.setattr(example_runs, "RUNS", path)
    write_runs({"go": NEVER, "c": NEVER})
    monkeypatch.delenv("PKCE_UPDATE_RUNS", raising=False)
    record("go", {"Go": "1.19.8"})
    assert read_runs() == {"go": NEVER, "c": NEVER}
    monkeypatch.setenv("PKCE_UPDATE_RUNS", "1")
    record("go", {"Go": "1.19.8", "OpenSSL": "3.0"})
    assert list(read_runs()) == ["go", "c"]
    assert read_runs()["c"] == NEVER
    assert (ran := RAN.fullmatch(read_runs()["go"]))
    assert ran["versions"] == "Go 1.19.8 and OpenSSL 3.0"


@pytest.mark.parametrize(
    ("output", "version"),
    [
        ("go version go1.19.8 linux/amd64", "1.19.8"),
        ("gcc (Debian 12.2.0-14+deb12u1) 12.2.0", "12.2.0"),
        ("This is perl 5, version 36, subversion 0 (v5.36.0) built for", "5.36.0"),
        ("Mono JIT compiler version 6.8.0.105 (Debian 6.8.0.105+dfsg)", "6.8.0.105"),
    ],
)
def test_the_version_is_found(output: str, version: str) -> None:
    """Each program says its version in words of its own."""
    assert find_version(output) == version


def test_powershell_calls_what_dot_net_framework_has(bench: Bench, tmp_path: Path) -> None:
    """Windows PowerShell 5.1 has .NET Framework's classes, as Mono has: the script uses no newer ones, and only ASCII.

    Without a byte order mark, Windows PowerShell reads a script in the machine's own code page.
    """
    script = PAGE["powershell"].files["pkce.ps1"]
    assert script.isascii()
    code = re.sub(r"#.*", "", script)
    calls = re.findall(r"\[([\w.]+)\]::(\w+)(\([^()]*\)\.(\w+)\(|\.(\w+)\(|\()", code)
    wanted = [(name, static, first or second) for name, static, _rest, first, second in calls]
    assert wanted == [
        ("Convert", "ToBase64String", "TrimEnd"),
        ("Security.Cryptography.RandomNumberGenerator", "Create", "GetBytes"),
        ("Text.Encoding", "ASCII", "GetBytes"),
        ("Security.Cryptography.SHA256", "Create", "ComputeHash"),
    ]
    (tmp_path / "has.cs").write_text(HAS)
    bench.run(["mcs", "has.cs"], tmp_path)
    ask = ["mono", "has.exe", *(".".join(part for part in call) for call in wanted)]
    assert bench.run(ask, tmp_path).split() == ["True"] * len(wanted)
    assert bench.run(["mono", "has.exe", "Security.Cryptography.SHA256.HashData.Length"], tmp_path).split() == ["False"]
