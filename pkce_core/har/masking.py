"""What of a recorded request may be shown: public values alone, and every other value by its length.

Two safeguards work together, as in `redacted_report`: only values of a short list of names are shown, and a value that
is secret in one place is replaced wherever else it appears.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.errors import FormError
from pkce_core.findings import Finding, Report
from pkce_core.grants import GRANTS
from pkce_core.har.recorded.exchange import MOST_PAIRS, form_of, parts_of
from pkce_core.har.recorded.kinds import is_authorization
from pkce_core.har.secret_texts import SHORTEST, texts_of
from pkce_core.text.form_encoding import encode_form

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pkce_core.explain.causes import Cause
    from pkce_core.explain.explanation import Explanation
    from pkce_core.har.recorded.exchange import Exchange

_SHOWN: Mapping[str, str | frozenset[str]] = {
    "client_assertion_type": r"urn:ietf:params:oauth:client-assertion-type:[a-z0-9-]{1,30}",
    "code_challenge_method": frozenset({"S256", "plain"}),
    "display": frozenset({"page", "popup", "touch", "wap"}),
    "error": frozenset(ERROR_CODES),
    "expires_in": r"[0-9]{1,9}",
    "grant_type": frozenset(GRANTS),
    "prompt": r"(?:none|login|consent|select_account|create| ){1,9}",
    "response_mode": frozenset({"query", "fragment", "form_post", "web_message", "query.jwt", "fragment.jwt", "jwt"}),
    "response_type": r"(?:code|token|id_token|none| ){1,7}",
    "scope": r"[A-Za-z_]{1,40}(?:[ :/.-]{1,3}[A-Za-z_]{1,40}){0,40}",
    "token_type": r"(?i:bearer|dpop|mac)",
}
"""Names whose values may be shown, and which values those are."""
URLS = frozenset({"redirect_uri", "iss", "issuer", "error_uri", "resource", "post_logout_redirect_uri"})
"""Names whose values are addresses."""
_NAME = r"[a-z][a-z_]{0,39}"
_LONG = r"[^/]{20,}|(?=[^/]*[0-9])[^/]{8,}"
"""A part of a path that may be a token, such as the one of a link to reset a password."""
_AUTHORITY = r"([A-Za-z][A-Za-z0-9+.-]{0,40}:)(//[^/?#]*|(?=/))([^?#]*)"


def count(text: str) -> str:
    """What stands for a hidden text."""
    return "(1 character)" if len(text) == 1 else f"({len(text):,} characters)"


class Masking:
    """What may be shown of the requests of one file.

    Attributes:
        clients: the client_ids that authorization requests show to everyone.
        names: of the values that are hidden, such as "code".
    """

    def __init__(self, exchanges: Collection[Exchange]) -> None:
        """Find what must not be shown.

        Args:
            exchanges: the requests that will be shown in part.
        """
        texts = [pair for each in exchanges for pair in texts_of(each)]
        secret_ids = {value for name, value in texts if name in ("client_secret", "authorization")}
        self.clients = (
            frozenset(each.query["client_id"] for each in exchanges if is_authorization(each.query)) - secret_ids
        )
        hidden = {(name, value) for name, value in texts if name not in URLS and self.parameter(name, value) != value}
        self.names = tuple(sorted({name for name, _ in hidden if re.fullmatch(r"[a-z][a-z_-]{0,39}", name)}))
        self._secrets: dict[str, list[str]] = {}
        forms = {form for _, value in hidden for form in (value, _quoted(value)) if len(form) >= SHORTEST}
        for form in sorted(forms, key=len, reverse=True):
            self._secrets.setdefault(form[:SHORTEST], []).append(form)

    def hide(self, text: str) -> str:
        """The text with every secret replaced by its length, the longest first."""
        parts, done, at = [], 0, 0
        while at <= len(text) - SHORTEST:
            for secret in self._secrets.get(text[at : at + SHORTEST], ()):
                if text.startswith(secret, at) and not _is_part_of_word(text, at, secret):
                    parts += [text[done:at], count(secret)]
                    done = at = at + len(secret)
                    break
            else:
                at += 1
        return "".join((*parts, text[done:]))

    def parameter(self, name: str, value: str) -> str:
        """The value of a parameter, or its length when it may be secret."""
        if name == "client_id" and value in self.clients:
            return value
        if name in URLS:
            return self.url(value)
        shown = _SHOWN.get(name, frozenset())
        is_public = value in shown if isinstance(shown, frozenset) else re.fullmatch(shown, value)
        return value if is_public else count(value)

    def url(self, url: str) -> str:
        """A URL without its user, its secret parts and the values of its query and fragment."""
        address, query, fragment = parts_of(url)
        found = re.fullmatch(_AUTHORITY, address)
        if found is None:
            return count(url) if url else ""
        host = found[2].rpartition("@")[2].removeprefix("//")
        path = "/".join(count(part) if re.fullmatch(_LONG, part) else part for part in found[3].split("/"))
        shown = f"{found[1]}{'//' if found[2] else ''}{host}{path}"
        for mark, part in (("?", query), ("#", fragment)):
            if part:
                shown += mark + self.form(part)
        return shown

    def form(self, text: str) -> str:
        """A form with its values masked."""
        pairs = form_of(text)
        if not pairs:
            return count(text)
        shown = []
        for name, value in pairs.items():
            masked = self.parameter(name, value)
            hidden = masked != value and name not in URLS
            text = f"{len(value)}-characters" if hidden else _quoted(masked)
            shown.append(f"{mask_name(name, value)}={text}")
        return "&".join(shown)

    def members(self, members: Mapping[str, object]) -> dict[str, object]:
        """A JSON object with its values masked, and without its objects and lists."""
        shown: dict[str, object] = {}
        for name, value in list(members.items())[:MOST_PAIRS]:
            text = str(value) if isinstance(value, str | int | float) else ""
            shown[mask_name(name, text)] = self.parameter(name, text) if text else "(left out)"
        return shown

    def report(self, findings: Iterable[Finding]) -> Report:
        """Findings without the secrets that a server may have repeated."""
        return Report(
            findings=tuple(
                each.replace(message=self.hide(each.message), hint=self.hide(each.hint), marks=()) for each in findings
            )
        )

    def explanation(self, found: Explanation) -> Explanation:
        """An explanation without the secrets that a server may have repeated."""
        return replace(
            found,
            error=self.hide(found.error),
            meaning=self.hide(found.meaning),
            causes=tuple(map(self._cause, found.causes)),
            ruled_out=tuple(map(self._cause, found.ruled_out)),
        )

    def _cause(self, cause: Cause) -> Cause:
        return replace(cause, evidence=self.hide(cause.evidence), fix=self.hide(cause.fix))


def mask_name(name: str, value: str) -> str:
    """A parameter's name; an unlikely one, or one without a value, may be a value in the wrong place."""
    return name if value and re.fullmatch(_NAME, name) else f"name_{len(name)}"


def _is_part_of_word(text: str, at: int, secret: str) -> bool:
    """Whether a secret that is a word, such as "secret", is only a part of a longer word, such as "client_secret"."""
    if not re.fullmatch("[a-z_]+", secret):
        return False
    around = text[max(0, at - 1) : at] + text[at + len(secret) : at + len(secret) + 1]
    return re.search(r"\w", around) is not None


def _quoted(value: str) -> str:
    try:
        return encode_form(value, space="%20")
    except FormError:
        return count(value)
