"""What each provider calls things, where it registers clients, and whom to ask: a block for each, one of them shown.

The words belong to the profiles of `pkce_core`. They are all in the page, so they change with the provider at once,
before Python has loaded. Without JavaScript, the first provider's are shown.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pkce_core import get_provider, provider_names
from pkce_widgets.build.element_html import to_html
from pkce_widgets.view.components import prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pkce_core import Provider


def render_guide(topic: str, name: str) -> str:
    """Write the blocks of all providers.

    Args:
        topic: one of `TOPICS`.
        name: the element's id, unique in the page.
    """
    blocks = []
    for at, slug in enumerate(provider_names()):
        content = "".join(TOPICS[topic](get_provider(slug), f"{name}-{slug}"))
        blocks.append(f'<div data-provider="{slug}"{" hidden" if at else ""}>{content}</div>')
    return f'<pkce-guide id="{name}" class="pkce-guide" data-topic="{topic}">\n{"".join(blocks)}\n</pkce-guide>'


def credentials(provider: Provider, name: str) -> Iterator[str]:
    """Where to get a client_id and a client_secret."""
    guide = provider.guide
    yield "<h3>No credentials yet?</h3>"
    if guide.who:
        yield who(provider, name)
    yield paragraph(guide.register)
    items = "".join(
        f'<li><label><input type="checkbox" data-item="{provider.name}-{at}"> <span>{text(item)}</span></label></li>'
        for at, item in enumerate(guide.ask, 1)
    )
    yield f'<pkce-checklist><ul class="pkce-checks" role="list">{items}</ul></pkce-checklist>'
    message = "\n".join((guide.message, *(f"- {item.replace('`', '')}" for item in guide.ask)))
    copy = (
        f'<button type="button" class="pkce-button" data-copy="{escape(message)}" aria-label="Copy as a message">'
        "Copy as a message</button> "
    )
    if guide.message or guide.links:
        yield f'<p class="pkce-guide__ways">{copy if guide.message else ""}{links(guide.links)}</p>'
    yield f'<p class="pkce-aside">{text(guide.place)}</p>' if guide.place else ""


def who(provider: Provider, name: str) -> str:
    """The kinds of developers, one to choose; what is said to the chosen one is below."""
    choices, ways = "", ""
    for at, (kind, way) in enumerate(provider.guide.who.items()):
        choices += (
            f'<label><input type="radio" name="{name}-who" value="{at}"{"" if at else " checked"}> '
            f"<span>{text(kind)}</span></label>"
        )
        ways += f'<p class="pkce-who__way"><strong class="pkce-who__kind">{text(kind)}.</strong> {text(way)}</p>'
    return f'<fieldset class="pkce-who"><legend>Who you are</legend><div>{choices}</div>{ways}</fieldset>'


def redirect(provider: Provider, name: str) -> Iterator[str]:
    """What the registered redirect URI is called, and which are accepted."""
    yield paragraph(provider.guide.redirect)


def after(provider: Provider, name: str) -> Iterator[str]:
    """Where to go on with the tokens."""
    yield paragraph(provider.guide.after)
    yield f'<p class="pkce-guide__ways">{links(provider.guide.links)}</p>' if provider.guide.links else ""


def questions(provider: Provider, name: str) -> Iterator[str]:
    """Whom to ask."""
    if not provider.guide.help:
        yield paragraph("Ask your provider's support, or the people who run it. Add the report below.")
        return
    yield paragraph("Ask here, with the report below:")
    items = "".join(f"<li>{links({title: address})}</li>" for title, address in provider.guide.help.items())
    yield f"<ul>{items}</ul>"


TOPICS: dict[str, Callable[[Provider, str], Iterator[str]]] = {
    "credentials": credentials,
    "redirect": redirect,
    "next": after,
    "help": questions,
}


def paragraph(sentences: str) -> str:
    return f"<p>{text(sentences)}</p>" if sentences else ""


def text(sentence: str) -> str:
    """A sentence with `code` between backticks, as HTML."""
    return "".join(map(to_html, prose(sentence)))


def links(addresses: Mapping[str, str]) -> str:
    """Each title as a link."""
    return " ".join(f'<a href="{escape(address)}">{text(title)}</a>' for title, address in addresses.items())
