"""The messages of attempts in one text: which code came with which state, and which verifier was sent for it.

That shows what pairs alone can't: two attempts whose verifiers both have their challenges, but were sent for the code
of the other one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from pkce_core.pkce.derivation import s256

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pkce_core.recognition.recognized import Recognized

Item = TypeVar("Item")
_STARTS = ("authorization-url", "redirect", "token-request")
_VALUES = ("state", "code", "challenge", "verifier")


@dataclass(slots=True)
class AttemptMessage:
    """One authorization URL, redirect or token request.

    Attributes:
        kind: "authorization-url", "redirect" or "token-request".
        line: where it begins, counted from 1.
        is_plain: whether it is a URL with the method plain.
        values: its state, code, challenge and verifier, as far as it has them; not in the repr.
    """

    kind: str
    line: int
    is_plain: bool = False
    values: dict[str, str] = field(default_factory=dict, repr=False)


def read_messages(text: str, found: Iterable[Recognized]) -> list[AttemptMessage]:
    """Group what was recognized by the message that it stands in: each value belongs to the message before it.

    Args:
        text: the whole text.
        found: what `recognize` found in it, in its order.
    """
    messages: list[AttemptMessage] = []
    line, at = 1, 0
    for each in found:
        line, at = line + text.count("\n", at, each.start), each.start
        if each.kind in _STARTS and not (messages and messages[-1].kind == each.kind and messages[-1].line == line):
            is_plain = each.kind == _STARTS[0] and re.search(r"code_challenge_method=plain\b", each.value) is not None
            messages.append(AttemptMessage(each.kind, line, is_plain))
        elif messages and each.kind in _VALUES:
            messages[-1].values.setdefault(each.kind, each.value)
    return messages


def _only_one(rows: Iterable[tuple[str, str, Item]]) -> dict[str, Item]:
    """By its first text, each item whose second text is always the same: a reused state shows nothing."""
    found: dict[str, tuple[str, Item]] = {}
    several = set()
    for key, other, item in rows:
        if found.setdefault(key, (other, item))[0] != other:
            several.add(key)
    return {key: item for key, (_, item) in found.items() if key not in several}


def find_crossings(messages: Sequence[AttemptMessage]) -> Iterator[str]:
    """A sentence for each token request that sends the code of one attempt with the verifier of another.

    Args:
        messages: all of a text.
    """
    urls = [each for each in messages if each.kind == "authorization-url" and "challenge" in each.values]
    of_state = _only_one(
        (each.values["state"], each.values["challenge"], each) for each in urls if "state" in each.values
    )
    of_challenge = {each.values["challenge"]: each for each in urls}
    redirects = [
        each.values for each in messages if each.kind == "redirect" and {"code", "state"} <= each.values.keys()
    ]
    states = _only_one((values["code"], values["state"], values["state"]) for values in redirects)
    for each in messages:
        code, verifier = each.values.get("code", ""), each.values.get("verifier")
        own = of_state.get(states.get(code, ""))
        if each.kind != "token-request" or verifier is None or own is None:
            continue
        sent = of_challenge.get(s256(verifier.encode("utf-8", "surrogatepass")))
        if sent is not None and sent is not own and sent.values["challenge"] != own.values["challenge"]:
            yield (
                f"The token request in line {each.line} sends the code of the attempt in line {own.line} with the "
                f"verifier of the attempt in line {sent.line}, so the server refuses it. Keep each verifier with the "
                "state of its own attempt."
            )
