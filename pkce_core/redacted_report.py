"""A flow as a report that is safe to share: it shows public values, and only the length of every other value.

Two safeguards work together. Only values under the names of a short list are shown, so that an unexpected parameter
stays hidden. And wherever a hidden value appears in the finished text, it is replaced: a server may have repeated it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core._version import __version__
from pkce_core.errors import FormError
from pkce_core.explain.explanation import explain_error
from pkce_core.findings import Level, ValidationError
from pkce_core.flow.consistency import consistency_findings
from pkce_core.id_token.id_token import parse_id_token
from pkce_core.text.form_encoding import encode_form
from pkce_core.text.quoting import quoted, visible
from pkce_core.text.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.flow.values import FlowValues

_SHOWN = frozenset(
    {
        "acr_values", "client_assertion_type", "client_id", "code_challenge_method", "display", "error", "expires_at",
        "expires_in", "grant_type", "iss", "max_age", "prompt", "response_mode", "response_type", "scope",
        "token_endpoint_auth_method", "token_type", "ui_locales",
    }
)  # fmt: skip
"""Names whose values are not secret and do not identify a person."""
_URLS = frozenset({"redirect_uri", "resource", "error_uri"})
_PROSE = frozenset({"error_description"})
_CLAIMS = ("iss", "aud", "azp", "exp", "iat", "auth_time")

_GRANT = r"\s*(?:authorization_code|refresh_token|client_credentials|password|urn:[a-z0-9:.-]{1,80})\s*"

_SHORTEST_SECRET = 4
"""Characters; a shorter value is not replaced in the text, because it appears everywhere by chance."""
_LONGEST_SHOWN = 400
"""Characters; a longer value is not shown in part, because part of a secret would not be recognized in it."""
_LONG_RUN = r"[A-Za-z0-9+/=_~.\-]{20,}"
_ADDRESS = r"[^\s@]{1,64}@[\w.\-]{1,255}"
_MESSAGES = (
    ("1. Authorization request", "authorization_request"),
    ("2. Authorization response", "authorization_response"),
    ("3. Token request", "token_request"),
    ("4. Token response", "token_response"),
)


def build_report(flow: FlowValues, *, now: float | None = None) -> str:
    """Write a flow down for a bug tracker, in Markdown, without its secrets.

    Args:
        flow: the values that are known.
        now: the time in seconds since 1970, for the age of the code and the claims of an ID token.

    Returns:
        The four messages with their public values and the lengths of all others, what the checks found, and what a
        server's error means. It contains no code, verifier, secret, token, state, nonce or challenge.
    """
    writer = _Writer(flow)
    lines = [*writer.head(), *writer.messages(), *writer.findings(now), *writer.explanation(now)]
    return writer.hide("\n".join(lines)) + "\n"


class _Writer:
    """The report of one flow, section by section."""

    def __init__(self, flow: FlowValues) -> None:
        self.flow = flow
        self.secrets = _secrets(flow)

    def head(self) -> Iterator[str]:
        yield "## Authorization Code flow with PKCE"
        yield ""
        yield f"Written by pkce-core {__version__}. Each secret is replaced by its length."
        yield ""
        for name in ("provider", "issuer", "authorization_endpoint", "token_endpoint", "registered_redirect_uri"):
            if value := getattr(self.flow, name):
                yield f"- {name}: {self.code(_url(value))}"
        for name in ("authorization_requested_at", "code_received_at", "token_requested_at", "token_received_at"):
            if (time := getattr(self.flow, name)) is not None:
                yield f"- {name}: {moment(time)}"

    def messages(self) -> Iterator[str]:
        for title, message in _MESSAGES:
            yield from ("", f"### {title}", "")
            members: Mapping[str, object] = getattr(self.flow, message)
            if not members:
                yield "Not known."
            swapped = message == "token_request" and self.credentials_are_swapped()
            for name, value in members.items():
                shown = _count(str(value)) if swapped and name == "client_id" else self.value(name, value)
                yield f"- {_name(name)}: {shown}"
            if message == "token_request":
                yield from self.how_it_was_sent()

    def credentials_are_swapped(self) -> bool:
        """Whether the client_secret was sent as the client_id."""
        secret = self.flow.value("token_request", "client_secret")
        return secret is not None and secret == self.flow.value("authorization_request", "client_id")

    def how_it_was_sent(self) -> Iterator[str]:
        """The parameters that something fills in, and where the values were read from."""
        sent = self.flow.sent_token_request
        if sent is None or sent.written_as == "parameters":
            return
        if sent.written_as == "unread":
            yield "There is a text, but pkce finds no request in it."
            return
        for each in sent.all_parameters:
            if each.value is None:
                yield (
                    f"- {_name(each.name)}: filled in when it is sent" if each.name else "- the body: not in this text"
                )
        yield ""
        method = f" with {visible(sent.method, 10)}" if sent.method else ""
        yield f"Read from: {sent.written_as}{method}."

    def value(self, name: str, value: object) -> str:
        if name in _SHOWN and isinstance(value, int | float):
            return quoted(value)
        if not isinstance(value, str):
            return "(left out: not text)"
        if not value:
            return "empty"
        if name == "id_token":
            return self.id_token(value)
        if name == "grant_type" and not re.fullmatch(_GRANT, value):
            return _count(value)  # another parameter may be glued to it
        if name in _SHOWN:
            return self.code(value)
        if name in _URLS:
            return self.code(_url(value))
        if name in _PROSE and len(value) <= _LONGEST_SHOWN:
            return self.code(re.sub(_LONG_RUN, _length, re.sub(_ADDRESS, "(an address)", self.hide(value))))
        return _count(value)

    def id_token(self, token: str) -> str:
        """The header and the claims that do not identify a person."""
        try:
            parsed = parse_id_token(token)
        except ValidationError:
            return f"{_count(token)}, can't be read as an ID token"
        shown = {name: parsed.header.get(name) for name in ("alg", "kid")}
        shown |= {name: parsed.claims.get(name) for name in _CLAIMS}
        texts = (f"{name} {self.code(quoted(value))}" for name, value in shown.items() if value is not None)
        return f"{_count(token)}, not verified here: {', '.join(texts)}"

    def findings(self, now: float | None) -> Iterator[str]:
        yield from ("", "### What the checks found", "")
        findings = [finding for finding in consistency_findings(self.flow, now) if finding.level is not Level.PASS]
        for finding in findings:
            spec = f" ({finding.spec})" if finding.spec else ""
            yield f"- **{finding.level.value}**: {self.plain(finding.message)}{spec}"
        if not findings:
            known = sum(bool(getattr(self.flow, message)) for _, message in _MESSAGES)
            refused = any(self.flow.value(message, "error") for _, message in _MESSAGES)
            yield (
                ("These values show no mistake." if refused else "The known messages fit together.")
                if known > 1
                else "There was nothing to compare: fewer than two messages are known."
            )

    def explanation(self, now: float | None) -> Iterator[str]:
        for message in ("token_response", "authorization_response"):
            if error := self.flow.value(message, "error"):
                description = self.flow.value(message, "error_description")
                explanation = explain_error(error, error_description=description, flow=self.flow, now=now)
                title = f"### What {self.code(explanation.error)} means"
                yield from ("", title, "", self.plain(explanation.meaning), "")
                if explanation.causes:
                    yield from ("Possible causes, the likeliest first:", "")
                for cause in explanation.causes[:5]:
                    evidence = f" Evidence: {self.plain(cause.evidence)}" if cause.evidence else ""
                    proved = "Proved: " if cause.status == "proved" else ""
                    yield f"- {proved}{cause.text}{evidence} ({cause.spec})"

    def code(self, text: str) -> str:
        """The text as a code span, which nothing in it can end."""
        if len(text) > _LONGEST_SHOWN:
            return _count(text)
        return f"`{visible(self.hide(text), 4 * _LONGEST_SHOWN).replace('`', chr(39))}`"

    def plain(self, text: str) -> str:
        """The text with Markdown and HTML escaped."""
        return re.sub(r"[\\`*<>\[\]|#@]", lambda found: f"\\{found[0]}", self.hide(text))

    def hide(self, text: str) -> str:
        """The text with every secret replaced, as it is or percent-encoded; the longest first."""
        for secret, replacement in self.secrets:
            text = text.replace(secret, replacement)
        return text


def _secrets(flow: FlowValues) -> tuple[tuple[str, str], ...]:
    """What must not appear in the text, each with its replacement; earlier attempts are included."""
    secrets = {}
    for attempt in (flow, *flow.earlier):
        values = [attempt.code_verifier or ""]
        for _, message in _MESSAGES:
            members: Mapping[str, object] = getattr(attempt, message)
            values += [str(value) for name, value in members.items() if name not in _SHOWN | _URLS | _PROSE]
        sent = attempt.sent_token_request
        values += [
            each.value or "" for each in (sent.all_parameters if sent else ()) if each.name not in _SHOWN | _URLS
        ]
        for secret in values:
            if _SHORTEST_SECRET <= len(secret) <= 4 * _LONGEST_SHOWN:
                for form in (secret, *_encoded(secret), visible(secret, len(secret))):
                    secrets[form] = _count(secret)
    return tuple((secret, secrets[secret]) for secret in sorted(secrets, key=len, reverse=True))


def _encoded(secret: str) -> tuple[str, ...]:
    try:
        return (encode_form(secret), encode_form(secret, space="%20"))
    except FormError:
        return ()


def _url(text: str) -> str:
    """A URL with its query, fragment and user information reduced to lengths: a code can be in any of them."""
    address, hash_mark, fragment = text.partition("#")
    address, question, query = address.partition("?")
    scheme, colon, rest = address.partition("://")
    authority, slash, path = rest.partition("/")
    user, at, host = authority.rpartition("@")
    if at:
        address = f"{scheme}{colon}{_count(user)}@{host}{slash}{path}"
    tail = f"{question}{_count(query)}" if query else question
    return f"{address}{tail}{hash_mark}{_count(fragment) if fragment else ''}"


def _name(name: str) -> str:
    """A parameter's name; an unlikely name may be a value in the wrong place, so only its length is shown."""
    return name if re.fullmatch(r"[a-z][a-z_.:-]{0,39}", name) else f"(a name of {len(name):,} characters)"


def _length(found: re.Match[str]) -> str:
    return _count(found[0])


def _count(text: str) -> str:
    return "(1 character)" if len(text) == 1 else f"({len(text):,} characters)"
