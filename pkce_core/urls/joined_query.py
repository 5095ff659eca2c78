"""Parameters of a URL that are joined in a wrong way: a second ?, a missing ?, &amp;, ;, a percent-encoded &.

The names that can come are known, so each is found by what is before it. A name that is there in the right way is
left alone, because the value of another parameter may contain anything.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_PLAIN = re.compile(r"([?&])([a-z_]{2,60})=")
_JOINS = (
    r"(?<!&amp;)(?:&amp;){1,3}(?:amp;){0,3}|&#38;|\\u0026|\\&|\s{0,9}&\s{1,9}|\s{1,9}&\s{0,9}|%(?:25)?26|%(?:25)?3[Ff]|"
    r"(?<=.)\?|[;,]\s{0,9}|\s{1,9}|(?<=[a-z])/|"
)
"""What stands between two parameters instead of &, from the longest; the last one is nothing at all."""


class JoinMistake(NamedTuple):
    """The first parameter that is joined in a wrong way.

    Attributes:
        name: its name.
        join: what is before it.
        starts: whether a ? belongs there, because no parameter comes before it.
    """

    name: str
    join: str
    starts: bool


def describe_join(mistake: JoinMistake) -> str:
    """What is wrong, in one sentence."""
    name, join, starts = mistake
    right = "?" if starts else "&"
    found = "white space" if join.strip() != join else f'"{join}"' if join else "nothing"
    if "&" in join:
        return f"There is {found} before {name} where only {right} belongs."
    return f"{name} is there, but with {found} before it instead of {right}, so a server finds no {name}."


def mend_joins(url: str, names: frozenset[str]) -> tuple[str, JoinMistake] | None:
    """The URL with a & before each of the names, and what was wrong; None when nothing was, or nothing helps.

    Args:
        url: an absolute URL.
        names: the parameters that can come.
    """
    at = url.find("://") + 3
    host_end = next((place for place in range(at, len(url)) if url[place] in "/?&;#"), len(url))
    query_at = url.find("?")
    present = {match[2] for match in _PLAIN.finditer(url) if match[1] == "&" or match.start() == query_at}
    first: JoinMistake | None = None
    parts: list[str] = []
    done = 0
    for match in _pattern(names).finditer(url, host_end):
        join, name = match[1], match[2]
        if join in ("?", "&") and not _is_second(url, match.start(1)):
            continue
        starts = not parts and not 0 <= query_at < match.start(1)
        if name in present and not (starts or ("&" in join and join != "&")):
            continue
        first = first or JoinMistake(name, join, starts)
        parts += [url[done : match.start(1)], "?" if starts else "&", name, "="]
        present.add(name)
        done = match.end()
    return ("".join(parts) + url[done:], first) if first else None


def _is_second(url: str, at: int) -> bool:
    """Whether this is a ? after another one, or a & before any ?."""
    return ("?" in url[:at]) == (url[at] == "?")


@cache
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    either = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(rf"(&(?=[a-z])|{_JOINS})(?<![A-Za-z0-9_](?=[_]))({either})(?:=|%3[Dd])")
