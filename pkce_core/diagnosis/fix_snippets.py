"""Lines to copy that put a pair right, in the four languages of this project's readers.

`DERIVE` makes the challenge again. A `Repair` undoes what happened to a text: as a function, by which a diagnosis sees
whether it would help, and as lines that do the same to a variable of the reader's.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_VERIFIER, _CHALLENGE = "A-Za-z0-9._~-", "A-Za-z0-9_-"
_DASHES = "\u2010\u2011\u2013\u2014\u2212"
_TO_URL = str.maketrans("+/", "-_", "=")


def _lines(shell: str, powershell: str, node: str, python: str) -> Mapping[str, str]:
    return MappingProxyType({"shell": shell, "powershell": powershell, "node": node, "python": python})


def _derive(shell: str, powershell: str, node: str, python: str) -> Mapping[str, str]:
    """Lines that derive the challenge from `code_verifier` after these have been done to it."""
    return _lines(
        f"""printf %s "$code_verifier" |{shell} openssl dgst -sha256 -binary | openssl base64 -A"""
        " | tr '+/' '-_' | tr -d '='",
        "[Convert]::ToBase64String([Security.Cryptography.SHA256]::Create().ComputeHash("
        f"[Text.Encoding]::ASCII.GetBytes({powershell}))).TrimEnd('=').Replace('+','-').Replace('/','_')",
        f"crypto.createHash('sha256').update({node}, 'ascii').digest('base64url')",
        f'base64.urlsafe_b64encode(hashlib.sha256({python}.encode("ascii")).digest()).rstrip(b"=").decode()',
    )


DERIVE = _derive("", "$code_verifier", "code_verifier", "code_verifier")
"""One line per language that derives a correct challenge from `code_verifier`."""

SWAP_BACK = _lines(
    "swap=$code_verifier; code_verifier=$code_challenge; code_challenge=$swap",
    "$code_verifier, $code_challenge = $code_challenge, $code_verifier",
    "[code_verifier, code_challenge] = [code_challenge, code_verifier]",
    "code_verifier, code_challenge = code_challenge, code_verifier",
)


class Repair(NamedTuple):
    """One way to undo what happened to a text.

    Attributes:
        undo: what it does; None for a text that it cannot help.
        verifier: lines that do it to `code_verifier`.
        challenge: lines that do it to `code_challenge`.
        derive: lines that derive the challenge from a `code_verifier` to which it has been done.
    """

    undo: Callable[[str, str], str | None]
    verifier: Mapping[str, str]
    challenge: Mapping[str, str]
    derive: Mapping[str, str]


def _keep(text: str, allowed: str) -> str:
    return re.sub(f"[^{allowed}]", "", text)


def _pick(text: str, allowed: str) -> str | None:
    found = re.search(f"[{allowed}]{_count(allowed)}", text)
    return found and found[0]


def _count(allowed: str) -> str:
    return "{43}" if allowed == _CHALLENGE else "{43,128}"


def _kept(name: str, allowed: str) -> tuple[str, str, str, str]:
    return (
        f" LC_ALL=C tr -cd '{allowed}'",
        f"(${name} -replace '[^{allowed}]')",
        f"{name}.replace(/[^{allowed}]/g, '')",
        f're.sub(r"[^{allowed}]", "", {name})',
    )


def _picked(name: str, allowed: str) -> tuple[str, str, str, str]:
    run = f"[{allowed}]{_count(allowed)}"
    return (
        f" LC_ALL=C grep -aoE '{run}' | head -n 1 | tr -d '\\n'",
        f"[regex]::Match(${name}, '{run}').Value",
        f"{name}.match(/{run}/)[0]",
        f're.search(r"{run}", {name})[0]',
    )


def _decoded(name: str, _: str) -> tuple[str, str, str, str]:
    return (
        " sed 's/%2[Dd]/-/g; s/%2[Ee]/./g; s/%5[Ff]/_/g; s/%7[Ee]/~/g'",  # what encoders touch in such texts
        f"[Uri]::UnescapeDataString(${name})",
        f"decodeURIComponent({name})",
        f"urllib.parse.unquote({name})",
    )


def _made_url_safe(name: str, _: str) -> tuple[str, str, str, str]:
    return (
        " tr '+/' '-_' | tr -d '='",
        f"${name}.TrimEnd('=').Replace('+','-').Replace('/','_')",
        f"{name}.replace(/[+]/g, '-').replace(/[/]/g, '_').replace(/=/g, '')",
        f'{name}.translate(str.maketrans("+/", "-_", "="))',
    )


def _typed_plainly(name: str, _: str) -> tuple[str, str, str, str]:
    return (
        f" sed '{'; '.join(f's/{dash}/-/g' for dash in _DASHES)}'",
        f"(${name} -replace '[{_DASHES}]', '-')",
        f"{name}.replace(/[{_DASHES}]/g, '-')",
        f're.sub("[{_DASHES}]", "-", {name})',
    )


def _assign(name: str, shell: str, powershell: str, node: str, python: str, source: str = "") -> Mapping[str, str]:
    return _lines(
        f'{name}=$(printf %s "${source or name}" |{shell})',
        f"${name} = {powershell}",
        f"{name} = {node}",
        f"{name} = {python}",
    )


def _repair(undo: Callable[[str, str], str | None], write: Callable[[str, str], tuple[str, str, str, str]]) -> Repair:
    shell, *others = write("code_verifier", _VERIFIER)
    return Repair(
        undo=undo,
        verifier=_assign("code_verifier", shell, *others),
        challenge=_assign("code_challenge", *write("code_challenge", _CHALLENGE)),
        derive=_derive(f"{shell} |", *others),
    )


DROP_STRAYS = _repair(_keep, _kept)
"""Drop every character that does not belong."""
DECODE_PERCENT = _repair(lambda text, _: unquote(text), _decoded)
"""Decode percent escapes once; a shell, which can decode but a few, derives a challenge again."""
DECODE_PERCENT = DECODE_PERCENT._replace(
    challenge=MappingProxyType({**DECODE_PERCENT.challenge, "shell": DERIVE["shell"]})
)
TAKE_LONGEST_RUN = _repair(_pick, _picked)
"""Take the one stretch that is long enough."""
TO_BASE64URL = _repair(lambda text, _: text.translate(_TO_URL), _made_url_safe)
"""Turn standard base64 into base64url."""
PLAIN_HYPHENS = _repair(lambda text, _: re.sub(f"[{_DASHES}]", "-", text), _typed_plainly)
"""Turn a word processor's dashes into plain hyphens."""
_TAKE = _assign("code_verifier", *_kept("code_challenge", _VERIFIER), source="code_challenge")
REPAIRS = (DROP_STRAYS, DECODE_PERCENT, TAKE_LONGEST_RUN, TO_BASE64URL, PLAIN_HYPHENS)


SWAP_AND_DERIVE = MappingProxyType(
    {
        "shell": f"{_TAKE['shell']}; code_challenge=$({DERIVE['shell']})",
        "powershell": f"{_TAKE['powershell']}; $code_challenge = {DERIVE['powershell']}",
        "node": f"{_TAKE['node']}; code_challenge = {DERIVE['node']}",
        "python": f"{_TAKE['python']}; code_challenge = {DERIVE['python']}",
    }
)
"""For two values that are in each other's place, of which one is also wrong."""


def choose_challenge_fix(challenge: str, right: str) -> Mapping[str, str]:
    """The first repair of a challenge that makes it right, or else its derivation."""
    return next((repair.challenge for repair in REPAIRS if repair.undo(challenge, _CHALLENGE) == right), DERIVE)


def choose_verifier_fix(verifier: str, right: str) -> Mapping[str, str]:
    """The first repair of a verifier that makes it right, or else the derivation for the verifier as it is."""
    return next((repair.verifier for repair in REPAIRS if repair.undo(verifier, _VERIFIER) == right), DERIVE)


def choose_derivation(hashed: str, right: str) -> Mapping[str, str]:
    """The derivation for a `code_verifier` that may still be the text that was hashed."""
    return next((repair.derive for repair in REPAIRS if repair.undo(hashed, _VERIFIER) == right), DERIVE)
