"""Rows become medians with quartiles, ratios of pairs, and the lines of one table."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

import pytest

from benchmarks.results import Group, Row, add_options, finish, quartiles, ratios

if TYPE_CHECKING:
    from pathlib import Path

ROW = Row(
    what="a call",
    peer="another",
    unit="ms",
    ours=[1, 2, 3],
    theirs=[2, 2, 12],
    processor=([1], [4]),
    goal=0.6,
    note="Why.",
)


def test_a_ratio_is_that_of_each_pair() -> None:
    """A run is divided by the peer's run beside it, and a peer that took no time gives no ratio."""
    assert ratios([1, 2, 3], [2, 2, 0]) == [0.5, 1]
    assert quartiles([]) is None
    assert quartiles([7]) == {"median": 7, "lower": 7, "upper": 7}
    assert quartiles([1, 2, 3, 4, 5]) == {"median": 3, "lower": 2, "upper": 4}


def test_a_row_has_everything_that_a_reader_needs() -> None:
    """Medians, quartiles, both kinds of time, the goal and the note; nothing that wasn't measured."""
    summary = ROW.summary()
    assert summary["ratio"] == {"median": 0.5, "lower": 0.375, "upper": 0.75}
    assert summary["processor_ratio"]["median"] == 0.25
    assert (summary["runs"], summary["goal"], summary["note"]) == (3, 0.6, "Why.")
    bare = Row(what="a", peer="b", unit="ms", ours=[1], theirs=[0]).summary()
    assert bare["ratio"] is None
    assert not {"goal", "note", "processor_ratio"} & bare.keys()


@pytest.mark.parametrize("file", [False, True])
def test_a_script_prints_its_table_or_writes_its_rows(
    file: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--json` is for `make benchmark`, which prints one table of all."""
    parser = argparse.ArgumentParser()
    add_options(parser)
    path = tmp_path / "rows.json"
    finish(parser.parse_args(["--json", str(path)] if file else []), lambda: Group(name="a", title="All", rows=[ROW]))
    printed = capsys.readouterr().out
    if file:
        assert printed == ""
        assert [row["what"] for row in json.loads(path.read_text())["rows"]] == ["a call"]
    else:
        (line,) = (line for line in printed.splitlines() if "a call : another" in line)
        assert "0.50  (0.38 to 0.75)" in " ".join(line.split("   "))
        assert line.endswith("goal 0.6, processor 0.25 (0.25 to 0.25)")
