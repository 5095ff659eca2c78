"""What the first archive leaves out changes no answer: packages of others answer as they do in CPython."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from live_python.building.builder import Build, build
from live_python.config import BuildConfig
from live_python.toolchain import find_node

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
LATE = HERE / "late"
PYODIDE = ROOT / "node_modules" / "pyodide"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """dateutil with tzdata, beautifulsoup4, babel and networkx."""
    folder = tmp_path_factory.mktemp("wheels")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--dest", str(folder), "-r", str(LATE / "requirements.txt")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


@pytest.fixture(scope="module")
def built(wheels: Path) -> Build:
    """All of them for a page, without an exercise: nobody said what readers will ask."""
    packages = (*map(str, sorted(wheels.glob("*.whl"))), str(LATE))
    cache = ROOT / ".cache" / "live-python-tests"
    return build(BuildConfig(packages=packages, entry="late_imports:entry", pyodide=PYODIDE, cache=cache))


@pytest.fixture(scope="module")
def names_and_answers(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What CPython answers, with these packages alone: others, if they are there, help beautifulsoup4 guess."""
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*command, *map(str, wheels.glob("*.whl"))], check=True, capture_output=True, timeout=300)
    program = f"import sys; sys.path.insert(0, {str(target)!r}); sys.argv = ['late_imports']\n"
    program += f"import runpy; runpy.run_path({str(LATE / 'late_imports.py')!r}, run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    answers: dict[str, str] = json.loads(done.stdout)
    return answers


def ask(built: Build, names: list[str], *, rest: bool) -> dict[str, Any]:
    order = {
        "pyodide": str(PYODIDE), "build": str(built.directory), "rest": rest,
        "requests": [json.dumps({"name": name}) for name in names],
    }  # fmt: skip
    command = [find_node(), str(HERE / "run_calls.mjs")]
    done = subprocess.run(command, input=json.dumps(order), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def test_every_answer_is_that_of_cpython(built: Build, names_and_answers: dict[str, str]) -> None:
    """The start needs the first archive alone; the second is loaded once, and each answer is the same."""
    names = [*names_and_answers]
    assert len(names) == 10
    said = ask(built, names, rest=True)
    answers = [json.loads(each[1:])["answer"] if each.startswith("=") else each for each in said["answers"]]
    assert dict(zip(names, answers, strict=True)) == names_and_answers
    assert (said["before"], said["loads"]) == (0, 1)


def test_it_is_the_second_archive_that_makes_them_so(built: Build, names_and_answers: dict[str, str]) -> None:
    """Without it, most of these answers are errors: so the test above does test something."""
    said = ask(built, [*names_and_answers], rest=False)
    assert sum(each.startswith("!") for each in said["answers"]) >= 5
