"""A reconstruction in words: one or two sentences that say how the challenge was made.

Each deviation brings its own phrase. This module only chooses the sentence that the phrases go into. If there is no
reconstruction, `describe_certain` and `describe_alone` say what the challenge is by itself.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from pkce_core.diagnosis.stages.challenge_reading import decode_to_text
from pkce_core.pkce.grammar import is_s256_challenge
from pkce_core.text.quoting import visible
from pkce_core.text.text_form import describe_form
from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.diagnosis.stages.challenge_reading import Certain, Challenge
    from pkce_core.diagnosis.stages.deviations import Deviations, Reconstruction

_SHORTEST_SECRET = 4
"""Characters; the text of a shorter value is in many texts by chance."""
_LIKE_A_SECRET = re.compile(r"[A-Za-z0-9\-._~+/]{32,}")


def describe_reconstruction(reconstruction: Reconstruction) -> str:
    """Say which mistakes explain a challenge.

    Args:
        reconstruction: at least one deviation.
    """
    around_verifier, around_challenge = reconstruction.around_verifier, reconstruction.around_challenge
    if reconstruction.is_swapped:
        swapped = "The verifier and the challenge are swapped."
        rest = reconstruction._replace(around_challenge=around_challenge[:-1])
        return f"{swapped} Once you swap them back, {_continue(rest)}" if rest.deviations else swapped
    if reconstruction.deviations == around_verifier:
        return f"This challenge is correct, but your verifier {_list(around_verifier)}."
    if around_verifier:
        rest = reconstruction._replace(around_verifier=())
        return f"Your verifier {_list(around_verifier)}. Apart from that, {_continue(rest)}"
    if reconstruction.deviations == around_challenge:
        return f"This challenge is correct, but it {_list(around_challenge)}."
    made = f"This challenge was made {_describe_hash_input(reconstruction.hash_input)}"
    later = reconstruction.hash_function + reconstruction.rendering + reconstruction.encoding + around_challenge
    if not later:
        return f"{made}."
    return f"{made}, {'and' if reconstruction.hash_input else 'but'} it {_list(later)}."


def _continue(rest: Reconstruction) -> str:
    sentence = describe_reconstruction(rest)
    return sentence[0].lower() + sentence[1:]


def _describe_hash_input(hash_input: Deviations) -> str:
    phrases = "".join(each.phrase for each in hash_input)
    if phrases.startswith("from "):
        return phrases
    is_other = any(each.mistake == "other-verifier" for each in hash_input)
    first, *added = phrases.split(" plus ")
    plus = f" plus {' and '.join(added)}" if added else ""
    return f"from {'a verifier almost like yours' if is_other else 'the verifier'}{first}{plus}"


def _list(deviations: Deviations) -> str:
    return join_words(each.phrase for each in deviations)


def describe_certain(certain: Certain, challenge: Challenge, verifier: bytes, flow: Mapping[str, str]) -> str:
    """Say what a challenge is that no reconstruction explains, but that says it outright.

    Args:
        certain: what it says.
        challenge: what was read in it.
        verifier: as the reader has it.
        flow: other values of the flow, by name; none of them is shown.
    """
    if _name_contained(certain.shown, verifier, flow):
        return "This challenge has the text of an object instead of a hash."
    sentences = [f"This challenge {_list(certain.reconstruction.deviations)}."]
    if not certain.digest:
        return sentences[0]
    if not hashlib.sha256(verifier).digest().startswith(certain.digest):
        sentences.append("What it shows isn't the SHA-256 of your verifier.")
    if decoded := describe_decoded(challenge, verifier, flow, can_be_secret=False):
        sentences.append(decoded)
    return " ".join(sentences)


def describe_alone(challenge: Challenge, verifier: bytes, flow: Mapping[str, str]) -> str:
    """Say what a challenge is that nothing explains, and then what it may be.

    Args:
        challenge: what was read in it.
        verifier: as the reader has it.
        flow: other values of the flow, by name; none of them is shown.
    """
    same = [f"It's the same text as {name}." for name, value in flow.items() if value == challenge.text]
    form = describe_form(challenge.text)
    if is_s256_challenge(challenge.text):
        maybe = "It may belong to another verifier, such as one from an earlier attempt."
        return " ".join([*same, f"It {form}: the form of an S256 challenge.", *([] if same else [maybe])])
    decoded = describe_decoded(challenge, verifier, flow)
    return " ".join(filter(None, [*same, f"It {form}.", decoded, "So it isn't the S256 challenge of any verifier."]))


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
