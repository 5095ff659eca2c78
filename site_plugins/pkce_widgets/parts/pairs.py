"""Several attempts: which verifier belongs to which challenge, in a list, a log, or the requests of the attempts."""

from __future__ import annotations

from pkce_core import PairMatches, match_pairs
from pkce_widgets.view.elements import el
from pkce_widgets.view.part import Field, Inputs, Part, PartView

EMPTY = "Paste the verifiers and challenges of several attempts, or a log with their requests."
MOST_SHOWN = 100
"""Lines of the answer; a log can have thousands of values."""
EXAMPLE = """code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM
code_challenge=YuY_PcsalA5dPdoinZn3lgYmOS6d6utlHpCSlfvJx7A
code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
"""


def view(inputs: Inputs) -> PartView:
    """What belongs together, and what has no partner."""
    text = inputs.get("pairs_text")
    if not text.strip():
        return PartView(state="empty", verdict=EMPTY)
    matches = match_pairs(text)
    lines = matches.sentences
    items = [el("li", line) for line in lines[:MOST_SHOWN]]
    more = el("p", f"{len(lines) - MOST_SHOWN:,} more aren't shown.") if len(lines) > MOST_SHOWN else None
    return PartView(
        state=state(matches),
        verdict=matches.summary,
        body=el("div", el("ul", *items) if items else None, more, class_="pkce-evidence"),
    )


def state(matches: PairMatches) -> str:
    """Wrong for a known mistake or a mix-up, right if each value has its partner, and else not enough to tell."""
    if matches.crossings or any(pair.mistakes for pair in matches.pairs):
        return "wrong"
    alone = (*matches.verifiers, *matches.challenges, *matches.others)
    return "right" if matches.pairs and not alone and matches.is_whole else "unknown"


PART = Part(
    name="pairs",
    title="Which verifier belongs to which challenge?",
    fields=(
        Field(
            name="pairs_text",
            label="Verifiers and challenges",
            kind="area",
            hint="A list, a log, or the authorization URLs and token requests of several attempts.",
            wire=False,
            keep=True,
        ),
    ),
    view=view,
    actions=(("clear", "Clear"),),
    primary=False,
    example={"pairs_text": EXAMPLE},
    caption="A worked example: two attempts, of which one has its token request.",
)
