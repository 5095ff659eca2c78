"""Matrices whose cases are alike: `make test` runs a named sample of each, `make test-all` every case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from _pytest.mark import ParameterSet

OF_THE_WHOLE = pytest.mark.of_the_whole_matrix


def matrix(cases: Mapping[str, object], sample: Collection[str]) -> list[ParameterSet]:
    """The cases for `pytest.mark.parametrize`, of which those outside the sample wait for `make test-all`.

    Args:
        cases: the values of each case by its name; a tuple for several values.
        sample: the names of the most telling cases.
    """
    assert set(sample) <= cases.keys(), f"no cases: {sorted(set(sample) - cases.keys())}"
    return [
        pytest.param(
            *(values if isinstance(values, tuple) else (values,)),
            id=name,
            marks=() if name in sample else (OF_THE_WHOLE,),
        )
        for name, values in cases.items()
    ]


def leave_out_the_rest(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what only `make test-all` runs, which pytest counts in its last line."""
    if config.getoption("--all-matrices"):
        return
    left_out = [item for item in items if item.get_closest_marker(OF_THE_WHOLE.name)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]
