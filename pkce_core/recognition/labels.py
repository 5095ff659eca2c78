"""Values with their names beside them, error codes, and bare values that only their shape shows."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.recognition.addresses import PARAMETERS, find_parameters
from pkce_core.recognition.recognized import Recognized, Sureness
from pkce_core.text.base64url import encode_base64url

if TYPE_CHECKING:
    from collections.abc import Iterator

_BY_LETTERS = {name.replace("_", ""): name for name in PARAMETERS if name != "error"}
"""The names as codeVerifier, code-verifier and "Code verifier" have them. What follows "error" is prose."""
_NAMES = "|".join(
    name.replace("_", "[_ -]?") for name in sorted(_BY_LETTERS.values(), key=len, reverse=True)
)  # fmt: skip
_OTHER_CODES = "".join(
    f"(?<!{word} )"
    for word in (
        "error", "status", "exit", "return", "response", "http", "country", "zip", "postal", "source", "area", "promo",
        "coupon", "discount", "voucher", "product", "language", "currency", "qr", "bar", "verification", "security",
    )
)  # fmt: skip
"""Words before "code" or "state" that make it something else."""
_FIRST_LETTERS = "".join(sorted({name[0] for name in _BY_LETTERS}))
_LABELED = re.compile(
    rf"(?<![\w?&.])(?=[\"']?(?i:[{_FIRST_LETTERS}]))(?i:{_OTHER_CODES})[\"']?(?i:({_NAMES}))[\"']?\s*(=>|[:=](?![:=>])|\|)\s*"
    rf"([\"']?)([^\s\"',;&}}<>|]+)"
)
_PROGRAM = re.compile(r"[A-Za-z_$]\w*(?:\??\.[A-Za-z_]\w*)+|.*[({\[$].*")
"""A value that a program computes."""
_HIDDEN = re.compile(
    r"(?i)[\[({<]?(?:redacted|removed|hidden|masked|filtered|omitted|snip(?:ped)?)[\])}>]?|[*x.…•]{3,}"
)
"""What people and logs write over a secret."""
_PROSE = re.compile(r"[A-Z]?[a-z]{2,14}[.!?)]?|https?:.*")
"""A word after a colon, as in "State: California"."""
_FORM = r"(?<![^\s'\"])[?#]?[A-Za-z_]\w{0,60}=[^\s'\"<>]*"
_ERROR = (
    rf"(?<![\w/.])(?=[A{''.join(sorted({code[0] for code in ERROR_CODES}))}])"
    rf"({'|'.join(sorted(ERROR_CODES, key=len, reverse=True))}|AADSTS\d{{4,8}})(?![\w/])"
)
_BARE = r"(?<![\w.~%+/=&?\-])[A-Za-z0-9\-._~]{43,128}(?![\w.~%+/=\-])"
_VERIFIER = r"[A-Za-z0-9\-._~]{43,128}"
# RFC 7636 §4.2: 32 octets in base64url; the last character has two spare bits, which are zero.
_HASH = r"[A-Za-z0-9\-_]{42}[AEIMQUYcgkosw048]"
_MOST_BARE = 50
_JOINED = str.maketrans("", "", "_ -")


def find_labeled(text: str) -> Iterator[Recognized]:
    """Values after their name, the parameters of forms, and error codes."""
    for match in re.finditer(_FORM, text):
        yield from _read_form(match[0], match.start())
    for match in _LABELED.finditer(text):
        if _HIDDEN.fullmatch(match[4]):
            continue
        name, value = _BY_LETTERS[match[1].lower().translate(_JOINED)], match[4]
        if not match[3] and name != "client_id" and _is_no_value(name, match[2], value):
            continue
        fits = name in ("code_verifier", "code_challenge") and re.fullmatch(_VERIFIER, value)
        yield Recognized(
            kind=PARAMETERS[name], value=value, start=match.start(4), end=match.end(4),
            sureness=Sureness.CERTAIN if fits else Sureness.LIKELY, why=f"The text calls it {name}.",
        )  # fmt: skip
    for match in re.finditer(_ERROR, text):
        yield Recognized(
            kind="error-code", value=match[1], start=match.start(1), end=match.end(1),
            sureness=Sureness.LIKELY, why="It is a known error code.",
        )  # fmt: skip


def _is_no_value(name: str, sign: str, value: str) -> bool:
    """Whether what follows a name is a program's expression or a word of prose."""
    if _PROGRAM.fullmatch(value):
        return True
    return sign == ":" and name in ("code", "state", "nonce") and _PROSE.fullmatch(value) is not None


def _read_form(form: str, at: int) -> Iterator[Recognized]:
    if re.search(r"(?:^|[?#&])grant_type=", form):
        yield Recognized(
            kind="token-request", value=form, start=at, end=at + len(form),
            sureness=Sureness.CERTAIN, why="It is a form with grant_type.",
        )  # fmt: skip
        yield from find_parameters(f"&{form}", at - 1)
    elif "&" in form:
        yield from find_parameters(f"&{form}", at - 1, Sureness.LIKELY)


def _is_dotted_name(value: str) -> bool:
    """Whether it is the name of a class, a module or a host: words between dots. Random text has more digits."""
    words = value.split(".")
    usual = all(word[:1].isalpha() and word[-1:].isalnum() for word in words)
    few_digits = sum(map(str.isdigit, value)) * 10 <= len(value)
    return len(words) > 2 and usual and few_digits and not re.search(r"~|[-_]{2}", value)


def find_bare(text: str) -> Iterator[Recognized]:
    """Values without a name that have the length and the characters of a verifier or a challenge."""
    bare = (match for match in re.finditer(_BARE, text) if ".." not in match[0])
    found = [match for match, _ in zip(bare, range(_MOST_BARE), strict=False)]
    challenges = {match[0]: encode_base64url(sha256(match[0].encode("ascii")).digest()) for match in found}
    hashes = set(challenges.values())
    for match in found:
        value = match[0]
        if challenges[value] in challenges:
            kind, sureness, why = "verifier", Sureness.CERTAIN, "Its S256 challenge is in this text."
        elif value in hashes:
            kind, sureness = "challenge", Sureness.CERTAIN
            why = "It is the S256 challenge of another value in this text."
        elif re.fullmatch(_HASH, value):
            kind, sureness = "pair-value", Sureness.POSSIBLE
            why = "It has 43 characters of base64url: a challenge, or a verifier made of 32 octets."
        elif _is_dotted_name(value):
            continue
        else:
            kind, sureness = "verifier", Sureness.POSSIBLE
            why = f"It has {len(value)} characters, all of them allowed in a verifier."
        yield Recognized(kind=kind, value=value, start=match.start(), end=match.end(), sureness=sureness, why=why)
