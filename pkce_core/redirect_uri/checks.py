"""The redirect URI: whether a server accepts it, and how it differs from the registered one.

    form      absolute, no fragment, its characters (RFC 6749 §3.1.2, RFC 3986)
    policy    which schemes and hosts a profile accepts (RFC 8252, RFC 9700 §2.6, a provider's own list)
    registered  the same text, character by character (RFC 9700 §2.1)

The host is the one a browser resolves: `http://127.1/` goes to 127.0.0.1, `http://localhost@evil.example/` does not go
to localhost.
"""

from __future__ import annotations

from pkce_core.errors import UsageError
from pkce_core.findings import Finding, Level, Report
from pkce_core.redirect_uri.difference import compare_texts
from pkce_core.redirect_uri.policy import check_policy
from pkce_core.redirect_uri.profiles import PROFILES, RedirectUriProfile
from pkce_core.redirect_uri.rules import RULES
from pkce_core.redirect_uri.syntax import check_syntax
from pkce_core.text.decoding import read_text

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.urls.browser_url import BrowserUrl


def check_redirect_uri(
    redirect_uri: str | bytes, *, profile: str = "generic", registered: str | bytes | None = None
) -> Report:
    """Judge whether a server accepts a redirect URI.

    Args:
        redirect_uri: the redirect URI as it goes into the authorization request, before any encoding; any text.
        profile: the slug of one of `PROFILES`.
        registered: the URI that the server knows; None when it is not known here.

    Returns:
        The findings about the form, then the profile's rules, then the comparison.

    Raises:
        UsageError: there is no such profile, or an argument is neither str nor bytes.
    """
    rules = _profile(profile)
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
    if not any(finding.level in (Level.ERROR, Level.WARNING) for finding in findings):
        findings.insert(0, _accepted(rules))
    findings += _uncertain(rules, url, registered is not None)
    if known is not None:
        findings += [known] if isinstance(known, Finding) else _compare(text, known, rules)
    return Report(findings=tuple(findings))


def _profile(name: str) -> RedirectUriProfile:
    if isinstance(name, str) and name in PROFILES:
        return PROFILES[name]
    raise UsageError(f"There is no such profile. The profiles are {', '.join(PROFILES)}.")


def _accepted(rules: RedirectUriProfile) -> Finding:
    message = f"The redirect URI keeps the rules of {rules.title}."
    return RULES["redirect-uri-accepted"].passed(message)


def _uncertain(rules: RedirectUriProfile, url: BrowserUrl | None, compared: bool) -> Iterator[Finding]:
    """What is uncertain about the rules that were just applied, and only that."""
    if url is None:
        return
    applied = {
        "http_hosts": url.scheme == "http",
        "private_use_schemes": url.host is None,
        "query": url.query is not None,
        "any_port_hosts": compared and url.port_text is not None,
        "wildcard": compared,
    }
    for what, why in rules.uncertain.items():
        if applied[what]:
            message = f"Uncertain about {rules.title}, {what.replace('_', ' ')}: {why}."
            yield RULES["redirect-uri-uncertain"].info(
                message, "Ask the server when in doubt: register the URI and try it."
            )


def _compare(text: str, registered: str, rules: RedirectUriProfile) -> Iterator[Finding]:
    if "*" in registered:
        yield from _compare_with_pattern(text, registered, rules)
        return
    difference = compare_texts(text, registered, rules.any_port_hosts)
    if difference is not None:
        # RFC 9700 §2.1: "authorization servers MUST utilize exact string matching"
        hint = "Make the two the same text: change yours, or register yours as well."
        message = f"This is not the registered redirect URI. {difference.message}"
        yield RULES["redirect-uri-mismatch"].error(message, hint, marks=difference.marks)
    elif text == registered:
        message = "It is the registered redirect URI, character for character."
        yield RULES["redirect-uri-registered"].passed(message)
    else:
        message = f"It is the registered redirect URI but for the port, which {rules.title} leaves open."
        yield RULES["redirect-uri-registered"].passed(message)


def _compare_with_pattern(text: str, registered: str, rules: RedirectUriProfile) -> Iterator[Finding]:
    """A registered URI with a *, where the server reads it as a pattern, against RFC 9700 §4.1.1."""
    prefix, _, rest = registered.partition("*")
    if rules.wildcard == "path" and not rest and text.startswith(prefix):
        message = "It starts like the registered pattern. A pattern lets more through than you mean."
        yield RULES["redirect-uri-pattern"].warning(message, "Register each redirect URI in full.")
    elif rules.wildcard == "subdomain":
        message = (
            f"The registered URI is a pattern, and whether {rules.title} lets this one through is not judged here."
        )
        yield RULES["redirect-uri-pattern"].warning(message, "Register each redirect URI in full.")
    else:
        message = "The registered URI holds a *, and this one does not match it."
        yield RULES["redirect-uri-mismatch"].error(message, "Register each redirect URI in full.")
