"""The exceptions of this package.

    PkceError                     anything below
    ├── UsageError                you called a function in a way it doesn't offer
    └── InvalidValueError         the value you were given is wrong
        ├── ValidationError       a check found an error; carries the whole report (in `findings`)
        ├── SignatureKeyError     a key or an algorithm that a verifier can't use
        ├── EncodingError         text that isn't strict base64url
        ├── FormError             text that isn't strict application/x-www-form-urlencoded
        └── JsonError             text that isn't one strict JSON object

The last three have no public name: whoever calls this package catches `InvalidValueError`.

The text of an exception never holds a verifier or a challenge: it names rules, lengths, positions and single
characters.
"""

from __future__ import annotations


class PkceError(Exception):
    """The root of every exception this package raises on purpose."""


class UsageError(PkceError, ValueError):
    """You asked for something that the function doesn't offer: a type, a range, a method."""


class InvalidValueError(PkceError, ValueError):
    """The value itself is wrong, whoever made it."""


class SignatureKeyError(InvalidValueError):
    """A verifier doesn't offer the algorithm, or can't use the key."""


class EncodingError(InvalidValueError):
    """Text that is not base64url as RFC 7636 Appendix A writes it.

    Attributes:
        position: offset of the first character that does not belong, from 0.
    """

    def __init__(self, message: str, *, position: int) -> None:
        super().__init__(message)
        self.position = position


class FormError(InvalidValueError):
    """Text that cannot be read or written as application/x-www-form-urlencoded (RFC 6749 Appendix B).

    Attributes:
        position: offset of the first character that is wrong, from 0.
    """

    def __init__(self, message: str, *, position: int) -> None:
        super().__init__(message)
        self.position = position


class JsonError(InvalidValueError):
    """Text that is not one JSON object, or one that holds a name twice."""
