"""A pasted token response, and everything it is compared with: what was requested, the keys, the clock."""

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

MOST_DIGITS = 9


@dataclass(frozen=True, kw_only=True, slots=True)
class PastedResponse:
    """What was pasted, read but not checked.

    Attributes:
        response: tokens or an error; None if it can't be read.
        id_token: the ID token, decoded; None if there is none, or it can't be read.
        unreadable: why the ID token can't be read.
        jwks: the issuer's keys; None if none were given.
        problems: what is wrong with the fields beside the response, by wire name.
        question: the signature that only the browser can verify; None if there is none.
        issuer: expected in the ID token.
        client_id: expected in the ID token.
        nonce: expected in the ID token; None if the request sent none.
        scope: the requested scope.
        max_age: the requested max_age.
        algorithms: the algorithms that the issuer signs with.
        client_secret: the key for HS256, HS384 and HS512.
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

    def check_response(self, text: str) -> Report:
        """Check the response, except for its ID token."""
        return check_token_response(text, now=self.now, requested_scope=self.scope)

    def check_id_token(self, verifier: SignatureVerifier | None) -> Report:
        """Check the ID token. Without a verifier for public keys, its signature isn't verified."""
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


def read(inputs: Inputs) -> PastedResponse:
    """Read what was pasted."""
    response = read_response(inputs.get("token_response"))
    id_token, unreadable = read_id_token(response)
    problems: dict[str, str] = {}
    jwks = read_jwks(inputs.get("jwks"), problems)
    client_secret = inputs.get("client_secret") or None
    sent, metadata = sent_request(inputs), known_metadata(inputs)
    return PastedResponse(
        response=response,
        id_token=id_token,
        unreadable=unreadable,
        jwks=jwks,
        problems=problems,
        question=ask_browser(id_token, jwks, client_secret),
        issuer=known_address(inputs, "issuer") or UNKNOWN,
        client_id=inputs.get("client_id") or UNKNOWN,
        nonce=expected_nonce(inputs, sent),
        scope=(sent.scope if sent else None) or inputs.get("scope") or None,
        max_age=sent.max_age if sent and isinstance(sent.max_age, int) else None,
        algorithms=metadata.id_token_signing_alg_values_supported if metadata else None,
        client_secret=client_secret,
        clock_skew=read_skew(inputs.get("clock_skew"), problems),
        now=NOW if inputs.now is None else inputs.now,
    )


def expected_nonce(inputs: Inputs, sent: AuthorizationRequest | None) -> str | Unknown | None:
    """The nonce of the authorization URL, or else the one in the flow; `UNKNOWN` if there is neither."""
    return sent.nonce if sent else inputs.get("nonce") or UNKNOWN


def read_response(text: str) -> TokenResponse | TokenErrorResponse | None:
    try:
        return parse_token_response(text)
    except ValidationError:
        return None


def read_id_token(response: TokenResponse | TokenErrorResponse | None) -> tuple[IdToken | None, Report]:
    """The ID token, or why it can't be read."""
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
        problems["jwks"] = f"These keys can't be read. {problem}"
        return None


def read_skew(text: str, problems: dict[str, str]) -> int:
    if not text:
        return 0
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    problems["clock_skew"] = "Enter the clock difference in whole seconds, such as 60. Until then, 0 is used."
    return 0


def ask_browser(id_token: IdToken | None, jwks: JwkSet | None, client_secret: str | None) -> SignatureInput | None:
    """The signature with a public key, which only the browser can verify; None if there is none."""
    if id_token is None or jwks is None:
        return None
    try:
        question = build_signature_input(id_token, jwks=jwks, client_secret=client_secret)
    except ValidationError:
        return None
    return None if question.key["kty"] == "oct" else question  # a shared secret
