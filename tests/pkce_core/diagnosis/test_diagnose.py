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
from pkce_core.diagnosis.fix_snippets import DERIVE, DROP_STRAYS, SWAP_AND_DERIVE, SWAP_BACK
from pkce_core.diagnosis.search import LONGEST_CHALLENGE, LONGEST_VERIFIER
from pkce_core.text.alphabets import UNRESERVED

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "mistakes.json").read_text("utf-8"))
VERIFIER: str = VECTORS["code_verifier"]
RIGHT = derive_code_challenge(VERIFIER)
VERIFIERS = st.text(alphabet=UNRESERVED, min_size=43, max_size=128)
SLUGS = [
    "padding",
    "standard-base64",
    "hex-digest",
    "base64-of-hex",
    "trailing-newline",
    "crlf",
    "decoded-verifier",
    "utf-16",
    "double-hash",
    "md5",
    "sha1",
    "sha384",
    "sha512",
    "swapped",
    "plain",
    "truncated",
    "case-changed",
    "percent-encoded",
    "quoted",
    "whitespace",
    "other-verifier",
]


def _diagnose(verifier: str | bytes, challenge: str | bytes) -> Diagnosis:
    diagnosis = diagnose_challenge(verifier, challenge)
    assert diagnosis is not None
    return diagnosis


def _b64url(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def _s256(octets: bytes) -> str:
    return _b64url(hashlib.sha256(octets).digest())


def test_the_table_of_mistakes_is_whole() -> None:
    """Every slug has a title, an explanation, a fix in four languages and a section."""
    assert list(MISTAKES) == SLUGS
    for slug, mistake in MISTAKES.items():
        assert mistake.slug == slug
        assert mistake.title
        assert mistake.explanation.endswith(".")
        assert set(mistake.fixes) == set(DERIVE)
        assert mistake.fix == mistake.fixes[mistake.language]
        assert "\n" not in mistake.fix
        assert mistake.spec.document == "RFC 7636"


def test_the_python_fix_is_right() -> None:
    """The line to copy gives the challenge of RFC 7636 Appendix B."""
    names = {"base64": base64, "hashlib": hashlib, "code_verifier": VERIFIER}
    assert eval(DERIVE["python"], names) == RIGHT  # noqa: S307


@pytest.mark.parametrize(("slug", "challenge"), VECTORS["single"].items())
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
    }


@pytest.mark.parametrize("verifier", [VERIFIER, VERIFIER.encode(), "x", "x" * LONGEST_VERIFIER, "x" * 2**20])
def test_a_right_challenge_needs_no_diagnosis(verifier: str | bytes) -> None:
    """None means that there is nothing to explain, whether or not the verifier is allowed."""
    octets = verifier if isinstance(verifier, bytes) else verifier.encode()
    assert diagnose_challenge(verifier, _s256(octets)) is None


def _sha(name: str, verifier: str = VERIFIER) -> bytes:
    return hashlib.new(name, verifier.encode()).digest()


HEX = hashlib.sha256(VERIFIER.encode()).hexdigest()
COMBINED: list[tuple[str, tuple[str, ...]]] = [
    (_b64url(hashlib.sha256(f"{VERIFIER}\n".encode()).digest()) + "=", ("trailing-newline", "padding")),
    (hashlib.sha256(VERIFIER.encode("utf-16-le")).hexdigest(), ("utf-16", "hex-digest")),
    (HEX.upper(), ("hex-digest", "case-changed")),
    (bytes.fromhex(HEX).hex("-").upper(), ("hex-digest", "case-changed")),
    (bytes.fromhex(HEX).hex(":"), ("hex-digest",)),
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
    """Before the hash, in the hash, in its writing, around it: each stretch in that order."""
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


def test_a_swap_back_is_a_line_to_copy() -> None:
    """Mistakes around a right challenge are undone where they are; others need a new derivation."""
    assert _diagnose(RIGHT, VERIFIER).fix == MISTAKES["swapped"].fix
    assert _diagnose(VERIFIER, f'"{RIGHT}"').fix == MISTAKES["quoted"].fix
    assert _diagnose(VERIFIER, f'"{RIGHT}="').fix == DERIVE["python"]
    newline = _diagnose(VERIFIER, _s256(f"{VERIFIER}\n".encode()))
    assert newline.explanation == "This challenge was made from the verifier plus a newline."
    assert newline.fix.startswith('printf %s "$code_verifier"')


ENDS_IN_X = f"{VERIFIER[:-1]}X"


@pytest.mark.parametrize(
    ("verifier", "challenge", "lines"),
    [
        (RIGHT, VERIFIER, SWAP_BACK),
        (f"{RIGHT}=", VERIFIER, SWAP_AND_DERIVE),
        (_s256(f"{VERIFIER}\n".encode()), VERIFIER, SWAP_AND_DERIVE),
        (VERIFIER, f'"{RIGHT}"', DROP_STRAYS.challenge),
        (f'"{VERIFIER}"', RIGHT, DROP_STRAYS.verifier),
        (f"{VERIFIER}\n", RIGHT, DROP_STRAYS.verifier),
        (f'"{VERIFIER}"', _s256(f"{VERIFIER}\n".encode()), DROP_STRAYS.derive),
        (f'"{ENDS_IN_X}"', _s256(f"{ENDS_IN_X}\n".encode()), DROP_STRAYS.derive),
        (VERIFIER, _s256(f"{VERIFIER}\n".encode()), DROP_STRAYS.derive),
        (VERIFIER, _s256(VERIFIER.encode("utf-16-le")), DERIVE),
        (VERIFIER, _s256(VERIFIER.lower().encode()), DERIVE),
        (VERIFIER, hashlib.sha256(VERIFIER.encode()).hexdigest(), DERIVE),
    ],
)
def test_the_fix_undoes_what_happened_where_it_happened(verifier: str, challenge: str, lines: dict[str, str]) -> None:
    """Swapped values are swapped back, a right value is cleaned in place, and all else is derived again."""
    diagnosis = _diagnose(verifier, challenge)
    assert diagnosis.fix == lines[diagnosis.fix_language]


@pytest.mark.parametrize(
    ("verifier", "challenge", "says"),
    [
        (VERIFIER, "x" * 43, "belongs to another verifier"),
        (VERIFIER, "", "The challenge is empty"),
        ("", RIGHT, "The verifier is empty"),
        (VERIFIER, "abc", "may be no challenge at all"),
        (VERIFIER, "x" * (LONGEST_CHALLENGE + 1), "The challenge has 1,025 characters"),
        (VERIFIER, b"x" * (LONGEST_CHALLENGE + 1), "The challenge has 1,025 characters"),
        (VERIFIER, b"x" * 5000, "The challenge has 5,000 characters"),
        (VERIFIER, "z" * LONGEST_CHALLENGE, "No known mistake"),
        ("x" * (LONGEST_VERIFIER + 1), RIGHT, "The verifier has 321 characters"),
        ("x" * 10**7, "y" * 10**7, "The verifier has 10,000,000 characters"),
        (b"\xff" * 43, b"\xfe" * 43, "No known mistake"),
        (VERIFIER, '"', "No known mistake"),
        (VERIFIER, "=" * 43, "No known mistake"),
        (VERIFIER, _b64url(_sha("md5", f'"{VERIFIER}" \n')), "No known mistake"),
        ("x" * 129, "y" * 43, "No known mistake"),
    ],
)
def test_what_nothing_explains_is_said_to_be_so(verifier: Any, challenge: Any, says: str) -> None:
    """No mistake is made up: it is said what is likely, and what was tried; the fix derives the challenge again."""
    diagnosis = _diagnose(verifier, challenge)
    assert diagnosis.mistakes == ()
    assert says in f"{diagnosis.explanation} {diagnosis.likely}"
    assert diagnosis.fix == DERIVE["shell"]


@pytest.mark.parametrize(
    ("challenge", "words"),
    [
        (f"{RIGHT}=".lower(), "but it keeps its = padding and has its letter case changed."),
        (RIGHT[1:], "but it lacks its first character."),
        (RIGHT[3:], "but it lacks its first 3 characters."),
        (f" {RIGHT}", "right, but it has a space before it."),
        (f"{RIGHT}\r\n", "right, but it has a Windows line end (CR LF) after it."),
        (f" {RIGHT}\n", "right, but it has a space before it and a newline after it."),
        (f"\t {RIGHT}\r\r", "right, but it has white space around it."),
        (f'"{RIGHT}="', "but it keeps its = padding and is in quotes."),
        (
            hashlib.md5(VERIFIER.encode()).hexdigest(),
            "was hashed with MD5 instead of SHA-256 and is written as hex",
        ),
        (_s256(b""), "made from an empty text instead of the verifier."),
        (_s256(b"undefined"), "made from the word undefined instead of the verifier."),
    ],
)
def test_explanations_read_well(challenge: str, words: str) -> None:
    """One is not "1 characters", a state follows "with", and what stood where the verifier belongs is named."""
    assert words in _diagnose(VERIFIER, challenge).explanation


def test_wrong_in_two_places_is_said_of_each() -> None:
    """What is wrong with the verifier field, then with the challenge, then nothing that contradicts."""
    both = _diagnose(f'"{VERIFIER}"', f"{RIGHT} ").explanation
    assert both == "Your verifier is in quotes. Apart from that, this challenge is right, but it has a space after it."
    quoted = _diagnose(f'"{RIGHT}"', VERIFIER).explanation
    assert quoted.endswith("swapped back, this challenge is right, but it is in quotes.")
    swapped = _diagnose(RIGHT, f"{VERIFIER}\n").explanation
    assert swapped.endswith("swapped back, this challenge is right, but your verifier has a newline after it.")


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (43, "one character fewer, one more, another one"),
        (48, "one character fewer, one more, another one"),
        (49, "one character fewer, doubled or another one"),
        (128, "one character fewer, doubled or another one"),
        (129, ""),
    ],
)
def test_only_what_ran_is_said_to_be_tried(length: int, words: str) -> None:
    """Slips in the verifier are listed by kind for its length, and not at all where none were tried."""
    tried = _diagnose((VERIFIER * 3)[:length], _s256(b"unrelated")).tried
    assert words in tried
    assert ("every verifier with" in tried) == bool(words)
    assert "every verifier with" not in _diagnose(VERIFIER, "=" * 43).tried
    assert "every verifier with" not in _diagnose("\u00e9" * 43, _s256(b"unrelated")).tried


def test_a_verifier_that_is_encoded_only_is_told_so() -> None:
    """Base64url alone is no S256: the step that is missing is the hash."""
    assert "is encoded without being hashed" in _diagnose(VERIFIER, _b64url(VERIFIER.encode())).explanation


@pytest.mark.parametrize("verifier", ["x" * 129, "\u00e9" * 43])
def test_a_challenge_like_a_hash_is_told_from_others(verifier: str) -> None:
    """Also where no slips are tried: then the last thing tried is the exchange, and no more is claimed."""
    diagnosis = _diagnose(verifier, _s256(b"unrelated"))
    assert diagnosis.explanation == "No known mistake leads from this verifier to this challenge."
    assert diagnosis.likely.startswith("It most likely belongs to another verifier")
    assert diagnosis.tried.startswith("Tried: line ends, ")
    assert diagnosis.tried.endswith(", and the two exchanged.")


def test_octets_are_read_as_the_text_they_are() -> None:
    """UTF-8 is decoded, lone surrogates included; other octets keep their numbers."""
    assert _diagnose(VERIFIER, f"\u201c{RIGHT}\u201d".encode()).mistakes == ("quoted",)
    assert _diagnose(_s256(b"\xed\xa0\x80" * 43), b"\xed\xa0\x80" * 43).mistakes == ("swapped",)
    assert _diagnose(VERIFIER, RIGHT.encode() + b"\xa0").mistakes == ("whitespace",)
    assert _diagnose(b"\xed\xa0\x80" * 43, _s256(b'"' + b"\xed\xa0\x80" * 43 + b'"')).mistakes == ("quoted",)


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
    made = tuple(slug for slug, _ in [*first, *hashing, *writing, *last])
    assert _diagnose(verifier, challenge).mistakes == made


@given(st.one_of(st.text(max_size=60), st.binary(max_size=60), VERIFIERS), st.one_of(st.text(max_size=60), st.binary()))
def test_any_input_gives_a_diagnosis(verifier: str | bytes, challenge: str | bytes) -> None:
    """No text and no octets bring out an exception, and the explanation is always a sentence with a fix."""
    diagnosis = diagnose_challenge(verifier, challenge)
    if diagnosis is not None:
        assert set(diagnosis.mistakes) <= set(SLUGS)
        assert diagnosis.explanation.endswith(".")
        assert diagnosis.fix


@given(VERIFIERS, VERIFIERS)
def test_unrelated_values_are_not_explained(verifier: str, other: str) -> None:
    """The challenge of an unrelated verifier is nobody's mistake: the search makes nothing up."""
    assume(len({*verifier} & {*other}) < 40 and verifier[:5] != other[:5] and verifier[-5:] != other[-5:])
    assert _diagnose(verifier, derive_code_challenge(other)).mistakes == ()
