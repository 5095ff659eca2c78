"""Everything that may have been hashed instead of the verifier is described in words of its own."""

from __future__ import annotations

import pytest

from pkce_core import diagnose_challenge
from pkce_core.diagnosis.stages.hash_inputs import list_hash_inputs
from pkce_core.pkce.derivation import s256

V = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
HEX = "deadbeefcafe4711" * 4


def _explain(verifier: str | bytes, challenge: str) -> tuple[tuple[str, ...], str]:
    diagnosis = diagnose_challenge(verifier, challenge)
    assert diagnosis is not None
    return diagnosis.mistakes, diagnosis.explanation


@pytest.mark.parametrize(
    ("hashed", "slug", "words"),
    [
        (V.lower(), "case-changed", " in lower case"),
        (V.upper(), "case-changed", " in upper case"),
        (V.swapcase(), "other-verifier", ", with upper and lower case swapped"),
        (f'"{V}"', "quoted", " in double quotes"),
        (f"'{V}'", "quoted", " in single quotes"),
        (f"`{V}`", "quoted", " in backticks"),
        (f"b'{V}'", "quoted", " written the way Python prints bytes, b'...'"),
        (f"{V} ", "whitespace", " plus a space"),
        (f" {V}", "whitespace", " with a space in front"),
        (f" {V} ", "whitespace", " between two spaces"),
        (f"{V}\t", "whitespace", " plus a tab"),
        (f"\t{V}", "whitespace", " with a tab in front"),
        (f"{V}\0", "whitespace", " plus an invisible NUL"),
        (f"\n{V}", "whitespace", " with a newline in front"),
        (f"{V}\n", "trailing-newline", " plus a newline"),
        (f"{V}\r\n", "crlf", " plus a Windows line end (CR LF)"),
        (f"{V}\n\n", "trailing-newline", " plus two newlines"),
        (f"{V}\r", "crlf", " plus a carriage return"),
        (V.encode("utf-16-le"), "utf-16", ", as UTF-16 text"),
        (b"\xff\xfe" + V.encode("utf-16-le"), "utf-16", ", as UTF-16 text with a BOM"),
        (V.encode("utf-16-be"), "utf-16", ", as big-endian UTF-16 text"),
        (b"\xfe\xff" + V.encode("utf-16-be"), "utf-16", ", as big-endian UTF-16 text with a BOM"),
        (b"\xef\xbb\xbf" + V.encode(), "whitespace", ", with an invisible byte order mark in front"),
        (f"{V}=", "padding", " with its = padding kept"),
        (V.replace("-", "+").replace("_", "/"), "standard-base64-verifier", " in standard base64"),
        (
            V.replace("-", "+").replace("_", "/") + "=",
            "standard-base64-verifier",
            " in standard base64 with its = padding",
        ),
        (f"code_verifier={V}", "parameter-copied", " with code_verifier= in front"),
        ("\n".join((V * 3)[at : at + 64] for at in (0, 64, 128)), "whitespace", " broken into lines of 64 characters"),
        ("\n".join((V * 3)[at : at + 76] for at in (0, 76)), "whitespace", " broken into lines of 76 characters"),
    ],
)
def test_what_was_hashed_is_named(hashed: str | bytes, slug: str, words: str) -> None:
    """RFC 7636 §4.2 hashes the ASCII of the verifier; the explanation says how what was hashed differs."""
    octets = hashed if isinstance(hashed, bytes) else hashed.encode()
    verifier = V * 3 if "broken" in words else V
    expected = ((slug,), f"This challenge was made from the verifier{words}.")
    if slug == "other-verifier":
        expected = ((slug,), f"This challenge was made from a verifier almost like yours{words}.")
    assert _explain(verifier, s256(octets)) == expected


@pytest.mark.parametrize(
    ("hashed", "words"),
    [
        ("", "an empty text"), ("\n", "an empty line"), ("undefined", "the word undefined"), ("null", "the word null"),
        ("None", "the word None"), ("code_verifier", "the name code_verifier"),
        ("$code_verifier", "the text $code_verifier"), ("${code_verifier}", "the text ${code_verifier}"),
        ("\r\n", "an empty line"), ("NaN", "the word NaN"), ("null\n", "the word null and a newline"),
        ("codeVerifier", "the name codeVerifier"), ("{{code_verifier}}", "the text {{code_verifier}}"),
        ("[object Promise]", "the text [object Promise]"), ("System.Byte[]", "the text System.Byte[]"),
    ],
)  # fmt: skip
def test_what_replaced_the_verifier_is_named(hashed: str, words: str) -> None:
    """A well-known text is hashed if a variable is empty, or if its name is used instead of its value."""
    slug = "other-text-hashed" if hashed.strip() else "empty-hashed"
    expected = ((slug,), f"This challenge was made from {words} instead of the verifier.")
    assert _explain(V, s256(hashed.encode())) == expected


@pytest.mark.parametrize(
    ("verifier", "octets"),
    [
        (HEX, bytes.fromhex(HEX)),
        ("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", bytes(range(32))),
        ("-_-_" * 11, b"\xfb\xff\xbf" * 11),
        ("AAAX" * 11, b"\x00\x00\x17" * 11),
    ],
)
def test_a_decoded_verifier_is_named(verifier: str, octets: bytes) -> None:
    """The octets behind the text were hashed, whether they were written in base64url or in hex."""
    expected = (("decoded-verifier",), "This challenge was made from the verifier, decoded to bytes first.")
    assert _explain(verifier, s256(octets)) == expected


@pytest.mark.parametrize(
    ("hashed", "mistakes"),
    [
        (f'"{V} \n"', None),
        (f'"{V}" \n', ("quoted", "whitespace", "trailing-newline")),
        (f"'{V}'\r\n".encode("utf-16-le"), ("quoted", "crlf", "utf-16")),
        (f"'{V}' \r\n".encode("utf-16-le"), None),
        (f'\t"{V}"', ("quoted", "whitespace")),
        (f"\t`{V}`\n", None),
        (f'"{V}"\n\n', ("quoted", "trailing-newline")),
        (f'"{V}" \n\n', None),
        (V.upper() + "\n\n", ("case-changed", "trailing-newline")),
        (f'"{V.upper()}"\n', None),
        (f'"{V}"\n'.encode("utf-16-be"), None),
        (f"{V}\n".encode("utf-16-be"), ("trailing-newline", "utf-16")),
    ],
)
def test_two_layers_combine_in_any_variant_and_three_in_common_ones(
    hashed: str | bytes, mistakes: tuple[str, ...] | None
) -> None:
    """What is rare is not believed of three things at once, and four things are not believed at all."""
    octets = hashed if isinstance(hashed, bytes) else hashed.encode()
    assert _explain(V, s256(octets))[0] == (mistakes or ())


@pytest.mark.parametrize("verifier", [V.encode(), HEX.encode(), b"\xff" * 43, b"", f'"{V}"'.encode()])
def test_inputs_come_cheapest_first(verifier: bytes) -> None:
    """The first input is the verifier as it is, without a mistake. Costlier ones follow, three mistakes at most."""
    inputs = list_hash_inputs(verifier)
    assert inputs[0].octets == verifier
    assert (inputs[0].deviations, inputs[0].around_verifier, inputs[0].cost) == ((), (), 0)
    costs = [each.cost for each in inputs]
    assert costs == sorted(costs)
    assert max(len(each.deviations) for each in inputs) <= 3


@pytest.mark.parametrize(
    ("end", "slug"), [(b"\n", "trailing-newline"), (b"\r\n", "crlf"), (b"\n\n", "trailing-newline"), (b"\r", "crlf")]
)
def test_octets_that_are_no_text_may_have_had_a_line_end(end: bytes, slug: str) -> None:
    """RFC 7636 §4.1: a verifier is ASCII; if the octets are not even UTF-8, only what follows them is considered."""
    assert _explain(b"\xff\x00" * 22, s256(b"\xff\x00" * 22 + end))[0] == (slug,)


@pytest.mark.parametrize(
    ("verifier", "hashed", "slug", "words"),
    [
        (f"a+b/{V}", f"a b/{V}", "decoded-verifier", " with a space for each +"),
        (f"a%2Bb+{V}", f"a+b {V}", "decoded-verifier", ", percent-decoded, with a space for each +"),
        (f"a b {V}", f"a+b+{V}", "encoded-verifier", " with a + for each space"),
        (f"a+b/{V}", f"a%2Bb%2F{V}", "encoded-verifier", ", percent-encoded"),
        (f"a b/{V}", f"a+b%2F{V}", "encoded-verifier", ", form-encoded"),
        (f"a!b/{V}", f"a!b%2F{V}", "encoded-verifier", ", percent-encoded"),
        (f"a b+{V}", f"a%20b+{V}", "encoded-verifier", ", percent-encoded"),
    ],
)
def test_a_verifier_that_a_form_changes(verifier: str, hashed: str, slug: str, words: str) -> None:
    """A verifier with characters that RFC 7636 §4.1 doesn't allow, as a form or a URL encodes and decodes it."""
    mistakes, explanation = _explain(verifier, s256(hashed.encode()))
    assert mistakes == (slug,)
    assert explanation == f"This challenge was made from the verifier{words}."
