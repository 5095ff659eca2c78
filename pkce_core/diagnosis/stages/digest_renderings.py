"""What the digest may have become before it was encoded (stage 4 of the search).

A program that treats the digest as text gives it a printed form, such as decimal numbers or the line of a tool, or
loses the bits that do not fit the text's encoding. What is encoded then is that form. Most forms can be undone:
`read_renderings` takes a challenge and gives the digests that it may be made from. What can't be undone is in
`lossy_renderings`.

Some texts replace the digest altogether. They are names of objects and words for "nothing": `find_object_text`.
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.diagnosis.stages.deviations import Deviations, deviation
from pkce_core.diagnosis.stages.digest_encodings import encodings_of
from pkce_core.diagnosis.stages.other_bases import read_other_bases
from pkce_core.text.printed_bytes import MOST, read_printed_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

OBJECT_TEXTS = (
    "[object ArrayBuffer]", "[object Promise]", "[object Object]", "[object Uint8Array]", "[object Undefined]",
    "System.Byte[]", "Array", "{}",
)  # fmt: skip
"""What objects become that are used as text."""
_OBJECT = re.compile(
    r"\[object [A-Za-z0-9]{1,40}\]|undefined|null|None|NaN|nil|Array|\{\}"
    r"|\[[BCI]@[0-9a-f]{1,8}|System(?:\.\w{1,40}){1,6}\[\]"
    r"|<[^<>\n]{1,200} (?:at|@) 0x[0-9A-Fa-f]{1,16}>|#<[A-Z][\w:]{1,80}(?::0x[0-9a-f]{1,16})?>|Promise \{ <pending> \}"
    r"|\d{1,3} bytes"
    r"|Instance of '[\w<>]{1,60}'|[a-z]\w{0,40}(?:\.[\w$]{1,60}){1,8}@[0-9a-f]{1,8}|Resource id #\d{1,6}|kotlin\.Unit"
    r"|SHA-?256 Message Digest from \w{1,40}, <[a-z ]{1,40}>|function \w{0,60}\(\) \{ \[native code\] \}"
)
_BASE64 = re.compile(r"[A-Za-z0-9\-_]{3,}={0,2}|[A-Za-z0-9+/]{3,}={0,2}")
_PRINTABLE = re.compile(rb"[ -~]*")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){6,}")
_FORMS = {"openssl": "openssl-text", "numbers": "decimal-bytes", "escapes": "printed-bytes"}
_SLUG_OF_DIGITS = ("hex-digest", "base64-of-hex")
"""Hex digits with other text around them: not encoded, encoded."""


class Payload(NamedTuple):
    """What was encoded as a challenge.

    Attributes:
        octets: what was encoded.
        encoding: how that encoding differs from base64url.
        start, end: what is said around the name of a rendering, such as "is the base64 of " and "".
        is_encoded: False for the characters of the challenge itself.
    """

    octets: bytes
    encoding: Deviations
    start: str
    end: str
    is_encoded: bool

    def describe(self, what: str) -> str:
        """A phrase that says what the challenge is instead of the encoded digest."""
        return f"{self.start}{what}{self.end}"


class Rendering(NamedTuple):
    """One way to read a challenge as the rendering of a digest.

    Attributes:
        digest: the octets that it shows; perhaps only the first ones.
        deviations: how the digest was rendered.
        encoding: how the rendering was encoded.
        is_certain: whether the text can hardly be anything else, whatever the digest.
    """

    digest: bytes
    deviations: Deviations
    encoding: Deviations
    is_certain: bool = False


def read_payloads(text: str) -> Iterator[Payload]:
    """What may have been encoded as this challenge, and its own characters."""
    yield Payload(text.encode("utf-8", "surrogatepass"), (), "is ", " instead of base64url", is_encoded=False)
    readers = ((_BASE64, _decode_base64, "is the base64 of "), (_HEX, bytes.fromhex, "is "))
    for octets, start in ((decode(text), start) for pattern, decode, start in readers if pattern.fullmatch(text)):
        # Base64url, with padding, standard base64 with and without padding, and hex digits.
        forms = islice(encodings_of(octets), 5)
        same = next((encoding for written, encoding in forms if text in (written, written.upper())), None)
        if same is not None:
            yield Payload(octets, same, start, "", is_encoded=True)
        elif octets.isascii():
            yield Payload(octets, deviation("truncated", 0, "is cut off"), start, "", is_encoded=True)


def read_renderings(payload: Payload) -> Iterator[Rendering]:
    """Every digest of which this can be a rendering that loses nothing."""
    octets, encoding, is_encoded = payload.octets, payload.encoding, payload.is_encoded
    for text, suffix in _read_text(octets):
        for printed in read_printed_bytes(text):
            slug = _FORMS.get(printed.form, _SLUG_OF_DIGITS[is_encoded])
            rarity = 0 if printed.is_certain else 1
            rendered = deviation(slug, rarity, payload.describe(printed.what + suffix))
            yield Rendering(printed.octets, rendered, encoding, printed.is_certain)
        for digest, what in _read_as_latin_1(text, is_encoded) if not suffix else ():
            yield Rendering(digest, deviation("digest-as-latin-1", 0, payload.describe(what)), encoding)
    if not is_encoded:
        for digest, base in read_other_bases(octets.decode("utf-8", "replace")):
            yield Rendering(digest, deviation("other-base", 0, f"is written in {base} instead of base64url"), encoding)
        return
    if len(octets) > 2 * MOST or len(octets) % 4:
        return
    if not any(octets[1::2]):
        what = "the hash read as Latin-1 and written as UTF-16"
        yield Rendering(octets[::2], deviation("digest-as-latin-1", 1, payload.describe(what)), encoding)
    words = (octets[at : at + 4][::-1] for at in range(0, len(octets), 4))
    for digest, order in ((b"".join(words), "with the four bytes of each 32-bit word reversed"),
                          (octets[::-1], "with its bytes in reverse order")):  # fmt: skip
        what = payload.describe(f"the hash {order}")
        yield Rendering(digest, deviation("byte-order", 0, what), encoding)


def find_object_text(payload: Payload) -> str:
    """The text of an object, or of nothing, that is there instead of a digest; "" for everything else."""
    for text, _ in _read_text(payload.octets):
        if _OBJECT.fullmatch(text.strip()):
            return text.strip()
    return ""


def _decode_base64(text: str) -> bytes:
    """The octets of base64 of either alphabet. Of a text that is cut off, those that are whole."""
    standard = text.rstrip("=").replace("-", "+").replace("_", "/")
    if len(standard) % 4 == 1:
        standard = standard[:-1]
    return a2b_base64(standard + "=" * (-len(standard) % 4))


def _read_text(octets: bytes) -> Iterator[tuple[str, str]]:
    """The octets as text, in UTF-8 or UTF-16, with what there is to say about the encoding."""
    if len(octets) > 1 and not any(octets[1::2]):
        yield octets[::2].decode("latin-1"), " in UTF-16"
        return
    try:
        yield octets.decode("utf-8"), ""
    except UnicodeDecodeError:
        return


def _read_as_latin_1(text: str, is_encoded: bool) -> Iterator[tuple[bytes, str]]:
    """The octets whose Latin-1 or Windows-1252 text this is; of an encoded text, once or twice over."""
    if text.isascii() or len(text) > 2 * MOST:
        return
    for encode, name in ((_encode_latin_1, "Latin-1"), (_encode_windows_1252, "Windows-1252")):
        if not (octets := encode(text)):
            continue
        once = f"the hash read as {name}{' and written as UTF-8' if is_encoded else ' text'}"
        yield octets, once
        try:
            again = encode(octets.decode("utf-8"))
        except UnicodeDecodeError:
            continue
        yield again, f"{once}, and both once more" if is_encoded else f"{once}, in UTF-8, and that read as {name} again"


def _encode_latin_1(text: str) -> bytes:
    return text.encode("latin-1", "ignore") if max(text) <= "\xff" else b""


def _encode_windows_1252(text: str) -> bytes:
    """Five octets have no character in Windows-1252; most decoders give them the control character of that number."""
    try:
        return b"".join(
            bytes([ord(character)]) if "\x80" <= character <= "\x9f" else character.encode("cp1252")
            for character in text
        )
    except UnicodeEncodeError:
        return b""
