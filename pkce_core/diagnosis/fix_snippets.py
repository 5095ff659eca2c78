"""Lines to copy that fix a pair, in four languages, and which of them fixes the pair at hand.

`DERIVE` makes the challenge again. A `Repair` undoes what happened to a text. It is a function, which shows whether it
would help, and lines that do the same to the reader's variable.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from pkce_core.pkce.derivation import s256

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkce_core.diagnosis.deviations import Reconstruction


_VERIFIER, _CHALLENGE = "A-Za-z0-9._~-", "A-Za-z0-9_-"
"""The characters of each, as regular expressions and tr(1) write them."""
_DASHES = "\u2010\u2011\u2013\u2014\u2212"
_TO_URL = str.maketrans("+/", "-_", "=")


def _snippets(shell: str, powershell: str, node: str, python: str) -> Mapping[str, str]:
    return MappingProxyType({"shell": shell, "powershell": powershell, "node": node, "python": python})


def _derive(shell: str, powershell: str, node: str, python: str) -> Mapping[str, str]:
    """Lines that derive the challenge from an expression; in a shell, from `code_verifier` piped through a command."""
    return _snippets(
        f"""printf %s "$code_verifier" |{shell} openssl dgst -sha256 -binary | openssl base64 -A"""
        " | tr '+/' '-_' | tr -d '='",
        "[Convert]::ToBase64String([Security.Cryptography.SHA256]::Create().ComputeHash("
        f"[Text.Encoding]::ASCII.GetBytes({powershell}))).TrimEnd('=').Replace('+','-').Replace('/','_')",
        f"crypto.createHash('sha256').update({node}, 'ascii').digest('base64url')",
        f'base64.urlsafe_b64encode(hashlib.sha256({python}.encode("ascii")).digest()).rstrip(b"=").decode()',
    )


def _assign(name: str, shell: str, powershell: str, node: str, python: str, source: str = "") -> Mapping[str, str]:
    """Lines that give a variable a new value; in a shell, that of `source` piped through a command."""
    return _snippets(
        f'{name}=$(printf %s "${source or name}" |{shell})',
        f"${name} = {powershell}",
        f"{name} = {node}",
        f"{name} = {python}",
    )


DERIVE = _derive("", "$code_verifier", "code_verifier", "code_verifier")
"""One line per language that derives the right challenge from `code_verifier`."""

SWAP_BACK = _snippets(
    "swap=$code_verifier; code_verifier=$code_challenge; code_challenge=$swap",
    "$code_verifier, $code_challenge = $code_challenge, $code_verifier",
    "[code_verifier, code_challenge] = [code_challenge, code_verifier]",
    "code_verifier, code_challenge = code_challenge, code_verifier",
)
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


_Expressions = tuple[str, str, str, str]
"""What computes the repaired text: a command to pipe it through, and expressions in PowerShell, Node.js and Python."""


def _repair(undo: Callable[[str, str], str | None], write: Callable[[str, str], _Expressions]) -> Repair:
    shell, *others = write("code_verifier", _VERIFIER)
    return Repair(
        undo=undo,
        verifier=_assign("code_verifier", shell, *others),
        challenge=_assign("code_challenge", *write("code_challenge", _CHALLENGE)),
        derive=_derive(f"{shell} |", *others),
    )


def _write_drop_strays(name: str, allowed: str) -> _Expressions:
    return (
        f" LC_ALL=C tr -cd '{allowed}'",
        f"(${name} -replace '[^{allowed}]')",
        f"{name}.replace(/[^{allowed}]/g, '')",
        f're.sub(r"[^{allowed}]", "", {name})',
    )


def _long_run(allowed: str) -> str:
    """The pattern of a run of allowed characters that is as long as the value must be."""
    return f"[{allowed}]{'{43}' if allowed == _CHALLENGE else '{43,128}'}"


def _take_long_run(text: str, allowed: str) -> str | None:
    found = re.search(_long_run(allowed), text)
    return found and found[0]


def _write_take_long_run(name: str, allowed: str) -> _Expressions:
    run = _long_run(allowed)
    return (
        f" LC_ALL=C grep -aoE '{run}' | head -n 1 | tr -d '\\n'",
        f"[regex]::Match(${name}, '{run}').Value",
        f"{name}.match(/{run}/)[0]",
        f're.search(r"{run}", {name})[0]',
    )


def _write_decode_percent(name: str, _: str) -> _Expressions:
    return (
        " sed 's/%2[Dd]/-/g; s/%2[Ee]/./g; s/%5[Ff]/_/g; s/%7[Ee]/~/g'",  # what encoders touch in such texts
        f"[Uri]::UnescapeDataString(${name})",
        f"decodeURIComponent({name})",
        f"urllib.parse.unquote({name})",
    )


def _write_to_base64url(name: str, _: str) -> _Expressions:
    return (
        " tr '+/' '-_' | tr -d '='",
        f"${name}.TrimEnd('=').Replace('+','-').Replace('/','_')",
        f"{name}.replace(/[+]/g, '-').replace(/[/]/g, '_').replace(/=/g, '')",
        f'{name}.translate(str.maketrans("+/", "-_", "="))',
    )


def _write_plain_hyphens(name: str, _: str) -> _Expressions:
    return (
        f" sed '{'; '.join(f's/{dash}/-/g' for dash in _DASHES)}'",
        f"(${name} -replace '[{_DASHES}]', '-')",
        f"{name}.replace(/[{_DASHES}]/g, '-')",
        f're.sub("[{_DASHES}]", "-", {name})',
    )


DROP_STRAYS = _repair(lambda text, allowed: re.sub(f"[^{allowed}]", "", text), _write_drop_strays)
"""Remove every character that isn't allowed."""
_DECODE = _repair(lambda text, _: unquote(text), _write_decode_percent)
DECODE_PERCENT = _DECODE._replace(challenge=MappingProxyType({**_DECODE.challenge, "shell": DERIVE["shell"]}))
"""Decode percent escapes once. A shell can't decode all of them, so it derives the challenge again."""
TAKE_LONG_RUN = _repair(_take_long_run, _write_take_long_run)
"""Take the first run of allowed characters that is long enough."""
TO_BASE64URL = _repair(lambda text, _: text.translate(_TO_URL), _write_to_base64url)
"""Turn standard base64 into base64url."""
PLAIN_HYPHENS = _repair(lambda text, _: re.sub(f"[{_DASHES}]", "-", text), _write_plain_hyphens)
"""Turn a word processor's dashes into hyphens."""
_REPAIRS = (DROP_STRAYS, DECODE_PERCENT, TAKE_LONG_RUN, TO_BASE64URL, PLAIN_HYPHENS)

_TAKE_VERIFIER = _assign("code_verifier", *_write_drop_strays("code_challenge", _VERIFIER), source="code_challenge")
SWAP_AND_DERIVE = MappingProxyType(
    {
        "shell": f"{_TAKE_VERIFIER['shell']}; code_challenge=$({DERIVE['shell']})",
        "powershell": f"{_TAKE_VERIFIER['powershell']}; $code_challenge = {DERIVE['powershell']}",
        "node": f"{_TAKE_VERIFIER['node']}; code_challenge = {DERIVE['node']}",
        "python": f"{_TAKE_VERIFIER['python']}; code_challenge = {DERIVE['python']}",
    }
)
"""Takes the verifier out of `code_challenge`, and derives the challenge from it."""

_WRONG_IN_HASHING = {"utf-16", "decoded-verifier", "case-changed"}
"""Mistakes in what was hashed that leave the variable itself right."""


def choose_fixes(reconstruction: Reconstruction, verifier: bytes, challenge: str) -> Mapping[str, str]:
    """The line in each language that fixes a pair.

    Args:
        reconstruction: what explains the pair.
        verifier: as the reader has it.
        challenge: as the reader has it.
    """
    deviations = reconstruction.deviations
    if reconstruction.is_swapped:
        return SWAP_BACK if len(deviations) == 1 else SWAP_AND_DERIVE
    if deviations == reconstruction.around_challenge:
        repair = _find_repair(challenge, s256(verifier), _CHALLENGE)
        return repair.challenge if repair else DERIVE
    own, hashed = verifier.decode("utf-8", "replace"), reconstruction.hashed.decode("utf-8", "replace")
    if deviations == reconstruction.around_verifier:
        repair = _find_repair(own, hashed, _VERIFIER)
        return repair.verifier if repair else DERIVE
    if reconstruction.around_verifier:
        repair = _find_repair(own, hashed.strip("\r\n"), _VERIFIER)
    elif {each.mistake for each in reconstruction.hash_input} <= _WRONG_IN_HASHING:
        return DERIVE
    else:  # the variable may contain what was hashed
        repair = _find_repair(hashed, own, _VERIFIER)
    return repair.derive if repair else DERIVE


def _find_repair(text: str, right: str, allowed: str) -> Repair | None:
    return next((repair for repair in _REPAIRS if repair.undo(text, allowed) == right), None)
