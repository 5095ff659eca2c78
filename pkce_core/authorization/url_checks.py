"""`check_authorization_url`: the text of the URL, then its parameters, then the request that they make.

The first two find mistakes of the hand: a value encoded twice, a URL copied out of HTML, a misspelled name, a
placeholder left in, a secret.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.authorization.request import (
    PARAMETERS,
    find_repeated,
    read_pairs,
    request_from,
    require_client_id,
    show_name,
)
from pkce_core.authorization.request_checks import check_endpoint_path, check_parameters, check_state
from pkce_core.authorization.request_object.request_object import read_elsewhere
from pkce_core.authorization.request_rules import RULES
from pkce_core.findings import Finding, Level, Mark, Report
from pkce_core.pkce.derivation import s256
from pkce_core.recognition.other_value import describe_other
from pkce_core.text.form_encoding import parse_form
from pkce_core.urls.endpoint import is_encrypted_or_loopback
from pkce_core.urls.hidden_parameters import DOUBLED_EQUALS, describe_fragment, read_as_meant
from pkce_core.urls.joined_query import describe_join, mend_joins
from pkce_core.urls.odd_values import describe_odd_value, find_cut_redirect_uri, find_raw_plus
from pkce_core.urls.parameter_names import intended_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkce_core.findings import Findings
    from pkce_core.text.form_encoding import Pairs

_MOST_UNKNOWN_NAMES = 20
"""Unknown parameters that are compared with the known ones; bounds the work on hostile input."""
_MOST_HASHED_VALUES = 200
"""Parameters that are compared with the challenge; bounds the work on hostile input."""

_SECRETS = frozenset(
    ("client_secret", "code_verifier", "client_assertion", "access_token", "refresh_token", "password", "id_token")
)
_TOKEN_REQUEST = frozenset(("grant_type", "code"))
_DEFINED_ELSEWHERE = frozenset(
    (
        "display", "id_token_hint", "request", "request_uri", "registration", "audience", "access_type",
        "include_granted_scopes", "hd", "domain_hint", "login_hint_token", "authorization_details", "dpop_jkt",
        "connection", "organization", "kc_idp_hint",
    )
)  # fmt: skip
"""Parameters of other specifications and of providers; none is a misspelling."""
_ESCAPED = r"%[0-9A-Fa-f]{2}"
_REQUEST_INSIDE = r"(?:response_type|client_id)(?:=|%3[Dd])"
_NAMES = frozenset(PARAMETERS)
_PUSHED = ("request_uri", "request")
_AROUND = re.compile(r"https?://[^\s\"'<>`]+")


def check_authorization_url(url: str | bytes, *, used_states: Iterable[str] = (), now: float | None = None) -> Report:
    """Judge an authorization URL, whichever program made it.

    Args:
        url: the URL; white space around it does not matter.
        used_states: states of earlier requests, which this one must not repeat.
        now: the time in seconds since 1970, to find a request object that has expired; None when it isn't known.

    Returns:
        What is wrong with the text of the URL, then with its parameters, then with the request they make.

    Raises:
        UsageError: the URL is neither str nor bytes.
    """
    pairs, unreadable = read_pairs(url)
    if other := _check_other(url, pairs):
        return Report(findings=other)
    if unreadable:
        found = _AROUND.search(url) if isinstance(url, str) else None
        if found is None or found.start() == 0 or not _names_in(found[0]):
            return Report(findings=unreadable)
        note = RULES["url-around"].info("The URL was taken out of the text around it, such as quotes or a command.")
        return Report(findings=(note, *check_authorization_url(found[0], used_states=used_states, now=now)))
    text = (url if isinstance(url, str) else url.decode("utf-8-sig")).strip()
    joined, pairs, text = _mend(text, pairs)
    pairs = read_as_meant(text, _NAMES) or pairs
    findings = [*joined, *_check_text(text), *find_repeated(pairs), *_check_pairs(pairs)]
    request = request_from(pairs)
    ended: list[Finding] = []
    if any(name in _PUSHED and value for name, value in pairs):
        elsewhere, inside = read_elsewhere(pairs, now)
        ended = [
            each for each in elsewhere if each.rule == "request-object-time"
        ]  # said last: the URL may be an old one
        findings += [*(each for each in elsewhere if each not in ended), *require_client_id(request)]
        if inside is None:
            if all(finding.level is Level.INFO for finding in findings):
                findings.insert(0, RULES["url-complete"].passed("The URL says where the request is, and whose it is."))
            return Report(findings=tuple(findings))
        request = request_from(inside)
    findings += check_parameters(request, text)
    findings += [*check_state(request, frozenset(used_states)), *ended]
    if all(finding.level in (Level.PASS, Level.INFO) for finding in findings):
        message = f"The URL contains {len(pairs)} parameters, including everything that the flow needs."
        findings.insert(0, RULES["url-complete"].passed(message))
    return Report(findings=tuple(findings))


def _check_other(url: str | bytes, pairs: Pairs) -> Findings:
    """The one error that this is another value, so that nothing is said about what an authorization URL lacks."""
    names = {name for name, value in pairs if value}
    if names & {"client_id", "response_type"} and "grant_type" not in names:
        return ()
    if other := describe_other(url, "authorization-url"):
        return (RULES["url-other-value"].error(*other),)
    inside = next((name for name, value in pairs if re.search(_REQUEST_INSIDE, value)), None)
    if inside is None or (
        isinstance(url, str) and mend_joins(url.strip(), _NAMES) and not re.search("=(?:/|%2F|http)", url)
    ):
        return ()
    message = (
        f"This is a page on the way, such as a sign-in page: {show_name(inside)} contains the authorization request."
    )
    return (RULES["url-other-value"].error(message, "Check the URL that your client opened first."),)


def _names_in(url: str) -> bool:
    return any(f"{name}=" in url for name in ("client_id", "response_type", "redirect_uri"))


def _mend(url: str, pairs: Pairs) -> tuple[Findings, Pairs, str]:
    """What is wrong with how the parameters are joined, and the parameters and the URL as they were meant."""
    mended = mend_joins(url, _NAMES) if "#" not in url else None
    if mended is None:
        return (), pairs, url
    text, mistake = mended
    meant = parse_form(text.partition("?")[2])  # it could be decoded before, and separators are in no escape
    if "amp;" in mistake.join:
        return tuple(_check_escaped(pairs)), meant, text
    return (
        (RULES["url-joined"].error(describe_join(mistake), "Start the parameters with one ?, and join them by &."),),
        meant,
        text,
    )


def _check_escaped(pairs: Pairs) -> Iterator[Finding]:
    escaped = {name for name, _ in pairs if name.startswith("amp;")}
    start = "1 parameter starts" if len(escaped) == 1 else f"{len(escaped)} parameters start"
    message = f"{start} with amp; because the URL was copied out of HTML."
    yield RULES["url-html-escaped"].error(message, "Write & instead of &amp;.")


def _check_text(url: str) -> Iterator[Finding]:
    """What the text of the URL shows before it is split into parameters."""
    for match in list(DOUBLED_EQUALS.finditer(url))[:_MOST_UNKNOWN_NAMES]:
        name = show_name(match[1])
        message = f"There is more than one = after {name}, so its value starts with =, which isn't part of it."
        mark = Mark(start=match.end(1), end=match.end(), found="more than one =", likely="leave one")
        yield RULES["url-doubled-equals"].error(message, "Leave one =.", marks=(mark,))
    if "#" in url:
        # RFC 6749 §3.1: "The endpoint URI MUST NOT include a fragment component."
        mark = Mark(start=url.index("#"), end=len(url), found="a fragment", likely="in a value, write # as %23")
        yield RULES["url-fragment"].error(*describe_fragment(url, _NAMES), marks=(mark,))
    if stray := re.search(r"\s+", url):
        mark = Mark(start=stray.start(), end=stray.end(), found="white space", likely="write a space as %20")
        message = f"Character {stray.start() + 1} is white space, which a URL can't contain."
        in_values = "?" in url[: stray.start()]
        hint = "Write a space as %20, and remove line breaks." if in_values else "Remove it."
        yield RULES["url-white-space"].error(message, hint, marks=(mark,))
    yield from check_endpoint_path(url)
    for name in find_raw_plus(url):
        message = f"{name} contains a + that isn't percent-encoded. In a URL, + means a space."
        yield RULES["url-raw-plus"].warning(message, "If it's a plus sign, as in base64, write it as %2B.")
    after = find_cut_redirect_uri(url)
    if after and after not in _NAMES | _DEFINED_ELSEWHERE | _SECRETS:
        message = (
            "redirect_uri has a query of its own and isn't percent-encoded, so the & in it ends it: for the server, "
            f"{show_name(after)} is a parameter of the request."
        )
        yield RULES["url-redirect-uri-cut"].warning(message, "Percent-encode the whole redirect_uri: & is %26.")
    if not is_encrypted_or_loopback(url):
        # RFC 6749 §3.1: "the authorization server MUST require the use of TLS"
        message = "The authorization endpoint uses http, so anyone on the network path can read and change the request."
        yield RULES["url-not-encrypted"].error(message, "Use https.")
    if "@" in re.split(r"[/?#]", url.partition("://")[2], maxsplit=1)[0]:
        message = "The URL has a user name before its host, which makes the real host easy to miss."
        yield RULES["url-userinfo"].error(message)


def _check_pairs(pairs: Pairs) -> Iterator[Finding]:
    """What is wrong with the parameters, whatever request they make."""
    if any(name.startswith("amp;") for name, _ in pairs):
        yield from _check_escaped(pairs)
    for name, value in pairs:
        if value:
            yield from _check_secret(name)
            yield from _check_escapes(name, value)
            if odd := describe_odd_value(show_name(name), value):
                rule = RULES["url-placeholder" if odd.kind == "placeholder" else "url-value-edges"]
                yield rule.warning(odd.message, odd.hint)
    yield from _check_names(pairs)
    yield from _check_leak(pairs)


def _check_secret(name: str) -> Iterator[Finding]:
    if name in _SECRETS:
        # RFC 6749 §2.3.1: "The parameters can only be transmitted in the request-body and MUST NOT be included in the
        # request URI."
        message = f"{name} is in the URL, where browser histories, logs and the Referer header record it."
        hint = "Remove it and get a new one, because others may have seen it."
        yield RULES["url-secret"].error(message, hint)
    elif name in _TOKEN_REQUEST:
        message = f"{name} belongs in the token request, not in the authorization request."
        yield RULES["url-token-parameter"].warning(message, "Remove it here.")


def _check_escapes(name: str, value: str) -> Iterator[Finding]:
    if name not in PARAMETERS or name in ("state", "resource") or not re.search(_ESCAPED, value):
        return
    # A redirect_uri may contain escapes, but not before its "://".
    if name == "redirect_uri" and not re.match(r"(?i)[a-z][a-z0-9+.\-]*%3A", value):
        return
    # RFC 3986 §2.4: "Implementations must not percent-encode or decode the same string more than once"
    message = f"{name} still contains percent escapes after it was decoded, so it was encoded twice."
    yield RULES["url-double-encoding"].error(message, "Encode each value once.")


def _check_names(pairs: Pairs) -> Iterator[Finding]:
    unknown = {name: None for name, _ in pairs if name not in PARAMETERS and name not in _DEFINED_ELSEWHERE | _SECRETS}
    present = {name for name, value in pairs if value}
    for name in list(unknown)[:_MOST_UNKNOWN_NAMES]:
        if (meant := intended_name(name, PARAMETERS)) and meant not in present:
            is_needed = meant in ("response_type", "client_id", "redirect_uri") and name[:3].lower() == meant[:3]
            judge = RULES["url-unknown-name"].error if is_needed else RULES["url-unknown-name"].warning
            yield judge(f"{show_name(name)} isn't a parameter of this request, but {meant} is.", f"Write {meant}.")


def _check_leak(pairs: Pairs) -> Iterator[Finding]:
    """A value whose hash is the challenge is the verifier, whatever its parameter is called."""
    challenge = next((value for name, value in pairs if name == "code_challenge" and value), "")
    if not challenge:
        return
    for name, value in pairs[:_MOST_HASHED_VALUES]:
        # RFC 7636 §7.1 relies on the verifier staying with the client until the token request.
        if len(value) <= 128 and name != "code_challenge" and s256(value.encode()) == challenge:
            message = f"{show_name(name)} contains the code_verifier, which must stay secret until the token request."
            yield RULES["url-verifier-leaked"].error(message, "Make a new pair, and send only its challenge.")
