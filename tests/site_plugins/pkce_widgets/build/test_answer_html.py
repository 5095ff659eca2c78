"""The landing's part as HTML, before any script has run."""

from __future__ import annotations

import re
from importlib.resources import files

import markdown
import pytest
from pymdownx.superfences import SuperFencesException

from pkce_core import provider_names


def html(body: str = "") -> str:
    return markdown.markdown(f"```pkce-answer\n{body}\n```", extensions=["pkce_widgets"])


def test_nothing_looks_like_a_verdict() -> None:
    """The answer is hidden, and the example waits in a template, without a button that copies."""
    page = html()
    shown, template = page.split("<template>")
    assert re.search(r'<section class="pkce-answer__answer"[^>]* hidden>', shown)
    assert "plus a newline" not in shown
    assert "plus a newline" in template
    assert "data-copy" not in page
    assert "data-state" not in template


def test_the_way_to_tokens_is_a_link() -> None:
    """One for each profile, in the order of the list, as the rules of CSS count them; none without an address."""
    page = html('quickstart = "start/"')
    assert re.findall(r'href="start/#([^"]+)/1"', page) == list(provider_names())
    style = files("pkce_widgets").joinpath("assets/answer.css").read_text("utf-8")
    rules = re.findall(r"option:nth-child\((\d+)\):checked\) > a:not\(:nth-of-type\((\d+)\)\)", style)
    assert rules == [(str(number), str(number)) for number in range(1, len(rules) + 1)]
    assert len(rules) >= len(provider_names())
    assert re.findall(r'<option value="([^"]+)"', page)[: len(provider_names())] == list(provider_names())
    assert "Get tokens" not in html()


def test_every_field_has_a_label_and_keeps_what_is_private() -> None:
    """No field is corrected; the browser keeps neither the box nor the verifier for the next visit."""
    page = html()
    fields = re.findall(r"<textarea [^>]*>", page)
    assert len(fields) == 3
    for field in fields:
        name = re.findall(r' id="([^"]+)"', field)[0]
        assert f'<label for="{name}">' in page
        assert 'spellcheck="false"' in field
        assert 'autocomplete="off"' in field or 'name="code_challenge"' in field


def test_privacy_is_said_once() -> None:
    """With the place for what the browser counts, and how to look for oneself."""
    page = html()
    assert page.count("Nothing you paste leaves this tab.") == 1
    assert page.count('class="pkce-privacy"') == 1
    assert page.count('data-part="requests"') == 1


def test_an_unknown_option_stops_the_build() -> None:
    """The message has the options that there are."""
    with pytest.raises(SuperFencesException, match="the options are quickstart"):
        html('title = "x"')
