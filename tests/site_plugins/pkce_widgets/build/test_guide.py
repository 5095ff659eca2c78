"""The words of each provider: where to get credentials, what its redirect URI is called, whom to ask."""

from __future__ import annotations

import re

import markdown
import pytest
from pymdownx.superfences import SuperFencesException

from pkce_core import get_provider, provider_names
from pkce_widgets.build.guide import TOPICS


def convert(topic: str) -> str:
    return markdown.markdown(f'```pkce-guide\ntopic = "{topic}"\n```', extensions=["pkce_widgets"])


@pytest.mark.parametrize("topic", TOPICS)
def test_one_provider_is_shown_at_first(topic: str) -> None:
    """Each provider has a block, in order; all but the first wait hidden."""
    blocks = re.findall(r'<div data-provider="([^"]+)"( hidden)?>', convert(topic))
    assert [name for name, _ in blocks] == list(provider_names())
    assert [bool(hidden) for _, hidden in blocks] == [False] + [True] * (len(blocks) - 1)


@pytest.mark.parametrize("name", provider_names())
def test_every_provider_has_words_of_its_own(name: str) -> None:
    """No provider borrows another one's words for where to register a client."""
    guide = get_provider(name).guide
    assert guide.register
    assert guide.ask
    assert guide.redirect
    others = [get_provider(other).guide.register for other in provider_names() if other != name]
    assert guide.register not in others


def test_the_rows_of_banno() -> None:
    """What the vendor's quickstart teaches about credentials, redirect URIs and help is there, in its order."""
    html = convert("credentials")
    facts = ["institution", "Fintech or independent", "JackHenry.Dev", "Users &amp; Groups", "External Application"]
    assert all(fact in html for fact in facts)
    first = html.split('data-provider="banno-consumer"')[0]
    assert first.index("I work with") < first.index("Users &amp; Groups") < first.index("API credentials")
    assert "Admin API &gt; Quickstarts" in first
    allowed = convert("redirect").split('data-provider="banno-consumer"')[0]
    for host in ("localhost", ".local", "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "[::1]"):
        assert f"<code>{host}</code>" in allowed
    asked = convert("help").split('data-provider="banno-consumer"')[0]
    for address in (
        "stackoverflow.com/questions/tagged/banno-digital-toolkit",
        "banno.com/events",
        "jackhenry.dev/support",
    ):
        assert address in asked


def test_an_unknown_topic() -> None:
    """A topic that isn't there stops the build, and the message has those that are."""
    with pytest.raises(SuperFencesException, match="credentials, redirect, next, help"):
        convert("weather")


def test_a_message_to_copy() -> None:
    """Where somebody else creates the client, the list can be copied as a message to them; elsewhere not."""
    blocks = dict(
        re.findall(
            r'<div data-provider="([^"]+)"[^>]*>(.*?)</div>(?=<div data-provider|\n</pkce-guide>)',
            convert("credentials"),
            re.DOTALL,
        )
    )
    assert "- an External Application with API credentials" in blocks["banno-admin"]
    assert 'data-copy="I would like to call' in blocks["banno-admin"]
    assert "data-copy" not in blocks["keycloak"]
