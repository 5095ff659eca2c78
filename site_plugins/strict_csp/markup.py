"""Finds the tags of a page, and the text of its scripts and styles, as a browser's tokenizer does.

It follows https://html.spec.whatwg.org/multipage/parsing.html#tokenization and rewrites nothing: a tag knows its
position, so a caller can change a few characters and leave the rest of the page as it is. A misread page opens no hole,
because browsers block whatever has no hash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = r"\t\n\f\r "
_ATTRIBUTE = re.compile(
    rf"""[{_SPACE}/]*+
    (?P<name>=?[^{_SPACE}/>=]++|=)
    (?:(?![{_SPACE}]*=) | [{_SPACE}]*+=[{_SPACE}]*+
      (?:"(?P<double>[^"]*+)" | '(?P<single>[^']*+)' | (?P<bare>[^{_SPACE}"'>][^{_SPACE}>]*+) | (?=>)))
    """,
    re.VERBOSE,
)
_ATTRIBUTES = re.sub(r"\?P<\w+>", "?:", _ATTRIBUTE.pattern)
_TOKEN = re.compile(
    rf"""<(?:
      !--(?:>|->|.*?(?:-->|--!>|\Z))
      |(?P<cdata>!\[CDATA\[)
      |(?P<end>/)?(?P<name>[a-zA-Z][^{_SPACE}/>]*+)(?P<attributes>(?:{_ATTRIBUTES})*+)[{_SPACE}/]*+>
      |(?P<unfinished>/?[a-zA-Z])
      |[!?/][^>]*+(?:>|\Z)
    )""",
    re.VERBOSE | re.DOTALL,
)
RAW = {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"}
_RAW_END = {name: re.compile(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE) for name in RAW - {"script"}}
# A comment inside a script hides script tags inside it: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
_SCRIPT_STEP = re.compile(
    rf"(?P<open><!(?=--))|(?P<close>-->)|(?P<start><script(?=[{_SPACE}/>]))|(?P<end></script(?=[{_SPACE}/>]))",
    re.IGNORECASE,
)
FOREIGN = {"svg", "math"}
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_FOREIGN_TEXT = re.compile(r"(?:[^<]++|<!\[CDATA\[.*?\]\]>)*+", re.DOTALL)
_HTML_INSIDE_FOREIGN = {"foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"}


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a tag.

    Args:
        name: In lower case.
        value: With character references resolved.
        start: Where its name starts in the page.
        end: Where it ends.
    """

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Tag:
    """One start tag.

    Args:
        name: In lower case.
        start: Where it starts in the page.
        end: Where it ends.
        source: The page, in full.
        text: The text inside a script or style element, otherwise empty.
    """

    name: str
    start: int
    end: int
    source: str
    text: str = ""

    @cached_property
    def attributes(self) -> dict[str, Attribute]:
        """The attributes by name; of two with the same name, browsers take the first."""
        found: dict[str, Attribute] = {}
        position = self.start + 1 + len(self.name)
        while match := _ATTRIBUTE.match(self.source, position, self.end - 1):
            name = match["name"].lower()
            value = next((part for part in match.group("double", "single", "bare") if part is not None), "")
            found.setdefault(name, Attribute(name, unescape(value), match.start("name"), match.end()))
            position = match.end()
        return found

    def get(self, name: str) -> str | None:
        """Return an attribute's value."""
        return self.attributes[name].value if name in self.attributes else None

    @property
    def line(self) -> int:
        """The line of the page that the tag starts in, from 1."""
        return self.source.count("\n", 0, self.start) + 1

    @property
    def written(self) -> str:
        """The tag as the page has it."""
        return self.source[self.start : self.end]


def tags(source: str, plain: re.Pattern[str] | None = None) -> Iterator[Tag]:
    """Yield the start tags of a page in order.

    Args:
        source: The page.
        plain: Matches markup whose tags the caller doesn't need. It has to match whole tags and comments, text between
            them, and nothing of an element that changes how what follows is read.
    """
    open_elements: list[str] = []  # svg, math, and the elements in them that contain HTML
    position = 0
    while True:
        if plain and not open_elements and (passed := plain.match(source, position)):
            position = passed.end()
        match = _TOKEN.search(source, position)
        if match is None:
            return
        position = match.end()
        if match["unfinished"]:
            return  # the page ends inside this tag
        foreign = bool(open_elements) and open_elements[-1] in FOREIGN
        if match["cdata"]:
            position = _after(source, "]]>" if foreign else ">", position)
        if not match["name"]:
            continue
        name = match["name"].lower()
        if match["end"]:
            _close(open_elements, name)
            continue
        text = ""
        if not foreign and name in RAW:
            end = _raw_end(name, source, position)
            text, position = source[position:end], end
        elif foreign and name in {"script", "style"} and not source.endswith("/", 0, position - 1):
            text = _foreign_text(source, position)
        opens = name in FOREIGN or (open_elements and name in _HTML_INSIDE_FOREIGN)
        if opens and not source.endswith("/", 0, match.end() - 1):
            open_elements.append(name)
        yield Tag(name, match.start(), match.end(), source, text)


def _close(open_elements: list[str], name: str) -> None:
    if name in open_elements:
        while open_elements.pop() != name:
            pass


def _raw_end(name: str, source: str, position: int) -> int:
    """Return where the text of an element ends, for an element whose text is not markup."""
    if name == "plaintext":
        return len(source)
    if name != "script":
        match = _RAW_END[name].search(source, position)
        return match.start() if match else len(source)
    escaped = double = False
    for step in _SCRIPT_STEP.finditer(source, position):
        if step["open"]:
            escaped = True
        elif step["close"]:
            escaped = double = False
        elif step["start"]:
            double = escaped
        elif double:
            double = False
        else:
            return step.start()
    return len(source)


def _after(source: str, text: str, position: int) -> int:
    found = source.find(text, position)
    return len(source) if found < 0 else found + len(text)


def _foreign_text(source: str, position: int) -> str:
    """Return the text of a style or script inside an SVG, where character references and CDATA count."""
    match = _FOREIGN_TEXT.match(source, position)
    parts = _CDATA.split(match[0]) if match else []
    return "".join(part if index % 2 else unescape(part) for index, part in enumerate(parts))
