"""Hostile texts, addresses and messages: nothing of them runs, becomes markup or changes what the page knows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.support.engines.engine import CHROMIUM, FIREFOX
from tests.support.engines.opening import engine
from tests.support.engines.reader import Reader
from tests.support.har import entry, har

if TYPE_CHECKING:
    from tests.support.engines.engine import Engine

__all__ = ["engine"]
pytestmark = pytest.mark.parametrize("engine", [CHROMIUM, FIREFOX], indirect=True, scope="module")
READ = ("q", "h", "code", "error_description", "provider")
"""Names in a query that somebody might read: the theme, a part, the address of a step."""
RUNS = "document.documentElement.dataset.attack='ran'"
MARKUP = (
    f"<script>{RUNS}</script>",
    f'"><img src=x onerror="{RUNS}">',
    f"'><svg/onload={RUNS}>",
    f"</textarea><iframe srcdoc='<script>parent.{RUNS}</script>'></iframe>",
    f"</script><script type=module>{RUNS}</script>",
    f'<a href="javascript:{RUNS}">login</a>',
    f"javascript:{RUNS}//",
    "<form action=https://evil.example><input name=code autofocus onfocus=" + RUNS + ">",
    '<meta http-equiv=refresh content="0;url=https://evil.example/">',
    '<base href="https://evil.example/"><link rel=stylesheet href="//evil.example/a.css">',
    f"<details open ontoggle={RUNS}><summary>x</summary></details>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={RUNS}&gt;'>",
    f"<xss style='animation-name:x' onanimationstart={RUNS}>",
    f"{{{{constructor.constructor('{RUNS}')()}}}}${{{RUNS}}}",
    "<pkce-answer data-op=x></pkce-answer><template shadowrootmode=open><slot></slot></template>",
)
CANARY = """
    const made = "[onerror], [onload], [onfocus], [ontoggle], [onanimationstart], iframe, object, embed, base, math";
    const odd = [...document.querySelectorAll(`${made}, xss, meta[http-equiv=refresh], [href^='javascript:']`)];
    const leads = [...document.querySelectorAll("[href], [src], [action]")].filter((each) =>
      ["href", "src", "action"].some((name) => {
        const address = each.getAttribute(name);
        return address !== null && URL.parse(address, document.baseURI)?.hostname.endsWith("evil.example");
      }),
    );
    const found = [...odd, ...leads].map((each) => each.outerHTML.slice(0, 200));
    return [document.documentElement.dataset.attack ?? "", ...found].filter(Boolean);
"""
OBJECTS = """
    const names = Object.getOwnPropertyNames(Object.prototype).sort();
    return [...names, ({}).polluted, [].polluted, (() => {}).polluted].map(String);
"""
POLLUTION = '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}'

PROTOTYPES = (
    POLLUTION + ', "error": "invalid_grant"}',
    POLLUTION + ', "access_token": "a", "token_type": "Bearer"}',
    POLLUTION + ', "issuer": "https://op.example", "authorization_endpoint": "https://op.example/auth"}',
    POLLUTION + ', "log": {"entries": [{"__proto__": {"polluted": 1}}]}}',
    "https://op.example/cb?__proto__[polluted]=1&__proto__.polluted=1&constructor.prototype.polluted=1&code=a",
    "__proto__=polluted&code=a&state=b",
    "curl https://op.example/token -d __proto__=polluted -d constructor=polluted -d grant_type=authorization_code",
)


# Python answers one question after the other, so what was pasted before this has its answer.
SETTLE = """
    const register = document.querySelector("script[src*='/register.mjs']").src;
    const { live } = await import(new URL("runtime.mjs", register).href);
    const pause = (time) => new Promise((go) => setTimeout(go, time));
    await pause(60);
    await live.call({ op: "check", values: {} }, { deadline: 50_000 });
    await pause(20);
"""


@pytest.fixture
def markups(all_matrices: bool) -> tuple[str, ...]:
    """All of the corpus in `make test-all`; in `make test`, what is most often tried, and two odd ones."""
    return MARKUP if all_matrices else (MARKUP[1], MARKUP[3], MARKUP[6], MARKUP[8], MARKUP[11])


@pytest.fixture
def reader(engine: Engine, site_url: str) -> Reader:
    """Somebody at the start page, whose Python answers."""
    reader = Reader(engine)
    reader.open(site_url)
    return reader


def texts(markup: str) -> list[str]:
    """What a reader may paste that somebody else wrote: each kind of text, with the markup in every value."""
    member = json.dumps(markup)[1:-1]
    metadata = dict.fromkeys(("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "x"), markup)
    refused = {"error": markup, "error_description": markup}
    recorded = entry(
        "POST", f"https://op.example/token?a={quote(markup)}", status=400, form={"code": markup}, answer=refused
    )
    return [
        markup,
        f'{{"error": "invalid_grant", "error_description": "{member}", "error_uri": "javascript:{member}"}}',
        f'{{"access_token": "{member}", "token_type": "{member}", "scope": "{member}", "id_token": "{member}"}}',
        f"http://127.0.0.1:8080/callback?error=access_denied&error_description={quote(markup)}&state={quote(markup)}",
        f"https://op.example/auth?response_type=code&client_id={quote(markup)}&redirect_uri={quote(markup)}",
        f"curl https://op.example/token -d grant_type=authorization_code -d code={quote(markup)}",
        json.dumps(metadata),
        har(recorded, name=markup).decode(),
    ]


def test_markup_in_pasted_texts(reader: Reader, markups: tuple[str, ...]) -> None:
    """It is shown as text, if at all: no element is made of it, and no policy has to stop it."""
    for markup in markups:
        for text in texts(markup):
            reader.engine.paste(text)
            reader.engine.run(SETTLE)
            assert reader.engine.run(CANARY) == [], text
    assert reader.engine.problems() == []


@pytest.mark.parametrize("path", ["", "quickstart/", "workbench/", "404.html"])
def test_markup_in_addresses(
    engine: Engine, site_url: str, path: str, markups: tuple[str, ...], all_matrices: bool
) -> None:
    """Neither the query nor the fragment is shown or run, also where the theme reads it (`q`, `h`)."""
    reader = Reader(engine)
    for turn in range(len(markups) if all_matrices else 1):
        turned = markups[turn:] + markups[:turn]
        for write in (lambda text: quote(text, safe=""), lambda text: text.replace("#", "%23").replace(" ", "%20")):
            query = "&".join(f"{name}={write(markup)}" for name, markup in zip(READ, turned, strict=False))
            reader.open(f"{site_url}{path}?{query}#{write(turned[0])}")
            assert engine.run(CANARY) == [], (path, turned)
    reader.open(f"{site_url}{path}#{quote(MARKUP[1])}/4")
    assert engine.run(CANARY) == []
    assert engine.problems() == []


def test_names_of_prototypes(reader: Reader) -> None:
    """A member that is called like a prototype is a member, and no object gets it."""
    before = reader.engine.run(OBJECTS)
    for text in PROTOTYPES:
        reader.engine.paste(text)
        reader.engine.run(SETTLE)
        assert reader.engine.run(OBJECTS) == before, text
    assert reader.engine.problems() == []


MESSAGES = [
    {"type": "result", "id": 1, "response": '{"ok": true}'},
    {"type": "failed", "step": "download", "kind": "network", "file": "a", "damaged": []},
    {"type": "ready"},
    {"type": "call", "id": 1, "request": "{}"},
    {"type": "SKIP_WAITING"},
    {"data": "https://evil.example/"},
    "https://evil.example/",
]


def test_messages_of_other_windows(reader: Reader) -> None:
    """Another window sends whatever the site's own parts send each other: nothing listens."""
    before = reader.engine.run("return document.querySelector('main').innerHTML")
    send = """
        for (const message of given) {
          window.postMessage(message, "*");
          const [data, origin] = [message, "https://evil.example"];
          for (const target of [window, document]) target.dispatchEvent(new MessageEvent("message", { data, origin }));
        }
        await new Promise((go) => setTimeout(go, 300));
        return document.querySelector('main').innerHTML;
    """
    assert reader.engine.run(send, MESSAGES) == before
    reader.engine.run(SETTLE)
    assert reader.engine.problems() == []


VIEWS = (
    ["script", {}, ["1"]],
    ["img", {"src": "x"}, []],
    ["META", {"http-equiv": "refresh"}, []],
    ["iframe", {}, []],
    ["p", {"onclick": "1"}, []],
    ["p", {"ONCLICK": "1"}, []],
    ["a", {"href": "javascript:1"}, []],
    ["a", {"HREF": " java\nscript:1"}, []],
    ["a", {"href": "data:text/html,1"}, []],
    ["p", {}, [["link", {"rel": "preconnect"}, []]]],
)


def test_views_that_a_changed_package_sends(reader: Reader) -> None:
    """What Python sends becomes elements that neither run nor load anything; all else is refused."""
    make = """
        const register = document.querySelector("script[src*='/register.mjs']").src;
        const { toDom } = await import(new URL("part/tree.mjs", register).href);
        return given.filter((view) => {
          try {
            return toDom(view);
          } catch (error) {
            return !(error instanceof TypeError);
          }
        });
    """
    assert reader.engine.run(make, VIEWS) == []
    harmless = [["p", {}, ["<b>text</b>"]], ["a", {"HREF": "https://docs.example/"}, ["link"]]]
    assert reader.engine.run(make, harmless) == harmless
