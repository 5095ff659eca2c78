"""What is wrong with a redirect URI on every server: its characters, its parts, and what a browser makes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.findings import Finding, Mark
from pkce_core.redirect_uri.rules import RULES
from pkce_core.specifications import Spec
from pkce_core.text.characters import describe_character, describe_strays
from pkce_core.text.quoting import visible
from pkce_core.urls.browser_url import BrowserUrl, parse_as_browser
from pkce_core.urls.endpoint import REMOVE_FRAGMENT
from pkce_core.urls.hosts import InvalidUrl, letters_of_punycode

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 8192
"""Characters; no server takes as many, and it bounds the work on hostile input."""
_LONG = 2048
_MOST_MARKS = 32

# RFC 3986 §2: reserved and unreserved characters, and a percent sign before two hex digits; brackets have their own
# check, because a host may have them.
_STRAY = r"([^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%])\1*"
_BARE_PERCENT = r"%(?![0-9A-Fa-f]{2})"
# RFC 8252 §7.1: a private scheme is a domain name of the application's author in reverse.
_NAME_OF_APPLICATION = r"(?i)(?:com|org|net|io|dev|app|co|me|de|fr|uk|eu|nl|se|ch|br|jp)(?:\.[a-z0-9\-]+){2,8}(?=/|$)"
_SCHEMES_THAT_RUN_OR_SHOW = frozenset(
    {"javascript", "data", "vbscript", "file", "blob", "about", "view-source", "filesystem"}
)
_SCHEMES_OF_OTHER_SERVICES = frozenset({"ws", "wss", "ftp", "mailto", "tel", "sms", "urn"})
_SCHEMES_WITHOUT_REDIRECT = _SCHEMES_THAT_RUN_OR_SHOW | _SCHEMES_OF_OTHER_SERVICES
_RESPONSE_PARAMETERS = (
    "code", "state", "iss", "error", "error_description", "error_uri", "response", "session_state",
)  # fmt: skip


def check_syntax(text: str) -> tuple[list[Finding], BrowserUrl | None]:
    """Check everything that does not depend on a profile.

    Returns:
        The findings, and the URL as a browser reads it; None when no profile's rules can be applied to it.
    """
    if not text:
        return [RULES["redirect-uri-empty"].error("The redirect URI is empty.")], None
    if len(text) > _LONGEST:
        message = f"The redirect URI has {len(text):,} characters, more than any server accepts."
        return [RULES["redirect-uri-length"].error(message)], None
    misspelled = _misspelled_scheme(text)
    findings = [*_check_characters(text, text.index(":") if misspelled else 0), *_check_percent_signs(text)]
    if findings and findings[-1].rule == "redirect-uri-encoded":
        return findings, None
    url = parse_as_browser(text)
    if url is None or _is_host_and_port(url):
        return [misspelled, *findings] if misspelled else [*findings, _not_absolute(text)], None
    if isinstance(url, InvalidUrl):
        message = f"The redirect URI {url.why}."
        return [*findings, RULES["redirect-uri-host"].error(message, "Correct the host.")], None
    if url.scheme in _SCHEMES_WITHOUT_REDIRECT:
        return [*findings, _wrong_scheme(text, url)], None
    findings += [*_check_parts(text, url), *_check_host(url), *_check_query(url)]
    findings += _check_what_browsers_rewrite(text, url)
    return findings, url


def _check_characters(text: str, start: int) -> Iterator[Finding]:
    marks: list[Mark] = []
    total = 0
    host = re.match(r"[A-Za-z][A-Za-z0-9+.\-]*://[^/?#]*", text)
    for run in re.compile(_STRAY).finditer(text, start):
        total += run.end() - run.start()
        if len(marks) < _MOST_MARKS:
            found, likely = describe_character(run[1])
            if host and run.end() <= host.end() and run[1].isalnum():
                likely = ""  # a letter of the name: another one would be another host
            marks.append(Mark(start=run.start(), end=run.end(), found=found, likely=likely))
    if marks:
        message = describe_strays(tuple(marks), total, "redirect URI")
        dropped = " A browser leaves out tabs and line ends in a URL." if re.search(r"[\t\n\r]", text) else ""
        turned = " A browser reads a backslash as a slash." if "\\" in text else ""
        hint = f"Remove it, or percent-encode it if it belongs there.{dropped}{turned}"
        if host and marks[-1].end <= host.end() and all(not mark.likely for mark in marks):
            hint = "A host is written in its ASCII form, and nothing in it is percent-encoded."
        yield RULES["redirect-uri-character"].error(message, hint, marks=tuple(marks))


def _check_percent_signs(text: str) -> Iterator[Finding]:
    # RFC 3986 §2.1: "A percent-encoded octet is encoded as a character triplet, consisting of the percent character
    # "%" followed by the two hexadecimal digits"
    if bare := re.search(_BARE_PERCENT, text):
        mark = Mark(start=bare.start(), end=bare.end(), found="a percent sign without two hex digits")
        message = f"The percent sign at position {bare.start() + 1} isn't followed by two hex digits."
        hint = "Write %25 for a percent sign itself."
        yield RULES["redirect-uri-percent"].error(message, hint, marks=(mark,))
    elif re.match(r"(?i)[a-z][a-z0-9+.\-]*%(25)*3a", text):
        message = "The redirect URI is percent-encoded as a whole."
        hint = "Decode it here. It is encoded only once, when it goes into a URL or a form."
        yield RULES["redirect-uri-encoded"].error(message, hint)


def _is_host_and_port(url: BrowserUrl | InvalidUrl) -> bool:
    """localhost:8080/callback has a scheme by the grammar, but its author meant a host."""
    if isinstance(url, InvalidUrl) or url.slashes or url.scheme in _SCHEMES_WITHOUT_REDIRECT:
        return False
    return re.match(r"[0-9]{1,5}(/|$)", url.path) is not None


def _not_absolute(text: str) -> Finding:
    # RFC 6749 §3.1.2: "The redirection endpoint URI MUST be an absolute URI as defined by [RFC3986] Section 4.3."
    if name := re.match(_NAME_OF_APPLICATION, text):
        end, scheme = name.end(), visible(name[0], 80)
        message = f"The redirect URI isn't absolute: it has no colon. {scheme} may be a scheme of your own, or a host."
        hint = f"If it's a scheme, write {scheme}:/ and a path. If it's a host, write https:// before it."
        mark = Mark(start=end - 1, end=end, found=f"the end of {scheme}")
        return RULES["redirect-uri-relative"].error(message, hint, marks=(mark,))
    message = "The redirect URI isn't absolute: it doesn't start with a scheme such as https://."
    mark = Mark(start=0, end=1, found=describe_character(text[0])[0])
    return RULES["redirect-uri-relative"].error(message, "Write the whole URI, with scheme and host.", marks=(mark,))


def _misspelled_scheme(text: str) -> Finding | None:
    """What a scheme has that a scheme can't have; None when the text doesn't start with such a scheme."""
    name, _, rest = text.partition(":")
    # RFC 3986 §3.1: "scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )"
    stray = re.search(r"[^A-Za-z0-9+.\-]|^[^A-Za-z]", name)
    is_scheme = re.fullmatch(r"(?! )[^/?#\[\]=\"'<>@\t\r\n]+", name) and rest.startswith("/") and "://" not in rest
    if stray is None or not is_scheme:
        return None
    found = "an underscore" if stray[0] == "_" else describe_character(stray[0])[0]
    allowed = "A scheme starts with a letter and has only ASCII letters, digits, +, - and . in it."
    message = f'The scheme "{visible(name, 80)}" has {found} at position {stray.start() + 1}. {allowed}'
    hint = "Choose a scheme without it, and use it in your application and in its registration too."
    without = re.sub(r"[^A-Za-z0-9+.\-]", "", name).lower()
    if without in ("http", "https"):
        hint = f"Write {without}."
    mark = Mark(start=stray.start(), end=stray.end(), found=found)
    return RULES["redirect-uri-scheme"].error(
        message, hint, spec=Spec(document="RFC 3986", section="3.1"), marks=(mark,)
    )


def _wrong_scheme(text: str, url: BrowserUrl) -> Finding:
    if text.lower().startswith("urn:ietf:wg:oauth:2.0:oob"):
        message = "This out-of-band value is for older servers: they show the code on a page and don't redirect."
        hint = "Use a loopback address instead, such as http://127.0.0.1:8080/callback."
        return RULES["redirect-uri-out-of-band"].error(message, hint)
    runs_or_shows = url.scheme in _SCHEMES_THAT_RUN_OR_SHOW
    why = "runs or shows content in the browser" if runs_or_shows else "doesn't lead to your application"
    return RULES["redirect-uri-scheme"].error(f"The scheme {url.scheme} {why}.", "Use https.")


def _check_parts(text: str, url: BrowserUrl) -> Iterator[Finding]:
    if url.fragment is not None:
        # RFC 6749 §3.1.2: "The endpoint URI MUST NOT include a fragment component."
        at = text.index("#")
        message = "The redirect URI has a fragment (#), and it must not have one."
        mark = Mark(start=at, end=at + 1, found="a number sign", likely="the start of a fragment")
        yield RULES["redirect-uri-fragment"].error(message, REMOVE_FRAGMENT, marks=(mark,))
    if url.userinfo is not None:
        at = text.index("@")
        message = f"The text before the @ is a user name: a browser goes to {visible(url.origin, 80)}."
        mark = Mark(start=at, end=at + 1, found="an at sign", likely="the end of a user name")
        yield RULES["redirect-uri-userinfo"].error(message, "Remove the @ and the user name before it.", marks=(mark,))
    if url.host is not None and url.slashes != "//":
        written = visible(url.slashes, 12) or "no slash"
        message = f"Two slashes belong after {url.scheme}: but here is {written}. A browser goes to {url.origin}."
        yield RULES["redirect-uri-slashes"].error(message, f"Write {url.scheme}://.")
    # RFC 3986 §3.2.2: square brackets are allowed around an IPv6 address only.
    if bracket := re.search(r"[\[\]]", f"{url.path}?{url.query or ''}"):
        message = f"The character {bracket[0]} is outside the host, where a URI doesn't allow it."
        yield RULES["redirect-uri-character"].error(message, "Write %5B for [ and %5D for ].")


def _check_host(url: BrowserUrl) -> Iterator[Finding]:
    if url.host is None:
        return
    host = visible(url.host.text, 80)
    if "*" in url.host.text:
        message = "The host contains a *. A browser can't go to a pattern."
        yield RULES["redirect-uri-wildcard"].error(message, "Write the full host name.")
    if url.host.text in ("http", "https"):
        message = f"The host is {url.host.text}: the scheme seems to be there twice."
        yield RULES["redirect-uri-host"].error(message, "Remove one of the two.")
    if url.port == 0:
        message = "Nothing can be reached at port 0."
        yield RULES["redirect-uri-port"].error(message, "Write the port that your application listens on.")
    if url.host_text.lower() != url.host.text:
        message = f"The host isn't what it looks like: a browser goes to {host}."
        hint = f"Write {host}. Servers compare the text, or refuse such forms."
        yield RULES["redirect-uri-host-form"].warning(message, hint)
    if url.host.text.endswith("."):
        message = "The host ends in a dot. A browser goes to the same place, but a server compares a different text."
        yield RULES["redirect-uri-trailing-dot"].warning(message, "Remove the dot.")
    if "xn--" in url.host.text:
        named = ", ".join(describe_character(letter)[0] for letter in letters_of_punycode(url.host.text)[:3])
        message = f"The host {host} stands for a name with other letters{f': {named}' if named else ''}."
        hint = "Make sure that this is the name you mean: letters of two scripts can look the same."
        yield RULES["redirect-uri-host-script"].warning(message, hint)


def _check_query(url: BrowserUrl) -> Iterator[Finding]:
    if url.query is None:
        return
    names = [pair.partition("=")[0] for pair in re.split("[&;]", url.query)]
    if taken := [name for name in _RESPONSE_PARAMETERS if name in names]:
        message = f"The query already has {', '.join(taken)}, which the server's response adds a second time."
        hint = "Give the redirect URI as it is registered, without a response."
        yield RULES["redirect-uri-query-parameter"].warning(message, hint)


def _check_what_browsers_rewrite(text: str, url: BrowserUrl) -> Iterator[Finding]:
    """What a browser or a library rewrites, so that the comparison with the registered text fails."""
    scheme = text.lstrip()[: len(url.scheme)]
    host_as_written = url.host_text if url.host is not None and url.host.text == url.host_text.lower() else ""
    if scheme != scheme.lower() or host_as_written != host_as_written.lower():
        message = "The scheme or the host has capital letters. A browser lowercases them, and a server compares text."
        hint = "Write scheme and host in lower case, here and in the registration."
        yield RULES["redirect-uri-capitals"].warning(message, hint)
    if url.port_text is not None and url.host is not None and url.origin.rpartition(":")[2] != url.port_text:
        message = f"The port is written :{visible(url.port_text, 12)}, but a browser shows {visible(url.origin, 80)}."
        hint = "Leave out a default port, unless it is registered that way."
        yield RULES["redirect-uri-port-form"].warning(message, hint)
    if re.search(r"(?i)(^|[/\\])(\.|%2e){1,2}([/\\]|$)", url.path):
        message = "The path has a . or .. segment, which a browser resolves before it goes there."
        yield RULES["redirect-uri-dot-segments"].warning(message, "Write the path without these segments.")
    if re.search(r"(?i)%25[0-9a-f]{2}", url.path):
        message = "The path has %25 before two hex digits, so it looks encoded twice."
        yield RULES["redirect-uri-double-encoding"].warning(message, "Encode each character once.")
    if "*" in url.path:
        message = "The path contains a *, which is a character like any other: the comparison is exact."
        yield RULES["redirect-uri-wildcard"].warning(message, "Write the full path.")
    if url.host is not None and url.path == "":
        message = f"The redirect URI has no path, so a browser goes to {visible(url.origin, 80)}/."
        yield RULES["redirect-uri-no-path"].info(message, "Register it in the same form.")
    if len(text) > _LONG:
        message = f"The redirect URI has {len(text):,} characters. Some servers accept far fewer."
        yield RULES["redirect-uri-length"].warning(message)
