"""A diagnosis for every input: none for a right challenge, and an honest one for a challenge that nothing explains."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import MISTAKES, Diagnosis, UsageError, derive_code_challenge, diagnose_challenge
from pkce_core.diagnosis.fixes.repairs import DERIVE
from pkce_core.diagnosis.search import LONGEST_CHALLENGE, LONGEST_VERIFIER
from pkce_core.text.alphabets import UNRESERVED

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
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


def _sha(name: str, verifier: str = VERIFIER) -> bytes:
    return hashlib.new(name, verifier.encode()).digest()


@pytest.mark.parametrize("verifier", [VERIFIER, VERIFIER.encode(), "x", "x" * LONGEST_VERIFIER, "x" * 2**20])
def test_a_right_challenge_needs_no_diagnosis(verifier: str | bytes) -> None:
    """None means that there is nothing to explain, whether or not the verifier is allowed."""
    octets = verifier if isinstance(verifier, bytes) else verifier.encode()
    assert diagnose_challenge(verifier, _s256(octets)) is None


@pytest.mark.parametrize(
    ("verifier", "challenge", "says"),
    [
        (VERIFIER, "x" * 43, "So it isn't the S256 challenge of any verifier."),
        (VERIFIER, _s256(b"unrelated"), "It may belong to another verifier"),
        (VERIFIER, "", "The challenge is empty"),
        ("", RIGHT, "The verifier is empty"),
        (VERIFIER, "abc", "isn't the S256 challenge of any verifier"),
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
def test_a_challenge_that_nothing_explains(verifier: Any, challenge: Any, says: str) -> None:
    """No mistake is made up: the diagnosis says what is likely, and the fix derives the challenge again."""
    diagnosis = _diagnose(verifier, challenge)
    assert diagnosis.mistakes == ()
    assert says in f"{diagnosis.explanation} {diagnosis.likely}"
    assert diagnosis.fix == DERIVE["shell"]


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (43, "one character removed, added or changed"),
        (48, "one character removed, added or changed"),
        (49, "one character removed, doubled or changed"),
        (128, "one character removed, doubled or changed"),
        (129, ""),
    ],
)
def test_only_what_ran_is_said_to_be_tried(length: int, words: str) -> None:
    """Typos in the verifier are listed by kind for its length, and not at all if none were tried."""
    tried = _diagnose((VERIFIER * 3)[:length], _s256(b"unrelated")).tried
    assert words in tried
    assert ("every verifier with" in tried) == bool(words)
    assert "every verifier with" not in _diagnose(VERIFIER, "=" * 43).tried
    assert "every verifier with" not in _diagnose("\u00e9" * 43, _s256(b"unrelated")).tried


@pytest.mark.parametrize(("length", "tried"), [(LONGEST_VERIFIER, True), (LONGEST_VERIFIER + 1, False)])
def test_a_challenge_too_long_for_a_verifier_is_not_tried_as_one(length: int, tried: bool) -> None:
    """Swapped values are listed as tried only if they were."""
    assert ("swapped values" in _diagnose(VERIFIER, "=" * length).tried) is tried


@pytest.mark.parametrize("value", [None, 43, ["x"]])
def test_other_types_are_refused(value: Any) -> None:
    """A verifier and a challenge are text or octets; anything else is a mistake of the calling program."""
    with pytest.raises(UsageError, match="str or bytes"):
        diagnose_challenge(value, RIGHT)
    with pytest.raises(UsageError, match="str or bytes"):
        diagnose_challenge(VERIFIER, value)


@pytest.mark.parametrize("verifier", ["x" * 129, "\u00e9" * 43])
def test_a_challenge_like_a_hash_is_recognized(verifier: str) -> None:
    """Also if no typos are tried. Then the swapped values come last, and no more is claimed."""
    diagnosis = _diagnose(verifier, _s256(b"unrelated"))
    assert diagnosis.explanation == "No known mistake leads from this verifier to this challenge."
    assert diagnosis.likely == (
        "It has 43 characters of base64url, which is 256 bits: the form of an S256 challenge. "
        "It may belong to another verifier, such as one from an earlier attempt, or it was made in a way that wasn't "
        "tried."
    )
    assert diagnosis.tried.startswith("Tried: line ends, ")
    assert diagnosis.tried.endswith(", and swapped values.")


def test_octets_are_read_as_the_text_they_are() -> None:
    """UTF-8 is decoded, lone surrogates included. Other octets keep their numbers."""
    assert _diagnose(VERIFIER, f"\u201c{RIGHT}\u201d".encode()).mistakes == ("quoted",)
    assert _diagnose(_s256(b"\xed\xa0\x80" * 43), b"\xed\xa0\x80" * 43).mistakes == ("swapped",)
    assert _diagnose(VERIFIER, RIGHT.encode() + b"\xa0").mistakes == ("whitespace",)
    assert _diagnose(b"\xed\xa0\x80" * 43, _s256(b'"' + b"\xed\xa0\x80" * 43 + b'"')).mistakes == ("quoted",)


def test_half_characters_are_compared() -> None:
    """A lone surrogate on either side is no reason to give up."""
    assert diagnose_challenge("\ud800" * 43, "x" * 43) is not None
    assert diagnose_challenge(VERIFIER, "\ud800" * 43) is not None


@given(st.one_of(st.text(max_size=60), st.binary(max_size=60), VERIFIERS), st.one_of(st.text(max_size=60), st.binary()))
def test_any_input_gives_a_diagnosis(verifier: str | bytes, challenge: str | bytes) -> None:
    """No text and no octets bring out an exception, and the explanation is always a sentence with a fix."""
    diagnosis = diagnose_challenge(verifier, challenge)
    if diagnosis is not None:
        assert set(diagnosis.mistakes) <= set(MISTAKES)
        assert diagnosis.explanation.endswith(".")
        assert diagnosis.fix


FLOW = {
    "client_id": "my-client",
    "client_secret": "MARKED-secret-1",
    "state": "MARKED-state-2",
    "code": "MARKED-code-3",
    "access_token": "MARKED-token-4",
}


@pytest.mark.parametrize(("name", "value"), FLOW.items())
def test_another_value_of_the_flow_was_hashed(name: str, value: str) -> None:
    """The name of the value is said, and the value isn't."""
    diagnosis = diagnose_challenge(VERIFIER, _s256(value.encode()), flow=FLOW)
    assert diagnosis is not None
    assert diagnosis.mistakes == ("other-text-hashed",)
    assert diagnosis.explanation == f"This challenge was made from the value of {name} instead of the verifier."
    assert _diagnose(VERIFIER, _s256(value.encode())).mistakes == ()


@pytest.mark.parametrize("name", FLOW)
@pytest.mark.parametrize(
    "write", ["{}", "code: {}", "{}\n", "[object {}]", "(stdin)= {}", "1,2,3,{}", "<{} at 0x7f>", "SHA256({})= ab12"]
)
def test_no_value_of_the_flow_is_shown(name: str, write: str) -> None:
    """Whatever a challenge decodes to, if a value is in the text, then only its name is said."""
    text = write.format(FLOW[name])
    for challenge in (text, _b64url(text.encode()), text.encode().hex()):
        diagnosis = diagnose_challenge(VERIFIER, challenge, flow=FLOW)
        assert diagnosis is not None
        assert "MARKED" not in repr(diagnosis)
        if diagnosis.likely and challenge != text:
            assert f"It decodes to text that contains {name}." in diagnosis.likely
        if "object-text" in diagnosis.mistakes:
            assert diagnosis.explanation == "This challenge has the text of an object instead of a hash."


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("hello world", 'It decodes to the text "hello world".'),
        ("tab\tand\nnewline", 'It decodes to the text "tab\\tand\\nnewline".'),
        (f"verifier: {VERIFIER}!", "It decodes to text that contains the verifier."),
        (f"{VERIFIER} MARKED-code-3!", "It decodes to text that contains the verifier and code."),
        (f"{VERIFIER[::-1]}!", "It decodes to text with a run of 43 letters and digits, which may be a secret."),
    ],
)
def test_what_a_challenge_decodes_to_is_said(text: str, likely: str) -> None:
    """The text is shown if it can't be a secret."""
    diagnosis = diagnose_challenge(VERIFIER, _b64url(text.encode()), flow=FLOW)
    assert diagnosis is not None
    assert diagnosis.mistakes == ()
    assert likely in diagnosis.likely
    assert diagnosis.likely.endswith("So it isn't the S256 challenge of any verifier.")


def test_a_challenge_that_is_another_value_is_recognized() -> None:
    """The state sent as the challenge: that says more than its form, and no other verifier is suspected."""
    value = _s256(b"a nonce made with the same function")
    diagnosis = diagnose_challenge(VERIFIER, value, flow={"nonce": value})
    assert diagnosis is not None
    assert diagnosis.likely.startswith("It's the same text as nonce. It has 43 characters")
    assert "another verifier" not in diagnosis.likely
    short = diagnose_challenge(VERIFIER, "MARKED-state-2", flow=FLOW)
    assert short is not None
    assert short.likely.startswith("It's the same text as state.")


def test_the_verifier_among_the_values_changes_nothing() -> None:
    """A flow has the verifier too; it is not called another value."""
    challenge = _s256(f"{VERIFIER}\n".encode())
    assert diagnose_challenge(VERIFIER, challenge, flow={"code_verifier": VERIFIER}) == _diagnose(VERIFIER, challenge)


def test_names_of_values_are_made_fit_for_a_sentence() -> None:
    """A name comes from the reader's file: nothing invisible of it is shown, and not much."""
    diagnosis = diagnose_challenge(VERIFIER, _s256(b"some value"), flow={"na\nme" + "e" * 100: "some value"})
    assert diagnosis is not None
    assert "the value of na\\nmeee" in diagnosis.explanation
    assert len(diagnosis.explanation) < 200


@pytest.mark.parametrize("flow", [["client_id"], "client_id", {"client_id": 1}, {1: "client_id"}, 7])
def test_other_values_of_a_flow_are_refused(flow: Any) -> None:
    """They are texts by their names."""
    with pytest.raises(UsageError, match="mapping of names to texts"):
        diagnose_challenge(VERIFIER, RIGHT, flow=flow)


def test_a_huge_flow_takes_no_longer() -> None:
    """So many values are tried, and no longer ones; all of them are kept secret."""
    flow = {f"name{number}": f"value{number}" for number in range(5000)} | {"long": "x" * 10**7}
    assert diagnose_challenge(VERIFIER, _s256(b"value7"), flow=flow) is not None
    late = diagnose_challenge(VERIFIER, _s256(b"value4999"), flow=flow)
    assert late is not None
    assert late.mistakes == ()


def test_a_fix_is_there_in_every_language() -> None:
    """Each diagnosis has all of them, and one is its own."""
    diagnosis = _diagnose(VERIFIER, f"{RIGHT}=")
    assert diagnosis.fix == diagnosis.fixes[diagnosis.fix_language] == DERIVE["python"]
    assert diagnosis.in_language("ruby").fix == DERIVE["ruby"]
    assert diagnosis.in_language("ruby").to_dict()["fix_language"] == "ruby"
    with pytest.raises(UsageError, match="Choose from shell, python, "):
        diagnosis.in_language("cobol")


@pytest.mark.parametrize(
    "part", ["a", "QUJD", "1,", "\\x1", "(stdin)= ", "%FF", "ab:", "[object ", "\ufffd", "\x00", "=", "\u00e9", "-_"]
)
def test_hostile_text_is_diagnosed(part: str) -> None:
    """The longest challenges that are searched, and a megabyte."""
    for length in (LONGEST_CHALLENGE, 2**20):
        assert diagnose_challenge(VERIFIER, (part * length)[:length], flow=FLOW) is not None
    encoded = _b64url((part * LONGEST_CHALLENGE).encode())[:LONGEST_CHALLENGE]
    assert diagnose_challenge(VERIFIER, encoded, flow=FLOW) is not None


def test_what_was_hashed_is_known_and_not_shown() -> None:
    """A mistake before the hash is known with the octets that were hashed; they are as secret as the verifier."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    newline = diagnose_challenge(verifier, "AzV44Od887h21WZgjhInEFjKMEPzzLOPAksJ5Pf1eoc")
    assert newline is not None
    assert newline.hashed == f"{verifier}\n".encode()
    assert verifier not in repr(newline)
    padded = diagnose_challenge(verifier, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=")
    assert padded is not None
    assert padded.hashed == b""
