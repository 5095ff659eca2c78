"""What happened to the reader's copy of the verifier, or to the verifier before it was hashed, is undone and named."""

from __future__ import annotations

import pytest

from pkce_core import check_pair, derive_code_challenge, diagnose_challenge
from pkce_core.pkce.derivation import s256

V = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
C = derive_code_challenge(V)
LONG = (V * 3)[:128]


@pytest.mark.parametrize(
    ("verifier", "mistakes", "words"),
    [
        (f"{V[:20]}\n{V[20:]}", ("whitespace",), "is broken up by a newline"),
        (f"{V[:20]}\x1b{V[20:]}", ("whitespace",), "is broken up by a control character (U+001B)"),
        (f"{V[:20]} \t{V[20:]}", ("whitespace",), "is broken up by white space"),
        (f"\u00a0{V}", ("whitespace",), "has a no-break space at the start"),
        (V.replace("-", "%2D"), ("percent-encoded",), "percent-encoded"),
        (f"code_verifier={V}", ("parameter-copied",), "with its parameter name"),
        (f"b'{V}'", ("quoted",), "the way Python prints bytes"),
        (f"{V}\x1b[31m", ("surrounding-text",), "has other text around it"),
        (V.replace("-", "\u2013"), ("look-alikes",), "only look like"),
        (V.replace("a", "\u0430"), ("look-alikes",), "only look like"),
        (V.translate({ord(c): ord(c) + 0xFEE0 for c in "nQ4"}), ("look-alikes",), "only look like"),
        (V + V, ("pasted-twice",), "appears twice in a row"),
        (
            V.replace("-", "+").replace("_", "/") + "=",
            ("standard-base64-verifier",),
            "in standard base64 instead of base64url",
        ),
        (V.encode("utf-16"), ("utf-16",), "saved as UTF-16"),
        (V.encode("utf-16-le"), ("utf-16",), "saved as UTF-16"),
        (V.encode("utf-16-be"), ("utf-16",), "saved as UTF-16"),
        (b"\xfe\xff" + V.encode("utf-16-be"), ("utf-16",), "saved as UTF-16"),
        (f"{V}\r\n".encode("utf-16"), ("whitespace", "utf-16"), "and is saved as UTF-16"),
        (V.encode() + b"\xa0", ("whitespace",), "at the end"),
    ],
)
def test_the_readers_copy_is_cleaned(verifier: str | bytes, mistakes: tuple[str, ...], words: str) -> None:
    """The challenge belongs to the clean verifier: it is called correct, and nothing of the secret is shown raw."""
    diagnosis = diagnose_challenge(verifier, C)
    assert diagnosis is not None
    assert diagnosis.mistakes == mistakes
    assert diagnosis.explanation.startswith("This challenge is correct, but your verifier ")
    assert words in diagnosis.explanation
    assert diagnosis.explanation.isprintable()


@pytest.mark.parametrize(
    ("verifier", "hashed", "mistakes", "words"),
    [
        (V, f"b'{V}'", ("quoted",), "the way Python prints bytes"),
        (V, f"{V}=", ("padding",), "with its = padding kept"),
        (V, V.replace("-", "+").replace("_", "/"), ("standard-base64-verifier",), "in standard base64."),
        (
            V,
            V.replace("-", "+").replace("_", "/") + "=",
            ("standard-base64-verifier",),
            "in standard base64 with its = padding.",
        ),
        (V, f"code_verifier={V}", ("parameter-copied",), "with code_verifier= in front"),
        (f"~{V}", f"%7E{V}", ("percent-encoded",), ", percent-encoded."),
        (LONG, f"{LONG[:64]}\n{LONG[64:]}", ("whitespace",), "broken into lines of 64 characters"),
        (
            LONG,
            f"{LONG[:76]}\n{LONG[76:]}\n",
            ("whitespace", "trailing-newline"),
            "lines of 76 characters plus a newline",
        ),
        (
            f'"{V}"',
            f"{V}\n",
            ("quoted", "trailing-newline"),
            "is in quotes. Apart from that, this challenge was made from the verifier",
        ),
    ],
)
def test_what_was_hashed_was_written_differently(
    verifier: str, hashed: str, mistakes: tuple[str, ...], words: str
) -> None:
    """The reader's verifier is clean, and the text that was hashed was not."""
    diagnosis = diagnose_challenge(verifier, s256(hashed.encode()))
    assert diagnosis is not None
    assert diagnosis.mistakes == mistakes
    assert words in diagnosis.explanation


@pytest.mark.parametrize("verifier", [b"\xff" * 43, b"\xff\xfea", "x" * 400, "\ud800" * 43])
def test_a_right_challenge_of_any_octets_is_right(verifier: str | bytes) -> None:
    """The diagnosis and the check of a pair agree, whatever was hashed."""
    octets = verifier if isinstance(verifier, bytes) else verifier.encode("utf-8", "surrogatepass")
    challenge = s256(octets)
    assert diagnose_challenge(verifier, challenge) is None
    assert check_pair(verifier, challenge).findings[-1].rule == "pair-match"


def test_octets_and_a_newline() -> None:
    """Octets that are not text may have had a line end too."""
    diagnosis = diagnose_challenge(b"\xff" * 43, s256(b"\xff" * 43 + b"\n"))
    assert diagnosis is not None
    assert diagnosis.mistakes == ("trailing-newline",)
