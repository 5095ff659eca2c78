"""The rail: seven links, and a hidden place for each value under the step that makes it."""

from __future__ import annotations

import re
from pathlib import Path

import markdown

from pkce_widgets.build.progress import STEPS

QUICKSTART = Path(__file__).parents[4] / "docs" / "quickstart.md"


def rail() -> str:
    return markdown.markdown("```pkce-progress\n```", extensions=["pkce_widgets"])


def test_each_step_links_to_its_place() -> None:
    """The links work without JavaScript: the quickstart has an element with the id of each."""
    places = re.findall(r'id="(step-\d)"', QUICKSTART.read_text(encoding="utf-8"))
    assert places == [f"step-{number}" for number in range(1, len(STEPS) + 1)]
    assert re.findall(r'href="#([^"]+)"', rail()) == places


def test_no_value_is_claimed_before_it_is_there() -> None:
    """All places of values are hidden and empty, and nothing says that one came back."""
    html = rail()
    places = re.findall(r'<span class="pkce-rail__value"[^>]*>', html)
    assert len(places) == sum(len(step.shown) for step in STEPS)
    assert all(place.endswith(" hidden>") for place in places)
    assert html.count('dir="ltr"></code>') == len(places)
    assert "came back" not in html
    assert "redeemed" not in html


def test_secrets_are_dots() -> None:
    """Verifier and tokens are never written out in the rail."""
    html = rail()
    for name in ("code_verifier", "access_token", "id_token"):
        assert re.search(rf'data-flow="{name}" data-masked', html), name
