"""The exceptions of this package.

    PkceError                     everything below
    ├── UsageError                you called a function with an argument that it does not accept
    └── InvalidValueError         a value that you received is wrong
        ├── ValidationError       a check found an error; it has the whole report (defined in `findings`)
        ├── SignatureKeyError     a verifier cannot use this key or algorithm
        ├── EncodingError         text that is not strict base64url
        ├── FormError             text that is not strict application/x-www-form-urlencoded
        └── JsonError             text that is not one strict JSON object

The last three are not public: callers catch `InvalidValueError`.

The text of an exception never contains a verifier or a challenge, only rules, lengths, positions and single characters.
"""

from __future__ import annotations


class PkceError(Exception):
    """The root of every exception this package raises on purpose."""


class UsageError(PkceError, ValueError):
    """You called a function with an argument that it does not accept: a wrong type, range or method."""


class InvalidValueError(PkceError, ValueError):
    """A value is wrong, wherever it comes from."""


class SignatureKeyError(InvalidValueError):
    """A verifier does not offer the algorithm, or cannot use the key."""


class EncodingError(InvalidValueError):
    """Text that is not base64url as in RFC 7636 Appendix A.

    Attributes:
        position: offset of the first wrong character, from 0.
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
    """Text that is not one JSON object, or an object that has a name twice."""
