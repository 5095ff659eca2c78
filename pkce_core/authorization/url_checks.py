"""The single rules behind `check_authorization_url` that look at the text of the URL and at parameters in general.

Slips of the hand: encoded twice, copied out of HTML, a name spelled in another style, a placeholder left in, a secret.
"""

from __future__ import annotations

import re

from pkce_core.authorization.request import PARAMETERS, duplicates, read_pairs, request_of
from pkce_core.authorization.request_checks import CHECKS, check_state
from pkce_core.authorization.request_rules import RULES
from pkce_core.findings import Finding, Level, Mark, Report
from pkce_core.pkce.derivation import s256
from pkce_core.specifications import Spec
from pkce_core.urls.endpoint import is_encrypted_or_loopback

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkce_core.text.form_encoding import Pairs


_MANY = 20
"""Unknown parameters looked at for a misspelling; bounds the work on hostile input."""

SECRETS = frozenset(
    ("client_secret", "code_verifier", "client_assertion", "access_token", "refresh_token", "password", "id_token")
)
_TOKEN_REQUEST = frozenset(("grant_type", "code"))
_FOREIGN = {"redirect_url": "redirect_uri", "callback": "redirect_uri", "callback_url": "redirect_uri"}
_KNOWN_ELSEWHERE = frozenset(
    [
        "display",
        "id_token_hint",
        "request",
        "request_uri",
        "registration",
        "audience",
        "access_type",
        "include_granted_scopes",
        "hd",
        "domain_hint",
        "login_hint_token",
        "authorization_details",
        "dpop_jkt",
        "connection",
        "organization",
        "kc_idp_hint",
    ]
)
_ESCAPED = r"%[0-9A-Fa-f]{2}"
_PLACEHOLDER = r"(?i)<[^<>]{1,60}>|\{\{?[^{}]{1,60}\}?\}|\$\{?[A-Za-z_]{1,60}\}?|\[?your[_ -][a-z0-9_ -]{1,60}\]?"


def check_text(url: str) -> Iterator[Finding]:
    """What the text of the URL shows before it is taken apart."""
    if "#" in url:
        # RFC 6749 §3.1: "The endpoint URI MUST NOT include a fragment component."
        at = url.index("#")
        mark = Mark(start=at, end=len(url), found="a fragment", likely="a # in a value is written %23")
        message = (
            "The URL has a fragment (#), which a browser keeps to itself: the server never sees what stands there."
        )
        yield RULES["url-fragment"].error(message, "In a value, write %23 for it.", marks=(mark,))
    if stray := re.search(r"\s+", url):
        mark = Mark(start=stray.start(), end=stray.end(), found="white space", likely="a space is written %20")
        message = f"Character {stray.start() + 1} is white space, which no URL holds."
        yield RULES["url-white-space"].error(message, "Write a space as %20, and take out line breaks.", marks=(mark,))
    if not is_encrypted_or_loopback(url):
        # RFC 6749 §3.1: "the authorization server MUST require the use of TLS"
        message = "The authorization endpoint starts with http:, so anyone on the way can read and change the request."
        yield RULES["url-not-encrypted"].error(message, "Use https.")
    if "@" in re.split(r"[/?#]", url.partition("://")[2], maxsplit=1)[0]:
        yield RULES["url-userinfo"].error(
            "The URL holds a user name before its host, where the real host is easily missed."
        )


def check_pairs(pairs: Pairs) -> Iterator[Finding]:
    """What the parameters show, whatever they are."""
    if escaped := sorted({name for name, _ in pairs if name.startswith("amp;")}):
        message = f"{len(escaped)} of the parameters start with amp; because the URL was copied out of HTML."
        yield RULES["url-html-escaped"].error(message, "Write & for &amp;.")
    for name, value in pairs:
        if value:
            yield from _check_secret(name)
            yield from _check_escapes(name, value)
            if re.fullmatch(_PLACEHOLDER, value):
                message = f"{_shown(name)} looks like a placeholder that was not replaced."
                yield RULES["url-placeholder"].warning(message, "Put your own value there.")
    yield from _check_names(pairs)
    yield from _check_leak(pairs)


def _check_secret(name: str) -> Iterator[Finding]:
    if name in SECRETS:
        # RFC 6749 §2.3.1: "The parameters can only be transmitted in the request-body and MUST NOT be included in the
        # request URI."
        message = f"{name} stands in the URL, where histories, logs and the Referer header keep it."
        hint = "Take it out, and treat it as known to others: get a new one."
        yield RULES["url-secret"].error(message, hint)
    elif name in _TOKEN_REQUEST:
        message = f"{name} belongs to the token request; an authorization request has none."
        yield RULES["url-token-parameter"].warning(message, "Leave it out here.")


def _check_escapes(name: str, value: str) -> Iterator[Finding]:
    if name == "state" or not re.search(_ESCAPED, value):
        return
    twice = name != "redirect_uri" or re.match(r"(?i)[a-z][a-z0-9+.\-]*%3A", value)
    if name in PARAMETERS and twice and name != "resource":
        message = f"{name} still holds percent escapes after it was decoded: it was encoded twice."
        # RFC 3986 §2.4: "Implementations must not percent-encode or decode the same string more than once"
        spec = Spec(document="RFC 3986", section="2.4")
        yield RULES["url-double-encoding"].error(message, "Encode each value once.", spec=spec)


def _check_names(pairs: Pairs) -> Iterator[Finding]:
    unknown = {name: None for name, _ in pairs if name not in PARAMETERS and name not in _KNOWN_ELSEWHERE | SECRETS}
    present = {name for name, value in pairs if value}
    for name in list(unknown)[:_MANY]:
        meant = _meant(name)
        if meant and meant not in present:
            message = f"{_shown(name)} is no parameter of this request; {meant} is."
            yield RULES["url-unknown-name"].warning(message, f"Write {meant}.")


def _meant(name: str) -> str | None:
    """The parameter that a misspelled name stands for."""
    plain = re.sub(r"[^a-z]", "", name[:40].lower())
    if found := _FOREIGN.get(name.lower()) or {each.replace("_", ""): each for each in PARAMETERS}.get(plain):
        return found
    from difflib import get_close_matches

    return next(iter(get_close_matches(name[:40], PARAMETERS, n=1, cutoff=0.8)), None)


def _check_leak(pairs: Pairs) -> Iterator[Finding]:
    """A value whose hash is the challenge is the verifier, whatever it is called."""
    challenge = next((value for name, value in pairs if name == "code_challenge" and value), "")
    if not challenge:
        return
    for name, value in pairs[:200]:
        # RFC 7636 §7.1 rests on the verifier staying with the client until the token request.
        if len(value) <= 128 and name != "code_challenge" and s256(value.encode()) == challenge:
            message = f"{_shown(name)} holds the code_verifier, the secret that this request has to keep back."
            spec = Spec(document="RFC 7636", section="7.1")
            yield RULES["url-verifier-leaked"].error(
                message, "Make a new pair, and send only its challenge.", spec=spec
            )


def _shown(name: str) -> str:
    from pkce_core.text.quoting import visible

    return visible(name, 40)


def check_authorization_url(url: str | bytes, *, used_states: Iterable[str] = ()) -> Report:
    """Judge an authorization URL, whichever tool made it.

    Args:
        url: the URL; white space around it does not matter.
        used_states: states of earlier requests, which this one must not repeat.

    Returns:
        What is wrong with the text of the URL, then with its parameters, then with the request they make.

    Raises:
        UsageError: the URL is neither str nor bytes.
    """
    pairs, unreadable = read_pairs(url)
    if unreadable:
        return Report(findings=unreadable)
    text = url if isinstance(url, str) else url.decode("utf-8-sig")
    findings = [*check_text(text.strip()), *duplicates(pairs), *check_pairs(pairs)]
    request = request_of(pairs)
    for rule in CHECKS:
        findings += rule(request)
    findings += check_state(request, frozenset(used_states))
    if all(finding.level in (Level.PASS, Level.INFO) for finding in findings):
        message = f"The URL holds {len(pairs)} parameters, and all that the flow needs is among them."
        findings.insert(0, RULES["url-complete"].passed(message))
    return Report(findings=tuple(findings))
