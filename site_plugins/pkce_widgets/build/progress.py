"""The progress list and the checklist: what has been done, and what is still to do.

Neither asks Python: a step is done once the flow has its values, an item once the reader checks it off.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from pkce_widgets.build.attempts import render_attempts

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the progress list.

    Attributes:
        title: a few words.
        anchor: the id of its heading.
        values: the wire names that the flow has once the step is done.
        answer: the wire names that the flow has once the provider has refused the step.
    """

    title: str
    anchor: str
    values: tuple[str, ...]
    answer: tuple[str, ...] = ()


STEPS = (
    Step("Provider and credentials", "api-credentials", ("client_id",)),
    Step("Redirect URI", "redirect-uri", ("redirect_uri",)),
    Step("Verifier and challenge", "make-a-verifier", ("code_verifier",)),
    Step("Authorization URL", "step-1-ask-for-authorization", ("authorization_requested_at",)),
    Step("The redirect", "the-redirect", ("code",), ("redirect", "error")),
    Step("Token command", "step-2-ask-for-tokens", ("token_requested_at",)),
    Step("Token response", "the-token-response", ("access_token",), ("token_response", "error")),
)
FRESH = "Nothing is stored. Leaving or reloading the page clears the secret, the verifier, the code and the tokens."


def render_progress(steps: Sequence[Step], title: str, name: str) -> str:
    """Write the progress list: links, which work without JavaScript.

    Args:
        steps: in order.
        title: the panel's title.
        name: the element's id, unique in the page.
    """
    items = "\n".join(
        f'<li class="pkce-rail__step" data-done-by="{" ".join(step.values)}"{failed_by(step)}>'
        f'<a href="#{escape(step.anchor)}">{escape(step.title)}</a> <span class="pkce-rail__state"></span></li>'
        for step in steps
    )
    return (
        f'<pkce-progress id="{name}" class="pkce-panel" data-search-exclude>\n'
        f'<section aria-labelledby="{name}-title">\n'
        f'<p class="pkce-panel__title" id="{name}-title" role="heading" aria-level="3">{escape(title)}</p>\n'
        f'<ol class="pkce-rail">\n{items}\n</ol>\n'
        f'{render_attempts(f"{name}-attempts")}\n<p class="pkce-privacy">{FRESH}</p>\n'
        "</section>\n</pkce-progress>"
    )


def failed_by(step: Step) -> str:
    return f' data-failed-by="{" ".join(step.answer)}"' if step.answer else ""


def render_checklist(items: Sequence[str], title: str, name: str) -> str:
    """Write the checklist. Without JavaScript, its boxes work until the reader leaves the page.

    Args:
        items: what to check off, in order.
        title: the panel's title.
        name: the element's id, unique in the page.
    """
    rows = "\n".join(
        f'<li><label><input type="checkbox" data-item="{name}-{at}"> <span>{escape(item)}</span></label></li>'
        for at, item in enumerate(items, 1)
    )
    return (
        f'<pkce-checklist id="{name}" class="pkce-panel" data-search-exclude>\n'
        f'<section aria-labelledby="{name}-title">\n'
        f'<p class="pkce-panel__title" id="{name}-title" role="heading" aria-level="3">{escape(title)}</p>\n'
        f'<ul class="pkce-checks" role="list">\n{rows}\n</ul>\n</section>\n</pkce-checklist>'
    )
