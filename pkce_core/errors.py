"""The exceptions of this package.

    PkceError                     anything below
    ├── UsageError                you called a function in a way it does not offer
    └── InvalidValueError         the value you were given is wrong
        ├── EncodingError         text that is not strict base64url
        ├── FormError             text that is not strict application/x-www-form-urlencoded
        ├── JsonError             text that is not one strict JSON object
        ├── JwksError             a document that is no JWK Set
        ├── ProviderError         a file of providers that cannot be read
        ├── SignatureKeyError     a key or an algorithm that a verifier cannot use
        └── ValidationError       a check found an error; carries the whole report
            ├── CodeVerifierError
            ├── CodeChallengeError
            ├── PairMismatchError     the challenge belongs to another verifier
            ├── MetadataError         the document in which a server describes itself
            ├── RedirectUriError      a redirect URI that a server does not accept
            ├── AuthorizationRequestError   the URL that asks for a code
            ├── AuthorizationResponseError  the redirect that brings it
            ├── TokenRequestError     the request that redeems it
            ├── TokenResponseError    what the token endpoint answers
            ├── IdTokenError          an ID token that cannot be read, or must not be accepted
            └── FlowError             steps of a flow that do not fit together

The text of an exception never holds a verifier or a challenge: it names rules, lengths, positions and single
characters.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing.TYPE_CHECKING without the cost of importing typing
if TYPE_CHECKING:
    from pkce_core.findings import Report


class PkceError(Exception):
    """The root of every exception this package raises on purpose."""


class UsageError(PkceError, ValueError):
    """You asked for something that the function does not offer: a type, a range, a method."""


class InvalidValueError(PkceError, ValueError):
    """The value itself is wrong, whoever made it."""


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


class JwksError(InvalidValueError):
    """A JSON object that is no JWK Set (RFC 7517 §5)."""


class SignatureKeyError(InvalidValueError):
    """A verifier does not offer the algorithm, or cannot use the key."""


class ValidationError(InvalidValueError):
    """A check found at least one error.

    Attributes:
        report: every finding of the check, warnings and passes included.
        code: the OAuth error code a server answers in this case, or None.
    """

    code: str | None = None

    def __init__(self, report: Report) -> None:
        super().__init__(" ".join(finding.message for finding in report.errors))
        self.report = report


class CodeVerifierError(ValidationError):
    """The code_verifier breaks a rule of RFC 7636 §4.1."""

    code = "invalid_grant"


class CodeChallengeError(ValidationError):
    """The code_challenge, or its method, breaks a rule of RFC 7636 §4.2 or §4.3."""

    code = "invalid_request"


class PairMismatchError(ValidationError):
    """The challenge does not belong to the verifier (RFC 7636 §4.6).

    Attributes:
        expected: the code_challenge the verifier gives, or None when the method is unknown.
        actual: the text that was compared with it. Either may be a secret under `plain`, so neither is in the text
            of this exception.
    """

    code = "invalid_grant"

    def __init__(self, report: Report, *, expected: str | None, actual: str) -> None:
        super().__init__(report)
        self.expected = expected
        self.actual = actual


class AuthorizationRequestError(ValidationError):
    """An authorization request that cannot be read or built (RFC 6749 §4.1.1)."""

    code = "invalid_request"


class AuthorizationResponseError(ValidationError):
    """An authorization response that cannot be read, or must not be used (RFC 6749 §4.1.2, RFC 9207 §2.4)."""


class TokenRequestError(ValidationError):
    """A token request that no server accepts (RFC 6749 §4.1.3)."""

    code = "invalid_request"


class TokenResponseError(ValidationError):
    """A token response that cannot be read (RFC 6749 §5)."""


class IdTokenError(ValidationError):
    """The ID token cannot be read, or breaks a rule of OIDC Core §3.1.3.7."""


class FlowError(ValidationError):
    """The steps of a flow do not fit together."""


class ProviderError(InvalidValueError):
    """A file of providers that is no TOML, or holds what a provider has not."""


class MetadataError(ValidationError):
    """The authorization server metadata breaks a rule of RFC 8414 §2 or OIDC Discovery §3."""


class RedirectUriError(ValidationError):
    """The server would not accept the redirect URI (RFC 6749 §3.1.2)."""

    code = "invalid_request"
