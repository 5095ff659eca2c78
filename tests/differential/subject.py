"""The form that every kind of input has: a sound input, and traits that change it.

A trait is one thing that may be odd about an input, with a title that a reader of docs/differences.md understands.
`single` has every trait alone, `combined` several at once, drawn with a fixed seed.
"""

from __future__ import annotations

import copy
import json
import random
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Case = dict[str, Any]
    Judge = Callable[[Case], str]

PEERS = Path(__file__).parent / "peers.mjs"
SEED = 7636


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One kind of input.

    Attributes:
        title: the heading in docs/differences.md.
        operation: its name in peers.mjs; None when no peer there has such a function.
        sound: an input that all of them accept.
        traits: title -> what changes the input.
        ours: the verdict of this library, whose first word is "refused" when it is a refusal.
        python: the peers' verdicts.
        task: the input as peers.mjs takes it.
        read: what a verdict from peers.mjs means.
    """

    title: str
    operation: str | None
    sound: Case
    traits: Mapping[str, Callable[[Case], None]]
    ours: Judge
    python: Mapping[str, Judge]
    task: Callable[[Case], Case] = dict
    read: Callable[[Case, str], str] = lambda _case, verdict: verdict

    def single(self) -> list[tuple[str, ...]]:
        """Every trait alone, and none."""
        return [(), *((title,) for title in self.traits)]

    def combined(self, count: int) -> list[tuple[str, ...]]:
        """Two or three traits at once."""
        chance = random.Random(SEED)
        return [tuple(chance.sample(sorted(self.traits), chance.choice((2, 2, 3)))) for _ in range(count)]

    def build(self, titles: Iterable[str]) -> Case:
        """The input that has these traits."""
        case = copy.deepcopy(self.sound)
        for title in titles:
            self.traits[title](case)
        return case

    def judge(self, inputs: list[tuple[str, ...]]) -> list[dict[str, str]]:
        """The verdicts on each input: "here", and each peer's by its name."""
        cases = [self.build(titles) for titles in inputs]
        verdicts = [
            {"here": self.ours(case), **{name: attempt(judge, case) for name, judge in self.python.items()}}
            for case in cases
        ]
        if self.operation:
            tasks = [{"operation": self.operation, **self.task(case)} for case in cases]
            for case, verdict, answers in zip(cases, verdicts, ask_node(tasks), strict=True):
                verdict |= {peer: self.read(case, answer) for peer, answer in answers.items()}
        return verdicts


def attempt(judge: Judge, case: Case) -> str:
    """A peer's verdict; any exception of a peer is a refusal."""
    try:
        return judge(case)
    except (Exception, Warning) as problem:  # noqa: BLE001
        return f"refused: {type(problem).__name__} {problem}"


def ask_node(tasks: list[Case]) -> list[dict[str, str]]:
    """One child process for all of them."""
    lines = "".join(f"{json.dumps(task)}\n" for task in tasks)
    child = subprocess.run(["node", PEERS], input=lines, capture_output=True, text=True, timeout=120, check=True)
    return [json.loads(line) for line in child.stdout.splitlines()]


def word(verdict: str) -> str:
    """The verdict in one word, as the table has it."""
    return "refused" if verdict.startswith("refused") else verdict.partition(" ")[0]
