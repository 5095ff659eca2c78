"""A pasted token response and all that it is held against: what was asked for, the keys, the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkce_core import (
    UNKNOWN,
    AuthorizationRequest,
    IdToken,
    InvalidValueError,
    JwkSet,
    Report,
    SignatureInput,
    TokenErrorResponse,
    TokenResponse,
    Unknown,
    ValidationError,
    build_signature_input,
    check_id_token,
    check_token_response,
    parse_id_token,
    parse_jwks,
    parse_token_response,
)
from pkce_widgets.example import NOW
from pkce_widgets.flow.server import known_address, known_metadata
from pkce_widgets.flow.values import sent_request

if TYPE_CHECKING:
    from pkce_core import SignatureVerifier
    from pkce_widgets.view.part import Inputs

LONGEST_SKEW = 9  # digits
HMAC = "oct"


@dataclass(frozen=True, kw_only=True, slots=True)
class PastedResponse:
    """What was pasted, read and not judged.

    Attributes:
        response: tokens or an error; None when it cannot be read.
        id_token: the ID token, decoded; None when there is none that can be read.
        unreadable: why the ID token cannot be read.
        jwks: the issuer's keys; None when none were given.
        problems: what is wrong with the fields beside the response, by wire name.
        question: the signature that a browser has to be asked about; None for none.
        issuer: expected in the ID token.
        client_id: expected in the ID token.
        nonce: expected in the ID token; None when the request sent none.
        scope: what was asked for.
        max_age: what was asked for.
        algorithms: what the issuer signs with.
        client_secret: the key of HS*.
        clock_skew: in seconds.
        now: in seconds since 1970.
    """

    response: TokenResponse | TokenErrorResponse | None
    id_token: IdToken | None
    unreadable: Report
    jwks: JwkSet | None
    problems: dict[str, str]
    question: SignatureInput | None
    issuer: str | Unknown
    client_id: str | Unknown
    nonce: str | Unknown | None
    scope: str | None
    max_age: float | None
    algorithms: tuple[str, ...] | None
    client_secret: str | None = field(repr=False)
    clock_skew: int
    now: float

    def judge_response(self, text: str) -> Report:
        """Judge the response but for its ID token."""
        return check_token_response(text, now=self.now, requested_scope=self.scope)

    def judge_id_token(self, verifier: SignatureVerifier | None) -> Report:
        """Judge the ID token; without a verifier for a public key, its signature stays unverified."""
        if self.id_token is None:
            return self.unreadable
        access_token = self.response.access_token if isinstance(self.response, TokenResponse) else None
        return check_id_token(
            self.id_token,
            issuer=self.issuer,
            client_id=self.client_id,
            now=self.now,
            nonce=self.nonce,
            clock_skew=self.clock_skew,
            access_token=access_token,
            max_age=self.max_age,
            algorithms=self.algorithms,
            jwks=None if self.question and not verifier else self.jwks,
            client_secret=self.client_secret,
            verifier=verifier,
        )


def read(request: Inputs) -> PastedResponse:
    """Read what was pasted."""
    response = read_response(request.get("token_response"))
    id_token, unreadable = read_id_token(response)
    problems: dict[str, str] = {}
    jwks = read_jwks(request.get("jwks"), problems)
    client_secret = request.get("client_secret") or None
    asked, metadata = sent_request(request), known_metadata(request)
    return PastedResponse(
        response=response,
        id_token=id_token,
        unreadable=unreadable,
        jwks=jwks,
        problems=problems,
        question=ask_browser(id_token, jwks, client_secret),
        issuer=known_address(request, "issuer") or UNKNOWN,
        client_id=request.get("client_id") or UNKNOWN,
        nonce=sent_nonce(request, asked),
        scope=(asked.scope if asked else None) or request.get("scope") or None,
        max_age=asked.max_age if asked and isinstance(asked.max_age, int) else None,
        algorithms=metadata.id_token_signing_alg_values_supported if metadata else None,
        client_secret=client_secret,
        clock_skew=read_skew(request.get("clock_skew"), problems),
        now=NOW if request.now is None else request.now,
    )


def sent_nonce(request: Inputs, asked: AuthorizationRequest | None) -> str | Unknown | None:
    """The nonce of the authorization URL, or the one at hand; unknown when there is neither."""
    return asked.nonce if asked else request.get("nonce") or UNKNOWN


def read_response(text: str) -> TokenResponse | TokenErrorResponse | None:
    try:
        return parse_token_response(text)
    except ValidationError:
        return None


def read_id_token(response: TokenResponse | TokenErrorResponse | None) -> tuple[IdToken | None, Report]:
    """The ID token, or why it cannot be read; neither when there is none."""
    if not isinstance(response, TokenResponse) or response.id_token is None:
        return None, Report()
    try:
        return parse_id_token(response.id_token), Report()
    except ValidationError as problem:
        return None, problem.report


def read_jwks(text: str, problems: dict[str, str]) -> JwkSet | None:
    if not text.strip():
        return None
    try:
        return parse_jwks(text)
    except InvalidValueError as problem:
        problems["jwks"] = f"These keys cannot be read. {problem}"
        return None


def read_skew(text: str, problems: dict[str, str]) -> int:
    if not text:
        return 0
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_SKEW:
        return int(text)
    problems["clock_skew"] = "The clock difference is a whole number of seconds, such as 60. Until then it is 0."
    return 0


def ask_browser(id_token: IdToken | None, jwks: JwkSet | None, client_secret: str | None) -> SignatureInput | None:
    """What only a browser can compute here: a signature with a public key; `check_id_token` does the rest."""
    if id_token is None or jwks is None:
        return None
    try:
        question = build_signature_input(id_token, jwks=jwks, client_secret=client_secret)
    except ValidationError:
        return None
    return None if question.key["kty"] == HMAC else question
