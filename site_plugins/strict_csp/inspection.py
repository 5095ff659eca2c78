"""One page, looked at: what it inlines, what the policy would block, and which characters to change."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from strict_csp import declarations
from strict_csp.markup import Tag, tags
from strict_csp.policy import hash_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from strict_csp.policy import Policy

OURS = "data-strict-csp"  # marks what was inserted, so that a second run replaces it
_JAVASCRIPT = re.compile(
    r"module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma|live|j)script[\d.]*"
)
_EVENT_HANDLER = re.compile(r"on[a-z]{3,}")
# Browsers skip control characters before an address, and tabs and line breaks anywhere in it.
_BETWEEN = r"[\t\n\r]*"
_SCRIPT_ADDRESS = re.compile(r"[\x00-\x20]*" + _BETWEEN.join("javascript:"), re.IGNORECASE)
# Attributes whose addresses the browser loads or sends to; those of `link` depend on `rel`.
_LOADS = {
    ("script", "src"): "script-src", ("img", "src"): "img-src", ("input", "src"): "img-src",
    ("video", "poster"): "img-src", ("image", "href"): "img-src", ("image", "xlink:href"): "img-src",
    ("video", "src"): "media-src", ("audio", "src"): "media-src", ("track", "src"): "media-src",
    ("source", "src"): "media-src", ("iframe", "src"): "frame-src", ("frame", "src"): "frame-src",
    ("embed", "src"): "object-src", ("object", "data"): "object-src", ("base", "href"): "base-uri",
    ("form", "action"): "form-action", ("button", "formaction"): "form-action",
    ("input", "formaction"): "form-action", ("a", "ping"): "connect-src",
}  # fmt: skip
_LISTS_OF_IMAGES = {("img", "srcset"), ("source", "srcset")}
_LINKS = {
    "stylesheet": "style-src", "icon": "img-src", "apple-touch-icon": "img-src", "mask-icon": "img-src",
    "manifest": "manifest-src", "modulepreload": "script-src", "preconnect": "connect-src",
    "dns-prefetch": "connect-src", "prefetch": "connect-src",
}  # fmt: skip
_PRELOADS = {"script": "script-src", "style": "style-src", "image": "img-src", "font": "font-src"}
_ADDRESSES = {"href", "src", "action", "formaction", "data", "xlink:href", "to", "values", "from"}
# A tag without any of these in it needs no closer look, which is most tags.
_WORTH_A_LOOK = re.compile(
    r"style|\bon[a-z]{3,}\s*=|\b(?:src|srcset|ping)\b|action|&|" + _BETWEEN.join("script:"), re.IGNORECASE
)
_ALWAYS = {"script", "style", "link", "meta", "base", "object", "video", "image", "head", "html", "body"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the policy blocks and that can't be hashed or moved.

    Args:
        line: The line of the built page.
        element: The tag as it stands there, shortened.
        reason: What is wrong with it, and what to do.
    """

    line: int
    element: str
    reason: str


@dataclass(slots=True)
class Look:
    """What a look at a page found.

    Attributes:
        place: Where the policy goes.
        scripts: Hashes of its inline scripts.
        styles: Hashes of its style elements.
        rules: Declarations of its style attributes, by key.
        keys: Keys that an earlier run left in it.
        problems: What the policy blocks.
        edits: Start, end and new text of what is to change.
        loads_scripts: Whether a script file can swap other pages' content into this page.
    """

    place: int
    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    rules: dict[str, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    loads_scripts: bool = False


def inspect(source: str, policy: Policy) -> Look | None:
    """Look at a page, without what an earlier run put in. A file without any tag is no page: None."""
    place = _place(source)
    if place is None:
        return None
    look = Look(place=place)
    for tag in tags(source):
        if tag.name not in _ALWAYS and not _WORTH_A_LOOK.search(source, tag.start, tag.end):
            continue
        if OURS in tag.attributes:
            look.edits.append((tag.start, tag.end, ""))
            continue
        _note_inline(tag, look)
        reasons = dict.fromkeys(_reasons(tag, policy))
        look.problems.extend(Problem(tag.line, _short(tag.written), reason) for reason in reasons)
    return look


def with_own_scripts(source: str) -> str:
    """Return a page whose policy also allows the inline scripts that a server has put in since."""
    ours = next((tag for tag in tags(source) if tag.name == "meta" and OURS in tag.attributes), None)
    if ours is None:
        return source
    hashes = sorted({hash_of(tag.text) for tag in tags(source) if _is_inline_script(tag)})
    added = "".join(f"{script} " for script in hashes if script not in ours.written)
    return source[: ours.start] + ours.written.replace("script-src ", f"script-src {added}", 1) + source[ours.end :]


def _is_inline_script(tag: Tag) -> bool:
    """Whether this runs and stands in the page: JSON and templates are data, which no policy is asked about."""
    kind = (tag.get("type") or "").strip().lower()
    return tag.name == "script" and "src" not in tag.attributes and (not kind or bool(_JAVASCRIPT.fullmatch(kind)))


def _place(source: str) -> int | None:
    """Return where the policy goes: behind the charset, which has to come early, and before anything it governs."""
    place = None
    for tag in tags(source):
        if place is None:
            place = tag.start
        if tag.name in {"html", "head"}:
            place = tag.end
        elif tag.name == "meta" and (tag.get("charset") or (tag.get("http-equiv") or "").lower() == "content-type"):
            return tag.end
        elif tag.name not in {"meta", "title"} or OURS in tag.attributes:
            return place
    return place


def _note_inline(tag: Tag, look: Look) -> None:
    """Note what of this tag stands in the page itself and can be allowed there."""
    if tag.name == "script" and "src" in tag.attributes:
        look.loads_scripts = True
    elif _is_inline_script(tag):
        look.scripts.add(hash_of(tag.text))
    elif tag.name == "style":
        look.styles.add(hash_of(tag.text))
    if key := tag.get(declarations.ATTRIBUTE):
        look.keys.add(key)
    style = tag.attributes.get("style")
    if style and not declarations.why_not(style.value):
        key = declarations.key_of(style.value)
        look.rules[key] = style.value
        look.edits.append((style.start, style.end, f'{declarations.ATTRIBUTE}="{key}"'))


def _reasons(tag: Tag, policy: Policy) -> Iterator[str]:
    """Say what the policy blocks of a tag."""
    for name, attribute in tag.attributes.items():
        if _EVENT_HANDLER.fullmatch(name):
            yield f"has the event handler {name}: add the listener in a script."
        if name in _ADDRESSES and _SCRIPT_ADDRESS.match(attribute.value):
            yield f"has a javascript: address in {name}: add a listener in a script."
    why = declarations.why_not(tag.get("style") or "")
    if why:
        yield f"has a style attribute that {why}: give it a class, and the class a rule in a style sheet."
    for directive, address in _loads(tag):
        if not _SCRIPT_ADDRESS.match(address) and not policy.allows(directive, address):
            yield f"needs {_short(address)}: serve it from the site, or name its host in the sources of {directive}."


def _loads(tag: Tag) -> Iterator[tuple[str, str]]:
    for name, attribute in tag.attributes.items():
        if directive := _LOADS.get((tag.name, name)):
            yield directive, attribute.value
        elif (tag.name, name) in _LISTS_OF_IMAGES:
            for address in re.findall(r"[^\s,]\S*[^\s,]", re.sub(r"\s[\d.]+[wxh](?=\s*(?:,|$))", " ", attribute.value)):
                yield "img-src", address
    if tag.name == "link" and (address := tag.get("href")):
        for relation in (tag.get("rel") or "").lower().split():
            if relation == "preload":
                yield _PRELOADS.get((tag.get("as") or "").lower(), "connect-src"), address
            elif relation in _LINKS:
                yield _LINKS[relation], address


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 120 else one_line[:119] + "…"
