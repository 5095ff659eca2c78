"""The drawing of the flow: every step in order, no secret in it, links to sections that are there."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pkce_widgets import example
from pkce_widgets.build.diagram import DESCRIPTION, EVENTS, LANES, SECRETS, WIDTH, masked, render_diagram, shortened

ASSETS = Path(__file__).parents[4] / "site_plugins" / "pkce_widgets" / "assets"
SVG = "{http://www.w3.org/2000/svg}"


def drawn() -> ElementTree.Element:
    html = render_diagram(example.CODE_VERIFIER, "d")
    for found, xml in (
        (" data-masked", ' data-masked=""'),
        (" data-search-exclude", ""),
        ("<svg", f'<svg xmlns="{SVG[1:-1]}"'),
    ):
        html = html.replace(found, xml)
    return ElementTree.fromstring(html)  # noqa: S314 -- our own drawing


def test_every_step_is_in_order() -> None:
    """The eight steps are numbered as they happen, below each other."""
    words = drawn().findall(f".//{SVG}text[@class='pkce-diagram__words']")
    assert [text.text for text in words] == [f"{at}. {event.text}" for at, event in enumerate(EVENTS, 1)]
    heights = [float(text.attrib["y"]) for text in words]
    assert heights == sorted(set(heights))


def test_secrets_are_masked() -> None:
    """Of a verifier, a code, a secret and tokens at most four characters stand in the drawing."""
    text = unescape("".join(drawn().itertext()))
    for value in (example.CODE_VERIFIER, example.CODE, example.ACCESS_TOKEN, example.ID_TOKEN):
        assert value[:4] in text
        assert value[:5] not in text
    for place in drawn().iter(f"{SVG}tspan"):
        assert ("data-masked" in place.attrib) is (place.attrib["data-flow"] in SECRETS)


def test_text_stays_inside() -> None:
    """No line of text is wider than its place, with characters as wide as the widest of common fonts."""
    for text in drawn().iter(f"{SVG}text"):
        value = "pkce-diagram__value" in text.attrib["class"]
        width = len("".join(text.itertext())) * (14.6 * 0.61 if value else 15.5 * 0.56)
        x = float(text.attrib["x"])
        start = {"start": x, "middle": x - width / 2, "end": x - width}[text.attrib["text-anchor"]]
        assert start >= 0, "".join(text.itertext())
        assert start + width <= WIDTH, "".join(text.itertext())


def test_nothing_in_the_drawing_is_a_link() -> None:
    """Material's instant navigation can't handle a link inside SVG, and would stop at it for the whole page."""
    assert not drawn().findall(f".//{SVG}a")


def test_the_description_has_every_value_and_lane() -> None:
    """The description names each value of the drawing, except the kinds of tokens."""
    root = drawn()
    assert root.findtext(f".//{SVG}desc") == DESCRIPTION
    for name in {value for event in EVENTS for value in event.values} - {"access_token", "id_token"}:
        assert name in DESCRIPTION
    assert {lane for event in EVENTS for lane in event.lanes} == set(LANES)


@pytest.mark.parametrize(
    ("value", "short"),
    [
        ("state", "state"),
        ("af0ifjsldkj-9xQ2mVb7pTzR4", "af0ifjs…pTzR4"),
        ("http://localhost:8080/callback", "http://local…/callback"),
        ("http://localhost/callback", "http://local…/callback"),
        ("http://localhost/c", "http://localhost/c"),
        ("", ""),
    ],
)
def test_shortened(value: str, short: str) -> None:
    """Long values keep their ends; an address keeps more of them."""
    assert shortened(value) == short


def test_masked() -> None:
    """Nothing to show is masked too, so that the drawing never says how long a secret is."""
    assert masked("") == "••••"
    assert masked("dBjftJeZ") == "dBjf••••"


def test_the_element_shows_values_as_the_drawing_does() -> None:
    """The script shortens and masks with the numbers that the drawing has, so that waking up changes nothing."""
    script = (ASSETS / "elements" / "pkce-diagram.mjs").read_text(encoding="utf-8")
    assert re.search(r"includes\('://'\) \? \[12, 9\] : \[7, 5\]", script)
    assert "start + end + 3" in script
    assert "slice(0, 4)}••••" in script
