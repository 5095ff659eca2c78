"""The sequence diagram of the flow, drawn as SVG.

It shows the values of the worked example until the reader has their own. It is narrow, so that its text is readable
on a phone. A description in words has the whole flow for readers who don't see the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from pkce_core import derive_code_challenge
from pkce_widgets import example

WIDTH = 400
LANES = {"client": 64, "browser": 200, "server": WIDTH - 64}  # the x of each lifeline
TITLES = {"client": "Your terminal", "browser": "Browser", "server": "Provider"}
LINE = 21  # height of a line of text
TOP = 46  # below the lanes' titles
DOTS = "••••"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens: a message that travels over lanes, or a note at one of them.

    Attributes:
        text: what happens.
        lanes: the lanes that the message crosses, in order; a single lane for a note.
        values: the wire names of the values that are sent or used.
        done_by: the wire names that the flow has once this has happened.
    """

    text: str
    lanes: tuple[str, ...]
    values: tuple[str, ...]
    done_by: str


EVENTS = (
    Event("Make a verifier and keep it", ("client",), ("code_verifier",), "code_verifier"),
    Event(
        "Authorization URL",
        ("client", "browser", "server"),
        ("code_challenge", "state"),
        "authorization_requested_at",
    ),
    Event("Login and consent", ("server", "browser"), (), "code"),
    Event("Redirect with a code", ("server", "browser", "client"), ("code", "state"), "code"),
    Event("Compare the state with yours", ("client",), ("state",), "code returned_state"),
    Event(
        "Token request",
        ("client", "server"),
        ("code", "code_verifier", "redirect_uri", "client_secret"),
        "token_requested_at",
    ),
    Event("Hash the verifier, compare", ("server",), ("code_challenge",), "access_token"),
    Event("Tokens", ("server", "client"), ("access_token", "id_token"), "access_token"),
)
DESCRIPTION = (
    "Your terminal, the browser and the provider take part. Your terminal makes a code_verifier and keeps it. "
    "The authorization URL takes its hash, the code_challenge, and a state through the browser to the provider. You "
    "sign in there and consent. The redirect brings a code and the state back through the browser. You compare the "
    "state with the one you sent. Your terminal then sends the code, the code_verifier, the redirect_uri and the "
    "client_secret directly to the provider. The provider hashes the verifier and compares the result with the "
    "challenge from the authorization URL. If they match, it answers with tokens."
)
SECRETS = frozenset(("code_verifier", "code", "client_secret", "access_token", "id_token"))


def render_diagram(code_verifier: str, name: str) -> str:
    """Draw the flow with the worked example's values.

    Args:
        code_verifier: the example's verifier, which the drawing masks like the reader's.
        name: an id that is unique in the page.
    """
    values = {
        "code_verifier": code_verifier,
        "code_challenge": derive_code_challenge(code_verifier),
        "state": example.STATE,
        "code": example.CODE,
        "redirect_uri": example.REDIRECT_URI,
        "access_token": example.ACCESS_TOKEN,
        "id_token": example.ID_TOKEN,
    }
    drawn, y = [], TOP
    for number, event in enumerate(EVENTS, 1):
        drawn.append(draw(event, number, y, values))
        y += height_of(event)
    lines = "".join(f'<path class="pkce-life" d="M{x} 34V{y}"/>' for x in LANES.values())
    heads = "".join(lane(LANES[each], TITLES[each]) for each in LANES)
    return (
        f'<pkce-diagram class="pkce-diagram" data-search-exclude><svg viewBox="0 0 {WIDTH} {y + 6}" role="group" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-text"><title id="{name}-title">Authorization Code '
        f'with PKCE, step by step</title><desc id="{name}-text">{escape(DESCRIPTION)}</desc>{lines}{heads}'
        f"{''.join(drawn)}</svg></pkce-diagram>"
    )


def height_of(event: Event) -> int:
    arrow = 28 if len(event.lanes) > 1 else 16
    return LINE * (1 + len(event.values)) + arrow


def lane(x: int, title: str) -> str:
    return (
        f'<rect class="pkce-lane" x="{x - 60}" y="4" width="120" height="30" rx="5"/>'
        f'<text class="pkce-lane__title" x="{x}" y="24" text-anchor="middle">{escape(title)}</text>'
    )


def draw(event: Event, number: int, y: int, values: dict[str, str]) -> str:
    """One event: a background that lights up, its words, its values and its arrow; `y` is its top."""
    x, anchor = placed(event)
    words = (
        f'<text class="pkce-diagram__words" x="{x}" y="{y + 19}" text-anchor="{anchor}">{number}. {event.text}</text>'
    )
    shown = "".join(
        write_value(value, values.get(value, ""), x, y + 19 + LINE * at, anchor)
        for at, value in enumerate(event.values, 1)
    )
    background = (
        f'<rect class="pkce-diagram__ground" x="1" y="{y}" width="{WIDTH - 2}" height="{height_of(event)}" rx="5"/>'
    )
    return (
        f'<g class="pkce-diagram__step" data-done-by="{event.done_by}">{background}'
        f"{travel(event, y + height_of(event) - 12)}{words}{shown}</g>"
    )


def placed(event: Event) -> tuple[int, str]:
    """Where an event's text is: a message's between its ends, a note's beside its lifeline."""
    if len(event.lanes) > 1:
        return (LANES[event.lanes[0]] + LANES[event.lanes[-1]]) // 2, "middle"
    x = LANES[event.lanes[0]]
    return (x + 12, "start") if x < WIDTH // 2 else (x - 12, "end")


def write_value(name: str, text: str, x: int, y: int, anchor: str) -> str:
    """A value's name, and the value, masked or shortened."""
    secret = " data-masked" if name in SECRETS else ""
    return (
        f'<text class="pkce-diagram__value" data-value="{name}" x="{x}" y="{y}" text-anchor="{anchor}">{name} '
        f'<tspan data-flow="{name}"{secret}>{escape(masked(text) if secret else shortened(text))}</tspan></text>'
    )


def travel(event: Event, y: int) -> str:
    """The arrow of a message, with a dot on each lane that it crosses; a single dot for a note."""
    first, *others = (LANES[each] for each in event.lanes)
    if not others:
        return f'<circle class="pkce-dot" cx="{first}" cy="{y - height_of(event) + 26}" r="4"/>'
    last = others[-1]
    back = 7 if last < first else -7
    dots = "".join(f'<circle class="pkce-dot" cx="{x}" cy="{y}" r="3.5"/>' for x in (first, *others[:-1]))
    tip = f"M{last + back} {y - 4}L{last} {y}L{last + back} {y + 4}"
    return f'{dots}<path class="pkce-arrow" d="M{first} {y}H{last}{tip}"/>'


def shortened(value: str) -> str:
    """The ends of a long value: enough to recognize it."""
    start, end = (12, 9) if "://" in value else (7, 5)
    return value if len(value) <= start + end + 3 else f"{value[:start]}…{value[-end:]}"


def masked(value: str) -> str:
    """The first characters of a secret, and dots that do not show its length."""
    return f"{value[:4]}{DOTS}"
