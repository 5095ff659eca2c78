"""Every fix, run on the wrong value in each language that is installed here, gives the right challenge.

PowerShell is not available where these tests run, so its lines are only inspected.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pkce_core import MISTAKES, derive_code_challenge, diagnose_challenge
from pkce_core.diagnosis.fix_snippets import choose_fixes
from pkce_core.diagnosis.fixes.languages import LANGUAGES
from pkce_core.diagnosis.fixes.repairs import DERIVE
from pkce_core.diagnosis.search import NothingFound, search
from pkce_core.pkce.derivation import s256
from tests.support.fix_runner import RUNNABLE, Case, run_fixes

pytestmark = pytest.mark.slow

V = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
C = derive_code_challenge(V)
LONG = (V * 3)[:128]
VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "mistakes.json").read_text("utf-8"))


def _s256(text: str) -> str:
    return s256(text.encode())


STANDARD = V.replace("-", "+").replace("_", "/")
PAIRS: dict[str, tuple[str, str]] = {
    "challenge in double quotes": (V, f'"{C}"'),
    "challenge in single quotes": (V, f"'{C}'"),
    "challenge in typographic quotes": (V, f"\u201c{C}\u201d"),
    "challenge with a space": (V, f"{C} "),
    "challenge after a no-break space": (V, f"\u00a0{C}"),
    "challenge broken up": (V, f"{C[:20]}\n{C[20:]}"),
    "challenge in quotes and space": (V, f' "{C}"'),
    "challenge as Python shows octets": (V, f"b'{C}'"),
    "challenge and a spelled-out newline": (V, f"{C}\\n"),
    "challenge twice": (V, C + C),
    "challenge in a query": (V, f"?code_challenge={C}&code_challenge_method=S256"),
    "challenge mistyped": (V, f"{C[:9]}~{C[10:]}"),
    "challenge padded": (V, f"{C}="),
    "swapped": (C, V),
    "swapped and padded": (f"{C}=", V),
    "swapped with a newline": (C, f"{V}\n"),
    "plain": (V, V),
    "newline hashed": (V, _s256(f"{V}\n")),
    "line end hashed": (V, _s256(f"{V}\r\n")),
    "space hashed": (V, _s256(f"{V} ")),
    "double quotes hashed": (V, _s256(f'"{V}"')),
    "single quotes hashed": (V, _s256(f"'{V}'")),
    "shown octets hashed": (V, _s256(f"b'{V}'")),
    "padding hashed": (V, _s256(f"{V}=")),
    "standard base64 hashed": (V, _s256(STANDARD)),
    "name hashed": (V, _s256(f"code_verifier={V}")),
    "lines hashed": (LONG, _s256(f"{LONG[:64]}\n{LONG[64:]}")),
    "quotes and a newline hashed": (V, _s256(f'"{V}"\n')),
    "nothing hashed": (V, _s256("")),
    "verifier in quotes": (f'"{V}"', C),
    "verifier with a line end": (f"{V}\r\n", C),
    "verifier after a no-break space": (f"\u00a0{V}", C),
    "verifier broken up": (f"{V[:20]}\n{V[20:]}", C),
    "verifier with a control character": (f"{V[:20]}\x1b{V[20:]}", C),
    "verifier percent-encoded": (V.replace("-", "%2D"), C),
    "verifier with its name": (f"code_verifier={V}", C),
    "verifier in standard base64": (STANDARD, C),
    "verifier with dashes": (V.replace("-", "\u2013"), C),
    "verifier in quotes, challenge padded": (f'"{V}"', f"{C}="),
    "verifier in quotes, newline hashed": (f'"{V}"', _s256(f"{V}\n")),
}


def _lines(verifier: str, challenge: str) -> dict[str, str]:
    found = search(verifier.encode(), challenge)
    assert not isinstance(found, NothingFound)
    fixes = choose_fixes(found, verifier.encode(), challenge)
    diagnosis = diagnose_challenge(verifier, challenge)
    assert diagnosis is not None
    assert diagnosis.fixes == fixes
    return dict(fixes)


def _clean(verifier: str) -> str:
    """The right challenge of a pair of the table."""
    return _s256(LONG) if verifier == LONG else C


def _values_of_the_variable(name: str, verifier: str) -> list[str]:
    """What `code_verifier` may be when this was hashed: the reader's verifier, or what was hashed."""
    hashed = {
        "newline": f"{V}\n", "line end": f"{V}\r\n", "space": f"{V} ", "double quotes": f'"{V}"',
        "single quotes": f"'{V}'", "shown octets": f"b'{V}'", "padding": f"{V}=", "standard base64": STANDARD,
        "name": f"code_verifier={V}", "lines": f"{LONG[:64]}\n{LONG[64:]}", "quotes and a newline": f'"{V}"\n',
    }  # fmt: skip
    other = hashed.get(name.removesuffix(" hashed"))
    return [verifier, other] if other else [verifier]


@pytest.mark.parametrize("language", RUNNABLE)
def test_a_fix_fixes(language: str, tmp_path: Path) -> None:
    """The line for each pair, run on what the reader has, ends in the right challenge."""
    cases, right = [], []
    for name, (verifier, challenge) in PAIRS.items():
        line = _lines(verifier, challenge)[language]
        for value in _values_of_the_variable(name, verifier):
            cases.append(Case(line, value, challenge))
            right.append((name, _clean(verifier)))
    made = [challenge for _, challenge in run_fixes(language, cases, tmp_path)]
    assert [(name, challenge) for (name, _), challenge in zip(right, made, strict=True)] == right


@pytest.mark.parametrize("language", RUNNABLE)
def test_the_fix_of_each_mistake_fixes_it(language: str, tmp_path: Path) -> None:
    """RFC 7636 Appendix B: the line in the table, run on the example of the mistake, makes the pair right."""
    verifier = VECTORS["code_verifier"]
    right = derive_code_challenge(verifier)
    wrong = {**dict.fromkeys(MISTAKES, (verifier, right)), "swapped": (right, verifier)}
    assert {*VECTORS["single"], *VECTORS["around"], "swapped"} == {*MISTAKES}
    wrong |= {slug: (verifier, challenge) for slug, challenge in (VECTORS["single"] | VECTORS["around"]).items()}
    cases = [Case(MISTAKES[slug].fixes[language], *pair) for slug, pair in wrong.items()]
    made = dict(zip(wrong, run_fixes(language, cases, tmp_path), strict=True))
    assert made == dict.fromkeys(MISTAKES, (verifier, right))


def test_a_percent_encoded_challenge_is_decoded() -> None:
    """The variable is decoded where a language can; a shell and Go derive the challenge again."""
    challenge = C.replace("-", "%2D").replace("A", "%41")
    lines = _lines(V, challenge)
    assert lines["python"] == "code_challenge = urllib.parse.unquote(code_challenge)"
    assert (lines["shell"], lines["go"]) == (DERIVE["shell"], DERIVE["go"])
    assert MISTAKES["percent-encoded"].fixes["python"] == lines["python"]


def test_every_fix_is_one_line_in_every_language() -> None:
    """Also in PowerShell, whose lines are not run here."""
    assert {*RUNNABLE, "powershell"} == set(LANGUAGES)
    for verifier, challenge in PAIRS.values():
        lines = _lines(verifier, challenge)
        assert list(lines) == list(LANGUAGES)
        assert not any("\n" in line for line in lines.values())
        assert "$code_" in lines["powershell"]
