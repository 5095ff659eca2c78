"""A redirect as readers paste it: from an address bar, a log, HTML, JSON or a shell, perhaps wrapped over lines.

Each repair undoes one kind of wrapping, such as `&amp;`, `\\&` or a line break. A URL as a browser shows it contains
none of them, so no repair changes it. Every repair is reported, so that readers know what to remove elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.authorization.delivered_response import read_delivered
from pkce_core.authorization.joined_parameters import separate_fragment, separate_path, separate_query
from pkce_core.authorization.response_rules import RULES
from pkce_core.errors import FormError
from pkce_core.recognition.address_in_text import CLOSING, find_address, without_label
from pkce_core.text.form_encoding import decode_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkce_core.findings import Findings
    from pkce_core.text.form_encoding import Pairs

LONGEST_PASTE = 100_000
"""Characters; far more than a redirect, and few enough to read quickly."""

_JSON = MappingProxyType({"\\u0026": "&", "\\u003d": "=", "\\u003D": "=", "\\u003f": "?", "\\u003F": "?", "\\/": "/"})

_KNOWN = "(?:code|state|error|response|access_token|id_token)="
"""How a parameter of a response starts."""
_ADDRESS = r"[A-Za-z][A-Za-z0-9+.\-]*://"
_UNWRAPPED = rf"{_ADDRESS}[A-Za-z0-9\-._~:/?#@=&%+]*"
"""An address without any character that a wrapping leaves: no space, quote, backslash, semicolon, caret or backtick."""
_VALUE = r"[A-Za-z0-9\-._~:/@+]*(?:%(?!3[DdFf]|2[36])[A-Za-z0-9\-._~:/@+]*)*"
_PLAIN_REDIRECT = re.compile(rf"({_ADDRESS}[A-Za-z0-9\-._~:/@=&%+]*)\?({_KNOWN}{_VALUE}(?:&[a-z_]+={_VALUE})*)")
"""The same with the parameters of a response right after its "?", joined by "&" alone, as most redirects are."""
# The pages that browsers show when a server does not answer, by their address and by their text.
_BROWSER_ADDRESS = r"(?i)[\"'<]?(?:chrome-error:|data:text/html|chrome:|edge:|about:|safari-resource:)"
_BROWSER_WORDS = (
    r"(?i)this site can.t be reached|can.t reach this page|refused to connect|unable to connect|"
    r"\berr_(?:address|connection|empty|internet|name|ssl)_|"
    r"can.t (?:connect to the server|open the page|establish a connection)"
)
_BROWSER_PARAMETER = r"(?i)about:[a-z]{1,20}\?(?:[^#]*&)?u=([^&#]*(?:%3F|%26|%23)(?:code|error)(?:%3D|=)[^&#]*)"
"""In Firefox, the address of an error page contains the address that failed."""
_NOT_CODES = frozenset({"postmessage", "urn:ietf:wg:oauth:2.0:oob", "urn:ietf:wg:oauth:2.0:oob:auto"})
_INVISIBLE = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_ENCODED_ADDRESS = r"(?i)%(?:25)*3A(?:%(?:25)*2F|/)"
# RFC 6749 Appendix A.11 allows any printable ASCII character in a code; these are the ones that servers use.
_BARE_CODE = r"[A-Za-z0-9\-._~+=:*!$,|;@%][A-Za-z0-9\-._~+/=:*!$,|;@%]*(?:#[!-~]*)?"


@dataclass(frozen=True, kw_only=True, slots=True)
class PastedRedirect:
    """A redirect split into its parts, but not yet decoded.

    Attributes:
        redirect_uri: what was before the parameters; None when only parameters were pasted.
        query: the parameters after "?", or those pasted on their own.
        fragment: the parameters after "#"; "" when there are none.
        code: the code, when only a code was pasted; else None.
        state: the state of "code#state"; else None.
        pairs: the parameters, when they were read already from something else than an address; else empty.
        notes: what was repaired, and how the parameters got where they are.
    """

    redirect_uri: str | None = None
    query: str = field(default="", repr=False)
    fragment: str = field(default="", repr=False)
    code: str | None = field(default=None, repr=False)
    state: str | None = field(default=None, repr=False)
    pairs: Pairs = field(default=(), repr=False)
    notes: Findings = ()


def unwrap_redirect(text: str) -> PastedRedirect | None:
    """Undo what copying did to a redirect, and split it into its parts.

    Args:
        text: at most `LONGEST_PASTE` characters.

    Returns:
        Its parts; None when nothing in it looks like a response.
    """
    if plain := _PLAIN_REDIRECT.fullmatch(text):
        return PastedRedirect(redirect_uri=plain[1], query=plain[2])
    if delivered := read_delivered(text):
        pairs, redirect_uri, notes = delivered
        return PastedRedirect(redirect_uri=redirect_uri, pairs=pairs, notes=notes)
    text, repairs = _repair(text.strip(" \t\r\n\f\v\ufeff\u200b\u00a0"))
    notes = tuple([RULES["response-repaired"].info(each) for each in repairs])
    if _has_parameter(text) or re.match(_ADDRESS, text):
        return _split_parameters(text, notes)
    return _split_bare_code(text, notes)


def is_browser_page(text: str) -> bool:
    """True for the address or the text of the page that a browser shows when no server answered."""
    if _has_parameter(text) or re.match(_BROWSER_PARAMETER, text.strip()):
        return False
    return re.match(_BROWSER_ADDRESS, text.lstrip()) is not None or re.search(_BROWSER_WORDS, text) is not None


def _split_parameters(text: str, notes: Findings) -> PastedRedirect:
    head, _, fragment = text.partition("#")
    base, question, query = head.partition("?")
    joined: Findings = ()
    if re.match(_KNOWN, head):  # parameters alone, which may have a "?" in a value
        base, query = "", head
    elif not question and "/" in head.partition("=")[0]:
        base, query, joined = separate_path(head)
    elif not question and _has_parameter(head):
        base, query = "", head
    query, apart = separate_query(query)
    fragment, routed = separate_fragment(fragment)
    fragment, apart_there = separate_query(fragment)
    return PastedRedirect(
        redirect_uri=base or None,
        query=query,
        fragment=fragment,
        notes=(*notes, *joined, *apart, *routed, *apart_there),
    )


def _has_parameter(text: str) -> bool:
    # Two patterns, because searching is much faster for one that starts with a set of characters.
    return re.match(_KNOWN, text) is not None or re.search(f"[?&#]{_KNOWN}", text) is not None


def _split_bare_code(text: str, notes: Findings) -> PastedRedirect | None:
    """A code on its own, or "code#state", which some pages show to be copied."""
    plain = re.sub(_INVISIBLE, "", text)
    if not re.fullmatch(_BARE_CODE, plain) or re.search(_ENCODED_ADDRESS, plain) or plain in _NOT_CODES:
        return None
    code, _, state = text.partition("#")
    if not state:
        message = "This is a word alone, so it was read as a code. The state that came with it isn't in it."
        hint = "Paste the whole address that the browser went to, from the address bar or the history."
        notes += (RULES["response-bare-code"].warning(message, hint),)
    return PastedRedirect(code=code, state=state or None, notes=notes)


def _repair(text: str) -> tuple[str, tuple[str, ...]]:
    if re.fullmatch(_UNWRAPPED, text):
        return text, ()
    done = []
    for repair, sentence in _REPAIRS:
        repaired = repair(text)
        if repaired != text:
            text = repaired
            done.append(sentence)
    return text, tuple(done)


def _from_browser_page(text: str) -> str:
    page = re.match(_BROWSER_PARAMETER, text)
    try:
        return decode_form(page[1].replace("+", "%2B")) if page else text
    except FormError:
        return text


def _without_quotes(text: str) -> str:
    for _ in range(3):
        if len(text) < 2 or CLOSING.get(text[0]) != text[-1]:
            break
        text = text[1:-1].strip()
    return text


def _without_line_breaks(text: str) -> str:
    if "\n" not in text and "\r" not in text:
        return text
    return "".join(line.strip().removesuffix("\\") for line in text.splitlines())


def _from_html(text: str) -> str:
    return re.sub(r"&(?:amp;|#38;|#[xX]26;)+(?:amp;)*", "&", text)


def _from_json(text: str) -> str:
    return re.sub(r"\\u00(?:26|3[dD]|3[fF])|\\/", lambda escape: _JSON[escape[0]], text)


def _from_shell(text: str) -> str:
    """Without the backslashes of POSIX shells, the carets of cmd.exe and the backticks of PowerShell."""
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])|[\^`](?=&)", "", text)


def _from_percent(text: str) -> str:
    """A whole URL that was percent-encoded once more, as in a parameter of another URL."""
    for _ in range(3):
        if not re.match(rf"(?i)[a-z][a-z0-9+.\-]*{_ENCODED_ADDRESS[4:]}", text):
            break
        try:
            text = decode_form(text.replace("+", "%2B"))
        except FormError:
            break
    return text


_REPAIRS: tuple[tuple[Callable[[str], str], str], ...] = (
    (_from_browser_page, "The address was taken from the browser's error page, which contains it."),
    (find_address, "The address was taken from the text around it, such as a line of a log or a header."),
    (without_label, "The label before it was removed, such as view-source:."),
    (_without_quotes, "The quotes around it were removed."),
    (_without_line_breaks, "The line breaks in it were removed."),
    (_from_html, "It was copied out of HTML, where & is written &amp;."),
    (_from_json, "It was copied out of JSON, where & may be written \\u0026."),
    (_from_shell, "It was escaped for a shell, such as \\& for &."),
    (_from_percent, "The whole address was percent-encoded once more."),
)
"""From the outside inwards: a log line may contain quotes, quotes may contain line breaks, and so on."""
