"""The form of a redirect URI, whatever the server: its characters, its parts, and where a browser goes with it."""

from __future__ import annotations

import re

from pkce_core.findings import Finding, Mark
from pkce_core.redirect_uri.rules import RULES
from pkce_core.specifications import Spec
from pkce_core.text.characters import describe_character, describe_strays
from pkce_core.text.quoting import visible
from pkce_core.urls.browser_url import BrowserUrl, parse_as_browser
from pkce_core.urls.hosts import InvalidUrl, to_unicode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

ENDPOINT_SPEC = Spec(document="RFC 6749", section="3.1.2")

LONGEST = 8192
"""Characters; no server takes as many, and it bounds the work on hostile input."""
_LONG = 2048
_MARKED = 32

# RFC 3986 §2: reserved and unreserved characters, and a percent sign before two hex digits; brackets are judged apart.
_STRAY = r"([^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%])\1*"
_BARE_PERCENT = r"%(?![0-9A-Fa-f]{2})"
_SCRIPTS = frozenset({"javascript", "data", "vbscript", "file", "blob", "about", "view-source", "filesystem"})
_NO_TARGETS = frozenset({"ws", "wss", "ftp", "mailto", "tel", "sms", "urn"})
_ANSWER = ("code", "state", "iss", "error", "error_description", "error_uri", "response", "session_state")


def check_syntax(text: str) -> tuple[list[Finding], BrowserUrl | None]:
    """Judge everything that no profile decides.

    Returns:
        The findings, and the URL as a browser reads it; None when there is no URL to judge further.
    """
    if not text:
        return [RULES["redirect-uri-empty"].error("The redirect URI is empty.")], None
    if len(text) > LONGEST:
        return [
            RULES["redirect-uri-length"].error(
                f"The redirect URI has {len(text):,} characters, more than any server accepts."
            )
        ], None
    findings = [*_characters(text), *_percent(text)]
    if findings and findings[-1].rule == "redirect-uri-encoded":
        return findings, None
    url = parse_as_browser(text)
    if url is None or _is_host_and_port(url):
        return [*findings, _relative(text)], None
    if isinstance(url, InvalidUrl):
        message = f"A browser goes nowhere with this redirect URI: {url.why}."
        return [*findings, RULES["redirect-uri-host"].error(message, "Correct the host.")], None
    if url.scheme in _SCRIPTS | _NO_TARGETS:
        return [*findings, _wrong_scheme(text, url)], None
    findings += [*_parts(text, url), *_host(url), *_query(url), *_check_what_browsers_rewrite(text, url)]
    return findings, url


def _characters(text: str) -> Iterator[Finding]:
    marks: list[Mark] = []
    total = 0
    for run in re.finditer(_STRAY, text):
        total += run.end() - run.start()
        if len(marks) < _MARKED:
            found, likely = describe_character(run[1])
            marks.append(Mark(start=run.start(), end=run.end(), found=found, likely=likely))
    if marks:
        vanish = " A browser leaves out tabs and line ends inside a URL." if re.search(r"[\t\n\r]", text) else ""
        turn = " A browser reads a backslash as a slash." if "\\" in text else ""
        hint = f"Remove it, or write it percent-encoded where it belongs.{vanish}{turn}"
        message = describe_strays(tuple(marks), total, "redirect URI")
        yield RULES["redirect-uri-character"].error(message, hint, marks=tuple(marks))


def _percent(text: str) -> Iterator[Finding]:
    # RFC 3986 §2.1: "A percent-encoded octet is encoded as a character triplet, consisting of the percent character
    # "%" followed by the two hexadecimal digits"
    if bare := re.search(_BARE_PERCENT, text):
        mark = Mark(start=bare.start(), end=bare.end(), found="a percent sign without two hex digits")
        message = f"The percent sign at position {bare.start() + 1} is not followed by two hex digits."
        spec = Spec(document="RFC 3986", section="2.1")
        yield RULES["redirect-uri-percent"].error(
            message, "A percent sign itself is written %25.", spec=spec, marks=(mark,)
        )
    elif re.match(r"(?i)[a-z][a-z0-9+.\-]*%(25)*3a", text):
        message = "The redirect URI is percent-encoded as a whole."
        hint = "Decode it here; it is encoded once, when it goes into a URL or a form."
        yield RULES["redirect-uri-encoded"].error(message, hint)


def _is_host_and_port(url: BrowserUrl | InvalidUrl) -> bool:
    """localhost:8080/callback has a scheme by the grammar, and lacks one by intention."""
    if isinstance(url, InvalidUrl) or url.slashes or url.scheme in _SCRIPTS | _NO_TARGETS:
        return False
    return re.match(r"[0-9]{1,5}(/|$)", url.path) is not None


def _relative(text: str) -> Finding:
    # RFC 6749 §3.1.2: "The redirection endpoint URI MUST be an absolute URI as defined by [RFC3986] Section 4.3."
    message = "The redirect URI is not absolute: it does not start with a scheme such as https://."
    hint = "Write all of it, scheme and host included."
    return RULES["redirect-uri-relative"].error(
        message, hint, marks=(Mark(start=0, end=min(1, len(text)), found=text[:1]),)
    )


def _wrong_scheme(text: str, url: BrowserUrl) -> Finding:
    if text.lower().startswith("urn:ietf:wg:oauth:2.0:oob"):
        message = (
            "This is the out-of-band value of older servers: they show the code on a page, and nothing is redirected."
        )
        return RULES["redirect-uri-out-of-band"].error(
            message, "Use a loopback address instead, such as http://127.0.0.1:8080/callback."
        )
    why = "runs or shows what the URL itself holds" if url.scheme in _SCRIPTS else "does not lead to your application"
    return RULES["redirect-uri-scheme"].error(f"The scheme {url.scheme} {why}.", "Use https.")


def _parts(text: str, url: BrowserUrl) -> Iterator[Finding]:
    if url.fragment is not None:
        # RFC 6749 §3.1.2: "The endpoint URI MUST NOT include a fragment component."
        at = text.index("#")
        message = "The redirect URI has a fragment (#), and it must not have one."
        mark = Mark(start=at, end=at + 1, found="a number sign", likely="the start of a fragment")
        yield RULES["redirect-uri-fragment"].error(message, "Remove the # and what follows it.", marks=(mark,))
    if url.userinfo is not None:
        at = text.index("@")
        message = f"What stands before the @ is a user name: a browser goes to {visible(url.origin, 80)}."
        mark = Mark(start=at, end=at + 1, found="an at sign", likely="the end of a user name")
        yield RULES["redirect-uri-userinfo"].error(message, "Remove everything up to the @.", marks=(mark,))
    if url.host is not None and url.slashes != "//":
        written = visible(url.slashes, 12) or "no slash"
        message = f"Two slashes belong after {url.scheme}: and here stands {written}. A browser goes to {url.origin}."
        yield RULES["redirect-uri-slashes"].error(message, f"Write {url.scheme}://.")
    # RFC 3986 §3.2.2: square brackets are allowed around an IPv6 address only.
    inside = f"{url.path}?{url.query or ''}"
    if bracket := re.search(r"[\[\]]", inside):
        message = f"The character {bracket[0]} stands outside the host, where a URI does not allow it."
        yield RULES["redirect-uri-character"].error(message, "Write %5B for [ and %5D for ].")


def _host(url: BrowserUrl) -> Iterator[Finding]:
    if url.host is None:
        return
    if "*" in url.host.text:
        yield RULES["redirect-uri-wildcard"].error(
            "The host holds a *. No browser goes to a pattern.", "Write the host out."
        )
    if url.host.text in ("http", "https"):
        message = f"The host is {url.host.text}: the scheme seems to stand there twice."
        yield RULES["redirect-uri-host"].error(message, "Remove one of the two.")
    if url.port == 0:
        yield RULES["redirect-uri-port"].error(
            "Nothing can be reached at port 0.", "Write the port your application listens on."
        )
    if url.host_text.lower() != url.host.text:
        message = f"The host is not what it looks like: a browser goes to {visible(url.host.text, 80)}."
        hint = f"Write {visible(url.host.text, 80)}. Servers compare the text, or refuse such forms."
        yield RULES["redirect-uri-host-form"].warning(message, hint)
    if url.host.text.endswith("."):
        message = "The host ends in a dot. A browser goes to the same place, but a server compares another text."
        yield RULES["redirect-uri-trailing-dot"].warning(message, "Remove the dot.")
    if "xn--" in url.host.text:
        yield _international(url.host.text)


def _international(name: str) -> Finding:
    letters = [letter for letter in to_unicode(name) if not letter.isascii()]
    named = ", ".join(dict.fromkeys(describe_character(letter)[0] for letter in letters[:3]))
    message = f"The host {visible(name, 80)} stands for a name with other letters: {named}."
    hint = "Make sure that this is the name you mean: letters of two scripts can look the same."
    return RULES["redirect-uri-host-script"].warning(message, hint)


def _query(url: BrowserUrl) -> Iterator[Finding]:
    if url.query is None:
        return
    names = [pair.partition("=")[0] for pair in re.split("[&;]", url.query)]
    if taken := [name for name in _ANSWER if name in names]:
        listed = ", ".join(taken)
        message = f"The query already holds {listed}, which the server's answer adds a second time."
        hint = "Give the redirect URI without an answer, as it is registered."
        yield RULES["redirect-uri-query-parameter"].warning(message, hint)


def _check_what_browsers_rewrite(text: str, url: BrowserUrl) -> Iterator[Finding]:
    """What a browser or a library rewrites, so that the comparison with the registered text fails."""
    scheme = text.lstrip()[: len(url.scheme)]
    shown = url.host_text if url.host is not None and url.host.text == url.host_text.lower() else ""
    if scheme != scheme.lower() or shown != shown.lower():
        message = "Scheme or host have capital letters. A browser makes them small, and a server compares text."
        yield RULES["redirect-uri-capitals"].warning(
            message, "Write scheme and host in small letters, here and where you register."
        )
    if url.port_text is not None and url.host is not None and url.origin.rpartition(":")[2] != url.port_text:
        message = f"The port is written :{visible(url.port_text, 12)}, and a browser shows {visible(url.origin, 80)}."
        yield RULES["redirect-uri-port-form"].warning(message, "Leave out a usual port, unless it is registered so.")
    if re.search(r"(?i)(^|[/\\])(\.|%2e){1,2}([/\\]|$)", url.path):
        message = "The path holds a . or .. part, which a browser resolves before it goes there."
        yield RULES["redirect-uri-dot-segments"].warning(message, "Write the path as it ends up.")
    if re.search(r"(?i)%25[0-9a-f]{2}", url.path):
        message = "The path holds %25 before two hex digits: it looks encoded twice."
        yield RULES["redirect-uri-double-encoding"].warning(message, "Encode each character once.")
    if "*" in url.path:
        message = "The path holds a *, which is a character like any other: the comparison is exact."
        yield RULES["redirect-uri-wildcard"].warning(message, "Write the path out.")
    if url.host is not None and url.path == "":
        message = f"The redirect URI has no path, and a browser goes to {visible(url.origin, 80)}/."
        yield RULES["redirect-uri-no-path"].info(message, "Register it in the same form.")
    if len(text) > _LONG:
        yield RULES["redirect-uri-length"].warning(
            f"The redirect URI has {len(text):,} characters. Some servers accept far fewer."
        )
