"""`check_redirect_uri`: syntax first, then the rules of the profile, then the comparison with the registered URI.

Each rule is about the host that a browser resolves, not the one that the text seems to name: `http://127.1/` goes to
127.0.0.1, and `http://localhost@evil.example/` does not go to localhost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.findings import Finding, Level, Report
from pkce_core.recognition.other_value import describe_other
from pkce_core.redirect_uri.difference import compare_texts
from pkce_core.redirect_uri.policy import check_policy
from pkce_core.redirect_uri.profiles import PROFILES, RedirectUriProfile
from pkce_core.redirect_uri.rules import RULES
from pkce_core.redirect_uri.syntax import check_syntax
from pkce_core.text.decoding import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.urls.browser_url import BrowserUrl


def check_redirect_uri(
    redirect_uri: str | bytes, *, profile: str = "generic", registered: str | bytes | None = None
) -> Report:
    """Check whether a server accepts a redirect URI.

    Args:
        redirect_uri: the redirect URI before any encoding, as it goes into the authorization request; any text.
        profile: the slug of one of `PROFILES`.
        registered: the URI registered with the server; None when it is not known here.

    Returns:
        The findings about the syntax, then those about the profile's rules, then the comparison.

    Raises:
        UsageError: there is no such profile, or an argument is neither str nor bytes.
    """
    rules = _find_profile(profile)
    text = read_text(redirect_uri, RULES["redirect-uri-not-text"], name="redirect URI")
    known = (
        None
        if registered is None
        else read_text(registered, RULES["registered-not-text"], name="registered redirect URI")
    )
    if isinstance(text, Finding):
        return Report(findings=(text,))
    findings, url = check_syntax(text)
    if url is not None:
        findings += check_policy(text, url, rules)
    if any(finding.level is Level.ERROR for finding in findings) and (other := describe_other(text, "redirect-uri")):
        findings.insert(0, RULES["redirect-uri-other-value"].error(*other))
    if not any(finding.level in (Level.ERROR, Level.WARNING) for finding in findings):
        message = f"The redirect URI follows the rules for {rules.title}."
        findings.insert(0, RULES["redirect-uri-accepted"].passed(message))
    if url is not None:
        findings += _uncertainties(rules, url, compared=registered is not None)
    if known is not None:
        findings += [known] if isinstance(known, Finding) else _compare(text, known, rules)
    return Report(findings=tuple(findings))


def _find_profile(name: str) -> RedirectUriProfile:
    if isinstance(name, str) and name in PROFILES:
        return PROFILES[name]
    raise UsageError(f"Unknown profile. The profiles are {', '.join(PROFILES)}.")


def _uncertainties(rules: RedirectUriProfile, url: BrowserUrl, *, compared: bool) -> Iterator[Finding]:
    """What is uncertain about the rules that applied to this URI; nothing about the profile's other rules."""
    rule_names = {
        "http_hosts": ("http", url.scheme == "http"),
        "private_use_schemes": ("private-use scheme", url.host is None),
        "query": ("query", url.query is not None),
        "any_port_hosts": ("port", compared and url.port_text is not None),
        "wildcard": ("pattern", compared),
    }
    for entry, why in rules.uncertain.items():
        name, applied = rule_names[entry]
        if applied:
            message = f"The {name} rule for {rules.title} is uncertain: {why}."
            yield RULES["redirect-uri-uncertain"].info(message, "If in doubt, register the URI and try it.")


def _compare(text: str, registered: str, rules: RedirectUriProfile) -> Iterator[Finding]:
    if "*" in registered:
        yield _compare_with_pattern(text, registered, rules)
        return
    difference = compare_texts(text, registered, rules.any_port_hosts)
    if difference is not None:
        # RFC 9700 §2.1: "authorization servers MUST utilize exact string matching"
        message = f"This isn't the registered redirect URI. {difference.message}"
        hint = "Use exactly the same URI in both places: change yours, or register yours too."
        yield RULES["redirect-uri-mismatch"].error(message, hint, marks=difference.marks)
    elif text == registered:
        message = "This is the registered redirect URI, character for character."
        yield RULES["redirect-uri-registered"].passed(message)
    else:
        message = f"This is the registered redirect URI except for the port, which may vary for {rules.title}."
        yield RULES["redirect-uri-registered"].passed(message)


def _compare_with_pattern(text: str, registered: str, rules: RedirectUriProfile) -> Finding:
    """A registered URI with a *, where the server reads it as a pattern, against RFC 9700 §4.1.1."""
    hint = "Register each redirect URI in full."
    prefix, _, rest = registered.partition("*")
    if rules.wildcard == "path" and not rest and text.startswith(prefix):
        message = "This matches the registered pattern. A pattern also matches URIs that you don't expect."
        return RULES["redirect-uri-pattern"].warning(message, hint)
    if rules.wildcard == "subdomain":
        message = f"The registered URI is a pattern. This check doesn't know whether {rules.title} accepts this URI."
        return RULES["redirect-uri-pattern"].warning(message, hint)
    if not _matches(text, registered):
        message = "The registered URI contains a *, and this one doesn't match it, neither as text nor as a pattern."
        return RULES["redirect-uri-mismatch"].error(message, hint)
    message = "The registered URI contains a *. As a pattern it matches this one, but as text it doesn't."
    if rules.name == "generic":
        message += " Which of the two your server does can't be seen here."
        return RULES["redirect-uri-pattern"].warning(message, hint)
    message += f" The rules for {rules.title} have no patterns."
    return RULES["redirect-uri-mismatch"].error(message, hint)


def _matches(text: str, pattern: str) -> bool:
    """Whether a text matches a pattern whose stars are any characters; the first place of each piece is enough."""
    first, *middle, last = pattern.split("*")
    at = len(first)
    if not text.startswith(first):
        return False
    for piece in middle:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return len(text) - len(last) >= at and text.endswith(last)
