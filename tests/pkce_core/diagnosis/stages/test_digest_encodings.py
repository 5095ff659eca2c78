"""Every encoding of a digest is found by its prefix and explained by its mistakes."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pkce_core import diagnose_challenge
from pkce_core.diagnosis.stages.deviations import cost_of
from pkce_core.diagnosis.stages.digest_encodings import (
    caseless_digest_prefixes,
    caseless_prefix,
    digest_prefixes,
    encodings_of,
    explain_encoding,
)
from pkce_core.text.alphabets import UNRESERVED

VERIFIERS = st.text(alphabet=UNRESERVED, min_size=43, max_size=128)

DIGESTS = st.sampled_from([16, 20, 32, 48, 64]).flatmap(lambda size: st.binary(min_size=size, max_size=size))


@given(DIGESTS)
def test_an_encoding_is_found_and_explained(digest: bytes) -> None:
    """The search looks a digest up by its prefix first, so an encoding without the prefix would never be compared."""
    for text, deviations in encodings_of(digest):
        for recased in (text, text.swapcase()):
            assert digest[:3] in digest_prefixes(recased)
        explanation = explain_encoding(text, digest)
        assert explanation is not None
        assert cost_of(explanation) <= cost_of(deviations)


@given(DIGESTS)
def test_an_encoding_in_one_letter_case_is_found_and_explained(digest: bytes) -> None:
    """Case that is lost in base64 can't be undone, so these prefixes are compared in lower case."""
    for text, _ in encodings_of(digest):
        for recased in (text.lower(), text.upper()):
            prefixes = caseless_digest_prefixes(digest, with_hex=True)
            assert caseless_prefix(recased) in prefixes or digest[:3] in digest_prefixes(recased)
            assert explain_encoding(recased, digest) is not None


def _standard(verifier: str) -> str:
    return base64.b64encode(hashlib.sha256(verifier.encode()).digest()).decode()


def _explain(verifier: str, challenge: str) -> tuple[tuple[str, ...], str]:
    diagnosis = diagnose_challenge(verifier, challenge)
    assert diagnosis is not None
    return diagnosis.mistakes, diagnosis.explanation


@given(VERIFIERS, st.sampled_from(["", "="]))
def test_deleted_characters_are_named(verifier: str, padding: str) -> None:
    """Standard base64 whose + and / were deleted, with its padding or without."""
    standard = _standard(verifier).rstrip("=")
    bare = standard.translate(str.maketrans(dict.fromkeys("+/")))
    # At the start or the end, a missing character looks cut off.
    assume(standard != bare and standard[0] not in "+/" and standard[-1] not in "+/")
    mistakes, explanation = _explain(verifier, bare + padding)
    assert mistakes == (("deleted-characters", "padding") if padding else ("deleted-characters",))
    assert "had been deleted instead of replaced" in explanation


@given(
    VERIFIERS,
    st.sampled_from([("_", "-"), ("_", "_"), ("-", "-"), (".", "_"), ("-", "."), ("*", "!"), ("/", "+"), ("~", "~")]),
)
def test_wrong_replacements_are_named(verifier: str, written: tuple[str, str]) -> None:
    """RFC 4648 §5: - for + and _ for /. What else was written is said, or that the two were exchanged."""
    standard = _standard(verifier).rstrip("=")
    challenge = standard.replace("+", "\0").replace("/", written[1]).replace("\0", written[0])
    right = standard.replace("+", "-").replace("/", "_")
    assume(challenge not in (right, standard))
    mistakes, explanation = _explain(verifier, challenge)
    assert mistakes == ("wrong-characters",)
    if written == ("_", "-") and {"+", "/"} <= {*standard}:
        assert "has - and _ the wrong way round" in explanation
    else:
        assert " instead of each " in explanation


@given(VERIFIERS, st.booleans())
def test_a_replacement_of_the_first_only_is_standard_base64(verifier: str, padded: bool) -> None:
    """JavaScript's replace with a text replaces its first match only."""
    standard = _standard(verifier)
    challenge = standard.replace("+", "-", 1).replace("/", "_", 1)
    challenge = challenge if padded else challenge.rstrip("=")
    assume({"+", "/"} & {*challenge} and {"-", "_"} & {*challenge})
    mistakes, explanation = _explain(verifier, challenge)
    assert mistakes == ("standard-base64",)
    assert "has only some of its + and / replaced" in explanation


def test_a_replacement_in_one_place_is_no_rule() -> None:
    """Where only one of two - was changed, a character was mistyped."""
    right = f"AAAAAAAAAAAA-{'B' * 12}-{'C' * 16}A"
    assert explain_encoding(right.replace("-", ".", 1), base64.urlsafe_b64decode(f"{right}=")) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{0}-{1}_{2}", None),
        ("{0}{1}{2}", "is missing every - and _, as if + and / had been deleted instead of replaced"),
        ("{0}{1}_{2}", "is missing every -, as if + and / had been deleted instead of replaced"),
        ("{0}+{1}{2}", "is missing every _, as if + and / had been deleted instead of replaced"),
        ("{0}_{1}-{2}", "has - and _ the wrong way round"),
        ("{0}.{1}_{2}", "has . instead of each -"),
        ("{0}.{1}:{2}", "has . instead of each - and has : instead of each _"),
        ("{0}-{1}/{2}", "has only some of its + and / replaced"),
        ("{0}\u00e9{1}_{2}", None),
        ("{0}_{1}{2}-", None),
    ],
)
def test_each_change_of_the_two_characters_is_described(text: str, words: str | None) -> None:
    """A digest with one of each; what isn't such a change is left to others."""
    parts = ["AAAAAAAAAAAA", "BBBBBBBBBBBB", "CCCCCCCCCCCCCCCCA"]
    one = f"{parts[0]}-{parts[1]}_{parts[2]}"
    digest = base64.urlsafe_b64decode(f"{one}=")
    explanation = explain_encoding(text.format(*parts), digest)
    if words is None:
        assert not explanation or "replaced" not in explanation[0].phrase
    else:
        assert explanation is not None
        assert explanation[0].phrase == words


def test_padding_that_became_another_character() -> None:
    """What stands for the padding of another hash is named beside that hash."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    text = base64.urlsafe_b64encode(hashlib.sha512(verifier.encode()).digest()).decode().replace("=", "~")
    diagnosis = diagnose_challenge(verifier, text)
    assert diagnosis is not None
    assert '"~~"' in diagnosis.explanation
