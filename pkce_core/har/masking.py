"""What of a recorded request may be shown: public values alone, and every other value by its length.

Two safeguards work together, as in `redacted_report`: only values of a short list of names are shown, and a value that
is secret in one place is replaced wherever else it appears. Hosts, scopes and error codes are public, and so is what a
token says of its issuer, its audience and its client; what it says of its user isn't. What a server says in its own
words is shown word by word, as `prose` decides.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.findings import Finding, Report
from pkce_core.grants import GRANTS
from pkce_core.har.known_secrets import KnownSecrets, count, quoted
from pkce_core.har.prose import safe_prose
from pkce_core.har.recorded.exchange import MOST_PAIRS, form_of, parts_of
from pkce_core.har.recorded.kinds import is_authorization
from pkce_core.har.secret_texts import PATH, texts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pkce_core.explain.causes import Cause
    from pkce_core.explain.explanation import Explanation
    from pkce_core.har.recorded.exchange import Exchange

_SHOWN: Mapping[str, str | frozenset[str]] = {
    "client_assertion_type": r"urn:ietf:params:oauth:client-assertion-type:[a-z0-9-]{1,30}",
    "code_challenge_method": frozenset({"S256", "plain"}),
    "display": frozenset({"page", "popup", "touch", "wap"}),
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
_PROSE = frozenset({"error_description", "message", "detail", "error_message"})
"""Names of what a server says to people: no secret as a whole, and `safe_prose` decides what of it is shown."""
_CODE = r"[a-z_.]{3,40}"
"""An error code as servers write them."""
_NOT_SHOWN = "an error code that isn't shown here"
_LENGTH = r"\([0-9,]{1,20} characters?\)"
_SAID = r'(?s)((?:It says:|that says|which says) )"(.*)"'
"""What a server says in its own words, however its answer was read."""
_HIDDEN_CODE = rf"(The server refused: |The response has the error ){_LENGTH}(?:\.\.\. {_LENGTH})?"
_NAME = r"[a-z][a-z_]{0,39}"
_PATH_WORDS = frozenset(
    {
        "access_token", "application", "applications", "authenticate", "authentication", "authenticator",
        "authorization", "authorization-code", "authorization_code", "authorizations", "authorizationserver",
        "certificates", "client_credentials", "connections", "device_authorization", "deviceauthorization",
        "introspection", "login-actions", "oauth-authorization-server", "openid-configuration", "openid-connect",
        "organizations", "post_logout_redirect", "pushed-authorization-request", "pushed_authorization_request",
        "registration", "signin-callback", "signout-callback", "signout-callback-oidc", "silent-callback",
        "verification",
    }
)  # fmt: skip
"""Long parts of paths that servers and clients have for everyone."""
_PATH_PART = r"(?![^/]*[0-9])[\w.~!$&'()*+,;=-]{0,11}|[\w.~-]{1,7}"
"""A part of a path that can't be a token, such as the one of a link to reset a password, or name a user."""
_LONGEST_PATH = 1_000
_MOST_LABELS = 20
_AUTHORITY = r"([A-Za-z][A-Za-z0-9+.-]{0,40}:)(//[^/?#]*|(?=/))([^?#]*)"


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
        # An error code that is nothing else in the file is the server's own.
        self._known = frozenset(value for name, value in texts if name != "error")
        public = {*self.clients, *(each for exchange in exchanges for each in _host_names(exchange.url))}
        hidden = {
            (name, value)
            for name, value in texts
            if name not in URLS and value not in public and self.parameter(name, value) != value
            if not (name in _PROSE and re.search(r"\s", value))
        }
        shown = {value for name, value in texts if self.parameter(name, value) == value and name in _SHOWN}
        self._public = frozenset(word for value in (*shown, *public) for word in value.split())
        self.names = tuple(sorted({name for name, _ in hidden if re.fullmatch(r"[a-z][a-z_-]{0,39}", name)}))
        self._secrets = KnownSecrets(value for _, value in hidden)

    def hide(self, text: str) -> str:
        """The text with every secret and every e-mail address replaced by its length."""
        return self._secrets.hide(text)

    def _sentence(self, text: str) -> str:
        hidden = re.sub(_HIDDEN_CODE, rf"\1{_NOT_SHOWN}", self._secrets.hide(text, is_sentence=True))
        return re.sub(_SAID, lambda said: f'{said[1]}"{safe_prose(said[2], self._public)}"', hidden)

    def parameter(self, name: str, value: str, *, deep: bool = True) -> str:
        """The value of a parameter, or its length when it may be secret.

        Args:
            name: of the parameter.
            value: as it is meant, not as a form has it.
            deep: whether an address may be shown; an address in an address in an address is no value of a flow.
        """
        if name == "client_id" and value in self.clients:
            return value
        if name == PATH:
            return _part(value)
        if name in URLS:
            return self.url(value, deep=False) if deep else count(value)
        if name == "error" and re.fullmatch(_CODE, value):
            return value if value in ERROR_CODES or value not in self._known else count(value)
        shown = _SHOWN.get(name, frozenset())
        is_public = value in shown if isinstance(shown, frozenset) else re.fullmatch(shown, value)
        return value if is_public else count(value)

    def url(self, url: str, *, deep: bool = True) -> str:
        """A URL without its user, its secret parts and the values of its query and fragment.

        Args:
            url: the URL.
            deep: whether addresses among the values may be shown.
        """
        address, query, fragment = parts_of(url)
        found = re.fullmatch(_AUTHORITY, address)
        if found is None:
            return count(url) if url else ""
        host = found[2].rpartition("@")[2].removeprefix("//")
        path = f"/{count(found[3])}" if len(found[3]) > _LONGEST_PATH else "/".join(map(_part, found[3].split("/")))
        shown = f"{found[1]}{'//' if found[2] else ''}{host}{path}"
        for mark, part in (("?", query), ("#", fragment)):
            if part:
                shown += mark + self.form(part, deep=deep)
        return shown

    def form(self, text: str, *, deep: bool = True) -> str:
        """A form with its values masked; `deep` as for `url`."""
        pairs = form_of(text)
        if not pairs:
            return count(text)
        shown = []
        for name, value in pairs.items():
            masked = self.parameter(name, value, deep=deep)
            hidden = masked != value and name not in URLS
            text = f"{len(value)}-characters" if hidden else quoted(masked)
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
                each.replace(message=self._sentence(each.message), hint=self._sentence(each.hint), marks=())
                for each in findings
            )
        )

    def explanation(self, found: Explanation) -> Explanation:
        """An explanation without the secrets that a server may have repeated."""
        return replace(
            found,
            error=self._error(found.error),
            known_by=self.hide(found.known_by),
            meaning=self._sentence(found.meaning),
            causes=tuple(map(self._cause, found.causes)),
            ruled_out=tuple(map(self._cause, found.ruled_out)),
        )

    def _error(self, error: str) -> str:
        is_code = re.fullmatch(rf"{_CODE}|[A-Z]{{2,10}}[0-9]{{1,10}}", error) is not None
        return error if error in ERROR_CODES or (is_code and self.hide(error) == error) else _NOT_SHOWN

    def _cause(self, cause: Cause) -> Cause:
        return replace(cause, evidence=self._sentence(cause.evidence), fix=self._sentence(cause.fix))


def mask_name(name: str, value: str) -> str:
    """A parameter's name; an unlikely one, or one without a value, may be a value in the wrong place."""
    return name if value and re.fullmatch(_NAME, name) else f"name_{len(name)}"


def _part(part: str) -> str:
    """A part of a path, or its length when it may be a token or name a user."""
    return part if part in _PATH_WORDS or re.fullmatch(_PATH_PART, part) else count(part)


def _host_names(url: str) -> Iterator[str]:
    """What a URL shows of its host: with and without the scheme, the port and subdomains, and each label."""
    found = re.fullmatch(_AUTHORITY, parts_of(url)[0])
    if found is None or not found[2]:
        return
    host = found[2].rpartition("@")[2].removeprefix("//")
    origin = f"{found[1]}//{host}"
    name = re.sub(r":[0-9]{1,5}$", "", host)
    labels = name.split(".")[:_MOST_LABELS]
    yield from (origin, f"{origin}/", host, *labels)
    yield from (".".join(labels[at:]) for at in range(len(labels)))
