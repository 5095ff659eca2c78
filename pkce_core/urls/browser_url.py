"""A URL as a browser reads it: the basic parser of the WHATWG URL Standard (§4.4), as far as a redirect needs it.

The result says where a browser goes, which can differ from what a person reads in the text: a browser drops tabs and
line ends, takes a backslash for a slash, and takes everything up to the last "@" for a user name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pkce_core.urls.hosts import Host, InvalidUrl, parse_host, refused

DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21}
"""URL Standard §4.2: the special schemes that have a host, with their ports."""

_C0_AND_SPACE = "".join(map(chr, range(0x21)))
_DROPPED = str.maketrans("", "", "\t\n\r")
_SCHEME = r"([A-Za-z][A-Za-z0-9+.\-]*):"


@dataclass(frozen=True, kw_only=True, slots=True)
class BrowserUrl:
    """Where a browser goes.

    Attributes:
        scheme: in lower case.
        slashes: what is between the scheme and the host; "//" in a correct URL.
        userinfo: what is before "@", which may contain a password; None when there is no "@".
        host_text: the host as it was written, without tabs and line ends.
        host: the host as a browser resolves it; None when the scheme is not special ("com.example.app:/callback").
        port_text: the port as it was written; None when there is no ":".
        port: the port a browser connects to; None when the URL names none and the scheme has no default.
        path: as written.
        query: without "?"; None when there is none.
        fragment: without "#"; None when there is none.
    """

    scheme: str
    slashes: str
    userinfo: str | None = field(repr=False)
    host_text: str
    host: Host | None
    port_text: str | None
    port: int | None
    path: str
    query: str | None = field(repr=False)
    fragment: str | None = field(repr=False)

    @property
    def origin(self) -> str:
        """Scheme, host and port as a browser shows them, without the default port of the scheme."""
        host = self.host.text if self.host else self.host_text
        usual = self.port is None or self.port == DEFAULT_PORTS.get(self.scheme)
        return f"{self.scheme}://{host}" if usual else f"{self.scheme}://{host}:{self.port}"


def parse_as_browser(text: str) -> BrowserUrl | InvalidUrl | None:
    """Read an absolute URL.

    Args:
        text: any text.

    Returns:
        The parts; `InvalidUrl` when a browser refuses the URL; None when the text has no scheme.
    """
    text = text.strip(_C0_AND_SPACE).translate(_DROPPED)
    head = re.match(_SCHEME, text)
    if head is None:
        return None
    scheme, rest = head[1].lower(), text[head.end() :]
    before, mark, fragment = rest.partition("#")
    address, question, query = before.partition("?")
    special = scheme in DEFAULT_PORTS
    slashes, authority, path = _split(address, special)
    tail = {"query": query if question else None, "fragment": fragment if mark else None}
    if authority is None:
        return BrowserUrl(
            scheme=scheme, slashes=slashes, userinfo=None, host_text="", host=None, port_text=None, port=None,
            path=path, **tail,
        )  # fmt: skip
    # URL Standard §4.4, authority state: the user name ends at the last "@".
    userinfo, at, place = authority.rpartition("@")
    host_text, port_text = _split_port(place)
    host = parse_host(host_text) if special else None
    if isinstance(host, InvalidUrl):
        return host
    port = _parse_port(port_text, DEFAULT_PORTS.get(scheme))
    if isinstance(port, InvalidUrl):
        return port
    return BrowserUrl(
        scheme=scheme, slashes=slashes, userinfo=userinfo if at else None, host_text=host_text, host=host,
        port_text=port_text, port=port, path=path, **tail,
    )  # fmt: skip


def _split(address: str, special: bool) -> tuple[str, str | None, str]:
    """Slashes, authority and path; with a special scheme, any number of slashes of either kind precedes the host."""
    if special:
        after = address.lstrip("/\\")
        end = re.search(r"[/\\]", after)
        cut = end.start() if end else len(after)
        return address[: len(address) - len(after)], after[:cut], after[cut:]
    if not address.startswith("//"):
        return "", None, address
    authority, slash, path = address[2:].partition("/")
    return "//", authority, slash + path


def _split_port(place: str) -> tuple[str, str | None]:
    """The host and the port; a ":" inside brackets is part of the host."""
    from_bracket = place.rfind("]") + 1 if place.startswith("[") else 0
    colon = place.find(":", from_bracket)
    return (place, None) if colon < 0 else (place[:colon], place[colon + 1 :])


def _parse_port(text: str | None, usual: int | None) -> int | InvalidUrl | None:
    if not text:
        return usual
    digits = text.lstrip("0") or "0"
    if re.fullmatch("[0-9]{1,5}", digits) is None or int(digits) > 65535:
        return refused("the port isn't a number from 0 to 65535")
    return int(digits)
