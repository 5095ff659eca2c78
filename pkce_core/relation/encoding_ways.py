"""How programs encode and decode a text on its way: for a URL, for HTML, for JSON, in base64."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.errors import FormError
from pkce_core.relation.ways import LESS_USUAL, RARE, USUAL, Way
from pkce_core.text.form_encoding import decode_form, encode_form

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTES = "\"'`"
_COMPONENT_CHARACTERS = "~()*!.'"
"""What `encodeURIComponent` of JavaScript leaves as it is besides letters, digits, - and _."""
_URL_CHARACTERS = ";,/?:@&=+$#"
"""What `encodeURI` leaves as well."""
_ESCAPE = "%[0-9A-Fa-f]{2}"


def _with_spaces(text: str, _: str) -> Iterator[str]:
    if "+" in text:
        yield text.replace("+", " ")


def _with_plus(text: str, _: str) -> Iterator[str]:
    if " " in text:
        yield text.replace(" ", "+")


def _without_padding(text: str, _: str) -> Iterator[str]:
    yield text.rstrip("=")


def _encoded(text: str, guide: str) -> Iterator[str]:
    if _decode(guide) == text or _decode_escapes(guide) == text:
        yield guide
    yield from _encode(text)


def _encoded_twice(text: str, guide: str) -> Iterator[str]:
    if _decode_escapes(_decode_escapes(guide)) == text and "%25" in guide:
        yield guide
    yield from (twice for once in _encode(text) for twice in _encode(once))


def _decoded(text: str, _: str) -> Iterator[str]:
    if re.search(_ESCAPE, text):
        yield _decode(text)
        yield _decode_escapes(text)


def _decoded_twice(text: str, guide: str) -> Iterator[str]:
    yield from (twice for once in _decoded(text, guide) for twice in _decoded(once, guide))


def _html_escaped(text: str, guide: str) -> Iterator[str]:
    if "&" in guide:
        from html import unescape  # only here, because it loads slowly

        if unescape(guide) == text:
            yield guide
        # What was quoted first has &quot; around it.
        yield from (guide for sign in _QUOTES if unescape(guide) == f"{sign}{text}{sign}")
    yield text.replace("&", "&amp;")


def _json_escaped(text: str, _: str) -> Iterator[str]:
    yield text.replace("/", "\\/")


def _html_unescaped(text: str, _: str) -> Iterator[str]:
    if "&" in text and ";" in text:
        from html import unescape

        yield unescape(text)


def _in_other_base64(text: str, guide: str) -> Iterator[str]:
    bare = text.rstrip("=")
    for one in (bare.replace("+", "-").replace("/", "_"), bare.replace("-", "+").replace("_", "/")):
        yield one
        yield one + "=" * (-len(one) % 4)
    if _as_base64url(text) == _as_base64url(guide):
        yield guide


def _in_base64(text: str, _: str) -> Iterator[str]:
    from base64 import b64encode, urlsafe_b64encode

    octets = text.encode("utf-8", "surrogatepass")
    for encoded in (b64encode(octets).decode(), urlsafe_b64encode(octets).decode()):
        yield encoded
        yield encoded.rstrip("=")


def _from_base64(text: str, guide: str) -> Iterator[str]:
    if _as_base64url(text) in map(_as_base64url, _in_base64(guide, text)):
        yield guide


def _encode(text: str) -> Iterator[str]:
    from urllib.parse import quote  # only for two texts that differ: it loads slowly

    try:
        yield encode_form(text)
    except FormError:  # half a character
        return
    yield quote(text, safe=_COMPONENT_CHARACTERS)
    yield quote(text, safe=_COMPONENT_CHARACTERS + _URL_CHARACTERS)


def _decode(text: str) -> str:
    try:
        return decode_form(text)
    except FormError:
        return text


def _decode_escapes(text: str) -> str:
    """With its escapes decoded and each + kept."""
    return _decode(text.replace("+", "%2B"))


def _as_base64url(text: str) -> str:
    return text.rstrip("=").replace("+", "-").replace("/", "_")


_ONCE = (
    "One percent-encoding is too many or missing. Encode the value once where you put it into a URL, and decode it "
    "once where you read it."
)

ENCODING_WAYS = (
    Way(
        "plus-to-space", USUAL, _with_spaces, "with a space for each +",
        "A + became a space, because + means a space in a URL. Percent-encode it in the URL: + is %2B. If it was, the "
        "other side doesn't encode it when it sends it back: use a value without +.",
    ),
    Way(
        "space-to-plus", USUAL, _with_plus, "with a + for each space",
        "A space came back as +, so a program didn't decode it, or encoded it again. Percent-encode it once in the "
        "URL: a space is %20.",
    ),
    Way("padding-lost", USUAL, _without_padding, "without the = at its end",
        "The = at the end was lost. Percent-encode it in the URL: = is %3D."),
    Way("encoded", USUAL, _encoded, "percent-encoded once more", _ONCE),
    Way("encoded-twice", LESS_USUAL, _encoded_twice, "percent-encoded twice more", _ONCE),
    Way("decoded", USUAL, _decoded, "percent-decoded once more", _ONCE),
    Way("decoded-twice", LESS_USUAL, _decoded_twice, "percent-decoded twice more", _ONCE),
    Way(
        "html-escaped", LESS_USUAL, _html_escaped, "escaped for HTML",
        "It was copied from HTML or put into a page: & is &amp; there, and a quote &quot;. Percent-encode a value that "
        "goes into a URL instead.",
    ),
    Way("html-unescaped", RARE, _html_unescaped, "with its HTML escapes decoded", "Don't decode it as HTML."),
    Way(
        "json-escaped", LESS_USUAL, _json_escaped, r"with \/ for each /",
        r"In JSON, \/ means /. Decode the JSON with a parser, not as text.",
    ),
    Way(
        "base64-alphabet", LESS_USUAL, _in_other_base64, "with its base64 written in another way: + or -, / or _, or = "
        "at the end",
        "A program decoded it and encoded it again. Use only letters, digits, - and _, and compare it as text.",
    ),
    Way("in-base64", LESS_USUAL, _in_base64, "encoded in base64", "A program encoded it. Send the value as it is."),
    Way("from-base64", LESS_USUAL, _from_base64, "decoded from base64", "A program decoded it. Compare it as it was."),
)  # fmt: skip
"""A row has the name, the cost, the change, its phrase and the advice."""
