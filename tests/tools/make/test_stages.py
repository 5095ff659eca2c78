"""Stages of work: each runs once, resumes after an interruption, and ends a failure in one sentence."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from make import stages
from make.stages import StopError, Timing, run, run_quietly, stage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stamps of a test go into an empty folder."""
    monkeypatch.setattr(stages, "CACHE", tmp_path)


def test_a_stage_runs_once(tmp_path: Path) -> None:
    """A stage whose inputs have not changed is skipped; a changed input or a lost result runs it again."""
    made, runs = tmp_path / "made", []

    def action() -> None:
        runs.append(1)
        made.touch()

    for inputs, expected in (["a"], 1), (["a"], 1), (["b"], 2), (["b"], 2):
        stage("name", "Title", inputs, made, action)
        assert len(runs) == expected
    made.unlink()
    stage("name", "Title", ["b"], made, action)
    assert len(runs) == 3


def test_an_interrupted_stage_runs_again(tmp_path: Path) -> None:
    """A stage that failed half-way leaves no stamp, not even an older one."""
    made = tmp_path / "made"
    stage("name", "Title", ["a"], made, made.touch)

    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stage("name", "Title", ["b"], made, interrupted)
    runs = []
    stage("name", "Title", ["a"], made, lambda: runs.append(1))
    assert runs == [1]


def test_a_failing_program_becomes_a_sentence() -> None:
    """The reader gets the meaning of the failure, whether the program fails or does not exist."""
    with pytest.raises(StopError, match="It means this"):
        run([sys.executable, "-c", "raise SystemExit(3)"], otherwise="It means this.")
    with pytest.raises(StopError, match="It means this"):
        run(["/nowhere/program"], otherwise="It means this.")


def test_a_quiet_program_gives_what_it_wrote() -> None:
    """Both streams come back with the verdict, and a program that does not exist is a failure."""
    script = "import sys; print('one', flush=True); print('two', file=sys.stderr); sys.exit(3)"
    assert run_quietly([sys.executable, "-c", script]) == (False, "one\ntwo\n")
    assert run_quietly([sys.executable, "-c", "pass"]) == (True, "")
    assert run_quietly(["/nowhere/program"])[0] is False


def test_the_seconds_of_each_step_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Each step has a line, one that failed as well, and the last line is the sum."""
    timing = Timing()
    with timing.step("first", "Doing the first"):
        pass
    with pytest.raises(StopError), timing.step("second", "Doing the second"):
        raise StopError
    timing.show()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines if line.startswith("  ")] == ["first", "second", "all"]
    assert float(lines[-1].split()[0]) == pytest.approx(sum(timing.seconds.values()), abs=0.1)
