"""What pages may load: the policy as text, and whether it allows a URL.

Sources match URLs as https://www.w3.org/TR/CSP3/#match-url-to-source-list says.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_DEFAULT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # Firefox prefetches what <link rel="next"> names, and asks this directive: there is no other for it. For what
        # else would ask it, there is a directive below.
        "default-src": ("'self'",),
        "script-src": ("'self'",),
        "style-src": ("'self'",),
        "connect-src": ("'self'",),
        "worker-src": (
            "'self'",
            "blob:",
        ),  # a worker from a blob: URL inherits the policy of its page; other workers don't
        "img-src": ("'self'", "data:"),
        "font-src": ("'self'",),
        "manifest-src": ("'self'",),
        "child-src": (),
        "media-src": (),
        "object-src": (),
        "form-action": (),
        "base-uri": (),
    }
)
_TAKING_SOURCES = {*_DEFAULT, "frame-src"} - {"default-src"}
_SOURCE = re.compile(r"[^\s;,'\"]+|'(?:self|wasm-unsafe-eval|report-sample|sha(?:256|384|512)-[A-Za-z0-9+/_-]+=*)'")
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


class PolicyError(ValueError):
    """The author asks for something that a strict policy cannot have; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What the pages of a site may load, besides their own inline scripts and styles.

    Args:
        wasm: Whether WebAssembly may be compiled.
        sources: More sources by directive, for example `{"img-src": ("https://images.example",)}`.
        site_url: The URL of the site's home page, so that absolute URLs of the site itself are recognized.

    Raises:
        PolicyError: a directive or a source that a strict policy cannot have.
    """

    wasm: bool = False
    sources: Mapping[str, Sequence[str]] = field(default_factory=dict)
    site_url: str = ""

    def __post_init__(self) -> None:
        for directive, sources in self.sources.items():
            if directive not in _TAKING_SOURCES:
                known = ", ".join(sorted(_TAKING_SOURCES))
                raise PolicyError(f"{directive!r} isn't a directive that takes sources here. These do: {known}.")
            for source in sources:
                if not _SOURCE.fullmatch(source) or source == "*":
                    raise PolicyError(
                        f"{source!r} in {directive} isn't a source that a strict policy can have: "
                        "name a host, such as https://images.example, or a scheme, such as blob:."
                    )

    def allowed(self, directive: str) -> tuple[str, ...]:
        """Return the sources of a directive, without hashes."""
        wasm = ("'wasm-unsafe-eval'",) if self.wasm and directive == "script-src" else ()
        return (*_DEFAULT.get(directive, ()), *wasm, *self.sources.get(directive, ()))

    def text(self, *, scripts: Collection[str] = (), styles: Collection[str] = ()) -> str:
        """Return the policy.

        Args:
            scripts: The hashes of inline scripts.
            styles: The hashes of style elements.
        """
        hashes = {"script-src": sorted(scripts), "style-src": sorted(styles)}
        directives = [*_DEFAULT, *(name for name in sorted(self.sources) if name not in _DEFAULT)]
        given = {name: (*self.allowed(name), *hashes.get(name, ())) for name in directives}
        return "; ".join(" ".join([name, *(sources or ["'none'"])]) for name, sources in given.items())

    def allows(self, directive: str, address: str) -> bool:
        """Whether a page may load a URL."""
        address = re.sub(r"[\t\n\r]", "", address.strip())
        try:
            here, there = urlsplit(self.site_url), urlsplit(address)
            port = there.port
        except ValueError:
            return False
        sources = self.allowed(directive)
        scheme = there.scheme or here.scheme or "https"
        if not there.netloc and not there.scheme:
            return "'self'" in sources
        if there.netloc and there.netloc == here.netloc and scheme == here.scheme and "'self'" in sources:
            return True
        return any(_matches(source, scheme, there.hostname or "", port, there.path) for source in sources)


def _matches(source: str, scheme: str, host: str, port: int | None, path: str) -> bool:
    if source.startswith("'"):
        return False
    if re.fullmatch(r"[a-zA-Z][a-zA-Z0-9+.-]*:", source):
        return source[:-1].lower() == scheme
    any_port = re.match(r"(?:[^/]*//)?[^/]*:\*(?:/|$)", source)
    part = urlsplit(source if "://" in source else f"//{source}")
    wanted = (part.hostname or "").lower()
    ports = {None, _PORTS.get(scheme)}
    return (
        part.scheme in {"", scheme}
        and (host.endswith(wanted[1:]) if wanted.startswith("*.") else host == wanted)
        and (any_port is not None or port == part.port or {port, part.port} <= ports)
        and (part.path in {"", path} or (part.path.endswith("/") and path.startswith(part.path)))
    )


def hash_of(text: str) -> str:
    """Return the source that allows an inline script or style element with this text."""
    seen = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")  # as a browser reads the page
    digest = hashlib.sha256(seen.encode("utf-8", "replace")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
