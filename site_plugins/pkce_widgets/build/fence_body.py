"""The body of a fence: TOML, because superfences silently drops a header with an unquoted option."""

from __future__ import annotations

import tomllib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pymdownx.superfences import SuperFencesException

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_toml(source: str, known: tuple[str, ...]) -> dict[str, str]:
    """The body of a fence: known keys, each with a string."""
    given = parse_toml(source)
    for key, value in given.items():
        if key not in known:
            raise ValueError(f"there is no option {key!r}: the options are {', '.join(known)}")
        if not isinstance(value, str):
            raise ValueError(f"{key} must be a string in quotes, not {value!r}")
    return given


def parse_toml(source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"the body is not TOML: {error}") from None


def read_list(source: str) -> tuple[str, list[str]]:
    """The body of a checklist: a title, and the items in order."""
    given = parse_toml(source)
    title, items = given.pop("title", "Checklist"), given.pop("items", [])
    if given:
        raise ValueError(f"there is no option {next(iter(given))!r}: the options are title, items")
    if not isinstance(title, str) or not isinstance(items, list) or not all(isinstance(each, str) for each in items):
        raise ValueError('title must be a string, and items a list of strings: items = ["a", "b"]')
    if not items:
        raise ValueError('there is nothing to check off: write items = ["a", "b"]')
    return title, items


@contextmanager
def as_fence_error(fence: str) -> Iterator[None]:
    """Turn every error into a `SuperFencesException`: after any other, superfences shows the fence as code."""
    try:
        yield
    except ValueError as error:
        raise SuperFencesException(f"{fence}: {error}") from error
    except Exception as error:
        raise SuperFencesException(f"{fence}: this part has a defect: {type(error).__name__}: {error}") from error
