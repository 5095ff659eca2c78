"""The errors of Cloudflare by their numbers, which are often all that the answer has (developers.cloudflare.com)."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBER = r"^\s*error(?: code)?:? (1[0-9]{3}|5[23][0-9])\b|\berror(?: code)?:? (1[0-9]{3})\b.{0,400}cloudflare"
_BLOCKED: Mapping[int, str] = MappingProxyType(
    {
        1003: "the address has the number of a machine, or a name that isn't set up, in place of the host name",
        1005: "the site refuses the network that the request came from",
        1006: "the site refuses the address that the request came from",
        1007: "the site refuses the address that the request came from",
        1008: "the site refuses the address that the request came from",
        1009: "the site refuses the country that the request came from",
        1010: "the site refuses the program that sent the request, by its User-Agent and the way it connects",
        1012: "the site refuses the program or the machine that sent the request",
        1020: "a rule of the site's firewall refuses the request",
        1106: "the site refuses the address that the request came from",
    }
)
_RATE = (1015, 1027)


def read_cloudflare(lowered: str) -> tuple[str, str, str] | None:
    """The kind, what the error means, and what to do; None for another text.

    Args:
        lowered: the answer in lower case.
    """
    found = re.search(_NUMBER, lowered)
    if found is None:
        return None
    number = int(found[1] or found[2])
    what = f"error {number} of Cloudflare, which is in front of the server"
    if number in _RATE:
        return "rate", f"{what}: there were too many requests in a short time", "Wait, and send fewer requests."
    if number in _BLOCKED:
        hint = "Your values of OAuth have no part in it: the server didn't see the request. "
        hint += (
            "Send another User-Agent, and ask who runs the site to let your program through."
            if number in (1010, 1012)
            else "Compare the host name with the server's metadata."
            if number == 1003
            else "Ask who runs the site."
        )
        return "blocked", f"{what}: {_BLOCKED[number]}", hint
    return (
        "gateway",
        f"{what}: it got no answer from the server, or doesn't find it",
        ("Try again in a minute, and ask who runs the site. Your values of OAuth have no part in it."),
    )
