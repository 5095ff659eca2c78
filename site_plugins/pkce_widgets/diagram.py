"""A `pkce-diagram` fence becomes a sequence diagram, drawn as SVG while the site is built.

Its values are the worked example's until the reader makes her own on the page. It is drawn for a narrow column, so
that its text stays readable on a phone, and its arrows are told in words for those who don't see them.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from pkce_core import derive_code_challenge

WIDTH = 420
CLIENT, SERVER = 58, WIDTH - 58  # where the two lifelines stand
LINE = 17  # height of a line of text


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens: an arrow from one lifeline to the other, or a note at one of them.

    Attributes:
        at: "client" or "server", where it starts.
        text: what happens, also read aloud.
        value: wire name of the value it carries or uses; "" for none.
        arrow: True when it travels to the other side.
    """

    at: str
    text: str
    value: str = ""
    arrow: bool = True


EVENTS = (
    Event("client", "Makes a secret and keeps it", "code_verifier", arrow=False),
    Event("client", "Authorization request, with the hash", "code_challenge"),
    Event("server", "Redirect, with a code", "code"),
    Event("client", "Token request: the code and the secret", "code_verifier"),
    Event("server", "Hashes the secret and compares", "code_challenge", arrow=False),
    Event("server", "Tokens, when they match", "token"),
)
ALTERNATIVE = (
    "Your client makes a code_verifier and keeps it. It sends the hash, the code_challenge, in the authorization "
    "request. The server redirects back with a code. Your client sends the code and the code_verifier in the token "
    "request. The server hashes the verifier, compares it with the challenge from the first request, and answers with "
    "tokens when they match."
)


def render_diagram(code_verifier: str, name: str) -> str:
    """Draw the flow with the worked example's values.

    Args:
        code_verifier: the example's verifier; the drawing masks it like the reader's own.
        name: an id unlike any other on the page.
    """
    values = {
        "code_verifier": masked(code_verifier),
        "code_challenge": shortened(derive_code_challenge(code_verifier)),
        "code": "code",
        "token": "access_token",
    }
    drawn, y = [], 44
    for number, event in enumerate(EVENTS, 1):
        drawn.append(draw(event, number, y + LINE, values.get(event.value, "")))
        y += 62 if event.arrow else 52
    height = y + 8
    lines = "".join(f'<path class="pkce-life" d="M{x} 34V{height - 4}"/>' for x in (CLIENT, SERVER))
    heads = lane(CLIENT, "Your client") + lane(SERVER, "Server")
    return (
        f'<pkce-diagram class="pkce-diagram" data-search-exclude><svg viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="{name}-title {name}-text"><title id="{name}-title">Authorization Code with PKCE</title>'
        f'<desc id="{name}-text">{escape(ALTERNATIVE)}</desc>{lines}{heads}{"".join(drawn)}</svg></pkce-diagram>'
    )


def lane(x: int, title: str) -> str:
    return (
        f'<rect class="pkce-lane" x="{x - 54}" y="6" width="108" height="28" rx="5"/>'
        f'<text class="pkce-lane__title" x="{x}" y="25" text-anchor="middle">{escape(title)}</text>'
    )


def draw(event: Event, number: int, y: int, value: str) -> str:
    """One event with its number, words and value; `y` is the baseline of its first line of text."""
    to_right = event.at == "client"
    x, anchor = (CLIENT + 14, "start") if to_right else (SERVER - 14, "end")
    if event.arrow:
        x, anchor = WIDTH // 2, "middle"
    words = f'<text x="{x}" y="{y}" text-anchor="{anchor}">{number}. {escape(event.text)}</text>'
    shown = (
        f'<text class="pkce-diagram__value" data-value="{event.value}" x="{x}" y="{y + LINE}" text-anchor="{anchor}">'
        f"{event.value if value != event.value and event.value.startswith('code_') else ''} "
        f'<tspan data-flow="{event.value}">{escape(value)}</tspan></text>'
    )
    if not event.arrow:
        side = CLIENT if to_right else SERVER
        return f'<g>{words}{shown}<circle class="pkce-dot" cx="{side}" cy="{y - 4}" r="4"/></g>'
    start, end = (CLIENT, SERVER) if to_right else (SERVER, CLIENT)
    tip = end - 7 if to_right else end + 7
    arrow = f'<path class="pkce-arrow" d="M{start} {y + 26}H{end}M{tip} {y + 22}L{end} {y + 26}L{tip} {y + 30}"/>'
    return f"<g>{words}{shown}{arrow}</g>"


def shortened(value: str) -> str:
    """The ends of a long value: enough to recognise it."""
    return value if len(value) <= 15 else f"{value[:7]}…{value[-5:]}"


def masked(value: str) -> str:
    """The first characters of a secret."""
    return f"{value[:4]}••••"
