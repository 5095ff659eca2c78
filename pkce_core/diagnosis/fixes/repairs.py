"""Lines to copy, each in every language.

`DERIVE` makes the challenge again. A `Repair` undoes what happened to a text. It is a function, which shows whether it
would help, and lines that do the same to the reader's variable.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from pkce_core.diagnosis.fixes.languages import DASHES, LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

VERIFIER_ALPHABET, CHALLENGE_ALPHABET = "A-Za-z0-9._~-", "A-Za-z0-9_-"
"""The characters of each, as regular expressions and tr(1) write them."""
_TO_URL = str.maketrans("+/", "-_", "=")

Lines = MappingProxyType[str, str]
"""One line for each of `LANGUAGES`."""


def _in_each(write: Callable[[Language], str]) -> Lines:
    return MappingProxyType({slug: write(language) for slug, language in LANGUAGES.items()})


def _read(language: Language, name: str) -> str:
    return language.read.replace("NAME", name)


def _derive(language: Language, verifier: str) -> str:
    return language.derive.replace("VALUE", verifier)


def _assign(language: Language, name: str, value: str) -> str:
    return language.assign.replace("NAME", name).replace("VALUE", value)


DERIVE = _in_each(lambda language: _derive(language, _read(language, "code_verifier")))
"""Derives the right challenge from `code_verifier`."""
SWAP_BACK = _in_each(lambda language: language.swap)
"""Exchanges the two variables."""


class Repair(NamedTuple):
    """One way to undo what happened to a text.

    Attributes:
        undo: does it to a text, given the characters that are allowed; None for a text that it can't help.
        verifier: lines that do it to `code_verifier`.
        challenge: lines that do it to `code_challenge`.
        derive: lines that do it to `code_verifier` and derive the challenge from the result.
    """

    undo: Callable[[str, str], str | None]
    verifier: Mapping[str, str]
    challenge: Mapping[str, str]
    derive: Mapping[str, str]


def _long_run(allowed: str) -> str:
    """The pattern of a run of allowed characters that is as long as the value must be."""
    return f"[{allowed}]{'{43}' if allowed == CHALLENGE_ALPHABET else '{43,128}'}"


def _fill_in(template: str, value: str, allowed: str) -> str:
    template = template.replace("ALLOWED", allowed).replace("RUN", _long_run(allowed)).replace("DASHES", DASHES)
    return template.replace("VALUE", value)


def _repair(undo: Callable[[str, str], str | None], template: str) -> Repair:
    """The repair that a field of `Language` describes."""

    def change(language: Language, name: str, allowed: str) -> str:
        return _fill_in(getattr(language, template), _read(language, name), allowed)

    def assign(name: str, allowed: str) -> Lines:
        return _in_each(lambda language: _assign(language, name, change(language, name, allowed)))

    return Repair(
        undo=undo,
        verifier=assign("code_verifier", VERIFIER_ALPHABET),
        challenge=assign("code_challenge", CHALLENGE_ALPHABET),
        derive=_in_each(lambda language: _derive(language, change(language, "code_verifier", VERIFIER_ALPHABET))),
    )


def _take_long_run(text: str, allowed: str) -> str | None:
    found = re.search(_long_run(allowed), text)
    return found and found[0]


DROP_STRAYS = _repair(lambda text, allowed: re.sub(f"[^{allowed}]", "", text), "drop_strays")
"""Remove every character that isn't allowed."""
_DECODE = _repair(lambda text, _: unquote(text), "decode_percent")
DECODE_PERCENT = _DECODE._replace(
    challenge=MappingProxyType({**_DECODE.challenge, "shell": DERIVE["shell"], "go": DERIVE["go"]})
)
"""Decode percent escapes once. A shell and Go derive the challenge again: their line can't decode all escapes."""
TAKE_LONG_RUN = _repair(_take_long_run, "take_long_run")
"""Take the first run of allowed characters that is long enough."""
TO_BASE64URL = _repair(lambda text, _: text.translate(_TO_URL), "to_base64url")
"""Turn standard base64 into base64url."""
PLAIN_HYPHENS = _repair(lambda text, _: re.sub(f"[{DASHES}]", "-", text), "plain_hyphens")
"""Turn a word processor's dashes into hyphens."""
REPAIRS = (DROP_STRAYS, DECODE_PERCENT, TAKE_LONG_RUN, TO_BASE64URL, PLAIN_HYPHENS)


def _swap_and_derive(language: Language) -> str:
    value = _fill_in(language.drop_strays, _read(language, "code_challenge"), VERIFIER_ALPHABET)
    take, derive = _assign(language, "code_verifier", value), _derive(language, _read(language, "code_verifier"))
    if not derive.startswith("digest :="):
        derive = _assign(language, "code_challenge", derive)
    return f"{take.removesuffix(';')}; {derive}"


SWAP_AND_DERIVE = _in_each(_swap_and_derive)
"""Takes the verifier out of `code_challenge`, and derives the challenge from it."""
