"""What kind of difference there is between two texts that should be equal, without showing either.

For values that programs compare whole, such as state and iss. It names the change that programs are known to make.
"""

from __future__ import annotations

import hmac

from pkce_core.errors import FormError
from pkce_core.text.form_encoding import decode_form

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable


def describe_difference(expected: str, actual: str) -> str:
    """One sentence about the kind of difference; "" when it is none of the usual ones."""
    return next((sentence for same, sentence in _KINDS if same(expected, actual)), "")


def _decoded(text: str) -> str:
    try:
        return decode_form(text)
    except FormError:
        return text


_KINDS: tuple[tuple[Callable[[str, str], bool], str], ...] = (
    (lambda one, other: one.strip() == other.strip(), "They differ only in white space at an end."),
    (lambda one, other: one.casefold() == other.casefold(), "They differ only in letter case, which counts."),
    (lambda one, other: one.rstrip("/") == other.rstrip("/"), "They differ only in a slash at the end, which counts."),
    (lambda one, other: one.replace("+", " ") == other, "A + became a space: encode it as %2B when you send it."),
    (
        lambda one, other: one in (_decoded(other), _decoded(_decoded(other))) or other == _decoded(one),
        "They differ only in percent-encoding: one of them was encoded or decoded once too often.",
    ),
    (
        lambda one, other: one.partition("://")[2] == other.partition("://")[2] != "",
        "They differ only before ://, which counts.",
    ),
    (lambda one, other: one.startswith(other), "What came back is the start of what was expected: it was cut off."),
    (lambda one, other: other.startswith(one), "Something was added at the end."),
)


def is_same(one: str, other: str) -> bool:
    """True for equal texts, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
