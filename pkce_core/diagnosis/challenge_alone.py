"""What a challenge is by itself, if nothing leads to it from the verifier.

`describe_certain` is for a challenge that says what it is, and `describe_alone` for every other. It says what the text
is before what may have happened, and it never shows a value of the flow.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from pkce_core.diagnosis.stages.challenge_reading import decode_to_text
from pkce_core.pkce.derivation import s256
from pkce_core.pkce.grammar import is_s256_challenge
from pkce_core.pkce.verifier_entropy import PUBLISHED, find_weakness
from pkce_core.text.quoting import visible
from pkce_core.text.text_form import describe_form
from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.diagnosis.stages.challenge_reading import Certain, Challenge

_SHORTEST_SECRET = 4
"""Characters; the text of a shorter value is in many texts by chance."""
_LIKE_A_SECRET = re.compile(r"[A-Za-z0-9\-._~+/]{32,}")
_ANOTHER_VERIFIER = (
    "It may belong to another verifier, such as one from an earlier attempt, or it was made in a way that wasn't tried."
)
_PATTERNS = {
    "verifier-one-character": "It's one character repeated",
    "verifier-repeated": "It repeats the same few characters",
    "verifier-sequence": "It runs through the alphabet or the digits",
    "verifier-few-characters": "It uses very few different characters",
    "verifier-uuid": "It contains a UUID",
}
"""Why a text is easy to guess, which a hash never is."""
_KINDS = (("A-Z", "capital letters"), ("a-z", "small letters"))
"""One hash in many billions is without a kind of letters."""


def describe_certain(certain: Certain, challenge: Challenge, verifier: bytes, flow: Mapping[str, str]) -> str:
    """Say what a challenge is that no reconstruction explains, but that says it outright.

    Args:
        certain: what it says.
        challenge: what was read in it.
        verifier: as the reader has it.
        flow: other values of the flow, by name; none of them is shown.
    """
    if _name_contained(certain.shown, verifier, flow):
        is_object = any(each.mistake == "object-text" for each in certain.reconstruction.deviations)
        return f"This challenge has {'the text of an object' if is_object else 'a placeholder'} instead of a hash."
    sentences = [f"This challenge {join_words(each.phrase for each in certain.reconstruction.deviations)}."]
    if not certain.digest:
        return sentences[0]
    if not hashlib.sha256(verifier).digest().startswith(certain.digest):
        sentences.append("What it shows isn't the SHA-256 of your verifier.")
    if decoded := describe_decoded(challenge, verifier, flow, can_be_secret=False):
        sentences.append(decoded)
    return " ".join(sentences)


def describe_alone(challenge: Challenge, verifier: bytes, flow: Mapping[str, str]) -> tuple[str, bool]:
    """Say what a challenge is that nothing explains, and then what it may be.

    Args:
        challenge: what was read in it.
        verifier: as the reader has it.
        flow: other values of the flow, by name; none of them is shown.

    Returns:
        The sentences, and whether the challenge may be the right one of another verifier.
    """
    text = challenge.text
    same = [f"It's the same text as {name}." for name, value in flow.items() if value == text]
    form, decoded = f"It {describe_form(text)}", describe_decoded(challenge, verifier, flow)
    if not is_s256_challenge(text):
        parts = [*same, f"{form}.", decoded, "So it isn't the S256 challenge of any verifier."]
        return " ".join(filter(None, parts)), False
    form = f"{form}: the form of an S256 challenge."
    if published := next((where for each, where in PUBLISHED.items() if s256(each.encode()) == text), ""):
        return f"{form} It's the challenge of a published verifier, {published}.", False
    if pattern := _describe_pattern(text):
        return " ".join([*same, form, pattern]), False
    if same or decoded:
        no_hash = "So it's hardly a hash." if decoded else ""
        return " ".join(filter(None, [*same, form, decoded, no_hash])), False
    return f"{form} {_ANOTHER_VERIFIER}", True


def _describe_pattern(text: str) -> str:
    """Why a text in the form of a challenge is hardly a hash; "" if nothing shows it."""
    weakness = find_weakness(text)
    if weakness and (pattern := _PATTERNS.get(weakness[0])):
        return f"{pattern}, so it's hardly a hash."
    for letters, name in _KINDS:
        if not re.search(f"[{letters}]", text):
            hardly = f"It has no {name}, and hardly any hash in base64url is without them."
            return f"{hardly} So it isn't a hash, or its letter case was changed."
    return ""


def describe_decoded(
    challenge: Challenge, verifier: bytes, flow: Mapping[str, str], *, can_be_secret: bool = True
) -> str:
    """Say what a challenge decodes to if that is text, and no secret; "" if it isn't text.

    Args:
        challenge: what was read in it.
        verifier: as the reader has it.
        flow: other values of the flow, by name.
        can_be_secret: whether a long run of letters and digits in the text may be a secret.
    """
    text = decode_to_text(challenge)
    if not text:
        return ""
    if contained := _name_contained(text, verifier, flow):
        return f"It decodes to text that contains {join_words(contained)}."
    if can_be_secret and (run := _LIKE_A_SECRET.search(text)):
        return f"It decodes to text with a run of {len(run[0])} letters and digits, which may be a secret."
    return f'It decodes to the text "{visible(text)}".'


def _name_contained(text: str, verifier: bytes, flow: Mapping[str, str]) -> list[str]:
    """The names of the values that are in a text."""
    values = {"the verifier": verifier.decode("utf-8", "replace"), **flow}
    return [name for name, value in values.items() if len(value) >= _SHORTEST_SECRET and value in text]
