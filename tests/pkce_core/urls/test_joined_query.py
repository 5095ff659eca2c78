"""Tests of `pkce_core.urls.joined_query`."""

from __future__ import annotations

import pytest

from pkce_core.urls.joined_query import describe_join, mend_joins
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

NAMES = frozenset({"response_type", "client_id", "state"})
START = "https://op.example/auth"
RIGHT = f"{START}?response_type=code&client_id=a&state=s"


@pytest.mark.parametrize(
    "join", ["&amp;", "&amp;amp;", ";", ", ", "%26", "%2526", "\\u0026", "\\&", " & ", "\n&", "\n  &", " "]
)
def test_each_way_to_join_is_mended(join: str) -> None:
    """The parameters come out as if they had been joined by &, and the first mistake is named."""
    found = mend_joins(f"{START}?response_type=code{join}client_id=a{join}state=s", NAMES)
    assert found is not None
    assert found[0] == RIGHT
    assert (found[1].name, found[1].starts) == ("client_id", False)
    assert "client_id" in describe_join(found[1])


@pytest.mark.parametrize("start", ["&", "/", "", "%3F", ";"])
def test_a_missing_question_mark(start: str) -> None:
    """What stands where the ? belongs is named."""
    found = mend_joins(f"{START}{start}response_type=code&client_id=a&state=s", NAMES)
    assert found is not None
    assert found[0] == RIGHT
    assert found[1].starts
    assert "?" in describe_join(found[1])


@pytest.mark.parametrize(
    "url",
    [RIGHT, f"{START}?&state=s", f"{RIGHT}&x=client_id=b", f"{START}?state=a?state=b", START, "https://op.example"],
)
def test_a_url_without_the_mistake_is_left_alone(url: str) -> None:
    """The value of another parameter may contain anything, once a name is there in the right way."""
    assert mend_joins(url, NAMES) is None


@pytest.mark.parametrize("unit", ["&amp;", "?", " ", "%26", "state=", ";state=x", "\\&"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """Every name is looked at once."""
    url = f"{START}?{unit * 20_000}"[:20_000]
    assert cost_per_character(lambda: mend_joins(url, NAMES), len(url)) < FAR_TOO_MUCH
