"""The headers of every response, and how long a browser keeps a file."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNUSED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone",
    "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        # A page can't say this by itself: https://www.w3.org/TR/CSP3/#directive-frame-ancestors
        "Content-Security-Policy": "frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
)
"""What every response carries, an error too."""

HTTPS_HEADERS: Mapping[str, str] = MappingProxyType({"Strict-Transport-Security": "max-age=31536000"})
"""What a response over https carries as well. RFC 6797, section 7.2, forbids it over http."""

HASHED = r"/assets/(.*[./-])?[0-9a-f]{8,64}[./]"
"""Where a path has the hash of its content, so that it never changes. nginx, Caddy and Python read it alike."""
_HASHED = re.compile(HASHED)

FOREVER = "public, max-age=31536000, immutable"
ASK = "no-cache"
"""The browser keeps the file, and asks each time whether it is still the same."""


def is_hashed(path: str) -> bool:
    """Whether the path of a file has the hash of its content.

    Args:
        path: from the root of the host, with a slash at its start.
    """
    return _HASHED.search(path) is not None


def cache_control(path: str) -> str:
    """The Cache-Control of a file, by its path from the root of the host."""
    return FOREVER if is_hashed(path) else ASK
