"""Text and tags in which nothing can matter to a policy, to be passed over at once: most of a page is such markup.

The pattern accepts what it knows and nothing else. Whatever it doesn't accept is read in full, so a tag that is missing
here costs time and changes no answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_SPACE = r"[\t\n\f\r\ ]"
_VALUE = r"""(?:"[^"]*+"|[^\t\n\f\r\ "'=<>`]++)"""
# Without a colon no address is javascript:, and without an ampersand no character reference hides one.
_HARMLESS_ADDRESS = r"""(?:"(?:https?://[^"&]*+|[^":&]*+)"|[^\t\n\f\r "'=<>`:&]++)"""
_ATTRIBUTES = r"""alt|aria-[a-z]++|charset|checked|class|colspan|content|data-md-[a-z-]++|dir|for|hidden|id|lang|loading
|name|open|rel|role|rowspan|tabindex|target|title|type|value""".replace("\n", "")
_DRAWING = "circle|clip[Pp]ath|defs|ellipse|g|line|path|polygon|polyline|rect"
_DRAWING_ATTRIBUTES = """aria-[a-z]++|class|clip-path|clip-rule|cx|cy|d|fill|fill-opacity|fill-rule|focusable|height|id
|opacity|points|r|role|rx|ry|stroke|stroke-[a-z]++|transform|version|viewBox|width|x|x1|x2|xmlns|y|y1|y2""".replace(
    "\n", ""
)


def plain_markup(notable: Collection[str]) -> re.Pattern[str]:
    """Return a pattern that matches a run of plain markup. It matches everywhere, if only nothing.

    It holds where text is markup, outside of svg and math, and it ends at such a place. A whole svg that only draws is
    plain.

    Args:
        notable: Names of elements that aren't plain whatever their attributes are. They have to include each element
            whose text isn't markup, and svg and math.
    """
    # The two commonest attributes come first, which takes a third of the time.
    attributes = (
        rf"""(?:\ href="[^":&]*+")?+(?:\ class="[^"]*+")?+"""
        rf"(?:{_SPACE}++(?:href={_HARMLESS_ADDRESS}|(?:{_ATTRIBUTES})(?:={_VALUE})?+))*+"
    )
    drawing = rf"(?:{_SPACE}++(?:{_DRAWING_ATTRIBUTES})={_VALUE})*+"
    end = rf"{_SPACE}*+/?+>"
    return re.compile(
        rf"""[^<]*+(?:<(?:
          /[a-z][a-z0-9-]*+{_SPACE}*+>
          |(?!(?:{"|".join(sorted(notable))})(?![a-z0-9-]))[a-z][a-z0-9-]*+{attributes}{end}
          |svg{drawing}{_SPACE}*+>(?:[^<]++|<(?:{_DRAWING}){drawing}{end}|</(?:{_DRAWING})>)*+</svg>
        )[^<]*+)*+""",
        re.VERBOSE,
    )
