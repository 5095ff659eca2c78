"""A URL as a browser reads it: the basic parser of the WHATWG URL Standard (§4.4), as far as a redirect needs it.

The text keeps what a reader wrote, the result says where a browser goes: tabs and line ends inside vanish, a backslash
is a slash, and everything up to the last "@" is a user name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pkce_core.urls.hosts import Host, InvalidUrl, parse_host

DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21}
"""URL Standard §4.2: the special schemes that have a host."""

_C0_AND_SPACE = "".join(map(chr, range(0x21)))
_VANISHING = str.maketrans("", "", "\t\n\r")
_SCHEME = r"([A-Za-z][A-Za-z0-9+.\-]*):"


@dataclass(frozen=True, kw_only=True, slots=True)
class BrowserUrl:
    """Where a browser goes.

    Attributes:
        scheme: in lower case.
        slashes: what stands between the scheme and the host: "//" when all is well.
        userinfo: what stands before "@"; None when there is no "@". May hold a password.
        host_text: the host as it was written, after what vanishes has vanished.
        host: the host as it is resolved; None when the scheme has none of its own ("com.example.app:/callback").
        port_text: the port as it was written; None when there is no ":".
        port: the port a browser connects to; None when the scheme has none.
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
        """Scheme, host and port as a browser shows them; a usual port is left out."""
        host = self.host.text if self.host else self.host_text
        usual = self.port is None or self.port == DEFAULT_PORTS.get(self.scheme)
        return f"{self.scheme}://{host}" if usual else f"{self.scheme}://{host}:{self.port}"


def parse_as_browser(text: str) -> BrowserUrl | InvalidUrl | None:
    """Read an absolute URL.

    Args:
        text: any text.

    Returns:
        The parts; a refusal when a browser would not go anywhere; None when the text has no scheme.
    """
    text = text.strip(_C0_AND_SPACE).translate(_VANISHING)
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
    """Slashes, authority and path; for a special scheme any number of slashes of either kind leads to the host."""
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
    """The host and the port; a ":" inside brackets belongs to the host."""
    from_bracket = place.rfind("]") + 1 if place.startswith("[") else 0
    colon = place.find(":", from_bracket)
    return (place, None) if colon < 0 else (place[:colon], place[colon + 1 :])


def _parse_port(text: str | None, usual: int | None) -> int | InvalidUrl | None:
    if not text:
        return usual
    if re.fullmatch(r"0*[0-9]{1,5}", text) is None or int(text.lstrip("0") or "0") > 65535:
        return InvalidUrl(why="the port is no number from 0 to 65535")
    return int(text.lstrip("0") or "0")
