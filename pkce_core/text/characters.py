"""Characters that don't belong in a text: where they are, what they are called, and how they probably got there.

The names are data. A character that is in no table gets its Unicode name, and its compatibility form shows whether it
only looks like an allowed character.
"""

from __future__ import annotations

from types import MappingProxyType

from pkce_core.findings import Mark
from pkce_core.text.alphabets import BASE64URL, UNRESERVED, VSCHAR

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Collection

_SPELLED_OUT = 5
"""How many strays a message describes before it says "and N more"."""
_MARKED = 32
"""How many strays get a mark; this bounds the work on hostile input."""

_KNOWN = MappingProxyType(
    {
        " ": ("a space", "copied along with the text, or a + that a form decoded"),
        "\t": ("a tab", "copied along with the text"),
        "\n": ("a newline", "the line end that echo, a file or a copied line adds"),
        "\r": ("a carriage return", "half of a Windows line end"),
        "\r\n": ("a Windows line end (CR LF)", "added by a file or by PowerShell"),
        "\0": ("a NUL", "the end mark of a C string, or UTF-16 read as bytes"),
        "\u00a0": ("a no-break space", "copied from a web page or a document"),
        "\u200b": ("an invisible zero-width space", "copied from a web page or a chat"),
        "\u200c": ("an invisible zero-width non-joiner", "copied from a web page or a chat"),
        "\u200d": ("an invisible zero-width joiner", "copied from a web page or a chat"),
        "\u2060": ("an invisible word joiner", "copied from a document"),
        "\u00ad": ("an invisible soft hyphen", "copied from a document that breaks words"),
        "\ufeff": ("an invisible byte order mark", "the start of a file saved as UTF-8 with BOM"),
        "\u2028": ("a line separator", "copied from a document"),
        "+": ("a plus sign", "standard base64; base64url writes - instead"),
        "/": ("a slash", "standard base64; base64url writes _ instead"),
        "=": ("an equals sign", "base64 padding; leave it out"),
        "%": ("a percent sign", "a percent escape; decode it first: %2B is +"),
        '"': ("a double quote", "copied along with the text"),
        "'": ("a single quote", "copied along with the text"),
        "`": ("a backtick", "copied along with the text"),
        "\u201c": ("a typographic opening quote", "a quote that a word processor changed"),
        "\u201d": ("a typographic closing quote", "a quote that a word processor changed"),
        "\u201e": ("a typographic low quote", "a quote that a word processor changed"),
        "\u2018": ("a typographic single quote", "a quote that a word processor changed"),
        "\u2019": ("a typographic apostrophe", "a quote that a word processor changed"),
        "\u00ab": ("a guillemet", "copied along with the text"),
        "\u00bb": ("a guillemet", "copied along with the text"),
        "\u2010": ("a typographic hyphen", "a plain hyphen (-) before a program changed it"),
        "\u2011": ("a non-breaking hyphen", "a plain hyphen (-) before a program changed it"),
        "\u2013": ("an en dash", "a plain hyphen (-) before a program changed it"),
        "\u2014": ("an em dash", "a plain hyphen (-), or two, before a program changed it"),
        "\u2212": ("a minus sign", "a plain hyphen (-) before a program changed it"),
        "\u2026": ("an ellipsis", "the copy was shortened; copy the whole text again"),
        "\ufffd": ("a replacement character", "the original was lost when bytes were read in the wrong encoding"),
        ",": ("a comma", "copied along with the text"),
        ";": ("a semicolon", "copied along with the text"),
        ":": ("a colon", "copied along with the text"),
        "<": ("a less-than sign", "copied along with HTML or a placeholder"),
        ">": ("a greater-than sign", "copied along with HTML or a placeholder"),
        "&": ("an ampersand", "the start of the next parameter"),
        "$": ("a dollar sign", "a shell variable that wasn't expanded"),
        "\\": ("a backslash", "an escape that wasn't decoded"),
        ".": ("a dot", "allowed in a verifier, not in a challenge"),
        "~": ("a tilde", "allowed in a verifier, not in a challenge"),
    }
)

# Letters of other scripts that look like the Latin ones under them.
_LOOKS = "АВЕКМНОРСТХаеорсухіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονıІЅЈ"
_LATIN = "ABEKMHOPCTXaeopcyxijsdhqwABEZHIKMNOPTYXoviISJ"
_LATIN_LOOKALIKES = dict(zip(_LOOKS, _LATIN, strict=True))
LOOKALIKE: dict[int, str] = {
    **{ord(look): latin for look, latin in _LATIN_LOOKALIKES.items()},
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"), "-"),
    **{0xFEE0 + octet: chr(octet) for octet in range(0x30, 0x7F)},  # full-width forms
}
"""What looks like an allowed character, and that character, for `str.translate`."""

_DIRECTION = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_STRAY = {
    UNRESERVED: r"\r\n|[^A-Za-z0-9\-._~]",
    BASE64URL: r"\r\n|[^A-Za-z0-9\-_]",
    VSCHAR: r"\r\n|[^ -~]",
}


def describe_character(character: str) -> tuple[str, str]:
    """Name a character that does not belong, and say how it probably got there.

    Args:
        character: one character, or "\\r\\n".

    Returns:
        Its name with an article, and its likely origin; the origin is "" when none is known.
    """
    if known := _KNOWN.get(character):
        return known
    if character in _DIRECTION:
        return "an invisible text-direction mark", "copied from right-to-left text"
    if latin := _LATIN_LOOKALIKES.get(character):
        return f"{_unicode_name(character)}, a letter of another script", f"looks like {latin}; type {latin} instead"
    if character.isascii() and character.isprintable():
        return f"the character {character}", ""
    return _describe_by_unicode(character)


def mark_strays(text: str, alphabet: str) -> tuple[tuple[Mark, ...], int]:
    """Find the characters that do not belong, in time linear in the length of the text.

    Args:
        text: any text, of any length.
        alphabet: `UNRESERVED`, `BASE64URL` or `VSCHAR`.

    Returns:
        Marks for the first strays, one for each run of the same character; and how many characters of the whole text
        are strays.
    """
    total = _count_strays(text, alphabet)
    if not total:
        return (), 0
    import re  # only here: the checks of `pkce pair` and `pkce check` start faster without it

    pattern = re.compile(_STRAY[alphabet])
    marks: list[Mark] = []
    end = 0
    while len(marks) < _MARKED and (stray := pattern.search(text, end)):
        found, likely = describe_character(stray[0])
        end = _end_of_run(text, stray)
        marks.append(Mark(start=stray.start(), end=end, found=found, likely=likely))
    return tuple(marks), total


def _end_of_run(text: str, first: re.Match[str]) -> int:
    """The end of the run of the character that `first` matched."""
    start, end = first.span()
    if text[end : end + 1] != first[0]:
        return end
    import re  # a pattern passes over a megabyte much faster than a loop

    return re.compile(f"(?:{re.escape(first[0])})*").match(text, start).end()  # type: ignore[union-attr]


def describe_strays(marks: tuple[Mark, ...], total: int, what: str) -> str:
    """Describe the first few wrong characters, and count the rest.

    Args:
        marks: what `mark_strays` found; at least one.
        total: how many characters of the whole text are strays.
        what: the name of the text, such as "verifier" or "ID token".
    """
    spelled = marks[:_SPELLED_OUT]
    sentences = [_spell(mark, f" of the {what}") for mark in spelled]
    rest = total - sum(mark.end - mark.start for mark in spelled)
    if rest > 0:
        sentences.append(f"And {rest} more.")
    return " ".join(sentences)


def without_origins(message: str, origins: Collection[str]) -> str:
    """A message of `describe_strays` without how some characters got there.

    Args:
        message: the whole message.
        origins: of the marks, what isn't to be said.
    """
    for origin in origins:
        message = message.replace(_origin(origin), "")
    return message


def _origin(likely: str) -> str:
    return f" ({likely})" if likely else ""


def _spell(mark: Mark, whose: str) -> str:
    origin = _origin(mark.likely)
    if mark.end - mark.start == 1:
        return f"Character {mark.start + 1}{whose} is {mark.found}{origin}."
    if mark.found.endswith("(CR LF)"):
        return f"Characters {mark.start + 1} and {mark.end}{whose} are {mark.found}{origin}."
    return f"Characters {mark.start + 1} to {mark.end}{whose} are each {mark.found}{origin}."


def _count_strays(text: str, alphabet: str) -> int:
    # Deleting octets is some fifty times faster than a loop over characters.
    left = text.encode("utf-8", "surrogatepass").translate(None, alphabet.encode("ascii"))
    return len(left.translate(None, bytes(range(0x80, 0xC0))))


def _describe_by_unicode(character: str) -> tuple[str, str]:
    import unicodedata  # only here: loading its tables is slow

    category = unicodedata.category(character)
    if category == "Cs":
        return f"half of a character (U+{ord(character):04X})", "text that was cut or decoded wrongly"
    if category == "Cc":
        return f"a control character (U+{ord(character):04X})", "copied from a terminal, or binary data"
    if category == "Cf":
        return f"an invisible character, {_unicode_name(character)}", "copied from a web page or a document"
    if category.startswith("Z"):
        return f"{_unicode_name(character)}, a kind of space", "copied from a web page or a document"
    plain = unicodedata.normalize("NFKD", character)[:1]
    if plain != character and plain in UNRESERVED:
        return f"{_unicode_name(character)}", f"looks like {plain}; type {plain} instead"
    if category == "So" or "\U0001f000" <= character <= "\U0001faff":
        return f"an emoji or symbol, {_unicode_name(character)}", ""
    return _unicode_name(character), ""


def _unicode_name(character: str) -> str:
    import unicodedata

    return unicodedata.name(character, f"U+{ord(character):04X}")


def name_character(character: str) -> str:
    """An allowed character as it is, any other by name, so that none reaches a terminal raw."""
    return f'"{character}"' if character in UNRESERVED else describe_character(character)[0]
