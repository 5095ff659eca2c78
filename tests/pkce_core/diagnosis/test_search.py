"""A wrong challenge names the mistakes that made it, in the order in which they were made."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pkce_core import MISTAKES, Diagnosis, Spec, derive_code_challenge, diagnose_challenge
from pkce_core.diagnosis.search import LONGEST_VERIFIER
from pkce_core.text.alphabets import UNRESERVED

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "mistakes.json").read_text("utf-8"))
VERIFIER: str = VECTORS["code_verifier"]
RIGHT = derive_code_challenge(VERIFIER)
VERIFIERS = st.text(alphabet=UNRESERVED, min_size=43, max_size=128)


def _diagnose(verifier: str | bytes, challenge: str | bytes) -> Diagnosis:
    diagnosis = diagnose_challenge(verifier, challenge)
    assert diagnosis is not None
    return diagnosis


def _b64url(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def _s256(octets: bytes) -> str:
    return _b64url(hashlib.sha256(octets).digest())


@pytest.mark.parametrize(("slug", "challenge"), (VECTORS["single"] | VECTORS["around"]).items())
def test_each_known_mistake_comes_out_alone(slug: str, challenge: str) -> None:
    """The known wrong challenges of Appendix B's verifier have one name each."""
    diagnosis = _diagnose(VERIFIER, challenge)
    assert diagnosis.mistakes == (slug,)
    assert diagnosis.fix == MISTAKES[slug].fix
    assert diagnosis.fix_language == MISTAKES[slug].language
    assert isinstance(diagnosis.spec, Spec)
    assert diagnosis.to_dict() == {
        "mistakes": [slug],
        "explanation": diagnosis.explanation,
        "likely": "",
        "tried": "",
        "fix": diagnosis.fix,
        "fix_language": diagnosis.fix_language,
    }


def _sha(name: str, verifier: str = VERIFIER) -> bytes:
    return hashlib.new(name, verifier.encode()).digest()


HEX = hashlib.sha256(VERIFIER.encode()).hexdigest()

COMBINED: list[tuple[str, tuple[str, ...]]] = [
    (_b64url(hashlib.sha256(f"{VERIFIER}\n".encode()).digest()) + "=", ("trailing-newline", "padding")),
    (hashlib.sha256(VERIFIER.encode("utf-16-le")).hexdigest(), ("utf-16", "hex-digest")),
    (HEX.upper(), ("hex-digest",)),
    (bytes.fromhex(HEX).hex("-").upper(), ("hex-digest",)),
    (bytes.fromhex(HEX).hex(":"), ("hex-digest",)),
    (bytes.fromhex(HEX).hex(" ").upper(), ("hex-digest",)),
    (
        _b64url(hashlib.sha256(f"{VERIFIER}\n".encode()).hexdigest().encode())[:50],
        ("trailing-newline", "base64-of-hex", "truncated"),
    ),
    (base64.b64encode(f"{HEX}  -\n".encode()).decode(), ("base64-of-hex", "padding")),
    (base64.b64encode(HEX.encode()).decode(), ("base64-of-hex", "padding")),
    (_b64url(HEX.upper().encode()), ("base64-of-hex",)),
    (_b64url(HEX.encode()).lower(), ("base64-of-hex", "case-changed")),
    (base64.b64encode(_sha("sha256")).decode().rstrip("="), ("standard-base64",)),
    (_b64url(_sha("md5")), ("md5",)),
    (_sha("md5").hex(), ("md5", "hex-digest")),
    (_b64url(_sha("sha1")), ("sha1",)),
    (_b64url(_sha("sha384")), ("sha384",)),
    (_b64url(_sha("sha512")), ("sha512",)),
    (_b64url(_sha("sha512")[:32]), ("sha512", "truncated")),
    (_s256(_sha("sha256").hex().encode()), ("double-hash",)),
    (_s256(RIGHT.encode()), ("double-hash",)),
    (VERIFIER, ("plain",)),
    (VERIFIER.upper(), ("plain", "case-changed")),
    (VERIFIER[:30], ("plain", "truncated")),
    (f'"{VERIFIER}"', ("plain", "quoted")),
    (VERIFIER.encode().hex(), ("plain", "hex-digest")),
    (_b64url(VERIFIER.encode()), ("plain",)),
    (RIGHT[:40], ("truncated",)),
    (RIGHT[3:], ("truncated",)),
    (RIGHT[5:30], ("truncated",)),
    (_b64url(_sha("sha256")[:16]), ("truncated",)),
    (_b64url(_sha("md5")).lower(), ("md5", "case-changed")),
    (_b64url(_sha("md5").hex().encode()).lower(), ("md5", "base64-of-hex", "case-changed")),
    (_s256(_sha("sha256", f'"{VERIFIER}" ').hex().encode()), ("quoted", "whitespace", "double-hash")),
    (_b64url(_sha("sha1", f' "{VERIFIER}"')), ("quoted", "whitespace", "sha1")),
    (RIGHT.lower(), ("case-changed",)),
    (RIGHT.swapcase(), ("case-changed",)),
    (RIGHT[0].swapcase() + RIGHT[1:], ("case-changed",)),
    (RIGHT[:20] + RIGHT[20:].lower(), ("case-changed",)),
    (RIGHT.lower()[:40], ("case-changed", "truncated")),
    (f" {RIGHT}\n", ("whitespace",)),
    (f"{RIGHT[:20]}\n{RIGHT[20:]}", ("whitespace",)),
    (f"{RIGHT}=".replace("-", " "), ("standard-base64", "whitespace")),
    (f'"{RIGHT}"', ("quoted",)),
    (f"\u201c{RIGHT}\u201d", ("quoted",)),
    (f'{RIGHT}",', ("quoted",)),
    (f' "{RIGHT}="', ("padding", "quoted", "whitespace")),
    (f"{RIGHT}%3D", ("padding", "percent-encoded")),
    (f"{RIGHT}%253D", ("padding", "percent-encoded")),
    (f'"{RIGHT}%253D"', ("padding", "percent-encoded", "quoted")),
    (f"%{ord(RIGHT[0]):02x}{RIGHT[1:]}", ("percent-encoded",)),
    (_s256(f'"{VERIFIER}"\n'.encode()), ("quoted", "trailing-newline")),
    (_s256(f"{VERIFIER} \r\n".encode()), ("whitespace", "crlf")),
    (_s256(f"{VERIFIER}\r\n".encode("utf-16")), ("crlf", "utf-16")),
    (_s256(b"\xef\xbb\xbf" + VERIFIER.encode()), ("whitespace",)),
    (_s256(f"{VERIFIER}\0".encode()), ("whitespace",)),
    (_s256(VERIFIER.lower().encode()), ("case-changed",)),
    (_s256(VERIFIER.swapcase().encode()), ("other-verifier",)),
    (_s256(VERIFIER[1:].encode()), ("other-verifier",)),
    (_s256(f"{VERIFIER}k".encode()), ("other-verifier",)),
    (_s256(f"{VERIFIER[:7]}z{VERIFIER[8:]}".encode()) + "=", ("other-verifier", "padding")),
    (
        hashlib.sha256(f"{VERIFIER[1]}{VERIFIER[0]}{VERIFIER[2:]}".encode()).hexdigest(),
        ("other-verifier", "hex-digest"),
    ),
]


@pytest.mark.parametrize(("challenge", "mistakes"), COMBINED)
def test_mistakes_combine_in_the_order_made(challenge: str, mistakes: tuple[str, ...]) -> None:
    """Before the hash, in the hash, in its encoding, around it: each stage in that order."""
    diagnosis = _diagnose(VERIFIER, challenge)
    assert diagnosis.mistakes == mistakes
    assert VERIFIER not in diagnosis.explanation
    assert diagnosis.explanation.endswith(".")


@pytest.mark.parametrize(
    ("verifier", "challenge", "mistakes"),
    [
        (RIGHT, VERIFIER, ("swapped",)),
        (f"{RIGHT}=", VERIFIER, ("padding", "swapped")),
        (_s256(f"{VERIFIER}\n".encode()), VERIFIER, ("trailing-newline", "swapped")),
        (_s256(f'"{VERIFIER}"\n'.encode()), VERIFIER, ()),
        (_s256(f"{VERIFIER}\n".encode()) + "=", VERIFIER, ("trailing-newline", "padding", "swapped")),
        (_s256(b"\xed\xa0\x80" * 43), "\ud800" * 43, ("swapped",)),
        (_s256(b"x" * LONGEST_VERIFIER), "x" * LONGEST_VERIFIER, ("swapped",)),
        (_s256(b"x" * (LONGEST_VERIFIER + 1)), "x" * (LONGEST_VERIFIER + 1), ()),
        (f"{VERIFIER}\n", RIGHT, ("whitespace",)),
        (f'"{VERIFIER}"', RIGHT, ("quoted",)),
        (f'{VERIFIER[:-1]}X"', _s256(f"{VERIFIER[:-1]}X".encode()), ("quoted",)),
        ("x" * LONGEST_VERIFIER, _s256(b"x" * LONGEST_VERIFIER + b"\n"), ("trailing-newline",)),
        ("deadbeef" * 8, _s256(bytes.fromhex("deadbeef" * 8)), ("decoded-verifier",)),
        ("é" * 43, _s256(("é" * 43).encode("utf-16-le")), ("utf-16",)),
    ],
)
def test_what_is_wrong_with_the_verifier_field(verifier: str, challenge: str, mistakes: tuple[str, ...]) -> None:
    """Swapped fields, and a verifier pasted with something around it."""
    assert _diagnose(verifier, challenge).mistakes == mistakes


Step = tuple[str, Callable[[Any], Any]]


def _steps(*steps: Step) -> st.SearchStrategy[list[Step]]:
    return st.one_of(st.just([]), st.sampled_from([[step] for step in steps]))


BEFORE = st.tuples(
    _steps(("quoted", lambda text: f'"{text}"'), ("quoted", lambda text: f"'{text}'")),
    _steps(("whitespace", lambda text: f"{text} ")),
    _steps(("trailing-newline", lambda text: f"{text}\n"), ("crlf", lambda text: f"{text}\r\n")),
    _steps(("utf-16", lambda text: text.encode("utf-16-le"))),
)
HASH = _steps(
    ("md5", lambda octets: hashlib.md5(octets).digest()),
    ("sha1", lambda octets: hashlib.sha1(octets).digest()),
    ("sha384", lambda octets: hashlib.sha384(octets).digest()),
    ("sha512", lambda octets: hashlib.sha512(octets).digest()),
    ("double-hash", lambda octets: hashlib.sha256(hashlib.sha256(octets).digest()).digest()),
)
WRITING = _steps(
    ("hex-digest", lambda digest: digest.hex()),
    ("base64-of-hex", lambda digest: _b64url(digest.hex().encode())),
)
AFTER = st.tuples(
    _steps(("case-changed", lambda text: text.upper() if text != text.upper() else text.lower())),
    _steps(("truncated", lambda text: text[: len(text) * 3 // 4])),
    _steps(("quoted", lambda text: f'"{text}"')),
    _steps(
        (
            "percent-encoded",
            lambda text: quote(text, safe="") if quote(text) != text else f"%{ord(text[0]):X}{text[1:]}",
        )
    ),
    _steps(("whitespace", lambda text: f"{text}\n")),
)


@given(VERIFIERS, BEFORE, HASH, WRITING, AFTER)
def test_whole_chains_are_found(
    verifier: str,
    before: tuple[list[Step], ...],
    hashing: list[Step],
    writing: list[Step],
    after: tuple[list[Step], ...],
) -> None:
    """A chain of mistakes, applied forward, is named again: the same slugs in the same order."""
    first = [step for layer in before for step in layer]
    last = [step for layer in after for step in layer]
    assume(len(first) + len(hashing) <= 3)
    assume(len(first) + len(hashing) + len(writing) + len(last) > 0)
    value: Any = verifier
    for _, change in first:
        value = change(value)
    octets = value if isinstance(value, bytes) else value.encode()
    digest = hashing[0][1](octets) if hashing else hashlib.sha256(octets).digest()
    challenge = writing[0][1](digest) if writing else _b64url(digest)
    for _, change in last:
        challenge = change(challenge)
    # The letter case of hex digits means nothing.
    after_writing = [
        step for step in last if not (step[0] == "case-changed" and [slug for slug, _ in writing] == ["hex-digest"])
    ]
    made = tuple(slug for slug, _ in [*first, *hashing, *writing, *after_writing])
    assert _diagnose(verifier, challenge).mistakes == made


@given(VERIFIERS, VERIFIERS)
def test_unrelated_values_are_not_explained(verifier: str, other: str) -> None:
    """The challenge of an unrelated verifier isn't explained by a mistake: the search makes nothing up."""
    assume(len({*verifier} & {*other}) < 40 and verifier[:5] != other[:5] and verifier[-5:] != other[-5:])
    assert _diagnose(verifier, derive_code_challenge(other)).mistakes == ()


def test_a_start_that_a_cut_verifier_has_by_chance() -> None:
    """A challenge that only starts like that of a cut verifier is explained by nothing."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier[:-2].encode()).digest()).decode().rstrip("=")
    diagnosis = diagnose_challenge(verifier, digest[:12] + derive_code_challenge(verifier)[12:])
    assert diagnosis is not None
    assert "cut-verifier" not in diagnosis.mistakes
