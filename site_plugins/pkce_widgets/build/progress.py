"""The rail: the seven steps of the quickstart, which are done, and each value under the step that made it.

It asks no Python: a step is done once the flow has its values. Its links work without JavaScript.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from pkce_widgets.build.attempts import render_attempts

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Shown:
    """A value in the rail.

    Attributes:
        name: its wire name.
        words: what it is, beside it; "" where the value speaks for itself.
        secret: whether it is shown as dots.
    """

    name: str
    words: str = ""
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        title: a few words.
        values: the wire names that the flow has once the step is done.
        shown: the values that this step makes.
        answer: the wire names that the flow has once the provider has refused the step.
        waits_for: what a step of the last screen needs before it can begin.
        finished: what a step of the last screen is called once it is done.
    """

    title: str
    values: tuple[str, ...]
    shown: tuple[Shown, ...] = ()
    answer: tuple[str, ...] = ()
    waits_for: str = ""
    finished: str = ""


STEPS = (
    Step("Provider and credentials", ("client_id",), (Shown("client_id"),)),
    Step("Redirect URI", ("redirect_uri",), (Shown("redirect_uri"),)),
    Step(
        "Verifier and challenge",
        ("code_verifier",),
        (Shown("code_verifier", "verifier", secret=True), Shown("code_challenge", "challenge")),
    ),
    Step("Log in", ("authorization_requested_at",), (Shown("state", "state"),), finished="URL opened or copied"),
    Step(
        "Redirect",
        ("code",),
        (Shown("code", "code"),),
        ("redirect", "error"),
        waits_for="waiting for the login",
        finished="Redirect read",
    ),
    Step("Command", ("token_requested_at",), waits_for="waiting for the redirect", finished="Command copied"),
    Step(
        "Tokens",
        ("access_token",),
        (Shown("access_token", "access token", secret=True), Shown("id_token", "ID token", secret=True)),
        ("token_response", "error"),
        waits_for="waiting for the command",
    ),
)
"""In order. The section of step 2 has the id `step-2`."""
FRESH = "Nothing is stored. Leaving or reloading the page clears the secret, the verifier, the code and the tokens."


def render_progress(steps: Sequence[Step], title: str, name: str) -> str:
    """Write the rail: links, which work without JavaScript.

    Args:
        steps: in order.
        title: the rail's name.
        name: the element's id, unique in the page.
    """
    items = "\n".join(render_step(step, number) for number, step in enumerate(steps, 1))
    count = f"of {len(steps)}"
    return (
        f'<pkce-progress id="{name}" class="pkce-rail-box" data-search-exclude>\n<nav aria-label="{escape(title)}">\n'
        f'<button type="button" class="pkce-rail__bar" aria-expanded="false" aria-controls="{name}-list" hidden>'
        f'<span><span data-now="number">1</span> {count} · '
        f'<span data-now="title">{escape(steps[0].title)}</span></span>'
        "</button>\n"
        f'<div class="pkce-rail__list" id="{name}-list">\n'
        f'<p class="pkce-rail__count">Step <span data-now="number">1</span> {count}</p>\n'
        f'<ol class="pkce-rail">\n{items}\n</ol>\n'
        f'{render_attempts(f"{name}-attempts")}\n<p class="pkce-rail__note">{FRESH}</p>\n</div>\n</nav>\n'
        '<p class="pkce-status" role="status"></p>\n</pkce-progress>'
    )


def render_step(step: Step, number: int) -> str:
    attributes = {
        "done-by": " ".join(step.values),
        "failed-by": " ".join(step.answer),
        "waits": step.waits_for,
        "finished": step.finished,
    }
    data = "".join(f' data-{key}="{escape(text)}"' for key, text in attributes.items() if text)
    return (
        f'<li class="pkce-rail__step" data-number="{number}"{data}>'
        f'<a href="#step-{number}">{escape(step.title)}</a> <span class="pkce-rail__state"></span>'
        f"{''.join(map(render_value, step.shown))}</li>"
    )


def render_value(shown: Shown) -> str:
    """A place for a value, hidden until the flow has it."""
    tint = "token" if shown.name.endswith("_token") else shown.name
    masked = " data-masked" if shown.secret else ""
    words = f' <span class="pkce-rail__words">{escape(shown.words)}</span>' if shown.words else ""
    return (
        f'<span class="pkce-rail__value" data-value="{tint}" data-flow="{shown.name}"{masked} hidden>'
        f'<code class="pkce-value__text" dir="ltr"></code>{words}</span>'
    )
