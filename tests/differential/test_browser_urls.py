"""Where a URL leads: our verdict and that of `new URL()` in Node.js and each browser differ only in named ways."""

from __future__ import annotations

import json
import random
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import pytest

from pkce_core.urls.browser_url import DEFAULT_PORTS, BrowserUrl, parse_as_browser
from tests.differential.subject import SEED
from tests.support.engines.engine import CHROMIUM, FIREFOX, WEBKIT
from tests.support.engines.opening import engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.engines.engine import Engine

    Read = tuple[str, str, str] | None
    """Protocol, host and port; None when the URL is refused."""

__all__ = ["engine"]
pytestmark = pytest.mark.slow

READ = """each => {
    try { const { protocol, hostname, port } = new URL(each); return [protocol, hostname, port]; }
    catch { return null; }
}"""
SCRIPT = f"""
    import {{ text }} from "node:stream/consumers";
    console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map({READ})));
"""
VECTORS = Path(__file__).parents[1] / "vectors" / "browser-urls.json"
GENERATED = 4000
SCHEMES = ("http://", "https://", "HTTP:", "https:\\\\", "ftp:///", "ws://", " http://", "ht\ttp://")
PIECES = (
    "127", "0x7f", "017", "0", "256", "09", "0x", "4294967295", "4294967296", ".", "..", "localhost", "EXAMPLE.com",
    "[::1]", "[", "]", "[1::2:0:0:3]", "[::ffff:1.2.3.4]", "[::1%25a]", "@", "user:pw@", ":", ":80", ":443", ":0",
    ":99999", ":8 0",
    "\\", "/", "\t", "\n", " ", "xn--", "xn--a", "xn--bcher-kva", "xn--fa-hia", "\u00e9", "\u00df", "\xad", "\uff11",
    "\u3002", "\u0430", "\u200d", "\ue000", "\U0001f600", "%2e", "%80", "%C3%A9", "%00", "%25", "%zz", "%", "?", "#",
    "*", "|",
    *"`{}<>^~!$&'()+,;=_-\"\x00\x1f\x7f", "a" * 64, "a.b" * 90, "a" * 300,
)  # fmt: skip
HAND_WRITTEN = (
    "https://example.com%80", "https://a`b{c}/", "https://xn--a/", "https://xn--/", "https://b\u00fccher.example/",
    "https://faß.de/", "https://xn--fa-hia.de/", "http://1.2.3.08/", "http://1.2.3.4.", "http://[::]",
    "http://[1:2::3:4:5:6:7:8]",
    "com.example.app:/callback", "com.example.app://callback", "urn:ietf:wg:oauth:2.0:oob", "localhost:8080/cb",
    "//a/b",
    "/callback", "https", "https:", "https://", "http:a", "https://a:/", "https://a:065535/", "https://a:65536/",
    "https://a:b@c:d@e:1/", "https://a%2fb/", "https://a\ud800/", "https://\ufeff/", "https://a..b/", "https://.a/", "https://a./",
    "custom://a b/", "custom://a:99999/", "custom://[::1/", "file:///etc", "file://host/x", "javascript:alert(1)",
    "data:,a",
)  # fmt: skip


def host_of(text: str) -> str:
    """The part that names the host, roughly: what comes before a path, query or fragment, and after a user name."""
    after = re.sub(r"^[\x00- ]*[A-Za-z0-9+.\-\t\n]*:[/\\\t\n\r]*", "", text)
    return re.split(r"[/\\?#]", after)[0].rpartition("@")[2]


def decoded(text: str) -> str:
    return unquote_to_bytes(host_of(text).encode("utf-8", "surrogatepass")).decode("utf-8", "replace")


def special(text: str) -> bool:
    scheme = re.sub(r"[\t\n\r]", "", text).lstrip("".join(map(chr, range(33)))).partition(":")[0]
    return scheme.lower() in DEFAULT_PORTS


def outside_ascii(text: str, ours: Read, _theirs: Read) -> bool:
    return ours is None and not decoded(text).isascii()


def not_punycode(text: str, _ours: Read, theirs: Read) -> bool:
    return theirs is None and "xn--" in decoded(text).lower() and decoded(text).isascii()


def beyond_dns(text: str, ours: Read, theirs: Read) -> bool:
    if ours is not None or theirs is None or not special(text):
        return False
    labels = theirs[1].removesuffix(".").split(".")
    return not all(labels) or len(theirs[1]) > 253 or max(map(len, labels)) > 63


def not_special(text: str, _ours: Read, _theirs: Read) -> bool:
    return not special(text)


def escaped_space(_text: str, ours: Read, theirs: Read) -> bool:
    return ours is None and theirs is not None and "%20" in theirs[1]


def escaped_star(_text: str, ours: Read, theirs: Read) -> bool:
    return ours is not None and theirs == (ours[0], ours[1].replace("*", "%2A"), ours[2])


def zeros_in_brackets(text: str, ours: Read, theirs: Read) -> bool:
    return ours is None and theirs is not None and re.search(r"\[.*[:.]0[0-9].*\]", text) is not None


def star_or_quote(_text: str, ours: Read, theirs: Read) -> bool:
    return ours is not None and theirs is None and re.search(r"[*\"]", ours[1]) is not None


def bare_0x(text: str, ours: Read, theirs: Read) -> bool:
    parts = re.sub(r"[\t\n\r]", "", decoded(text)).partition(":")[0].lower()
    return ours is not None and theirs is None and re.search(r"(?:^|\.)0x(?:\.|$)", parts) is not None


NODE = "Node.js"
ALL = {NODE, CHROMIUM, FIREFOX, WEBKIT}
DIFFERENCES: dict[str, tuple[set[str], Callable[[str, Read, Read], bool]]] = {
    "A host outside ASCII: they map it; we say that it needs its ASCII form.": (ALL, outside_ascii),
    "xn-- before what isn't punycode: we leave it, as the standard of July 2026 does.": (
        {NODE, FIREFOX, WEBKIT},
        not_punycode,
    ),
    "A name that DNS can't carry: they find out when they look it up.": (ALL, beyond_dns),
    "A scheme that isn't special: its host means nothing, so we don't judge it.": (ALL, not_special),
    "A space in the host: the standard forbids it, Chromium escapes it.": ({CHROMIUM}, escaped_space),
    "A star in the host: the standard leaves it, Chromium escapes it.": ({CHROMIUM}, escaped_star),
    "A zero before a number of an IPv4 address in brackets: the standard forbids it.": ({CHROMIUM}, zeros_in_brackets),
    "A star or a quotation mark in the host: the standard leaves it, Firefox refuses it.": ({FIREFOX}, star_or_quote),
    "0x without a digit: the standard reads it as 0, Firefox refuses it.": ({FIREFOX}, bare_0x),
}
"""Each kind of difference, who has it, and the test for it: the text, then what we read and what the other reads."""


def generated() -> list[str]:
    chance = random.Random(SEED)
    return [
        chance.choice(SCHEMES) + "".join(chance.choices(PIECES, k=chance.choice((1, 2, 2, 3, 3, 4, 6))))
        for _ in range(GENERATED)
    ]


def cases() -> list[str]:
    vectors = [each["url"] for each in json.loads(VECTORS.read_text("utf-8"))["urls"]]
    return [*HAND_WRITTEN, *vectors, *generated()]


def ours(text: str) -> Read:
    url = parse_as_browser(text)
    if not isinstance(url, BrowserUrl):
        return None
    port = "" if url.port is None or url.port == DEFAULT_PORTS.get(url.scheme) else str(url.port)
    return f"{url.scheme}:", url.host.text if url.host else url.host_text, port


def check(engine: str, answers: list[list[str] | None]) -> None:
    """Fail unless each difference is of a kind in the table, and each kind that the engine has occurs."""
    unexplained, occurring = [], set()
    for text, answer in zip(cases(), answers, strict=True):
        here, there = ours(text), None if answer is None else (answer[0], answer[1], answer[2])
        if here == there:
            continue
        kinds = [kind for kind, (who, applies) in DIFFERENCES.items() if engine in who and applies(text, here, there)]
        occurring.update(kinds[:1])
        if not kinds:
            unexplained.append((text, here, there))
    assert not unexplained
    assert occurring == {kind for kind, (who, _) in DIFFERENCES.items() if engine in who}


def test_node_reads_the_same() -> None:
    """Every difference to Node.js is of a kind that the table names for it, and each kind occurs."""
    child = subprocess.run(
        ["node", "--input-type=module", "--eval", SCRIPT],
        input=json.dumps(cases()),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    check(NODE, json.loads(child.stdout))


def test_a_browser_reads_the_same(engine: Engine) -> None:
    """Every difference to a browser is of a kind that the table names for it, and each kind occurs."""
    engine.go("about:blank")
    check(engine.name, engine.run(f"return given.map({READ})", cases()))
