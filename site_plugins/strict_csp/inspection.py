"""Inspects one page: what is inline, what the policy blocks, and which characters must change."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from strict_csp import declarations
from strict_csp.markup import FOREIGN, RAW, Tag, tags
from strict_csp.plain import plain_markup
from strict_csp.policy import hash_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from strict_csp.policy import Policy

MARKER = "data-strict-csp"  # an attribute of what was inserted, so that a second run replaces it
_JAVASCRIPT = re.compile(
    r"module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma|live|j)script[\d.]*"
)
_EVENT_HANDLER = re.compile(r"on[a-z]{3,}")
# Browsers skip control characters before an address, and tabs and line breaks anywhere in it.
_BETWEEN = r"[\t\n\r]*"
_SCRIPT_ADDRESS = re.compile(r"[\x00-\x20]*" + _BETWEEN.join("javascript:"), re.IGNORECASE)
# Attributes with a URL that the browser loads or sends to. For `link`, it depends on `rel`.
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
_URL_ATTRIBUTES = {"href", "src", "action", "formaction", "data", "xlink:href", "to", "values", "from"}
# Most tags contain none of these, so their attributes need not be read.
_WORTH_READING = re.compile(
    r"style|\bon[a-z]{3,}\s*=|\b(?:src|srcset|ping)\b|action|&|" + _BETWEEN.join("script:"), re.IGNORECASE
)
_ALWAYS_INSPECTED = {"script", "style", "link", "meta", "base", "object", "video", "image", "head", "html", "body"}
_PLAIN = plain_markup(_ALWAYS_INSPECTED | RAW | FOREIGN)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the policy blocks and that cannot be hashed or moved.

    Args:
        line: The line of the built page.
        element: The tag as the page has it, shortened.
        reason: What is wrong with it, and what to do.
    """

    line: int
    element: str
    reason: str


@dataclass(slots=True)
class Inspection:
    """What was found in a page.

    Attributes:
        position: Where the policy goes.
        scripts: Hashes of the inline scripts.
        styles: Hashes of the style elements.
        rules: Declarations of the style attributes, by key.
        keys: Keys that an earlier run wrote into the page.
        problems: What the policy blocks.
        edits: Start, end and new text of everything that must change.
        files: The script elements with an address. A script file can swap other pages' content into this page.
        has_import_map: Whether the page has an import map of its own.
    """

    position: int
    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    rules: dict[str, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    files: list[Tag] = field(default_factory=list)
    has_import_map: bool = False

    @property
    def loads_modules(self) -> bool:
        """Whether the page loads a script file that is a module."""
        return any(kind_of(tag) == "module" for tag in self.files)


def inspect(source: str, policy: Policy) -> Inspection | None:
    """Inspect a page, except what an earlier run inserted. Returns None for a file without tags: it is not a page."""
    position = _position(source)
    if position is None:
        return None
    inspection = Inspection(position=position)
    for tag in tags(source, _PLAIN):
        if tag.name not in _ALWAYS_INSPECTED and not _WORTH_READING.search(source, tag.start, tag.end):
            continue
        if MARKER in tag.attributes:
            inspection.edits.append((tag.start, _end_of(tag), ""))
            continue
        _note_inline(tag, inspection)
        reasons = dict.fromkeys(_reasons(tag, policy))
        inspection.problems.extend(Problem(tag.line, _short(tag.written), reason) for reason in reasons)
    return inspection


def allow_inline_scripts(source: str) -> str:
    """Return the page with a policy that also allows inline scripts added since the policy was written."""
    meta = next((tag for tag in tags(source, _PLAIN) if tag.name == "meta" and MARKER in tag.attributes), None)
    if meta is None:
        return source
    hashes = sorted({hash_of(tag.text) for tag in tags(source, _PLAIN) if _is_inline_script(tag)})
    added = "".join(f"{script} " for script in hashes if script not in meta.written)
    return source[: meta.start] + meta.written.replace("script-src ", f"script-src {added}", 1) + source[meta.end :]


def _is_inline_script(tag: Tag) -> bool:
    """True for a script in the page that runs. JSON and templates are data, and no policy applies to them."""
    kind = kind_of(tag)
    return tag.name == "script" and "src" not in tag.attributes and (not kind or bool(_JAVASCRIPT.fullmatch(kind)))


def kind_of(script: Tag) -> str:
    """Return the type of a script element, in lower case; empty if it says none."""
    return (script.get("type") or "").strip().lower()


def _end_of(tag: Tag) -> int:
    """Return where an element ends that an earlier run inserted; only a script has a text and an end tag."""
    return tag.end + len(tag.text) + len("</script>") if tag.name == "script" else tag.end


def _position(source: str) -> int | None:
    """Return where the policy goes: after the charset, which must come early, and before everything it governs."""
    position = None
    for tag in tags(source):
        if position is None:
            position = tag.start
        if tag.name in {"html", "head"}:
            position = tag.end
        elif tag.name == "meta" and (tag.get("charset") or (tag.get("http-equiv") or "").lower() == "content-type"):
            return tag.end
        elif tag.name not in {"meta", "title"} or MARKER in tag.attributes:
            return position
    return position


def _note_inline(tag: Tag, inspection: Inspection) -> None:
    """Note what this tag has inline and the policy can allow."""
    if tag.name == "script" and "src" in tag.attributes:
        inspection.files.append(tag)
    elif _is_inline_script(tag):
        inspection.scripts.add(hash_of(tag.text))
        inspection.has_import_map |= kind_of(tag) == "importmap"
    elif tag.name == "style":
        inspection.styles.add(hash_of(tag.text))
    if key := tag.get(declarations.ATTRIBUTE):
        inspection.keys.add(key)
    style = tag.attributes.get("style")
    if style and not declarations.why_not_a_rule(style.value):
        key = declarations.key_of(style.value)
        inspection.rules[key] = style.value
        inspection.edits.append((style.start, style.end, f'{declarations.ATTRIBUTE}="{key}"'))


def _reasons(tag: Tag, policy: Policy) -> Iterator[str]:
    """Yield what the policy blocks in a tag."""
    for name, attribute in tag.attributes.items():
        if _EVENT_HANDLER.fullmatch(name):
            yield f"has the event handler {name}: add the listener in a script."
        if name in _URL_ATTRIBUTES and _SCRIPT_ADDRESS.match(attribute.value):
            yield f"has a javascript: address in {name}: add a listener in a script."
    why = declarations.why_not_a_rule(tag.get("style") or "")
    if why:
        yield f"has a style attribute that {why}: give it a class, and style the class in a style sheet."
    for directive, address in _loads(tag):
        if not _SCRIPT_ADDRESS.match(address) and not policy.allows(directive, address):
            yield f"needs {_short(address)}: serve it from the site, or add its host to the sources of {directive}."


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
