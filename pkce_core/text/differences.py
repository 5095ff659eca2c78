"""Whether two texts are equal, where they differ, and what kind of change explains it. Neither text is shown."""

from __future__ import annotations

from hmac import compare_digest

from pkce_core.errors import FormError
from pkce_core.text.wording import NO_VALUES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_BLOCK = 4096
_PUNCTUATION = ".,;:!?)]}>\"'*"
_DEFAULT_PORT = r"(?i)^(https://[^/?#:@]+(?=:443)|http://[^/?#:@]+(?=:80(?![0-9]))):[0-9]+"


def is_same(one: str | bytes, other: str | bytes) -> bool:
    """True for equal texts or octets; the time it takes does not reveal where they differ."""
    return compare_digest(_octets(one), _octets(other))


def common_length(one: str, other: str) -> int:
    """How many characters two texts share at their start, which is also the offset of the first difference."""
    shorter = min(len(one), len(other))
    # Whole blocks first, which is much faster for megabytes of text.
    blocks = range(0, shorter, _BLOCK)
    first = next((at for at in blocks if one[at : at + _BLOCK] != other[at : at + _BLOCK]), shorter)
    return next((at for at in range(first, shorter) if one[at] != other[at]), shorter)


def describe_difference(expected: str, actual: str) -> str:
    """One sentence about a change that programs commonly make to a value, such as state; "" when it is another one."""
    return next((sentence for explains, sentence in _KINDS if explains(expected, actual)), "")


def _octets(value: str | bytes) -> bytes:
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def _decoded(text: str) -> str:
    from pkce_core.text.form_encoding import decode_form  # only here: `is_same` is needed where this would be slow

    try:
        return decode_form(text)
    except FormError:
        return text


def _decoded_escapes(text: str) -> str:
    """With its escapes decoded and each + kept."""
    return _decoded(text.replace("+", "%2B"))


def _with_spaces(text: str) -> str:
    return text.replace("+", " ")


def _substitute(pattern: str, replacement: str, text: str) -> str:
    import re  # only here, because `is_same` is needed where this would be slow

    return re.sub(pattern, replacement, text)


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape  # only here, because it loads slowly

    return unescape(text)


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] and text[0] in "\"'" else text


def _as_base64url(text: str) -> str:
    return text.rstrip("=").replace("+", "-").replace("/", "_")


def _only_words(text: str) -> str:
    return _substitute(r"[\W_]", "", text)


def _at_this_machine(address: str) -> str:
    return _substitute(r"^(https?://)(?:127\.0\.0\.1|\[::1\])(?=[:/?#]|$)", r"\1localhost", address)


def _is_cut_at(one: str, other: str, sign: str) -> bool:
    return one.startswith(other) and one[len(other) : len(other) + 1] == sign


_KINDS: tuple[tuple[Callable[[str, str], bool], str], ...] = (
    (lambda one, other: one == other, ""),
    (
        lambda one, other: "+" in one and _with_spaces(one) == other,
        "A + became a space, because + means a space in a URL. Percent-encode it in the URL: + is %2B. If it was, the "
        "other side doesn't encode it when it sends it back: use a value without +.",
    ),
    (
        lambda one, other: " " in one and one == _with_spaces(other),
        "A space came back as +, so a program didn't decode it, or encoded it again. Percent-encode it once "
        "in the URL: a space is %20.",
    ),
    (
        lambda one, other: one.endswith("=") and one.rstrip("=") == other,
        "The = at the end was lost. Percent-encode it in the URL: = is %3D.",
    ),
    (
        lambda one, other: one.endswith("=") and _with_spaces(one).rstrip("=") == other,
        "A + became a space, and the = at the end was lost. Percent-encode it in the URL: + is %2B and = is %3D.",
    ),
    (
        lambda one, other: _is_cut_at(one, other, "&"),
        "It was cut off at an &, which ends a value in a URL. Percent-encode it in the URL: & is %26.",
    ),
    (
        lambda one, other: _is_cut_at(one, other, "#"),
        "It was cut off at a #, which ends the query of a URL. Percent-encode it in the URL: # is %23.",
    ),
    (lambda one, other: one.strip() == other.strip(), "They differ only in white space at the start or end."),
    (lambda one, other: one.casefold() == other.casefold(), "They differ only in letter case, which matters."),
    (lambda one, other: one.rstrip("/") == other.rstrip("/"), "They differ only in a slash at the end, which matters."),
    (
        lambda one, other: one in (_decoded(other), _decoded(_decoded(other))) or other == _decoded(one),
        "They differ only in percent-encoding: one was encoded or decoded once too often. Encode the value once.",
    ),
    (
        lambda one, other: one == _decoded_escapes(other),
        "They differ only in percent-encoding: the one that came back is still encoded, such as %2B for +. Encode the "
        "value once.",
    ),
    (
        lambda one, other: one.partition("://")[2] == other.partition("://")[2] != "",
        "They differ only before ://, which matters.",
    ),
    (
        lambda one, other: one in (_unquoted(other), _unquoted(_unescaped(other)), _unescaped(other)),
        "It came back with quotes around it, or escaped for HTML, such as &quot; for a quote. Whoever put it into the "
        "URL must percent-encode it instead.",
    ),
    (
        lambda one, other: other in NO_VALUES,
        "It's what a program writes for a missing value or an object that isn't text, so that was probably sent.",
    ),
    (
        lambda one, other: other.rstrip(_PUNCTUATION) == one,
        "Punctuation was added at the end, as when an address is copied out of a sentence.",
    ),
    (
        lambda one, other: _as_base64url(one) == _as_base64url(other),
        "They differ only in how base64 is written: + or -, / or _, and = at the end. A program changed it: use only "
        "letters, digits, - and _.",
    ),
    (
        lambda one, other: _only_words(one) == _only_words(other) and len(_only_words(one)) > 7 and "://" not in one,
        "They differ only in characters that aren't letters or digits, so a program changed or dropped those. Use only "
        "letters and digits.",
    ),
    (
        lambda one, other: _at_this_machine(one) == _at_this_machine(other),
        "They differ only in the name of this machine: localhost, 127.0.0.1 and [::1] aren't the same text.",
    ),
    (
        lambda one, other: _substitute("/+", "/", one) == _substitute("/+", "/", other),
        "They differ only in how many slashes follow.",
    ),
    (
        lambda one, other: _substitute(_DEFAULT_PORT, r"\1", one) == _substitute(_DEFAULT_PORT, r"\1", other),
        "They differ only in the default port, which a browser leaves out.",
    ),
    (lambda one, other: one.startswith(other), "The value was cut off: it's only the start of the expected one."),
    (lambda one, other: other.startswith(one), "Something was added at the end."),
)
