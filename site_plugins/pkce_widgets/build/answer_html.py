"""pkce-answer as HTML: the box, the pair and the way to tokens. What it answers is made in the page."""

from __future__ import annotations

from html import escape

from pkce_core import get_provider, provider_names
from pkce_widgets.build.element_html import to_html
from pkce_widgets.build.part_html import PLAIN_TEXT, write_field
from pkce_widgets.build.privacy_html import PRIVACY
from pkce_widgets.parts.answer.part import EXAMPLE, PART
from pkce_widgets.parts.answer.proof import example_evidence

ERRORS = ("invalid_grant", "invalid_client", "redirect_uri_mismatch", "invalid_request")
"""The errors that most readers come with."""
PLACEHOLDER = (
    "The error, the authorization URL, the redirect, your curl command, a token … One after the other, or all at once."
)
NOSCRIPT = (
    '<noscript><p class="pkce-noscript">The checker needs JavaScript. In a terminal, the <code>pkce</code> command '
    "does the same with your own values.</p></noscript>"
)
LOADING = """<div class="pkce-answer__loading" hidden>
<div class="pkce-verdict pkce-answer__verdict" data-state="loading">
<p class="pkce-verdict__word">Loading the checker</p>
<p class="pkce-verdict__text" role="heading" aria-level="2">Your paste is kept. The answer appears here.</p>
<p data-part="why">The checker is Python, and runs in this tab.</p>
</div>
<progress max="1" value="0" aria-label="Loading the checker"></progress>
<ol role="list">
<li data-stage="download"><span>Loading Python</span> <span data-part="bytes"></span></li>
<li data-stage="start">Starting Python</li>
<li data-stage="import">Importing the checks</li>
</ol>
<div class="pkce-actions">
<button type="button" class="pkce-button" data-action="retry" hidden>Load it again</button>
</div>
</div>"""


def render_answer(name: str, *, quickstart: str = "") -> str:
    """Write the element.

    Args:
        name: its id, unique in the page.
        quickstart: the address of a quickstart whose fragment is a provider and a step; "" for none.
    """
    verifier, challenge = (write_field(each, "", f"{name}-{each.name}") for each in PART.fields if each.name != "texts")
    chips = "".join(
        f'<button type="button" class="pkce-button pkce-button--small" data-error="{error}">{error}</button>'
        for error in ERRORS
    )
    actions = "".join(
        f'<button type="button" class="pkce-button" data-action="{action}">{label}</button>'
        for action, label in PART.actions
    )
    link = f'<a href="{escape(quickstart)}" data-part="tokens-link">Get tokens, step by step</a>' if quickstart else ""
    return f"""<pkce-answer id="{name}" class="pkce-panel pkce-answer" data-search-exclude data-mode="start">
<div class="pkce-answer__parts">
<form class="pkce-answer__box" autocomplete="off">
{NOSCRIPT}
<div class="pkce-answer__label"><label for="{name}-texts"><span data-slot="title">{PART.title}</span></label>
<span class="pkce-answer__keys">or press <span data-part="keys">Ctrl + V</span> anywhere on this page</span></div>
<div class="pkce-field pkce-answer__area">
<textarea id="{name}-texts" name="texts" rows="4" autocomplete="off" {PLAIN_TEXT} placeholder="{PLACEHOLDER}"
 aria-describedby="{name}-texts-note"></textarea>
<button type="button" class="pkce-button pkce-button--primary" data-action="paste">Paste</button>
</div>
<p class="pkce-answer__note" id="{name}-texts-note" data-part="note"></p>
<div data-slot="where"></div>
<div class="pkce-answer__start" data-part="chips"><span>Only an error?</span> {chips}</div>
<div class="pkce-answer__pair" data-part="pair">
<p class="pkce-answer__or">or check a pair</p>
{verifier}
{challenge}
</div>
<div class="pkce-actions" data-part="start">{actions}</div>
</form>
<section class="pkce-answer__answer" aria-label="Answer" tabindex="-1" hidden>
<div data-slot="answer"></div>
{LOADING}
</section>
<section class="pkce-answer__found" aria-label="What was found" hidden>
<div data-slot="values"></div>
<div class="pkce-actions">
<button type="button" class="pkce-button pkce-button--small" data-action="clear">Clear all</button>
<button type="button" class="pkce-button pkce-button--small" data-action="undo">Undo last paste</button>
</div>
</section>
{write_tokens(name, quickstart) if quickstart else ""}
</div>
<div class="pkce-answer__privacy">{PRIVACY}{link}</div>
<p class="pkce-status" role="status"></p>
<template>{to_html(example_evidence(EXAMPLE))}</template>
</pkce-answer>"""


def write_tokens(name: str, quickstart: str) -> str:
    """The way to tokens: a provider, and a link for each. CSS shows that of the chosen one, without a script."""
    providers = provider_names()
    options = "".join(f'<option value="{each}">{escape(get_provider(each).title)}</option>' for each in providers)
    link = f'<a class="pkce-button pkce-button--primary" href="{escape(quickstart)}#{{}}/1">Start</a>'
    links = "".join(link.replace("{}", each) for each in providers)
    return f"""<section class="pkce-answer__tokens" aria-labelledby="{name}-tokens">
<h2 id="{name}-tokens">Get tokens, step by step</h2>
<p>Seven steps with your own values, each one checked.</p>
<div class="pkce-field"><label for="{name}-provider">Provider</label>
<select id="{name}-provider" autocomplete="off">{options}</select></div>
{links}
</section>"""
