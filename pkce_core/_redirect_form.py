"""The form of a redirect URI, whatever the server: its characters, its parts, and where a browser goes with it."""

from __future__ import annotations

import re

from pkce_core._browser_url import BrowserUrl, parse_as_browser
from pkce_core._characters import describe_character, spell_out
from pkce_core._hosts import Refusal, to_unicode
from pkce_core._quoting import visible
from pkce_core.findings import Finding, Level, Mark, Spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

ENDPOINT_SPEC = Spec(document="RFC 6749", section="3.1.2")
GRAMMAR_SPEC = Spec(document="RFC 3986", section="2")
EXACT_SPEC = Spec(document="RFC 9700", section="2.1")
_DOT_SPEC = Spec(document="RFC 3986", section="5.2.4")

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


def error(rule: str, message: str, hint: str = "", spec: Spec | None = None, *marks: Mark) -> Finding:
    return Finding(rule=f"redirect-uri-{rule}", level=Level.ERROR, message=message, hint=hint, spec=spec, marks=marks)


def warning(rule: str, message: str, hint: str = "", spec: Spec | None = None, *marks: Mark) -> Finding:
    return Finding(rule=f"redirect-uri-{rule}", level=Level.WARNING, message=message, hint=hint, spec=spec, marks=marks)


def info(rule: str, message: str, hint: str = "", spec: Spec | None = None) -> Finding:
    return Finding(rule=f"redirect-uri-{rule}", level=Level.INFO, message=message, hint=hint, spec=spec)


def read_form(text: str) -> tuple[list[Finding], BrowserUrl | None]:
    """Judge everything that no profile decides.

    Returns:
        The findings, and the URL as a browser reads it; None when there is no URL to judge further.
    """
    if not text:
        return [error("empty", "The redirect URI is empty.", spec=ENDPOINT_SPEC)], None
    if len(text) > LONGEST:
        return [error("length", f"The redirect URI has {len(text):,} characters, more than any server accepts.")], None
    findings = [*_characters(text), *_percent(text)]
    if findings and findings[-1].rule == "redirect-uri-encoded":
        return findings, None
    url = parse_as_browser(text)
    if url is None or _is_host_and_port(url):
        return [*findings, _relative(text)], None
    if isinstance(url, Refusal):
        message = f"A browser goes nowhere with this redirect URI: {url.why}."
        return [*findings, error("host", message, "Correct the host.")], None
    if url.scheme in _SCRIPTS | _NO_TARGETS:
        return [*findings, _wrong_scheme(text, url)], None
    findings += [*_parts(text, url), *_host(url), *_query(url), *_habits(text, url)]
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
        yield error("character", spell_out(tuple(marks), total, "redirect URI"), hint, GRAMMAR_SPEC, *marks)


def _percent(text: str) -> Iterator[Finding]:
    # RFC 3986 §2.1: "A percent-encoded octet is encoded as a character triplet, consisting of the percent character
    # "%" followed by the two hexadecimal digits"
    if bare := re.search(_BARE_PERCENT, text):
        mark = Mark(start=bare.start(), end=bare.end(), found="a percent sign without two hex digits")
        message = f"The percent sign at position {bare.start() + 1} is not followed by two hex digits."
        spec = Spec(document="RFC 3986", section="2.1")
        yield error("percent", message, "A percent sign itself is written %25.", spec, mark)
    elif re.match(r"(?i)[a-z][a-z0-9+.\-]*%(25)*3a", text):
        message = "The redirect URI is percent-encoded as a whole."
        hint = "Decode it here; it is encoded once, when it goes into a URL or a form."
        yield error("encoded", message, hint, ENDPOINT_SPEC)


def _is_host_and_port(url: BrowserUrl | Refusal) -> bool:
    """localhost:8080/callback has a scheme by the grammar, and lacks one by intention."""
    if isinstance(url, Refusal) or url.slashes or url.scheme in _SCRIPTS | _NO_TARGETS:
        return False
    return re.match(r"[0-9]{1,5}(/|$)", url.path) is not None


def _relative(text: str) -> Finding:
    # RFC 6749 §3.1.2: "The redirection endpoint URI MUST be an absolute URI as defined by [RFC3986] Section 4.3."
    message = "The redirect URI is not absolute: it does not start with a scheme such as https://."
    hint = "Write all of it, scheme and host included."
    return error("relative", message, hint, ENDPOINT_SPEC, Mark(start=0, end=min(1, len(text)), found=text[:1]))


def _wrong_scheme(text: str, url: BrowserUrl) -> Finding:
    if text.lower().startswith("urn:ietf:wg:oauth:2.0:oob"):
        message = (
            "This is the out-of-band value of older servers: they show the code on a page, and nothing is redirected."
        )
        return error("out-of-band", message, "Use a loopback address instead, such as http://127.0.0.1:8080/callback.")
    why = "runs or shows what the URL itself holds" if url.scheme in _SCRIPTS else "does not lead to your application"
    return error("scheme", f"The scheme {url.scheme} {why}.", "Use https.", ENDPOINT_SPEC)


def _parts(text: str, url: BrowserUrl) -> Iterator[Finding]:
    if url.fragment is not None:
        # RFC 6749 §3.1.2: "The endpoint URI MUST NOT include a fragment component."
        at = text.index("#")
        message = "The redirect URI has a fragment (#), and it must not have one."
        mark = Mark(start=at, end=at + 1, found="a number sign", likely="the start of a fragment")
        yield error("fragment", message, "Remove the # and what follows it.", ENDPOINT_SPEC, mark)
    if url.userinfo is not None:
        at = text.index("@")
        message = f"What stands before the @ is a user name: a browser goes to {visible(url.origin, 80)}."
        mark = Mark(start=at, end=at + 1, found="an at sign", likely="the end of a user name")
        yield error("userinfo", message, "Remove everything up to the @.", EXACT_SPEC, mark)
    if url.host is not None and url.slashes != "//":
        written = visible(url.slashes, 12) or "no slash"
        message = f"Two slashes belong after {url.scheme}: and here stands {written}. A browser goes to {url.origin}."
        yield error("slashes", message, f"Write {url.scheme}://.", ENDPOINT_SPEC)
    # RFC 3986 §3.2.2: square brackets are allowed around an IPv6 address only.
    inside = f"{url.path}?{url.query or ''}"
    if bracket := re.search(r"[\[\]]", inside):
        message = f"The character {bracket[0]} stands outside the host, where a URI does not allow it."
        yield error("character", message, "Write %5B for [ and %5D for ].", GRAMMAR_SPEC)


def _host(url: BrowserUrl) -> Iterator[Finding]:
    if url.host is None:
        return
    if "*" in url.host.text:
        yield error("wildcard", "The host holds a *. No browser goes to a pattern.", "Write the host out.", EXACT_SPEC)
    if url.host.text in ("http", "https"):
        message = f"The host is {url.host.text}: the scheme seems to stand there twice."
        yield error("host", message, "Remove one of the two.")
    if url.port == 0:
        yield error("port", "Nothing can be reached at port 0.", "Write the port your application listens on.")
    if url.host_text.lower() != url.host.text:
        message = f"The host is not what it looks like: a browser goes to {visible(url.host.text, 80)}."
        hint = f"Write {visible(url.host.text, 80)}. Servers compare the text, or refuse such forms."
        yield warning("host-form", message, hint, EXACT_SPEC)
    if url.host.text.endswith("."):
        message = "The host ends in a dot. A browser goes to the same place, but a server compares another text."
        yield warning("trailing-dot", message, "Remove the dot.", EXACT_SPEC)
    if "xn--" in url.host.text:
        yield _international(url.host.text)


def _international(name: str) -> Finding:
    letters = [letter for letter in to_unicode(name) if not letter.isascii()]
    named = ", ".join(dict.fromkeys(describe_character(letter)[0] for letter in letters[:3]))
    message = f"The host {visible(name, 80)} stands for a name with other letters: {named}."
    hint = "Make sure that this is the name you mean: letters of two scripts can look the same."
    return warning("host-script", message, hint)


def _query(url: BrowserUrl) -> Iterator[Finding]:
    if url.query is None:
        return
    names = [pair.partition("=")[0] for pair in re.split("[&;]", url.query)]
    if taken := [name for name in _ANSWER if name in names]:
        listed = ", ".join(taken)
        message = f"The query already holds {listed}, which the server's answer adds a second time."
        hint = "Give the redirect URI without an answer, as it is registered."
        yield warning("query-parameter", message, hint, Spec(document="RFC 6749", section="3.1"))


def _habits(text: str, url: BrowserUrl) -> Iterator[Finding]:
    """What a browser or a library rewrites, so that the comparison with the registered text fails."""
    scheme = text.lstrip()[: len(url.scheme)]
    shown = url.host_text if url.host is not None and url.host.text == url.host_text.lower() else ""
    if scheme != scheme.lower() or shown != shown.lower():
        message = "Scheme or host have capital letters. A browser makes them small, and a server compares text."
        yield warning("capitals", message, "Write scheme and host in small letters, here and where you register.")
    if url.port_text is not None and url.host is not None and url.origin.rpartition(":")[2] != url.port_text:
        message = f"The port is written :{visible(url.port_text, 12)}, and a browser shows {visible(url.origin, 80)}."
        yield warning("port-form", message, "Leave out a usual port, unless it is registered so.", EXACT_SPEC)
    if re.search(r"(?i)(^|[/\\])(\.|%2e){1,2}([/\\]|$)", url.path):
        message = "The path holds a . or .. part, which a browser resolves before it goes there."
        yield warning("dot-segments", message, "Write the path as it ends up.", _DOT_SPEC)
    if re.search(r"(?i)%25[0-9a-f]{2}", url.path):
        message = "The path holds %25 before two hex digits: it looks encoded twice."
        yield warning("double-encoding", message, "Encode each character once.")
    if "*" in url.path:
        message = "The path holds a *, which is a character like any other: the comparison is exact."
        yield warning("wildcard", message, "Write the path out.", EXACT_SPEC)
    if url.host is not None and url.path == "":
        message = f"The redirect URI has no path, and a browser goes to {visible(url.origin, 80)}/."
        yield info("no-path", message, "Register it in the same form.")
    if len(text) > _LONG:
        yield warning("length", f"The redirect URI has {len(text):,} characters. Some servers accept far fewer.")
