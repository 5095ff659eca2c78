"""A reconstruction in words: one or two sentences that say how the challenge was made.

Each deviation brings its own phrase. This module only chooses the sentence that the phrases go into. If there is no
reconstruction, `challenge_alone` says what the challenge is by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    from pkce_core.diagnosis.stages.deviations import Deviations, Reconstruction


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
