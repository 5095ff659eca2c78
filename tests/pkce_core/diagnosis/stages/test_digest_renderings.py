"""A digest that became text before it was encoded is found again, and what it became is named."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pkce_core import Diagnosis, derive_code_challenge, diagnose_challenge
from pkce_core.text.alphabets import UNRESERVED

if TYPE_CHECKING:
    from collections.abc import Callable

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
DIGEST = hashlib.sha256(VERIFIER.encode()).digest()
WITH_NEWLINE = hashlib.sha256(f"{VERIFIER}\n".encode()).digest()
OTHER = hashlib.sha256(b"another verifier").digest()
VERIFIERS = st.text(alphabet=UNRESERVED, min_size=43, max_size=128)
GIVES_SEVEN_TEXTS = "0"
"""With this after the verifier, no two of the renderings that lose bits are the same."""
WINDOWS_1252_HOLES = b"\x81\x8d\x8f\x90\x9d"


def _diagnose(verifier: str, challenge: str) -> Diagnosis:
    diagnosis = diagnose_challenge(verifier, challenge)
    assert diagnosis is not None
    return diagnosis


def _b64url(octets: bytes | str) -> str:
    octets = octets.encode() if isinstance(octets, str) else octets
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def _decimals(digest: bytes, separator: str = ",") -> str:
    return separator.join(map(str, digest))


def _signed(digest: bytes) -> str:
    return str([octet - 256 if octet > 127 else octet for octet in digest])


def _words(digest: bytes) -> str:
    return ",".join(map(str, struct.unpack(f">{len(digest) // 4}i", digest)))


def _windows_1252(digest: bytes) -> str:
    letters = (chr(octet) if octet in WINDOWS_1252_HOLES else bytes([octet]).decode("cp1252") for octet in digest)
    return "".join(letters)


def _swap_words(digest: bytes) -> bytes:
    return b"".join(digest[at : at + 4][::-1] for at in range(0, len(digest), 4))


def _reads(octets: bytes) -> str:
    return octets.decode("latin-1")


RENDERINGS: list[tuple[str, str, Callable[[bytes], str | bytes]]] = [
    ("openssl-text", "the line that openssl dgst prints", lambda d: f"SHA2-256(stdin)= {d.hex()}\n"),
    ("openssl-text", "the line that openssl dgst prints", lambda d: f"SHA2-256(stdin)= {d.hex()}"),
    ("openssl-text", "the line that openssl dgst prints", lambda d: f"(stdin)= {d.hex()}\n"),
    ("openssl-text", "the line that openssl dgst prints", lambda d: f"SHA256(stdin)= {d.hex()}\r\n"),
    ("openssl-text", "the line that openssl dgst prints", lambda d: f"SHA256(my verifier.txt)= {d.hex()}\n"),
    ("openssl-text", "the line that openssl dgst prints", lambda d: f"SHA2-256(/tmp/v)= {d.hex()}"),
    ("base64-of-hex", "the line that sha256sum --tag prints", lambda d: f"SHA256 (verifier.txt) = {d.hex()}\n"),
    ("base64-of-hex", "hex digits with other text around", lambda d: f"SHA256 digest: {d.hex()}"),
    ("base64-of-hex", "hex digits with other text around", lambda d: f"<Buffer {d.hex(' ')}>"),
    ("base64-of-hex", "hex digits with other text around", lambda d: f"<{d.hex(' ', 4)}>"),
    ("base64-of-hex", "hex digits with other text around", lambda d: f"#<Digest::SHA256: {d.hex()}>"),
    ("base64-of-hex", "hex digits in UTF-16", lambda d: d.hex().encode("utf-16-le")),
    ("decimal-bytes", "bytes in decimal numbers", lambda d: _decimals(d)),
    ("decimal-bytes", "bytes in decimal numbers", lambda d: _decimals(d, ", ")),
    ("decimal-bytes", "bytes in decimal numbers", lambda d: _decimals(d, " ")),
    ("decimal-bytes", "bytes in decimal numbers", lambda d: str(list(d))),
    ("decimal-bytes", "bytes in decimal numbers", lambda d: f"[{_decimals(d, ' ')}]"),
    ("decimal-bytes", "bytes in decimal numbers", lambda d: f"Uint8Array(32) [ {_decimals(d, ', ')} ]"),
    ("decimal-bytes", "bytes in decimal numbers", lambda d: f'{{"type":"Buffer","data":[{_decimals(d)}]}}'),
    (
        "decimal-bytes",
        "bytes in decimal numbers",
        lambda d: json.dumps({str(at): octet for at, octet in enumerate(d)}),
    ),
    ("decimal-bytes", "32-bit words in decimal numbers", _words),
    ("decimal-bytes", "32-bit words in decimal numbers", lambda d: f'{{"words":[{_words(d)}],"sigBytes":32}}'),
    ("printed-bytes", "bytes printed with escape sequences", str),
    ("printed-bytes", "bytes printed with escape sequences", lambda d: "".join(f"\\x{octet:02X}" for octet in d)),
    (
        "printed-bytes",
        "bytes printed with escape sequences",
        lambda d: '"' + "".join(f"\\u{octet:04x}" for octet in d) + '"',
    ),
    ("digest-as-latin-1", "the hash read as Latin-1 and written as UTF-8", _reads),
    ("digest-as-latin-1", "and both once more", lambda d: _reads(_reads(d).encode())),
    ("digest-as-latin-1", "the hash read as Latin-1 and written as UTF-16", lambda d: _reads(d).encode("utf-16-le")),
    ("byte-order", "the four bytes of each 32-bit word reversed", _swap_words),
    ("byte-order", "its bytes in reverse order", lambda d: d[::-1]),
]
LOSSY: list[tuple[str, Callable[[bytes], str | bytes]]] = [
    ("turned into ASCII, which lost every high bit", lambda d: bytes(octet & 0x7F for octet in d)),
    ("turned into ASCII, with ? for each byte", lambda d: bytes(octet if octet < 0x80 else 0x3F for octet in d)),
    ("turned into ASCII, with U+FFFD for each byte", lambda d: d.decode("ascii", "replace")),
    ("turned into UTF-8 text, with U+FFFD", lambda d: d.decode("utf-8", "replace")),
    ("turned into UTF-8 text, with ?", lambda d: d.decode("utf-8", "replace").replace("\ufffd", "?")),
    ("turned into ASCII, without the bytes", lambda d: d.decode("ascii", "ignore")),
    ("turned into UTF-8 text, without the bytes", lambda d: d.decode("utf-8", "ignore")),
]


@pytest.mark.parametrize(("slug", "words", "render"), RENDERINGS)
def test_a_rendering_is_named(slug: str, words: str, render: Callable[[bytes], str | bytes]) -> None:
    """Each form, of the verifier of RFC 7636 Appendix B, with a newline or without."""
    for digest, hashed in ((DIGEST, ()), (WITH_NEWLINE, ("trailing-newline",))):
        diagnosis = _diagnose(VERIFIER, _b64url(render(digest)))
        assert diagnosis.mistakes == (*hashed, slug)
        assert words in diagnosis.explanation


@given(st.sampled_from(RENDERINGS), VERIFIERS, st.sampled_from(["base64url", "padded", "standard"]), st.booleans())
def test_a_rendering_of_any_verifier_is_named(
    rendering: tuple[str, str, Callable[[bytes], str | bytes]], verifier: str, encoding: str, newline: bool
) -> None:
    """Whatever the verifier, the encoding, and whether or not a newline was hashed with it."""
    slug, words, render = rendering
    digest = hashlib.sha256(f"{verifier}\n".encode() if newline else verifier.encode()).digest()
    rendered = render(digest)
    octets = rendered.encode() if isinstance(rendered, str) else rendered
    challenge = _b64url(octets)
    padding = "=" * (-len(challenge) % 4)
    expected = ["trailing-newline"] if newline else []
    expected.append(slug)
    if encoding != "base64url" and padding:
        challenge += padding
    if encoding == "standard":
        challenge = challenge.translate(str.maketrans("-_", "+/"))
    if encoding == "standard" and {*challenge} & {"+", "/"}:
        expected.append("standard-base64")
    elif encoding != "base64url" and padding:
        expected.append("padding")
    diagnosis = _diagnose(verifier, challenge)
    assert diagnosis.mistakes == tuple(expected)
    assert "is the base64 of" in diagnosis.explanation
    assert words in diagnosis.explanation


@pytest.mark.parametrize(("words", "render"), LOSSY)
def test_a_rendering_that_loses_bits_is_named(words: str, render: Callable[[bytes], str | bytes]) -> None:
    """The digest can't be read any more, but the rendering of the right digest is the same."""
    digest = hashlib.sha256(f"{VERIFIER}{GIVES_SEVEN_TEXTS}".encode()).digest()
    diagnosis = _diagnose(f"{VERIFIER}{GIVES_SEVEN_TEXTS}", _b64url(render(digest)))
    assert diagnosis.mistakes == ("digest-as-text",)
    assert words in diagnosis.explanation


@given(st.sampled_from([render for _, render in LOSSY]), VERIFIERS, st.sampled_from(["", "\n"]))
def test_a_rendering_of_any_verifier_that_loses_bits_is_named(
    render: Callable[[bytes], str | bytes], verifier: str, end: str
) -> None:
    """Two renderings may be the same for a digest: then either of them is named."""
    digest = hashlib.sha256(f"{verifier}{end}".encode()).digest()
    rendered = render(digest)
    octets = rendered.encode() if isinstance(rendered, str) else rendered
    assume(len(octets) >= 8)  # of a shorter rest, nothing is said
    diagnosis = _diagnose(verifier, _b64url(octets))
    assert diagnosis.mistakes == (*(["trailing-newline"] if end else []), "digest-as-text")
    same = {text for text, other in LOSSY if other(digest) in (rendered, octets, octets.decode("utf-8"))}
    assert any(text in diagnosis.explanation for text in same)


@given(VERIFIERS)
def test_windows_1252_is_named_where_it_differs(verifier: str) -> None:
    """Octets from 80 to 9F are letters in Windows-1252 and control characters in Latin-1."""
    digest = hashlib.sha256(verifier.encode()).digest()
    rendered = _windows_1252(digest)
    diagnosis = _diagnose(verifier, _b64url(rendered))
    assert diagnosis.mistakes == ("digest-as-latin-1",)
    assert ("Windows-1252" in diagnosis.explanation) is (rendered != digest.decode("latin-1"))


@pytest.mark.parametrize(
    ("challenge", "mistakes", "words"),
    [
        (f"SHA2-256(stdin)= {DIGEST.hex()}", ("openssl-text",), "is the line that openssl dgst prints without -binary"),
        (f"(stdin)= {DIGEST.hex()}\n", ("openssl-text",), "instead of base64url"),
        (f"SHA2-256(stdin)= {WITH_NEWLINE.hex()}", ("trailing-newline", "openssl-text"), "plus a newline"),
        (f"MD5(stdin)= {hashlib.md5(VERIFIER.encode()).hexdigest()}", ("md5", "openssl-text"), "MD5"),
        (f"SHA256 (-) = {DIGEST.hex()}", ("hex-digest",), "the line that sha256sum --tag prints"),
        (f"{DIGEST.hex()}  -", ("hex-digest",), "hex digits with other text around them"),
        (f"0x{DIGEST.hex()}", ("hex-digest",), "is hex digits"),
        (_decimals(DIGEST), ("decimal-bytes",), "is a list of bytes in decimal numbers instead of base64url"),
        (_signed(DIGEST), ("decimal-bytes",), "is a list of bytes in signed decimal numbers"),
        (_b64url(_signed(DIGEST)), ("decimal-bytes",), "the base64 of a list of bytes in signed decimal numbers"),
        (str(DIGEST), ("printed-bytes",), "printed with escape sequences (like Python's str() of bytes)"),
        (str(DIGEST)[1:], ("printed-bytes",), "is bytes printed with escape sequences instead of base64url"),
        (
            f"[{_signed(DIGEST).strip('[]').replace(', ', ',').replace(',', ', ')}]",
            ("decimal-bytes",),
            "signed decimal numbers (like Java's Arrays.toString)",
        ),
        (f"Int8Array(32) {_signed(DIGEST)}", ("decimal-bytes",), "in signed decimal numbers instead"),
        ("".join(f"%{octet:02X}" for octet in DIGEST), ("printed-bytes",), "is percent-encoded bytes"),
        (_reads(DIGEST), ("digest-as-latin-1",), "is the hash read as Latin-1 text instead of base64url"),
        (DIGEST.decode("utf-8", "replace"), ("digest-as-text",), "with U+FFFD where its bytes aren't UTF-8"),
        (
            DIGEST[::-1].hex(),
            ("byte-order", "hex-digest"),
            "is the hash with its bytes in reverse order and is written",
        ),
        (f'"{_b64url(_decimals(DIGEST))}"', ("decimal-bytes", "quoted"), "and is in quotes"),
        (_b64url(f"SHA2-256(stdin)= {DIGEST.hex()}\n")[:81], ("openssl-text", "truncated", "truncated"), "is cut off"),
        (_b64url(f"SHA2-256(stdin)= {DIGEST.hex()}\n")[:80], ("openssl-text", "truncated"), "after 21 bytes"),
        # microsoft-authentication-library-for-js#2687 as reported: the high bits are lost.
        ("E1MeFhoaWGwvFjEMTBguCHYoeC1tcURWbmEJSktweUM", ("digest-as-text",), "which lost every high bit"),
    ],
)
def test_a_rendering_in_other_shapes(challenge: str, mistakes: tuple[str, ...], words: str) -> None:
    """Not encoded, cut off, in quotes, and of another hash function."""
    diagnosis = _diagnose(VERIFIER, challenge)
    assert diagnosis.mistakes == mistakes
    assert words in diagnosis.explanation


@pytest.mark.parametrize(
    "text",
    [
        "[object ArrayBuffer]", "[object Promise]", "[object Object]", "[object Uint8Array]", "[object Undefined]",
        "undefined", "null", "None", "NaN", "[B@1b6d3586", "System.Byte[]", "<coroutine object s256 at 0x7f3a2c>",
        "<sha256 _hashlib.HASH object @ 0x7f1b>", "<built-in method digest of _hashlib.HASH object at 0x7f>",
        "Promise { <pending> }", "#<Digest::SHA256:0x0000>", "Instance of 'Future<Digest>'", "Array", "{}",
        "java.security.MessageDigest$Delegate@5e2de80c", "Resource id #3", "kotlin.Unit",
        "SHA-256 Message Digest from SUN, <initialized>", "function digest() { [native code] }",
    ],
)  # fmt: skip
def test_the_name_of_an_object_is_named(text: str) -> None:
    """As it is, encoded, with a line end: such a text is no hash, whatever the verifier is."""
    for challenge, start in ((text, "is the text"), (_b64url(text), "is the base64 of the text")):
        diagnosis = _diagnose(VERIFIER, challenge)
        assert diagnosis.mistakes == ("object-text",)
        assert diagnosis.explanation == f"This challenge {start} {text} instead of a hash."
    assert _diagnose(VERIFIER, _b64url(f"{text}\n")).mistakes[0] == "object-text"


@pytest.mark.parametrize(
    "text",
    ["object", "f(x)= ab", "(a)= 12", "[object of desire]", "undefined behavior", "nullable", "[B@", "<b at 0x>"],
)
def test_other_texts_are_no_objects(text: str) -> None:
    """Only what is exactly such a text is taken for one."""
    assert _diagnose(VERIFIER, _b64url(text)).mistakes == ()


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (f"SHA2-256(stdin)= {OTHER.hex()}\n", "openssl-text"),
        (_decimals(OTHER), "decimal-bytes"),
        (f"SHA256 (-) = {OTHER.hex()}\n", "base64-of-hex"),
    ],
)
def test_what_says_what_it_is_is_named_even_if_the_hash_does_not_fit(text: str, slug: str) -> None:
    """The text is shown; a hash is no secret."""
    diagnosis = _diagnose(VERIFIER, _b64url(text))
    assert diagnosis.mistakes == (slug,)
    assert "What it shows isn't the SHA-256 of your verifier." in diagnosis.explanation
    shown = text.replace("\n", "\\n")
    assert diagnosis.explanation.endswith(f'It decodes to the text "{shown}".')


def test_a_text_that_was_read_as_windows_1252_is_no_digest() -> None:
    """Undone once it is a text that neither Latin-1 nor Windows-1252 has: there is no second time to undo."""
    text = "\u039b\u03cc\u03b3\u03bf\u03c2".encode().decode("latin-1")
    assert _diagnose(VERIFIER, _b64url(text)).mistakes == ()


def test_a_line_that_is_cut_off_early_is_not_said_to_have_another_hash() -> None:
    """Two bytes of the hash are too few to prove that it is the right one, and nothing speaks against it."""
    explanation = _diagnose(VERIFIER, f"(stdin)= {DIGEST.hex()[:4]}").explanation
    assert explanation == "This challenge is the line that openssl dgst prints without -binary instead of base64url."


def test_a_line_without_digits_says_nothing_of_a_hash() -> None:
    """openssl's words are there, and no hash that could be compared."""
    explanation = _diagnose(VERIFIER, _b64url("SHA2-256(stdin)= \n")).explanation
    assert explanation == "This challenge is the base64 of the line that openssl dgst prints without -binary."


@given(VERIFIERS, VERIFIERS, st.sampled_from([render for _, _, render in RENDERINGS] + [each for _, each in LOSSY]))
def test_the_rendering_of_an_unrelated_digest_is_not_explained(
    verifier: str, other: str, render: Callable[[bytes], str | bytes]
) -> None:
    """Nothing is said to be made from this verifier; what the text says by itself may be said."""
    assume(len({*verifier} & {*other}) < 40 and verifier[:5] != other[:5] and verifier[-5:] != other[-5:])
    rendered = render(hashlib.sha256(other.encode()).digest())
    assume(len(rendered) >= 8)
    diagnosis = _diagnose(verifier, _b64url(rendered))
    assert diagnosis.mistakes in ((), ("openssl-text",), ("decimal-bytes",), ("base64-of-hex",))
    assert "made from the verifier" not in diagnosis.explanation
    assert "another verifier" not in diagnosis.likely or diagnosis.likely.count("may") == 1


@given(st.binary(min_size=16, max_size=64), VERIFIERS)
def test_random_bytes_are_no_rendering(octets: bytes, verifier: str) -> None:
    """Chance doesn't give the rendering of a digest."""
    assume(_b64url(octets) != derive_code_challenge(verifier))
    assert not {"digest-as-text", "digest-as-latin-1", "byte-order"} & {*_diagnose(verifier, _b64url(octets)).mistakes}
